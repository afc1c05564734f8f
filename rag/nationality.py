"""Speakers of the country that a question asks for: "Which US officials …?".

A speaker's country is told by what stands right beside the name, in any of the sentences found
("US Secretary of State Blinken", "Moe, a Norwegian poet").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile

from index.quotes.cues import CUES
from rag.evidence import Evidence
from rag.mentioned import countries, named_stems
from rag.offices import called
from rag.question import Question
from rag.words import words

_ASKED_FOR = re.compile(r"\b(?:which|what) ((?:[\w.'-]+ ){1,3})[\w'-]+", re.IGNORECASE)


def of_country(question: Question, ranked: Sequence[Evidence]) -> list[Evidence]:
    """The sentences whose speakers are not known to be of another country than is asked for."""
    wanted = _wanted(question)
    if not wanted:
        return list(ranked)
    known = _countries(ranked)
    return [each for each in ranked if not known[_key(each)] or wanted & known[_key(each)]]


def surely_of_country(question: Question, ranked: Sequence[Evidence]) -> list[Evidence]:
    """Where the first speaker is known to be of the country asked for, only such speakers."""
    wanted = _wanted(question)
    if not wanted:
        return list(ranked)
    known = _countries(ranked)
    if not wanted & known[_key(ranked[0])]:
        return list(ranked)
    return [each for each in ranked if not each.speech or wanted & known[_key(each)]]


def _wanted(question: Question) -> set[frozenset[str]]:
    asked = _ASKED_FOR.search(question.text) if question.kind == "who" else None
    return countries(named_stems(_before_verb(asked[1]))) if asked else set()


def _countries(ranked: Sequence[Evidence]) -> dict[str, set[frozenset[str]]]:
    """For each speaker's last name the countries told right before it."""
    found: dict[str, set[frozenset[str]]] = defaultdict(set)
    for each in ranked:
        if each.speech and each.speech.mention:
            told = called(each.text, each.sentence.start, each.speech.mention)
            found[_key(each)] |= countries(named_stems(told))
    return found


def _key(evidence: Evidence) -> str:
    return (words(evidence.speaker or "") or [""])[-1]


def _before_verb(asked: str) -> str:
    """ "minister accused Washington" → "minister"."""
    return " ".join(takewhile(lambda word: word not in CUES, asked.split()))

"""Speakers of the calling that a question asks for: who governs is not "which analyst …?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.library import Library
from rag.evidence import Evidence
from rag.question import Question
from rag.words import words

_GOVERNING = frozenset(
    """minister secretary president premier chancellor senator congressman congresswoman lawmaker
    mayor governor ambassador king queen""".split()
)
_STUDYING = frozenset(
    """analyst expert scholar scientist researcher economist historian professor academic
    sociologist strategist""".split()
)
_ASKED_FOR = re.compile(
    rf"\b(?:which|what) (?:[\w.'-]+ ){{0,3}}?({'|'.join(sorted(_GOVERNING | _STUDYING))})s?\b",
    re.IGNORECASE,
)


def of_calling(library: Library, question: Question, ranked: Sequence[Evidence]) -> list[Evidence]:
    """The sentences but for those by people whom the collection knows in the other calling alone.

    Args:
        library: what it calls its speakers.
        question: what is asked.
        ranked: evidence, best first.
    """
    asked = _ASKED_FOR.search(question.text) if question.kind == "who" else None
    if asked is None:
        return list(ranked)
    own, other = _STUDYING, _GOVERNING
    if asked[1].lower() in _GOVERNING:
        own, other = other, own
    speakers = {name for each in ranked if each.speech for name in each.speech.speakers}
    barred = {name for name in speakers if _are_all(library, name, other, own)}
    return [each for each in ranked if not each.speech or barred.isdisjoint(each.speech.speakers)]


def _are_all(library: Library, name: str, calling: frozenset[str], other: frozenset[str]) -> bool:
    """Whether everyone whom a name can mean is described by one calling, and not by the other."""
    told = [set(words(person.description or "")) for person in library.person(name)]
    return bool(told) and all(each & calling and not each & other for each in told)

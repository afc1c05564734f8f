"""Which evidence an answer may rest on, and what to say where there is none.

The thresholds are shares between 0 and 1 and err on the side of silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.quotes.names import TITLES, bare_name, same_person
from rag.evidence import Evidence
from rag.question import Kind, Question
from rag.words import content_stems, fold, words

ENOUGH = 0.42  # support that a sentence needs to answer a general question
ENOUGH_SPOKEN = 0.38  # the same, where the speaker asked for is the sentence's speaker
KIN = 0.7  # share of the best sentence's score that further ones need
STRONG = 0.7  # coverage at which another's words are surely the ones asked about

_MOST_WORDS: dict[Kind, int] = {"said": 85, "several": 130}
_MOST_SENTENCES: dict[Kind, int] = {"said": 3, "several": 4, "general": 2, "did": 1}
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|"
    r"fifty|hundred|thousand|million|billion|dozens?|twice|once|half|tens|hundreds|thousands)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:\d{4}|january|february|march|april|may|june|july|august|september|october|november|"
    r"december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|week|month|year)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Grounds:
    """What an answer rests on: ``evidence`` best first, or nothing.

    ``instead`` is set where the words asked about are another speaker's than the
    question says.
    """

    evidence: tuple[Evidence, ...]
    instead: Evidence | None = None


def find_grounds(question: Question, ranked: Sequence[Evidence]) -> Grounds:
    """Chooses among ranked evidence what answers the question."""
    usable = [each for each in ranked if _answers_form(question.kind, each)]
    if question.speaker and question.speech:
        spoken = [each for each in usable if _is_spoken(question.speaker, each)]
        if spoken and _is_enough(spoken[0], ENOUGH_SPOKEN):
            return Grounds(_selected(question, spoken))
        other = next((e for e in ranked[:3] if _is_anothers(question, e)), None)
        return Grounds((), other)
    if usable and _is_enough(usable[0], ENOUGH):
        return Grounds(_selected(question, usable))
    return Grounds(())


def _is_enough(evidence: Evidence, least: float) -> bool:
    return evidence.support >= least


def _answers_form(kind: Kind, evidence: Evidence) -> bool:
    """Whether the sentence holds the kind of thing that is asked for."""
    if kind == "number":
        return bool(_NUMBER.search(evidence.text))
    if kind == "when":
        return bool(_DATE.search(evidence.text)) or evidence.article.published is not None
    return True


def _is_spoken(speaker: str, evidence: Evidence) -> bool:
    """The sentence reports the speaker asked for, or tells of him and nobody else's words."""
    if evidence.by_asked_speaker:
        return True
    named = set(words(bare_name(speaker))) & set(words(evidence.text)[:12])
    return bool(named) and not evidence.sentence.speeches and evidence.coverage >= STRONG


def _is_anothers(question: Question, evidence: Evidence) -> bool:
    """Whether these are surely the words asked about, and a named other person's."""
    speaker, asked = evidence.speaker, question.speaker
    if speaker is None or asked is None or evidence.by_asked_speaker:
        return False
    if len(evidence.sentence.speeches) > 1 or not _is_proper_name(speaker):
        return False
    if not _is_proper_name(asked.title()) or same_person(asked, speaker):
        return False
    verbatim = any(
        fold(quoted).lower().strip(" .,") in fold(evidence.text).lower()
        for quoted in question.quoted
    )
    own = set(evidence.stems)
    held = sum(stem in own for stem in question.topic)
    return verbatim or (held >= 2 and held >= STRONG * len(question.topic))


def _is_proper_name(name: str) -> bool:
    parts = bare_name(name).split()
    return all(part[:1].isupper() for part in parts) and not any(
        part.lower() in TITLES for part in parts
    )


def _selected(question: Question, usable: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The best sentence and those near it in score, without repeats, within the word limit."""
    best = usable[0]
    room = _MOST_WORDS.get(question.kind, 60)
    most = _MOST_SENTENCES.get(question.kind, 1)
    chosen: list[Evidence] = []
    for each in usable:
        cost = len(each.text.split()) + 2
        if chosen and (each.score < KIN * best.score or each.support < ENOUGH_SPOKEN):
            break
        if chosen and (cost > room or _repeats(each, chosen)):
            continue
        chosen.append(each)
        room -= cost
        if len(chosen) == most:
            break
    return tuple(chosen)


def _repeats(one: Evidence, chosen: Sequence[Evidence]) -> bool:
    """Whether a sentence says again what a chosen one says."""
    own = set(content_stems(one.text))
    return any(
        len(own & set(content_stems(other.text))) >= 0.6 * min(len(own), len(content_stems(other.text)))
        for other in chosen
    )

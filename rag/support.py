"""Which evidence an answer may rest on, and what to say where there is none.

The thresholds are shares between 0 and 1 and err on the side of silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.quotes.names import BODIES, TITLES, bare_name
from rag.asked import Asked
from rag.evidence import Evidence, holds_quotation
from rag.question import Kind, Question
from rag.words import content_stems, stems, words

UNLIKELY = 0.02  # below it nothing is answered, however well a sentence fits
ENOUGH = 0.42  # support that a sentence needs to answer a general question
ENOUGH_SPOKEN = 0.38  # the same, where the speaker asked for is the sentence's speaker
ALIKE = 0.7  # nearness in meaning that makes up for other words
KIN = 0.7  # share of the best sentence's score that further ones need
BEARS = 0.5  # nearness that a further sentence needs where it holds no word of the topic
STRONG = 0.7  # coverage at which another's words are surely the ones asked about

_MOST_WORDS: dict[Kind, int] = {"said": 85, "several": 130}
_MOST_SENTENCES: dict[Kind, int] = {"said": 3, "several": 4, "general": 2, "did": 1}
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|"
    r"fifty|hundred|thousand|million|billion|dozens?|twice|once|half|tens|hundreds|thousands)\b",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r" \d{1,2}\b|\b(?:19|20)\d{2}\b|\bthe two\b|\bone of\b|\bno one\b",
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
    question says, and ``asked`` then is the collection's name for the one it says.
    """

    evidence: tuple[Evidence, ...]
    instead: Evidence | None = None
    asked: str | None = None


def find_grounds(question: Question, ranked: Sequence[Evidence], asked: Asked | None) -> Grounds:
    """Chooses among ranked evidence what answers the question.

    Args:
        question: what is asked.
        ranked: evidence, best first.
        asked: whose words are wanted, None where nobody's in particular are.
    """
    usable = [
        each for each in ranked if _answers_form(question, each) and _is_likely(question, each)
    ]
    if asked:
        spoken = [each for each in usable if _is_spoken(asked, each)]
        best = spoken[0] if spoken else None
        other = _anothers(question, ranked, asked)
        if other and (best is None or _outdoes(question, other, best)):
            return Grounds((), other, asked.name)
        if best and _is_enough(best, ENOUGH_SPOKEN) and not _misses_quotation(question, best):
            alike = [e for e in spoken if e.by_asked_speaker == best.by_asked_speaker]
            return Grounds(_selected(question, alike))
        return Grounds(())
    if usable and _is_enough(usable[0], ENOUGH):
        return Grounds(_selected(question, usable))
    return Grounds(())


def _is_enough(evidence: Evidence, least: float) -> bool:
    return evidence.support >= least or evidence.cosine >= ALIKE


def _is_likely(question: Question, evidence: Evidence) -> bool:
    """Whether the articles can well answer the question; they do where they hold its quotation."""
    return evidence.likelihood >= UNLIKELY or holds_quotation(question, evidence.text)


def _answers_form(question: Question, evidence: Evidence) -> bool:
    """Whether the sentence holds the kind of thing that is asked for."""
    if question.kind == "number":
        rest = _DATE_WORDS.sub(" ", evidence.text)
        asked = set(words(question.text))
        return any(word not in asked for word in words(" ".join(_NUMBER.findall(rest))))
    if question.kind == "when":
        return bool(_DATE.search(evidence.text)) or evidence.article.published is not None
    return True


def _is_spoken(asked: Asked, evidence: Evidence) -> bool:
    """The sentence reports the speaker asked for, or tells of him and nobody's words."""
    if evidence.by_asked_speaker:
        return True
    if evidence.speech or evidence.sentence.speeches:
        return False
    return asked.opens(evidence.text)


def _anothers(question: Question, ranked: Sequence[Evidence], asked: Asked) -> Evidence | None:
    """The best sentence that surely holds the words asked about, but as a named other's.

    Nothing is said of a person whom the collection does not know at all, nor where the
    one asked for is quoted with the very words that the question quotes.
    """
    if not asked.known:
        return None
    if any(each.by_asked_speaker and holds_quotation(question, each.text) for each in ranked):
        return None
    return next((each for each in ranked if _is_anothers(question, asked, each)), None)


def _is_anothers(question: Question, asked: Asked, evidence: Evidence) -> bool:
    tie = evidence.tie
    if tie is None or not all(_is_proper_name(name) for name in tie.names):
        return False
    everyone = [*(each.names for each in evidence.ties),
                *(said.speakers for said in evidence.sentence.speeches)]  # fmt: skip
    if any(asked.said(names) for names in everyone):
        return False
    if question.quoted:
        return holds_quotation(question, tie.text)
    held = set(question.topic) & set(stems(tie.text))
    return len(held) >= 3 and evidence.coverage >= STRONG


def _outdoes(question: Question, other: Evidence, best: Evidence) -> bool:
    """Whether another's words fit so much better that the question must mean those."""
    if holds_quotation(question, other.text) != holds_quotation(question, best.text):
        return holds_quotation(question, other.text)
    return other.coverage - best.coverage >= 0.25 and other.support - best.support >= 0.1


def _misses_quotation(question: Question, evidence: Evidence) -> bool:
    return bool(question.quoted) and not holds_quotation(question, evidence.text)


def _is_proper_name(name: str) -> bool:
    parts = bare_name(name).split()
    if parts[-1].lower() in BODIES:
        return len(parts) > 1 and parts[0][:1].isupper()
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
        if chosen and (cost > room or _repeats(each, chosen) or not _bears(question, each)):
            continue
        chosen.append(each)
        room -= cost
        if len(chosen) == most:
            break
    return tuple(chosen)


def _bears(question: Question, evidence: Evidence) -> bool:
    """Whether a sentence itself bears on the topic, not only what stands around it."""
    held = set(question.topic) & set(evidence.stems)
    return bool(held) or not question.topic or evidence.cosine >= BEARS


def _repeats(one: Evidence, chosen: Sequence[Evidence]) -> bool:
    """Whether a sentence says again what a chosen one says."""
    own = set(content_stems(one.text))
    return any(
        len(own & set(content_stems(other.text)))
        >= 0.6 * min(len(own), len(content_stems(other.text)))
        for other in chosen
    )

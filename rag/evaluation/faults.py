"""Why a question counts as missed, worst first.

What a wrong answer does not cite, and does not open with, goes without saying.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rag.evaluation.answers import (
    CITED,
    OPENING,
    REPORTS,
    Asked,
    most_words,
    reports,
    spoken,
)
from rag.evaluation.retrieval import PASSAGES, Found
from rag.evaluation.wordings import holds

FaultKind = Literal[
    "misattributed",
    "altered",
    "answered wrongly",
    "wrong",
    "declined wrongly",
    "not cited",
    "not brief",
    "opens late",
    "not found",
]


@dataclass(frozen=True)
class Fault:
    """One reason, and a sentence that tells it of this very question."""

    kind: FaultKind
    why: str


def faults(found: Found | None, asked: Asked | None) -> tuple[Fault, ...]:
    """All reasons why what was found, or answered, misses the gold; worst first."""
    return (*(_of_answer(asked) if asked else ()), *(_of_search(found) if found else ()))


def _of_answer(asked: Asked) -> Iterator[Fault]:
    case = asked.case
    if asked.misattributed:
        yield Fault("misattributed", "The answer gives the words to somebody else.")
    if not all(asked.cites):
        yield Fault("altered", "A citation is not its article's text to the letter.")
    for stretch in [stretch for stretch, held in asked.quotes if not held]:
        yield Fault("altered", f'No citation holds the quoted words "{stretch}".')
    if not (case.answerable or asked.declined or asked.corrected):
        yield Fault("answered wrongly", "The articles don't say, yet there is an answer.")
    if asked.right is False:
        yield from _of_wording(asked)
    if case.answerable and asked.declined:
        yield Fault("declined wrongly", "The articles answer it, yet it was declined.")
    if asked.right and not asked.cited:
        yield Fault("not cited", _what_is_not_cited(asked))
    if asked.brief is False:
        yield Fault("not brief", _what_is_not_brief(asked))
    if asked.right and asked.opens is False:
        yield Fault("opens late", f"The answer does not stand in the first {OPENING} words.")


def _of_wording(asked: Asked) -> Iterator[Fault]:
    text = spoken(asked.answer)
    for wording in [each for each in asked.case.barred if holds(text, each)]:
        yield Fault("wrong", f'The answer holds "{wording}", which it must not.')
    for want in asked.case.wanted:
        if not any(holds(text, wording) for wording in want.wordings):
            one_of = " or ".join(f'"{wording}"' for wording in want.wordings)
            yield Fault("wrong", f"The answer does not hold {one_of}.")


def _what_is_not_cited(asked: Asked) -> str:
    speakers = " ".join(each.speaker or "" for each in asked.answer.citations)
    if any(holds(speakers, wording) for want in asked.case.wanted for wording in want.wordings):
        return f"No citation's own words, {CITED} characters at most, hold all of the answer."
    return f"No citation of at most {CITED} characters holds the answer."


def _what_is_not_brief(asked: Asked) -> str:
    count, most = len(spoken(asked.answer).split()), most_words(asked.case)
    if count > most:
        return f"The answer has {count} words; {most} are the most."
    return f"The answer cites {reports(asked.answer)} report; it takes {REPORTS}."


def _of_search(found: Found) -> Iterator[Fault]:
    if found.answerable and found.rank is None:
        yield Fault("not found", f"The first {PASSAGES} passages do not allow an answer.")

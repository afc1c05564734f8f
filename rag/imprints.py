"""Whose report of which day each sentence of an answer is from, where that tells them apart.

Reports that are compared, or that hold different dates, places or numbers, are told apart by their
outlets ("The ferry carries 40 [1] (Coast Post). It carries 60 [2] (Echo)."); what was reported more
than a week apart by its days.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from index.reading.dates import day_bounds
from index.types import ArticleInfo
from rag.evidence import Evidence
from rag.forms import values
from rag.question import VALUE_KINDS, Question
from rag.words import STOP_WORDS, words

_LATER = timedelta(days=7)


def source_notes(question: Question, evidence: Sequence[Evidence]) -> list[str]:
    """For each sentence "Coast Post, 2031-05-06", its outlet or its day; empty where none is due.

    Args:
        question: what is asked.
        evidence: what the answer's sentences are drawn from, in order.
    """
    articles = [each.article for each in evidence]
    apart = question.kind == "several" or _differ(question, evidence)
    by_outlet = apart and len({info.outlet for info in articles}) > 1
    by_day = _over_time(articles) or (apart and len({info.published for info in articles}) > 1)
    return [_note(info, by_outlet, by_day) for info in articles]


def _note(info: ArticleInfo, by_outlet: bool, by_day: bool) -> str:
    day = f"reported {info.published}" if info.published and not by_outlet else info.published
    parts = [info.outlet if by_outlet else None, day if by_day else None]
    return ", ".join(part for part in parts if part)


def _differ(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether two reports hold nothing in common of what is asked for."""
    if question.kind not in VALUE_KINDS:
        return False
    held = [(each.article.id, _values(question, each.text)) for each in evidence]
    return any(
        one != other and bool(first and second) and not _share(first, second)
        for at, (one, first) in enumerate(held)
        for other, second in held[at + 1 :]
    )


def _values(question: Question, text: str) -> list[set[str]]:
    """The words of each date, place or number asked for."""
    return [set(words(text[slice(*span)])) - STOP_WORDS for span in values(question, text)]


def _share(first: Sequence[set[str]], second: Sequence[set[str]]) -> bool:
    """Whether they may mean the same somewhere: "May 6" and "May 6, 2031"."""
    return any(one <= other or other <= one for one in first for other in second)


def _over_time(articles: Sequence[ArticleInfo]) -> bool:
    """Whether the reports lie surely more than a week apart."""
    days = [day_bounds(info.published) for info in articles if info.published]
    if len(days) < 2:
        return False
    return _day(max(first for first, _ in days)) - _day(min(last for _, last in days)) > _LATER


def _day(number: int) -> date:
    """A day as ``day_bounds`` counts them, which ends every month on the 31st."""
    year, rest = divmod(number, 10_000)
    month, day = divmod(rest, 100)
    return date(year, month, min(day, monthrange(year, month)[1]))

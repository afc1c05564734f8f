"""A question's sides: each outlet or person it names asks for evidence of its own.

"Did The Verge find the phone slow, while Wired praised it?" has two: the words near each
outlet's name count most for its reports, the others less. A question that names no outlet and
at most one person has one side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from index.library import Library
from rag.asked import Asked, parts
from rag.outlets import NamedOutlet, find_outlets, find_sources
from rag.periods import Period, find_periods
from rag.question import Question
from rag.words import STOP_WORDS, WORD, fold, stem

_Placed = TypeVar("_Placed", NamedOutlet, Period)

ELSEWHERE = 0.6  # what a word counts for a side that it does not stand nearest to
MOST = 6  # sides of one question


@dataclass(frozen=True)
class Aspect:
    """One side of a question.

    ``weights`` is what each of its words counts for, by stem. ``outlet`` is the key of the
    outlet whose reports are wanted, ``speaker`` the name of the person whose words are and
    ``spellings`` how articles spell it, ``periods`` the days that are named for it; each may be
    left open.
    """

    weights: Mapping[str, float]
    outlet: str | None = None
    speaker: str | None = None
    spellings: frozenset[str] = frozenset()
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True)
class Aspects:
    """All sides of a question.

    ``words`` is the word that stands for each stem in it, ``sources`` what it names as a source
    that is no outlet of the collection.
    """

    words: Mapping[str, str]
    sides: tuple[Aspect, ...]
    sources: tuple[str, ...] = ()

    @property
    def of_sources(self) -> bool:
        """Whether it asks what certain sources say, or for several things at once."""
        named = any(side.outlet for side in self.sides)
        return named or bool(self.sources) or len(self.sides) > 1


@dataclass(frozen=True)
class _Word:
    at: int
    text: str
    stem: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "stem", stem(self.text))


def find_aspects(
    library: Library,
    question: Question,
    asked: Asked | None,
    understanding: bool = True,
    today: date | None = None,
) -> Aspects:
    """The sides of a question.

    Args:
        library: whose outlets may be named.
        question: what is asked.
        asked: whose words are wanted, None where nobody's in particular are.
        understanding: whether outlets, people and dates are looked for; else there is one side.
        today: what "last week" is told from; without it such words say nothing.
    """
    text = fold(question.search_text)
    asks_from = len(text) - len(" ".join(fold(question.text).split()))  # after an earlier question
    named = find_outlets(library, text) if understanding else []
    outlets = _latest(named, asks_from)[:MOST]
    words = _telling(text, named)
    by_stem = {word.stem: word.text for word in reversed(words)}
    if not understanding:
        return Aspects(by_stem, (Aspect(dict.fromkeys(by_stem, 1.0)),))
    periods = _latest(find_periods(text, today), asks_from)
    sides = _by_person(by_stem, asked, tuple(periods))
    if outlets:
        sides = tuple(_said_by(each, asked) for each in _by_outlet(words, outlets, periods))
    return Aspects(by_stem, sides, tuple(find_sources(text, named, asks_from)))


def _by_outlet(
    words: Sequence[_Word], outlets: Sequence[NamedOutlet], periods: Sequence[Period]
) -> tuple[Aspect, ...]:
    nearest = [_nearest(outlets, word.at, word.at + len(word.text)) for word in words]
    dated = [_nearest(outlets, period.start, period.end) for period in periods]
    sides = []
    for at, outlet in enumerate(outlets):
        weights: dict[str, float] = {}
        for word, side in zip(words, nearest, strict=True):
            own = 1.0 if side == at else ELSEWHERE
            weights[word.stem] = max(own, weights.get(word.stem, 0.0))
        own_periods = tuple(p for p, side in zip(periods, dated, strict=True) if side == at)
        sides.append(Aspect(weights, outlet=outlet.key, periods=own_periods))
    return tuple(sides)


def _by_person(
    by_stem: Mapping[str, str], asked: Asked | None, periods: tuple[Period, ...]
) -> tuple[Aspect, ...]:
    weights = dict.fromkeys(by_stem, 1.0)
    if not asked or not asked.known:
        return (Aspect(weights, periods=periods),)
    if len(parts(asked.wording)) == 1:  # whomever it can mean
        return (Aspect(weights, None, asked.wording, asked.names, periods),)
    return tuple(
        Aspect(weights, None, person.name, frozenset([person.name, *person.names]), periods)
        for person in asked.people[:MOST]
    )


def _latest(found: Sequence[_Placed], asks_from: int) -> list[_Placed]:
    """What the question itself names; where it names nothing, what the earlier one did."""
    return [each for each in found if each.start >= asks_from] or list(found)


def _said_by(side: Aspect, asked: Asked | None) -> Aspect:
    """The side with whose words are wanted."""
    if not asked or not asked.known:
        return side
    return replace(side, speaker=asked.wording, spellings=asked.names)


def _nearest(outlets: Sequence[NamedOutlet], start: int, end: int) -> int:
    """The outlet whose name stands nearest to a stretch of the question."""
    return min(
        range(len(outlets)),
        key=lambda at: max(outlets[at].start - end, start - outlets[at].end),
    )


def _telling(text: str, outlets: Sequence[NamedOutlet]) -> list[_Word]:
    """The words that carry meaning, outlets' names left out; or all where none is left."""
    found = [
        _Word(match.start(), match.group().lower().removesuffix("'s"))
        for match in WORD.finditer(text)
    ]
    return [
        word
        for word in found
        if word.text not in STOP_WORDS
        and not any(outlet.start <= word.at < outlet.end for outlet in outlets)
    ] or found

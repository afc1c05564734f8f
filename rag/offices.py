"""Offices as people are called by them: "the Chinese foreign minister", "AMC's chief executive"."""

from __future__ import annotations

from index.quotes.names import TITLES
from rag.mentioned import same_country
from rag.words import stem, stems, words

OFFICES = frozenset(stem(title) for title in TITLES)
"""The stems of titles."""

_CEO = frozenset(map(stem, ("chief", "executive")))
_COUNTING = frozenset("the a each both all every of two three four other".split())


def office_of(wording: str) -> list[str]:
    """The stems of an office's name; none where the wording holds no title."""
    if OFFICES.isdisjoint(stems(wording)):
        return []
    return [stem(word) for word in words(wording) if word not in _COUNTING]


def is_office(asked: str, mention: str) -> bool:
    """Whether "the Chinese foreign minister" is what a report calls its speaker.

    A minister is no ministry, but a country and what is made of its name are one.
    """
    called = set(stems(mention))
    if called >= _CEO or "ceo" in called:
        called |= {*_CEO, "ceo"}
    return all(
        one in called or not same_country(one).isdisjoint(called) for one in office_of(asked)
    )

"""Offices as people are called by them: "the Chinese foreign minister", "AMC's chief executive"."""

from __future__ import annotations

import re

from index.quotes.names import TITLES
from rag.mentioned import USA, named_stems, same_country, with_usa
from rag.words import stem, stems, words

OFFICES = frozenset(stem(title) for title in (*TITLES, "cio", "cmo", "boss"))
"""The stems of titles."""
PERSONS = TITLES - frozenset(
    """state general special major foreign finance interior economy treasury defense defence vice
        prime former acting senior deputy press star lady saint miss fellow russian chinese american
        british french german ukrainian us u.s. uk u.k. eu european japanese indian iranian israeli
        turkish korean democratic labour conservative""".split()
)
"""Titles that one person has, no part of an office's name as in "secretary of state"."""

_CEO = frozenset(map(stem, ("chief", "executive")))
_COUNTING = frozenset("the a each both all every of two three four other pair duo".split())
_OTHERWISE = tuple(  # what reporters call an office, and its own names
    (re.compile(rf"\b{called}\b", re.IGNORECASE), names)
    for called, names in (
        ("(?:top|chief) diplomat|diplomacy chief", ("foreign minister", "secretary of state")),
        ("(?:treasury|finance) (?:chief|boss)", ("treasury secretary", "finance minister")),
        ("defen[cs]e (?:chief|boss)", ("defense secretary", "defence minister")),
        ("(?<!party )leader|head of state", ("president", "prime minister", "chancellor")),
    )
)

_TITLED = re.compile(  # "US Secretary of State " right before a name
    rf"(?:\b(?:of |for |and )?(?:[A-Z][\w.'’&-]*|(?i:{'|'.join(sorted(TITLES))})) )+$"
)
_APPOSED = re.compile(
    r", (?!who\b|which\b|and\b|but\b)(?:[\w.'’&-]+(?: (?=\w)|(?=,|[.;:]|$))){2,12}"
)

_AMERICAN = re.compile(r"\bSecretary of State\b|\bTreasury Secretary\b", re.IGNORECASE)
_OF = re.compile(r" (?:of|to|for|by|against|under|with|from|at|in) ")


def office_of(wording: str) -> list[str]:
    """The stems of an office's name; none where the wording holds no title."""
    if OFFICES.isdisjoint(stems(wording)):
        return []
    return [stem(word) for word in words(with_usa(wording)) if word not in _COUNTING]


def is_office(asked: str, mention: str) -> bool:
    """Whether "the Chinese foreign minister" is what a report calls its speaker.

    A minister is no ministry, but a country and what is made of its name are one; the top
    diplomat is the foreign minister, or a secretary of state.
    """
    called = named_stems(mention)
    if called >= _CEO or "ceo" in called:
        called |= {*_CEO, "ceo"}
    if _AMERICAN.search(mention):
        called.add(stem(USA))
    return any(
        all(one in called or not same_country(one).isdisjoint(called) for one in office_of(reading))
        for reading in _readings(asked)
    )


def _readings(asked: str) -> list[str]:
    """An office as it is asked for, and by the names that reports may have for it."""
    return [
        asked,
        *(
            form.sub(name, asked)
            for form, names in _OTHERWISE
            if form.search(asked)
            for name in names
        ),
    ]


def called(text: str, start: int, end: int) -> str:
    """What a report calls somebody: "the Velm coach Bo Lind", "Bo Lind, head of the harbour".

    Args:
        text: what the report says.
        start, end: where it names him.
    """
    before = _TITLED.search(text[:start])
    after = _APPOSED.match(text, end)
    name = text[before.start() if before else start : end]
    return f"{name}{_own(after.group())}" if after else name


def _own(apposition: str) -> str:
    """What of ", a critic of the foreign minister" is the bearer's own: no other's title."""
    of = _OF.search(apposition)
    if of is None:
        return apposition
    rest = [word for word in apposition[of.end() :].split() if PERSONS.isdisjoint(words(word))]
    return apposition[: of.end()] + " ".join(rest)

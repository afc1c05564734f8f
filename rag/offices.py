"""Offices as people are called by them: "the Chinese foreign minister", "AMC's chief executive"."""

from __future__ import annotations

import re

from index.quotes.names import TITLES
from rag.mentioned import USA, as_country, countries, named_stems, same_country, with_usa
from rag.words import STOP_WORDS, stem, stems, words

_ALSO = ("cio", "cmo", "boss")
OFFICES = frozenset(stem(title) for title in (*TITLES, *_ALSO))
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
    (re.compile(rf"\b{form}\b", re.IGNORECASE), names)
    for form, names in (
        ("(?:top|chief) diplomat|diplomacy chief", ("foreign minister", "secretary of state")),
        ("(?:treasury|finance) (?:chief|boss)", ("treasury secretary", "finance minister")),
        ("defen[cs]e (?:chief|boss)", ("defense secretary", "defence minister")),
        ("(?<!party )leader|head of state", ("president", "prime minister", "chancellor")),
    )
)

_HOLDER = "|".join(sorted((*PERSONS, *_ALSO, "executive")))
_TITLED = re.compile(  # "US Secretary of State " right before a name
    rf"(?:\b(?:of |for |and )?(?:[A-Z][\w.'’&-]*|(?i:{'|'.join(sorted(TITLES))})) )+$"
)
_SMALL = "|".join(sorted(STOP_WORDS))
_APPOSED = re.compile(  # ", the media analyst for Velm Data", no ", calling the mayor a liar"
    rf", (?:(?:an?|the|former) )?(?:(?!\w+ing )(?!(?:{_SMALL}) )[\w.'’&-]+ ){{0,4}}?"
    rf"(?i:{_HOLDER})(?: (?i:{_HOLDER}))*(?: (?:of|for|at|with) [^,;:.”\"]{{1,60}})?(?=[,;:.]|$)"
)
_LESSER = frozenset(map(stem, "vice deputy assistant acting shadow former ex".split()))
_AMERICAN = re.compile(
    r"(?:the )?(?:Secretary of State\b(?! for)|Treasury Secretary\b)", re.IGNORECASE
)
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
    told = named_stems(mention)
    if told >= _CEO or "ceo" in told:
        told |= {*_CEO, "ceo"}
    if _AMERICAN.match(mention.strip()):
        told.add(stem(USA))
    if _LESSER & told - set(stems(asked)):
        return False
    return any(
        all(one in told or not same_country(one).isdisjoint(told) for one in office_of(reading))
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


def called(text: str, first: int, mention: tuple[int, int]) -> str:
    """What a report calls somebody: "the Velm coach Bo Lind", "Bo Lind, head of the harbour".

    Args:
        text: a part of the article.
        first: where in the article it begins.
        mention: where in the article he is named; what stands before the part is left out.
    """
    start, end = max(mention[0] - first, 0), mention[1] - first
    before = _TITLED.search(text[:start])
    after = _APPOSED.match(text, end)
    name = own_title((before.group() if before else "") + text[start:end])
    return f"{name}{_own(after.group())}" if after else name


def own_title(name: str) -> str:
    """A name without what stands before it and is another's, or tells where he was.

    "President Putin's spokesman Peskov" is no president; "Norway's minister Lund" is one, and
    "In Beijing US Treasury Secretary Yellen" is no Chinese one.
    """
    owner, of, held = name.rpartition("'s ")
    if of and not as_country(owner):
        name = held
    told = name.split(" ")
    of_countries = [at for at, word in enumerate(told) if countries(named_stems(word))]
    return " ".join(told[of_countries[-1] :]) if len(of_countries) > 1 else name


def _own(apposition: str) -> str:
    """What of ", a critic of the foreign minister" is the bearer's own: no other's title."""
    of = _OF.search(apposition)
    if of is None:
        return apposition
    rest = [word for word in apposition[of.end() :].split() if PERSONS.isdisjoint(words(word))]
    return apposition[: of.end()] + " ".join(rest)

"""Speakers' names, taken apart and compared across articles.

Within an article the extraction has given everyone the fullest name that stands there; here
names of different articles meet. The rule is to keep apart whatever may be two: a wrong merge
puts words in somebody's mouth.

Not handled: two people of one full name, who stay one; nicknames, married names, and a given
name that one outlet leaves out in front ("Tayyip" for "Recep Tayyip"); bodies that are only
described more closely ("Foreign Ministry", "Delmar Foreign Ministry"), which stay two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from index.quotes.names import BODIES, TITLES, bare_name, folded
from index.speakers.titles import title_in
from index.speakers.words import (
    BODY_WORDS,
    FAMILY_FIRST,
    GIVEN_TOO,
    NATIONAL,
    NO_SURNAMES,
    PARTICLES,
    SUFFIXES,
    UNNAMED,
    plain,
)

Kind = Literal["person", "body", "unnamed"]

_PART = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?$")
_ARTICLES = frozenset({"the", "a", "an"})
_ARABIC = frozenset({"al", "el"})


@dataclass(frozen=True)
class Name:
    """A name taken apart, its words folded so that two spellings of one name are equal.

    ``phrase`` are all its words. Of a person's, ``given`` are the names in front, hyphenated
    ones as one, with a suffix such as "jr" kept in ``suffix``; a surname alone has none of
    them. ``last`` is the surname, or a body's last word; empty for those who are not named.
    """

    phrase: str
    kind: Kind
    given: tuple[str, ...] = ()
    last: str = ""
    suffix: str = ""

    @property
    def lone(self) -> bool:
        """Whether it is a surname alone."""
        return self.kind == "person" and not self.given

    @property
    def family_first(self) -> str | None:
        """The family name where it stands in front, as in "Wang Yi"."""
        return self.given[0] if self.given and self.given[0] in FAMILY_FIRST else None


def taken_apart(name: str, *, asked: bool = False) -> Name:
    """A speaker's name in its parts, titles left out.

    Args:
        name: as an article spells it.
        asked: whether a reader typed it, so that small letters tell nothing.
    """
    tokens = [token for token in _untitled(name).split() if _PART.search(token)]
    words = {part for token in tokens for part in _PART.findall(plain(token))}
    phrase = " ".join(plain(token.replace(".", "")) for token in _unled(name).split())
    if not tokens or (not asked and _is_unnamed(tokens[-1], words)):
        return Name(phrase or name, "unnamed")
    if _is_body(tokens, words, asked) or _is_national(name, tokens):
        return Name(phrase, "body", last=plain(tokens[-1].replace(".", "")))
    return _person(tokens) or Name(phrase or name, "unnamed")


def display_name(name: str, kind: Kind) -> str:
    """A name as a reader is shown it: a person's without titles, none with an article in front."""
    return _untitled(name) if kind == "person" else _unled(name)


def fullest_forms(names: Iterable[Name]) -> dict[str, str]:
    """Phrase → phrase of the one fuller form it can only stand for, else its own.

    Args:
        names: persons' full names that share one surname.
    """
    # Of "Jean Luc" and "Jean-Luc" the hyphenated one counts.
    distinct = {name.phrase: name for name in sorted(names, key=lambda each: -len(each.given))}
    by_form: dict[tuple[object, ...], list[Name]] = defaultdict(list)
    for name in distinct.values():
        for form in _shortened(name):
            by_form[form].append(name)
    fuller = {
        phrase: [each for each in by_form[_form(name)] if _abbreviates(name, each)]
        for phrase, name in distinct.items()
        if _may_be_short(name)
    }
    fullest: dict[str, str] = {}
    for phrase in distinct:
        tops = [each.phrase for each in fuller.get(phrase, ()) if not fuller.get(each.phrase)]
        fullest[phrase] = tops[0] if len(tops) == 1 else phrase
    return fullest


def alike(one: Name, other: Name) -> bool:
    """Whether two full names can be one person's: equal, or one an abbreviation of the other."""
    return one.phrase == other.phrase or _abbreviates(one, other) or _abbreviates(other, one)


def may_be_surname(word: str) -> bool:
    """Whether a name of one word may be a person's surname; places and firms are not."""
    return word not in NO_SURNAMES


# ---- words


def _untitled(name: str) -> str:
    """A name without titles, unless nothing of it would be left but "Jr."."""
    bare = bare_name(name)
    return _unled(name if all(plain(word) in SUFFIXES for word in bare.split()) else bare)


def _unled(name: str) -> str:
    """A name without an article in front."""
    first, _, rest = name.strip().partition(" ")
    return " ".join((rest if rest and first.lower() in _ARTICLES else name).split())


def _is_unnamed(last: str, words: set[str]) -> bool:
    return last.islower() or words <= UNNAMED | TITLES


def _is_national(name: str, tokens: list[str]) -> bool:
    """Whether only a nation stands before one word: "American Freight" is nobody's surname."""
    before = title_in(name).split()
    return len(tokens) == 1 and bool(before) and plain(before[-1]) in NATIONAL


def _is_body(tokens: list[str], words: set[str], asked: bool) -> bool:
    if words & (BODIES | BODY_WORDS):
        return True
    if asked:
        return False
    acronym = len(tokens) == 1 and len(tokens[0]) > 1 and tokens[0].replace(".", "").isupper()
    inner = {token for token in tokens[1:-1] if token.islower()}
    return acronym or bool(inner - PARTICLES)


def _person(tokens: list[str]) -> Name | None:
    """A person's name in parts; None where no letter is left of it."""
    suffix = ""
    while len(tokens) > 1 and plain(tokens[-1]) in SUFFIXES:
        suffix = f"{plain(tokens[-1])} {suffix}".strip()
        tokens = tokens[:-1]
    shouted = " ".join(tokens).isupper()
    units = [unit for token in tokens for unit in _units(token, shouted) if unit]
    if not units:
        return None
    if units[0] in FAMILY_FIRST:  # of "Kim Jo-un" every syllable is a unit
        units = [part for unit in units for part in unit.split("-")]
    units = [unit for at, unit in enumerate(units) if unit not in _ARABIC or at == 0]
    *given, last = units
    phrase = " ".join([*(unit.replace("-", " ") for unit in given), last, suffix]).strip()
    if not suffix and _is_surname(tokens[0], len(units)):
        given = []
    return Name(phrase, "person", tuple(given), last, suffix)


def _is_surname(first: str, units: int) -> bool:
    """Whether a name that begins with a particle is all surname: "von der Aue", "De Rota"."""
    word = plain(first)
    return word in PARTICLES and (first.islower() or (units == 2 and word not in GIVEN_TOO))


def _units(token: str, shouted: bool) -> list[str]:
    """A token as one name, hyphens kept; initials as one each ("J.D.", "JD")."""
    if _INITIALS.match(token) or (len(token) == 2 and token.isupper() and not shouted):
        return [plain(letter) for letter in token if letter.isalpha()]
    parts = _PART.findall(plain(token))
    if len(parts) > 1 and parts[0] in _ARABIC:
        parts = parts[1:]  # al-
    return ["-".join(map(folded, parts))]


# ---- one person's names


def _initials(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name[0] for name in given)


def _form(name: Name) -> tuple[object, ...]:
    """How fuller forms of a name are found; see :func:`_shortened`."""
    if len(name.given) == 1:
        return (name.suffix, name.given[0])
    return (name.suffix, _initials(name.given))


def _shortened(name: Name) -> set[tuple[object, ...]]:
    """The forms of all the names that this one may be the fuller form of."""
    first = name.given[0]
    return {
        (name.suffix, first),
        (name.suffix, first[0]),
        (name.suffix, _initials(name.given)),
    }


def _may_be_short(name: Name) -> bool:
    return len(name.given) == 1 or any(len(each) == 1 for each in name.given)


def _abbreviates(short: Name, full: Name) -> bool:
    """Whether one name is the other with names in between left out or given as initials."""
    if short.phrase == full.phrase or (short.last, short.suffix) != (full.last, full.suffix):
        return False
    if short.family_first or full.family_first:
        return False  # every syllable of such a name counts
    between = short.given[1:]
    return _same_or_initial(short.given[0], full.given[0]) and (
        not between
        or (
            len(short.given) == len(full.given)
            and all(map(_same_or_initial, between, full.given[1:]))
        )
    )


def _same_or_initial(short: str, full: str) -> bool:
    return short == full or (len(short) == 1 and full.startswith(short))

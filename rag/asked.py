"""Whose words a question asks for: its wording, and the people of the collection it can mean.

A name means those whom the register of speakers keeps under it, so that words of one Wang
are never taken for another's. An office ("the Chinese foreign minister") means whoever a
report calls by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.library import Library
from index.quotes.names import TITLES, bare_name
from index.speakers.person import Person
from index.types import Speech, joint_name
from rag.mentioned import as_country, countries
from rag.offices import OFFICES, office_of
from rag.outlets import find_outlets
from rag.question import Question
from rag.words import STOP_WORDS, fold, stem, stems, words


@dataclass(frozen=True)
class Asked:
    """Whoever a question asks after, in its own wording and as the collection knows them.

    ``shared`` are the words of their names that others of the collection bear too.
    """

    wording: str
    people: tuple[Person, ...] = ()
    shared: frozenset[str] = frozenset()

    @cached_property
    def names(self) -> frozenset[str]:
        """All their names, as articles spell them, and the canonical ones."""
        return frozenset(name for each in self.people for name in (each.name, *each.names))

    @property
    def several(self) -> bool:
        """Whether more people than one are asked for: "Lund and Berg", "the two ministers"."""
        office = [word for part in parts(self.wording) for word in words(part)]
        plural = bool(office) and _is_plural(office[-1])
        return len(self.people) > 1 and (len(parts(self.wording)) > 1 or plural)

    @property
    def known(self) -> bool:
        """Whether the collection knows anybody who can be meant."""
        return bool(self.people)

    @property
    def called(self) -> str:
        """The part of the wording that is their name: not "of Delmar" where none bears it."""
        own = {word for name in self.names for word in words(name)} | TITLES | STOP_WORDS
        kept = [word for word in self.wording.split() if own.issuperset(words(word))]
        return " ".join(kept) if self.known else self.wording

    @property
    def nobody(self) -> bool:
        """Whether the wording only counts some parties: "the two powers", "both sides"."""
        counted = [word for word in self.wording.lower().split() if word != "the"]
        return not self.known and not self.holds_office and next(iter(counted), "") in _COUNTED

    @property
    def is_any(self) -> bool:
        """Whether it tells nothing but an office of several: "the ministers", "both leaders"."""
        return all(map(_is_any, parts(self.wording)))

    @property
    def is_country(self) -> bool:
        """Whether it is a country, for which many speak, and nobody of that name."""
        return bool(as_country(self.wording)) and all(as_country(each.name) for each in self.people)

    @property
    def holds_office(self) -> bool:
        """Whether they are called by an office: "the foreign ministers"."""
        return any(map(office_of, parts(self.wording)))

    @property
    def name(self) -> str:
        """Their canonical names, unless the wording can mean more people than it names."""
        if len(self.people) > len(parts(self.wording)) or not self.people or self.is_country:
            return self.wording
        return joint_name([person.name for person in self.people])

    def said(self, speakers: Iterable[str]) -> bool:
        """Whether one of these speakers, as an article or the index names them, is meant."""
        return not self.names.isdisjoint(speakers)

    def is_alone(self, speakers: Sequence[str]) -> bool:
        """Whether no more people spoke than are asked for."""
        return len(speakers) <= len(parts(self.wording))

    def opens(self, text: str) -> bool:
        """Whether the first name in a sentence is theirs, so that it tells of what they did.

        "Wang Wenbin left" does not tell of Wang Yi, nor does "Wang left" where either may
        be meant.
        """
        named = name_words(joint_name([self.wording, *self.names]))
        if not self.known and not {*words(self.wording)} - STOP_WORDS <= {*words(text)}:
            return False
        first = words(text)[:1]  # capitalised whatever it is
        for run in _CAPITALISED.finditer(text):
            own = [word for word in words(run.group()) if word not in TITLES]
            if not own or (own == first and not named & {*own}):
                if own and _ACTS.match(text, run.end()):
                    return False  # a name after all: "Lund dismissed …"
                continue
            rest = own[1:] if own[:1] == first and own[0] not in named else own
            return bool(rest) and set(rest) <= named and not set(rest) <= self.shared
        return False


_TWO = 2  # words of a name that may stand in either order
_COUNTED = frozenset("both two three sides pair duo trio".split())
_FORMERLY = TITLES | {"ex", "former", "then", "acting", "late"}
_BELONGING = re.compile(r" (?:of|from|at|with) ")
_FULL = re.compile(r"\b[A-Z][\w'-]+ [A-Z][\w'-]+")
_ACTS = re.compile(r" (?:has |had |also |later )?[a-z]+ed\b")
_ONE = TITLES - {"ministers", "secretaries"}
_CAPITALISED = re.compile(r"\b[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*")


def find_asked(library: Library, question: Question) -> Asked | None:
    """Whose words a question asks for; None where it asks for nobody's in particular.

    What an outlet writes ("What did The Verge say about …?") is nobody's words, and is looked for
    in its reports.
    """
    if not question.speaker or not question.speech:
        return None
    named = parts(question.speaker)
    text = fold(question.text)
    outlets = [text[each.start : each.end] for each in find_outlets(library, text)]
    if any(outlet in question.speaker for outlet in outlets):
        return None
    if outlets and question.speaker.islower() and not any(map(library.person, named)):
        return None
    named = [_known_as(library, part) for part in named]
    shared = {word for part in named for word in name_words(part) if _shares(library, part, word)}
    return Asked(joint_name(named), distinct(library, named), frozenset(shared))


def _known_as(library: Library, part: str) -> str:
    """The part of a wording that names somebody here: "ex-mayor Bea Holt of Delmar" → "Bea Holt".

    Never a part of an office or of a name: who is "the mayor of Delmar" may not be "the mayor".
    """
    is_full = _FULL.search(part) or part.islower()
    if library.person(part) or (not is_full) or (office_of(part) and part.startswith("the ")):
        return part
    given = _BELONGING.split(part)[0].split()
    for at in range(len(given) - 1):
        told = at == 0 or given[at - 1].lower().removeprefix("ex-") in _FORMERLY
        told = told or (_names_in_full(given[at:]) and _is_role(given[:at]))
        if told and library.person(" ".join(given[at:])):
            return " ".join(given[at:])
    turned = " ".join([*given[1:], given[0]])  # "Son Heung-Min" is "Heung-Min Son" elsewhere
    return turned if len(given) == _TWO and library.person(turned) else part


def _is_any(name: str) -> bool:
    told = [word for word in words(name) if word not in STOP_WORDS and word not in _COUNTED]
    return bool(told) and all(map(_is_plural, told))


def _is_plural(word: str) -> bool:
    """Whether it is an office of several: "ministers", not "princess" or "boss"."""
    several = word.endswith("s") and not word.endswith("ss")
    return several and word not in _ONE and stem(word) in OFFICES


def _names_in_full(given: Sequence[str]) -> bool:
    return len(given) > 1 and all(word[:1].isupper() for word in given)


def _is_role(told: Sequence[str]) -> bool:
    """Whether what stands before a name is whose or what its bearer is: "Norhavn's captain"."""
    if told[:1] == ["the"]:
        told = told[1:]
    if not told or not STOP_WORDS.isdisjoint(told):
        return False  # "a lawyer for Bea Holt"
    return told[-1].islower() or any(word.endswith("'s") for word in told)


def _shares(library: Library, name: str, word: str) -> bool:
    """Whether a word of a name can mean somebody else as well."""
    meant = library.person(word)
    return len(meant) > 1 or not {each.name for each in meant} <= {
        each.name for each in library.person(name)
    }


def parts(speaker: str) -> list[str]:
    """The single names in "Lavrov and Wang"."""
    return [name for name in re.split(r",? and |, ", speaker) if name]


def name_words(speaker: str) -> set[str]:
    """The words of one or several names, titles and small words left out."""
    return {w for name in parts(speaker) for w in words(bare_name(name)) if w not in STOP_WORDS}


def is_named(speaker: str, text: str) -> bool:
    """Whether a text holds a word of a speaker's name."""
    return bool(name_words(speaker) & set(words(text)))


def said_by(library: Library, speech: Speech | None) -> str | None:
    """The collection's names for those who spoke, whatever the article calls them."""
    if speech is None:
        return None
    return joint_name(list(dict.fromkeys(_canonical(library, each) for each in speech.speakers)))


def _canonical(library: Library, name: str) -> str:
    return next((each.name for each in library.person(name) if name in each.names), name)


def distinct(library: Library, names: Iterable[str]) -> tuple[Person, ...]:
    """Those whom these names can mean, each once."""
    found = {person.name: person for name in names for person in _meant(library, name)}
    return tuple(found.values())


def _meant(library: Library, name: str) -> list[Person]:
    """Those whom a name can mean; of an office of some country none but its own.

    A country is whatever stands for it: what "Beijing" denied, China did.
    """
    people = library.person(name)
    alike = as_country(name)
    if alike and all(as_country(each.name) == alike for each in people):
        known = [person for each in alike for person in library.person(each)]
        return [*people, *(each for each in known if as_country(each.name) == alike)]
    if not alike:
        people = [each for each in people if not as_country(each.name)]
    of = countries(stems(name))
    if _FULL.search(name) or not of:
        return people
    return [
        each
        for each in people
        if any(not group.isdisjoint(stems(joint_name(each.names))) for group in of)
    ]

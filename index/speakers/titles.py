"""What speakers are called beside their names: titles, offices, honorifics."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.quotes.given_names import pronoun_of
from index.quotes.names import bare_name
from index.speakers.words import GIVEN_NAME_TITLES, HONORIFICS, VAGUE, plain

_GENDER = re.compile(r"(?<=\w)(?:woman|man|person)$")
_OF = re.compile(r"\s(?:of|for|at|to|in)\s")


def title_in(name: str) -> str:
    """The titles that stand in front of a name, if any: "Mr", "Foreign Minister"."""
    return name[: max(0, name.find(bare_name(name)))].strip()


def contradict(lone: Iterable[str], full: Iterable[str], given: Iterable[str] = ()) -> bool:
    """Whether what a surname alone is called speaks against its being that person.

    Args:
        lone: descriptions of those called by the surname alone, such as "Mrs" or "Pope".
        full: descriptions of the person with the full name.
        given: the person's given names; "Mrs Lang" is no Peter Lang.
    """
    ours, theirs = list(lone), list(full)
    if any(_titles(each) & GIVEN_NAME_TITLES for each in ours):
        return True  # Pope Francis is not called by a surname
    genders = [{g for each in side for g in _genders(each)} for side in (ours, theirs)]
    genders[1] = genders[1] or {g for name in given if (g := pronoun_of(name))}
    if all(genders) and not genders[0] & genders[1]:
        return True
    offices = [{office for each in side if (office := _office(each))} for side in (ours, theirs)]
    return all(offices) and not offices[0] & offices[1]


def _titles(description: str) -> set[str]:
    return {plain(word) for word in description.split()}


def _genders(description: str) -> set[str]:
    return {HONORIFICS[word] for word in _titles(description) if HONORIFICS.get(word)}


def _office(description: str) -> str | None:
    """The word for the office: "minister" of "Foreign Minister of Delmar"; None for none."""
    before = _OF.split(f" {description} ")[0]
    words = [plain(word) for word in before.split()]
    telling = [word for word in words if word and word not in HONORIFICS and word not in VAGUE]
    return _GENDER.sub("", telling[-1]) if telling else None

"""What terminal and chat say of quotations in the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from difflib import get_close_matches

from index.speakers.person import Person
from index.types import Filters, Quote, joint_name

NOBODY_NAMED = "Speaker left open"
MOST_NAMED = 3

Descriptions = Mapping[str, str | None]
"""What the articles call a speaker, by name: {"Sergey Lavrov": "Russian Foreign Minister"}."""


def counted(count: int, what: str) -> str:
    """A number of things: "1 quotation", "1,204 quotations"."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def descriptions(people: Sequence[Person]) -> Descriptions:
    """What each of these people is called."""
    return {person.name: person.description for person in people}


def who_said(quote: Quote, known_as: Descriptions) -> str:
    """Who spoke, and as what: "Anna Berg (Foreign Minister) and Li Na"."""
    if not quote.speakers:
        return NOBODY_NAMED
    return joint_name([
        f"{name} ({known_as[name]})" if known_as.get(name) else name for name in quote.speakers
    ])  # fmt: skip


def nothing_found(
    speaker: str | None, about: str | None, filters: Filters, people: Sequence[Person]
) -> str:
    """One line for the reader. ``people`` are all who are quoted, most quoted first."""
    if not people:
        return "there is no quotation in the index yet; add articles with `onrecord add PATH`"
    line = " ".join(filter(None, [
        "there is no quotation",
        speaker and f'of "{speaker}"',
        about and f'about "{about}"',
        "in the articles that fit" if filters != Filters() else "in the index",
    ]))  # fmt: skip
    return f"{line}; {_way_out(speaker, people)}"


def no_passage(filters: Filters) -> str:
    """One line for who searched and found nothing."""
    if filters == Filters():
        return "no passage holds any of that"
    given = {name: value for name, value in asdict(filters).items() if value is not None}
    told = ", ".join(f'{name} "{value}"' for name, value in given.items())
    way_out = "`onrecord articles` lists outlets and dates"
    if filters.speaker is not None:
        way_out += ", `onrecord quotes` who speaks"
    return f"no passage is found within {told}; {way_out}"


def _way_out(speaker: str | None, people: Sequence[Person]) -> str:
    if speaker and (near := _spelled_alike(speaker, people)):
        return f"spelled alike is {joint_name(near)}"
    named = [person.name for person in people[:MOST_NAMED]]
    return f"those quoted most are {joint_name(named)}"


def _spelled_alike(speaker: str, people: Sequence[Person]) -> list[str]:
    """Those people a word or all of whose name is spelled almost like this, but not just so."""
    canonical = {
        spelling.casefold(): person.name
        for person in reversed(people)
        for name in (person.name, *person.names)
        for spelling in (name, *name.split())
    }
    if speaker.casefold() in canonical:
        return []
    near = get_close_matches(speaker.casefold(), canonical, n=MOST_NAMED, cutoff=0.75)
    return list(dict.fromkeys(canonical[each] for each in near))

"""Who holds the office that a question asks after, as far as what was found tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.library import Library
from index.quotations import FoundQuote
from index.types import Hit
from rag.asked import Asked, distinct, parts
from rag.offices import called, is_office, office_of, own_title


def with_holders(
    library: Library, asked: Asked, hits: Sequence[Hit], quotes: Sequence[FoundQuote]
) -> Asked:
    """The same, with whoever is called by the office that is asked for, where one is."""
    offices = [part for part in parts(asked.wording) if len(office_of(part)) > 1]
    if not offices or any(not office_of(each.name) for each in asked.people):
        return asked
    found = [
        (called(hit.passage.text, hit.passage.start, speech.mention), speech.speakers)
        for hit in hits
        for sentence in hit.passage.sentences
        for speech in sentence.speeches
        if speech.mention
    ]
    found += [(own_title(each.quote.mention.text), each.quote.speakers) for each in quotes
              if each.quote.mention]  # fmt: skip
    found += _described(library, {name for _, speakers in found for name in speakers})
    holders = [
        name
        for mention, speakers in found
        if any(is_office(office, mention) for office in offices)
        for name in speakers
    ]
    people = {each.name: each for each in (*asked.people, *distinct(library, holders))}
    return replace(asked, people=tuple(people.values()))


def _described(library: Library, names: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    """What the collection calls people most often, and their names."""
    known = ((name, library.person(name)) for name in sorted(names))
    return [
        (own_title(people[0].description), (name,))
        for name, people in known
        if len(people) == 1 and people[0].description
    ]

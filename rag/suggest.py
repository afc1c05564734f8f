"""Questions to begin with: the people a collection reports most, and what they speak of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from index.library import Library
from index.quotes.names import BODIES, TITLES
from index.speakers.person import Person
from index.types import Passage
from rag.words import MONTHS, STOP_WORDS, WEEKDAYS, words

MOST = 4
_LOOKED_AT = 40  # of the most quoted, bodies and those not named among them
_NO_TOPIC = STOP_WORDS | TITLES.union(MONTHS, WEEKDAYS)  # even with a capital
_NAME = re.compile(r"(?<=[a-z,“\"] )[A-Z][A-Za-z-]{2,}\b")


def suggest_questions(library: Library) -> list[str]:
    """Up to four questions such as "What did Wang Yi say about NATO?"; none for an empty index."""
    people = _people(library.people(_LOOKED_AT))
    everyone = {word for person in people for word in words(person.name)}
    asked: list[str] = []
    for person in people[:MOST]:
        used = {word for question in asked for word in words(question)}
        topic = _topic(person, library.spoken_by(person.name), everyone | used)
        about = f" about {topic}" if topic else ""
        asked.append(f"What did {person.name} say{about}?")
    return asked


def _people(quoted: Iterable[Person]) -> list[Person]:
    """Those who go by a full name, most quoted first."""
    return [person for person in quoted if _is_full_name(person.name)]


def _is_full_name(name: str) -> bool:
    parts = name.split()
    titled = any(part.lower() in TITLES | BODIES for part in parts)
    return 2 <= len(parts) <= 3 and all(part[:1].isupper() for part in parts) and not titled


def _topic(person: Person, passages: Sequence[Passage], taken: set[str]) -> str | None:
    """The name or acronym, no speaker's, that stands most often in a person's own sentences."""
    spoken = [
        passage.sentence_text(sentence)
        for passage in passages
        for sentence in passage.sentences
        if sentence.speaker in person.names
    ]
    counts = Counter(
        found
        for text in spoken
        for found in _NAME.findall(text)
        if not set(words(found)) & (taken | _NO_TOPIC)
    )
    # An acronym says more than a country, which all of them speak of.
    return min(counts, key=lambda each: (not each.isupper(), -counts[each], each), default=None)

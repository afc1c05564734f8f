"""Questions to begin with: the people a collection reports most, and what they speak of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from index.library import Library
from index.quotes.names import TITLES, same_person
from index.types import Passage
from rag.words import STOP_WORDS, words

MOST = 4
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december""".split()
)
_NAME = re.compile(r"(?<=[a-z,“\"] )[A-Z][A-Za-z-]{2,}\b")


def suggest_questions(library: Library) -> list[str]:
    """Up to four questions such as "What did Wang Yi say about NATO?"; none for an empty index."""
    people = _people(library.speaker_counts())
    everyone = {word for name in people for word in words(name)}
    asked: list[str] = []
    for name in people[:MOST]:
        used = {word for question in asked for word in words(question)}
        topic = _topic(name, library.spoken_by(name), everyone | used)
        asked.append(f"What did {name} say about {topic}?" if topic else f"What did {name} say?")
    return asked


def _people(counts: Iterable[tuple[str, int]]) -> list[str]:
    """Full names, most reported first, each person once."""
    found: list[str] = []
    for name, _ in counts:
        parts = name.split()
        full = 2 <= len(parts) <= 3 and all(part[:1].isupper() for part in parts)
        titled = any(part.lower() in TITLES for part in parts)
        if full and not titled and not any(same_person(name, other) for other in found):
            found.append(name)
    return found


def _topic(name: str, passages: Sequence[Passage], taken: set[str]) -> str | None:
    """The name or acronym, no speaker's, that stands most often in a person's own sentences."""
    spoken = [
        passage.sentence_text(sentence)
        for passage in passages
        for sentence in passage.sentences
        if sentence.speaker == name
    ]
    counts = Counter(
        found
        for text in spoken
        for found in _NAME.findall(text)
        if not set(words(found)) & (taken | STOP_WORDS | TITLES | _CALENDAR)
    )
    # An acronym says more than a country, which all of them speak of.
    return min(counts, key=lambda each: (not each.isupper(), -counts[each], each), default=None)

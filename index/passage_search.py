"""Passages that a query may mean: near in its words or its meaning, or by whoever is named.

Not handled: their order; what makes a passage fit a question is for the asker to tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.derived import Derived
from index.lexical import LexicalIndex
from index.store import Store
from index.types import ArticleInfo, Filters, Passage

if TYPE_CHECKING:
    from index.embed import Vectors


@dataclass(frozen=True)
class Candidate:
    """A passage that a query brought up, with its vector."""

    passage: Passage
    article: ArticleInfo
    story: str
    vector: Vectors


@dataclass(frozen=True)
class Lookup:
    """Words to look for, what each counts for, and in which passages."""

    weights: Mapping[str, float]
    filters: Filters
    metadata: bool = True  # whether title and outlet count as part of a passage


class PassageSearch:
    """Finds passages in one collection, which has some.

    Args:
        store: where they are.
        derived: who is who in it, and which passages hold which words.
    """

    def __init__(self, store: Store, derived: Derived) -> None:
        self._store = store
        self._derived = derived

    def candidates(
        self, lookups: Sequence[Lookup], vector: Vectors | None, k: int, filters: Filters
    ) -> list[Candidate]:
        """Passages near in words or meaning; see :meth:`index.library.Library.candidates`."""
        lexical = self._derived.lexical
        near = [] if vector is None else self._nearest(lexical, vector, k, filters)
        held = self._holding(lexical, lookups, k)
        found = self._store.passages.get(list(dict.fromkeys([*near, *held])))
        states = self._store.recent_states(passage.article_id for passage, _, _ in found.values())
        return [
            Candidate(passage, state.info, state.story, vector_)
            for passage, generation, vector_ in found.values()
            if (state := states.get(passage.article_id)) and state.generation == generation
        ]

    def spoken_by(self, speaker: str, most: int) -> list[Passage]:
        """Some passages that report words of a speaker, whom any of his names means."""
        return self._store.passages.spoken_by(self._spellings(speaker), most)

    def _nearest(
        self, lexical: LexicalIndex, vector: Vectors, k: int, filters: Filters
    ) -> list[str]:
        speakers = self._asked_spellings(filters)
        if speakers == []:
            return []
        allowed = lexical.allowed(filters, speakers)
        return list(self._store.passages.nearest(vector, k, filters, speakers, allowed))

    def _holding(self, lexical: LexicalIndex, lookups: Sequence[Lookup], k: int) -> list[str]:
        found: list[str] = []
        for lookup in lookups:
            speakers = self._asked_spellings(lookup.filters)
            if speakers != []:
                found += lexical.search(
                    lookup.weights, k, lookup.filters, speakers, lookup.metadata
                )
        return found

    def _asked_spellings(self, filters: Filters) -> list[str] | None:
        return None if filters.speaker is None else self._spellings(filters.speaker)

    def _spellings(self, speaker: str) -> list[str]:
        return self._derived.register.spellings(speaker)

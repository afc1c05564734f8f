"""A small collection of invented articles in a data folder, built without a real embedder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from index.embed import Embedder
from index.lexical import LexicalIndex
from index.library import Library
from index.parts import embedded_text
from index.passage_search import Candidate, Lookup
from index.speakers.register import Register
from index.store import Store
from index.types import AddReport, Filters
from tests.index.fakes import FakeEmbedder, vector_of

BRIDGE = {
    "id": "bridge",
    "title": "Delmar shuts its bridge",
    "outlet": "The Valley Post",
    "author": "Mira Solen",
    "published": "2024-04-09",
    "url": "https://post.example/bridge",
    "text": "The old bridge of Delmar was shut on Monday.\n\n"
    "“The bridge is not safe,” Mayor Elena Ruiz said. “It has to be built anew.”",
}
FERRY = {
    "id": "ferry",
    "title": "A ferry for Delmar",
    "outlet": "Delmar Times",
    "published": "2024-05",
    "text": "A ferry will cross the river from May on.\n\n"
    "“It costs nothing,” Peter Lang told the council.",
}
HARVEST = {
    "id": "harvest",
    "outlet": "THE VALLEY POST",
    "published": "2023",
    "text": "The plum harvest was the best in years, Elena Ruiz said.",
}
UNDATED = {"id": "undated", "text": "Plums are blue. Nobody knows why."}
ALL = (BRIDGE, FERRY, HARVEST, UNDATED)


@dataclass
class Shelf:
    """One data folder and what builds and reads it."""

    data: Path

    @property
    def store(self) -> Store:
        return Store(self.data / "chroma", FakeEmbedder().name)

    @property
    def lexical(self) -> LexicalIndex:
        return LexicalIndex(self.data / "lexical")

    @property
    def register(self) -> Register:
        return Register(self.data / "speakers.sqlite")

    @property
    def library(self) -> Library:
        return Library(self.data, FakeEmbedder())

    def add(self, *records: object, embedder: Embedder | None = None) -> AddReport:
        """Adds records, with a fake embedder unless another is given."""
        library = Library(self.data, embedder or FakeEmbedder())
        return timeless(library.add((), [json.dumps(record) for record in records]))

    def add_paths(self, *paths: Path, prune: bool = False) -> AddReport:
        """Adds files and folders."""
        return timeless(self.library.add(paths, prune=prune))

    def find(
        self, words: str, filters: Filters | None = None, *, like: str = "", k: int = 20
    ) -> list[Candidate]:
        """What a query brings up, by its words and by a vector that is near to ``like``."""
        within = filters or Filters()
        return self.library.candidates([lookup(words, within)], vector_of(like), k, within)

    def holding(self, words: str) -> set[str]:
        """The articles that a query brings up by its words alone."""
        within = Filters()
        return found_in(self.library.candidates([lookup(words, within)], None, 20, within))

    def ids(self, words: str, filters: Filters | None = None) -> set[str]:
        """The articles that a query brings up."""
        return found_in(self.find(words, filters))


def lookup(words: str, filters: Filters) -> Lookup:
    """A search for any of some words, all of one weight."""
    return Lookup(dict.fromkeys(words.split(), 1.0), filters)


def timeless(report: AddReport) -> AddReport:
    """A report to compare with another."""
    return replace(report, seconds=0.0)


def found_in(candidates: Iterable[Candidate]) -> set[str]:
    """The ids of the articles that candidates stand in."""
    return {candidate.article.id for candidate in candidates}


def as_embedded(candidate: Candidate) -> str:
    """The text whose vector a candidate should have."""
    return embedded_text(candidate.article, candidate.passage)

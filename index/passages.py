"""Passages as Chroma holds them; only those of articles that are whole are ever given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from index.database import Database
from index.records import article_info, condition, passage_from
from index.states import states
from index.types import ArticleInfo, Filters, Passage

if TYPE_CHECKING:
    from chromadb.api.types import GetResult

    from index.embed import Vectors


class Passages:
    """The passages of one database, to read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def spoken_by(self, names: Sequence[str], most: int) -> list[Passage]:
        """Some passages that report words of one of these names, as articles spell them."""
        if not names:
            return []
        found = self._database.read(
            lambda: self._database.passages.get(
                where=condition(Filters(), names), limit=most, include=["metadatas", "documents"]
            )
        )
        return self._whole(found)

    def of(self, article_id: str) -> list[Passage]:
        """An article's passages, in order."""
        found = self._database.read(
            lambda: self._database.passages.get(
                where={"article": article_id}, include=["metadatas", "documents"]
            )
        )
        return sorted(self._whole(found), key=lambda passage: passage.ordinal)

    def _whole(self, found: GetResult) -> list[Passage]:
        """The passages found whose article is whole and as they say."""
        rows = list(zip(found["metadatas"] or [], found["documents"] or [], strict=True))
        known = states(self._database, (str(meta["article"]) for meta, _ in rows))
        return [
            passage_from(meta, text)
            for meta, text in rows
            if (state := known.get(str(meta["article"]))) and state.generation == meta["generation"]
        ]

    def nearest(
        self, vector: Vectors, k: int, filters: Filters, speakers: Sequence[str] | None
    ) -> dict[str, float]:
        """Cosine similarity by passage id of the ``k`` passages nearest to ``vector``.

        Args:
            vector: shape ``(dimension,)``.
            k: how many at most.
            filters: which articles may be drawn on.
            speakers: passages must report words of one of these names; None leaves it open.
        """
        size = self._database.read(lambda: self._database.passages.count())
        if not size:
            return {}
        found = self._database.read(
            lambda: self._database.passages.query(
                query_embeddings=vector.reshape(1, -1),
                n_results=min(k, size),
                where=condition(filters, speakers),
                include=["distances"],
            )
        )
        distances = (found["distances"] or [[]])[0]
        return {key: 1 - far for key, far in zip(found["ids"][0], distances, strict=True)}

    def get(self, ids: Sequence[str]) -> dict[str, tuple[Passage, str, Vectors]]:
        """Passage, generation and vector by passage id; unknown ids left out."""
        if not ids:
            return {}
        found = self._database.read(
            lambda: self._database.passages.get(
                ids=list(ids), include=["metadatas", "documents", "embeddings"]
            )
        )
        rows = zip(
            found["ids"],
            found["metadatas"] or [],
            found["documents"] or [],
            found["embeddings"],  # type: ignore[arg-type]  # asked for, so not None
            strict=True,
        )
        return {
            key: (passage_from(meta, text), str(meta["generation"]), vector)
            for key, meta, text, vector in rows
        }

    def every(self) -> Iterator[tuple[str, Passage, ArticleInfo]]:
        """All passages of whole articles with their ids, to derive another index from."""
        whole = {
            article_id: (article_info(article_id, meta), meta["generation"])
            for article_id, meta, _ in self._database.every("articles")
        }
        for key, meta, text in self._database.every("passages", documents=True):
            info, generation = whole.get(str(meta["article"]), (None, ""))
            if info is not None and generation == meta["generation"]:
                yield key, passage_from(meta, text), info

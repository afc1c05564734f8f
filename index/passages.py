"""Passages as Chroma holds them; only those of articles that are whole are ever given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import ceil
from typing import TYPE_CHECKING, Any

from index.allowed import Allowed
from index.database import Database
from index.near import MOST_COMPARED, nearest_of
from index.records import article_info, condition, passage_from
from index.states import recent_states
from index.types import ArticleInfo, Filters, Passage

if TYPE_CHECKING:
    from chromadb.api.types import GetResult

    from index.embed import Vectors

_SURPLUS = 2  # times as many looked at as should do; what is near is not spread evenly
_WIDEST = 40  # times what is wanted; the graph takes as much longer


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

    def of(self, article_ids: Iterable[str]) -> list[Passage]:
        """The passages of articles, each article's in order."""
        wanted = list(dict.fromkeys(article_ids))
        if not wanted:
            return []
        theirs: Any = {"article": {"$in": wanted}}
        found = self._database.read(
            lambda: self._database.passages.get(where=theirs, include=["metadatas", "documents"])
        )
        return sorted(self._whole(found), key=lambda each: (each.article_id, each.ordinal))

    def _whole(self, found: GetResult) -> list[Passage]:
        """The passages found whose article is whole and as they say."""
        rows = list(zip(found["metadatas"] or [], found["documents"] or [], strict=True))
        known = recent_states(self._database, (str(meta["article"]) for meta, _ in rows))
        return [
            passage_from(meta, text)
            for meta, text in rows
            if (state := known.get(str(meta["article"]))) and state.generation == meta["generation"]
        ]

    def nearest(
        self,
        vector: Vectors,
        k: int,
        filters: Filters,
        speakers: Sequence[str] | None,
        allowed: Allowed | None = None,
    ) -> dict[str, float]:
        """Cosine similarity by passage id of the ``k`` passages nearest to ``vector``.

        Args:
            vector: shape ``(dimension,)``.
            k: how many at most.
            filters: which articles may be drawn on.
            speakers: passages must report words of one of these names; None leaves it open.
            allowed: the passages that are within these filters, where that is known; it
                spares Chroma reading all their records.
        """
        if allowed is not None:
            found = self._nearest_allowed(vector, k, allowed)
            if found is not None:
                return found
        return self._nearest_of_all(vector, k, condition(filters, speakers))

    def _nearest_allowed(
        self, vector: Vectors, k: int, allowed: Allowed
    ) -> dict[str, float] | None:
        """The nearest of the passages that are allowed, None where too few came to light.

        Few are compared one by one. Of many, the nearest of all passages are asked whether
        they are allowed, so many that enough should be; where they are not, Chroma finds them,
        which may take long in a large collection.
        """
        few = allowed.all(MOST_COMPARED)
        if few is not None:
            return nearest_of(self._database, "passages", vector, k, few)
        wide = min(_WIDEST, _SURPLUS / max(allowed.share, 1e-6))
        near = self._nearest_of_all(vector, ceil(wide * k))
        passing = allowed.among(list(near))
        if len(passing) < k // 2:
            return None
        return dict(islice(((key, near[key]) for key in near if key in passing), k))

    def _nearest_of_all(
        self, vector: Vectors, k: int, where: Any | None = None
    ) -> dict[str, float]:
        found = self._database.read(
            lambda: self._database.passages.query(
                query_embeddings=vector.reshape(1, -1),
                n_results=k,
                where=where,
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

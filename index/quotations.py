"""Quotations as Chroma holds them; only those of articles that are whole are ever given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.database import Database
from index.near import MOST_COMPARED, nearest_of
from index.records import condition, passes, quote_from
from index.states import recent_states
from index.types import ArticleInfo, Filters, Quote

if TYPE_CHECKING:
    from index.embed import Vectors

Row = tuple[Any, str, float | None]
"""A record's metadata, its document, and how near it is where that was asked."""


@dataclass(frozen=True)
class FoundQuote:
    """A quotation with the article it stands in; its speakers bear their canonical names.

    ``score`` tells how well it fits what was asked about, None where nothing was. Higher
    is better.
    """

    quote: Quote
    article: ArticleInfo
    score: float | None = None

    def as_dict(self) -> dict[str, object]:
        """The contract's quote object, with its article."""
        score = {} if self.score is None else {"score": round(self.score, 6)}
        return {**self.quote.as_dict(), "article": self.article.as_dict(), **score}


class Quotations:
    """The quotations of one database, to read; they name speakers as their articles do."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def nearest(
        self, vector: Vectors, k: int, filters: Filters, speakers: Sequence[str] | None
    ) -> list[FoundQuote]:
        """The ``k`` quotations nearest to ``vector``, scored by cosine similarity, best first.

        Args:
            vector: shape ``(dimension,)``.
            k: how many at most; fewer where some belong to articles that are not whole.
            filters: which articles may be drawn on, but for the speaker.
            speakers: they must be by one of these names; None leaves it open.
        """
        if not k:
            return []
        where = condition(filters, speakers)
        if where is not None:
            few = self._passing(where, MOST_COMPARED)
            if few is not None:
                return self._nearest_of(vector, k, few)
        found = self._database.read(
            lambda: self._database.quotes.query(
                query_embeddings=vector.reshape(1, -1),
                n_results=k,
                where=where,
                include=["metadatas", "documents", "distances"],
            )
        )
        metas = (found["metadatas"] or [[]])[0]
        texts = (found["documents"] or [[]])[0]
        near = [1 - far for far in (found["distances"] or [[]])[0]]
        return self._whole(list(zip(metas, texts, near, strict=True)), Filters())

    def _passing(self, where: Any, most: int) -> list[str] | None:
        """Ids of the quotations that pass, None where they are more than ``most``."""
        found = self._database.read(
            lambda: self._database.quotes.get(where=where, limit=most + 1, include=[])
        )
        return found["ids"] if len(found["ids"]) <= most else None

    def _nearest_of(self, vector: Vectors, k: int, ids: Sequence[str]) -> list[FoundQuote]:
        near = nearest_of(self._database, "quotes", vector, k, ids)
        if not near:
            return []
        found = self._database.read(
            lambda: self._database.quotes.get(ids=list(near), include=["metadatas", "documents"])
        )
        texts = found["documents"] or []
        rows = {
            key: (meta, text, near[key])
            for key, meta, text in zip(found["ids"], found["metadatas"] or [], texts, strict=True)
        }
        return self._whole([rows[key] for key in near if key in rows], Filters())

    def of(
        self,
        articles: Sequence[str],
        filters: Filters | None = None,
        speakers: Sequence[str] | None = None,
        near: Vectors | None = None,
    ) -> list[FoundQuote]:
        """The quotations of some articles, in the articles' order and then in theirs.

        Args:
            articles: their ids.
            filters: which of the articles may be drawn on, but for the speaker.
            speakers: they must be by one of these names; None leaves it open.
            near: a vector of shape ``(dimension,)`` that they are scored by, by cosine.
        """
        if not articles:
            return []
        ids = list(articles)
        theirs: Any = {"article": {"$in": ids}}
        wanted: Any = ["metadatas", "documents", *["embeddings"] * (near is not None)]
        found = self._database.read(lambda: self._database.quotes.get(where=theirs, include=wanted))
        metas: Sequence[Any] = found["metadatas"] or []
        texts = found["documents"] or []
        scores: Sequence[float | None] = [None] * len(metas)
        if near is not None and metas:
            vectors: Any = found["embeddings"]  # asked for, so not None
            scores = [float(vector @ near) for vector in vectors]
        # Names by the hundred are compared sooner here than by Chroma.
        names = None if speakers is None else set(speakers)
        rows = [
            row
            for row in zip(metas, texts, scores, strict=True)
            if names is None or names & set(row[0].get("speakers") or ())
        ]
        order = {article: at for at, article in enumerate(ids)}
        whole = self._whole(rows, filters or Filters())
        return sorted(whole, key=lambda each: (order[each.article.id], each.quote.start))

    def _whole(self, rows: Sequence[Row], filters: Filters) -> list[FoundQuote]:
        """The quotations found whose article is whole, as they say, and within the filters."""
        known = recent_states(self._database, (str(meta["article"]) for meta, _, _ in rows))
        return [
            FoundQuote(quote_from(meta, text), state.info, score)
            for meta, text, score in rows
            if (state := known.get(str(meta["article"])))
            and state.generation == meta["generation"]
            and passes(state.info, filters)
        ]

"""The Chroma adapter: articles and passages, the only source of truth of what is indexed.

Two collections. An article's record is written after all its passages and names
their generation, so a passage counts only while its article's record says so: a
write that is cut short leaves the article as it was, whole or absent.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import EmbedderMismatch, IndexProblem, StorageProblem
from index.records import (
    article_info,
    article_record,
    condition,
    filterable,
    passage_from,
    passage_id,
    passage_record,
)
from index.types import Article, ArticleInfo, Filters, Passage

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

    from index.embed import Vectors

FORMAT = 1  # of the records; raise it when they change
_BATCH = 2000  # records a call; Chroma's own limit is above 5,000
_PAGE = 5000  # records read at a time when all are wanted


class Store:
    """Articles and passages in embedded Chroma.

    Args:
        folder: where the database is or will be.
        embedder: the name of the embedder whose vectors it holds.

    Raises:
        StorageProblem: from any method, where the folder cannot be read or written.
        EmbedderMismatch: the folder holds vectors of another embedder.
    """

    def __init__(self, folder: Path, embedder: str) -> None:
        self.folder = folder
        self.embedder = embedder

    @property
    def exists(self) -> bool:
        """Whether anything was ever stored here."""
        return (self.folder / "chroma.sqlite3").exists()

    @cached_property
    def _client(self) -> ClientAPI:
        import chromadb
        from chromadb.config import Settings

        with self._explained("open"):
            self.folder.mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(
                str(self.folder), settings=Settings(anonymized_telemetry=False)
            )

    @cached_property
    def _articles(self) -> Collection:
        return self._collection("articles")

    @cached_property
    def _passages(self) -> Collection:
        return self._collection("passages")

    def _collection(self, name: str) -> Collection:
        with self._explained("open"):
            collection = self._client.get_or_create_collection(
                name,
                embedding_function=None,
                metadata=self._made_with,
                configuration={"hnsw": {"space": "cosine"}},
            )
        stored = collection.metadata or {}
        if stored.get("format") != FORMAT:
            raise IndexProblem(
                f"the index in {self.folder.parent} was made by another version of OnRecord; "
                "delete that folder, or name a new one with --data, and add the articles again"
            )
        made_by = stored.get("embedder")
        if made_by != self.embedder:
            raise EmbedderMismatch(
                f"the index in {self.folder.parent} was made with the embedder {made_by}, but "
                f"{self.embedder} is configured; set ONRECORD_EMBEDDER back, or name a new "
                "folder with --data and add the articles again"
            )
        return collection

    @property
    def _made_with(self) -> dict[str, Any]:
        return {"embedder": self.embedder, "format": FORMAT}

    @property
    def revision(self) -> str:
        """Changes with every change of the index; what is derived from it carries this stamp."""
        return str((self._articles.metadata or {}).get("revision", ""))

    def new_revision(self) -> str:
        """Declares that the index is about to change."""
        revision = uuid.uuid4().hex
        with self._explained("write"):
            self._articles.modify(metadata=self._made_with | {"revision": revision})
        return revision

    def generations(self) -> dict[str, str]:
        """Content hash by article id, of every article that is whole."""
        return {
            article_id: str(meta["generation"])
            for article_id, meta in self._all(self._articles, {})
        }

    def articles(self) -> list[ArticleInfo]:
        """All articles, by title."""
        found = [
            article_info(article_id, meta) for article_id, meta in self._all(self._articles, {})
        ]
        return sorted(found, key=lambda info: (info.label.lower(), info.id))

    def count(self) -> int:
        """How many articles there are."""
        with self._explained("read"):
            return self._articles.count()

    def infos(self, ids: Iterable[str]) -> dict[str, tuple[ArticleInfo, str]]:
        """What is known of each of these articles, and its generation; unknown ids left out."""
        wanted = sorted(set(ids))
        if not wanted:
            return {}
        with self._explained("read"):
            found = self._articles.get(ids=wanted, include=["metadatas"])
        pairs = zip(found["ids"], found["metadatas"] or [], strict=True)
        return {key: (article_info(key, meta), str(meta["generation"])) for key, meta in pairs}

    def article(self, article_id: str) -> Article | None:
        """One article with its text, None where there is none."""
        with self._explained("read"):
            found = self._articles.get(ids=[article_id], include=["metadatas", "documents"])
        if not found["ids"]:
            return None
        meta, text = (found["metadatas"] or [{}])[0], (found["documents"] or [""])[0]
        return Article(article_info(article_id, meta), text)

    def put(self, article: Article, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Adds an article or replaces an earlier state of it, all or nothing.

        Args:
            article: the article.
            passages: its passages in order, at least one.
            vectors: one row a passage.
        """
        generation = article.content_hash
        shared = filterable(article.info)
        with self._explained("write"):
            for at in range(0, len(passages), _BATCH):
                part = passages[at : at + _BATCH]
                self._passages.upsert(
                    ids=[passage_id(passage, generation) for passage in part],
                    documents=[passage.text for passage in part],
                    embeddings=vectors[at : at + _BATCH],
                    metadatas=[passage_record(each, generation) | shared for each in part],
                )
            self._articles.upsert(
                ids=[article.info.id],
                documents=[article.text],
                embeddings=vectors.mean(axis=0, keepdims=True),
                metadatas=[article_record(article)],
            )
            outdated: Any = {"generation": {"$ne": generation}}
            self._passages.delete(where={"$and": [{"article": article.info.id}, outdated]})

    def remove(self, article_id: str) -> bool:
        """Removes an article and its passages; False where there is none of that id."""
        if not self.infos([article_id]):
            return False
        with self._explained("write"):
            self._articles.delete(ids=[article_id])
            self._passages.delete(where={"article": article_id})
        return True

    def spoken_by(self, speaker: str, most: int) -> list[Passage]:
        """Some passages that report words of a speaker, by the exact name."""
        reported: Any = {"speakers": {"$contains": speaker}}
        with self._explained("read"):
            found = self._passages.get(
                where=reported,
                limit=most,
                include=["metadatas", "documents"],
            )
        rows = list(zip(found["metadatas"] or [], found["documents"] or [], strict=True))
        whole = self.infos(str(meta["article"]) for meta, _ in rows)
        return [
            passage_from(meta, text)
            for meta, text in rows
            if whole.get(str(meta["article"]), (None, ""))[1] == meta["generation"]
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
        with self._explained("read"):
            size = self._passages.count()
            if not size:
                return {}
            found = self._passages.query(
                query_embeddings=vector.reshape(1, -1),
                n_results=min(k, size),
                where=condition(filters, speakers),
                include=["distances"],
            )
        distances = (found["distances"] or [[]])[0]
        return {key: 1 - far for key, far in zip(found["ids"][0], distances, strict=True)}

    def passages(self, ids: Sequence[str]) -> dict[str, tuple[Passage, str, Vectors]]:
        """Passage, generation and vector by passage id; unknown ids left out."""
        if not ids:
            return {}
        with self._explained("read"):
            found = self._passages.get(
                ids=list(ids), include=["metadatas", "documents", "embeddings"]
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

    def every_passage(self) -> Iterator[tuple[str, Passage, ArticleInfo]]:
        """All passages of whole articles with their ids, to derive another index from."""
        known = self.infos(self.generations())
        for key, meta, text in self._pages(self._passages):
            info, generation = known.get(str(meta["article"]), (None, ""))
            if info is not None and generation == meta["generation"]:
                yield key, passage_from(meta, text), info

    def _all(self, collection: Collection, where: dict[str, Any]) -> list[tuple[str, Any]]:
        with self._explained("read"):
            found = collection.get(where=where or None, include=["metadatas"])
        return list(zip(found["ids"], found["metadatas"] or [], strict=True))

    def _pages(self, collection: Collection) -> Iterator[tuple[str, Any, str]]:
        at = 0
        while True:
            with self._explained("read"):
                page = collection.get(limit=_PAGE, offset=at, include=["metadatas", "documents"])
            if not page["ids"]:
                return
            yield from zip(
                page["ids"], page["metadatas"] or [], page["documents"] or [], strict=True
            )
            at += _PAGE

    @contextmanager
    def _explained(self, doing: str) -> Iterator[None]:
        """Turns what Chroma, SQLite and the system raise into one clear line."""
        try:
            yield
        except IndexProblem:
            raise
        except Exception as error:  # Chroma's Rust core raises kinds of its own
            raise StorageProblem(
                f"cannot {doing} the index in {self.folder.parent} ({_cause(error)}); "
                "check the disk's free space and the folder's permissions, or name another "
                "folder with --data"
            ) from error


def _cause(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0][:160] if lines else type(error).__name__

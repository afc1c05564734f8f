"""Articles and their parts in Chroma, the only source of truth of what is indexed.

An article's record is written after all its parts, which are its passages and quotations,
and names their generation, so a part counts only while its article's record says so: a
write that is cut short leaves the article as it was, whole or absent. What such a write
leaves behind is swept away by the next.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from index.database import Database
from index.parts import KINDS, Contents, Kind, Part
from index.passages import Passages
from index.planner import gather_statistics
from index.quotations import Quotations
from index.records import article_info, article_record, filterable, part_id, register_entry
from index.speakers.person import Entry
from index.states import Known, Neighbour, State, recent_states, states
from index.types import Article, ArticleInfo

if TYPE_CHECKING:
    from pathlib import Path

    from index.embed import Vectors

_BATCH = 2000  # records a call; Chroma's own limit is above 5,000
_COPIES = 40  # articles of one story that are looked at for an answer


class Store:
    """What is indexed, in one folder; see :class:`index.database.Database` for its errors."""

    def __init__(self, folder: Path, embedder: str) -> None:
        self.database = Database(folder, embedder)
        self.passages = Passages(self.database)
        self.quotations = Quotations(self.database)
        self._has_statistics = False

    @property
    def exists(self) -> bool:
        """Whether anything was ever stored here."""
        return self.database.exists

    # ---- the index as a whole

    @property
    def revision(self) -> str:
        """Changes with every change of the index; what is derived from it carries this stamp."""
        return str(self.database.state().get("revision", "")) if self.exists else ""

    def begin(self, ids: Sequence[str]) -> None:
        """Declares that these articles are about to change."""
        self.database.declare(uuid.uuid4().hex, pending=json.dumps(list(ids)))

    def finish(self) -> str:
        """Declares that what was begun is done; gives back the new revision.

        Whoever has read in between sees by it that there is more to read.
        """
        revision = uuid.uuid4().hex
        self.database.declare(revision)
        if not self._has_statistics:
            self._has_statistics = gather_statistics(self.database.file)
        return revision

    def sweep(self) -> None:
        """Deletes the parts that a run which was cut short left without their article."""
        pending = self.database.state().get("pending")
        if pending is None:
            return
        ids: list[str] = json.loads(pending)
        whole = self.states(ids)
        with self.database.explained("write"):
            for article_id in ids:
                orphaned: dict[str, Any] = {"article": article_id}
                if article_id in whole:
                    outdated = {"generation": {"$ne": whole[article_id].generation}}
                    orphaned = {"$and": [orphaned, outdated]}
                self._delete_parts(orphaned)
        self.finish()

    def relocate(self, article_id: str, path: str) -> None:
        """Notes that an article, unchanged, now stands in another file."""
        with self.database.explained("write"):
            self.database.articles.update(ids=[article_id], metadatas=[{"path": path}])

    def known(self) -> dict[str, Known]:
        """The state of every article that is whole, by its id."""
        return {
            article_id: Known(article_id, str(meta["generation"]), meta.get("path"))
            for article_id, meta, _ in self.database.every("articles")
        }

    def count(self) -> int:
        """How many articles there are."""
        return self.database.read(lambda: self.database.articles.count())

    # ---- articles

    def articles(self) -> list[ArticleInfo]:
        """All articles, by title."""
        every = self.database.every("articles")
        found = [article_info(article_id, meta) for article_id, meta, _ in every]
        return sorted(found, key=lambda info: (info.label.lower(), info.id))

    def states(self, ids: Iterable[str]) -> dict[str, State]:
        """The state of each of these articles; unknown ids left out."""
        return states(self.database, ids)

    def recent_states(self, ids: Iterable[str]) -> dict[str, State]:
        """The same for questions, which may see a change of this moment a little later."""
        return recent_states(self.database, ids)

    def article(self, article_id: str) -> Article | None:
        """One article with its text, None where there is none."""
        with self.database.explained("read"):
            found = self.database.articles.get(ids=[article_id], include=["metadatas", "documents"])
        if not found["ids"]:
            return None
        meta, text = (found["metadatas"] or [{}])[0], (found["documents"] or [""])[0]
        return Article(article_info(article_id, meta), text)

    def copies(self, article_id: str) -> list[Article]:
        """The articles that tell the same story in nearly the same words, itself among them.

        Of a very large story only some are given.
        """
        own = self.states([article_id])
        if not own:
            return []
        same: Any = {"story": own[article_id].story}
        found = self.database.read(
            lambda: self.database.articles.get(
                where=same, limit=_COPIES, include=["metadatas", "documents"]
            )
        )
        rows = zip(found["ids"], found["metadatas"] or [], found["documents"] or [], strict=True)
        return [Article(article_info(key, meta), text) for key, meta, text in rows]

    def neighbours(self, vectors: Vectors, k: int) -> list[Neighbour]:
        """The ``k`` articles nearest in meaning to one with these passage vectors."""
        found = self.database.read(
            lambda: self.database.articles.query(
                query_embeddings=_middle(vectors),
                n_results=k,
                include=["metadatas", "documents"],
            )
        )
        rows = zip(
            found["ids"][0],
            (found["metadatas"] or [[]])[0],
            (found["documents"] or [[]])[0],
            strict=True,
        )
        return [Neighbour(key, str(meta["story"]), text) for key, meta, text in rows]

    def merge(self, stories: Iterable[str], into: str) -> None:
        """Makes the articles of several stories tell one."""
        for story in stories:
            same: Any = {"story": story}
            with self.database.explained("write"):
                ids = self.database.articles.get(where=same, include=[])["ids"]
                if ids:
                    told: Any = [{"story": into}] * len(ids)
                    self.database.articles.update(ids=ids, metadatas=told)

    def entries(self) -> Iterator[Entry]:
        """What the register of speakers is derived from, article by article."""
        for article_id, meta, _ in self.database.every("articles"):
            yield register_entry(article_id, meta)

    # ---- changing

    def put(self, contents: Contents, vectors: Vectors, story: str | None = None) -> None:
        """Adds an article or replaces an earlier state of it, all or nothing.

        Args:
            contents: the article and its parts.
            vectors: one row a part, in the order of :meth:`Contents.embedded_texts`.
            story: what its copies share; None: it is the first to tell its story.
        """
        article, generation = contents.article, contents.article.content_hash
        with self.database.explained("write"):
            at = 0
            for kind, parts in contents.parts.items():
                self._put_parts(kind, article, parts, vectors[at : at + len(parts)])
                at += len(parts)
            counts = {kind.name: len(parts) for kind, parts in contents.parts.items()}
            self.database.articles.upsert(
                ids=[article.info.id],
                documents=[article.text],
                embeddings=_middle(contents.of_passages(vectors)),
                metadatas=[article_record(article, counts, contents.voices, story)],
            )
            outdated: Any = {"generation": {"$ne": generation}}
            self._delete_parts({"$and": [{"article": article.info.id}, outdated]})

    def remove(self, article_id: str) -> bool:
        """Removes an article and its parts; False where there is none of that id."""
        if not self.states([article_id]):
            return False
        with self.database.explained("write"):
            self.database.articles.delete(ids=[article_id])
            self._delete_parts({"article": article_id})
        return True

    def _put_parts(
        self, kind: Kind, article: Article, parts: Sequence[Part], vectors: Vectors
    ) -> None:
        ids, records = part_records(kind, article, parts)
        for at in range(0, len(parts), _BATCH):
            some = slice(at, at + _BATCH)
            self.database.collection(kind.name).upsert(
                ids=ids[some],
                documents=[part.text for part in parts[some]],
                embeddings=vectors[some],
                metadatas=records[some],
            )

    def _delete_parts(self, where: Any) -> None:
        for kind in KINDS:
            self.database.collection(kind.name).delete(where=where)


def part_records(
    kind: Kind, article: Article, parts: Sequence[Part]
) -> tuple[list[str], list[Any]]:
    """Ids and metadata of an article's parts, as they are stored."""
    info, generation = article.info, article.content_hash
    shared = {"article": info.id, "generation": generation} | filterable(info)
    records: list[Any] = [
        {"ordinal": ordinal, "start": part.start, "end": part.end} | kind.record(part) | shared
        for ordinal, part in enumerate(parts)
    ]
    return [part_id(info.id, generation, at) for at in range(len(parts))], records


def _middle(vectors: Vectors) -> Vectors:
    """One vector for a whole article: the mean of its passages', shape ``(1, dimension)``."""
    middle: Vectors = vectors.mean(axis=0, keepdims=True)
    return middle

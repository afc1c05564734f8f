"""One collection of articles: the store, what is derived from it, and adding to it.

This is the face of ``index`` to the rest of the program.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.embed import Embedder, SentenceTransformerEmbedder, embedder_name
from index.errors import EmptyIndex, StorageProblem
from index.lexical import LexicalIndex
from index.onnx_embed import OnnxEmbedder, export
from index.quotes.names import same_person
from index.store import Store
from index.types import AddReport, Article, ArticleInfo, Filters, Passage, Progress

if TYPE_CHECKING:
    from index.embed import Vectors

_LOCK_WAIT = 600.0  # seconds to wait for another process that is adding


@dataclass(frozen=True)
class Candidate:
    """A passage that a query brought up, with what it was found by."""

    passage: Passage
    article: ArticleInfo
    vector: Vectors
    bm25: float


class Library:
    """A collection of articles in one data folder. Nothing heavy is loaded before it is needed.

    Args:
        data: the folder.
        embedder: path or name of a sentence-transformers model; None takes the bundled one.
    """

    def __init__(self, data: Path, embedder: str | None = None) -> None:
        self.data = data
        self._embedder_config = embedder
        name = embedder_name(embedder)
        self._export = data / "embedder"
        self._store = Store(data / "chroma", name)
        self._lexical = LexicalIndex(data / "lexical")

    # ---- what is there

    def articles(self) -> list[ArticleInfo]:
        """All articles, by title; empty where nothing was added yet."""
        return self._store.articles() if self._store.exists else []

    def article(self, article_id: str) -> Article | None:
        """One article with its text."""
        return self._store.article(article_id) if self._store.exists else None

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Removes articles; gives back the ids that were there."""
        if not self._store.exists:
            return []
        self._fresh_lexical()
        with self._writing():
            revision = self._store.new_revision()
            gone = [article_id for article_id in ids if self._store.remove(article_id)]
            self._lexical.update((), gone, revision)
        return gone

    # ---- finding

    @cached_property
    def embedder(self) -> Embedder:
        """The quick exported embedder where there is one, else sentence-transformers."""
        if OnnxEmbedder.available(self._export, self._store.embedder):
            return OnnxEmbedder(self._export)
        return SentenceTransformerEmbedder(self._embedder_config)

    def candidates(self, words: str, vector: Vectors, k: int, filters: Filters) -> list[Candidate]:
        """Passages near in words or meaning, unranked: up to ``2 * k``.

        Raises:
            EmptyIndex: nothing was added yet.
        """
        self.require_articles()
        lexical = self._fresh_lexical()
        speakers = self._speaker_names(lexical, filters)
        if speakers == []:
            return []
        near = self._store.nearest(vector, k, filters, speakers)
        bm25 = lexical.search(words, k, filters, speakers)
        found = self._store.passages([*near, *(key for key in bm25 if key not in near)])
        infos = self._store.infos(passage.article_id for passage, _, _ in found.values())
        return [
            Candidate(passage, infos[passage.article_id][0], vector_, bm25.get(key, 0.0))
            for key, (passage, generation, vector_) in found.items()
            if infos.get(passage.article_id, (None, ""))[1] == generation
        ]

    def frequency(self, stem: str) -> float:
        """The share of passages in which a stemmed, lower-case word stands, between 0 and 1."""
        lexical = self._fresh_lexical()
        return lexical.document_frequency(stem) / max(1, lexical.size)

    def speakers(self) -> list[str]:
        """Every speaker's name in the collection, each spelling by itself."""
        return [name for name, _ in self.speaker_counts()]

    def speaker_counts(self) -> list[tuple[str, int]]:
        """Every speaker's name with the number of passages that report him, most first."""
        found = self._fresh_lexical().speakers() if self._store.exists else []
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def spoken_by(self, speaker: str, most: int = 50) -> list[Passage]:
        """Some passages that report words of a speaker, by the exact name."""
        return self._store.spoken_by(speaker, most)

    def _speaker_names(self, lexical: LexicalIndex, filters: Filters) -> list[str] | None:
        """The collection's names for the speaker asked for; None where none was."""
        if filters.speaker is None:
            return None
        return [name for name, _ in lexical.speakers() if same_person(filters.speaker, name)]

    def require_articles(self) -> None:
        """Makes sure that there is something to look in.

        Raises:
            EmptyIndex: nothing was added yet.
            EmbedderMismatch: it was made by another embedder.
        """
        if not self._store.exists or not self._store.count():
            raise EmptyIndex(
                f"the index in {self.data} holds no articles; add some with `onrecord add PATH`"
            )

    def _fresh_lexical(self) -> LexicalIndex:
        """The lexical index, made anew first where it lags behind the store."""
        revision = self._store.revision
        if self._lexical.stamp != revision:
            with self._locked():
                self._lexical.catch_up(revision, self._store.every_passage)
        return self._lexical

    # ---- adding

    def add(
        self,
        sources: Iterable[str | Path],
        records: Iterable[str] = (),
        progress: Progress | None = None,
    ) -> AddReport:
        """Adds or updates articles from files, folders and JSONL records.

        An article whose content is in the index already is left alone. What
        cannot be read is reported and the rest goes on.

        Args:
            sources: paths of files and folders.
            records: lines of JSONL.
            progress: called after every article.
        """
        from index.build import Builder  # reading and parsing are not needed for questions

        started = time.perf_counter()
        with self._writing():
            embedder = SentenceTransformerEmbedder(self._embedder_config)
            builder = Builder(self._store, self._lexical, embedder)
            report = builder.run(sources, records, progress)
            if report.added or report.updated or self._store.count():
                self._export_embedder(embedder)
        return replace(report, seconds=time.perf_counter() - started)

    def _export_embedder(self, embedder: SentenceTransformerEmbedder) -> None:
        if not OnnxEmbedder.available(self._export, embedder.name):
            export(embedder, self._export)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One writer at a time, in a folder that can be written."""
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            if not os.access(self.data, os.W_OK):
                raise PermissionError(13, "Permission denied")
        except OSError as error:
            raise StorageProblem(
                f"cannot write to the data folder {self.data} ({error.strerror}); "
                "change its permissions, or name another with --data"
            ) from error
        with self._locked():
            yield

    @contextmanager
    def _locked(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        try:
            with FileLock(self.data / "lock", timeout=_LOCK_WAIT):
                yield
        except Timeout as error:
            raise StorageProblem(
                f"another process has been adding to {self.data} for over {_LOCK_WAIT:.0f} s; "
                "wait for it to end, or stop it"
            ) from error

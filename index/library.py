"""One collection of articles: the store, what is derived from it, and adding to it.

This is the face of ``index`` to the rest of the program.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from index.audit import Audit, audit
from index.embed import Embedder, SentenceTransformerEmbedder
from index.errors import EmptyIndex
from index.lexical import LexicalIndex
from index.lock import locked_if_free, writing
from index.onnx_embed import OnnxEmbedder, export
from index.quotes.names import same_person
from index.store import Store
from index.types import AddReport, Article, ArticleInfo, Filters, Passage, Progress

if TYPE_CHECKING:
    from index.embed import Vectors


@dataclass(frozen=True)
class Candidate:
    """A passage that a query brought up, with what it was found by."""

    passage: Passage
    article: ArticleInfo
    story: str
    vector: Vectors
    bm25: float


class Library:
    """A collection of articles in one data folder. Nothing heavy is loaded before it is needed.

    Args:
        data: the folder.
        embedder: path or name of a sentence-transformers model, or an embedder; None takes
            the bundled model.
    """

    def __init__(self, data: Path, embedder: str | Embedder | None = None) -> None:
        self.data = data
        # What articles are added with; the quick embedder of questions is exported from it.
        self._writer: Embedder = (
            SentenceTransformerEmbedder(embedder)
            if embedder is None or isinstance(embedder, str)
            else embedder
        )
        self._export = data / "embedder"
        self._store = Store(data / "chroma", self._writer.name)
        self._lexical = LexicalIndex(data / "lexical")

    # ---- what is there

    def articles(self) -> list[ArticleInfo]:
        """All articles, by title; empty where nothing was added yet."""
        return self._store.articles() if self._store.exists else []

    def article(self, article_id: str) -> Article | None:
        """One article with its text."""
        return self._store.article(article_id) if self._store.exists else None

    def audit(self) -> Audit:
        """Whether every article is whole; reads the whole index."""
        return audit(self._store.database)

    def remove(self, ids: Iterable[str], progress: Progress | None = None) -> list[str]:
        """Removes articles; gives back the ids that were there."""
        if not self._store.exists:
            return []
        with writing(self.data, progress):
            self._tidy()
            return self._take_out(self._store.states(ids))

    # ---- finding

    @cached_property
    def embedder(self) -> Embedder:
        """The quick exported embedder where there is one, else sentence-transformers."""
        if OnnxEmbedder.available(self._export, self._writer.name):
            return OnnxEmbedder(self._export)
        return self._writer

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
        near = self._store.passages.nearest(vector, k, filters, speakers)
        bm25 = lexical.search(words, k, filters, speakers)
        found = self._store.passages.get([*near, *(key for key in bm25 if key not in near)])
        states = self._store.states(passage.article_id for passage, _, _ in found.values())
        return [
            Candidate(passage, state.info, state.story, vector_, bm25.get(key, 0.0))
            for key, (passage, generation, vector_) in found.items()
            if (state := states.get(passage.article_id)) and state.generation == generation
        ]

    def copies(self, article_id: str) -> list[Article]:
        """The articles that tell a story in nearly the same words, this one among them."""
        return self._store.copies(article_id)

    def passages_of(self, article_id: str) -> list[Passage]:
        """An article's passages, in order."""
        return self._store.passages.of(article_id)

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
        return self._store.passages.spoken_by(speaker, most)

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
        """The lexical index, made anew first where it lags behind the store and nobody adds."""
        if not self._lexical.is_current(self._store.revision):
            # Whoever is adding now brings it up to date; until then what it has must do.
            with locked_if_free(self.data) as free:
                if free:
                    self._lexical.catch_up(self._store.revision, self._store.passages.every)
        return self._lexical

    # ---- adding

    def add(
        self,
        sources: Iterable[str | Path],
        records: Iterable[str] = (),
        progress: Progress | None = None,
        *,
        prune: bool = False,
        allow_private: bool = False,
    ) -> AddReport:
        """Adds or updates articles from files, folders, addresses and JSONL records.

        What is in the index already and has not changed is left alone. What cannot be
        read is reported and the rest goes on.

        Args:
            sources: files, folders and http(s) addresses.
            records: lines of JSONL.
            progress: called after every article.
            prune: whether articles whose file is gone are taken out; else they are only
                reported.
            allow_private: whether addresses may lead into a private network.
        """
        from index.build import Builder  # reading and parsing are not needed for questions
        from index.reading.registry import Reader
        from index.seen import Seen
        from index.vanished import vanished, was_known

        started = time.perf_counter()
        named = list(sources)
        with writing(self.data, progress):
            self._tidy()
            before = self._store.known() if self._store.exists else {}
            known = dict(before)
            present = [name for name in named if not was_known(name, before.values())]
            with (
                closing(Reader(allow_private=allow_private, beside=self.data)) as reader,
                closing(Seen(self.data / "seen.sqlite", known)) as seen,
            ):
                builder = Builder(self._store, self._lexical, self._writer, seen, known)
                stream = [reader.stream(records)] if records else []
                report = builder.run(chain(reader.sources(present), stream), progress)
            gone = vanished(named, before.values(), builder.held)
            # A folder in which nothing is found may be a disk that is not there today.
            failed = {place for place, _ in report.failed}
            surely = [name for name in named if str(name) not in failed]
            pruned = vanished(surely, gone, builder.held) if prune else []
            self._take_out([each.id for each in pruned])
            if self._store.exists and self._store.count():
                self._export_embedder()
        return replace(
            report,
            vanished=tuple(sorted({str(each.path) for each in gone})),
            removed=len(pruned),
            seconds=time.perf_counter() - started,
        )

    def _take_out(self, ids: Iterable[str]) -> list[str]:
        wanted = list(ids)
        if not wanted:
            return []
        self._store.begin(wanted)
        gone = [article_id for article_id in wanted if self._store.remove(article_id)]
        self._lexical.update((), gone, self._store.finish())
        return gone

    def _tidy(self) -> None:
        """Puts in order what an earlier run left half done."""
        if self._store.exists:
            self._store.sweep()
            self._lexical.catch_up(self._store.revision, self._store.passages.every)

    def _export_embedder(self) -> None:
        writer = self._writer
        if not isinstance(writer, SentenceTransformerEmbedder):
            return
        if not OnnxEmbedder.available(self._export, writer.name):
            export(writer, self._export)

"""Embedding what is found in articles as they are read, into the store and what is derived.

Each article is stored whole as soon as it is ready, so that stopping at any moment keeps
what is done and the next run goes on from there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from index.contents import contents_of
from index.copies import ALIKE, likeness, signature
from index.derived import Derived
from index.embed import Embedder
from index.parts import Contents
from index.pooling import encode_parts
from index.reading.source import Failure, Source, Unchanged
from index.seen import Entry, Seen, file_key, file_state, record_key, stamp
from index.states import Known
from index.store import Store
from index.tally import Bar, Tally
from index.types import AddReport, Article, Passage, Progress
from index.vanished import is_gone

if TYPE_CHECKING:
    from index.embed import Vectors

_TOGETHER = 8  # articles embedded in one go …
_CHARACTERS = 40_000  # … or fewer, where they are this long together
_NEAREST = 10  # articles that a new one is compared with


class Builder:
    """One run of adding articles to a store and bringing up to date what is derived from it.

    After :meth:`run`, ``held`` tells for every file that was read to its end, or need
    not be read, which articles it holds.

    Args:
        store: where the articles go.
        derived: what is derived from it.
        embedder: makes the vectors.
        seen: what earlier runs read.
        known: what the store holds, kept up to date as articles are read.
    """

    def __init__(
        self,
        store: Store,
        derived: Derived,
        embedder: Embedder,
        seen: Seen,
        known: dict[str, Known],
    ) -> None:
        self._store = store
        self._derived = derived
        self._embedder = embedder
        self._seen = seen
        self._known = known
        self._taken: set[str] = set()  # ids of this run
        self._fresh: list[Article] = []
        self._entries: list[Entry] = []  # remembered once the fresh articles are stored
        self._tally = Tally()
        self.held: dict[str, set[str]] = defaultdict(set)

    def run(
        self, sources: Iterable[Source | Failure], progress: Progress | None = None
    ) -> AddReport:
        """Adds everything; see :meth:`index.library.Library.add`."""
        sources = list(sources)
        bar = Bar(sources, progress)
        bar.show(0, "reading")
        for source in sources:
            if isinstance(source, Failure):
                self._fail(source)
            else:
                self._read(source, bar)
            bar.show(self._stored, source.place)
        self._store_fresh()
        bar.show(self._stored, "done")
        return self._tally.report()

    @property
    def _stored(self) -> int:
        """How many articles and failures are dealt with for good."""
        return self._tally.done - len(self._fresh)

    def _read(self, source: Source, bar: Bar) -> None:
        before = self._tally.done
        held = self._seen.unchanged_file(source.file) if source.file else None
        if source.file and held is not None:
            self._leave(held)
            self._holds(source.file, held)
            bar.found(1, self._tally.done - before)
        else:
            expected = bar.opened(source)
            self._read_through(source, bar)
            bar.found(expected, self._tally.done - before)

    def _read_through(self, source: Source, bar: Bar) -> None:
        before = stamp(source.file) if source.file else None
        articles: list[tuple[str, str]] = []
        whole = True
        for item in source.read(self._seen.record):
            if isinstance(item, Failure):
                self._fail(item)
                whole = False
            elif isinstance(item, Unchanged):
                self._leave(item.held)
                articles += item.held
            elif (taken := self._take(item.article)) is None:
                self._fail(_same_id(source, item.article))
                whole = False
            else:
                articles.append(taken)
                if item.record:
                    self._entries.append(Entry(record_key(item.record), (taken,)))
                bar.show(self._stored, item.article.info.label)
        if source.file and whole:
            self._holds(source.file, articles)
            if before and (state := file_state(source.file, before)):
                self._entries.append(Entry(file_key(source.file), tuple(articles), state))

    def _holds(self, file: Path, articles: Iterable[tuple[str, str]]) -> None:
        self.held[file_key(file)].update(article_id for article_id, _ in articles)

    def _fail(self, failure: Failure) -> None:
        self._tally.failed.append((failure.place, failure.error))

    def _leave(self, articles: Sequence[tuple[str, str]]) -> None:
        """Counts articles that are in the store as they should be."""
        self._tally.unchanged += len(articles)
        self._taken.update(article_id for article_id, _ in articles)

    def _take(self, article: Article) -> tuple[str, str] | None:
        """Puts an article on the list to store unless it is there; its id and generation.

        None where this run has had another article of its id.
        """
        info, generation = article.info, article.content_hash
        known = self._known.get(info.id)
        if known and known.generation == generation:
            self._leave([(info.id, generation)])
            self._follow(known, info.path)
            return info.id, generation
        if info.id in self._taken:
            return None
        self._taken.add(info.id)
        self._tally.updated += known is not None
        self._tally.added += known is None
        self._known[info.id] = Known(info.id, generation, info.path)
        self._fresh.append(article)
        characters = sum(len(each.text) for each in self._fresh)
        if len(self._fresh) >= _TOGETHER or characters >= _CHARACTERS:
            self._store_fresh()
        return info.id, generation

    def _follow(self, known: Known, path: str | None) -> None:
        """Notes where an unchanged article stands now, if it is no longer where it was."""
        if path and known.path != path and (known.path is None or is_gone(known.path)):
            self._store.relocate(known.id, path)
            self._known[known.id] = replace(known, path=path)

    def _store_fresh(self) -> None:
        """Stores what is ready, and only then remembers what it was read from."""
        if self._fresh:
            self._store_all(self._fresh)
            self._fresh = []
        self._seen.remember(self._entries)
        self._entries = []

    def _store_all(self, articles: Sequence[Article]) -> None:
        """Stores articles with their passages and quotations, and counts these."""
        fresh = [contents_of(article) for article in articles]
        texts = [list(contents.embedded_texts()) for contents in fresh]
        sentences = chain.from_iterable(contents.embedded_sentences() for contents in fresh)
        vectors, of_sentences = encode_parts(
            self._embedder, list(chain.from_iterable(texts)), list(sentences)
        )
        ids = [article.info.id for article in articles]
        self._store.begin(ids)
        read: list[tuple[Passage, Vectors]] = []
        at = 0
        for contents, own in zip(fresh, texts, strict=True):
            self._store_one(contents, vectors[at : at + len(own)])
            read += zip(contents.passages, of_sentences[at:], strict=False)
            at += len(own)
        self._derived.update(fresh, ids, read, self._store.finish())
        self._tally.passages += sum(len(contents.passages) for contents in fresh)
        self._tally.quotes += sum(len(contents.quotes) for contents in fresh)
        self._tally.foreign += [each.article.info.label for each in fresh if not each.english]

    def _store_one(self, contents: Contents, vectors: Vectors) -> None:
        story = self._story(contents.article, contents.of_passages(vectors))
        self._store.put(contents, vectors, story)

    def _story(self, article: Article, vectors: Vectors) -> str | None:
        """What the article's copies share, made one where it ties several; None without copies.

        It joins a story only if it is like at least half of those that are near: reports made
        to one pattern are each like some others, and are no copies.
        """
        mark = signature(article.text)
        if mark is None:
            return None
        members: dict[str, list[float]] = defaultdict(list)
        for near in self._store.neighbours(vectors, _NEAREST):
            if near.id != article.info.id:
                members[near.story].append(likeness(mark, signature(near.text)))
        joined = {
            story: max(alike)
            for story, alike in members.items()
            if 2 * sum(each >= ALIKE for each in alike) >= len(alike)
        }
        if not joined:
            return None
        story = max(joined, key=lambda each: joined[each])
        self._store.merge(set(joined) - {story}, into=story)
        return story


def _same_id(source: Source, article: Article) -> Failure:
    return Failure(
        source.place,
        f'holds another article with the id "{article.info.id[:80]}"; give each an id of its own',
    )

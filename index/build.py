"""Attributing, splitting and embedding what is read, into the store and the lexical index.

Each article is stored whole as soon as it is ready, so that stopping at any moment keeps
what is done and the next run goes on from there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.copies import ALIKE, likeness, signature
from index.embed import Embedder
from index.lexical import LexicalIndex, Row
from index.quotes.attribute import attribute
from index.reading.source import Failure, Source, Unchanged
from index.records import passage_id
from index.seen import Entry, Seen, file_key, file_state, record_key, stamp
from index.sentences import sentence_spans
from index.split import split
from index.states import Known
from index.store import Store
from index.types import AddReport, Article, ArticleInfo, Passage, Progress
from index.vanished import is_gone

if TYPE_CHECKING:
    from index.embed import Vectors

_TOGETHER = 8  # articles embedded in one go …
_CHARACTERS = 40_000  # … or fewer, where they are this long together
_NEAREST = 10  # articles that a new one is compared with


@dataclass
class _Tally:
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    passages: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def done(self) -> int:
        return self.added + self.updated + self.unchanged + len(self.failed)

    def report(self) -> AddReport:
        return AddReport(
            self.added, self.updated, self.unchanged, tuple(self.failed), self.passages
        )


class Builder:
    """One run of adding articles to a store and bringing its lexical index up to date.

    After :meth:`run`, ``held`` tells for every file that was read to its end, or need
    not be read, which articles it holds.

    Args:
        store: where the articles go.
        lexical: its lexical index.
        embedder: makes the vectors.
        seen: what earlier runs read.
        known: what the store holds, kept up to date as articles are read.
    """

    def __init__(
        self,
        store: Store,
        lexical: LexicalIndex,
        embedder: Embedder,
        seen: Seen,
        known: dict[str, Known],
    ) -> None:
        self._store = store
        self._lexical = lexical
        self._embedder = embedder
        self._seen = seen
        self._known = known
        self._taken: set[str] = set()  # ids of this run
        self._fresh: list[Article] = []
        self._entries: list[Entry] = []  # remembered once the fresh articles are stored
        self._tally = _Tally()
        self.held: dict[str, set[str]] = defaultdict(set)

    def run(
        self, sources: Iterable[Source | Failure], progress: Progress | None = None
    ) -> AddReport:
        """Adds everything; see :meth:`index.library.Library.add`."""
        sources = list(sources)
        bar = _Bar(sources, progress)
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

    def _read(self, source: Source, bar: _Bar) -> None:
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

    def _read_through(self, source: Source, bar: _Bar) -> None:
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
            self._tally.passages += self._store_all(self._fresh)
            self._fresh = []
        self._seen.remember(self._entries)
        self._entries = []

    def _store_all(self, articles: Sequence[Article]) -> int:
        """Stores articles with their passages; gives back how many passages."""
        split_up = [(article, split_article(article)) for article in articles]
        texts = [
            embedded_text(article.info, passage) for article, parts in split_up for passage in parts
        ]
        vectors = self._embedder.encode(texts)
        self._store.begin([article.info.id for article in articles])
        rows: list[Row] = []
        at = 0
        for article, passages in split_up:
            self._store_one(article, passages, vectors[at : at + len(passages)])
            at += len(passages)
            rows += [
                (passage_id(each, article.content_hash), each, article.info) for each in passages
            ]
        gone = [article.info.id for article in articles]
        self._lexical.update(rows, gone, self._store.finish())
        return len(texts)

    def _store_one(self, article: Article, passages: Sequence[Passage], vectors: Vectors) -> None:
        self._store.put(article, passages, vectors, self._story(article, vectors))

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


class _Bar:
    """What the caller is told of the progress; a source may turn out to hold many articles."""

    def __init__(self, sources: Sequence[Source | Failure], progress: Progress | None) -> None:
        self._progress = progress
        counted = all(isinstance(each, Failure) or each.count for each in sources)
        self._total = len(sources) if counted else None

    def opened(self, source: Source) -> int:
        """Counts what a source that has to be read is likely to hold, where one was thought."""
        expected = source.count() if source.count else 1
        self.found(1, expected)
        return expected

    def found(self, expected: int, articles: int) -> None:
        """Corrects the total by what a source holds."""
        if self._total is not None:
            self._total += articles - expected

    def show(self, done: int, doing: str) -> None:
        """Tells the caller."""
        if self._progress:
            total = None if self._total is None else max(self._total, done)
            self._progress(done, total, doing)


def split_article(article: Article) -> list[Passage]:
    """An article's passages, their sentences tied to their speakers."""
    return split(article, attribute(article.text, sentence_spans(article.text)))


def embedded_text(info: ArticleInfo, passage: Passage) -> str:
    """What is embedded of a passage: its title and outlet stand before its words."""
    return "\n".join(part for part in (info.title, info.outlet, passage.text) if part)


def _same_id(source: Source, article: Article) -> Failure:
    return Failure(
        source.place,
        f'holds another article with the id "{article.info.id[:80]}"; give each an id of its own',
    )

"""Reading, attributing, splitting and embedding articles into the store.

Each article is stored whole as soon as it is ready, so that stopping at any
moment keeps what is done and the next run goes on from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.embed import Embedder
from index.lexical import LexicalIndex, Row
from index.quotes.attribute import attribute
from index.reading.registry import Failure, Source, find_sources, read_records
from index.records import passage_id
from index.sentences import sentence_spans
from index.split import split
from index.store import Store
from index.types import AddReport, Article, ArticleInfo, Passage, Progress

_TOGETHER = 8  # articles embedded in one go


@dataclass
class _Tally:
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    passages: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)

    def report(self) -> AddReport:
        return AddReport(
            self.added, self.updated, self.unchanged, tuple(self.failed), self.passages
        )


class Builder:
    """One run of adding articles to a store and bringing its lexical index up to date."""

    def __init__(self, store: Store, lexical: LexicalIndex, embedder: Embedder) -> None:
        self._store = store
        self._lexical = lexical
        self._embedder = embedder

    def run(
        self,
        sources: Iterable[str | Path],
        records: Iterable[str],
        progress: Progress | None = None,
    ) -> AddReport:
        """Adds everything; see :meth:`index.library.Library.add`."""
        tally = _Tally()
        known = self._store.generations() if self._store.exists else {}
        if self._store.exists:  # an earlier run may have been cut short before this index
            self._lexical.catch_up(self._store.revision, self._store.every_passage)
        fresh: list[Article] = []
        done = 0
        found = list(find_sources(sources))
        total = None if records else len(found)
        report = progress or (lambda done, total, doing: None)
        report(0, total, "reading")
        for article in self._articles(found, records, tally):
            if known.get(article.info.id) == article.content_hash or _is_copy(article, known):
                tally.unchanged += 1
                done += 1
            else:
                fresh.append(article)
                tally.updated += article.info.id in known
                tally.added += article.info.id not in known
                known[article.info.id] = article.content_hash
            if len(fresh) == _TOGETHER:
                tally.passages += self._store_all(fresh)
                done += len(fresh)
                fresh = []
            report(done, total, article.info.label)
        tally.passages += self._store_all(fresh)
        if fresh:
            report(done + len(fresh), total, fresh[-1].info.label)
        return tally.report()

    def _articles(
        self, found: Iterable[Source | Failure], records: Iterable[str], tally: _Tally
    ) -> Iterator[Article]:
        for source in found:
            if isinstance(source, Failure):
                tally.failed.append((source.place, source.error))
            else:
                yield from _kept(source.read(), tally)
        yield from _kept(read_records(records, "-"), tally)

    def _store_all(self, articles: Sequence[Article]) -> int:
        """Stores articles with their passages; gives back how many passages."""
        if not articles:
            return 0
        articles = list({article.info.id: article for article in articles}.values())
        split_up = [(article, split_article(article)) for article in articles]
        texts = [
            embedded_text(article.info, passage) for article, parts in split_up for passage in parts
        ]
        vectors = self._embedder.encode(texts)
        revision = self._store.new_revision()
        rows: list[Row] = []
        at = 0
        for article, passages in split_up:
            self._store.put(article, passages, vectors[at : at + len(passages)])
            at += len(passages)
            rows += [
                (passage_id(each, article.content_hash), each, article.info) for each in passages
            ]
        self._lexical.update(rows, [article.info.id for article in articles], revision)
        return len(texts)


def split_article(article: Article) -> list[Passage]:
    """An article's passages, their sentences tied to their speakers."""
    return split(article, attribute(article.text, sentence_spans(article.text)))


def embedded_text(info: ArticleInfo, passage: Passage) -> str:
    """What is embedded of a passage: its title and outlet stand before its words."""
    return "\n".join(part for part in (info.title, info.outlet, passage.text) if part)


def _is_copy(article: Article, known: dict[str, str]) -> bool:
    """Whether the same content is there already under another path."""
    return article.info.id not in known and article.content_hash in known.values()


def _kept(read: Iterable[Article | Failure], tally: _Tally) -> Iterator[Article]:
    for each in read:
        if isinstance(each, Failure):
            tally.failed.append((each.place, each.error))
        else:
            yield each

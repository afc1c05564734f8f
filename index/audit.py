"""Whether the index is sound: every article whole, no part without its article."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from index.database import Database
from index.parts import KINDS, PASSAGES, QUOTES, Kind
from index.records import article_info
from index.types import Article, Span


@dataclass(frozen=True)
class Audit:
    """What was found: articles, their passages and quotations, faults in words, parts left over.

    ``leftover`` passages and quotations were written by a run that was cut short before
    their article was; no question ever sees them, and the next run that adds takes them away.
    """

    articles: int
    passages: int
    quotes: int
    faults: tuple[str, ...]
    leftover: int


@dataclass
class _Parts:
    """The parts of one kind that stand in the store, by article and generation."""

    kind: Kind
    held: dict[tuple[str, str], list[tuple[int, tuple[Span, ...]]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    total: int = 0
    whole: int = 0

    def read(self, database: Database) -> None:
        for _, meta, text in database.every(self.kind.name, documents=True, vectors=True):
            part = (int(meta["ordinal"]), self.kind.spans(meta, text))
            self.held[str(meta["article"]), str(meta["generation"])].append(part)
            self.total += 1

    def fault(self, article_id: str, meta: Any, text: str) -> str | None:
        """What is wrong with an article's parts, if anything; counts them."""
        name, expected = self.kind.name, int(meta[self.kind.name])
        parts = self.held.pop((article_id, str(meta["generation"])), [])
        parts.sort(key=lambda part: part[0])
        self.whole += len(parts)
        if [ordinal for ordinal, _ in parts] != list(range(expected)):
            return f"has {len(parts)} of its {expected} {name}"
        if any(each.text != text[each.start : each.end] for _, spans in parts for each in spans):
            return f"has {name} that are not its text"
        return None


def audit(database: Database) -> Audit:
    """Reads the whole index and compares every part with its article."""
    if not database.exists:
        return Audit(0, 0, 0, (), 0)
    kinds = {kind: _Parts(kind) for kind in KINDS}
    for each in kinds.values():
        each.read(database)
    faults: list[str] = []
    articles = 0
    for article_id, meta, text in database.every("articles", documents=True):
        articles += 1
        article = Article(article_info(article_id, meta), text)
        wrong = [fault for each in kinds.values() if (fault := each.fault(article_id, meta, text))]
        if not wrong and article.content_hash != meta["generation"]:
            wrong = ["is not what was added"]
        faults += [f"{article.info.label} ({article_id}) {fault}" for fault in wrong]
    left = sum(each.total - each.whole for each in kinds.values())
    return Audit(articles, kinds[PASSAGES].whole, kinds[QUOTES].whole, tuple(faults), left)

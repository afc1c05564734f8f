"""Whether the index is sound: every article whole, no passage without its article."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from index.database import Database
from index.records import article_info, passage_from
from index.types import Article, Passage


@dataclass(frozen=True)
class Audit:
    """What was found: articles, their passages, faults in words, and passages left over.

    ``leftover`` passages were written by a run that was cut short before their article
    was; no question ever sees them, and the next run that adds takes them away.
    """

    articles: int
    passages: int
    faults: tuple[str, ...]
    leftover: int


def audit(database: Database) -> Audit:
    """Reads the whole index and compares every passage with its article."""
    if not database.exists:
        return Audit(0, 0, (), 0)
    held: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    total = 0
    for _, meta, text in database.every("passages", documents=True, vectors=True):
        held[str(meta["article"]), str(meta["generation"])].append(passage_from(meta, text))
        total += 1
    faults: list[str] = []
    articles = whole = 0
    for article_id, meta, text in database.every("articles", documents=True):
        articles += 1
        passages = sorted(held[article_id, str(meta["generation"])], key=lambda each: each.ordinal)
        whole += len(passages)
        article = Article(article_info(article_id, meta), text)
        wrong = _fault(passages, int(meta["passages"]), text)
        if wrong is None and article.content_hash != meta["generation"]:
            wrong = "is not what was added"
        if wrong:
            faults.append(f"{article.info.label} ({article_id}) {wrong}")
    return Audit(articles, whole, tuple(faults), total - whole)


def _fault(passages: list[Passage], expected: int, text: str) -> str | None:
    if [each.ordinal for each in passages] != list(range(expected)):
        return f"has {len(passages)} of its {expected} passages"
    if any(each.text != text[each.start : each.end] for each in passages):
        return "has passages that are not its text"
    return None

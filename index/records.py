"""Articles and passages as Chroma's records, and filters as its conditions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from index.reading.dates import day_bounds, stated_date
from index.reading.outlets import outlet_key
from index.types import Article, ArticleInfo, Filters, Passage, Sentence, Speech

_FIELDS = ("title", "outlet", "author", "published", "path", "url")


def passage_id(passage: Passage, generation: str) -> str:
    """The id of a passage: its article, the article's state, its place."""
    return f"{passage.article_id}:{generation[:12]}:{passage.ordinal}"


def article_info(article_id: str, meta: Any) -> ArticleInfo:
    """What an article's record says of it."""
    return ArticleInfo(article_id, **{name: meta.get(name) for name in _FIELDS})


def article_record(article: Article, passages: int, story: str | None) -> dict[str, Any]:
    """What is stored of an article beside its text; ``passages`` is how many it has.

    Unknown fields are written as None: Chroma keeps an earlier value of what is left out.
    """
    generation = article.content_hash
    return {
        **{name: getattr(article.info, name) for name in _FIELDS},
        "generation": generation,
        "story": story or generation,
        "passages": passages,
    }


def filterable(info: ArticleInfo) -> dict[str, Any]:
    """What passages can be filtered by, as far as it is known."""
    meta: dict[str, Any] = {}
    if info.outlet:
        meta["outlet"] = outlet_key(info.outlet)
    if info.published:
        meta["first_day"], meta["last_day"] = day_bounds(info.published)
    return meta


def passes(info: ArticleInfo, filters: Filters) -> bool:
    """Whether an article is within the filters, but for the speaker; see :func:`condition`."""
    meta = filterable(info)
    if filters.outlet and meta.get("outlet") != outlet_key(filters.outlet):
        return False
    since, until = stated_date(filters.since), stated_date(filters.until)
    if not (since or until):
        return True
    if "first_day" not in meta:
        return False
    return (not since or meta["last_day"] >= day_bounds(since)[0]) and (
        not until or meta["first_day"] <= day_bounds(until)[1]
    )


def passage_record(passage: Passage, generation: str) -> dict[str, Any]:
    """What is stored of a passage beside its text and vector."""
    sentences = [
        [s.start, s.end, [[list(w.speakers), w.mention, w.cue, w.via, w.aside] for w in s.speeches]]
        for s in passage.sentences
    ]
    meta: dict[str, Any] = {
        "article": passage.article_id,
        "generation": generation,
        "ordinal": passage.ordinal,
        "start": passage.start,
        "end": passage.end,
        "sentences": json.dumps(sentences, ensure_ascii=False),
    }
    if speakers := passage.speakers:
        meta["speakers"] = list(speakers)
    return meta


def passage_from(meta: Any, text: str) -> Passage:
    """The passage that a record and its text stand for."""
    sentences = tuple(
        Sentence(
            start,
            end,
            tuple(
                Speech(tuple(names), tuple(mention) if mention else None, cue, via, aside)
                for names, mention, cue, via, aside in speeches
            ),
        )
        for start, end, speeches in json.loads(meta["sentences"])
    )
    return Passage(
        str(meta["article"]),
        int(meta["ordinal"]),
        int(meta["start"]),
        int(meta["end"]),
        text,
        sentences,
    )


def condition(filters: Filters, speakers: Sequence[str] | None) -> dict[str, Any] | None:
    """What Chroma is to filter by; None for nothing."""
    clauses: list[dict[str, Any]] = []
    if filters.outlet:
        clauses.append({"outlet": outlet_key(filters.outlet)})
    if since := filters.since and stated_date(filters.since):
        clauses.append({"last_day": {"$gte": day_bounds(since)[0]}})
    if until := filters.until and stated_date(filters.until):
        clauses.append({"first_day": {"$lte": day_bounds(until)[1]}})
    if speakers is not None:
        named = [{"speakers": {"$contains": name}} for name in speakers]
        clauses.append({"$or": named} if len(named) > 1 else named[0])
    if not clauses:
        return None
    return clauses[0] if len(clauses) == 1 else {"$and": clauses}

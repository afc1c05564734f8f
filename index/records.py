"""Articles, passages and quotations as Chroma's records, and filters as its conditions."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from index.reading.dates import day_bounds, stated_date
from index.reading.outlets import outlet_key
from index.speakers.person import Entry, Voice
from index.types import Article, ArticleInfo, Filters, Passage, Quote, Sentence, Span, Speech

_SPEAKERS = 64  # names that Chroma is asked for at a time
_FIELDS = ("title", "outlet", "author", "published", "path", "url")


def part_id(article_id: str, generation: str, ordinal: int) -> str:
    """The id of a passage or quotation: its article, the article's state, its place."""
    return f"{article_id}:{generation[:12]}:{ordinal}"


def article_info(article_id: str, meta: Any) -> ArticleInfo:
    """What an article's record says of it."""
    return ArticleInfo(article_id, **{name: meta.get(name) for name in _FIELDS})


def article_record(
    article: Article, counts: Mapping[str, int], voices: Mapping[str, Voice], story: str | None
) -> dict[str, Any]:
    """What is stored of an article beside its text; ``counts`` is how many parts it has.

    Unknown fields are written as None: Chroma keeps an earlier value of what is left out.
    """
    generation = article.content_hash
    told = {
        name: [voice.quotes, voice.passages, voice.description] for name, voice in voices.items()
    }
    return {
        **{name: getattr(article.info, name) for name in _FIELDS},
        "generation": generation,
        "story": story or generation,
        "voices": json.dumps(told, ensure_ascii=False),
        **counts,
    }


def register_entry(article_id: str, meta: Any) -> Entry:
    """What an article's record tells the register of speakers."""
    voices = {name: Voice(*told) for name, told in json.loads(meta["voices"]).items()}
    return entry(article_info(article_id, meta), voices, int(meta["quotes"]))


def entry(info: ArticleInfo, voices: Mapping[str, Voice], quotes: int) -> Entry:
    """An article as the register of speakers keeps it."""
    return Entry(info.id, voices, quotes, **filterable(info))


def filterable(info: ArticleInfo) -> dict[str, Any]:
    """What an article's parts can be filtered by, as far as it is known."""
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


def passage_record(passage: Passage) -> dict[str, Any]:
    """What is stored of a passage beside its place, text and vector."""
    sentences = [
        [s.start, s.end, [[list(w.speakers), w.mention, w.cue, w.via, w.aside] for w in s.speeches]]
        for s in passage.sentences
    ]
    return {
        "sentences": json.dumps(sentences, ensure_ascii=False),
        **({"speakers": list(passage.speakers)} if passage.speakers else {}),
    }


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


def quote_record(quote: Quote) -> dict[str, Any]:
    """What is stored of a quotation beside its place, words and vector; what is None is left out.

    The speakers are those whom the article names, in its spelling.
    """
    mention = quote.mention
    told = {
        "kind": quote.kind,
        "speakers": list(dict.fromkeys(quote.speakers)) or None,
        "mention": mention.text if mention else None,
        "mention_start": mention.start if mention else None,
        "mention_end": mention.end if mention else None,
        "cue": quote.cue,
        "via": quote.via,
    }
    return {key: value for key, value in told.items() if value is not None}


def quote_from(meta: Any, text: str) -> Quote:
    """The quotation that a record and its words stand for."""
    mention = (
        Span(int(meta["mention_start"]), int(meta["mention_end"]), str(meta["mention"]))
        if meta.get("mention") is not None
        else None
    )
    return Quote(
        int(meta["start"]),
        int(meta["end"]),
        text,
        meta["kind"],
        tuple(meta.get("speakers") or ()),
        mention,
        meta.get("cue"),
        meta.get("via"),
    )


def condition(filters: Filters, speakers: Sequence[str] | None) -> dict[str, Any] | None:
    """What Chroma is to filter by; None for nothing.

    Of very many speakers, as bear one surname in a large collection, only the first are
    told it: each costs it milliseconds, and a thousand are refused.
    """
    clauses: list[dict[str, Any]] = []
    if filters.outlet:
        clauses.append({"outlet": outlet_key(filters.outlet)})
    if since := filters.since and stated_date(filters.since):
        clauses.append({"last_day": {"$gte": day_bounds(since)[0]}})
    if until := filters.until and stated_date(filters.until):
        clauses.append({"first_day": {"$lte": day_bounds(until)[1]}})
    if speakers is not None:
        named = [{"speakers": {"$contains": name}} for name in speakers[:_SPEAKERS]]
        clauses.append({"$or": named} if len(named) > 1 else named[0])
    if not clauses:
        return None
    return clauses[0] if len(clauses) == 1 else {"$and": clauses}

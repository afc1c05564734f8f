"""Quotations for a reader: by speaker, outlet and date, and by what they are about.

Speakers are asked for by any name and given by their canonical one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.derived import Derived
from index.portions import portions
from index.quotations import FoundQuote
from index.speakers.register import Register
from index.store import Store
from index.topic import Topic
from index.types import Filters

if TYPE_CHECKING:
    from index.embed import Vectors

_PORTION = 50  # articles whose quotations are read at a time
_POOL = 200  # quotations near in meaning, and passages near in words, that are looked at
_ALIKE = 0.42  # cosine at which a quotation bears on a topic without a word of it
_SPARED = 0.25  # of that, where it holds all the words; less where it holds some
_AKIN = 0.2  # cosine that it needs all the same, unless it holds every word
_WORDS = 0.5  # what all the words add to the cosine for the order


class QuoteSearch:
    """Finds quotations in one collection.

    Args:
        store: where they are.
        derived: who is who in it, and which passages hold which words.
    """

    def __init__(self, store: Store, derived: Derived) -> None:
        self._store = store
        self._derived = derived

    def newest(self, filters: Filters, most: int | None) -> list[FoundQuote]:
        """Quotations by their articles' date, newest first, undated last, then by place."""
        register = self._derived.register
        names = _names(register, filters)
        if names == []:
            return []
        found: list[FoundQuote] = []
        for ids in portions(register.articles(filters, names), _PORTION):
            found += self._store.quotations.of(ids, filters, names)
            if most is not None and len(found) >= most:
                break
        return _canonical(register, found[:most])

    def near(
        self, vector: Vectors, k: int, filters: Filters, names: Sequence[str] | None
    ) -> list[FoundQuote]:
        """The ``k`` quotations nearest in meaning, best first, scored by cosine similarity."""
        register = self._derived.register
        asked = _names(register, filters)
        if asked is not None and names is not None:
            names = [name for name in names if name in set(asked)]
        elif names is None:
            names = asked
        return _canonical(register, self._nearest(vector, k, filters, names))

    def about(
        self, topic: str, vector: Vectors, filters: Filters, most: int | None
    ) -> list[FoundQuote]:
        """Quotations that bear on a topic, in meaning or words, best first; others are cut."""
        register, lexical = self._derived.register, self._derived.lexical
        names = _names(register, filters)
        if names == []:
            return []
        size = max(1, lexical.size)
        wanted = Topic(topic, lambda stem: lexical.document_frequency(stem) / size)
        pool = self._nearest(vector, _POOL, filters, names)
        pool += self._holding(wanted, vector, filters, names)
        distinct = {(each.article.id, each.quote): each for each in pool}.values()
        scored = [scored for each in distinct if (scored := _bearing(each, wanted))]
        scored.sort(key=lambda each: (-(each.score or 0), each.article.id, each.quote.start))
        return _canonical(register, scored[:most])

    def _nearest(
        self, vector: Vectors, k: int, filters: Filters, names: Sequence[str] | None
    ) -> list[FoundQuote]:
        if names == []:
            return []
        return self._store.quotations.nearest(vector, k, filters, names)

    def _holding(
        self, topic: Topic, vector: Vectors, filters: Filters, names: Sequence[str] | None
    ) -> list[FoundQuote]:
        """The quotations in the passages that hold the topic's words best."""
        scores = self._derived.lexical.search(topic.evenly, _POOL, filters, names)
        passages = [passage for passage, _, _ in self._store.passages.get(list(scores)).values()]
        ids = list(dict.fromkeys(passage.article_id for passage in passages))
        spans = {(each.article_id, each.start, each.end) for each in passages}
        return [
            each
            for each in self._store.quotations.of(ids, filters, names, vector)
            if any(
                article == each.article.id and start < each.quote.end and each.quote.start < end
                for article, start, end in spans
            )
        ]


def _bearing(found: FoundQuote, topic: Topic) -> FoundQuote | None:
    """The quotation with its score, None where it does not bear on the topic."""
    cosine, share = found.score or 0.0, topic.share(found.quote.text)
    near = cosine >= _AKIN and cosine + _SPARED * share >= _ALIKE
    if not near and not topic.is_held(share):
        return None
    return replace(found, score=cosine + _WORDS * share)


def _names(register: Register, filters: Filters) -> list[str] | None:
    """All spellings of whoever is asked for; None where nobody is."""
    return None if filters.speaker is None else register.spellings(filters.speaker)


def _canonical(register: Register, found: Sequence[FoundQuote]) -> list[FoundQuote]:
    """The same quotations with their speakers' canonical names."""
    known = register.canonical(name for each in found for name in each.quote.speakers)
    return [
        replace(each, quote=replace(each.quote, speakers=tuple(dict.fromkeys(names))))
        for each in found
        for names in [[known.get(name, name) for name in each.quote.speakers]]
    ]

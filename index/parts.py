"""What is derived from an article and stored beside it, one record a part, each with a vector.

The store writes, sweeps, removes and audits all kinds alike; see ``KINDS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.records import passage_from, passage_record, quote_from, quote_record
from index.speakers.person import Voice
from index.types import Article, ArticleInfo, Passage, Quote, Span

if TYPE_CHECKING:
    from index.embed import Vectors

Part = Passage | Quote


@dataclass(frozen=True)
class Kind:
    """One kind of parts.

    ``name`` is that of the collection they stand in, and of their number in the article's
    record; ``record`` gives what is stored of one beside its place, ``spans`` every stretch
    of the article's text that a record and its document claim.
    """

    name: str
    record: Callable[[Any], dict[str, Any]]
    spans: Callable[[Any, str], tuple[Span, ...]]


def _passage_spans(meta: Any, text: str) -> tuple[Span, ...]:
    passage = passage_from(meta, text)
    return (Span(passage.start, passage.end, passage.text),)


def _quote_spans(meta: Any, text: str) -> tuple[Span, ...]:
    quote = quote_from(meta, text)
    words = Span(quote.start, quote.end, quote.text)
    return (words, quote.mention) if quote.mention else (words,)


PASSAGES = Kind("passages", passage_record, _passage_spans)
QUOTES = Kind("quotes", quote_record, _quote_spans)
KINDS = (PASSAGES, QUOTES)


@dataclass(frozen=True)
class Contents:
    """An article with all that was found in it: at least one passage, any number of quotations."""

    article: Article
    passages: Sequence[Passage]
    quotes: Sequence[Quote]
    voices: Mapping[str, Voice]
    english: bool = True

    @property
    def parts(self) -> Mapping[Kind, Sequence[Part]]:
        """Its parts of every kind, in the order of ``KINDS``."""
        return {PASSAGES: self.passages, QUOTES: self.quotes}

    def of_passages(self, vectors: Vectors) -> Vectors:
        """Of one row a part those of the passages."""
        return vectors[: len(self.passages)]

    def embedded_texts(self) -> Iterator[str]:
        """The text whose vector stands for each part, kind after kind."""
        for passage in self.passages:
            yield embedded_text(self.article.info, passage)
        for quote in self.quotes:
            yield embedded_quote(quote)

    def embedded_sentences(self) -> Iterator[list[tuple[int, int]]]:
        """Where in each of these texts the sentences of a passage stand; none of a quotation."""
        for passage in self.passages:
            yield embedded_sentences(self.article.info, passage)
        for _ in self.quotes:
            yield []


def embedded_text(info: ArticleInfo, passage: Passage) -> str:
    """What is embedded of a passage: its title and outlet stand before its words."""
    return "\n".join(part for part in (info.title, info.outlet, passage.text) if part)


def embedded_sentences(info: ArticleInfo, passage: Passage) -> list[tuple[int, int]]:
    """Where in that text the passage's sentences stand."""
    shift = len(embedded_text(info, passage)) - len(passage.text) - passage.start
    return [(each.start + shift, each.end + shift) for each in passage.sentences]


def embedded_quote(quote: Quote) -> str:
    """What is embedded of a quotation: its speaker stands before the words."""
    return f"{quote.speaker}: {quote.text}" if quote.speaker else quote.text

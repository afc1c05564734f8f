"""A desk whose quotations are known beforehand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from index.quotations import FoundQuote
from index.speakers.person import Person
from index.types import Article, Filters, Quote, QuoteKind
from tests.fakes import FakeDesk


def said(
    article: Article,
    words: str,
    *speakers: str,
    cue: str | None = "said",
    via: str | None = None,
    kind: QuoteKind = "direct",
) -> FoundQuote:
    """A quotation of ``words`` where they first stand in the article."""
    start = article.text.index(words)
    quote = Quote(start, start + len(words), words, kind, speakers, cue=cue, via=via)
    return FoundQuote(quote, article.info)


class QuotedDesk(FakeDesk):
    """A desk with prepared quotations, of which those count whose article it has.

    About a topic are those that hold the topic's very words. An ``outage`` is raised. A text
    that is given to it holds a quotation a line that ends in ", NAME said.".
    """

    def __init__(
        self,
        quotations: Sequence[FoundQuote] = (),
        called: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.quotations = quotations
        self.called = dict(called or {})
        self.outage: Exception | None = None
        self.looked_for: list[tuple[str | None, str | None, Filters]] = []

    def people(self, most: int | None = None) -> list[Person]:
        if self.outage:
            raise self.outage
        counts = Counter(name for each in self._present() for name in each.quote.speakers)
        return [
            Person(name, (name,), self.called.get(name), count)
            for name, count in counts.most_common(most)
        ]

    def quotes(
        self,
        speaker: str | None = None,
        about: str | None = None,
        filters: Filters | None = None,
        most: int | None = None,
    ) -> list[FoundQuote]:
        self.looked_for.append((speaker, about, filters or Filters()))
        if self.outage:
            raise self.outage
        found = [
            each
            for each in self._present()
            if (speaker is None or speaker in each.quote.speakers)
            and (about is None or about.lower() in each.quote.text.lower())
        ]
        return found[:most]

    def extract(self, text: str) -> list[Quote]:
        found, start = [], 0
        for line in text.splitlines(keepends=True):
            words, found_speaker, name = line.rstrip().removesuffix(" said.").rpartition(", ")
            if found_speaker:
                found.append(
                    Quote(start, start + len(words), words, "indirect", (name,), cue="said")
                )
            start += len(line)
        return found

    def _present(self) -> list[FoundQuote]:
        here = {info.id for info in self.articles()}
        return [each for each in self.quotations if each.article.id in here]

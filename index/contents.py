"""An article's text → its passages, its quotations, and who speaks in it."""

from __future__ import annotations

from collections import Counter

from index.parts import Contents
from index.quotes.extract import extract
from index.sentences import sentence_spans
from index.speakers.person import Voice
from index.split import split
from index.types import Article


def contents_of(article: Article) -> Contents:
    """Everything that is stored of an article."""
    found = extract(article.text, sentence_spans(article.text))
    passages = split(article, found.sentences)
    quotes = Counter(name for quote in found.quotes for name in dict.fromkeys(quote.speakers))
    reported = Counter(name for passage in passages for name in passage.speakers)
    voices = {
        name: Voice(quotes[name], reported[name], found.descriptions.get(name))
        for name in dict.fromkeys([*quotes, *reported, *found.descriptions])
    }
    return Contents(article, passages, list(found.quotes), voices, found.english)

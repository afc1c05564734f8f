"""Raw articles → articles: cleaned text, true metadata, an identity that lasts."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import PurePath

from index.errors import ReadError
from index.reading.dates import stated_date
from index.reading.outlets import canonical_outlet
from index.reading.raw import RawArticle, has_text
from index.reading.text.clean import clean
from index.types import Article, ArticleInfo

MOST_CHARACTERS = 3_000_000  # of one article: a long book has about two million


@dataclass(frozen=True)
class Place:
    """Where an article was found: what its id is made from, and its file or address."""

    identity: str
    path: str | None = None
    url: str | None = None


def make_article(raw: RawArticle, place: Place) -> Article:
    """The article that was found at a place.

    Raises:
        ReadError: there is no text in it, or far too much.
    """
    if len(raw.text) > MOST_CHARACTERS:
        raise ReadError(
            f"holds {len(raw.text):,} characters in one article, more than "
            f"{MOST_CHARACTERS:,}; split it into articles"
        )
    title = one_line(raw.title)
    cleaned = clean(writable(raw.text), title=title)
    if not has_text(cleaned.text):
        raise ReadError("holds no article text")
    url = one_line(raw.url) or place.url
    info = ArticleInfo(
        id=one_line(raw.id) or digest(_identity(raw, place)),
        title=title or cleaned.title,
        outlet=canonical_outlet(one_line(raw.outlet) or cleaned.outlet),
        author=one_line(raw.author) or cleaned.author,
        published=stated_date(raw.published) or cleaned.published,
        path=place.path,
        url=url,
    )
    return Article(info, cleaned.text)


def _identity(raw: RawArticle, place: Place) -> str:
    return f"{place.identity}#{raw.part}" if raw.part else place.identity


def shown_path(path: PurePath) -> str:
    """A path as text that any encoding can hold; a name that is not UTF-8 is spelt out."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def one_line(value: str | None) -> str | None:
    """A metadata value without line breaks and runs of spaces; None where nothing is left."""
    return " ".join(writable(value).split()) or None if value else None


def writable(text: str) -> str:
    """The text with what no encoding can hold (lone surrogates) replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def digest(text: str | bytes) -> str:
    """A short stable id."""
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    return hashlib.sha256(data).hexdigest()[:16]

"""What a reader makes of bytes, before anything is cleaned."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """Where bytes come from, as far as it helps to read them.

    ``name`` is a file's name, an archive member's or an address; ``url`` the
    address they were fetched from, after redirects; ``charset`` what the server
    said they are encoded in.
    """

    name: str
    url: str | None = None
    charset: str | None = None


@dataclass(frozen=True)
class RawArticle:
    """Text and metadata as they were found: one paragraph a line, nothing normalised yet.

    ``published`` may be any form that states a day, month or year; ``part`` tells
    apart the articles of a source that holds several, such as a feed's entries.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    id: str | None = None
    part: str | None = None


def has_text(text: str) -> bool:
    """Whether there is a letter or a figure in it."""
    return any(character.isalnum() for character in text)

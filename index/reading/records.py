"""JSONL → raw articles: one object a line, ``{"text", "id"?, "title"?, "outlet"?, …}``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

from index.errors import ReadError
from index.reading.article import Place, digest, make_article, one_line
from index.reading.decode import decode
from index.reading.raw import RawArticle
from index.reading.source import Failure, Item, Read, SeenBefore, Unchanged
from index.reading.text.clean import unwrap
from index.types import Article

MOST_BYTES = 20_000_000  # of one line
_MOST_BITS = 256  # of a number; Python refuses to write out far longer ones


def read_records(
    lines: Iterable[bytes], place: str, path: str | None, seen: SeenBefore
) -> Iterator[Item]:
    """Articles from the lines of a JSONL file or stream; those seen before are not parsed.

    Args:
        lines: the lines.
        place: what to call the file or stream.
        path: the file's absolute path, None for a stream.
        seen: tells what the records that were read before hold.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        record = digest(b"%s\0%s" % ((path or "").encode("utf-8", "replace"), line.strip()))
        if held := seen(record):
            yield Unchanged(held)
            continue
        try:
            yield Read(_article(line, path), record)
        except ReadError as error:
            yield Failure(f"{place}:{number}", str(error))


def bounded_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; one that is far too long comes cut, so that reading it fails."""
    while line := stream.readline(MOST_BYTES + 1):
        yield line
        while len(line) > MOST_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MOST_BYTES + 1)


def raw_article(fields: dict[str, object], body: str) -> RawArticle:
    """A text with the fields that a record or front matter gives it."""
    given = {name: _given(fields, name) for name in ("id", "title", "outlet", "author", "url")}
    return RawArticle(body, published=_published(fields.get("published")), **given)


def _article(line: bytes, path: str | None) -> Article:
    if len(line) > MOST_BYTES:
        raise ReadError(f"is a line of more than {MOST_BYTES:,} bytes; split it into articles")
    try:
        record = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"is not JSON ({error}); each line must be one object") from error
    if not isinstance(record, dict):
        raise ReadError(f"is a {type(record).__name__}, not an object with a text")
    text = record.get("text")
    if not isinstance(text, str):
        raise ReadError('has no "text" (a string)')
    raw = raw_article(record, unwrap(text.replace("\r\n", "\n")))
    return make_article(raw, Place(one_line(raw.url) or text, path))


def _given(fields: dict[str, object], name: str) -> str | None:
    value = fields.get(name)
    values = value if isinstance(value, list) else [value]
    return ", ".join(filter(None, map(_words, values))) or None


def _words(value: object) -> str | None:
    """A value that can name something, as it is written; None for all others."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return None
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return None
    return str(value)


def _published(value: object) -> str | None:
    if isinstance(value, date):  # a datetime is one as well
        return value.isoformat()
    return _words(value) if isinstance(value, str | int) else None

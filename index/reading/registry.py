"""Files, folders, addresses and records → articles. One reader a format, told by content.

One bad file never stops the rest: what cannot be read is yielded as a failure.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from io import BufferedReader, FileIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from index.errors import ReadError
from index.reading.article import Place, digest, make_article, shown_path
from index.reading.decode import decode
from index.reading.folders import existing, expected_articles, files_in, may_hold_article
from index.reading.formats import HEAD, Format, tell_format
from index.reading.isolated import IsolatedReader
from index.reading.raw import Origin, RawArticle
from index.reading.records import bounded_lines, read_records
from index.reading.source import Failure, Item, Read, SeenBefore, Source, Unchanged
from index.reading.text.plain import read_plain
from index.types import Article

if TYPE_CHECKING:
    from index.reading.documents.archive import Archive

MOST_BYTES = 200_000_000  # of one file; JSONL, which is read line by line, may be longer
MOST_TEXT = 20_000_000  # bytes of one plain text
MOST_UNPACKED = 500_000_000  # bytes in all of one zip archive
_NOTHING_THERE = (
    "holds no readable file; articles come as web pages, .pdf, .docx, .pptx, .epub, .eml, .txt, "
    ".md, .jsonl, or zip archives of them"
)
_FULL = 1000  # characters of a feed's entry that can stand for a page that cannot be fetched


class Reader:
    """Reads what is named into articles. To be closed, since it may keep a process of its own.

    Args:
        allow_private: whether addresses may lead into a private network.
        beside: a folder that holds no articles though it may stand among them: the index.
    """

    def __init__(self, *, allow_private: bool = False, beside: Path | None = None) -> None:
        self._allow_private = allow_private
        self._beside = beside
        self._documents = IsolatedReader()

    def close(self) -> None:
        """Ends the process that it may keep."""
        self._documents.close()

    # ---- what there is to read

    def sources(self, named: Iterable[str | Path]) -> Iterator[Source | Failure]:
        """What the named files, folders and addresses hold, in a stable order."""
        for name in named:
            if "://" in str(name):
                yield self._address(str(name))
            elif (path := existing(name)) is None:
                yield Failure(str(name), "there is no such file or folder; check the path")
            elif path.is_dir():
                files = files_in(path, self._beside)
                if not files:
                    yield Failure(str(name), _NOTHING_THERE)
                yield from map(self._file, files)
            else:
                yield self._file(path)

    def stream(self, lines: Iterable[str]) -> Source:
        """Records from the lines of a stream, such as standard input."""
        encoded = (line.encode("utf-8", "surrogateescape") for line in lines)
        return Source("-", lambda seen: read_records(encoded, "-", None, seen), count=None)

    def _file(self, path: Path) -> Source:
        read = _explained(str(path), lambda seen: self._read_file(path, seen))
        regular = path if path.is_file() else None
        return Source(str(path), read, regular, count=lambda: expected_articles(path))

    def _address(self, url: str) -> Source:
        read = _explained(url, lambda seen: self._read_address(url, seen))
        return Source(url, read)

    # ---- reading it

    def _read_file(self, path: Path, seen: SeenBefore) -> Iterator[Item]:
        with BufferedReader(path.open("rb", buffering=0), HEAD) as stream:
            head = stream.peek(HEAD)
            if not head:
                raise ReadError("is empty")
            # Only a zip's end says what is in it.
            data = _bounded(stream, MOST_BYTES) if head.startswith(b"PK") else head
            wanted = tell_format(data, path.name)
            place = shown_path(path.resolve())
            if wanted is Format.RECORDS:
                yield from read_records(bounded_lines(stream), str(path), place, seen)
                return
            if data is head:
                text = wanted in (Format.TEXT, Format.MARKDOWN)
                data = _bounded(stream, MOST_TEXT if text else MOST_BYTES)
        yield from self._open(wanted, data, Origin(path.name), str(path), Place(place, place), seen)

    def _read_address(self, url: str, seen: SeenBefore) -> Iterator[Item]:
        data, origin, wanted = self._fetched(url)
        if wanted is Format.FEED:
            yield from self._read_feed(data, origin, seen)
        else:
            place = Place(url, url=origin.url or url)
            yield from self._open(wanted, data, origin, url, place, seen)

    def _fetched(self, url: str) -> tuple[bytes, Origin, Format]:
        from index.reading.web.fetch import fetch

        fetched = fetch(url, allow_private=self._allow_private)
        return fetched.data, fetched.origin, tell_format(fetched.data, fetched.origin.name)

    def _read_feed(self, data: bytes, origin: Origin, seen: SeenBefore) -> Iterator[Item]:
        """Each entry's article from its own page; an entry seen before is not fetched again."""
        for link, raw in self._documents.read(Format.FEED, data, origin):
            record = digest(repr(raw))
            where = link or f"{origin.url}#{raw.part}"
            if held := seen(record):
                yield Unchanged(held)
                continue
            try:
                yield Read(self._entry(link, raw, where), record)
            except ReadError as error:
                yield Failure(where, str(error))

    def _entry(self, link: str | None, raw: RawArticle, where: str) -> Article:
        if link is None:
            return make_article(raw, Place(where))
        try:
            page = self._page(link)
        except ReadError:
            if len(raw.text) < _FULL:
                raise
            page = raw  # the feed itself carries the article
        told = RawArticle(
            page.text,
            title=page.title or raw.title,
            outlet=page.outlet or raw.outlet,
            author=page.author or raw.author,
            published=page.published or raw.published,
            url=page.url or link,
        )
        return make_article(told, Place(where, url=link))

    def _page(self, link: str) -> RawArticle:
        data, origin, wanted = self._fetched(link)
        if wanted in (Format.ZIP, Format.RECORDS, Format.FEED):
            raise ReadError(f"leads to {wanted.value}, not to an article")
        return self._raw_articles(wanted, data, origin)[0]

    def _open(
        self,
        wanted: Format,
        data: bytes,
        origin: Origin,
        name: str,
        place: Place,
        seen: SeenBefore,
    ) -> Iterator[Item]:
        """The articles of bytes whose format is known; ``name`` is what failures call them."""
        match wanted:
            case Format.ZIP:
                yield from self._members(data, name, place, seen)
            case Format.RECORDS:
                yield from read_records(data.split(b"\n"), name, place.path, seen)
            case _:
                for raw in self._raw_articles(wanted, data, origin):
                    yield Read(make_article(raw, place))

    def _raw_articles(self, wanted: Format, data: bytes, origin: Origin) -> list[RawArticle]:
        """What stands in a text, page or document."""
        if wanted in (Format.TEXT, Format.MARKDOWN):
            text = decode(data, origin.charset)
            return [read_plain(text, markdown=wanted is Format.MARKDOWN)]
        return [raw for _, raw in self._documents.read(wanted, data, origin)]

    def _members(self, data: bytes, name: str, place: Place, seen: SeenBefore) -> Iterator[Item]:
        from index.reading.documents.archive import open_archive

        with open_archive(data, most_bytes=MOST_UNPACKED) as archive:
            wanted = [
                member
                for member in archive.names
                if archive.is_content(member) and may_hold_article(PurePath(member))
            ]
            if not wanted:
                raise ReadError(_NOTHING_THERE)
            for member in wanted:
                yield from self._member(archive, member, name, place, seen)

    def _member(
        self, archive: Archive, member: str, name: str, place: Place, seen: SeenBefore
    ) -> Iterator[Item]:
        path = f"{place.path}/{member}" if place.path else None
        inside = Place(f"{place.identity}/{member}", path)
        try:
            content = archive.read(member)
            wanted = tell_format(content, member)
            if wanted is Format.ZIP:
                raise ReadError("is a zip archive within another; unpack it first")
            yield from self._open(wanted, content, Origin(member), f"{name}/{member}", inside, seen)
        except ReadError as error:
            yield Failure(f"{name}/{member}", str(error))


def _bounded(stream: BufferedReader[FileIO], most: int) -> bytes:
    """What is left of a stream.

    Raises:
        ReadError: that is more than ``most`` bytes.
    """
    size = os.fstat(stream.fileno()).st_size  # 0 where it is no regular file
    data = stream.read(most + 1) if size <= most else b""
    if max(size, len(data)) > most:
        found = f"{size:,} bytes, " if size else ""
        raise ReadError(f"is {found}more than {most:,} bytes; split it into articles")
    return data


def _explained(
    place: str, read: Callable[[SeenBefore], Iterator[Item]]
) -> Callable[[SeenBefore], Iterator[Item]]:
    """The same reading, with what goes wrong yielded as a failure of that place."""

    def reading(seen: SeenBefore) -> Iterator[Item]:
        try:
            yield from read(seen)
        except ReadError as error:
            yield Failure(place, str(error))
        except OSError as error:
            yield Failure(place, f"cannot be read ({error.strerror or error})")

    return reading

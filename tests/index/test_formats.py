"""The format is told by what the bytes hold; the suffix settles only what stays open."""

from __future__ import annotations

import contextlib
import time
import zipfile
from io import BytesIO

import pytest

from index.errors import ReadError
from index.reading.formats import Format, tell_format

MAIL = b"From: a@b.example\r\nSubject: Hi\r\nDate: Tue, 9 Apr 2024 10:00:00 +0000\r\n\r\nText."


def zipped(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "format_"),
    [
        (b"%PDF-1.7", "a.txt", Format.PDF),
        (b"\n\xef\xbb\xbf%PDF-1.4", "a", Format.PDF),
        (b"<!DOCTYPE html><p>x", "a.txt", Format.HTML),
        (b"\xef\xbb\xbf<html>", "a.txt", Format.HTML),
        ("<html><p>x".encode("utf-16"), "a.txt", Format.HTML),
        (b"<!-- saved --><html>", "a.txt", Format.HTML),
        (b"Words with <b>a tag</b>.", "a.txt", Format.TEXT),
        (b"Words with <p>a tag</p>.", "a.html", Format.HTML),
        (b"Words alone.", "a.html", Format.TEXT),
        (b"<div>raw</div>\n\n# Head", "a.md", Format.MARKDOWN),
        (b"# Head", "a.MD", Format.MARKDOWN),
        (b"# Head", "a.txt", Format.TEXT),
        (b'<?xml version="1.0"?><rss version="2.0">', "a.html", Format.FEED),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "a", Format.FEED),
        (MAIL, "a.txt", Format.MAIL),
        (b"Subject: the bridge\nDate: today\n\nIt is shut.", "a.txt", Format.TEXT),
        (b'{"text": "x"}\n', "a.txt", Format.RECORDS),
        (b'{"title": "x"}\n', "a.jsonl", Format.RECORDS),
        (b"BMW said on Monday that it would.", "a.txt", Format.TEXT),
        (b"MZ is a code. So is ID3.", "a.txt", Format.TEXT),
        (zipped("word/document.xml"), "a.zip", Format.DOCX),
        (zipped("ppt/presentation.xml"), "a", Format.PPTX),
        (zipped("META-INF/container.xml"), "a", Format.EPUB),
        (zipped("a.txt"), "a.docx", Format.ZIP),
    ],
)
def test_content_tells(data: bytes, name: str, format_: Format) -> None:
    assert tell_format(data, name) is format_


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"{\\rtf1", "RTF"),
        (b"MZ\x90\x00\x03", "program"),
        (b"\x00\x00\x00\x20ftypisom", "film"),
        (zipped("xl/workbook.xml"), "Excel"),
        (b"PK\x03\x04 cut", "damaged zip"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old Office"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        tell_format(data, "a.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"<!-- a -->" * 6000 + b"hello",
        b" \n" * 30_000,
        b"<!--\n" * 12_000,
        b"<?xml ?>" * 8000,
        b"a: b\n" * 12_000,
    ],
)
def test_telling_takes_no_time(data: bytes) -> None:
    """These once took exponential or quadratic time, with no bound on it."""
    started = time.process_time()
    with contextlib.suppress(ReadError):
        tell_format(data, "a.html")
    assert time.process_time() - started < 5

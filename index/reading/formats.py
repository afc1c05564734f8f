"""Which format bytes are in, told by what they hold; a name's suffix only settles what stays open.

Not told apart: kinds of plain text beside Markdown, which goes by its suffix.
"""

from __future__ import annotations

import json
import re
import zipfile
from enum import Enum
from io import BytesIO
from pathlib import PurePath

from index.errors import ReadError

HEAD = 64_000  # bytes that tell the format of a file that is no archive


class Format(Enum):
    """The formats that articles are read from; the value is what a reader calls them."""

    TEXT = "plain text"
    MARKDOWN = "Markdown"
    RECORDS = "JSONL"
    HTML = "a web page"
    FEED = "a feed"
    PDF = "a PDF"
    DOCX = "a Word document"
    PPTX = "a PowerPoint presentation"
    EPUB = "an EPUB book"
    MAIL = "mail"
    ZIP = "a zip archive"


RECORDS_SUFFIXES = frozenset({".jsonl", ".ndjson"})
_BY_SUFFIX = {
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".mdown": Format.MARKDOWN,
}
_UNREADABLE = [  # first bytes, what they are, the way out
    (b"\x89PNG\r\n", "a PNG picture", "only text can be read"),
    (b"\xff\xd8\xff", "a JPEG picture", "only text can be read"),
    (b"GIF8", "a GIF picture", "only text can be read"),
    (b"BM", "a bitmap picture", "only text can be read"),
    (b"II*\x00", "a TIFF picture", "only text can be read"),
    (b"MM\x00*", "a TIFF picture", "only text can be read"),
    (b"RIFF", "a picture, sound or film", "only text can be read"),
    (b"ID3", "a sound recording", "only text can be read"),
    (b"OggS", "a sound recording", "only text can be read"),
    (b"fLaC", "a sound recording", "only text can be read"),
    (b"\x1a\x45\xdf\xa3", "a film", "only text can be read"),
    (b"\x1f\x8b", "compressed with gzip", "unpack it first"),
    (b"BZh", "compressed with bzip2", "unpack it first"),
    (b"\xfd7zXZ\x00", "compressed with xz", "unpack it first"),
    (b"(\xb5/\xfd", "compressed with zstd", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"\x7fELF", "a program", "only text can be read"),
    (b"MZ", "a program", "only text can be read"),
    (b"SQLite format 3\x00", "a SQLite database", "only text can be read"),
    (b"{\\rtf", "an RTF document", "save it as .docx or .txt"),
    (b"%!PS", "a PostScript file", "save it as PDF"),
    (b"bplist00", "a binary property list", "save the page as HTML"),
]
_TEXT_LIKE = frozenset({b"BM", b"MZ", b"ID3", b"RIFF", b"GIF8", b"OggS", b"fLaC"})
_OTHER_ZIPS = {
    "xl/workbook.xml": ("an Excel workbook", "save the text as .docx or .txt"),
    "content.xml": ("an OpenDocument file", "save it as .docx"),
    "Index/Document.iwa": ("a Pages or Keynote document", "save it as .docx or PDF"),
}
# Possessive: what was passed over is not tried in other ways, of which there are very many.
_BEFORE = r"(?:<\?xml[^>]{0,300}\?>|<!--.*?-->|<\?xml-stylesheet[^>]{0,300}>|\s)*+"
_FEED_DOCTYPE = r"<!doctype\s+(?:rss|feed|rdf:RDF)\b[^>\[]{0,300}(?:\[.*?\]\s*)?>"
_FEED = re.compile(  # white space in one place only: twice in a row would cost its square
    _BEFORE + rf"(?:{_FEED_DOCTYPE}{_BEFORE})?<(?:rss|feed|rdf:RDF)[\s/>]", re.I | re.S
)
_XML = re.compile(r"\s*<\?xml\s")
_DOCTYPE = re.compile(_BEFORE + r"<!doctype\s+html", re.I | re.S)
_PAGE = re.compile(
    _BEFORE + r"<(?:html|head|body|meta|title|article|main|section|div|p)[\s>]", re.I | re.S
)
_TAGS = re.compile(r"</?(?:p|div|span|a|h[1-6]|br|table|ul|body)\b[^>]{0,300}>", re.I)
_HEADER = re.compile(r"^(?P<name>[A-Za-z][A-Za-z-]{1,40}):[ \t]*\S", re.M)
_MAIL_HEADERS = frozenset(
    """from to subject date message-id mime-version received return-path content-type
        snapshot-content-location delivered-to""".split()
)
_ENOUGH_HEADERS = 3


def tell_format(data: bytes, name: str) -> Format:
    """The format of a file's bytes.

    Args:
        data: the whole file where it is a zip, else at least its first ``HEAD`` bytes.
        name: the file's name, for its suffix.

    Raises:
        ReadError: it is nothing that articles can be read from.
    """
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data)
    _refuse(data)
    suffix = PurePath(name).suffix.lower()
    if suffix in RECORDS_SUFFIXES:
        return Format.RECORDS
    return _kind_of_text(_head(data), suffix)


def _head(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return data[:HEAD].decode("utf-16" if wide else "utf-8", "replace").lstrip("\ufeff")


def _refuse(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        from index.reading.documents.ole import refuse_ole

        refuse_ole(data)
    if data[4:8] == b"ftyp":
        raise ReadError("is a film, sound or picture; only text can be read")
    for magic, kind, way_out in _UNREADABLE:
        if data.startswith(magic) and (magic not in _TEXT_LIKE or not _reads_as_text(data[:512])):
            raise ReadError(f"is {kind}; {way_out}")


def _reads_as_text(head: bytes) -> bool:
    return head.isascii() and not any(byte < 9 for byte in head)


def _kind_of_zip(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    # All that zipfile raises on bytes that are no archive, or one of a kind that it cannot read.
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadError(f"is a damaged zip archive ({error}); get it again") from error
    if "META-INF/container.xml" in names:
        return Format.EPUB
    if "word/document.xml" in names:
        return Format.DOCX
    if "ppt/presentation.xml" in names:
        return Format.PPTX
    for inside, (kind, way_out) in _OTHER_ZIPS.items():
        if inside in names:
            raise ReadError(f"is {kind}; {way_out}")
    return Format.ZIP


def _kind_of_text(head: str, suffix: str) -> Format:
    if _FEED.match(head):
        return Format.FEED
    if _is_page(head, suffix):
        return Format.HTML
    if _XML.match(head):
        raise ReadError("is XML but neither a feed nor a web page; save its text as .txt")
    if _is_mail(head):
        return Format.MAIL
    if head.lstrip()[:1] == "{" and _is_record(head.lstrip()):
        return Format.RECORDS
    return _BY_SUFFIX.get(suffix, Format.TEXT)


def _is_page(head: str, suffix: str) -> bool:
    if suffix in _BY_SUFFIX:  # Markdown may begin with a tag
        return bool(_DOCTYPE.match(head))
    return bool(
        _DOCTYPE.match(head)
        or _PAGE.match(head)
        or (suffix in (".html", ".htm", ".xhtml") and _TAGS.search(head))
    )


def _is_mail(head: str) -> bool:
    top = re.split(r"\r?\n[ \t]*\r?\n", head.lstrip(), maxsplit=1)[0]
    if not _HEADER.match(top) and not top.startswith("From "):
        return False
    names = {match["name"].lower() for match in _HEADER.finditer(top)}
    return len(names & _MAIL_HEADERS) >= _ENOUGH_HEADERS


def _is_record(head: str) -> bool:
    first = head.split("\n", 1)[0]
    try:
        return "text" in json.loads(first)
    except (ValueError, RecursionError):
        # A first record longer than the head is cut off in the middle.
        return len(first) >= HEAD - 4 and '"text"' in first

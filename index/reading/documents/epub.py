"""EPUB books → one article, with zipfile and lxml.

The spine's documents in order, without navigation. Not read: pictures, audio, footnotes'
numbers as links, fonts that scramble letters. Files under digital rights management are refused.
Nothing is fetched and nothing is written to disk.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from index.errors import ReadError
from index.reading.documents.archive import Archive, open_archive
from index.reading.documents.damage import damage_means
from index.reading.documents.properties import true_author, true_title
from index.reading.raw import Origin, RawArticle, has_text

MOST_BYTES = 200_000_000
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_DAMAGED = "is a damaged EPUB; get the whole file again"
_SCRAMBLED_FONTS = (
    "http://www.idpf.org/2008/embedding",
    "http://ns.adobe.com/pdf/enc#RC",
)
"""Ways to encrypt fonts alone, as EPUB's Open Container Format and Adobe define them."""
_NO_DATE = "0101-01-01"  # Calibre's word for an unknown date
_PROSE = ("application/xhtml+xml", "text/html")


def read_epub(data: bytes, origin: Origin) -> list[RawArticle]:
    """The book as one article, one paragraph a line.

    Raises:
        ReadError: it is damaged, protected, too large when unpacked, or holds no text.
    """
    with open_archive(data, most_bytes=MOST_BYTES) as archive, damage_means(_DAMAGED):
        _refuse_protected(archive)
        path = _package_path(archive)
        package = _xml(archive.read(path))
        chapters = [archive.read(name) for name in _spine(package, path, archive)]
        text = "\n\n".join(_chapter_text(chapter) for chapter in chapters)
    if not has_text(text):
        raise ReadError("holds no text")
    return [
        RawArticle(
            text=text,
            title=true_title(next(_stated(package, "title"), None)),
            outlet=next(_stated(package, "publisher"), None),
            author=_authors(package),
            published=_publication_date(package),
        )
    ]


def _xml(data: bytes) -> Any:
    from lxml import etree

    # No entities, no DTD, no network: a book may come from anyone.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def _refuse_protected(archive: Archive) -> None:
    if _ENCRYPTION not in archive.names:
        return
    methods = _xml(archive.read(_ENCRYPTION)).xpath(
        "//*[local-name()='EncryptedData']/*[local-name()='EncryptionMethod']/@Algorithm"
    )
    if any(method not in _SCRAMBLED_FONTS for method in methods):
        raise ReadError("is a copy-protected EPUB (DRM); use one without protection")


def _package_path(archive: Archive) -> str:
    found = _xml(archive.read(_CONTAINER)).xpath("//*[local-name()='rootfile']/@full-path")
    if not found:
        raise ReadError(_DAMAGED)
    return str(found[0])


def _spine(package: Any, path: str, archive: Archive) -> Iterator[str]:
    """The names of the book's documents in reading order; navigation is passed over."""
    items = {item.get("id"): item for item in package.xpath("//*[local-name()='item']")}
    names = set(archive.names)
    for reference in package.xpath("//*[local-name()='spine']/*[local-name()='itemref']"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PROSE:
            continue
        if "nav" in (item.get("properties") or "").split():
            continue
        name = posixpath.normpath(
            posixpath.join(posixpath.dirname(path), unquote(item.get("href", "")))
        )
        if name not in names:
            raise ReadError(f"lacks its chapter {name}; get the whole file again")
        yield name


def _chapter_text(data: bytes) -> str:
    from index.reading.web.html_blocks import lines_of
    from index.reading.web.html_tree import keep_what_is_seen, parse_page

    if not data.strip():
        return ""
    page = parse_page(data)
    keep_what_is_seen(page)
    body = page.find("body")
    return "\n\n".join(line.text for line in lines_of(page if body is None else body))


def _authors(package: Any) -> str | None:
    """The creators that the book names; here a name of one word is meant, not a login."""
    names = (true_author(name, text=name) for name in _stated(package, "creator"))
    return ", ".join(name for name in names if name) or None


def _stated(package: Any, name: str) -> Iterator[str]:
    for element in _elements(package, name):
        if text := " ".join("".join(element.itertext()).split()):
            yield text


def _elements(package: Any, name: str) -> list[Any]:
    found: list[Any] = package.xpath(
        "//*[local-name()='metadata']//*[local-name()=$name]", name=name
    )
    return found


def _publication_date(package: Any) -> str | None:
    """``dc:date`` where it is said to be of publication, or is the only one and says nothing."""
    dates = [
        (_event(element), "".join(element.itertext()).strip())
        for element in _elements(package, "date")
    ]
    marked = [text for event, text in dates if event in ("publication", "original-publication")]
    alone = [text for event, text in dates if event is None and len(dates) == 1]
    return next((text for text in marked + alone if not text.startswith(_NO_DATE)), None)


def _event(element: Any) -> str | None:
    return next((value for key, value in element.attrib.items() if key.endswith("event")), None)

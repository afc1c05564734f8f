"""Word documents (.docx) → an article, with python-docx.

Read are paragraphs, tables, text boxes, content controls, tracked insertions, foot- and
endnotes (at the end). Not read: headers and footers, tables of contents, tracked deletions,
comments, the numbers that Word gives to lists and notes, text in pictures and diagrams. The
dates in a document's properties say when a file was made, so they are not read.

MarkItDown was passed over: its marks, padding and escapes would enter the text that
citations count in.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from index.errors import ReadError
from index.reading.documents.damage import damage_means
from index.reading.documents.office import refuse_unsafe
from index.reading.documents.properties import true_author, true_title
from index.reading.documents.tables import table_lines
from index.reading.raw import Origin, RawArticle, has_text

if TYPE_CHECKING:
    from docx.document import Document

MOST_BYTES = 200_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SPACE_BY_TAG = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_LEFT_OUT = frozenset({f"{_W}moveFrom", f"{_W}del", f"{_W}txbxContent", f"{_W}pPr", _FALLBACK})
_NOTES = ("footnotes", "endnotes")
_DAMAGED = "is a damaged Word document; open it in Word and save it again as .docx"


def read_docx(data: bytes, origin: Origin) -> list[RawArticle]:
    """The article that a Word document holds, one paragraph a line.

    Raises:
        ReadError: it is protected, damaged, too large when unpacked, no .docx, or holds no
            text; or the documents extra is not installed.
    """
    refuse_unsafe(data, library="docx", kind="a Word document", most_bytes=MOST_BYTES)
    with damage_means(_DAMAGED):
        document = _open(data)
        text = "\n\n".join([*_blocks(document.element.body), *_notes(document)])
        if not has_text(text):
            raise ReadError("holds no text")
        properties = document.core_properties
        title = true_title(properties.title) or _styled_title(document)
        return [RawArticle(text=text, title=title, author=true_author(properties.author, text))]


def _open(data: bytes) -> Document:
    import docx

    try:
        return docx.Document(io.BytesIO(data))
    except ValueError as error:  # a template, one with macros, or no Word document at all
        raise ReadError("is no .docx document; open it in Word and save it as .docx") from error


def _blocks(container: Any) -> Iterator[str]:
    """The lines of every paragraph and table in a body, cell, text box or content control."""
    for element in container:
        if element.tag == f"{_W}p":
            yield from _paragraph(element)
        elif element.tag == f"{_W}tbl":
            yield from _table(element)
        elif element.tag not in _LEFT_OUT:
            yield from _blocks(element)


def _paragraph(element: Any) -> Iterator[str]:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    if style is not None and style.get(f"{_W}val", "").upper().startswith("TOC"):
        return
    text = _text(element).strip()
    if text:
        yield text
    for box in _text_boxes(element):
        yield from _blocks(box)


def _text(element: Any) -> str:
    parts = []
    for child in element:
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in _SPACE_BY_TAG:
            parts.append(_SPACE_BY_TAG[child.tag])
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            parts.append(_text(child))
    return "".join(parts)


def _text_boxes(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == f"{_W}txbxContent":
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _text_boxes(child)


def _table(element: Any) -> Iterator[str]:
    rows = [
        [list(_blocks(cell)) for cell in row.iter(f"{_W}tc") if _is_in(cell, element)]
        for row in element.iter(f"{_W}tr")
        if _is_in(row, element)
    ]
    yield from table_lines(rows)


def _is_in(part: Any, table: Any) -> bool:
    """Whether a row or cell is a table's own, not one of a table inside it."""
    return next(part.iterancestors(f"{_W}tbl")) is table


def _notes(document: Document) -> Iterator[str]:
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(_NOTES):
            for note in parse_xml(relation.target_part.blob):
                if note.get(f"{_W}type", "normal") == "normal":
                    yield from _blocks(note)


def _styled_title(document: Document) -> str | None:
    """The first paragraph in the style that Word calls Title in every language."""
    names = {
        style.get(f"{_W}styleId")
        for style in document.styles.element.iter(f"{_W}style")
        if (name := style.find(f"{_W}name")) is not None
        and name.get(f"{_W}val", "").lower() == "title"
    }
    for paragraph in document.element.body.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val") in names:
            return " ".join(_text(paragraph).split()) or None
    return None

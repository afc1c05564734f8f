"""PDF → an article, with pdfminer.

MarkItDown, which wraps the same library, was passed over: its table rows, padding and
escapes would enter the text that citations count in.

Not handled: scanned pages (they need OCR), forms' fields, annotations, right-to-left and
vertical scripts, formulas. ``CreationDate`` is when a file was made, never when an article
was published, so it is not read.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.errors import ReadError
from index.reading.documents.damage import damage_means
from index.reading.documents.extra import need_library
from index.reading.documents.hyphens import Vocabulary
from index.reading.documents.pdf_furniture import without_furniture
from index.reading.documents.pdf_layout import reading_order
from index.reading.documents.pdf_paragraphs import Paragraph, body_size, paragraphs
from index.reading.documents.pdf_pieces import Page, page_pieces
from index.reading.documents.properties import true_author, true_title
from index.reading.raw import Origin, RawArticle, has_text

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument

MOST_PAGES = 2_000
_END = b"startxref"  # stands in the last lines of every whole PDF
_END_WITHIN = 8_192  # bytes; some servers append their own
_MOST_UNKNOWN = 0.3  # share of letters that map to no character
_HEADLINE = 1.15  # times the body's type size
_HEADLINE_WORDS = range(3, 31)

# Besides UTF-16 in its usual order, which pdfminer knows.
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16"}

_DAMAGED = "is a damaged PDF; get the whole file again, or print it to a new PDF"
_TRUNCATED = "is a truncated PDF (its end is missing); get the whole file again"
_PASSWORD = "is a PDF with a password; save it without one"
_ONLY_PICTURES = "holds no text, only pictures; run OCR (for example ocrmypdf) first"
_NO_LETTERS = (
    "does not say which letters its fonts draw; run OCR (for example ocrmypdf --force-ocr) first"
)


def read_pdf(data: bytes, origin: Origin) -> list[RawArticle]:
    """The article that a PDF holds, one paragraph a line.

    Raises:
        ReadError: it needs a password, is damaged or truncated, has more than
            ``MOST_PAGES`` pages or no text; or the documents extra is not installed.
    """
    need_library("pdfminer", "a PDF")
    # pdfminer warns of every oddity; without any handler Python prints that on stderr.
    logging.getLogger("pdfminer").addHandler(logging.NullHandler())
    if _END not in data[-_END_WITHIN:]:
        raise ReadError(_TRUNCATED)
    with damage_means(_DAMAGED):
        document = _open(data)
        pages = list(_pages(document))
        return [_article(pages, document)]


def _open(data: bytes) -> PDFDocument:
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFParser

    try:
        return PDFDocument(PDFParser(io.BytesIO(data)))
    except PDFPasswordIncorrect as error:
        raise ReadError(_PASSWORD) from error
    except PDFEncryptionError as error:
        raise ReadError("is a PDF with an unknown encryption; save it without one") from error


def _pages(document: PDFDocument) -> Iterator[Page]:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    declared = _declared_pages(document)
    number = 0
    for number, page in enumerate(PDFPage.create_pages(document), start=1):
        _refuse_too_many(number)
        interpreter.process_page(page)
        yield page_pieces(device.get_result())
    if number < declared:
        raise ReadError(f"is a damaged PDF ({number} of {declared} pages found); get it again")


def _declared_pages(document: PDFDocument) -> int:
    """The number of pages that the PDF claims to have, from the root of its page tree."""
    from pdfminer.pdftypes import dict_value, int_value

    count = int_value(dict_value(document.catalog.get("Pages")).get("Count"))
    _refuse_too_many(count)
    return count


def _refuse_too_many(pages: int) -> None:
    if pages > MOST_PAGES:
        raise ReadError(f"has {pages:,} pages, more than {MOST_PAGES:,}; split it into articles")


def _article(pages: list[Page], document: PDFDocument) -> RawArticle:
    _refuse_without_text(pages)
    blocks = [reading_order(page.pieces) for page in without_furniture(pages)]
    found = paragraphs(blocks)
    lines = [line for page in blocks for block in page for line in block]
    vocabulary = Vocabulary(line.text for line in lines)
    text = "\n\n".join(_spelled(paragraph, vocabulary) for paragraph in found)
    if not has_text(text):
        raise ReadError(_ONLY_PICTURES)
    return RawArticle(
        text=text,
        title=true_title(_property(document, "Title"))
        or _headline(found, vocabulary, body_size(lines)),
        author=true_author(_property(document, "Author"), text),
    )


def _refuse_without_text(pages: list[Page]) -> None:
    text = "".join(piece.text for page in pages for piece in page.pieces)
    if not text:
        has_pictures = any(page.has_pictures for page in pages)
        raise ReadError(_ONLY_PICTURES if has_pictures else "holds no text")
    if text.count("\ufffd") > _MOST_UNKNOWN * len(text):
        raise ReadError(_NO_LETTERS)


def _spelled(paragraph: Paragraph, vocabulary: Vocabulary) -> str:
    text = paragraph.lines[0].text
    for line in paragraph.lines[1:]:
        text = vocabulary.joined(text, line.text)
    return text


def _property(document: PDFDocument, name: str) -> str | None:
    """A text from the document's information dictionary, the newest revision's first."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    for info in document.info:
        value = resolve1(info.get(name))
        if isinstance(value, bytes) and value:
            marked = next((codec for mark, codec in _MARKS.items() if value.startswith(mark)), None)
            return value.decode(marked, "replace") if marked else decode_text(value)
    return None


def _headline(found: list[Paragraph], vocabulary: Vocabulary, body: float) -> str | None:
    """The line in the largest type on the first page, if it is larger than the text."""
    candidates = [
        paragraph
        for paragraph in found
        if paragraph.page == 0
        and paragraph.size >= _HEADLINE * body
        and len(_spelled(paragraph, vocabulary).split()) in _HEADLINE_WORDS
    ]
    if not candidates:
        return None
    return _spelled(max(candidates, key=lambda paragraph: paragraph.size), vocabulary)

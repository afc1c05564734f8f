"""Running heads, running feet and page numbers of a PDF, told by their place and repetition.

A running head that changes from page to page is not told from text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from index.reading.documents.pdf_layout import rows_of
from index.reading.documents.pdf_pieces import Page, Piece

_MARGIN = 0.12  # of the page's height, at its top and at its bottom
_ALWAYS = 3  # pages with the same line at the same place
_SHORT = 4  # pages of a document in which two are enough

_NUMBER_ALONE = re.compile(
    r"\W*(?:page|p\.|seite)?\W*(\d{1,4})(?:\W+(?:(?:of|von)\W+)?\d{1,4})?\W*$", re.I
)
_ROMAN_ALONE = re.compile(r"\W*[ivxl]{1,6}\W*$")
_PRINTED_BY_A_BROWSER = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}:\d{2}(?: ?[AP]M)?(?: .*)?$"
    r"|(?:https?|file)://\S*.* \d+/\d+$"
)


def without_furniture(pages: list[Page]) -> list[Page]:
    """The pages without the lines in their margins that repeat or only count pages."""
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, page in enumerate(pages):
        for piece in _in_margins(page):
            found[_key(piece, page, number)].add(number)
    enough = _ALWAYS if len(pages) > _SHORT else 2
    repeated = {key for key, numbers in found.items() if len(numbers) >= enough}
    return [_cleared(page, number, repeated) for number, page in enumerate(pages)]


def _cleared(page: Page, number: int, repeated: set[tuple[str, int]]) -> Page:
    dropped: set[int] = set()
    for row in rows_of(list(_in_margins(page))):
        whole = " ".join(piece.text for piece in row)
        if _PRINTED_BY_A_BROWSER.match(whole) or _counts_page(whole, number + 1):
            dropped |= {piece.order for piece in row}
        else:
            dropped |= {p.order for p in row if _key(p, page, number) in repeated}
    return replace(page, pieces=[piece for piece in page.pieces if piece.order not in dropped])


def _in_margins(page: Page) -> Iterator[Piece]:
    margin = _MARGIN * (page.bottom - page.top)
    for piece in page.pieces:
        if piece.y < page.top + margin or piece.y > page.bottom - margin:
            yield piece


def _key(piece: Piece, page: Page, number: int) -> tuple[str, int]:
    """What a line has in common with the same furniture on other pages: words and place."""
    alone = _NUMBER_ALONE.match(piece.text)
    if alone:
        words = f"page number {int(alone[1]) - number}"
    elif _ROMAN_ALONE.match(piece.text):
        words = "page number in Roman figures"
    else:
        words = re.sub(r"\d+", "0", piece.text)
    return words, round((piece.y - page.top) / 2)


def _counts_page(row: str, page_number: int) -> bool:
    alone = _NUMBER_ALONE.match(row)
    return alone is not None and int(alone[1]) == page_number

"""The letters of a PDF's page → pieces of lines, with place, size and weight.

Letters that run in another direction than most of the page (stamps along a
margin, watermarks) are left out. Right-to-left and vertical scripts are not
handled: their letters come out in the order of the page, left to right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pdfminer.layout import LTChar, LTItem, LTPage

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_NO_LETTER = re.compile(r"\(cid:\d+\)")  # pdfminer's word for a glyph that maps to no character
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)

# In ems: parts of the type size.
_SAME_LINE = 0.5  # baselines: superscripts are raised by up to 0.4
_WIDE_GAP = 1.0  # a gap that may be a gutter
_OVERLAP = 0.5  # kerning and accents step back, a new line steps back further
_SPACE = 0.15  # where spaces are not drawn, as in TeX
_SPACE_BESIDE_DRAWN_ONES = 0.3


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters on one baseline. Places and sizes are in points, y runs downwards.

    ``y`` is the baseline; ``size`` is that of most of its letters; ``bold``
    means all of them; ``order`` counts pieces as the page draws them. A ``tabular``
    line is a table's row.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    order: int
    tabular: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page; ``top`` and ``bottom`` are its edges in the pieces' points."""

    pieces: list[Piece]
    top: float
    bottom: float
    has_pictures: bool


@dataclass(slots=True)
class _Glyph:
    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool


def page_pieces(page: LTPage) -> Page:
    """The pieces of a page as pdfminer interpreted it, without layout analysis."""
    letters: list[LTChar] = []
    has_pictures = _collect(page, letters)
    directions = Counter(_direction(letter) for letter in letters if letter.get_text().strip())
    direction = directions.most_common(1)[0][0] if directions else (1, 0)
    glyphs = [_glyph(char, direction) for char in letters if _direction(char) == direction]
    spaces_drawn = sum(glyph.text.isspace() for glyph in glyphs) > len(glyphs) / 20
    space = _SPACE_BESIDE_DRAWN_ONES if spaces_drawn else _SPACE
    runs = (run for run in _runs(glyphs) if not all(glyph.text.isspace() for glyph in run))
    pieces = [_piece(run, space, order) for order, run in enumerate(runs)]
    corners = ((page.x0, page.y0), (page.x1, page.y1))
    top, bottom = sorted(_down(x, y, direction) for x, y in corners)
    return Page(_without_doubles(pieces), top, bottom, has_pictures)


def _collect(container: Iterable[LTItem], letters: list[LTChar]) -> bool:
    """Gathers the letters in drawing order; tells whether there are pictures among them."""
    from pdfminer.layout import LTChar, LTFigure, LTImage

    has_pictures = False
    for item in container:
        if isinstance(item, LTChar):
            letters.append(item)
        elif isinstance(item, LTFigure):
            has_pictures |= _collect(item, letters)
        elif isinstance(item, LTImage):
            has_pictures = True
    return has_pictures


def _direction(letter: LTChar) -> tuple[int, int]:
    """The way its line runs: (1, 0) is to the right, (0, 1) up the page, (0, 0) aslant."""
    a, b = letter.matrix[:2]
    if abs(b) < 0.1 * abs(a):
        return (1, 0) if a > 0 else (-1, 0)
    if abs(a) < 0.1 * abs(b):
        return (0, 1) if b > 0 else (0, -1)
    return (0, 0)


def _glyph(letter: LTChar, direction: tuple[int, int]) -> _Glyph:
    along, _ = direction
    corners = (letter.x0, letter.x1) if along else (letter.y0, letter.y1)
    sign = -1 if -1 in direction else 1
    x0, x1 = sorted(sign * corner for corner in corners)
    text = _NO_LETTER.sub("\ufffd", letter.get_text()).translate(_LIGATURES)
    return _Glyph(
        text=text if text.strip() else " ",
        x0=x0,
        x1=x1,
        y=_down(letter.matrix[4], letter.matrix[5], direction),
        size=(letter.height if along else letter.width) or 0.1,
        bold=bool(_BOLD.search(letter.fontname)),
    )


def _down(x: float, y: float, direction: tuple[int, int]) -> float:
    """How far down a point lies for a reader who holds the page so that lines run rightwards."""
    along, across = direction
    return x * across - y * (along or not across)


def _runs(glyphs: list[_Glyph]) -> Iterator[list[_Glyph]]:
    run: list[_Glyph] = []
    for glyph in glyphs:
        if run and not _goes_on(run[-1], glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _goes_on(last: _Glyph, glyph: _Glyph) -> bool:
    size = max(last.size, glyph.size)
    return (
        abs(glyph.y - last.y) <= _SAME_LINE * size
        and -_OVERLAP * size < glyph.x0 - last.x1 < _WIDE_GAP * size
    )


def _piece(run: list[_Glyph], space: float, order: int) -> Piece:
    inked = [glyph for glyph in run if not glyph.text.isspace()]
    sizes = Counter(round(glyph.size, 1) for glyph in inked)
    size = sizes.most_common(1)[0][0]
    return Piece(
        text=_spell(run, space),
        x0=inked[0].x0,
        x1=inked[-1].x1,
        y=next(glyph.y for glyph in inked if round(glyph.size, 1) == size),
        size=size,
        bold=all(glyph.bold for glyph in inked),
        order=order,
    )


def _spell(run: list[_Glyph], space: float) -> str:
    parts = [run[0].text]
    for last, glyph in pairwise(run):
        if glyph.x0 - last.x1 > space * max(last.size, glyph.size):
            parts.append(" ")
        parts.append(glyph.text)
    return " ".join("".join(parts).split())


def _without_doubles(pieces: list[Piece]) -> list[Piece]:
    """Drops what is drawn again at the same place to look bold or to cast a shadow."""
    seen: dict[str, list[Piece]] = {}
    kept = []
    for piece in pieces:
        twins = seen.setdefault(piece.text, [])
        near = 0.15 * piece.size
        if not any(abs(t.x0 - piece.x0) < near and abs(t.y - piece.y) < near for t in twins):
            kept.append(piece)
        twins.append(piece)
    return kept

"""Lines of a PDF in reading order → paragraphs.

A break between two lines is told by white space, type size and weight, indents
and by whether the next word would still have fitted. Where the signs contradict
each other, a line that begins in lower case goes on the one before. Verse and
addresses whose lines begin in lower case are not told from prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.reading.documents.pdf_pieces import Piece

_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*[\d*†‡]{0,2}$")
_BULLET = re.compile(r"[•‣▪▸◦●○■□➢✓]")
_LIST_MARK = re.compile(r"(?:[–—*-]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s")

_SAME_SIZE = 0.08  # share of the larger type size
_LOOSE = 1.25  # times the usual distance of lines
_VERY_LOOSE = 1.7
_NO_USUAL_PITCH = 1.5  # ems
_HEADING = 1.15  # times the body's size
_INDENT = 0.7  # ems
_DEEPEST_INDENT = 6.0  # ems
_SPACE = 0.2  # ems
_SLACK = 0.4  # ems
_NARROWED = 0.45  # of the block's width: narrower lines are a list's or an address's
_WINDOW = 2  # lines above and below that show where a line's right edge is


@dataclass
class Paragraph:
    """Lines that belong together, and where the last of them stands: page and block, from 0."""

    lines: list[Piece]
    page: int
    block: int

    @property
    def size(self) -> float:
        """The type size of most of its letters, in points."""
        sizes: Counter[float] = Counter()
        for line in self.lines:
            sizes[line.size] += len(line.text)
        return sizes.most_common(1)[0][0]


def paragraphs(pages: list[list[list[Piece]]]) -> list[Paragraph]:
    """The paragraphs of a document, each whole even where it runs over columns and pages.

    Args:
        pages: for each page its blocks of lines, in reading order.
    """
    blocks = [(number, block) for number, page in enumerate(pages) for block in page]
    measure = _Measure([block for _, block in blocks])
    found = [
        Paragraph(lines, page, number)
        for number, (page, block) in enumerate(blocks)
        for lines in measure.split(block)
    ]
    return _rejoined(found, measure)


def body_size(lines: list[Piece]) -> float:
    """The type size of most letters, in points; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


class _Measure:
    """How a document sets its lines: the size of its body, and the distance of lines by size."""

    def __init__(self, blocks: list[list[Piece]]) -> None:
        self.body = body_size([line for block in blocks for line in block])
        distances: dict[float, Counter[float]] = {}
        for block in blocks:
            for line, following in pairwise(block):
                distance = following.y - line.y
                if line.size == following.size and 0 < distance < 2.5 * line.size:
                    distances.setdefault(line.size, Counter())[round(distance * 2) / 2] += 1
        self._pitches = {size: found.most_common(1)[0][0] for size, found in distances.items()}

    def split(self, block: list[Piece]) -> Iterator[list[Piece]]:
        """The paragraphs of one block of lines."""
        if not block:
            return
        start = 0
        for number in range(1, len(block)):
            if self.breaks(block, start, number):
                yield block[start:number]
                start = number
        yield block[start:]

    def is_full(self, block: list[Piece], number: int, following: Piece) -> bool:
        """Whether the next line's first word had no room at this line's end."""
        line = block[number]
        first_word = _advance(following.text.split()[0]) / _advance(following.text)
        needed = first_word * (following.x1 - following.x0) + _SPACE * line.size
        return line.x1 + needed > self._edge(block, number) - _SLACK * line.size

    def _edge(self, block: list[Piece], number: int) -> float:
        """How far right the lines near one reach; less where text runs around a picture."""
        line = block[number]
        left, right = min(other.x0 for other in block), max(other.x1 for other in block)
        wide, runs = [], []
        for near in (block[max(number - _WINDOW, 0) : number + 1], block[number:][: _WINDOW + 1]):
            edge = max(other.x1 for other in near if _same_size(other, line))
            if edge - left >= _NARROWED * (right - left):
                wide.append(edge)
                runs += [edge] if len(near) > _WINDOW else []
        return min(runs) if runs else max(wide, default=right)

    def is_below(self, line: Piece, following: Piece) -> bool:
        """Whether a line stands right under another, however the page was cut."""
        aligned = abs(following.x0 - line.x0) <= _INDENT * line.size
        return aligned and 0 < following.y - line.y <= _LOOSE * self._pitch(line)

    def breaks(self, block: list[Piece], start: int, number: int) -> bool:
        """Whether a paragraph that began at ``start`` ends before line ``number``."""
        line, following = block[number - 1], block[number]
        distance = (following.y - line.y) / self._pitch(line)
        if not _same_size(line, following) or distance > _VERY_LOOSE or distance < 0:
            return True
        if line.tabular or following.tabular or _BULLET.match(following.text):
            return True
        finished = bool(_SENTENCE_END.search(line.text))
        if following.text[0].islower() and not finished:
            return False
        if distance > _LOOSE or line.bold != following.bold:
            return True
        if line.size >= _HEADING * self.body:
            return finished
        full = self.is_full(block, number - 1, following)
        if not full or (finished and _LIST_MARK.match(following.text)):
            return True
        return finished and self._is_indented(block, start, number)

    def _pitch(self, line: Piece) -> float:
        return self._pitches.get(line.size, _NO_USUAL_PITCH * line.size)

    def _is_indented(self, block: list[Piece], start: int, number: int) -> bool:
        """Whether a line's left edge begins a paragraph, as an indent or as a hanging one does."""
        line, following = block[number - 1], block[number]
        step = (following.x0 - line.x0) / line.size
        below = block[number + 1].x0 - following.x0 if number + 1 < len(block) else 0.0
        if step < -_INDENT:  # the end of a hanging indent, of a first line's, or of a drop cap
            return number - 1 > start and below > _INDENT * line.size
        hangs = number - 1 == start and number + 1 < len(block) and abs(below) < _INDENT * line.size
        return _INDENT < step < _DEEPEST_INDENT and not hangs


def _rejoined(found: list[Paragraph], measure: _Measure) -> list[Paragraph]:
    """Puts together what a column's or page's end cut in two.

    Notes and captions in other type may stand in between; they stay behind.
    """
    whole: list[Paragraph] = []
    unfinished: Paragraph | None = None
    for paragraph in found:
        if unfinished and _goes_on(unfinished, paragraph, whole[-1] is unfinished, measure):
            unfinished.lines += paragraph.lines
            unfinished.page, unfinished.block = paragraph.page, paragraph.block
            continue
        whole.append(paragraph)
        if paragraph.size == measure.body or unfinished is None:
            unfinished = paragraph
    return whole


def _goes_on(unfinished: Paragraph, paragraph: Paragraph, is_next: bool, measure: _Measure) -> bool:
    last, first = unfinished.lines[-1], paragraph.lines[0]
    if paragraph.block == unfinished.block:
        return False
    if paragraph.page == unfinished.page and measure.is_below(last, first):
        return not measure.breaks([*unfinished.lines, *paragraph.lines], 0, len(unfinished.lines))
    column_ends = first.y < last.y or paragraph.page > unfinished.page
    if (
        not column_ends
        or paragraph.page > unfinished.page + 1
        or not _same_size(last, first)
        or last.bold != first.bold
        or last.size >= _HEADING * measure.body
    ):
        return False
    finished = bool(_SENTENCE_END.search(last.text))
    if first.text[0].islower() and not finished:
        return True
    if last.text.endswith((",", "-", "‐", "—", "–")):
        return is_next
    # A last line that happens to be full is much rarer than a break within a paragraph.
    is_full = measure.is_full(unfinished.lines, len(unfinished.lines) - 1, first)
    return is_next and is_full and not (finished and _begins(paragraph, unfinished))


def _begins(paragraph: Paragraph, above: Paragraph) -> bool:
    """Whether the first line after a column's end looks like a new paragraph's."""
    first, *others = paragraph.lines
    is_indented = bool(others) and abs(first.x0 - others[0].x0) > _INDENT * first.size
    is_marked = _BULLET.match(first.text) or _LIST_MARK.match(first.text)
    return len(above.lines) < 2 or not others or is_indented or bool(is_marked)


def _advance(text: str) -> float:
    """Roughly how wide a text is set, in lower-case letters."""
    return sum(
        0.5
        if letter in "iljtfr.,;:'’‘!|()[] "
        else 1.4
        if letter.isupper() or letter in "mw"
        else 1
        for letter in text
    )


def _same_size(line: Piece, other: Piece) -> bool:
    return abs(line.size - other.size) <= _SAME_SIZE * max(line.size, other.size)

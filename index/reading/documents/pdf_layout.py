"""Pieces of a page → lines in reading order, column after column.

The page is cut into bands wherever white space runs across it and the drawing
order agrees; a band is cut into columns at the gutter that most of its lines
respect; each column is cut again in the same way. Lines that cross a gutter
(headlines, wide pictures' captions) stand between what is above and below them.
Tables are read row by row. Text set around a shape is not handled.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate, groupby, pairwise
from statistics import median

from index.reading.documents.pdf_initials import with_initials
from index.reading.documents.pdf_pieces import Piece

# In ems: parts of the type size.
_GUTTER = 0.8
_SAME_EDGE = 0.3
_BAND_GAP = 1.8
_SAME_BASELINE = 0.3
_CELL_GAP = 3.0
_LOOSE = 1.25  # times the usual distance of lines

_FEWEST_LINES = 2  # on either side of a gutter
_PROSE_LETTERS = 20  # a line of text in a narrow column; cells of a table are shorter
_FILLED = 0.7


def reading_order(pieces: list[Piece]) -> list[list[Piece]]:
    """The page's lines: one list for each column or part of one, in the order to be read."""
    return [lines for column in _columns(pieces) for lines in _lines(column)]


def _columns(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces of each column or part of one; what is not cut by a gutter stays together."""
    columns: list[list[Piece]] = []
    whole: list[Piece] = []
    for band in _bands(sorted(pieces, key=lambda piece: piece.y)):
        gutter = _best_gutter(band)
        if gutter is None:
            whole += band
            continue
        columns.append(whole)
        whole = []
        for part in _parts(band, gutter):
            columns += _columns(part)
    return [column for column in [*columns, whole] if column]


def _bands(pieces: list[Piece]) -> list[list[Piece]]:
    """Cuts where a white strip crosses the page and all above it was drawn before all below."""
    if not pieces:
        return []
    drawn_above = list(accumulate((piece.order for piece in pieces), max))
    drawn_below = list(accumulate((piece.order for piece in reversed(pieces)), min))[::-1]
    bands = [[pieces[0]]]
    for number in range(1, len(pieces)):
        last, piece = pieces[number - 1], pieces[number]
        is_white = piece.y - last.y > _BAND_GAP * max(piece.size, last.size)
        if is_white and drawn_above[number - 1] < drawn_below[number]:
            bands.append([])
        bands[-1].append(piece)
    return bands


def _best_gutter(band: list[Piece]) -> tuple[float, float] | None:
    """The strip between two columns that the most lines on both its sides respect, if any."""
    best, most = None, 0
    for strip in _possible_gutters(band):
        columns = [run for run in _runs_beside(band, strip) if _are_columns(run, strip)]
        lines = sum(min(map(len, _sides(run, strip))) for run in columns)
        if lines > most:
            best, most = strip, lines
    return best


def _possible_gutters(band: list[Piece]) -> list[tuple[float, float]]:
    """White strips to the left of edges where several lines begin."""
    size = median(piece.size for piece in band)
    edges = sorted(piece.x0 for piece in band)
    starts: list[list[float]] = []
    for edge in edges:
        if starts and edge - starts[-1][0] <= _SAME_EDGE * size:
            starts[-1].append(edge)
        else:
            starts.append([edge])
    return [
        (start[0] - _GUTTER * size, start[0])
        for start in starts
        if len(start) >= _FEWEST_LINES and start[0] > edges[0] + _GUTTER * size
    ]


def _crosses(piece: Piece, strip: tuple[float, float]) -> bool:
    left, right = strip
    return piece.x0 < right - 0.1 and piece.x1 > left


def _runs_beside(band: list[Piece], strip: tuple[float, float]) -> list[list[Piece]]:
    runs = groupby(band, key=lambda piece: _crosses(piece, strip))
    return [list(run) for crossing, run in runs if not crossing]


def _sides(run: list[Piece], strip: tuple[float, float]) -> tuple[list[Piece], list[Piece]]:
    left = [piece for piece in run if piece.x0 < strip[0]]
    return left, [piece for piece in run if piece.x0 >= strip[0]]


def _are_columns(run: list[Piece], strip: tuple[float, float]) -> bool:
    """Whether what stands on both sides is to be read one after the other, not row by row."""
    left, right = _sides(run, strip)
    fewest = min(len(rows_of(left)), len(rows_of(right)))
    if fewest < _FEWEST_LINES:
        return False
    drawn = [piece.x0 < strip[0] for piece in sorted(run, key=lambda piece: piece.order)]
    changes = sum(side != other for side, other in pairwise(drawn))
    drawn_by_column = changes <= fewest / 2
    return drawn_by_column or (_is_prose(left) and _is_prose(right))


def _is_prose(side: list[Piece]) -> bool:
    lines = rows_of(side)
    lengths = [sum(len(piece.text) for piece in line) for line in lines]
    start, end = min(piece.x0 for piece in side), max(piece.x1 for piece in side)
    filled = sum(line[-1].x1 - start >= _FILLED * (end - start) for line in lines)
    return median(lengths) >= _PROSE_LETTERS and filled >= len(lines) / 2


def _parts(band: list[Piece], strip: tuple[float, float]) -> list[list[Piece]]:
    """The band cut along the gutter: what crosses it, and each column of what does not."""
    parts: list[list[Piece]] = []
    whole: list[Piece] = []
    for crossing, run in groupby(band, key=lambda piece: _crosses(piece, strip)):
        pieces = list(run)
        if not crossing and _are_columns(pieces, strip):
            parts += [whole, *_sides(pieces, strip)]
            whole = []
        else:
            whole += pieces
    return [part for part in [*parts, whole] if part]


def _lines(column: list[Piece]) -> list[list[Piece]]:
    """The lines of a single column, and those that stand beside them after each stretch of it.

    A wide gap makes two lines of one, unless its row is a table's.
    """
    rows = rows_of(with_initials(column))
    distances = [below[0].y - row[0].y for row, below in pairwise(rows)]
    loose = _LOOSE * median(distances) if distances else 0.0
    blocks: list[list[Piece]] = [[], []]
    in_table = [_lines_up(row, below) for row, below in pairwise(rows)]
    for number, row in enumerate(rows):
        first, *others = _split_at_wide_gaps(row)
        # A table's head need not line up with the rows below it.
        near = 2 if others else 1
        if any(in_table[max(number - near, 0) : number + near]):
            blocks[-2].append(replace(_joined(row), tabular=True))
            continue
        blocks[-2].append(_joined(first))
        blocks[-1] += map(_joined, others)
        if blocks[-1] and number < len(distances) and distances[number] > loose:
            blocks += [[], []]
    return [block for block in blocks if block]


def _lines_up(row: list[Piece], other: list[Piece]) -> bool:
    """Whether two rows are a table's: cells after the first begin or end at the same place."""
    near = _SAME_EDGE * row[0].size
    return not (_is_stretched(row) or _is_stretched(other)) and any(
        abs(cell.x0 - below.x0) < near or abs(cell.x1 - below.x1) < near
        for cell in row[1:]
        for below in other[1:]
    )


def rows_of(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces on one baseline together, each row from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.y):
        last = rows[-1][-1] if rows else None
        if last and piece.y - last.y <= _SAME_BASELINE * max(piece.size, last.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.x0) for row in rows]


def _split_at_wide_gaps(row: list[Piece]) -> list[list[Piece]]:
    if _is_stretched(row):
        return [row]
    cells = [[row[0]]]
    for last, piece in pairwise(row):
        gap = (piece.x0 - last.x1) / max(piece.size, last.size)
        if gap > _CELL_GAP or (gap > _GUTTER and piece.order != last.order + 1):
            cells.append([])
        cells[-1].append(piece)
    return cells


def _is_stretched(row: list[Piece]) -> bool:
    """Whether a row is wide only because it is justified: equal gaps between all its words."""
    gaps = [piece.x0 - last.x1 for last, piece in pairwise(row)]
    are_words = not any(" " in piece.text for piece in row)
    return are_words and len(gaps) > 0 and max(gaps) - min(gaps) < 0.2 * row[0].size


def _joined(row: list[Piece]) -> Piece:
    if len(row) == 1:
        return row[0]
    text = row[0].text
    for last, piece in pairwise(row):
        touches = piece.x0 - last.x1 < 0.1 * max(piece.size, last.size)
        text += piece.text if touches else f" {piece.text}"
    widest = max(row, key=lambda piece: len(piece.text))
    return replace(
        widest,
        text=text,
        x0=row[0].x0,
        x1=max(piece.x1 for piece in row),
        bold=all(piece.bold for piece in row),
    )

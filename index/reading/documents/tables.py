"""Tables of documents → lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_SENTENCE = re.compile(r"[.!?][\"'”’»)\]]*(?:\s|$)")
_LONG_CELL = 80  # letters


def table_lines(rows: Iterable[list[list[str]]]) -> Iterator[str]:
    """A line for each row of short cells; where cells hold text, each of their lines by itself.

    Args:
        rows: for each row its cells, for each cell its lines.
    """
    for cells in rows:
        if any(_is_text(cell) for cell in cells):
            yield from (line for cell in cells for line in cell)
        elif row := " ".join(" ".join(cell) for cell in cells if cell):
            yield row


def _is_text(cell: list[str]) -> bool:
    return any(len(line) > _LONG_CELL or _SENTENCE.search(line) for line in cell)

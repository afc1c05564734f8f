"""Large initials of a PDF's paragraphs (drop caps), put back before the words they begin."""

from __future__ import annotations

import re
from dataclasses import replace

from index.reading.documents.pdf_pieces import Piece

_INITIAL = re.compile(r"[\"'“”‘«„]?[A-ZÀ-Þ]$")
_DROP_CAP = 1.6  # times the size of the text beside it


def with_initials(pieces: list[Piece]) -> list[Piece]:
    """Puts a large initial back before the first of the lines that it stands beside."""
    caps = [piece for piece in pieces if _INITIAL.match(piece.text)]
    for cap in caps:
        beside = [piece for piece in pieces if _is_beside_drop_cap(piece, cap)]
        if beside:
            first = min(beside, key=lambda piece: (piece.y, piece.x0))
            space = " " if _stands_alone(cap.text, first, pieces) else ""
            whole = replace(first, text=cap.text + space + first.text, x0=cap.x0)
            pieces = [whole if piece is first else piece for piece in pieces if piece is not cap]
    return pieces


def _is_beside_drop_cap(piece: Piece, cap: Piece) -> bool:
    return (
        cap.size >= _DROP_CAP * piece.size
        and cap.y - cap.size < piece.y <= cap.y + 0.1 * piece.size
        and 0 < piece.x0 - cap.x0 <= 1.5 * cap.size
    )


def _stands_alone(initial: str, first: Piece, pieces: list[Piece]) -> bool:
    """Whether an initial A or I is a word, told by whether the rest is one elsewhere."""
    words = {word for piece in pieces if piece is not first for word in piece.text.split()}
    rest = first.text.split()[0]
    is_word = initial.endswith(("A", "I")) and rest in words
    return is_word and (initial[-1] + rest).lower() not in words

"""Where quotation marks open and close.

Curly and straight double marks, guillemets, and single marks used as quotation
marks. Marks pair within a paragraph; an unclosed one runs to its end.
"""

from __future__ import annotations

import re

_PARAGRAPH = re.compile(r"[^\n]+")
_CURLY_CLOSERS = {"“": "”", "„": "“”", "«": "»", "「": "」"}
_SINGLE_OPEN = re.compile(r"(?<!\w)['‘](?=\w)")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…])['’](?!\w)")


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the words between double quotation marks, marks included, in order."""
    return [
        span
        for paragraph in _PARAGRAPH.finditer(text)
        for span in _paragraph_spans(text, paragraph.start(), paragraph.end())
    ]


def single_quoted_spans(text: str) -> list[tuple[int, int]]:
    """Spans between single marks that open before a word and close after one, marks included."""
    spans: list[tuple[int, int]] = []
    done = 0
    for opening in _SINGLE_OPEN.finditer(text):
        if opening.start() < done:
            continue
        line_end = text.find("\n", opening.end())
        line_end = len(text) if line_end < 0 else line_end
        closing = _SINGLE_CLOSE.search(text, opening.end(), line_end)
        if closing:
            spans.append((opening.start(), closing.end()))
        done = closing.end() if closing else line_end
    return spans


def _paragraph_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    closers = ""
    for at in range(start, end):
        mark = text[at]
        if opened is None:
            if mark == '"' or mark in _CURLY_CLOSERS:
                opened, closers = at, _CURLY_CLOSERS.get(mark, '"”')
        elif mark in closers or (mark == '"' and "”" in closers):
            spans.append((opened, at + 1))
            opened = None
    if opened is not None and end - opened > 1:
        spans.append((opened, end))
    return spans

"""Where quotation marks open and close.

Curly and straight double marks, guillemets, and single marks used as quotation
marks. Marks pair within a paragraph; an unclosed one runs to its end.
"""

from __future__ import annotations

import re
from bisect import bisect

Stretch = tuple[int, int]
"""``[start, end)`` in a text."""

_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?=[a-zß-ÿ]))+")  # a line broken in a sentence goes on
_MARK = re.compile("\"|''|``|‘‘|’’|[“”„«»「」]")
_CLOSERS_OF = {
    '"': ('"', "”"),
    "“": ("”", '"'),
    "„": ("“", "”"),
    "«": ("»",),
    "「": ("」",),
    "''": ("''", "’’"),
    "‘‘": ("’’", "''"),
    "``": ("''", '"'),
}
_CLOSING = "\"'”’»」"
_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\xa0": " "}
)
# Not "''", and no year ("the '90s").
_SINGLE_OPEN = re.compile(r"(?<![\w'‘’])['‘](?=[^\W\d])")
_SINGLE_CLOSE = {
    "'": re.compile(r"(?<=[\w.,!?…])'(?![\w'’])"),
    "‘": re.compile(r"(?<=[\w.,!?…])’(?![\w'’])"),
}
_LONGEST_SINGLE = 1500  # characters between single marks; further off they are apostrophes
_PLURAL_OWNER = re.compile(r"s['’] [a-z]")


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the words between double quotation marks, marks included, in order."""
    return [
        span
        for paragraph in _PARAGRAPH.finditer(text)
        for span in _paragraph_spans(text, paragraph.start(), paragraph.end())
    ]


class Quotations:
    """All quotations of a text, in order; one that each paragraph opens anew is one to its last.

    Of those within others the outer one counts.
    """

    def __init__(self, text: str) -> None:
        self.spans: list[tuple[int, int]] = []
        spans = [*quoted_spans(text), *single_quoted_spans(text)]
        for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
            if not self.spans or start >= self.spans[-1][1]:
                self.spans.append((start, end))  # else it stands in another
        self.spans = _joined(text, self.spans)
        self._starts = [start for start, _ in self.spans]

    def touching(self, start: int, end: int) -> list[tuple[int, int]]:
        """The quotations that share a character with ``[start, end)``."""
        first = max(0, bisect(self._starts, start) - 1)
        last = bisect(self._starts, end - 1)
        return [span for span in self.spans[first:last] if span[1] > start]

    def around(self, start: int, end: int) -> list[tuple[int, int]]:
        """The same, with one more on either side."""
        first = max(0, bisect(self._starts, start) - 2)
        return self.spans[first : bisect(self._starts, end - 1) + 1]


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        last = joined[-1] if joined else (0, 0)
        opened = last[1] and (last[1] - last[0] < 2 or text[last[1] - 1] not in _CLOSING)
        if opened and text[start] == text[last[0]] and not text[last[1] : start].strip():
            joined[-1] = (last[0], end)
        else:
            joined.append((start, end))
    return joined


def straightened(text: str) -> str:
    """The text, no longer nor shorter, with the marks and spaces that a parser knows."""
    return text.translate(_STRAIGHT).replace("''", '" ').replace("``", ' "')


def single_quoted_spans(text: str) -> list[tuple[int, int]]:
    """Spans between single marks that open before a word and close after one, marks included."""
    spans: list[tuple[int, int]] = []
    done = 0
    for opening in _SINGLE_OPEN.finditer(text):
        if opening.start() < done:
            continue
        line_end = text.find("\n", opening.end())
        line_end = len(text) if line_end < 0 else line_end
        closing = _closing(text, opening, line_end)
        if closing:
            spans.append((opening.start(), closing))
        done = closing or line_end
    return spans


def _closing(text: str, opening: re.Match[str], line_end: int) -> int | None:
    """Where a single mark closes; the apostrophe of "workers' rights" only if none else does."""
    first = None
    last = min(line_end, opening.end() + _LONGEST_SINGLE)
    for found in _SINGLE_CLOSE[opening.group()].finditer(text, opening.end(), last):
        if not _PLURAL_OWNER.match(text, found.end() - 2):
            return found.end()
        first = first or found.end()
    return first


def _paragraph_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    closers: tuple[str, ...] = ()
    for found in _MARK.finditer(text, start, end):
        mark = found.group()
        if opened is None:
            # The wrong way round, as word processors set it: ”So it is.”
            turned = (
                mark == "”" and found.start() == start and text[found.end() : end][:1].isalnum()
            )
            if turned or mark in _CLOSERS_OF:
                opened, closers = found.start(), _CLOSERS_OF["“" if turned else mark]
        elif mark in closers:
            spans.append((opened, found.end()))
            opened = None
    if opened is not None and end - opened > 1:
        spans.append((opened, opened + len(text[opened:end].rstrip())))
    return spans

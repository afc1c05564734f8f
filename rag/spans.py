"""Stretches of a text: found, told apart and joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Span = tuple[int, int]
"""``[start, end)`` in a text."""


def spans(form: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in form.finditer(text) if match.group().strip()]


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def apart(found: Iterable[Span]) -> list[Span]:
    """The spans in order, the longer of two that overlap."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda each: (each[0] - each[1], each[0])):
        if not overlaps(span, kept):
            kept.append(span)
    return sorted(kept)


def joined(text: str, found: Sequence[Span], gap: re.Pattern[str]) -> list[Span]:
    """Spans that touch, or that only a comma or small words part, made one."""
    made: list[Span] = []
    for start, end in sorted(found):
        if made and (start <= made[-1][1] or gap.fullmatch(text, made[-1][1], start)):
            made[-1] = made[-1][0], max(end, made[-1][1])
        else:
            made.append((start, end))
    return made

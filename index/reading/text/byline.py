"""Who wrote an article, where a line of its own says so: "By Jane Doe and John Roe, The Post".

The names stand as the page writes them. A single word, an agency with "The", a name
without "By" or an office beside it, and names in a running sentence are not handled:
the author stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_PARTICLE = r"(?:al|bin|da|de|del|della|den|der|di|dos|du|el|ibn|la|le|ter|van|von|y|zu)"
_WORD = r"(?!The |Staff |From |In )[^\W\d_a-z][^\W\d_]*(?:[.'’-][^\W\d_]*)*"
_NAME = rf"{_WORD}(?: (?:{_PARTICLE}|{_WORD})){{0,3}} {_WORD}"
_NAMES = rf"{_NAME}(?:(?:, {_NAME}){{0,6}},? (?:and|&) {_NAME})?"
_TAIL = (
    r"(?:\s*[|•·/–—(@].*| - .*"
    r"|,? (?:for|of|at|in|from|with|on|updated|published|posted) .*|, .*)?"
)
_BYLINE = re.compile(
    r"(?:(?i:by|(?:written|words|text|story|reported|report) by)|(?i:author|writer)s? ?:)"
    rf"\s+(?P<names>{_NAMES})(?P<tail>{_TAIL})$"
)
_LEAD_IN = re.compile(r"(?:by|written by|author):?", re.IGNORECASE)
_ALONE = re.compile(rf"(?P<names>{_NAMES})$")
_BAR = re.compile(r"\s*[|•·]\s*")
_CELLS = re.compile(rf"(?P<names>{_NAME})\s*[|•·]\s*(?P<rest>.+)$")
_ROLE = re.compile(
    r"(?:(?:senior|chief|staff|special|political|business|science|foreign|national|diplomatic"
    r"|deputy|managing|investigative|data|freelance) )*"
    r"(?:reporter|correspondent|editor|staff writer|writer|columnist|contributor|journalist)$",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r",? (?:and|&) |, ")
_LONGEST = 200  # characters


def is_byline(line: str) -> bool:
    """Whether a line names the article's authors and says nothing else of the story."""
    return _names(line) is not None


def stated_author(lines: Sequence[str]) -> str | None:
    """The authors that a page's first lines name, joined by commas; None where bylines differ.

    Args:
        lines: lines from the head of a page, none of them empty.
    """
    found = {names for line in lines if (names := _names(line))}
    found |= {
        _joined(named["names"])
        for lead_in, line in pairwise(lines)
        if _LEAD_IN.fullmatch(lead_in) and len(line) <= _LONGEST and (named := _ALONE.match(line))
    }
    return found.pop() if len(found) == 1 else None


def _names(line: str) -> str | None:
    if len(line) > _LONGEST or line.endswith((".", "!", "?", ":", '"', "”")):
        return None
    if byline := _BYLINE.match(line):
        return _joined(byline["names"])
    if (row := _CELLS.match(line)) and any(map(_ROLE.match, _BAR.split(row["rest"]))):
        return row["names"]
    return None


def _joined(names: str) -> str:
    return ", ".join(_BETWEEN_NAMES.split(names))

"""Joining the two parts of a line break: was a hyphen at its end part of the word?

There is no dictionary. The rest of the document decides where it has the word;
where it doesn't, capitals, figures and usual parts of compounds keep the hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*")
_HYPHENS = ("-", "‐")
_SOFT_HYPHEN = "\u00ad"
_FIRST_PARTS = frozenset(
    """well self non half quarter long short high low full part cross one two three four five six
    seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety so vice left right
    far hard soft large small middle early late newly then""".split()
)
_LAST_PARTS = frozenset(
    """based wing term backed owned called known scale related style elect year minded sized
    looking driven wide reaching""".split()
)
_FEWEST_LETTERS = 3  # of both parts, for them to count as words of their own


class Vocabulary:
    """The words of a document, as far as they stand whole on a line."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        is_cut = False
        for line in lines:
            words = _WORD.findall(line)
            ends_cut = line.endswith((*_HYPHENS, _SOFT_HYPHEN))
            whole = words[is_cut : len(words) - ends_cut]
            self._words |= {word.lower().replace("‐", "-") for word in whole}
            is_cut = ends_cut

    def joined(self, line: str, following: str) -> str:
        """Two lines as one: with a space, or without where a hyphen or dash ties them."""
        if line.endswith(_SOFT_HYPHEN):
            return line[:-1] + following
        if line.endswith(_HYPHENS) and len(line) > 1 and line[-2].isalnum():
            return (line[:-1] if self._is_wrap(line[:-1], following) else line) + following
        is_tied = line.endswith(("—", "/")) and len(line) > 1 and line[-2].isalnum()
        return line + following if is_tied else f"{line} {following}"

    def _is_wrap(self, line: str, following: str) -> bool:
        first = re.split(r"[^\w'’]", line)[-1].lower()
        whole_first = line.split()[-1].lower()
        last_word = _WORD.match(following)
        last = last_word[0].lower() if last_word else ""
        if not following[:1].islower() or not first.isalpha() or "-" in whole_first:
            return False
        if first + last in self._words:
            return True
        if f"{first}-{last}" in self._words:
            return False
        if first in _FIRST_PARTS or last.split("-")[0] in _LAST_PARTS:
            return False
        return not self._are_words(first, last)

    def _are_words(self, first: str, last: str) -> bool:
        return min(len(first), len(last)) >= _FEWEST_LETTERS and {first, last} <= self._words

"""Contents lists: lines that only name the subheads which stand further down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

_NAME = (
    r"(?:(?:table of )?contents|on this page|in this (?:article|story)|jump to(?: an?)?(?: \w+)?)"
)
_HEADING = re.compile(rf"{_NAME}:?", re.IGNORECASE)
_RUN_IN_HEADING = re.compile(rf"(?:{_NAME}:? )+", re.IGNORECASE)
ENTRY_WORDS = 15  # a subhead has no more
RUN_TOGETHER = range(8, 400)  # words of a contents list that a scrape made one line of
MOST_LISTED = 200  # entries of a contents list, one a line
FEWEST_ENTRIES = 3
COVERED = 0.85  # of the words of a line, by other lines
HEAD, FOOT = 15, 5  # lines from either end where such a line may stand


def contents_lists(lines: Sequence[str]) -> Iterator[int]:
    """Numbers of the lines that make up contents lists.

    Args:
        lines: the page's lines, none of them empty.
    """
    entries = _Entries(lines)
    for number in {*range(len(lines))[:HEAD], *range(len(lines))[-FOOT:]}:
        if entries.make_up(lines[number]):
            yield number
    last_place = {line: number for number, line in enumerate(lines)}
    for number, line in enumerate(lines):
        if _HEADING.fullmatch(line) and (listed := _listed_below(lines, number, last_place)):
            yield number
            yield from listed


def _listed_below(lines: Sequence[str], heading: int, last_place: dict[str, int]) -> range:
    """The lines straight below a heading that each stand again further down."""
    listed: set[str] = set()
    end = heading + 1
    while len(listed) < MOST_LISTED and end < len(lines) and last_place[lines[end]] > end:
        if lines[end] in listed:
            break
        listed.add(lines[end])
        end += 1
    return range(heading + 1, end)


class _Entries:
    """The short lines of a page, to tell a line that is made of nothing but others."""

    def __init__(self, lines: Iterable[str]) -> None:
        short = (_words(line) for line in set(lines) if len(line) < 50 * ENTRY_WORDS)
        self.known = {words for words in short if 0 < len(words) <= ENTRY_WORDS}
        self.lengths: dict[str, set[int]] = {}
        for words in self.known:
            self.lengths.setdefault(words[0], set()).add(len(words))

    def make_up(self, line: str) -> bool:
        """Whether other lines, end to end, make up nearly all of an unfinished line."""
        if line.endswith(".") or len(line.split(None, RUN_TOGETHER.stop)) not in RUN_TOGETHER:
            return False
        heading = _RUN_IN_HEADING.match(line)
        words = _words(line[heading.end() :] if heading else line)
        found: set[tuple[str, ...]] = set()
        covered = at = 0
        while at < len(words):
            entry = self._longest_at(words, at)
            found.add(entry)
            covered += len(entry)
            at += len(entry) or 1
        return len(found - {()}) >= FEWEST_ENTRIES and covered >= COVERED * len(words)

    def _longest_at(self, words: tuple[str, ...], at: int) -> tuple[str, ...]:
        for length in sorted(self.lengths.get(words[at], ()), reverse=True):
            entry = words[at : at + length]
            if entry in self.known and entry != words:
                return entry
        return ()


def _words(line: str) -> tuple[str, ...]:
    return tuple(word.strip(",;:?!.") for word in line.lower().split())

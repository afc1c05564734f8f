"""What reading yields, one thing at a time: articles, failures, and what need not be read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.types import Article


@dataclass(frozen=True)
class Read:
    """An article, with the digest of the record it was read from where it came as a record."""

    article: Article
    record: str | None = None


@dataclass(frozen=True)
class Unchanged:
    """A record that was read before, by its digest."""

    record: str


@dataclass(frozen=True)
class Failure:
    """One thing that could not be read, and why."""

    place: str
    error: str


Item = Read | Unchanged | Failure

SeenBefore = Callable[[str], bool]
"""Whether a record of this digest is in the index already, so that it need not be read."""


@dataclass(frozen=True)
class Source:
    """One file, address or stream to read.

    ``place`` names it in messages; ``file`` is set where it is a file, whose size and
    time of change tell whether it has to be read at all; ``expected`` is how many
    articles it holds, None where only reading it can tell.
    """

    place: str
    read: Callable[[SeenBefore], Iterator[Item]]
    file: Path | None = None
    expected: int | None = 1

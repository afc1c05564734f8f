"""What reading yields, one thing at a time: articles, failures, and what need not be read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.types import Article

Held = tuple[tuple[str, str], ...]
"""Ids and generations of the articles that a file or record holds."""


@dataclass(frozen=True)
class Read:
    """An article, with the digest of the record it was read from where it came as a record."""

    article: Article
    record: str | None = None


@dataclass(frozen=True)
class Unchanged:
    """A record that was read before, and what it holds."""

    held: Held


@dataclass(frozen=True)
class Failure:
    """One thing that could not be read, and why."""

    place: str
    error: str


Item = Read | Unchanged | Failure

SeenBefore = Callable[[str], Held | None]
"""What a record of this digest holds that need not be read again, None or nothing if it must."""


def one() -> int:
    """How many articles most sources hold."""
    return 1


@dataclass(frozen=True)
class Source:
    """One file, address or stream to read.

    ``place`` names it in messages; ``file`` is set where it is a file, whose size and
    time of change tell whether it has to be read at all; ``count`` tells how many
    articles it is likely to hold, and is None where only reading it can.
    """

    place: str
    read: Callable[[SeenBefore], Iterator[Item]]
    file: Path | None = None
    count: Callable[[], int] | None = one

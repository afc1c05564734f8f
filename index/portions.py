"""Many values a few at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def portions(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """The values in order, ``size`` at a time, the last portion what is left."""
    rest = iter(values)
    while portion := list(islice(rest, size)):
        yield portion

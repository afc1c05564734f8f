"""A speaker of the collection, and what one article tells of its speakers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Somebody, or some body, whose words the collection reports.

    ``name`` is the canonical one, ``names`` all that articles use, the canonical one not
    always among them; ``description`` is what they call him most often, such as "Russian
    Foreign Minister"; ``quotes`` is how many quotations are his.
    """

    name: str
    names: tuple[str, ...]
    description: str | None
    quotes: int


@dataclass(frozen=True)
class Voice:
    """What one article has of a name: quotations, passages that report his words, a description.

    Someone whom it names and does not quote has neither; that he is there keeps a surname
    from being taken for another's.
    """

    quotes: int = 0
    passages: int = 0
    description: str | None = None


@dataclass(frozen=True)
class Entry:
    """One article for the register: what it is filtered by, and its voices by name."""

    id: str
    voices: Mapping[str, Voice]
    quotes: int = 0
    outlet: str | None = None
    first_day: int | None = None
    last_day: int | None = None

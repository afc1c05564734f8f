"""A parsed sentence of an article and what was found in it so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from index.types import Speech

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from index.quotes.report import Report


_FURNITURE = frozenset({"advertisement", "loading", "read more"})


@dataclass
class ParsedSentence:
    start: int
    end: int
    doc: Doc
    speeches: list[Speech]
    subject: str | None = None  # the person the sentence is about, for later pronouns
    unclaimed: bool = False  # somebody speaks in it, and it is not known who
    asides: int = 0  # speeches at the end that a subordinate clause reports
    strangers: frozenset[str] = frozenset()  # pronouns that may mean somebody never named in full
    narrated: list[Token] = field(default_factory=list)  # outside of reported words
    reported: list[Token] = field(default_factory=list)  # in words reported without marks
    reports: list[Report] = field(default_factory=list)
    called: dict[str, str | None] = field(default_factory=dict)  # whom its he and she stand for

    @cached_property
    def is_furniture(self) -> bool:
        """Whether it is a heading in capitals or an advertisement's place, and tells nothing."""
        text = self.doc.text
        heading = text.upper() == text and '"' not in text
        return heading or text.strip().lower() in _FURNITURE

    @property
    def main(self) -> list[Speech]:
        """What the sentence reports as its own matter, not "…, as Lang had said"."""
        return self.speeches[: len(self.speeches) - self.asides]

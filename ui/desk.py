"""What the browser chat needs of the desk that answers questions, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from index.quotations import FoundQuote
from index.speakers.person import Person
from index.types import AddReport, Article, ArticleInfo, Filters, Progress
from rag.types import Answer, Token, Turn


class Desk(Protocol):
    """Articles to read, add and ask questions of; ``rag.OnRecord`` is one."""

    @property
    def data(self) -> Path:
        """The folder of the collection."""
        ...

    def add(self, *sources: str | Path, progress: Progress | None = ...) -> AddReport:
        """Adds or updates articles from files and addresses; raises OnRecordError."""
        ...

    def articles(self) -> list[ArticleInfo]:
        """What is known of every article in the collection."""
        ...

    def people(self) -> list[Person]:
        """Everybody who is quoted, most quoted first; raises OnRecordError."""
        ...

    def quotes(
        self,
        speaker: str | None = ...,
        about: str | None = ...,
        filters: Filters | None = ...,
        most: int | None = ...,
    ) -> list[FoundQuote]:
        """The quotations of a speaker, about a topic, or all; raises OnRecordError."""
        ...

    def suggestions(self) -> list[str]:
        """A few questions that the collection can be asked."""
        ...

    def article(self, id: str, /) -> Article:
        """One article with its text; raises OnRecordError if it is not there."""
        ...

    def stream(
        self, question: str, history: Sequence[Turn] = (), filters: Filters = ...
    ) -> Iterator[Token | Answer]:
        """Checked words as they come, then the Answer; raises OnRecordError."""
        ...

    def warm(self) -> None:
        """Load the models, so that the first question is quick."""
        ...

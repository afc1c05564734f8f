"""What the browser chat needs of the desk that answers questions, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from index.types import Article, ArticleInfo, Filters
from rag.types import Answer, Token, Turn


class Desk(Protocol):
    """Articles to read and questions to answer; ``rag.OnRecord`` is one."""

    def articles(self) -> list[ArticleInfo]:
        """What is known of every article in the collection."""
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

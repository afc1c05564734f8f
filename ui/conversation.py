"""A conversation as the chat keeps it: frozen exchanges, and the places their markers point at."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from rag.types import Answer, Turn

REMEMBERED_TURNS = 6

Span = tuple[int, int]


@dataclass(frozen=True)
class Exchange:
    """One question and what has become of it so far.

    ``said`` grows while the answer is streamed. In the end there is an
    ``answer``, or a ``problem`` in one line, or the reader ``stopped`` it.
    """

    key: str
    question: str
    said: str = ""
    answer: Answer | None = None
    problem: str | None = None
    stopped: bool = False

    @classmethod
    def begin(cls, question: str) -> Exchange:
        """A new exchange with a key of its own, which its markers carry."""
        return cls(key=secrets.token_hex(4), question=question)


Conversation = tuple[Exchange, ...]


@dataclass(frozen=True)
class Place:
    """Where a marker leads: the words to light, and the others cited from the same article.

    ``origin`` is what the reader of a narrow window goes back to.
    """

    article_id: str
    lit: Span
    cited: tuple[Span, ...] = ()
    origin: str = "the answer"


def turns(conversation: Conversation) -> list[Turn]:
    """The last answered exchanges, as the desk wants them."""
    answered = [
        Turn(question=exchange.question, answer=_plain(exchange.answer))
        for exchange in conversation
        if exchange.answer is not None
    ]
    return answered[-REMEMBERED_TURNS:]


def first_place(exchange: Exchange) -> Place | None:
    """What the reader opens by itself: the first citation of a finished answer."""
    return next((place for _, place in _places(exchange)), None) if _is_answered(exchange) else None


def find_place(conversation: Conversation, target: str) -> Place | None:
    """The place that a marker's target names, in whichever turn it stands."""
    for exchange in conversation:
        for name, place in _places(exchange):
            if name == target:
                return place
    return None


def cite_target(key: str, n: int) -> str:
    """The fragment that the marker of citation ``n`` links to."""
    return f"cite-{key}-{n}"


def near_target(key: str, n: int) -> str:
    """The fragment that the ``n``-th of the closest passages links to."""
    return f"near-{key}-{n}"


def _places(exchange: Exchange) -> Iterator[tuple[str, Place]]:
    if exchange.answer is None:
        return
    citations = exchange.answer.citations
    for citation in citations:
        article_id = citation.article.id
        cited = tuple((c.start, c.end) for c in citations if c.article.id == article_id)
        place = Place(article_id, (citation.start, citation.end), cited)
        yield cite_target(exchange.key, citation.n), place
    for n, hit in enumerate(exchange.answer.closest, start=1):
        place = Place(hit.article.id, (hit.passage.start, hit.passage.end))
        yield near_target(exchange.key, n), place


def _is_answered(exchange: Exchange) -> bool:
    return exchange.answer is not None and exchange.answer.status == "answered"


def _plain(answer: Answer) -> str:
    return " ".join(sentence.text for sentence in answer.sentences) or answer.text

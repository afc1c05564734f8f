"""The answer and its parts, and the events of a streamed answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from index.types import ArticleInfo, Hit

Origin = Literal["drafted", "quoted"]
Status = Literal["answered", "declined"]


@dataclass(frozen=True)
class Citation:
    """The exact words an answer rests on: ``text == article.text[start:end]``."""

    n: int
    article: ArticleInfo
    start: int
    end: int
    text: str
    speaker: str | None

    def as_dict(self) -> dict[str, object]:
        return {
            "n": self.n,
            "article": self.article.as_dict(),
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "speaker": self.speaker,
        }


@dataclass(frozen=True)
class AnswerSentence:
    """One checked sentence. ``text`` is without markers; ``citations`` are numbers."""

    text: str
    citations: tuple[int, ...]
    origin: Origin

    @property
    def marked(self) -> str:
        """The sentence with its markers before the final full stop: "Wang said so [1]."."""
        markers = "".join(f"[{n}]" for n in self.citations)
        body = self.text.rstrip()
        if not markers:
            return body
        if body.endswith("."):
            return f"{body[:-1]} {markers}."
        return f"{body} {markers}"

    def as_dict(self) -> dict[str, object]:
        return {"text": self.text, "citations": list(self.citations), "origin": self.origin}


@dataclass(frozen=True)
class Answer:
    """A checked answer, the contract's answer object."""

    question: str
    status: Status
    text: str
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    closest: tuple[Hit, ...]
    model: str
    seconds: Mapping[str, float]

    def as_dict(self) -> dict[str, object]:
        return {
            "question": self.question,
            "status": self.status,
            "answer": self.text,
            "sentences": [sentence.as_dict() for sentence in self.sentences],
            "citations": [citation.as_dict() for citation in self.citations],
            "closest": [
                {
                    "article": hit.article.as_dict(),
                    "start": hit.passage.start,
                    "end": hit.passage.end,
                    "text": hit.passage.text,
                }
                for hit in self.closest
            ],
            "model": self.model,
            "seconds": {name: round(value, 3) for name, value in self.seconds.items()},
        }


@dataclass(frozen=True)
class Turn:
    """An earlier question of the conversation and its answer."""

    question: str
    answer: str


@dataclass(frozen=True)
class Token:
    """The next piece of a streamed answer: checked words, ready to be shown."""

    text: str


Event = Token | Answer

"""The answer and its parts, and the events of a streamed answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from index.types import ArticleInfo, Hit

Origin = Literal["drafted", "quoted"]
Status = Literal["answered", "declined"]


@dataclass(frozen=True)
class Citation:
    """The exact words an answer rests on: ``text == article.text[start:end]``.

    ``also_in`` are other outlets' articles that print the same words; in the JSON object
    only where there are any.
    """

    n: int
    article: ArticleInfo
    start: int
    end: int
    text: str
    speaker: str | None
    also_in: tuple[ArticleInfo, ...] = ()

    @property
    def elsewhere(self) -> str:
        """Who else prints the words: "also in The Post and DW"; empty for nobody."""
        return _also_in([info.imprint for info in self.also_in])

    def as_dict(self) -> dict[str, object]:
        copies = [info.as_dict() for info in self.also_in]
        return {
            "n": self.n,
            "article": self.article.as_dict(),
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "speaker": self.speaker,
            **({"also_in": copies} if copies else {}),
        }


@dataclass(frozen=True)
class AnswerSentence:
    """One checked sentence. ``text`` is without markers; ``citations`` are numbers.

    ``also_in`` names the outlets that print the cited words as well; ``source`` is whose report
    of which day it is, where the answer has several.
    """

    text: str
    citations: tuple[int, ...]
    origin: Origin
    also_in: tuple[str, ...] = ()
    source: str = ""

    @property
    def marked(self) -> str:
        """The sentence with its markers before the final full stop: "Wang said so [1]."."""
        markers = "".join(f"[{n}]" for n in self.citations)
        if notes := "; ".join(filter(None, (self.source, _also_in(self.also_in)))):
            markers += f" ({notes})"
        body = self.text.rstrip()
        if not markers:
            return body
        if body.endswith("."):
            return f"{body[:-1]} {markers}."
        return f"{body} {markers}"

    def as_dict(self) -> dict[str, object]:
        return {"text": self.text, "citations": list(self.citations), "origin": self.origin}


@dataclass(frozen=True)
class Refused:
    """A sentence that the model drafted and that is not shown, with the reason."""

    text: str
    reason: str

    def as_dict(self) -> dict[str, object]:
        return {"text": self.text, "reason": self.reason}


@dataclass(frozen=True)
class Answer:
    """A checked answer, the contract's answer object.

    ``refused`` are drafts that the evidence did not hold; they are no part of that object.
    """

    question: str
    status: Status
    text: str
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    closest: tuple[Hit, ...]
    model: str
    seconds: Mapping[str, float]
    refused: tuple[Refused, ...] = ()

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


def _also_in(outlets: Sequence[str]) -> str:
    if not outlets:
        return ""
    *others, last = outlets
    return f"also in {', '.join(others)} and {last}" if others else f"also in {last}"

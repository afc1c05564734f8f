"""The things that are indexed. All spans are ``[start, end)`` in ``Article.text``."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

QuoteKind = Literal["direct", "indirect", "mixed"]

Progress = Callable[[int, int | None, str], None]
"""Called with (articles done, articles in all if known, what is being done)."""


@dataclass(frozen=True)
class ArticleInfo:
    """What is known of an article besides its text; unknown fields are None, never guessed.

    ``published`` is ISO 8601, as precise as the article itself is
    ("2024", "2024-04" or "2024-04-09").
    """

    id: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    path: str | None = None
    url: str | None = None

    def as_dict(self) -> dict[str, str | None]:
        """The contract's article object."""
        return {
            "id": self.id,
            "title": self.title,
            "outlet": self.outlet,
            "author": self.author,
            "published": self.published,
            "path": self.path,
            "url": self.url,
        }

    @property
    def label(self) -> str:
        """A short human name: the title, else the file's name or address, else the id."""
        if self.title:
            return self.title
        source = self.path or self.url
        return source.rstrip("/").rsplit("/", 1)[-1] if source else self.id

    @property
    def imprint(self) -> str:
        """Whose print it is, for a reader: the outlet, else the label."""
        return self.outlet or self.label


@dataclass(frozen=True)
class Article:
    """An article and its canonical text, the one that every span counts in."""

    info: ArticleInfo
    text: str

    @cached_property
    def content_hash(self) -> str:
        """Hex digest that changes with the text and what is known of it, not with its place."""
        parts = (
            self.text,
            self.info.title,
            self.info.outlet,
            self.info.author,
            self.info.published,
            self.info.url,
        )
        return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def joint_name(names: Sequence[str]) -> str:
    """Several names in one phrase: "Sergey Lavrov and Wang Yi"; there is at least one."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


@dataclass(frozen=True)
class Speech:
    """One act of saying that a sentence reports.

    ``speakers`` are the fullest names the article gives them (several when they
    spoke together); ``mention`` is the span of the words that name the speaker
    in this very sentence (a name, a title or a pronoun), None where the words
    float; ``via`` is a relaying source, as in "…, according to Reuters"; ``aside``
    is set where only a subordinate clause reports it ("after Lang said so").
    """

    speakers: tuple[str, ...]
    mention: tuple[int, int] | None = None
    cue: str | None = None
    via: str | None = None
    aside: bool = False

    @property
    def speaker(self) -> str:
        """All speakers in one phrase: "Sergey Lavrov and Wang Yi"."""
        return joint_name(self.speakers)


@dataclass(frozen=True)
class Span:
    """A stretch of a text: ``text == whole_text[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Quote:
    """Words that a text gives to somebody: ``text == article.text[start:end]``.

    ``direct`` words stand between quotation marks as a whole, ``mixed`` ones in part,
    ``indirect`` ones not at all. ``speakers`` are the fullest names the article gives them,
    none where the text leaves it open; ``mention`` is where it names them, as a rule in the
    reporting clause; ``cue`` the words that report ("said"), None where the quotation floats;
    ``via`` a relaying source, as in "…, according to Reuters".
    """

    start: int
    end: int
    text: str
    kind: QuoteKind
    speakers: tuple[str, ...] = ()
    mention: Span | None = None
    cue: str | None = None
    via: str | None = None

    @property
    def speaker(self) -> str | None:
        """All speakers in one phrase, None where the text leaves it open."""
        return joint_name(self.speakers) if self.speakers else None

    def as_dict(self) -> dict[str, object]:
        """The contract's quote object."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "kind": self.kind,
            "speaker": self.speaker,
            "mention": self.mention.text if self.mention else None,
            "mention_start": self.mention.start if self.mention else None,
            "mention_end": self.mention.end if self.mention else None,
            "cue": self.cue,
            "via": self.via,
        }


@dataclass(frozen=True)
class Sentence:
    """One sentence of an article, and whose words it reports, if anyone's, main clause first."""

    start: int
    end: int
    speeches: tuple[Speech, ...] = ()

    @property
    def speaker(self) -> str | None:
        """Whose words the sentence reports in its main clause."""
        return next((said.speaker for said in self.speeches if not said.aside), None)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everyone whose words it reports, each once, in order."""
        return tuple(dict.fromkeys(name for said in self.speeches for name in said.speakers))


@dataclass(frozen=True)
class Passage:
    """Whole sentences, short enough for the embedder; ``text == article.text[start:end]``."""

    article_id: str
    ordinal: int
    start: int
    end: int
    text: str
    sentences: tuple[Sentence, ...] = field(default=())

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everyone whose words the passage reports, each once, in order."""
        return tuple(dict.fromkeys(name for each in self.sentences for name in each.speakers))

    def sentence_text(self, sentence: Sentence) -> str:
        """The words of one of this passage's sentences."""
        return self.text[sentence.start - self.start : sentence.end - self.start]


@dataclass(frozen=True)
class Hit:
    """A passage found for a query, with the article it stands in. Higher scores are better."""

    passage: Passage
    article: ArticleInfo
    score: float

    def as_dict(self) -> dict[str, object]:
        """The contract's ranked passage."""
        return {
            "article": self.article.as_dict(),
            "start": self.passage.start,
            "end": self.passage.end,
            "text": self.passage.text,
            "score": round(self.score, 6),
        }


@dataclass(frozen=True)
class Filters:
    """Which articles and speakers a query may draw on; None leaves a side open.

    ``since`` and ``until`` are ISO 8601 dates or less precise ("2024-04"), both
    inclusive. Articles without a date pass no date filter.
    """

    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    speaker: str | None = None


@dataclass(frozen=True)
class AddReport:
    """What an ``add`` did; the contract's summary object.

    ``vanished`` are the paths of articles in the index whose file is gone or holds them
    no more, ``removed`` how many of them were taken out; ``foreign`` are the articles in whose
    text no quotations are looked for, since it is not English.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: tuple[tuple[str, str], ...] = ()
    passages: int = 0
    quotes: int = 0
    seconds: float = 0.0
    vanished: tuple[str, ...] = ()
    removed: int = 0
    foreign: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        foreign = {"not_english": list(self.foreign)} if self.foreign else {}
        gone = {"vanished": list(self.vanished), "removed": self.removed} if self.vanished else {}
        return {
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "failed": [{"path": path, "error": error} for path, error in self.failed],
            "passages": self.passages,
            "quotes": self.quotes,
            "seconds": round(self.seconds, 3),
            **gone,
            **foreign,
        }

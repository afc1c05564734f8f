"""What an answer must rest on, and whether a passage or sentence that was found holds it.

Not handled: facts told in other words than the article's own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from index.types import ArticleInfo
from rag.words import fold

PART = 1 / 3  # of a fact: a sentence of it that is so long shows it


@dataclass(frozen=True)
class Stretch:
    """A passage or a sentence that was found: ``text == article's text[start:end]``.

    ``speakers`` are those whose words it reports; ``article_text`` looks the whole text up.
    """

    text: str
    start: int
    end: int
    article: ArticleInfo
    speakers: tuple[str, ...]
    article_text: Callable[[], str]


class Need(Protocol):
    """One thing that an answer must rest on."""

    def held_by(self, passage: Stretch) -> bool:
        """Whether the whole of it stands in a passage."""
        ...

    def shown_by(self, sentence: Stretch) -> bool:
        """Whether a sentence shows it; a sentence may be less than a passage must be."""
        ...


class Wanted(Need, Protocol):
    """One thing that the answer itself must hold, in one of several wordings."""

    @property
    def wordings(self) -> tuple[str, ...]: ...

    def in_place(self, cited: Stretch) -> bool:
        """Whether a citation is from where the gold says that it must be."""
        ...


@dataclass(frozen=True)
class Fact:
    """Words of an article, white space aside."""

    words: str

    def held_by(self, passage: Stretch) -> bool:
        return _squeezed(self.words) in _squeezed(passage.text)

    def shown_by(self, sentence: Stretch) -> bool:
        """Facts may be longer than a sentence: then a good part must be there."""
        fact, text = _squeezed(self.words), _squeezed(sentence.text)
        return fact in text or (text in fact and len(text) >= PART * len(fact))


@dataclass(frozen=True)
class AnswerSpan:
    """One of several answers, in the context if there is one, white space aside."""

    answers: tuple[str, ...]
    context: str | None

    @property
    def wordings(self) -> tuple[str, ...]:
        return self.answers

    def held_by(self, passage: Stretch) -> bool:
        text = _spaced(passage.text)
        return any(_spaced(answer) in text for answer in self.answers) and self.in_place(passage)

    def shown_by(self, sentence: Stretch) -> bool:
        return self.held_by(sentence)

    def in_place(self, cited: Stretch) -> bool:
        """Whether the stretch and the context overlap where the context stands in the article."""
        if self.context is None:
            return True
        whole, context = cited.article_text(), _squeezed(self.context)
        start = len(_squeezed(whole[: cited.start]))
        end = start + len(_squeezed(cited.text))
        first, last = max(0, start - len(context) + 1), end + len(context) - 1
        return _squeezed(whole).find(context, first, last) >= 0


@dataclass(frozen=True)
class Wording:
    """One of several wordings in one of the named articles, letter case and typography aside.

    Who speaks counts as well, since an answer names the speaker of "he said".
    """

    wordings: tuple[str, ...]
    articles: tuple[str, ...]

    def held_by(self, passage: Stretch) -> bool:
        text = _plain(" ".join((*passage.speakers, passage.text)))
        return self.in_place(passage) and any(_plain(each) in text for each in self.wordings)

    def shown_by(self, sentence: Stretch) -> bool:
        return self.held_by(sentence)

    def in_place(self, cited: Stretch) -> bool:
        return not self.articles or any(_is(cited.article, name) for name in self.articles)


def _is(article: ArticleInfo, name: str) -> bool:
    """Whether a file name, id or address means the article."""
    parts = PurePath(name).parts
    in_place = article.path is not None and PurePath(article.path).parts[-len(parts) :] == parts
    return in_place or name in (article.id, article.url)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    return _spaced(fold(text)).casefold()

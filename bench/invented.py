"""Invented articles, with vectors; :mod:`bench.filling` writes them into an index folder.

Not made: copies of one story, mentions within sentences.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from index.parts import Contents
from index.speakers.person import Voice
from index.types import Article, ArticleInfo, Passage, Quote, Sentence, Speech

if TYPE_CHECKING:
    import numpy as np

    from index.embed import Vectors

OF_ARTICLE = 8  # passages
WORDS = 150  # of a passage
VOCABULARY = 50_000
OUTLETS = 50
YEARS = 10
NOISE = 0.04  # a dimension; a vector then lies at a cosine of about 0.8 from what it is near to
_SYLLABLES = [c + v for c in "b d f g k l m n p r s t v z sh tr".split() for v in "aeiou"]


@dataclass(frozen=True)
class Questions:
    """What is asked of an invented collection, and what it can be filtered by."""

    words: list[str]
    outlet: str
    middle: str
    month: str
    common: str
    rare: str


class Invented:
    """Articles drawn at random, the same for the same size.

    Args:
        articles: how many.
        sentences: real ones, to stand among the invented.
        bases: vectors of real passages, one row each.
    """

    def __init__(self, articles: int, sentences: list[str], bases: Vectors) -> None:
        import numpy as np

        self._rng = np.random.default_rng(articles)
        self._articles = articles
        self._sentences = sentences
        self._bases = bases
        self.outlets = [f"The {self._word(n).title()} Courier" for n in range(OUTLETS)]
        # Half the collection's names are new in every doubling, as names are in the news.
        self.names = [
            f"{self._word(7 + n % 400).title()} {self._word(5000 + n // 3).title()}"
            for n in range(max(60, articles // 4))
        ]

    @staticmethod
    def questions(data: Path) -> Questions:
        """What :func:`bench.filling.fill` left beside the collection."""
        return Questions(**json.loads((data / "questions.json").read_text()))

    @staticmethod
    def _word(n: int) -> str:
        letters = ""
        n += len(_SYLLABLES)
        while n:
            n, at = divmod(n, len(_SYLLABLES))
            letters += _SYLLABLES[at]
        return letters

    @cached_property
    def vocabulary(self) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
        """Words, the most frequent first."""
        import numpy as np

        return np.array([self._word(n) for n in range(VOCABULARY)], dtype=object)

    @cached_property
    def _frequencies(self) -> Vectors:
        import numpy as np

        weights = 1 / (np.arange(VOCABULARY) + 2.7)
        return np.cumsum(weights / weights.sum()).astype(np.float32)

    def ranks(self, count: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Places in the vocabulary, drawn by Zipf's law."""
        import numpy as np

        drawn = self._rng.random(count, dtype=np.float32)
        return np.minimum(np.searchsorted(self._frequencies, drawn), VOCABULARY - 1)

    def contents(self) -> Iterator[Contents]:
        """All articles."""
        for n in range(self._articles):
            yield self._one(n)

    def vectors(self, contents: Contents) -> Vectors:
        """One row a part of an article."""
        parts = len(contents.passages) + len(contents.quotes)
        return self._near(self._bases[self._rng.integers(len(self._bases), size=parts)])

    def sentence_vectors(self, passage: Passage, vector: Vectors) -> Vectors:
        """One row a sentence of a passage, each near the passage's own."""
        return self._near(vector[None].repeat(len(passage.sentences), axis=0))

    def _near(self, rows: Vectors) -> Vectors:
        import numpy as np

        noisy = rows + NOISE * self._rng.standard_normal(rows.shape, dtype=np.float32)
        made: Vectors = noisy / np.linalg.norm(noisy, axis=1, keepdims=True)
        return made

    def _one(self, n: int) -> Contents:
        passages, quotes = list[Passage](), list[Quote]()
        words = self.vocabulary[self.ranks(OF_ARTICLE * WORDS)]
        texts: list[str] = []
        at = 0
        for ordinal in range(OF_ARTICLE):
            passage = self._passage(
                str(n), ordinal, at, list(words[ordinal * WORDS : (ordinal + 1) * WORDS])
            )
            passages.append(passage)
            texts.append(passage.text)
            at = passage.end + 2
            told = next((s for s in passage.sentences if s.speeches), None)
            if told and not quotes:
                speech = told.speeches[0]
                quotes.append(
                    Quote(
                        told.start, told.end, passage.sentence_text(told), "indirect",
                        speech.speakers, None, speech.cue,
                    )
                )  # fmt: skip
        day = date(2015, 1, 1) + timedelta(days=int(self._rng.integers(365 * YEARS)))
        outlet = self.outlets[int(self._rng.integers(OUTLETS))]
        title = " ".join(words[:6]).capitalize()
        info = ArticleInfo(f"invented-{n}", title, outlet, None, day.isoformat(), f"/invented/{n}")
        quoted = Counter(name for quote in quotes for name in quote.speakers)
        reported = Counter(name for passage in passages for name in passage.speakers)
        voices = {name: Voice(quoted[name], reported[name]) for name in reported}
        return Contents(Article(info, "\n\n".join(texts)), passages, quotes, voices)

    def _passage(self, article: str, ordinal: int, start: int, words: list[str]) -> Passage:
        lengths = [len(words) // 6] * 5
        real = self._sentences[int(self._rng.integers(len(self._sentences)))]
        sentences = [
            " ".join(words[at - length : at]).capitalize() + "."
            for length, at in zip(lengths, accumulate(lengths), strict=True)
        ]
        speeches: tuple[Speech, ...] = ()
        if ordinal % 2 == 0:
            name = self.names[int(self._rng.zipf(1.3)) % len(self.names)]
            sentences[0] = f"{name} said that {sentences[0].lower()}"
            speeches = (Speech((name,), (start, start + len(name)), "said"),)
        sentences.append(real)
        spans, at = list[Sentence](), start
        for n, sentence in enumerate(sentences):
            spans.append(Sentence(at, at + len(sentence), speeches if n == 0 else ()))
            at += len(sentence) + 1
        text = " ".join(sentences)
        return Passage(f"invented-{article}", ordinal, start, start + len(text), text, tuple(spans))

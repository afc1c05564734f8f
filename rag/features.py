"""How passages fit each side of a question (see :mod:`rag.aspects`): words, meaning, circumstances.

The weights are those of a conditional logit over the candidates of each question, fitted on
the development half of MultiHop-RAG; the speaker's is set by hand, since that set asks for
nobody's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.library import Library
from index.passage_search import Candidate
from index.reading.dates import day_bounds
from index.reading.outlets import outlet_key
from index.types import ArticleInfo
from rag.aspects import Aspect, Aspects
from rag.bags import Bag, bag_of, bags_of
from rag.periods import Period
from rag.weigh import Weigher, saturated

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Ingredients:
    """What a ranking is made of; benchmarks leave some out to see what they are worth."""

    lexical: bool = True
    dense: bool = True
    understanding: bool = True
    metadata: bool = True


ALL = Ingredients()


@dataclass(frozen=True)
class Features:
    """How a passage fits one side of a question.

    ``words`` is its BM25 score over the highest there can be, ``sentence`` the share of the
    side's words that its best sentence holds or comes near in meaning, ``meaning`` the cosine of
    the whole question and the passage's nearest sentence; ``outlet``, ``date`` and ``speaker`` tell
    whether they are those named: 1 yes, 0 no, a half where it cannot be told.
    """

    words: float = 0.0
    sentence: float = 0.0
    meaning: float = 0.0
    outlet: float = 0.5
    date: float = 0.5
    speaker: float = 0.5


WEIGHTS = Features(words=14.0, sentence=16.0, meaning=11.0, outlet=5.6, date=4.2, speaker=2.6)


@dataclass(frozen=True)
class _Read:
    """A candidate's title and sentences as bags of words, and what of the question they hold.

    ``counts`` tell how often each word of the question stands in the title and each sentence,
    ``held`` how far it is held; shape of both ``(1 + sentences, words)``. ``vectors`` are those
    of the sentences, shape ``(sentences, dimension)``.
    """

    bags: Sequence[Bag]
    counts: Floats
    held: Floats
    vectors: Floats


class Fits:
    """Tells how passages fit each side of one question.

    Args:
        library: tells how common words are.
        aspects: the sides of the question.
        vector: the question's, shape ``(dimension,)``.
        ingredients: what counts.
    """

    def __init__(
        self, library: Library, aspects: Aspects, vector: Floats, ingredients: Ingredients
    ) -> None:
        import numpy as np

        self._library = library
        self._weigher = Weigher(library, aspects.words)
        self._sides = aspects.sides
        self._vector = vector
        self._ingredients = ingredients
        asked = np.array(
            [[side.weights.get(stem, 0) for stem in self._weigher.stems] for side in self._sides],
            dtype=np.float32,
        )
        weighed = asked * self._weigher.rarity
        # Each side's weights sum to 1, so that products with them are shares.
        self._weights = weighed / np.maximum(weighed.sum(axis=1, keepdims=True), 1e-6)

    def of(self, candidates: Sequence[Candidate]) -> list[list[Features]]:
        """Each passage as it fits each side."""
        return [
            self._of(candidate, read)
            for candidate, read in zip(candidates, self._read(candidates), strict=True)
        ]

    def _read(self, candidates: Sequence[Candidate]) -> list[_Read]:
        """All passages in one go."""
        import numpy as np

        bags = [[bag_of(each.article.title or ""), *bags_of(each.passage)] for each in candidates]
        flat = [bag for own in bags for bag in own]
        counts = self._weigher.counts(flat)
        held = self._weigher.held_of(flat, counts, meaning=self._ingredients.dense)
        ends = np.cumsum([len(own) for own in bags[:-1]])
        vectors = self._library.sentence_vectors([(c.passage, c.article) for c in candidates])
        parts = (bags, np.split(counts, ends), np.split(held, ends), vectors)
        return [_Read(*each) for each in zip(*parts, strict=True)]

    def _of(self, candidate: Candidate, read: _Read) -> list[Features]:
        wanted = self._ingredients
        words = sentence = [0.0] * len(self._sides)
        if wanted.lexical:
            first = 0 if wanted.metadata else 1
            length = sum(bag.length for bag in read.bags[first:])
            words = (self._weights @ saturated(read.counts[first:].sum(axis=0), length)).tolist()
            sentence = (self._weights @ read.held[1:].T).max(axis=1, initial=0).tolist()
        meaning = 0.0
        if wanted.dense:
            nearest = read.vectors if len(read.vectors) else candidate.vector.reshape(1, -1)
            meaning = float((nearest @ self._vector).max())
        return [
            Features(words[at], sentence[at], meaning, *self._circumstances(side, candidate))
            for at, side in enumerate(self._sides)
        ]

    def _circumstances(self, side: Aspect, candidate: Candidate) -> tuple[float, float, float]:
        speaker = 0.5
        if side.spellings:
            speaker = float(not side.spellings.isdisjoint(candidate.passage.speakers))
        if not self._ingredients.metadata:
            return 0.5, 0.5, speaker
        return _outlet(side, candidate.article), _date(side.periods, candidate.article), speaker


def _outlet(side: Aspect, info: ArticleInfo) -> float:
    if side.outlet is None:
        return 0.5
    return float(bool(info.outlet) and outlet_key(info.outlet or "") == side.outlet)


def _date(periods: Sequence[Period], info: ArticleInfo) -> float:
    """Whether an article can be of a time that is named; a range is two periods."""
    if not periods or not info.published:
        return 0.5
    first, last = day_bounds(info.published)
    fits = [_is_within(period, first, last) for period in periods]
    return float(all(fits) if _is_range(periods) else any(fits))


def _is_range(periods: Sequence[Period]) -> bool:
    """Whether one period is "after" a day and the other "before" a later one."""
    if len(periods) != 2 or {each.side for each in periods} != {"after", "before"}:
        return False
    after, before = sorted(periods, key=lambda each: each.side)
    return after.first_day <= before.last_day


def _is_within(period: Period, first: int, last: int) -> bool:
    """Whether days of publication can lie where the question puts them."""
    if period.side == "before":
        return first <= period.last_day
    if period.side == "after":
        return last >= period.first_day
    return first <= period.last_day and last >= period.first_day

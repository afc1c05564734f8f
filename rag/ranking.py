"""Candidates → passages in order: words, meaning, outlet, date and speaker in one sum.

Each passage is scored for each side of the question (see :mod:`rag.aspects`) and stands for the
side that it fits best; sides take turns, so that none is crowded out.

The weights are those of a conditional logit over the candidates of each question, fitted on
the development half of MultiHop-RAG; the speaker's is set by hand, since that set asks for
nobody's words.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.library import Candidate, Library
from index.reading.dates import day_bounds
from index.reading.outlets import outlet_key
from index.types import ArticleInfo
from rag.aspects import Aspect, Aspects
from rag.bags import Bag, bag_of
from rag.periods import Period
from rag.rerank import Reranker
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
RERANKED = 30  # passages that a reranker reads


@dataclass(frozen=True)
class Features:
    """How a passage fits one side of a question.

    ``words`` is its BM25 score over the highest there can be, ``sentence`` the share of the
    side's words that its best sentence holds or comes near in meaning, ``cosine`` its nearness
    to the whole question; ``outlet``, ``date`` and ``speaker`` tell whether they are those
    named: 1 yes, 0 no, a half where it cannot be told.
    """

    words: float = 0.0
    sentence: float = 0.0
    cosine: float = 0.0
    outlet: float = 0.5
    date: float = 0.5
    speaker: float = 0.5


WEIGHTS = Features(words=21.0, sentence=17.0, cosine=4.0, outlet=6.4, date=4.4, speaker=3.0)


@dataclass(frozen=True)
class Ranked:
    """A candidate, the side of the question that it stands for, and how well it does.

    ``judged`` is a reranker's score, which goes before the sum of the features.
    """

    candidate: Candidate
    side: int
    features: Features
    judged: float | None = None

    @property
    def score(self) -> float:
        """Higher is better; comparable within one question alone."""
        if self.judged is not None:
            return self.judged
        own, weights = self.features, WEIGHTS
        return (
            weights.words * own.words
            + weights.sentence * own.sentence
            + weights.cosine * own.cosine
            + weights.outlet * own.outlet
            + weights.date * own.date
            + weights.speaker * own.speaker
        )


def rank(
    library: Library,
    aspects: Aspects,
    candidates: Sequence[Candidate],
    vector: Floats,
    ingredients: Ingredients = ALL,
) -> list[Ranked]:
    """Candidates best first, the sides of the question by turns.

    Args:
        library: tells how common words are.
        aspects: the sides of the question.
        candidates: passages in any order.
        vector: the question's, shape ``(dimension,)``.
        ingredients: what counts.
    """
    if not candidates:
        return []
    fits = _Fits(library, aspects, vector, ingredients)
    read = [_Read.of(each) for each in candidates]
    held = _held(fits.weigher, read, ingredients)
    best = [
        max(fits.of(*each), key=lambda fit: fit.score)
        for each in zip(candidates, read, held, strict=True)
    ]
    return _by_turns(sorted(best, key=lambda each: -each.score))


def rerank(reranker: Reranker, question: str, ranked: Sequence[Ranked], k: int) -> list[Ranked]:
    """The first passages, ``k`` at least, as a reranker orders them; others are cut."""
    first = ranked[: max(RERANKED, k)]
    texts = [_read(each.candidate) for each in first]
    judged = [
        replace(each, judged=_log_odds(score))
        for each, score in zip(first, reranker.scores(question, texts), strict=True)
    ]
    return _by_turns(sorted(judged, key=lambda each: -each.score))


def _read(candidate: Candidate) -> str:
    """A passage with its title and outlet before it, as it is embedded."""
    info = candidate.article
    return "\n".join(filter(None, [info.title, info.outlet, candidate.passage.text]))


def _log_odds(chance: float) -> float:
    """A probability as log odds, which the features' sum is akin to."""
    kept = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(kept / (1 - kept))


@dataclass(frozen=True)
class _Read:
    """A candidate's title and sentences as bags of words."""

    title: Bag
    sentences: Sequence[Bag]

    @classmethod
    def of(cls, candidate: Candidate) -> _Read:
        passage = candidate.passage
        sentences = [bag_of(passage.sentence_text(each)) for each in passage.sentences]
        return cls(bag_of(candidate.article.title or ""), sentences)


def _held(weigher: Weigher, read: Sequence[_Read], ingredients: Ingredients) -> list[Floats]:
    """How far each sentence of each passage holds each word of the question; in one go."""
    import numpy as np

    bags = [bag for each in read for bag in each.sentences]
    held = weigher.held(bags, meaning=ingredients.dense)
    return np.split(held, np.cumsum([len(each.sentences) for each in read[:-1]]))


class _Fits:
    """Tells how passages fit each side of one question."""

    def __init__(
        self, library: Library, aspects: Aspects, vector: Floats, ingredients: Ingredients
    ) -> None:
        import numpy as np

        self.weigher = Weigher(library, aspects.words)
        self._sides = aspects.sides
        self._vector = vector
        self._ingredients = ingredients
        asked = np.array(
            [[side.weights.get(stem, 0) for stem in self.weigher.stems] for side in self._sides],
            dtype=np.float32,
        )
        weighed = asked * self.weigher.rarity
        # Each side's weights sum to 1, so that products with them are shares.
        self._weights = weighed / np.maximum(weighed.sum(axis=1, keepdims=True), 1e-6)

    def of(self, candidate: Candidate, read: _Read, held: Floats) -> list[Ranked]:
        """The passage as it fits each side.

        Args:
            candidate: the passage.
            read: its words.
            held: how far each of its sentences holds each word of the question.
        """
        wanted = self._ingredients
        words = sentence = [0.0] * len(self._sides)
        if wanted.lexical and len(held):
            bags = [*([read.title] if wanted.metadata else []), *read.sentences]
            counts = self.weigher.counts(bags).sum(axis=0)
            length = sum(bag.length for bag in bags)
            words = (self._weights @ saturated(counts, length)).tolist()
            sentence = (self._weights @ held.T).max(axis=1).tolist()
        cosine = float(candidate.vector @ self._vector) if wanted.dense else 0.0
        return [
            Ranked(
                candidate,
                at,
                Features(words[at], sentence[at], cosine, *self._circumstances(side, candidate)),
            )
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


def _by_turns(ranked: Sequence[Ranked]) -> list[Ranked]:
    """The best of each side, then the second of each, ….; the better side goes first."""
    turns: dict[int, int] = defaultdict(int)
    placed = []
    for place, each in enumerate(ranked):
        placed.append((turns[each.side], place, each))
        turns[each.side] += 1
    first = {side: place for turn, place, each in placed if turn == 0 for side in [each.side]}
    placed.sort(key=lambda item: (item[0], first[item[2].side]))
    return [each for _, _, each in placed]

"""Candidates → passages in order, as they fit the sides of the question (:mod:`rag.features`).

Each passage stands for the side that it fits best; sides take turns, so that none is crowded
out.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.library import Library
from index.parts import embedded_text
from index.passage_search import Candidate
from rag.aspects import Aspects
from rag.features import ALL, WEIGHTS, Features, Fits, Ingredients
from rag.rerank import Reranker

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

RERANKED = 30  # passages that a reranker reads


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
            + weights.meaning * own.meaning
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
    fits = Fits(library, aspects, vector, ingredients).of(candidates)
    best = [
        max((Ranked(each, *side) for side in enumerate(sides)), key=lambda fit: fit.score)
        for each, sides in zip(candidates, fits, strict=True)
    ]
    return _by_turns(sorted(best, key=lambda each: -each.score))


def rerank(reranker: Reranker, question: str, ranked: Sequence[Ranked], k: int) -> list[Ranked]:
    """The first passages, ``k`` at least, as a reranker orders them; others are cut."""
    first = ranked[: max(RERANKED, k)]
    texts = [embedded_text(each.candidate.article, each.candidate.passage) for each in first]
    judged = [
        replace(each, judged=_log_odds(score))
        for each, score in zip(first, reranker.scores(question, texts), strict=True)
    ]
    return _by_turns(sorted(judged, key=lambda each: -each.score))


def _log_odds(chance: float) -> float:
    """A probability as log odds, which the features' sum is akin to."""
    kept = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(kept / (1 - kept))


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

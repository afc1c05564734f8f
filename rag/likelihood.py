"""How likely it is that the articles answer a question at all, told from the best passages.

A logistic regression on the candidates' best BM25 share, sentence and cosine, and on the mean
cosine of the three ranked first. Fitted on the development half of MultiHop-RAG.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from rag.ranking import Ranked

_WORDS, _SENTENCE, _COSINE, _FIRST_THREE, _ZERO = 19.2, 15.6, 6.4, 15.4, -18.9


def answer_odds(ranked: Sequence[Ranked]) -> float:
    """The log odds that an answer is among passages, best first; very low where there are none."""
    features = [each.features for each in ranked]
    first = features[:3]
    return (
        _ZERO
        + _WORDS * max((each.words for each in features), default=0)
        + _SENTENCE * max((each.sentence for each in features), default=0)
        + _COSINE * max((each.cosine for each in features), default=0)
        + _FIRST_THREE * sum(each.cosine for each in first) / max(1, len(first))
    )


def probability(odds: float) -> float:
    """Log odds as a probability between 0 and 1."""
    return 1 / (1 + math.exp(-max(min(odds, 60.0), -60.0)))

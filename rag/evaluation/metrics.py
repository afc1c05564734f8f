"""The figures of retrieval, from ranks and scores alone. Ranks count from 1; None is not found.

Shares are between 0 and 1, and None where there is nothing to take a share of. Not handled:
graded relevance, and confidence intervals.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence

Ranks = Sequence[int | None]


def hits_at(k: int, ranks: Ranks) -> float | None:
    """The share of questions that have something right among the first ``k``.

    Args:
        k: how far down to look.
        ranks: where the first right thing stands, a question each.
    """
    return mean(_within(rank, k) for rank in ranks)


def mrr_at(k: int, ranks: Ranks) -> float | None:
    """Mean reciprocal rank (Voorhees 1999): 1 for a first place, 0 after ``k``."""
    return mean(1 / rank if rank and _within(rank, k) else 0.0 for rank in ranks)


def recall_at(k: int, facts: Sequence[Ranks]) -> float | None:
    """The share of a question's facts that stand among the first ``k``, in the mean of questions.

    Args:
        k: how far down to look.
        facts: a question each, where each of its facts first stands.
    """
    shares = (mean(_within(rank, k) for rank in ranks) for ranks in facts)
    return mean(share for share in shares if share is not None)


def auroc(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """How likely a positive's score is above a negative's, where a tie counts half.

    This is the area under the ROC curve, as the rank sum of Mann and Whitney (1947).
    """
    if not positives or not negatives:
        return None
    winning, losing = Counter(positives), Counter(negatives)
    wins, passed = 0.0, 0
    for score in sorted(winning.keys() | losing.keys()):
        wins += winning[score] * (passed + losing[score] / 2)
        passed += losing[score]
    return wins / (len(positives) * len(negatives))


def mean(values: Iterable[float]) -> float | None:
    """The arithmetic mean; None of nothing."""
    known = list(values)
    return statistics.fmean(known) if known else None


def median(values: Iterable[float]) -> float | None:
    """What half of the values are not above; None of nothing."""
    known = list(values)
    return statistics.median(known) if known else None


def _within(rank: int | None, k: int) -> bool:
    return rank is not None and rank <= k

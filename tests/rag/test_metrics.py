"""The figures of retrieval count what they say they count."""

from __future__ import annotations

import random

import pytest

from rag.evaluation.metrics import Ranks, auroc, hits_at, mean, median, mrr_at, recall_at


@pytest.mark.parametrize(
    ("k", "ranks", "share"),
    [
        (4, [1, 4, 5, None], 0.5),
        (10, [1, 4, 5, None], 0.75),
        (1, [2, None], 0.0),
        (10, [10, 11], 0.5),
        (10, [], None),
    ],
)
def test_hits_are_the_share_of_questions_with_something_right(
    k: int, ranks: Ranks, share: float | None
) -> None:
    assert hits_at(k, ranks) == share


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [([1], 1.0), ([2, 4], 0.375), ([10], 0.1), ([11, 1], 0.5), ([None, None], 0.0), ([], None)],
)
def test_a_late_first_hit_counts_for_less(ranks: Ranks, expected: float | None) -> None:
    assert mrr_at(10, ranks) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("k", "facts", "expected"),
    [
        (10, [[1, 2], [None, 3]], 0.75),
        (2, [[1, 2], [None, 3]], 0.5),
        (10, [[1], [1, None, None, None]], 0.625),  # each question counts the same
        (10, [[]], None),
        (10, [], None),
    ],
)
def test_recall_is_the_mean_share_of_a_questions_facts(
    k: int, facts: list[Ranks], expected: float | None
) -> None:
    assert recall_at(k, facts) == expected


@pytest.mark.parametrize(
    ("positives", "negatives", "expected"),
    [
        ([0.9, 0.8], [0.1, 0.2], 1.0),
        ([0.1], [0.9], 0.0),
        ([0.5], [0.5], 0.5),
        ([0.5, 0.5, 1.0], [0.5, 0.0], 0.8333333333333334),
        ([0.3, 0.7], [0.5], 0.5),
        ([], [0.5], None),
        ([0.5], [], None),
    ],
)
def test_auroc_with_ties(
    positives: list[float], negatives: list[float], expected: float | None
) -> None:
    assert auroc(positives, negatives) == (None if expected is None else pytest.approx(expected))


def test_auroc_is_the_share_of_pairs_in_the_right_order() -> None:
    made = random.Random(5)
    positives = [made.randrange(12) / 10 for _ in range(60)]
    negatives = [made.randrange(9) / 10 for _ in range(40)]
    pairs = [(one > other) + (one == other) / 2 for one in positives for other in negatives]
    assert auroc(positives, negatives) == pytest.approx(sum(pairs) / len(pairs))


def test_of_nothing_there_is_no_mean_and_no_median() -> None:
    assert mean([]) is median([]) is None
    assert (mean([1, 3, 8]), median([8, 1, 3]), median([1, 3])) == (4, 3, 2)

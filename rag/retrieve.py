"""Passages for a question: lexical and dense scores fused so that neither drags the other down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.errors import UsageError
from index.library import Candidate, Library
from index.quotations import FoundQuote
from index.reading.dates import stated_date
from index.types import Filters, Hit
from rag.words import content_stems, telling_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

POOL = 40  # passages asked of each side before fusion
LONGEST_QUESTION = 4000  # characters
SAME = 0.8  # share of words at which passages of one story count as copies
DENSE_WEIGHT = 0.4  # of the z-scored cosine, against 1 for the z-scored BM25


@dataclass(frozen=True)
class Retrieved:
    """Ranked passages with the question's vector, so that it is made once.

    ``quotes`` are the quotations nearest to the question, where they were asked for.
    """

    hits: list[Hit]
    vector: Floats
    quotes: tuple[FoundQuote, ...] = ()


def validate(text: str, filters: Filters) -> None:
    """Refuses what nothing can be looked up for.

    Raises:
        UsageError: the question is empty, too long or no text, or a date is no date.
    """
    if not text.strip():
        raise UsageError(
            'the question is empty; ask something, for example "What did Wang Yi say about NATO?"'
        )
    if len(text) > LONGEST_QUESTION:
        raise UsageError(
            f"the question has {len(text):,} characters, more than {LONGEST_QUESTION:,}; shorten it"
        )
    if not _is_text(text):
        raise UsageError("the question is not UTF-8 text; write it in UTF-8")
    for name, side in (("speaker", filters.speaker), ("outlet", filters.outlet)):
        if side is not None and not _is_text(side):
            raise UsageError(f"the {name} is not UTF-8 text; write it in UTF-8")
    for side in (filters.since, filters.until):
        if side is not None and stated_date(side) is None:
            raise UsageError(f'"{side}" is no date; write it as 2024, 2024-04 or 2024-04-09')


def _is_text(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def retrieve(
    library: Library,
    words: str,
    k: int,
    filters: Filters,
    *,
    speakers: Sequence[str] = (),
) -> Retrieved:
    """The ``k`` best passages for ``words``, best first.

    Args:
        library: where to look.
        words: the question or query.
        k: how many.
        filters: which articles may be drawn on.
        speakers: whose words are wanted; passages that report them join the pool.
    """
    library.require_articles()  # which is told sooner than an embedder is loaded
    vector = library.embedder.encode([words])[0]
    telling = " ".join(telling_words(words))
    pool = {_key(each): each for each in library.candidates(telling, vector, POOL, filters)}
    for speaker in () if filters.speaker else speakers:
        spoken = replace(filters, speaker=speaker)
        for each in library.candidates(telling, vector, POOL // 2, spoken):
            pool.setdefault(_key(each), each)
    return Retrieved(_fuse(list(pool.values()), vector)[:k], vector)


def _key(candidate: Candidate) -> tuple[str, int]:
    return candidate.passage.article_id, candidate.passage.ordinal


def _fuse(pool: Sequence[Candidate], vector: Floats) -> list[Hit]:
    """Passages by the sum of z-scores (MultiHop-RAG dev: above rank fusion and either alone)."""
    if not pool:
        return []
    import numpy as np

    bm25 = np.array([each.bm25 for each in pool])
    cosine = np.stack([each.vector for each in pool]) @ vector
    scores = _z_scores(bm25) + DENSE_WEIGHT * _z_scores(cosine)
    ranked = sorted(zip(scores, pool, strict=True), key=lambda pair: -pair[0])
    kept = _without_copies([each for _, each in ranked])
    return [
        Hit(each.passage, each.article, float(score))
        for score, each in ranked
        if _key(each) in kept
    ]


def _without_copies(ranked: Sequence[Candidate]) -> set[tuple[str, int]]:
    """What is left where of several copies of a passage only the best one stands."""
    kept: dict[str, list[tuple[Candidate, set[str]]]] = defaultdict(list)
    for each in ranked:
        own = set(content_stems(each.passage.text))
        if not any(
            other.passage.article_id != each.passage.article_id
            and len(own & held) >= SAME * max(len(own), len(held))
            for other, held in kept[each.story]
        ):
            kept[each.story].append((each, own))
    return {_key(each) for story in kept.values() for each, _ in story}


def _z_scores(values: Floats) -> Floats:
    spread = values.std()
    return (values - values.mean()) / spread if spread > 0 else values * 0

"""Comparing a few records with a vector one by one.

Chroma's graph must be walked through to find a few among very many: one in ten thousand
takes as long as looking at all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.database import Database

if TYPE_CHECKING:
    from index.embed import Vectors

MOST_COMPARED = 800  # records; some 40 µs each


def nearest_of(
    database: Database, name: str, vector: Vectors, k: int, ids: Sequence[str]
) -> dict[str, float]:
    """Cosine similarity by id of the ``k`` nearest of some records, nearest first.

    Args:
        database: where they are.
        name: their collection's.
        vector: shape ``(dimension,)``.
        k: how many at most.
        ids: theirs; unknown ones are left out.
    """
    import numpy as np

    if not ids:
        return {}
    found = database.read(
        lambda: database.collection(name).get(ids=list(ids), include=["embeddings"])
    )
    if not found["ids"]:
        return {}
    scores = np.asarray(found["embeddings"]) @ vector
    best = np.argsort(-scores, kind="stable")[:k]
    return {found["ids"][at]: float(scores[at]) for at in best}

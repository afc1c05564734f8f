"""Stand-ins for the embedder: small classes behind its protocol."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.embed import BUNDLED
from index.errors import ModelProblem

DIMENSION = 8


class FakeEmbedder:
    """Unit vectors of eight dimensions, drawn from a text's hash: equal texts, equal vectors."""

    def __init__(self, name: str = BUNDLED) -> None:
        self.name = name
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += texts
        return np.array([vector_of(text) for text in texts], np.float32).reshape(-1, DIMENSION)


class FailingEmbedder(FakeEmbedder):
    """Works for the first ``calls`` calls and then has no more memory."""

    def __init__(self, calls: int) -> None:
        super().__init__()
        self._left = calls

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self._left -= 1
        if self._left < 0:
            raise ModelProblem("the embedder ran out of memory")
        return super().encode(texts)


def vector_of(text: str) -> NDArray[np.float32]:
    """The unit vector of one text."""
    digest = hashlib.sha256(text.encode()).digest()[: 4 * DIMENSION]
    drawn = np.frombuffer(digest, np.uint32).astype(np.float32) / 2**31 - 1
    return np.asarray(drawn / np.linalg.norm(drawn), np.float32)

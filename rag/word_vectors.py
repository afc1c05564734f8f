"""How near words are in meaning: one small vector for each of some twenty thousand English words.

The vectors come with OnRecord (``assets/word_vectors.npz``); ``bench/word_vectors.py`` makes
them from all-MiniLM-L6-v2, with nothing else: no text is learnt from. Where the file is
missing, only the same word is near. Not handled: names and words of other languages that the
model's vocabulary does not hold whole, and what a word means in its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Rows = NDArray[np.intp]

FILE = Path(__file__).parent / "assets" / "word_vectors.npz"

_BETWEEN = re.compile(r"[-.']")


class WordVectors:
    """The words of a file and their vectors, all of length 1.

    Args:
        words: in small letters.
        vectors: one row a word, shape ``(len(words), dimension)``.
    """

    def __init__(self, words: Sequence[str], vectors: Floats) -> None:
        self._row = {word: row for row, word in enumerate(words)}
        self._vectors = vectors

    def rows(self, words: Sequence[str]) -> Rows:
        """The rows of those words, or of their parts ("well-known"), that have a vector."""
        import numpy as np

        found: list[int] = []
        for word in words:
            row = self._row.get(word)
            if row is not None:
                found.append(row)
            elif not word.isalpha():
                found += self._rows_of_parts(word)
        return np.array(found, dtype=np.intp)

    def nearness(self, words: Sequence[str], rows: Rows) -> Floats:
        """Cosine of each word to each of some rows, 0 where it is unknown or negative.

        Shape ``(len(words), len(rows))``.
        """
        import numpy as np

        own = np.zeros((len(words), self._vectors.shape[1]), dtype=np.float32)
        for at, word in enumerate(words):
            if len(of_word := self.rows([word])):
                own[at] = self._vectors[of_word].mean(axis=0)
        near: Floats = np.maximum(own @ self._vectors[rows].T, 0)
        return near

    def _rows_of_parts(self, word: str) -> list[int]:
        return [self._row[part] for part in _BETWEEN.split(word) if part in self._row]


@lru_cache(maxsize=1)
def word_vectors() -> WordVectors:
    """The vectors that come with OnRecord, or none at all where their file is missing."""
    import numpy as np

    if not FILE.exists():
        return WordVectors([], np.zeros((0, 1), dtype=np.float32))
    with np.load(FILE) as stored:
        vectors = stored["vectors"].astype(np.float32)
        words = stored["words"].tobytes().decode().split("\n")
    return WordVectors(words, vectors / np.linalg.norm(vectors, axis=1, keepdims=True))

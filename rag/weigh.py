"""How much of a question texts hold: in the same words, or in words near to them in meaning."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from index.library import Library
from rag.bags import Bag
from rag.mentioned import same_country
from rag.word_vectors import word_vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_K1, _B = 1.2, 0.75  # BM25's usual parameters
_ASSUMED = 20  # passages besides those of the collection
_UNHEARD = 0.5  # what a word that the collection lacks counts for, set beside its rarity
_LENGTH = 170  # words of a passage with its title, about; they are much alike


class Weigher:
    """The words of one question, each weighed by how rare it is in a collection.

    Args:
        library: tells how rare words are.
        words: the word that stands for each stem in the question.
    """

    def __init__(self, library: Library, words: Mapping[str, str]) -> None:
        import numpy as np

        self.stems = list(words)
        self._words = list(words.values())
        size = library.passage_count
        rarity = [_rarity(share * size, size) for share in library.frequencies(self.stems)]
        self.rarity = np.array(rarity, dtype=np.float32)

    @property
    def shares(self) -> Floats:
        """What each word makes of the whole question, in sum 1."""
        return self.rarity / max(float(self.rarity.sum()), 1e-6)

    def counts(self, bags: Sequence[Bag]) -> Floats:
        """How often each text holds each word, or another name for the same country.

        Shape ``(len(bags), len(stems))``.
        """
        import numpy as np

        rows = [[bag.counts.get(stem, 0) for stem in self.stems] for bag in bags]
        for at, stem in enumerate(self.stems):
            for other in same_country(stem) - {stem}:
                for row, bag in zip(rows, bags, strict=True):
                    row[at] = max(row[at], bag.counts.get(other, 0))
        return np.array(rows, dtype=np.float32).reshape(len(bags), len(self.stems))

    def held(self, bags: Sequence[Bag], meaning: bool = True) -> Floats:
        """How far each text holds each word: 1 the word itself, else what is nearest to it.

        Args:
            bags: the texts.
            meaning: whether other words that mean much the same count; they are worth their
                cosine squared.

        Returns:
            Shape ``(len(bags), len(stems))``, between 0 and 1.
        """
        return self.held_of(bags, self.counts(bags), meaning)

    def held_of(self, bags: Sequence[Bag], counts: Floats, meaning: bool = True) -> Floats:
        """The same, where the :meth:`counts` are known."""
        import numpy as np

        exact = np.minimum(counts, 1)
        filled = [at for at, bag in enumerate(bags) if len(bag.rows)]
        if not meaning or not filled or not self.stems:
            return exact
        rows = np.concatenate([bags[at].rows for at in filled])
        starts = np.cumsum([0, *(len(bags[at].rows) for at in filled[:-1])])
        distinct, places = np.unique(rows, return_inverse=True)
        # Squared, so that many words a little alike, as long texts have, do not add up to much.
        near = word_vectors().nearness(self._words, distinct) ** 2
        nearest = np.maximum.reduceat(near[:, places], starts, axis=1).T
        exact[filled] = np.maximum(exact[filled], nearest)
        return exact


def saturated(counts: Floats, length: int) -> Floats:
    """What BM25 makes of how often words stand in a text, over the most that it can be.

    Args:
        counts: of each word, any shape.
        length: of the text, in words.
    """
    return counts / (counts + _K1 * (1 - _B + _B * length / _LENGTH))


def _rarity(passages: float, of: int) -> float:
    """Inverse document frequency, as if some passages more were known that hold each word once.

    So that in a collection of few passages a word that all of them hold says something too. A word
    that none holds counts for less than a rare one: what it asks for may stand there in others.
    """
    return math.log((of + _ASSUMED) / (passages + 1)) * (1 if passages else _UNHEARD)

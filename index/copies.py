"""Near-duplicate articles: wire copy that several outlets print, lightly edited.

Compared by MinHash over pairs of neighbouring words, which survive the cutting and
rewording of an editor better than longer runs. A text of a few lines is never taken for
a copy. Translations and retellings in other words are not recognised.
"""

from __future__ import annotations

import re
from itertools import pairwise
from operator import eq

ALIKE = 0.25  # share of word pairs in common; copies with two words in five edited reach it
_PERMUTATIONS = 256
_SEED = 1
_FEWEST = 40  # word pairs
_WORD = re.compile(r"\w+")

Signature = tuple[int, ...]


def signature(text: str) -> Signature | None:
    """A digest that similar texts have largely in common; None for a text too short to tell."""
    words = [word.casefold() for word in _WORD.findall(text)]
    pairs = {f"{first} {second}" for first, second in pairwise(words)}
    if len(pairs) < _FEWEST:
        return None
    import rensa

    minhash = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    minhash.update(sorted(pairs))
    return tuple(minhash.digest())


def likeness(one: Signature | None, other: Signature | None) -> float:
    """The estimated share of word pairs that two texts have in common, by their signatures."""
    if one is None or other is None:
        return 0.0
    return float(sum(map(eq, one, other)) / _PERMUTATIONS)

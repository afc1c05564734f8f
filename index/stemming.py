"""English stems, as the lexical index keeps them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any


@lru_cache(maxsize=50_000)
def stemmed(word: str) -> str:
    """Porter's second English stem of a word in small letters."""
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Any:  # snowballstemmer carries no types
    import snowballstemmer

    return snowballstemmer.stemmer("english")

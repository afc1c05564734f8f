"""Whether a text is English, told by its letters and its small words."""

from __future__ import annotations

import re

_SMALL = frozenset(  # every third word of English is one of these, of other languages hardly any
    """the of and to that with for from his her have has had said will would not are were this
    which was they been but their its by at as it be he she on is after than who more""".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")
_READ = 20_000  # characters that are looked at
_FEWEST = 40  # words; of fewer nobody can tell
_FEWEST_LETTERS = 20
_SHARE = 0.08  # of the words


def is_english(text: str) -> bool:
    """Whether a text is English, as far as can be told: a few words may be in any language.

    >>> is_english("Der Minister sagte, die Brücke sei sicher. " * 7)
    False
    """
    words = _WORD.findall(text[:_READ].lower())
    letters = sum(map(len, words))
    if (
        letters >= _FEWEST_LETTERS
        and 2 * sum(len(_LATIN.findall(word)) for word in words) < letters
    ):
        return False  # another script
    return len(words) < _FEWEST or sum(word in _SMALL for word in words) >= _SHARE * len(words)

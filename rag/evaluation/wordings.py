"""Whether a text holds a gold wording: compared as SQuAD compares answers.

Both are folded in typography and letter case, and lose punctuation and the articles "a", "an" and
"the" (Rajpurkar et al. 2016, the official script's ``normalize_answer``). Beyond that script the
wording need only stand in the text, as whole words, so dashes and slashes part words, decimal
points stay and possessive endings go; numbers up to ninety in one word are digits ("two", "2"), and
"%" and "per cent" are "percent". "One" stays, since it mostly counts nothing.

Not handled: other words for the same thing, other forms of a date, numbers of several words.
"""

from __future__ import annotations

import re
import string
import unicodedata

from rag.words import fold

_FROM_TWO = """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_DIGITS = {
    "zero": "0",
    **{word: str(number) for number, word in enumerate(_FROM_TWO, start=2)},
    **{word: str(10 * number) for number, word in enumerate(_TENS, start=2)},
}
_ARTICLES = frozenset({"a", "an", "the"})
_POSSESSIVE = re.compile(r"(?<=\w)'s\b")
_PERCENT = re.compile(r"%|\bper cent\b")
_BREAKS = re.compile(r"[-/]")
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")


def holds(text: str, wording: str) -> bool:
    """Whether the wording stands in the text as whole words; one without words never does."""
    sought = normalised(wording)
    return bool(sought) and f" {sought} " in f" {normalised(text)} "


def normalised(text: str) -> str:
    """The text as it is compared; articles stay where there is nothing else."""
    plain = _POSSESSIVE.sub("", fold(text).casefold())
    plain = _BREAKS.sub(" ", _PERCENT.sub(" percent ", plain))
    plain = "".join(" " if unicodedata.category(c) == "Pd" else c for c in plain)
    kept = {match.start() for match in _DECIMAL.finditer(plain)}
    bare = "".join(c for at, c in enumerate(plain) if at in kept or not _is_punctuation(c))
    found = bare.split()
    words = [word for word in found if word not in _ARTICLES] or found
    return " ".join(_DIGITS.get(word, word) for word in words)


def _is_punctuation(character: str) -> bool:
    return character in string.punctuation or unicodedata.category(character).startswith("P")

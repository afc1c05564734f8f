"""Words of English text as questions, evidence and drafts are compared: folded and stemmed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.stemming import stemmed

_FOLD = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "‑": "-",
        "\u00a0": " ",
        "…": "...",
    }
)
WORD = re.compile(r"\d[\d,.]*\d|\d+|[^\W\d_]+(?:['.-][^\W\d_]+)*")

STOP_WORDS = frozenset(
    """a an the and or but if than then so as at by for from in into of off on onto out over to
        up with without within about above after against along among around before behind below
        beneath beside between beyond down during except near since through throughout toward
        towards under until upon via is are was were be been being am do does did done doing
        have has had having can could may might must shall should will would it its this that
        these those there here he him his she her hers they them their theirs we us our ours you
        your yours i me my mine who whom whose which what when where why how many much long far
        often not no nor yes any some all each every both either neither more most less least
        few several other another such same own just also too very only even still yet already
        ever never again once please tell say said says anyone anybody someone somebody anything
        something everything thing things exactly really actually according article articles
        report reports reported reporting source sources outlet outlets text mention mentioned
        mentions get got give gave make made regarding concerning 's s t re ve d ll m""".split()
)

MONTHS = tuple(
    "january february march april may june july august september october november december".split()
)
WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
AUXILIARY = r"(?:did|does|do|has|have|had|was|is|were|are|will|would)"  # with which a question asks


def fold(text: str) -> str:
    """Typography made plain: one kind of quotation mark, apostrophe, dash and space."""
    return text.translate(_FOLD)


def words(text: str) -> list[str]:
    """The words and numbers of a text in order, lower case, possessive endings off."""
    found = WORD.findall(fold(text).lower())
    return [word[:-2] if word.endswith("'s") else word for word in found]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word's English stem; abbreviations lose their full stops ("u.s." → "us")."""
    return stemmed(word if word[0].isdigit() else word.replace(".", ""))


def stems(text: str) -> list[str]:
    """The stems of all words, in order."""
    return [stem(word) for word in words(text)]


def telling_words(text: str) -> list[str]:
    """The words that carry meaning, or all of them where none does."""
    found = words(text)
    return [word for word in found if word not in STOP_WORDS] or found


def content_stems(text: str) -> list[str]:
    """The stems of the words that carry meaning, each once, in order."""
    kept = (stem(word) for word in words(text) if word not in STOP_WORDS)
    return list(dict.fromkeys(kept))


def all_named_in(text: str, names: Sequence[str]) -> bool:
    """Whether a text names each of some people, by their last names at least."""
    held = set(words(text))
    return all(words(name)[-1:] and words(name)[-1] in held for name in names)

"""The outlets that a question names, told by the collection's own.

"The Verge", "verge.com" and "Verge's" name one outlet. A name of a single word that is an
English word as well ("Fortune", "Wired") counts only where it stands as a source does: after
"by", "from", "in", "the", … or before "reported", "article", …. Not handled: outlets that the
collection does not have, and names in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.library import Library
from index.quotes.cues import CUES
from index.reading.outlets import outlet_key

_LONGEST = 8  # words of an outlet's name
_MOST_WORDS = 120  # of a question that are looked at
_WORD = re.compile(r"[^\W_][\w.&]*\w|[^\W_]")
_LINK = re.compile(r"\W{1,4}")  # what may stand between two words of a name
_BEFORE = re.compile(
    r"(?:\b(?:by|from|in|on|to|via|per|of|and|or|both|the|than|with|while|whereas|between|does|did"
    r"|do|has|is|was|after)|[,('\"])\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\W*(?:s )?(?:articles?|reports?|pieces?|stor(?:y|ies)|coverage|reviews?|columns?|reporting"
    rf"|{'|'.join(sorted(CUES))}|suggests?|presents?|portrays?|highlights?|indicates?|focus\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class NamedOutlet:
    """Where in a question ``[start, end)`` which outlet is named; ``key`` as in the index."""

    start: int
    end: int
    key: str


def find_outlets(library: Library, text: str) -> list[NamedOutlet]:
    """The outlets named in a text, in order, the longest name where several begin alike."""
    possible = list(_possible(text))
    known = library.known_outlets({each.key for each in possible})
    found: list[NamedOutlet] = []
    for each in sorted(possible, key=lambda each: (each.start, -each.end)):
        after_last = not found or each.start >= found[-1].end
        if each.key in known and after_last and _is_meant(text, each):
            found.append(each)
    return found


def _possible(text: str) -> Iterator[NamedOutlet]:
    """Every run of words that begins and ends as a name does."""
    words = list(_WORD.finditer(text))[:_MOST_WORDS]
    for first, opening in enumerate(words):
        if not _is_capital(opening.group()):
            continue
        for last in range(first, min(first + _LONGEST, len(words))):
            if last > first and not _LINK.fullmatch(
                text, words[last - 1].end(), words[last].start()
            ):
                break
            if _is_capital(words[last].group()):
                start, end = opening.start(), words[last].end()
                yield NamedOutlet(start, end, outlet_key(text[start:end]))


def _is_capital(word: str) -> bool:
    return not word.islower() or "." in word


def _is_meant(text: str, named: NamedOutlet) -> bool:
    """Whether a name of one plain word stands where sources stand; others always count."""
    name = text[named.start : named.end]
    if not name.istitle() or len(name.split()) > 1:
        return True
    if re.match(r"\s+\d", text[named.end :]):
        return False
    return bool(_BEFORE.search(text[: named.start]) or _AFTER.match(text[named.end :]))

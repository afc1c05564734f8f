"""The outlets that a question names, told by the collection's own.

"The Verge", "verge.com" and "Verge's" name one outlet. A name of a single word that is an
English word as well ("Fortune", "Wired") counts only where it stands as a source does: after
"by", "from", "in", "the", … or before "reported", "article", …. Names that stand as a source does
but are none of the collection's are told as well. Not handled: names in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.library import Library
from index.quotes.cues import CUES
from index.reading.outlets import outlet_key
from rag.words import MONTHS, WEEKDAYS

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


_NAME = r"(?P<name>[A-Z][\w.&]*(?: (?:of |the |& )?[A-Z][\w.&]*)*)"
_OTHER = _NAME.replace("<name>", "<other>")
_LIST = rf"(?:[tT]he )?[\"'“‘]?{_NAME}(?:[\"'”’]?,?(?: and)? (?:the )?[\"'“‘]?{_OTHER})?"
_SOURCES = (
    re.compile(
        r"\b(?:articles?|stor(?:y|ies)|pieces?|coverage|reviews?|reports?|reported|reporting|"
        rf"published|covered|discussed|described|another|one)\s+(?:by|from|in)\s+{_LIST}"
    ),
    re.compile(rf"{_NAME}[\"'”’]*s?\s+(?:articles?|stor(?:y|ies)|pieces?|coverage|reviews?)\b"),
)
_NO_SOURCE = frozenset(
    """a an the which what whose who when where why how did does do has have had was were is are and
        but so if in on at by from both any all no this that these those his her their
        its""".split()
).union(MONTHS, WEEKDAYS)


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


def find_sources(text: str, outlets: Sequence[NamedOutlet], begin: int = 0) -> list[str]:
    """Names that stand where a source does ("an article by …") and are none of these outlets.

    They are looked for from ``begin`` on.
    """
    places = [
        match.span(group)
        for form in _SOURCES
        for match in form.finditer(text, begin)
        for group in match.groupdict()
        if match.group(group)
    ]
    found = [
        _bare(text[start:end])
        for start, end in places
        if not any(outlet.start < end and start < outlet.end for outlet in outlets)
    ]
    return list(dict.fromkeys(name for name in found if name))


def _bare(name: str) -> str:
    """A name without what opens a question ("Did the Times" → "Times"), or nothing."""
    words = name.split()
    while words and words[0].lower() in _NO_SOURCE:
        words.pop(0)
    return " ".join(words)


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

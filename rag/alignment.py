"""A shortened sentence laid along its source: is every word there in order, and what was skipped?

Skipping changes the sense more often than not ("thanked China for its support
after Putin's re-election" is no "thanked Putin for his re-election"), so only
what stands between commas, dashes or brackets may be skipped in the middle, and a
condition may not be cut off the end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rag.words import STOP_WORDS, WORD, stem

NEGATIONS = frozenset("no not never none nobody nothing neither nor without cannot hardly".split())
HEDGES = frozenset(
    """may might could would should must can will if unless until only some most reportedly
        allegedly perhaps possibly likely almost nearly about around least more less rather too
        partly once before after""".split()
)
_CONDITIONS = frozenset(["if", "unless", "until", "except", "provided", "without"])
# Words that a shortening may add or drop, and forms of "be" and "have" that follow the tense.
_FREE = frozenset("a an the that also is are was were be been being has have had".split())
_TURNED = {"their": "our", "they": "we", "them": "us"}  # as reported speech turns them
_BREAK = re.compile(r"[,;:()\"\[\]]|\s-\s|--")

Lost = Literal["negation", "hedge", "words left out"]


@dataclass(frozen=True)
class Alignment:
    """``places`` are the source words taken, by number; ``lost`` is what was wrongly skipped."""

    places: tuple[int, ...]
    lost: Lost | None


@dataclass(frozen=True)
class _Word:
    text: str
    broken_off: bool  # a comma, dash, bracket or quotation mark stands before it

    @property
    def stem(self) -> str:
        return stem(self.text)


def align(body: Sequence[str], source: str, cue: str | None, speaker: set[str]) -> Alignment | None:
    """Lays the words of a draft along its source; None where they are not there in order.

    Args:
        body: the draft's words, its speaker and verb of speech left out.
        source: the evidence sentence, folded.
        cue: the source's verb of speech, lower case, if it has one.
        speaker: words of the speaker's name, which may be skipped.
    """
    original = _read(source)
    wanted = [word for word in body if word not in _FREE]
    places = _in_order(wanted, original)
    if not wanted or places is None:
        return None
    return Alignment(tuple(places), _lost(places, original, cue, speaker))


def _read(source: str) -> list[_Word]:
    found: list[_Word] = []
    end = 0
    for match in WORD.finditer(source):
        word = match.group().lower()
        broken_off = not found or bool(_BREAK.search(source[end : match.start()]))
        found.append(_Word(word[:-2] if word.endswith("'s") else word, broken_off))
        end = match.end()
    return found


def _in_order(wanted: Sequence[str], original: Sequence[_Word]) -> list[int] | None:
    """The tightest places at which all wanted words stand in order: the last start that works."""
    for start in range(len(original) - 1, -1, -1):
        if _matches(wanted[0], original[start]) if wanted else False:
            places = _from(wanted, original, start)
            if places is not None:
                return places
    return None


def _from(wanted: Sequence[str], original: Sequence[_Word], start: int) -> list[int] | None:
    places: list[int] = []
    at = start
    for word in wanted:
        while at < len(original) and not _matches(word, original[at]):
            at += 1
        if at == len(original):
            return None
        places.append(at)
        at += 1
    return places


def _matches(word: str, other: _Word) -> bool:
    if word in STOP_WORDS:
        return other.text in (word, _TURNED.get(word))
    return stem(word) == other.stem


def _lost(
    places: Sequence[int], original: Sequence[_Word], cue: str | None, speaker: set[str]
) -> Lost | None:
    """What was skipped that may not be, before, between and after the words taken."""
    before = max(
        (at for at, word in enumerate(original[: places[0]]) if word.text == cue), default=-1
    )
    for left, right in zip([before, *places], places, strict=False):
        skipped = [w for w in original[left + 1 : right] if w.text not in speaker and w.text != cue]
        starts_clause = left < 0 or original[left + 1].broken_off
        whole_clause = starts_clause and original[right].broken_off
        lost = _weighty(skipped)
        if lost == "negation" or (lost and not whole_clause):
            return lost
    following = original[places[-1] + 1 :]
    if following and not following[0].broken_off and following[0].text in _CONDITIONS | NEGATIONS:
        return "hedge"
    return None


def _weighty(skipped: Sequence[_Word]) -> Lost | None:
    texts = {word.text for word in skipped}
    if texts & NEGATIONS or any(text.endswith("n't") for text in texts):
        return "negation"
    if texts & HEDGES:
        return "hedge"
    if any(t not in STOP_WORDS and not t.endswith("ly") for t in texts):
        return "words left out"
    return None

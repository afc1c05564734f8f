"""Sentences without a verb of speech of their own: whose words do they carry on?"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise

from index.quotes.cues import CUES
from index.quotes.floating import MOST_AROUND, is_heading
from index.quotes.marks import Quotations
from index.quotes.parsed import ParsedSentence
from index.types import Speech

_INTRODUCING = frozenset({"spoke", "speaks", "told", "tells", ":"})


def carry_over(text: str, parsed: Sequence[ParsedSentence], quotations: Quotations) -> None:
    """Gives quoted sentences without a verb of speech the speaker of their quotation."""
    starts = [each.start for each in parsed]
    for start, end in quotations.spans:
        first = max(0, bisect(starts, start) - 1)
        inside = [each for each in parsed[first : bisect(starts, end - 1)] if each.end > start]
        owner = next((_voice(each) for each in reversed(inside) if each.speeches), None)
        for each in inside:
            if not (each.speeches or each.unclaimed) and owner is not None:
                each.speeches.append(Speech(owner.speakers, None, None, owner.via))
    for previous, current in pairwise(parsed):
        if current.speeches or current.unclaimed or (said := _voice(previous)) is None:
            continue
        around = quotations.touching(previous.start, current.end)
        if _floats_on(text, previous, current, around):
            current.speeches.append(Speech(said.speakers, None, None, said.via))


def _voice(sentence: ParsedSentence) -> Speech | None:
    """The one speech of a sentence that a quotation can carry on; None where there are several."""
    alike = {said.speakers for said in sentence.main}
    return sentence.main[0] if len(alike) == 1 else None


def _floats_on(
    text: str,
    previous: ParsedSentence,
    current: ParsedSentence,
    quotations: Sequence[tuple[int, int]],
) -> bool:
    """Whether a sentence is nothing but quotation and carries on the words of the one before."""
    around = next((span for span in quotations if span[0] <= current.start < span[1]), None)
    if (
        around is None
        or is_heading(text, around)
        or current.end - around[1] > (current.end - current.start) * MOST_AROUND
    ):
        return False
    if around[0] < current.start:
        return previous.start >= around[0]  # both stand in one quotation
    quotes = any(previous.start <= start < previous.end for start, _ in quotations)
    cue = previous.main[-1].cue or ""
    if not (quotes or cue in _INTRODUCING):
        return False
    if "\n" not in text[previous.end : current.start]:
        return True
    return _spoken_whole(text, previous) and CUES.get(cue) != "ask"  # else another answers


def _spoken_whole(text: str, sentence: ParsedSentence) -> bool:
    """Whether a paragraph ends in somebody's words, so that the next may carry them on."""
    return text[sentence.start] in '"“' or text[sentence.end - 1] in '"”'

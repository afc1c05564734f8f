"""Quotations without a reporting clause of their own: whose words do they carry on?

A quotation that fills its sentences carries on the words before it, within a paragraph or
from one that ended in somebody's words. Where nobody is named it stays open.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from index.quotes.cues import CLAUSE, OBJECT, REPORTING
from index.quotes.marks import Quotations, Stretch
from index.quotes.parsed import ParsedSentence
from index.quotes.phrases import noun_phrase
from index.quotes.report import Report

MOST_AROUND = 0.3  # of a sentence that may stand outside of a quotation that fills it
_CONTINUES = re.compile(r"\W*[a-zß-öø-ÿ]")
_SIGNED = re.compile(r"\s*[—–―-]+\s*[A-Z]")  # "“…” — Ann Bo"
_MOST_FURNITURE = 4  # headings and advertisements between a quotation and what it carries on
_FEWEST_REPEATED = 25  # characters; shorter ones may be the same by chance
_FEWEST_WORDS = 3  # of a quotation by nobody that is named


@dataclass(frozen=True)
class Found:
    """Words reported, the report that tells whose they are, and whether it is their own.

    ``floats`` is set where the report is an earlier one; ``report`` is None where nobody
    is named.
    """

    words: Stretch
    report: Report | None
    floats: bool = False


def floating(
    text: str,
    sentences: Sequence[ParsedSentence],
    quotations: Quotations,
    found: Sequence[Found],
) -> list[Found]:
    """The quotations that no reporting clause claims, each with the report it carries on."""
    starts = [each.start for each in sentences]
    voices = _voices(sentences, starts, found)
    claimed = _merged(sorted(each.words for each in found))
    ends = [end for _, end in claimed]
    floats: list[Found] = []
    told = [(_bare(text[slice(*each.words)]), each.report) for each in found]
    for start, end in quotations.spans:
        at = bisect(ends, start)
        if at < len(claimed) and claimed[at][0] < end:
            continue
        first, last = bisect(starts, start) - 1, bisect(starts, end - 1)
        if first < 0 or not _fills((start, end), sentences[first:last]):
            continue
        if _CONTINUES.match(text, start):
            continue  # a part of a sentence
        if repeated := _repeated(_bare(text[start:end]), told):
            floats.append(Found((start, end), repeated[0], floats=True))
            continue
        voice = None
        if not _has_own_verb(sentences[first:last]) and not _SIGNED.match(text, end):
            heads = is_heading(text, (start, end))
            voice = _carried_on(text, sentences, first, voices, heads, start)
        if voice is None and len(text[start:end].split()) < _FEWEST_WORDS:
            continue
        floats.append(Found((start, end), voice, floats=True))
        for place in range(first, last):
            voices[place] = voice
    return floats


def _repeated(words: str, told: Sequence[tuple[str, Report | None]]) -> tuple[Report | None] | None:
    """Whose words a pull quote repeats; None where it repeats none."""
    if len(words) < _FEWEST_REPEATED:
        return None
    return next(((report,) for other, report in told if words in other), None)


def _bare(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().lower()


def _merged(spans: Sequence[Stretch]) -> list[Stretch]:
    """Sorted spans with those that overlap made one."""
    merged: list[Stretch] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _voices(
    sentences: Sequence[ParsedSentence], starts: Sequence[int], found: Sequence[Found]
) -> list[Report | None]:
    """For each sentence the one report whose words or clause end it."""
    ending: dict[int, list[Report]] = defaultdict(list)
    for each in found:
        if each.report is None or each.report.aside:
            continue
        clause = bisect(starts, each.report.clause[0]) - 1
        words = bisect(starts, each.words[1] - 1) - 1
        for place in {clause, words}:
            ending[place].append(each.report)
    voices: list[Report | None] = []
    for place in range(len(sentences)):
        reports = ending[place]
        one = len({each.speakers or each.mention for each in reports}) == 1
        voices.append(reports[-1] if one else None)
    return voices


def _fills(quotation: Stretch, inside: Sequence[ParsedSentence]) -> bool:
    """Whether a quotation is all there is of its sentences."""
    start, end = quotation
    around = max(0, start - inside[0].start) + max(0, inside[-1].end - end)
    return around <= MOST_AROUND * (inside[-1].end - inside[0].start)


def _carried_on(
    text: str,
    sentences: Sequence[ParsedSentence],
    at: int,
    voices: Sequence[Report | None],
    heads: bool,
    start: int,
) -> Report | None:
    """The report of the words just before sentence ``at``, where they go on in it.

    Into another paragraph they do not go on from a question, which somebody else answers,
    nor from "thanked him", nor into what ``heads`` the text that follows.
    """
    sentence = sentences[at]
    nearest = range(at - 1, max(-1, at - 1 - _MOST_FURNITURE), -1)
    at = next((i for i in nearest if not sentences[i].is_furniture), -1)
    if at < 0:
        return None
    before, report = sentences[at], voices[at]
    if report is None:
        follows = "\n" not in text[before.end : sentence.start] and start == sentence.start
        return _introduced(before) if follows and not before.reports else None
    if "\n" not in text[before.end : sentence.start]:
        return report
    goes_on = report.base in CLAUSE and report.base not in OBJECT and not heads
    return report if goes_on else None


def is_heading(text: str, quotation: Stretch) -> bool:
    """Whether a quotation is a line by itself without a stop, as headings and pull quotes are."""
    start, end = quotation
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    behind = text[end : line_end if line_end >= 0 else len(text)]
    alone = start > 0 and not text[line_start:start].strip() and not behind.strip()
    return alone and not re.search(r"[.!?…,;:—–-][\W_]*$", text[start:end])


def _has_own_verb(inside: Sequence[ParsedSentence]) -> bool:
    """Whether somebody speaks beside the quotation: "“…,” a third wrote"."""
    return any(
        token.pos_ == "VERB" and token.lower_ in REPORTING
        for sentence in inside
        for token in sentence.narrated
    )


def _introduced(before: ParsedSentence) -> Report | None:
    """Whose words follow a sentence about one person: "Berg shook her head. “…”"."""
    if before.subject is None or before.strangers or before.doc.text[-1:] == "?":
        return None
    head = next(t for t in before.doc if t.dep_ in {"nsubj", "nsubjpass"} and t.head.dep_ == "ROOT")
    phrase = noun_phrase(head)
    mention = (before.start + phrase.start_char, before.start + phrase.end_char)
    return Report(":", ":", (before.subject,), mention, mention)

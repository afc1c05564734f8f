"""Wrong sentences that are surer than their evidence: harder verbs, and doubts left out.

Most articles hold few doubts, so they are planted: the evidence is given a "may", a "reportedly",
a "not" or a condition, and the sentence, right before, is held against it as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from bench.planted_right import Planted, World, parsed, put
from index.types import Speech
from rag.evidence import Evidence

if TYPE_CHECKING:
    from random import Random

_SOFT = {
    "may": "will", "might": "will", "could": "will", "should": "will", "would": "will",
    "can": "will", "trying to obstruct": "obstructing", "attempting": "beginning",
    "wants": "has", "wanted": "got", "promised to": "did", "called for": "held",
    "possibility": "decision", "asked": "forced", "look for": "find", "at times": "always",
    "nearly": "fully", "were also meant to": "did also", "of trying": "of",
}  # fmt: skip
_BARE = re.compile(r"\b(?:may|might|could|should|must)\b")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|should|must)\b(?! not)")
_REPORTING = re.compile(r"\b(?:said|argued|announced|promised|warned)\b")
_SURER = ("proved", "confirmed", "admitted")
_DOUBTS = ("reportedly", "allegedly")
_IN_FRONT = ("If the talks succeed, ", "Unless the court objects, ", "In theory, ")
_AT_THE_END = (", if the talks succeed", ", unless the court objects", ", or so it is claimed")


def hardened(right: Planted, world: World, random: Random) -> Iterator[str]:
    """The sentence with a surer verb."""
    for soft, hard in _SOFT.items():
        for match in re.finditer(rf"\b{soft}\b", right.text):
            yield put(right.text, match.span(), hard)
    for match in _BARE.finditer(right.text):
        yield put(right.text, match.span(), "")
    for match in _REPORTING.finditer(right.text):
        for hard in _SURER:
            yield put(right.text, match.span(), hard)


def dropped_doubts(right: Planted) -> Iterator[Planted]:
    """The sentence held against its evidence with a doubt or a "not" planted in it."""
    evidence, text = right.evidence, right.evidence.text
    for match in _kept(re.compile(r"\b(?:will|would|should)\b"), text, right.text):
        soft = "may" if match.group() == "will" else "might"
        yield Planted("hedge", right.text, _changed(evidence, match.span(), soft))
    for match in _kept(_AUXILIARY, text, right.text):
        place = (match.end(), match.end())
        yield Planted("negation", right.text, _changed(evidence, place, " not"))
    verb = next((t for t in parsed(text) if t.tag_ in ("VBD", "VBZ") and t.pos_ == "VERB"), None)
    if verb is not None and verb.idx and verb.text in right.text:
        for doubt in _DOUBTS:
            yield Planted(
                "hedge", right.text, _changed(evidence, (verb.idx, verb.idx), f"{doubt} ")
            )
    if text[0] not in '"“':
        for condition in _IN_FRONT:
            yield Planted("hedge", right.text, _changed(evidence, (0, 0), condition))
    if text.endswith("."):
        end = len(text) - 1
        for condition in _AT_THE_END:
            yield Planted("hedge", right.text, _changed(evidence, (end, end), condition))


def _kept(what: re.Pattern[str], text: str, right: str) -> list[re.Match[str]]:
    """The first such word of the text that the right sentence keeps, with what follows it."""
    found = what.finditer(text)
    return [match for match in found if text[match.start() : match.end() + 12] in right][:1]


def _changed(evidence: Evidence, span: tuple[int, int], new: str) -> Evidence:
    """The evidence with other words at a span, and what is known of its speakers moved along."""
    sentence, passage = evidence.sentence, evidence.passage
    place, more = sentence.start + span[0], len(new) - (span[1] - span[0])

    def moved(said: Speech) -> Speech:
        if said.mention is None or said.mention[0] < place:
            return said
        return replace(said, mention=(said.mention[0] + more, said.mention[1] + more))

    longer = replace(
        sentence, end=sentence.end + more, speeches=tuple(map(moved, sentence.speeches))
    )
    offset = sentence.start - passage.start
    return replace(
        evidence,
        passage=replace(
            passage,
            text=put(passage.text, (offset + span[0], offset + span[1]), new),
            end=passage.end + more,
            sentences=tuple(longer if each == sentence else each for each in passage.sentences),
        ),
        sentence=longer,
        speech=moved(evidence.speech) if evidence.speech else None,
        ties=tuple(
            replace(tie, speech=moved(tie.speech), text=_within(tie.text, evidence.text, span, new))
            for tie in evidence.ties
        ),
    )


def _within(part: str, text: str, span: tuple[int, int], new: str) -> str:
    """The same change in a part of the sentence, where it falls within it."""
    start = text.find(part)
    if start < 0 or not start <= span[0] < start + len(part):
        return part
    return put(part, (span[0] - start, span[1] - start), new)

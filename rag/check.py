"""Does the evidence hold what a drafted sentence says? Yes with the sentence that holds it, or why not.

A draft passes only as a shortening of one evidence sentence: its words in that
sentence's order, its numbers, names and quoted words found there, nothing negated
or hedged away, and reported words given to the one who spoke them. Paraphrase is
refused: with a small model a refusal costs little and a wrong word much.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.quotes.cues import CUES
from index.quotes.marks import quoted_spans
from index.quotes.names import bare_name
from rag.evidence import Evidence
from rag.words import STOP_WORDS, fold, stem, words

Reason = Literal[
    "incomplete",
    "pronoun",
    "number",
    "name",
    "quotation",
    "first person",
    "several speakers",
    "speaker",
    "words not in the source",
    "order",
    "negation",
    "hedge",
]

_NEGATIONS = frozenset("no not never none nobody nothing neither nor without cannot n't".split())
_HEDGES = frozenset(
    """may might could would should must can will if unless until only some most reportedly
    allegedly perhaps possibly likely almost nearly about around least rather""".split()
)
_FIRST_PERSON = frozenset("i we us our ours my mine me".split())
_OPENING_PRONOUNS = frozenset("he she they it this that these those his her their".split())
_SPEECH_STEMS = frozenset(stem(word) for word in "say tell add state according".split())
_FEWEST_WORDS = 5
_FEWEST_SHARED = 3  # content words that a draft and its source have in common
_IN_ORDER = 0.9  # share of a draft's content words that stand in the source's order


@dataclass(frozen=True)
class Verdict:
    """``support`` is the index of the evidence that holds the sentence, None with the reason why not."""

    support: int | None
    reason: Reason | None = None


def check(sentence: str, evidence: Sequence[Evidence]) -> Verdict:
    """Whether one evidence sentence holds the drafted ``sentence``; the first that does."""
    if problem := _ill_formed(sentence):
        return Verdict(None, problem)
    reasons = [_unsupported(sentence, each) for each in evidence]
    for at, reason in enumerate(reasons):
        if reason is None:
            return Verdict(at)
    # The furthest any source got is the reason worth showing.
    return Verdict(None, max((r for r in reasons if r), key=_ORDER_OF_CHECKS.index, default="name"))


_ORDER_OF_CHECKS: tuple[Reason, ...] = (
    "words not in the source",
    "name",
    "number",
    "quotation",
    "first person",
    "several speakers",
    "speaker",
    "order",
    "negation",
    "hedge",
)


def _ill_formed(sentence: str) -> Reason | None:
    found = words(sentence)
    if len(found) < _FEWEST_WORDS or not re.search(r"[.!?][\"'”’)]*$", sentence.strip()):
        return "incomplete"
    return "pronoun" if found[0] in _OPENING_PRONOUNS else None


def _unsupported(sentence: str, evidence: Evidence) -> Reason | None:
    """Why one evidence sentence does not hold the drafted one; None where it does."""
    source = fold(evidence.text)
    draft = fold(sentence)
    said_by = {word for name in evidence.speech.speakers for word in words(name)} if (
        evidence.speech
    ) else set()
    held = set(words(source)) | said_by
    own = words(draft)
    if any(word[0].isdigit() and word not in held for word in own):
        return "number"
    if any(word not in held for word in _names(draft)):
        return "name"
    held_stems = {stem(word) for word in held}
    content = [stem(word) for word in own if word not in STOP_WORDS]
    if any(each not in held_stems and each not in _SPEECH_STEMS for each in content):
        return "words not in the source"
    if any(_bare(quoted) not in _bare(source) for quoted in _quotations(draft)):
        return "quotation"
    outside = _without_quotations(draft)
    if _FIRST_PERSON & set(words(outside)) - set(words(_without_quotations(source))):
        return "first person"
    return _misattributed(outside, evidence) or _rearranged(own, source, said_by)


def _misattributed(outside: str, evidence: Evidence) -> Reason | None:
    """Reported words without their speaker, or given to another."""
    speeches = evidence.sentence.speeches
    claims_speech = any(word in CUES for word in words(outside))
    if not speeches:
        reported = bool(quoted_spans(evidence.text)) or _UNNAMED_SPEECH.search(evidence.text)
        return "speaker" if reported or _adds_cue(outside, evidence) else None
    if len({speech.speakers for speech in speeches}) > 1:
        return "several speakers"
    own = words(outside)
    first_cue = next((at for at, word in enumerate(own) if word in CUES), len(own))
    speakers = [set(words(bare_name(name))) for name in speeches[0].speakers]
    before_cue = set(own[: first_cue + 4])
    if not claims_speech or not all(name & before_cue for name in speakers):
        return "speaker"
    leading = next(iter(_names(outside)), "")
    return None if any(leading in name for name in speakers) else "speaker"


_UNNAMED_SPEECH = re.compile(r"\b(?:he|she|they) (?:\w+ )?(?:said|added|told|warned|noted)\b", re.I)


def _adds_cue(outside: str, evidence: Evidence) -> bool:
    """Whether the draft makes somebody say what the source only states."""
    source = {CUES[word] for word in words(evidence.text) if word in CUES}
    return any(CUES[word] not in source for word in words(outside) if word in CUES)


def _rearranged(own: Sequence[str], source: str, said_by: set[str]) -> Reason | None:
    """Content words in another order, or a negation or hedge lost on the way."""
    skipped = said_by | {word for word in own if word in CUES}
    content = [stem(word) for word in own if word not in STOP_WORDS and word not in skipped]
    original = words(source)
    stems = [stem(word) for word in original]
    matched = _in_order(content, stems)
    if len(content) < _FEWEST_SHARED - 1 or len(matched) < _IN_ORDER * len(content):
        return "order"
    window = original[_clause_start(original, matched[0]) : matched[-1] + 1]
    if _count(own, _NEGATIONS) != _count(window, _NEGATIONS):
        return "negation"
    if {w for w in window if w in _HEDGES} - set(own) or {w for w in own if w in _HEDGES} - set(
        original
    ):
        return "hedge"
    return None


def _in_order(wanted: Sequence[str], stems: Sequence[str]) -> list[int]:
    """Places in ``stems`` of the longest run of ``wanted`` that stands there in order."""
    best: list[list[list[int]]] = [[[] for _ in range(len(stems) + 1)]]
    for word in wanted:
        row: list[list[int]] = [[]]
        for at, other in enumerate(stems):
            if word == other:
                row.append([*best[-1][at], at])
            else:
                row.append(max(best[-1][at + 1], row[at], key=len))
        best.append(row)
    return best[-1][-1]


def _clause_start(original: Sequence[str], first: int) -> int:
    """Up to four words before the first matched one, where its negation or hedge may stand."""
    return max(0, first - 4)


def _count(own: Sequence[str], kind: frozenset[str]) -> int:
    return sum(word in kind or word.endswith("n't") for word in own)


def _names(text: str) -> list[str]:
    """Lower-case words that are written as names; a sentence's first word only if a name elsewhere."""
    found = [match for match in re.finditer(r"\b[A-Z][\w.'-]*", text)]
    return [
        word
        for match in found
        for word in words(match.group())
        if word not in STOP_WORDS and word not in CUES
    ]


def _quotations(text: str) -> list[str]:
    return [text[start:end].strip("\"'“” ") for start, end in quoted_spans(text)]


def _without_quotations(text: str) -> str:
    for start, end in reversed(quoted_spans(text)):
        text = text[:start] + " " + text[end:]
    return text


def _bare(text: str) -> str:
    """Letters, digits and single spaces: what must match of quoted words, whatever the typography."""
    return " ".join(re.sub(r"[^\w\s]", "", text.lower()).split())

"""Does an evidence sentence hold what a drafted sentence says? If not, why not.

A draft passes only as a shortening of its evidence: its words stand there in the
same order, what was skipped between them could be skipped, and reported words
keep their speaker and a verb that claims no more. Paraphrase is refused: a
refusal costs little, since the evidence itself then stands in the answer, and a
wrong word costs much.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from index.quotes.cues import CUES
from index.quotes.marks import quoted_spans
from index.quotes.names import bare_name
from rag.alignment import Alignment, align
from rag.evidence import Evidence
from rag.question import Question
from rag.words import STOP_WORDS, fold, stem, stems, words

Reason = Literal[
    "incomplete",
    "pronoun",
    "number",
    "name",
    "words not in the source",
    "quotation",
    "first person",
    "several speakers",
    "speaker",
    "verb of speech",
    "order",
    "negation",
    "hedge",
    "words left out",
    "answer left out",
]

_FIRST_PERSON = frozenset("i we us our ours my mine me".split())
_OPENING_PRONOUNS = frozenset("he she they it this that these those his her their".split())
_NEUTRAL = frozenset(
    """say tell add state note declare announce stress emphasize emphasise underline underscore
        point explain remark observe continue write comment highlight describe report""".split()
)
_FEWEST_WORDS = 5


def check(sentence: str, evidence: Evidence, question: Question) -> Reason | None:
    """Why the evidence does not hold the drafted ``sentence``; None where it does."""
    return (
        _ill_formed(sentence)
        or _unsupported(sentence, evidence)
        or _left_out(sentence, evidence, question)
    )


def can_be_drafted(evidence: Evidence) -> bool:
    """Whether any draft could pass: not where a sentence mixes several people's words."""
    return len({speech.speakers for speech in evidence.sentence.speeches}) <= 1


def is_hopeless(beginning: str, evidence: Evidence) -> bool:
    """Whether a draft that begins so has already said what the evidence does not."""
    return _foreign_words(words(beginning), _held(evidence)) is not None


def _ill_formed(sentence: str) -> Reason | None:
    found = words(sentence)
    if len(found) < _FEWEST_WORDS or not re.search(r"[.!?][\"'”’)]*$", sentence.strip()):
        return "incomplete"
    return "pronoun" if found[0] in _OPENING_PRONOUNS else None


def _unsupported(sentence: str, evidence: Evidence) -> Reason | None:
    source, draft = fold(evidence.text), fold(sentence)
    held, own = _held(evidence), words(draft)
    if foreign := _foreign_words(own, held):
        return foreign
    if any(word not in held and not set(word.split("-")) <= held for word in _names(draft)):
        return "name"
    if any(_bare(quoted) not in _bare(source) for quoted in _quotations(draft)):
        return "quotation"
    outside = _without_quotations(draft)
    if _FIRST_PERSON & set(words(outside)) - set(words(_without_quotations(source))):
        return "first person"
    return _misattributed(outside, evidence) or _rearranged(own, evidence)


def _held(evidence: Evidence) -> set[str]:
    """The words that a sentence about the evidence may be made of."""
    found = [*words(evidence.text), *_speaker_words(evidence)]
    return {part for word in found for part in (word, *word.split("-"))}


def _speaker_words(evidence: Evidence) -> set[str]:
    speakers = evidence.speech.speakers if evidence.speech else ()
    return {word for name in speakers for word in words(name)}


def _foreign_words(own: Sequence[str], held: set[str]) -> Reason | None:
    if any(word[0].isdigit() and word not in held for word in own):
        return "number"
    known = {stem(word) for word in held}
    for word in own:
        parts = [word] if word in held else [part for part in word.split("-") if part]
        unknown = [p for p in parts if p not in STOP_WORDS and stem(p) not in known]
        if any(CUES.get(part) not in _NEUTRAL for part in unknown):
            return "words not in the source"
    return None


def _misattributed(outside: str, evidence: Evidence) -> Reason | None:
    """Reported words without their speaker, given to another, or with a verb that claims more."""
    own = words(outside)
    cues = [at for at, word in enumerate(own) if word in CUES]
    speeches = evidence.sentence.speeches
    if not speeches:
        reported = bool(quoted_spans(evidence.text)) or bool(_UNNAMED.search(evidence.text))
        adds = {CUES[own[at]] for at in cues} - {CUES.get(word) for word in words(evidence.text)}
        return "speaker" if reported or adds else None
    if not can_be_drafted(evidence):
        return "several speakers"
    if not cues:
        return "speaker"
    speakers = [set(words(bare_name(name))) for name in speeches[0].speakers]
    if not all(name & set(own[: cues[0] + 4]) for name in speakers):
        return "speaker"
    leading = next(iter(_names(outside)), None)
    if leading is not None and not any(leading in name for name in speakers):
        return "speaker"
    return None if _same_claim(CUES[own[cues[0]]], speeches[0].cue) else "verb of speech"


_UNNAMED = re.compile(r"\b(?:he|she|they) (?:\w+ )?(?:said|added|told|warned|noted)\b", re.I)


def _same_claim(drafted: str, cue: str | None) -> bool:
    """Whether the draft's verb claims no more than the source's ("said" for "denied" does)."""
    original = CUES.get((cue or "said").lower(), "say")
    return drafted == original or (drafted in _NEUTRAL and original in _NEUTRAL)


def _rearranged(own: Sequence[str], evidence: Evidence) -> Reason | None:
    """Words in another order, or something skipped that changes the sense."""
    speaker = _speaker_words(evidence)
    spoken = bool(evidence.sentence.speeches)
    cue = next((at for at, word in enumerate(own) if word in CUES), None) if spoken else None
    body = [word for at, word in enumerate(own) if at != cue and word not in speaker]
    source_cue = evidence.speech.cue.lower() if evidence.speech and evidence.speech.cue else None
    aligned: Alignment | None = align(body, fold(evidence.text), source_cue, speaker)
    return "order" if aligned is None else aligned.lost


def _left_out(sentence: str, evidence: Evidence, question: Question) -> Reason | None:
    """A shortening that drops what was asked about, or the place, date or number asked for."""
    source = fold(evidence.text)
    asked_about = set(question.topic) & set(stems(source))
    if len(asked_about & set(stems(sentence))) < 0.6 * len(asked_about):
        return "answer left out"
    if question.kind not in ("when", "where", "number"):
        return None
    asked_for = {word for word in words(source) if word[0].isdigit()} | set(_names(source))
    kept = set(words(sentence)) | set(words(question.text))
    return "answer left out" if asked_for - kept else None


def _names(text: str) -> list[str]:
    """Words written with a capital, in lower case; verbs of speech and small words left out."""
    found = re.finditer(r"\b[A-Z][\w.'-]*", text)
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
    """Letters, digits and single spaces: what must match of quoted words."""
    return " ".join(re.sub(r"[^\w\s]", "", text.lower()).split())

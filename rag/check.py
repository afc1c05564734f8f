"""Does an evidence sentence hold what a drafted sentence says? If not, why not.

A draft passes as the evidence's own sentence, its speaker shown, or as a shortening of
it: its words stand there in the same order, what was skipped between them could be
skipped, and reported words keep their speaker and a verb that claims no more.
Paraphrase is refused: a refusal costs little, since the evidence itself then stands in
the answer, and a wrong word costs much. The reason given is the error that misleads
most (rag/diagnosis.py), whichever rule refused the draft.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from index.quotes.cues import CUES
from index.types import Speech
from rag.alignment import lost
from rag.attribution import (
    beyond_quotation,
    is_whole_quotation,
    mention,
    reporting_verb,
    same_claim,
    speaker_words,
)
from rag.diagnosis import Error, most_telling
from rag.evidence import Evidence
from rag.in_place import (
    begins_own_sentence,
    is_own_sentence,
    lost_where_it_stands,
    unbracketed,
)
from rag.marks import quotes_exactly, without_quotations
from rag.present import closed
from rag.question import VALUE_KINDS, Question
from rag.source_words import Lost
from rag.words import STOP_WORDS, fold, stem, stems, words

Reason = (
    Error
    | Lost
    | Literal[
        "incomplete",
        "words not in the source",
        "first person",
        "several speakers",
        "verb of speech",
        "not in the index",
        "answer left out",
    ]
)
"""What is wrong with a draft: data, counted and shown on request."""

_OPENING_PRONOUNS = frozenset("he she they it this that these those his her their".split())
_IN_PERSON = re.compile(
    r"\b(?:I|[Ww]e|[Uu]s|[Oo]urs?|[Mm]y|[Mm]ine|[Mm]e|[Yy]ou|[Yy]ours?|[Oo]urselves|[Mm]yself)\b"
)
_AMOUNT = re.compile(r"(?:(?<!\w)[-+])?[$€£¥₹₽]?\d(?:[\d,.]*\d)?[%‰°]?")
_SAY = "say"
_FEWEST_WORDS = 5


def check(sentence: str, evidence: Evidence, question: Question) -> Reason | None:
    """Why the evidence does not hold the drafted ``sentence``; None where it does."""
    if is_own_sentence(sentence, evidence):
        return _unclear(sentence, evidence)
    if reason := _ill_formed(unbracketed(sentence, evidence), evidence):
        return reason
    if reason := _unsupported(sentence, evidence):
        return most_telling(unbracketed(sentence, evidence), evidence) or reason
    return _left_out(sentence, evidence, question)


def _unclear(sentence: str, evidence: Evidence) -> Reason | None:
    """Why the source's own sentence cannot stand alone: whom it means, or whose words it is."""
    if _opens_with_pronoun(sentence, evidence):
        return "pronoun"
    if evidence.speech is not None:
        return None
    all_quoted = not words(without_quotations(fold(closed(sentence))))
    return "speaker" if all_quoted or _is_open(evidence) else None


def _is_open(evidence: Evidence) -> bool:
    """Whether somebody speaks in the sentence, and nobody knows who."""
    reported = any(not said.aside for said in evidence.sentence.speeches)
    return reported or bool(_UNNAMED.search(evidence.text))


def can_be_drafted(evidence: Evidence) -> bool:
    """Whether any draft could pass: of nobody's words, or one's whose words the index ties to him.

    Not where a sentence mixes several people's words.
    """
    if len({tie.names for tie in evidence.ties}) > 1:
        return False
    if len({speech.speakers for speech in _speeches(evidence)}) > 1:
        return False
    return evidence.speech is None or evidence.tie is not None


def _speeches(evidence: Evidence) -> list[Speech]:
    asked_for = [evidence.speech] if evidence.speech else []
    return [*asked_for, *evidence.sentence.speeches]


def is_hopeless(beginning: str, evidence: Evidence) -> bool:
    """Whether a draft that begins so has already said what the evidence does not."""
    if begins_own_sentence(beginning, evidence):
        return False
    if not lost_where_it_stands(beginning, evidence, unfinished=True):
        return False
    beginning = unbracketed(beginning, evidence)
    if _foreign_words(words(beginning), _held(evidence)):
        return True
    if evidence.speech is None:
        return True
    verb = reporting_verb(beginning, evidence)
    if verb is None or not verb[1]:
        return False
    said, body = verb
    place, cue = mention(evidence), evidence.speech.cue
    return bool(lost(body, evidence.text, place, cue, verb=CUES[said], finished=False))


def _ill_formed(sentence: str, evidence: Evidence) -> Reason | None:
    if len(words(sentence)) < _FEWEST_WORDS or not re.search(r"[.!?][\"'”’)]*$", sentence.strip()):
        return "incomplete"
    return "pronoun" if _opens_with_pronoun(sentence, evidence) else None


def _opens_with_pronoun(sentence: str, evidence: Evidence) -> bool:
    """Whether it begins with a pronoun that is not within words quoted from a known speaker."""
    quoted = evidence.speech is not None and fold(sentence.strip()).startswith('"')
    return not quoted and words(sentence)[:1] != [] and words(sentence)[0] in _OPENING_PRONOUNS


def _unsupported(sentence: str, evidence: Evidence) -> Reason | None:
    source, draft = fold(evidence.text), fold(unbracketed(sentence, evidence))
    held, own = _held(evidence), words(draft)
    if foreign := _foreign_words(own, held):
        return foreign
    if set(_AMOUNT.findall(draft)) - set(_AMOUNT.findall(source)):
        return "number"
    if any(word not in held and not set(word.split("-")) <= held for word in _names(draft)):
        return "name"
    if set(re.findall(r"[^\w\s.,;'\"-]", draft)) - set(source) or ("?" in source) != ("?" in draft):
        return "words not in the source"
    if not quotes_exactly(sentence, evidence.text):
        return "quotation"
    if _IN_PERSON.search(without_quotations(draft)):
        return "first person"
    if lost_where_it_stands(fold(sentence), evidence) is None:
        return "speaker" if evidence.speech is None and _is_nobodys(evidence) else None
    return _misattributed(draft, evidence)


def _held(evidence: Evidence) -> set[str]:
    """The words that a sentence about the evidence may be made of."""
    found = [*words(evidence.text), *speaker_words(evidence)]
    return {part for word in found for part in (word, *word.split("-"))}


def _foreign_words(own: Sequence[str], held: set[str]) -> Reason | None:
    if any(word[0].isdigit() and word not in held for word in own):
        return "number"
    known = {stem(word) for word in held}
    for word in own:
        parts = [word] if word in held else [part for part in word.split("-") if part]
        unknown = [p for p in parts if p not in STOP_WORDS and stem(p) not in known]
        if any(CUES.get(part) != _SAY for part in unknown):
            return "words not in the source"
    return None


def _is_nobodys(evidence: Evidence) -> bool:
    """Somebody's words, nobody knows whose, that must not become the article's own."""
    return _is_open(evidence) or '"' in fold(evidence.text)


def _misattributed(draft: str, evidence: Evidence) -> Reason | None:
    """Words given to another, reported with a verb that claims more, or torn from their sense."""
    speech = evidence.speech
    if speech is None:
        return "speaker" if _is_nobodys(evidence) else lost_where_it_stands(draft, evidence)
    if evidence.tie is None:
        return "not in the index"
    if not can_be_drafted(evidence):
        return "several speakers"
    verb = reporting_verb(draft, evidence)
    if verb is None:
        return "speaker"
    said, body = verb
    if is_whole_quotation(draft, said, body, evidence):
        return None
    if not same_claim(CUES[said], speech.cue):
        return "verb of speech"
    if beyond_quotation(body, evidence.tie.text, evidence):
        return "not in the index"
    return lost(body, evidence.text, mention(evidence), speech.cue, verb=CUES[said])


_UNNAMED = re.compile(r"\b(?:he|she|they) (?:\w+ )?(?:said|added|told|warned|noted)\b", re.I)


def _left_out(sentence: str, evidence: Evidence, question: Question) -> Reason | None:
    """A shortening that drops what was asked about, or the place, date or number asked for."""
    source = fold(evidence.text)
    asked_about = set(question.topic) & set(stems(source))
    if len(asked_about & set(stems(sentence))) < 0.6 * len(asked_about):
        return "answer left out"
    if question.kind not in VALUE_KINDS:
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

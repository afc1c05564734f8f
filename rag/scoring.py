"""How well a sentence fits a question: what its place among the evidence rests on."""

from __future__ import annotations

import re

from index.quotes.cues import CUES
from index.quotes.names import TITLES
from rag.asked import is_named, name_words
from rag.forms import gives_reason, values
from rag.question import VALUE_KINDS, Question
from rag.seen import SAID, Seen
from rag.words import STOP_WORDS, stem, stems, words

ANSWERS_FORM = 0.16  # what it adds to a score that it holds a date, place or number asked for
GIVES_REASON = 0.08  # the same, where a reason is asked for
ASKS = 0.05  # what it takes off that the sentence is a question itself
FOREMOST = 0.08  # what it adds that the sentence stands in the passage ranked first

_WHY = re.compile(r"\bwhy\b|\bfor what reason\b", re.IGNORECASE)
_FULL_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+")
_UNNAMED = re.compile(
    r"\b(?:he|she|they) (?:also |later |then )?(?:said|says|added|told|warned|noted|stressed|wrote|"
    r"argued|insisted|claimed|explained|continued|went on)\b|\b(?:said|added) (?:he|she|they)\b",
    re.IGNORECASE,
)


def score(question: Question, seen: Seen) -> float:
    """How well a sentence fits, as far as words, nearness in meaning and forms tell."""
    text = seen.folded
    fit = seen.fit
    found = 0.35 * max(0.0, seen.cosine) + 0.22 * fit.match.nearness
    found += 0.18 * fit.match.beside + 0.11 * fit.match.passage
    found += FOREMOST / (1 + fit.rank)
    if question.speaker and question.speech:
        found += seen.worth or SAID / 2 * is_named(question.speaker, text)
    if question.kind == "who":
        found += 0.06 * bool(_FULL_NAME.search(text))
        found += 0.1 * (seen.tied and question.of_speech) + 0.03 * bool(seen.speech)
    if holds_quotation(question, text):
        found += 0.4
    if seen.speech is None and _UNNAMED.search(text):
        found -= 0.2  # somebody's words, nobody knows whose
    if question.speech and not _says_something(question, text):
        found -= 0.3
    if text.rstrip("\"' ").endswith("?"):
        found -= ASKS
    if question.kind in VALUE_KINDS and values(question, seen.text):
        found += ANSWERS_FORM
    if _WHY.search(question.text) and gives_reason(seen.text):
        found += GIVES_REASON
    return found


def holds_quotation(question: Question, text: str) -> bool:
    """Whether a text holds words that the question puts between quotation marks.

    A reader's memory may have changed their number or time: "small circles" for "small circle".
    """
    if not question.quoted:
        return False  # asked of every sentence found, of few questions
    held = f" {' '.join(stems(text))} "
    return any(f" {' '.join(stems(quoted))} " in held for quoted in question.quoted)


def _says_something(question: Question, text: str) -> bool:
    """More than who speaks and on what: not "On trade it was the minister who spoke"."""
    told = {
        stem(word)
        for word in words(text)
        if word not in STOP_WORDS and word not in TITLES and word not in CUES
    }
    return len(told - name_words(question.speaker or "")) >= 2

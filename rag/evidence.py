"""Passages and quotations → the few sentences that bear on a question, each with its speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from index.library import Library
from index.quotes.cues import CUES
from index.quotes.names import TITLES
from index.types import ArticleInfo, Passage, Sentence, Span, Speech
from rag.asked import Asked, is_named, name_words
from rag.forms import gives_reason, values
from rag.likelihood import joined, probability, sentence_odds, spoken_odds
from rag.question import Question
from rag.retrieve import Retrieved
from rag.seen import SAID, Seen, read_sentences
from rag.ties import Tie
from rag.words import STOP_WORDS, fold, stem, stems, words

ANSWERS_FORM = 0.16  # what it adds to a score that it holds a date, place or number asked for
GIVES_REASON = 0.08  # the same, where a reason is asked for
LONGEST_CITED = 450  # characters of a citation that is more than its sentence
ASKS = 0.05  # what it takes off that the sentence is a question itself
FOREMOST = 0.08  # what it adds that the sentence stands in the passage ranked first

_FORMS = ("when", "where", "number")
_WHY = re.compile(r"\bwhy\b|\bfor what reason\b", re.IGNORECASE)
_FULL_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+")
_UNNAMED = re.compile(
    r"\b(?:he|she|they) (?:also |later |then )?(?:said|says|added|told|warned|noted|stressed|wrote|"
    r"argued|insisted|claimed|explained|continued|went on)\b|\b(?:said|added) (?:he|she|they)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Evidence:
    """One sentence that bears on a question.

    ``coverage`` is the weighted share of the question's topic that the sentence and its
    surroundings hold, ``nearness`` that of the whole question that it holds itself or comes near
    to word by word, ``cosine`` its nearness in meaning or that of a quotation in it, all up to 1;
    ``likelihood`` is how likely it is that it answers the question. ``speech`` is the
    act of saying that the question asks for, or the main one; ``ties`` are the quotations of the
    index that stand in the sentence, that of ``speech`` first where ``tied``. ``also_in`` are
    other articles that print the very same sentence.
    """

    passage: Passage
    article: ArticleInfo
    sentence: Sentence
    speech: Speech | None
    by_asked_speaker: bool
    coverage: float
    nearness: float
    cosine: float
    score: float
    likelihood: float
    ties: tuple[Tie, ...] = ()
    tied: bool = False
    also_in: tuple[ArticleInfo, ...] = ()

    @cached_property
    def text(self) -> str:
        return self.passage.sentence_text(self.sentence)

    @property
    def before(self) -> str | None:
        """The sentence before it, for context; None at the beginning of its passage."""
        return self._beside(-1)

    @property
    def after(self) -> str | None:
        """The sentence after it; None at the end of its passage."""
        return self._beside(1)

    def _beside(self, step: int) -> str | None:
        sentences = self.passage.sentences
        at = sentences.index(self.sentence) + step
        return self.passage.sentence_text(sentences[at]) if 0 <= at < len(sentences) else None

    @cached_property
    def cited(self) -> Span:
        """The words to cite: the sentence, with what stands before it from the speaker's name on.

        Where the sentence itself does not name who speaks ("The treasury secretary warned …"),
        and no more than can be taken in at a glance.
        """
        own = Span(self.sentence.start, self.sentence.end, self.text)
        if self.speech is None or _is_named_in(self.text, self.speech.speakers):
            return own
        passage = self.passage
        before = [each for each in passage.sentences if each.start < self.sentence.start]
        for each in reversed(before):
            if self.sentence.end - each.start > LONGEST_CITED:
                return own
            if _is_named_in(passage.sentence_text(each), self.speech.speakers):
                text = passage.text[each.start - passage.start : self.sentence.end - passage.start]
                return Span(each.start, self.sentence.end, text)
        return own

    @property
    def speaker(self) -> str | None:
        return self.speech.speaker if self.speech else None

    @property
    def tie(self) -> Tie | None:
        """The quotation of the index that holds the reported words, where there is one."""
        return self.ties[0] if self.tied else None

    @cached_property
    def stems(self) -> list[str]:
        return stems(self.text)

    @property
    def support(self) -> float:
        """How likely the sentence is to hold the answer, between 0 and 1."""
        return 0.55 * self.coverage + 0.45 * max(0.0, self.cosine)


def _is_named_in(text: str, speakers: Sequence[str]) -> bool:
    """Whether a text names each of the speakers, by their last names at least."""
    held = set(words(text))
    return all(words(name)[-1:] and words(name)[-1] in held for name in speakers)


def holds_quotation(question: Question, text: str) -> bool:
    """Whether a text holds words that the question puts between quotation marks.

    A reader's memory may have changed their number or time: "small circles" for "small circle".
    """
    if not question.quoted:
        return False  # asked of every sentence found, of few questions
    held = f" {' '.join(stems(text))} "
    return any(f" {' '.join(stems(quoted))} " in held for quoted in question.quoted)


def choose_evidence(
    library: Library, question: Question, found: Retrieved, asked: Asked | None
) -> list[Evidence]:
    """Sentences of the passages found, best first.

    Args:
        library: where they were found.
        question: what is asked.
        found: passages and quotations.
        asked: whose words are wanted, None where nobody's in particular are.
    """
    evidence = [
        _evidence(question, each, found) for each in read_sentences(library, question, found, asked)
    ]
    return sorted(evidence, key=lambda each: -each.score)


def _evidence(question: Question, seen: Seen, found: Retrieved) -> Evidence:
    text = fold(seen.text)
    fit, cosine = seen.fit, seen.fit.cosine
    if seen.tied:
        cosine = max(cosine, seen.ties[0].score)
    score = 0.35 * max(0.0, cosine) + 0.22 * fit.match.nearness
    score += 0.18 * fit.match.beside + 0.11 * fit.match.passage
    score += FOREMOST / (1 + fit.rank)
    if question.speaker and question.speech:
        score += seen.worth or SAID / 2 * is_named(question.speaker, text)
    if question.kind == "who":
        score += 0.06 * bool(_FULL_NAME.search(text))
        score += 0.1 * (seen.tied and question.of_speech) + 0.03 * bool(seen.speech)
    if holds_quotation(question, text):
        score += 0.4
    if seen.speech is None and _UNNAMED.search(text):
        score -= 0.2  # somebody's words, nobody knows whose
    if question.speech and not _says_something(question, text):
        score -= 0.3
    if text.rstrip("\"' ").endswith("?"):
        score -= ASKS
    if question.kind in _FORMS and values(question, seen.text):
        score += ANSWERS_FORM
    if _WHY.search(question.text) and gives_reason(seen.text):
        score += GIVES_REASON
    if seen.asked:
        odds = spoken_odds(cosine, fit.match)
    else:
        odds = sentence_odds(question, text, cosine, fit.match)
    # Several sides need not stand in one sentence.
    likelihood = joined(probability(odds) if found.sides == 1 else 1.0, found.odds)
    hit = seen.hit
    return Evidence(
        hit.passage, hit.article, seen.sentence, seen.speech, seen.asked is not None,
        fit.coverage, fit.match.nearness, cosine, score, likelihood, seen.ties, seen.tied,
    )  # fmt: skip


def _says_something(question: Question, text: str) -> bool:
    """More than who speaks and on what: not "On trade it was the minister who spoke"."""
    told = {
        stem(word)
        for word in words(text)
        if word not in STOP_WORDS and word not in TITLES and word not in CUES
    }
    return len(told - name_words(question.speaker or "")) >= 2

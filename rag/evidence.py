"""Passages and quotations → the few sentences that bear on a question, each with its speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from index.library import Library
from index.quotes.cues import CUES
from index.quotes.names import TITLES
from index.types import ArticleInfo, Hit, Passage, Sentence, Speech
from rag.asked import Asked, is_named, name_words
from rag.bags import bag_of
from rag.coverage import coverage, weights
from rag.likelihood import probability
from rag.question import Question
from rag.retrieve import Retrieved
from rag.ties import Tie, Ties
from rag.weigh import Weigher
from rag.words import STOP_WORDS, fold, stem, stems, telling_words, words

CLOSELY_READ = 6  # sentences that are embedded, after a first choice by words and quotations
FOREMOST = 0.1  # what it adds to a score that the sentence stands in the passage ranked first
SAID = 0.3  # what it adds to a score that the speaker asked for says it
SAID_WITH_OTHERS = 0.22  # the same, where others say it with him

_FULL_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+")
_UNNAMED = re.compile(
    r"\b(?:he|she|they) (?:also |later |then )?(?:said|says|added|told|warned|noted|stressed|wrote|"
    r"argued|insisted|claimed|explained|continued|went on)\b|\b(?:said|added) (?:he|she|they)\b",
    re.IGNORECASE,
)
_QUOTED_WHOLE = re.compile(r"[“\"‘'][^“”\"]*[”\"’']")  # without a full stop it is a subhead


@dataclass(frozen=True)
class Evidence:
    """One sentence that bears on a question.

    ``coverage`` is the weighted share of the question's topic that the sentence and its
    surroundings hold, ``nearness`` that of the whole question that it holds itself or comes near
    to word by word, ``cosine`` its nearness in meaning or that of a quotation in it, all up to 1;
    ``likelihood`` is how likely it is that the articles answer the question. ``speech`` is the
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
        return _support(self.coverage, self.cosine)


def _support(covered: float, cosine: float) -> float:
    return 0.55 * covered + 0.45 * max(0.0, cosine)


def holds_quotation(question: Question, text: str) -> bool:
    """Whether a text holds words that the question puts between quotation marks."""
    plain = fold(text).lower()
    return any(quoted.lower().strip(" .,") in plain for quoted in question.quoted)


@dataclass(frozen=True)
class _Seen:
    """A sentence at first sight, and what is known of whose words it holds."""

    hit: Hit
    at: int
    rank: int  # of its passage, from 0
    coverage: float
    nearness: float
    ties: tuple[Tie, ...]
    speech: Speech | None
    asked: Asked | None = None  # where it holds their words

    @property
    def worth(self) -> float:
        """What it adds to a score whose words the sentence holds."""
        if not self.asked or not self.speech:
            return 0.0
        return SAID if self.asked.is_alone(self.speech.speakers) else SAID_WITH_OTHERS

    @property
    def sentence(self) -> Sentence:
        return self.hit.passage.sentences[self.at]

    @property
    def text(self) -> str:
        return self.hit.passage.sentence_text(self.sentence)

    @property
    def tied(self) -> bool:
        return bool(self.ties) and self.ties[0].speech == self.speech


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
    places = [
        (rank, hit, at)
        for rank, hit in enumerate(found.hits)
        for at in range(len(hit.passage.sentences))
        if not _is_headline(hit, at)
    ]
    if not places:
        return []
    weighted, ties = weights(library, question), Ties(found.quotes)
    near = _nearness(library, question, places)
    seen = [
        _look(hit, at, (rank, coverage(weighted, hit, at), nearness), ties, asked)
        for (rank, hit, at), nearness in zip(places, near, strict=True)
    ]
    seen.sort(key=lambda each: -_promise(question, each))
    close = seen[:CLOSELY_READ]
    cosines = library.embedder.encode([_with_speaker(each) for each in close]) @ found.vector
    evidence = [
        _evidence(question, each, cosine, found.odds)
        for each, cosine in zip(
            seen, [*map(float, cosines), *map(_likely_cosine, seen[CLOSELY_READ:])], strict=True
        )
    ]
    return sorted(evidence, key=lambda each: -each.score)


def _nearness(
    library: Library, question: Question, places: Sequence[tuple[int, Hit, int]]
) -> list[float]:
    """How much of the question each sentence holds or comes near to, word by word."""
    asked = telling_words(question.search_text)
    weigher = Weigher(library, {stem(word): word for word in reversed(asked)})
    bags = [bag_of(hit.passage.sentence_text(hit.passage.sentences[at])) for _, hit, at in places]
    shares: list[float] = (weigher.held(bags) @ weigher.shares).tolist()
    return shares


def _likely_cosine(seen: _Seen) -> float:
    """The cosine of a sentence that is not read closely, as its words let expect."""
    return 0.25 + 0.4 * seen.nearness


def _look(
    hit: Hit, at: int, fit: tuple[int, float, float], ties: Ties, asked: Asked | None
) -> _Seen:
    """A sentence with the act of saying that is asked for, or else the main one.

    What the index gives to somebody goes before the sentence's own record.
    """
    sentence = hit.passage.sentences[at]
    held = ties.of(hit.passage, sentence)
    mine = next((tie for tie in held if asked and asked.said(tie.names)), None)
    own = None if mine else _asked_speech(sentence, asked)
    if mine or (held and own is None):
        first = mine or held[0]
        others = [tie for tie in held if tie is not first]
        return _Seen(hit, at, *fit, (first, *others), first.speech, asked if mine else None)
    speech = own or _main_speech(sentence)
    if speech and speech.mention and not held and ties.open_in(sentence, hit.article.id):
        speech = own = None  # the words stand in the index, and are nobody's there
    return _Seen(hit, at, *fit, tuple(held), speech, asked if own else None)


def _asked_speech(sentence: Sentence, asked: Asked | None) -> Speech | None:
    said = (each for each in sentence.speeches if asked and asked.said(each.speakers))
    return next((each for each in said if not each.aside), None)


def _main_speech(sentence: Sentence) -> Speech | None:
    return next((said for said in sentence.speeches if not said.aside), None)


def _promise(question: Question, seen: _Seen) -> float:
    """What a sentence is worth at first sight, before its meaning is compared."""
    near = max((tie.score for tie in seen.ties), default=0.0)
    own = 0.6 * seen.coverage + 0.4 * seen.nearness
    if seen.asked:
        return own + 0.5 + 0.5 * near
    named = bool(question.speaker) and is_named(question.speaker or "", seen.text)
    return own + 0.5 * max(named, near)


def _evidence(question: Question, seen: _Seen, cosine: float, odds: float) -> Evidence:
    text = fold(seen.text)
    if seen.tied:
        cosine = max(cosine, seen.ties[0].score)
    score = 0.25 * seen.coverage + 0.4 * seen.nearness + 0.35 * max(0.0, cosine)
    score += FOREMOST / (1 + seen.rank)
    if question.speaker and question.speech:
        score += seen.worth or SAID / 2 * is_named(question.speaker, text)
    if question.kind == "who":
        score += 0.1 * bool(seen.speech) + 0.1 * bool(_FULL_NAME.search(text))
        score += 0.1 * (seen.tied and question.of_speech)
    if holds_quotation(question, text):
        score += 0.4
    if seen.speech is None and _UNNAMED.search(text):
        score -= 0.2  # somebody's words, nobody knows whose
    if question.speech and not _says_something(question, text):
        score -= 0.3
    if question.kind in ("when", "number") and re.search(r"\d", text):
        score += 0.05
    hit = seen.hit
    return Evidence(
        hit.passage, hit.article, seen.sentence, seen.speech, seen.asked is not None,
        seen.coverage, seen.nearness, cosine, score, probability(odds), seen.ties, seen.tied,
    )  # fmt: skip


def _says_something(question: Question, text: str) -> bool:
    """More than who speaks and on what: not "On trade it was the minister who spoke"."""
    told = {
        stem(word)
        for word in words(text)
        if word not in STOP_WORDS and word not in TITLES and word not in CUES
    }
    return len(told - name_words(question.speaker or "")) >= 2


def _with_speaker(seen: _Seen) -> str:
    """A sentence with its speaker's name before it, as it is embedded."""
    return f"{seen.speech.speaker}: {seen.text}" if seen.speech else seen.text


def _is_headline(hit: Hit, at: int) -> bool:
    sentence = hit.passage.sentences[at]
    text = hit.passage.sentence_text(sentence)
    if text == hit.article.title:
        return True
    is_finished = re.search(r"[.!?…,]\W*$", text)
    return not is_finished and (len(text) < 25 or bool(_QUOTED_WHOLE.fullmatch(text)))

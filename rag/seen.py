"""Sentences of the passages found, as they fit a question, and whose words each of them holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from index.library import Library
from index.types import Hit, Sentence, Speech
from rag.asked import Asked
from rag.coverage import coverages, weights
from rag.matching import Match, matches
from rag.question import Question
from rag.retrieve import Retrieved
from rag.ties import Tie, Ties
from rag.words import fold

SAID = 0.3  # what it adds to a score that the speaker asked for says it
SAID_WITH_OTHERS = 0.22  # the same, where others say it with him

_FEWEST = 8  # words of a line without a full stop or a number that is more than a subhead
_QUOTED_WHOLE = re.compile(r"[“\"‘'][^“”\"]*[”\"’']")  # without a full stop it is a subhead


@dataclass(frozen=True)
class Fit:
    """How well a sentence fits a question; see :class:`rag.evidence.Evidence`.

    ``rank`` is that of its passage, from 0.
    """

    rank: int
    coverage: float
    match: Match
    cosine: float


@dataclass(frozen=True)
class Seen:
    """A sentence, and what is known of whose words it holds."""

    hit: Hit
    at: int
    fit: Fit
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

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @property
    def speaker(self) -> str | None:
        return self.speech.speaker if self.speech else None

    @property
    def tied(self) -> bool:
        return bool(self.ties) and self.ties[0].speech == self.speech

    @property
    def cosine(self) -> float:
        """Its nearness in meaning, or that of a quotation in it."""
        return max(self.fit.cosine, self.ties[0].score) if self.tied else self.fit.cosine


def read_sentences(
    library: Library, question: Question, found: Retrieved, asked: Asked | None
) -> list[Seen]:
    """Every sentence of the passages found, but for headlines.

    Args:
        library: where they were found.
        question: what is asked.
        found: passages and quotations.
        asked: whose words are wanted, None where nobody's in particular are.
    """
    ties = Ties(found.quotes)
    return [
        _look(hit, at, fit, ties, asked)
        for hit, fits in zip(found.hits, _fits(library, question, found), strict=True)
        for at, fit in enumerate(fits)
        if not _is_headline(hit, at)
    ]


def _fits(library: Library, question: Question, found: Retrieved) -> list[list[Fit]]:
    """How each sentence of each passage fits."""
    weighted = weights(library, question)
    held = matches(library, question, found.hits)
    vectors = library.sentence_vectors([(hit.passage, hit.article) for hit in found.hits])
    cosines = [(rows @ found.vector).tolist() for rows in vectors]
    return [
        [Fit(rank, *each) for each in zip(coverages(weighted, hit), own, near, strict=True)]
        for rank, (hit, own, near) in enumerate(zip(found.hits, held, cosines, strict=True))
    ]


def _look(hit: Hit, at: int, fit: Fit, ties: Ties, asked: Asked | None) -> Seen:
    """A sentence with the act of saying that is asked for, or else the main one.

    What the index gives to somebody goes before the sentence's own record.
    """
    sentence = hit.passage.sentences[at]
    held = ties.of(hit.passage, sentence)
    mine = next((tie for tie in held if asked and asked.said(tie.names)), None)
    own = None if mine else _asked_speech(sentence, asked)
    if own and any(_told_by_another(hit, own, tie) for tie in held):
        own = None
    if mine or (held and own is None):
        first = mine or held[0]
        others = [tie for tie in held if tie is not first]
        return Seen(hit, at, fit, (first, *others), first.speech, asked if mine else None)
    speech = own or _main_speech(sentence)
    if speech and speech.mention and not held and ties.open_in(sentence, hit.article.id):
        speech = own = None  # the words stand in the index, and are nobody's there
    return Seen(hit, at, fit, tuple(held), speech, asked if own else None)


def _told_by_another(hit: Hit, own: Speech, tie: Tie) -> bool:
    """Whether the speaker asked for only stands in another's words: "Lamm said Sorg promised …"."""
    if own.mention is None:
        return False
    passage = hit.passage
    start = passage.text.find(tie.text) + passage.start
    return start <= own.mention[0] and own.mention[1] <= start + len(tie.text)


def _asked_speech(sentence: Sentence, asked: Asked | None) -> Speech | None:
    said = (each for each in sentence.speeches if asked and asked.said(each.speakers))
    return next((each for each in said if not each.aside), None)


def _main_speech(sentence: Sentence) -> Speech | None:
    return next((said for said in sentence.speeches if not said.aside), None)


def _is_headline(hit: Hit, at: int) -> bool:
    sentence = hit.passage.sentences[at]
    text = hit.passage.sentence_text(sentence)
    if text == hit.article.title:
        return True
    is_finished = re.search(r"[.!?…,]\W*$", text)
    short = len(text) < 25 or (len(text.split()) < _FEWEST and not re.search(r"\d", text))
    return not is_finished and (short or bool(_QUOTED_WHOLE.fullmatch(text)))

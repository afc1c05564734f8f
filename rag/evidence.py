"""Passages and quotations → the few sentences that bear on a question, each with its speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from index.library import Library
from index.types import ArticleInfo, Passage, Sentence, Span, Speech
from rag.asked import Asked
from rag.likelihood import joined, probability, sentence_odds, spoken_odds
from rag.question import Question
from rag.retrieve import Retrieved
from rag.scoring import score
from rag.second_look import second_look, with_look
from rag.seen import Seen, read_sentences
from rag.ties import Tie
from rag.words import all_named_in, stems

LONGEST_CITED = 450  # characters of a citation that is more than its sentence


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
        """The words to cite: the sentence, and the text from or up to where its speaker is named.

        Where the sentence itself does not name who speaks ("The treasury secretary warned …"),
        and no more than can be taken in at a glance.
        """
        namer = self._namer
        whole = self._up_to(namer) if namer else None
        return whole if whole and len(whole.text) <= LONGEST_CITED else self._up_to(self.sentence)

    @property
    def named_in(self) -> Evidence | None:
        """The sentence that names who speaks, where the words cited do not reach to it.

        Words of another that it may hold are not what it is evidence of.
        """
        namer, own = self._namer, self.speech
        if namer is None or own is None or self.cited.start <= namer.start < self.cited.end:
            return None
        return replace(
            self, sentence=namer, speech=_speech_of(own.speakers, namer), by_asked_speaker=False,
            ties=(), tied=False, also_in=(),
        )  # fmt: skip

    @cached_property
    def _namer(self) -> Sentence | None:
        """The sentence of the passage that names who speaks, where this one does not.

        "She warned" is read with what stands before it; words that float may as well go on to
        where the same speaker is quoted ("“The ice is thin. We stay here,” Falk said"), but to no
        other mention: the words would seem to be whoever's who speaks there.
        """
        if self.speech is None or all_named_in(self.text, self.speech.speakers):
            return None
        speakers = self.speech.speakers
        naming = [
            each
            for each in self.passage.sentences
            if all_named_in(self.passage.sentence_text(each), speakers)
        ]
        beside = [each for each in naming if each.start < self.sentence.start][-1:]
        if not self.speech.mention:
            after = (each for each in naming if each.start > self.sentence.start)
            beside += [each for each in after if _speech_of(speakers, each)][:1]
        return min(beside, key=lambda each: len(self._up_to(each).text), default=None)

    def _up_to(self, other: Sentence) -> Span:
        """The text from this sentence to another of the passage, both with it."""
        first, last = sorted((self.sentence, other), key=lambda each: each.start)
        passage = self.passage
        text = passage.text[first.start - passage.start : last.end - passage.start]
        return Span(first.start, last.end, text)

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


def _speech_of(speakers: tuple[str, ...], sentence: Sentence) -> Speech | None:
    """The first act of saying in a sentence that is of just these speakers."""
    return next((said for said in sentence.speeches if said.speakers == speakers), None)


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
    seen = read_sentences(library, question, found, asked)
    scored = sorted(((score(question, each), each) for each in seen), key=lambda pair: -pair[0])
    alone = _stands_alone(found, asked)
    scorer = library.answer_scorer if alone and not question.continued else None
    looks = second_look(scorer, question, [each for _, each in scored])
    scores = [with_look(rated, look) for (rated, _), look in zip(scored, looks, strict=True)]
    if found.odds is not None and found.sides == 1:
        # A question that names sources may take several sentences, which the look does not know.
        looks = [None] * len(looks)
    chances = [  # several sides need not stand in one sentence
        _chance(question, each, look, lead) if alone else 1.0
        for (_, each), look, lead in zip(scored, looks, _leads(scores), strict=True)
    ]
    evidence = [
        _evidence(each, fit, joined(chance, found.odds))
        for (_, each), fit, chance in zip(scored, scores, chances, strict=True)
    ]
    return sorted(evidence, key=lambda each: -each.score)


def _leads(scores: Sequence[float]) -> list[float]:
    """By how much each score outdoes the best of the others; of one alone all of it."""
    first, second = [*sorted(scores, reverse=True), 0.0, 0.0][:2]
    return [each - (second if each == first else first) for each in scores]


def _stands_alone(found: Retrieved, asked: Asked | None) -> bool:
    """Whether one sentence can answer: of several people that are asked for, each for himself."""
    return found.sides == 1 or (asked is not None and asked.several)


def _chance(question: Question, seen: Seen, look: float | None, lead: float) -> float:
    """How likely a sentence is to answer, where the articles do."""
    match = seen.fit.match
    if seen.asked:
        return probability(spoken_odds(seen.cosine, match, look))
    return probability(sentence_odds(question, seen.folded, seen.cosine, match, look, lead))


def _evidence(seen: Seen, score: float, likelihood: float) -> Evidence:
    fit, hit = seen.fit, seen.hit
    return Evidence(
        hit.passage, hit.article, seen.sentence, seen.speech, seen.asked is not None,
        fit.coverage, fit.match.nearness, seen.cosine, score, likelihood,
        seen.ties, seen.tied,
    )  # fmt: skip

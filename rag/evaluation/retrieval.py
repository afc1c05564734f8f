"""Are the right passages and sentences found? One question's results, and the figures over all.

Not handled: whether a fact that stands in no indexed article could have been found at all;
it counts as missed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Protocol

from index.tokens import count_tokens
from index.types import Article, ArticleInfo, Hit, Sentence
from rag.evaluation.gold import Case
from rag.evaluation.metrics import Ranks, auroc, hits_at, mean, median, mrr_at, recall_at
from rag.evaluation.needs import Stretch

PASSAGES = 10  # looked at, as the figures' names say
FIRST = 3  # evidence sentences looked at
DIGITS = 4  # of a figure in JSON


class Grounds(Protocol):
    """An evidence sentence; ``rag.evidence.Evidence`` is one."""

    @property
    def text(self) -> str: ...
    @property
    def article(self) -> ArticleInfo: ...
    @property
    def sentence(self) -> Sentence: ...
    @property
    def speaker(self) -> str | None: ...
    @property
    def likelihood(self) -> float:
        """How likely it is that the articles answer the question, between 0 and 1."""
        ...


class Searching(Protocol):
    """A collection that is searched; ``rag.OnRecord`` is one."""

    def search(self, query: str, k: int = ..., /) -> list[Hit]:
        """The best passages first; raises OnRecordError."""
        ...

    def evidence(self, question: str, /, *, k: int = ...) -> Sequence[Grounds]:
        """The best sentences first; raises OnRecordError."""
        ...

    def article(self, article_id: str, /) -> Article:
        """An article with its text."""
        ...


@dataclass(frozen=True)
class Found:
    """What was found for one question.

    ``fact_ranks`` tell for each thing needed the first passage that holds it, from 1;
    ``rank`` the passage from which on an answer is possible; ``score`` is the likelihood
    of the best evidence sentence, 0 where there is none.
    """

    answerable: bool
    rank: int | None
    fact_ranks: Ranks
    in_first_sentences: bool
    score: float
    passage_tokens: tuple[int, ...]
    search_seconds: float
    evidence_seconds: float

    def as_dict(self) -> dict[str, object]:
        return {
            "rank": self.rank,
            "facts": len(self.fact_ranks),
            "facts_found": len(self.fact_ranks) - list(self.fact_ranks).count(None),
            "in_first_sentences": self.in_first_sentences,
            "score": round(self.score, DIGITS),
        }


@dataclass(frozen=True)
class RetrievalScores:
    """How well passages and evidence are found; None where the gold holds nothing to measure by.

    All but ``auroc``, tokens and times are of answerable questions. ``evidence_in_first_3`` is
    the share whose first three evidence sentences allow an answer; ``auroc`` how well the score
    of the best sentence tells answerable questions from others; times are medians in ms.
    """

    hits_at_10: float | None
    hits_at_4: float | None
    mrr_at_10: float | None
    evidence_recall_at_10: float | None
    evidence_in_first_3: float | None
    auroc: float | None
    mean_passage_tokens: float | None
    search_p50_ms: float | None
    evidence_p50_ms: float | None

    def as_dict(self) -> dict[str, float | None]:
        return {
            name: None if value is None else round(value, DIGITS)
            for name, value in asdict(self).items()
        }


def search_for(desk: Searching, case: Case) -> Found:
    """Searches for one question's evidence and holds what is found against the gold.

    Raises:
        UsageError: nothing can be looked up for the question.
    """
    started = time.perf_counter()
    hits = desk.search(case.question, PASSAGES)
    searched = time.perf_counter()
    evidence = desk.evidence(case.question, k=FIRST)[:FIRST]
    ended = time.perf_counter()
    passages = [_passage(desk, hit) for hit in hits]
    sentences = [_sentence(desk, each) for each in evidence]
    ranks = [_first(passages, need.held_by) for need in case.needs]
    shown = [_first(sentences, need.shown_by) for need in case.needs]
    return Found(
        case.answerable,
        rank=_rank(case, ranks),
        fact_ranks=ranks,
        in_first_sentences=_rank(case, shown) is not None,
        score=evidence[0].likelihood if evidence else 0.0,
        passage_tokens=tuple(count_tokens(hit.passage.text) for hit in hits),
        search_seconds=searched - started,
        evidence_seconds=ended - searched,
    )


def retrieval_scores(results: Iterable[Found]) -> RetrievalScores:
    """The figures over all questions."""
    results = list(results)
    known = [result for result in results if result.answerable]
    ranks = [result.rank for result in known]
    return RetrievalScores(
        hits_at_10=hits_at(10, ranks),
        hits_at_4=hits_at(4, ranks),
        mrr_at_10=mrr_at(10, ranks),
        evidence_recall_at_10=recall_at(10, [result.fact_ranks for result in known]),
        evidence_in_first_3=mean(result.in_first_sentences for result in known),
        auroc=auroc(
            [result.score for result in known],
            [result.score for result in results if not result.answerable],
        ),
        mean_passage_tokens=mean(count for result in results for count in result.passage_tokens),
        search_p50_ms=median(1000 * result.search_seconds for result in results),
        evidence_p50_ms=median(1000 * result.evidence_seconds for result in results),
    )


def _rank(case: Case, ranks: Ranks) -> int | None:
    """From which place on an answer is possible, by the places where its needs are met."""
    found = [rank for rank in ranks if rank is not None]
    if case.together:
        return max(found) if found and len(found) == len(ranks) else None
    return min(found, default=None)


def _first(found: Sequence[Stretch], meets: Callable[[Stretch], bool]) -> int | None:
    return next((rank for rank, each in enumerate(found, start=1) if meets(each)), None)


def _passage(desk: Searching, hit: Hit) -> Stretch:
    passage = hit.passage
    return _stretch(desk, passage.text, passage.start, passage.end, hit.article, passage.speakers)


def _sentence(desk: Searching, grounds: Grounds) -> Stretch:
    speakers = (grounds.speaker,) if grounds.speaker else ()
    sentence = grounds.sentence
    return _stretch(desk, grounds.text, sentence.start, sentence.end, grounds.article, speakers)


def _stretch(
    desk: Searching,
    text: str,
    start: int,
    end: int,
    article: ArticleInfo,
    speakers: tuple[str, ...],
) -> Stretch:
    return Stretch(text, start, end, article, speakers, lambda: desk.article(article.id).text)

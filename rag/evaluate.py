"""A gold file scored against a collection: are the right passages and sentences found?

Not handled: whether a fact that stands in no indexed article could have been found at all;
it counts as missed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from index.errors import ReadError, UsageError
from index.tokens import count_tokens
from index.types import Article, ArticleInfo, Hit, Progress, Sentence
from rag.gold import Case, parse_case, read_lines
from rag.metrics import Ranks, auroc, hits_at, mean, median, mrr_at, recall_at
from rag.needs import Stretch

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


class Desk(Protocol):
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
class CaseResult:
    """How one question fared.

    ``fact_ranks`` tell for each thing needed the first passage that holds it, from 1;
    ``rank`` the passage from which on an answer is possible; ``score`` is the likelihood
    of the best evidence sentence, 0 where there is none.
    """

    case: Case
    fact_ranks: Ranks
    in_first_sentences: bool
    score: float
    passage_tokens: tuple[int, ...]
    search_seconds: float
    evidence_seconds: float

    @property
    def rank(self) -> int | None:
        return _rank(self.case, self.fact_ranks)

    def as_dict(self) -> dict[str, object]:
        return {
            "id": self.case.id,
            "question": self.case.question,
            "answerable": self.case.answerable,
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


@dataclass(frozen=True)
class Evaluation:
    """Every question's result, and the numbers of the lines that are no gold, each with why."""

    results: tuple[CaseResult, ...]
    failed: tuple[tuple[int, str], ...]

    @property
    def answerable(self) -> int:
        """How many questions the articles answer."""
        return sum(result.case.answerable for result in self.results)

    @property
    def retrieval(self) -> RetrievalScores:
        return retrieval_scores(self.results)

    def as_dict(self) -> dict[str, object]:
        return {
            "questions": len(self.results),
            "answerable": self.answerable,
            "unanswerable": len(self.results) - self.answerable,
            "failed": [{"line": line, "error": error} for line, error in self.failed],
            "retrieval": self.retrieval.as_dict(),
            "cases": [result.as_dict() for result in self.results],
        }


def evaluate_file(desk: Desk, gold: Path, progress: Progress | None = None) -> Evaluation:
    """Scores each line of a gold file; one that cannot be scored is reported, the rest goes on.

    Args:
        desk: the collection.
        gold: a file in one of the forms of :mod:`rag.gold`.
        progress: called with (lines done, lines in all, what is being done).

    Raises:
        ReadError: the file cannot be read, or no line of it can be scored.
        IndexProblem: the collection cannot be searched.
    """
    lines = read_lines(gold)
    desk.evidence("warm up", k=1)  # so that no question waits for a model
    results: list[CaseResult] = []
    failed: list[tuple[int, str]] = []
    for done, (number, line) in enumerate(lines, start=1):
        try:
            results.append(score_case(desk, parse_case(line)))
        except (ReadError, UsageError) as error:
            failed.append((number, str(error)))
        if progress:
            progress(done, len(lines), f"line {number}")
    if not results:
        number, reason = failed[0]
        raise ReadError(f"holds no gold: line {number}: {reason}")
    return Evaluation(tuple(results), tuple(failed))


def score_case(desk: Desk, case: Case) -> CaseResult:
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
    shown = [_first(sentences, need.shown_by) for need in case.needs]
    return CaseResult(
        case,
        fact_ranks=[_first(passages, need.held_by) for need in case.needs],
        in_first_sentences=_rank(case, shown) is not None,
        score=evidence[0].likelihood if evidence else 0.0,
        passage_tokens=tuple(count_tokens(hit.passage.text) for hit in hits),
        search_seconds=searched - started,
        evidence_seconds=ended - searched,
    )


def retrieval_scores(results: Iterable[CaseResult]) -> RetrievalScores:
    """The figures over all questions."""
    results = list(results)
    known = [result for result in results if result.case.answerable]
    ranks = [result.rank for result in known]
    return RetrievalScores(
        hits_at_10=hits_at(10, ranks),
        hits_at_4=hits_at(4, ranks),
        mrr_at_10=mrr_at(10, ranks),
        evidence_recall_at_10=recall_at(10, [result.fact_ranks for result in known]),
        evidence_in_first_3=mean(result.in_first_sentences for result in known),
        auroc=auroc(
            [result.score for result in known],
            [result.score for result in results if not result.case.answerable],
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


def _passage(desk: Desk, hit: Hit) -> Stretch:
    passage = hit.passage
    return _stretch(desk, passage.text, passage.start, passage.end, hit.article, passage.speakers)


def _sentence(desk: Desk, grounds: Grounds) -> Stretch:
    speakers = (grounds.speaker,) if grounds.speaker else ()
    sentence = grounds.sentence
    return _stretch(desk, grounds.text, sentence.start, sentence.end, grounds.article, speakers)


def _stretch(
    desk: Desk, text: str, start: int, end: int, article: ArticleInfo, speakers: tuple[str, ...]
) -> Stretch:
    return Stretch(text, start, end, article, speakers, lambda: desk.article(article.id).text)

"""A gold file scored against a collection: what is found, what is answered, or both.

Not handled: questions asked at the same time, as many readers would.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.errors import ReadError, UsageError
from index.types import Progress
from rag.evaluation.answers import Answering, Asked, ask
from rag.evaluation.faults import Fault, faults
from rag.evaluation.figures import AnswerScores, answer_scores
from rag.evaluation.gold import Case, parse_case
from rag.evaluation.lines import read_lines
from rag.evaluation.retrieval import (
    Found,
    RetrievalScores,
    Searching,
    retrieval_scores,
    search_for,
)


@dataclass(frozen=True)
class CaseResult:
    """How one question fared: what was found and what was answered, each where it was scored."""

    case: Case
    found: Found | None = None
    asked: Asked | None = None

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Why it counts as missed, worst first; nothing where all is well."""
        return faults(self.found, self.asked)

    def as_dict(self) -> dict[str, object]:
        return {
            "id": self.case.id,
            "question": self.case.question,
            "answerable": self.case.answerable,
            **(self.found.as_dict() if self.found else {}),
            **(self.asked.as_dict() if self.asked else {}),
            "faults": [fault.kind for fault in self.faults],
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
    def missed(self) -> tuple[CaseResult, ...]:
        """The questions that did not fare as they should."""
        return tuple(result for result in self.results if result.faults)

    @property
    def retrieval(self) -> RetrievalScores | None:
        """The figures of what was found; None where nothing was searched for."""
        found = [result.found for result in self.results if result.found]
        return retrieval_scores(found) if found else None

    @property
    def answers(self) -> AnswerScores | None:
        """The figures of what was answered; None where nothing was asked."""
        asked = [result.asked for result in self.results if result.asked]
        return answer_scores(asked) if asked else None

    def as_dict(self) -> dict[str, object]:
        retrieval, answers = self.retrieval, self.answers
        return {
            "questions": len(self.results),
            "answerable": self.answerable,
            "unanswerable": len(self.results) - self.answerable,
            "failed": [{"line": line, "error": error} for line, error in self.failed],
            "retrieval": retrieval.as_dict() if retrieval else None,
            "answers": answers.as_dict() if answers else None,
            "cases": [result.as_dict() for result in self.results],
        }


def evaluate_file(
    searching: Searching | None,
    gold: Path,
    progress: Progress | None = None,
    *,
    answering: Answering | None = None,
) -> Evaluation:
    """Scores each line of a gold file; one that cannot be scored is reported, the rest goes on.

    Args:
        searching: the collection whose passages and evidence are scored; None scores none.
        gold: a file in one of the forms of :mod:`rag.evaluation.gold`.
        progress: called with (lines done, lines in all, what is being done).
        answering: the collection whose answers are scored; None scores none.

    Raises:
        ReadError: the file cannot be read, or no line of it can be scored.
        OnRecordError: the collection or a model cannot be used.
    """
    lines = read_lines(gold)
    _warm(searching, answering)
    report = progress or (lambda done, total, doing: None)
    report(0, len(lines), "begins")
    results: list[CaseResult] = []
    failed: list[tuple[int, str]] = []
    for done, (number, line) in enumerate(lines, start=1):
        try:
            results.append(score_case(parse_case(line), searching, answering))
        except (ReadError, UsageError) as error:
            failed.append((number, str(error)))
        report(done, len(lines), f"line {number}")
    if not results:
        number, reason = failed[0]
        raise ReadError(f"holds no gold: line {number}: {reason}")
    return Evaluation(tuple(results), tuple(failed))


def score_case(
    case: Case, searching: Searching | None, answering: Answering | None = None
) -> CaseResult:
    """One question's result.

    Raises:
        UsageError: nothing can be looked up for the question.
    """
    found = search_for(searching, case) if searching else None
    return CaseResult(case, found, ask(answering, case) if answering else None)


def _warm(searching: Searching | None, answering: Answering | None) -> None:
    """Loads models, so that no question waits for them."""
    if answering:
        answering.warm()
    if searching:
        searching.evidence("warm up", k=1)

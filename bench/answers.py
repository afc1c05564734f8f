"""Answers against a gold file, as ``onrecord eval`` scores them, with the misses.

Once with the language model that comes with OnRecord and once with none, through the same code, so
that what the model adds is seen: without one every sentence is quoted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from index.library import Library
from index.types import Article, Filters
from rag import Answer, OnRecord
from rag.answer import stream_answer
from rag.consult import consult
from rag.evaluate import CaseResult, evaluate_file
from rag.evaluation.answers import Answering
from rag.model import Message
from rag.question import understand
from rag.types import Turn
from ui.eval_output import question_progress, show_evaluation


def run(data: Path, gold: Path) -> None:
    for answering in (OnRecord(data), _Quoting(data)):
        _evaluate(answering, gold)


def _evaluate(answering: Answering, gold: Path) -> None:
    with question_progress(quiet=False) as progress:
        evaluation = evaluate_file(None, gold, progress, answering=answering)
    for result in evaluation.missed:
        print(_miss(result))
    show_evaluation(str(gold), evaluation, as_json=False)


def _miss(result: CaseResult) -> str:
    assert result.asked
    reasons = " ".join(fault.why for fault in result.faults)
    return f"  {result.case.question}\n      {reasons}\n      {result.asked.answer.text[:160]}"


class _Silent:
    """A language model that writes nothing."""

    name = "no model"

    def stream(
        self, messages: Sequence[Message], *, opening: str, max_tokens: int
    ) -> Iterator[str]:
        return iter(())

    def warm(self) -> None:
        """There is nothing to load."""


class _Quoting:
    """A collection whose answers are quoted sentences only."""

    def __init__(self, data: Path) -> None:
        self._library = Library(data)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        *_, answer = stream_answer(self._library, _Silent(), question, history)
        assert isinstance(answer, Answer)
        return answer

    def article(self, article_id: str) -> Article:
        found = self._library.article(article_id)
        assert found, article_id
        return found

    def warm(self) -> None:
        """Loads the embedder and the scorer."""
        consult(self._library, understand("Who said so?"), Filters())

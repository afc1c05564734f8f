"""What `eval` prints: figures as a table or as one JSON object, and how far it has come.

Not handled: questions one by one in the table; the JSON object has them.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from index.types import Progress
from rag.evaluate import Evaluation, RetrievalScores
from ui.output import on_one_line, show_json
from ui.progress import INTERVAL, Clock
from ui.wording import counted

NOTHING = "–"  # where there is nothing to measure by


def show_evaluation(name: str, evaluation: Evaluation, as_json: bool) -> None:
    """The figures, and each line that is no gold on standard error.

    Args:
        name: the gold file.
        evaluation: how it was scored.
        as_json: whether to print one object with every question's result.
    """
    for line, error in evaluation.failed:
        click.echo(f"onrecord: {on_one_line(name)}: line {line}: {on_one_line(error)}", err=True)
    if as_json:
        show_json(evaluation.as_dict())
        return
    asked, known = len(evaluation.results), evaluation.answerable
    click.echo(
        f"{on_one_line(name)}: {counted(asked, 'question')}, "
        f"{known:,} that the articles answer, {asked - known:,} that they don't"
    )
    for figure, value, meaning in _rows(evaluation.retrieval):
        click.echo(f"  {figure:<9} {value:>10}  {meaning}")


def _rows(scores: RetrievalScores) -> list[tuple[str, str, str]]:
    """Each figure's name, value and meaning."""
    share, number = "{:.3f}".format, "{:,.0f}".format
    milliseconds = "{:,.1f} ms".format
    figures = (
        ("Hits@10", scores.hits_at_10, share, "answered by the first 10 passages"),
        ("Hits@4", scores.hits_at_4, share, "answered by the first 4"),
        ("MRR@10", scores.mrr_at_10, share, "1 over the rank of the first that answers"),
        ("Recall@10", scores.evidence_recall_at_10, share, "of a question's facts in the first 10"),
        ("First 3", scores.evidence_in_first_3, share, "answered by the first 3 sentences"),
        ("AUROC", scores.auroc, share, "how well the evidence score tells which have an answer"),
        ("Tokens", scores.mean_passage_tokens, number, "in a passage, on average"),
        ("Search", scores.search_p50_ms, milliseconds, "to the passages, median"),
        ("Evidence", scores.evidence_p50_ms, milliseconds, "to the evidence sentences, median"),
    )
    return [
        (name, NOTHING if value is None else form(value), meaning)
        for name, value, form, meaning in figures
    ]


@contextmanager
def question_progress(quiet: bool) -> Iterator[Progress]:
    """A callback that shows on standard error how many questions are done; nothing if ``quiet``."""
    if quiet:
        yield lambda done, total, doing: None
    elif sys.stderr.isatty():
        from tqdm import tqdm

        with tqdm(unit=" questions", delay=1, leave=False, file=sys.stderr) as bar:

            def show(done: int, total: int | None, doing: str) -> None:
                bar.total = total
                bar.update(done - bar.n)

            yield show
    else:
        yield QuestionLines(lambda line: print(line, file=sys.stderr, flush=True))


class QuestionLines:
    """A progress callback that writes a line now and then."""

    def __init__(self, write: Callable[[str], object], clock: Clock = time.monotonic) -> None:
        self._write = write
        self._clock = clock
        self._due = clock() + INTERVAL

    def __call__(self, done: int, total: int | None, doing: str) -> None:
        if self._clock() < self._due:
            return
        self._write(f"{done:,} of {counted(total or done, 'question')}")
        self._due = self._clock() + INTERVAL

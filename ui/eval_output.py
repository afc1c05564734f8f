"""What `eval` prints: figures as a table or as one JSON object, and how far it has come.

Not handled: questions one by one in the table; the JSON object has them, the report the missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager

import click

from index.types import Progress
from rag.evaluate import Evaluation
from ui.eval_figures import Row, answer_rows, retrieval_rows
from ui.output import on_one_line, show_json
from ui.progress import progress_bar
from ui.wording import counted


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
    click.echo(f"{on_one_line(name)}: {headline(evaluation)}")
    if retrieval := evaluation.retrieval:
        _show_table("What is found", retrieval_rows(retrieval))
    if answers := evaluation.answers:
        _show_table("What is answered", answer_rows(answers))


def headline(evaluation: Evaluation) -> str:
    """How many questions there are of either kind."""
    asked, known = len(evaluation.results), evaluation.answerable
    return (
        f"{counted(asked, 'question')}, "
        f"{known:,} that the articles answer, {asked - known:,} that they don't"
    )


def question_progress(quiet: bool) -> AbstractContextManager[Progress]:
    """A callback that shows on standard error how many questions are done; nothing if ``quiet``."""
    return progress_bar(quiet, "question")


def _show_table(title: str, rows: Sequence[Row]) -> None:
    """The rows below each other; no column of counts where there are none."""
    names, values, counts = (max(len(row[at]) for row in rows) for at in range(3))
    click.echo(f"{title}:")
    for row in rows:
        count = f"  {row.of:>{counts}}" if counts else ""
        click.echo(f"  {row.name:<{names}}  {row.value:>{values}}{count}  {row.meaning}")

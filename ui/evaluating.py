"""The command `eval`: how well the right passages are found, on a gold file of the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from index.errors import ReadError
from rag.evaluate import evaluate_file
from ui.eval_output import question_progress, show_evaluation
from ui.options import desk_of, global_options, is_quiet
from ui.output import on_one_line


@click.command(name="eval")
@click.argument("gold", metavar="GOLD.jsonl")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, with every question.")
@global_options
@click.pass_context
def evaluate(
    context: click.Context, /, gold: str, as_json: bool, quiet: bool, **options: Any
) -> None:
    """Score how well the right passages are found, on a gold file of your own.

    A line is a question and what answers it: {"question", "evidence": [{"fact": "…"}]} in the
    articles' own words, or {"question", "answers": ["…"], "context"?}, or the form of the sample
    questions (seeds/questions.jsonl). An empty list says that the articles don't answer it.
    """
    desk = desk_of(context, **options)
    try:
        with question_progress(is_quiet(context, quiet)) as progress:
            evaluation = evaluate_file(desk, Path(gold), progress)
    except ReadError as error:
        raise ReadError(f"{on_one_line(gold)}: {on_one_line(str(error))}") from error
    show_evaluation(gold, evaluation, as_json)
    if evaluation.failed:
        context.exit(1)

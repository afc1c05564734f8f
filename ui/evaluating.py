"""The command `eval`: what is found and answered, on a gold file of the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from index.errors import OnRecordError, ReadError
from rag.evaluate import Evaluation, evaluate_file
from ui.downloading import fetch_model
from ui.eval_output import question_progress, show_evaluation
from ui.eval_report import report_page
from ui.options import desk_of, global_options, is_quiet, require
from ui.output import on_one_line
from ui.wording import counted


@click.command(name="eval")
@click.argument("gold", metavar="GOLD.jsonl")
@click.option(
    "--only",
    type=click.Choice(["retrieval", "answers"]),
    help="Score only what is found, or only what is answered; answers take about a second each.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, with every question.")
@click.option("--report", metavar="FILE.html", help="Write a page with the figures and the misses.")
@global_options
@click.pass_context
def evaluate(
    context: click.Context,
    /,
    gold: str,
    only: str | None,
    as_json: bool,
    report: str | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Score what is found, and what is answered, on a gold file of your own.

    A line is a question and what answers it: {"question", "answers": ["…"], "context"?}, or
    {"question", "evidence": [{"fact": "…"}]} in the articles' own words, or the form of the sample
    questions (seeds/questions.jsonl). An empty list says that the articles don't answer it.
    """
    desk = desk_of(context, **options)
    if report is not None:
        _check_writable(report)  # before minutes are spent
    if only != "retrieval":
        fetch_model(desk, is_quiet(context, quiet))
    try:
        with question_progress(is_quiet(context, quiet)) as progress:
            evaluation = evaluate_file(
                None if only == "answers" else desk,
                Path(gold),
                progress,
                answering=None if only == "retrieval" else desk,
            )
    except ReadError as error:
        raise ReadError(f"{on_one_line(gold)}: {on_one_line(str(error))}") from error
    show_evaluation(gold, evaluation, as_json)
    if report is not None:
        _write_report(report, gold, evaluation)
    if not as_json:
        click.echo(_misses(len(evaluation.missed), report))
    if evaluation.failed:
        context.exit(1)


def _check_writable(report: str) -> None:
    require("\0" not in report, "--report has a name that no file can have")
    file = Path(report)
    require(not file.is_dir(), f"--report {report} is a folder; name a file in it")
    require(file.parent.is_dir(), f"--report {report}: there is no folder {file.parent}; make it")


def _write_report(report: str, gold: str, evaluation: Evaluation) -> None:
    try:
        Path(report).write_text(report_page(gold, evaluation), encoding="utf-8")
    except OSError as error:
        reason = error.strerror or error
        raise OnRecordError(f"{on_one_line(report)}: cannot be written ({reason})") from error


def _misses(count: int, report: str | None) -> str:
    if not count:
        return "Nothing is missed."
    shown = f"shown in {on_one_line(report)}" if report else "--report FILE.html shows them"
    return f"{counted(count, 'question')} missed; {shown}"

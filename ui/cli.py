"""The command line: parsing, and which status a run ends with. What is printed is in ui.output."""

from __future__ import annotations

import io
import os
import sys
from typing import Any

import click

from index.errors import OnRecordError
from index.types import Filters
from rag import OnRecord
from ui import batch, output
from ui.downloading import fetch_model
from ui.evaluating import evaluate
from ui.options import desk_of, filter_options, global_options, is_quiet, require
from ui.progress import progress_bar
from ui.quotes import quotes
from ui.wording import no_passage

INTERRUPTED = 130


def main() -> None:
    """Runs the command line and ends the process with its status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that is not UTF-8
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit status: 0 done, 1 explained failure, 2 wrong usage, 130 interrupted."""
    try:
        # Not cli.main, which ends with 1 where the reader of the output goes away.
        with cli.make_context("onrecord", list(arguments)) as context:
            cli.invoke(context)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except OnRecordError as error:
        click.echo(f"onrecord: {error}", err=True)
        return error.exit_status
    except BrokenPipeError:
        # The reader of our output went away, as `head` does; nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return 0


@click.group()
@global_options
@click.version_option(package_name="onrecord")
def cli(**_options: object) -> None:
    """Ask a collection of articles who said what; answers cite the exact words they rest on."""


@cli.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL|- ...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--prune", is_flag=True, help="Take out articles whose file is gone.")
@click.option("--watch", is_flag=True, help="Stay, and follow the files and folders.")
@click.option("--allow-private", is_flag=True, help="Let a URL lead into a private network.")
@global_options
@click.pass_context
def add(
    context: click.Context,
    /,
    sources: tuple[str, ...],
    as_json: bool,
    prune: bool,
    watch: bool,
    allow_private: bool,
    quiet: bool,
    **options: Any,
) -> None:
    """Add or update articles: files, folders, web pages, feeds, or JSONL on standard input (-).

    The format is told by content: web pages, feeds, PDF, Word, PowerPoint, EPUB, mail,
    text, Markdown, JSONL, and zip archives of them. What has not changed is left alone.
    """
    desk, silent = desk_of(context, **options), is_quiet(context, quiet)
    named = [source for source in sources if source != "-"]
    if watch:
        require(
            "-" not in sources and not any("://" in each for each in named),
            "--watch follows files and folders only",
        )
        _follow(desk, named, prune, as_json, silent)
        return
    records = batch.standard_input() if "-" in sources else ()
    with progress_bar(silent) as progress:
        report = desk.add(
            *named,
            records=records,
            progress=progress,
            prune=prune,
            allow_private=allow_private,
        )
    output.show_report(report, as_json, silent)
    if report.failed and not (report.added or report.updated or report.unchanged or report.removed):
        context.exit(1)


def _follow(desk: OnRecord, named: list[str], prune: bool, as_json: bool, silent: bool) -> None:
    """Adds, and adds again after every change, until it is interrupted."""
    with progress_bar(silent) as progress:
        for report in desk.watch(*named, progress=progress, prune=prune):
            output.show_report(report, as_json, silent)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@global_options
@click.pass_context
def articles(context: click.Context, /, as_json: bool, quiet: bool, **options: Any) -> None:
    """List the articles in the index."""
    output.show_articles(desk_of(context, **options).articles(), as_json)


@cli.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@global_options
@click.pass_context
def remove(context: click.Context, /, ids: tuple[str, ...], quiet: bool, **options: Any) -> None:
    """Remove articles from the index by their ids."""
    with progress_bar(is_quiet(context, quiet)) as progress:
        removed = desk_of(context, **options).remove(*ids, progress=progress)
    for article_id in removed:
        click.echo(f"removed {article_id}")
    if missing := [article_id for article_id in ids if article_id not in removed]:
        raise OnRecordError(
            f"there is no article {', '.join(missing)}; `onrecord articles` lists those there are"
        )


@cli.command()
@click.argument("question", required=False)
@click.option("--batch", "batch_file", metavar="FILE|-", help="JSONL questions, one answer a line.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer object.")
@click.option("--drafts", is_flag=True, help="Show the model's refused sentences and why.")
@filter_options
@global_options
@click.pass_context
def ask(
    context: click.Context,
    /,
    question: str | None,
    batch_file: str | None,
    as_json: bool,
    drafts: bool,
    quiet: bool,
    data: str | None,
    model: str | None,
    **filters: str | None,
) -> None:
    """Answer a question from the articles, with citations."""
    desk, wanted = desk_of(context, data, model), Filters(**filters)
    require(batch_file is None or question is None, "give a question or --batch, not both")
    require(batch_file is None or not drafts, "give --drafts with one question, not with --batch")
    require(
        question is not None or batch_file is not None,
        "a question is missing; put it between quotation marks",
    )
    fetch_model(desk, is_quiet(context, quiet))
    if batch_file is not None:
        context.exit(batch.answer_all(desk, batch.open_lines(batch_file), wanted))
    assert question is not None
    if as_json:
        output.show_json(output.answer_object(desk.ask(question, filters=wanted), drafts))
    else:
        output.show_answer(desk.stream(question, filters=wanted), drafts)


@cli.command()
@click.argument("query", required=False)
@click.option("-k", "count", type=click.IntRange(1, 1000), default=10, help="How many passages.")
@click.option("--batch", "batch_file", metavar="FILE|-", help="JSONL queries, one result a line.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@filter_options
@global_options
@click.pass_context
def search(
    context: click.Context,
    /,
    query: str | None,
    count: int,
    batch_file: str | None,
    as_json: bool,
    quiet: bool,
    data: str | None,
    model: str | None,
    **filters: str | None,
) -> None:
    """Rank passages for a query."""
    desk, wanted = desk_of(context, data, model), Filters(**filters)
    if batch_file is not None:
        require(query is None, "give a query or --batch, not both")
        context.exit(batch.search_all(desk, batch.open_lines(batch_file), count, wanted))
    require(query is not None, "a query is missing; put it between quotation marks")
    assert query is not None
    found = batch.timed_search(desk, query, count, wanted)
    if as_json:
        output.show_json(found.as_dict())
    else:
        output.show_passages(found.hits)
    if not found.hits and not quiet:
        click.echo(f"onrecord: {output.on_one_line(no_passage(wanted))}", err=True)


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve on.")
@click.option("--port", default=7860, show_default=True, type=click.IntRange(1, 65535))
@click.option("--no-browser", is_flag=True, help="Do not open a browser window.")
@global_options
@click.pass_context
def chat(
    context: click.Context, /, host: str, port: int, no_browser: bool, quiet: bool, **options: Any
) -> None:
    """Open the chat in a browser."""
    desk = desk_of(context, **options)
    fetch_model(desk, is_quiet(context, quiet))
    from ui.serving import launch  # gradio takes seconds to import

    launch(desk, host, port, open_browser=not no_browser)


@cli.command()
@global_options
@click.pass_context
def doctor(context: click.Context, /, quiet: bool, **options: Any) -> None:
    """Say what is installed, whether it works offline, and what to do about what doesn't."""
    from ui.doctor import examine

    findings = examine(desk_of(context, **options))
    output.show_findings(findings)
    if not all(finding.well for finding in findings):
        context.exit(1)


cli.add_command(quotes)
cli.add_command(evaluate)

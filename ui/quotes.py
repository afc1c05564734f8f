"""The command `quotes`: who said what, from the index or straight from text files."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import click

from index.errors import ReadError
from index.quotes.language import is_english
from index.types import Filters
from rag import OnRecord
from ui import output
from ui.options import desk_of, filter_options, global_options, is_quiet, require
from ui.texts import text_as_it_stands
from ui.wording import descriptions, nothing_found


@click.command()
@click.option("--about", metavar="TEXT", help="Only quotations about this, the nearest first.")
@click.option(
    "--file", "files", metavar="PATH|-", multiple=True,
    help="Read this text file instead of the index, as it stands; may be given many times.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, or one a file.")
@filter_options
@global_options
@click.pass_context
def quotes(
    context: click.Context,
    /,
    about: str | None,
    files: tuple[str, ...],
    as_json: bool,
    speaker: str | None,
    quiet: bool,
    data: str | None,
    model: str | None,
    **narrowed: str | None,
) -> None:
    """List who said what, from the index or from text files.

    With --file nothing is indexed: each file's text is taken as it stands, and spans count in it.
    """
    desk = desk_of(context, data, model)
    wanted = {"speaker": speaker, "about": about, **narrowed}
    _refuse_empty(wanted)
    if files:
        given = ", ".join(f"--{name}" for name, value in wanted.items() if value is not None)
        require(not given, f"--file takes whole files; leave out {given}")
        context.exit(_from_files(desk, files, as_json, is_quiet(context, quiet)))
    _from_index(desk, speaker, about, Filters(**narrowed), as_json, is_quiet(context, quiet))


def _refuse_empty(wanted: dict[str, Any]) -> None:
    for name, value in wanted.items():
        require(value is None or bool(value.strip()), f"--{name} is empty; fill it or leave it out")


def _from_index(
    desk: OnRecord,
    speaker: str | None,
    about: str | None,
    filters: Filters,
    as_json: bool,
    silent: bool,
) -> None:
    started = time.perf_counter()
    found = desk.quotes(speaker, about, filters)
    if as_json:
        seconds = round(time.perf_counter() - started, 4)
        output.show_json({"quotes": [each.as_dict() for each in found], "seconds": seconds})
    elif found:
        output.show_found_quotes(found, descriptions(desk.people()))
    if not found and not silent:
        line = nothing_found(speaker, about, filters, desk.people())
        click.echo(f"onrecord: {output.on_one_line(line)}", err=True)


def _from_files(desk: OnRecord, files: Sequence[str], as_json: bool, silent: bool) -> int:
    """Each file's quotations, in the order given; the exit status, 1 where a file failed."""
    status = 0
    for name in files:
        try:
            text = text_as_it_stands(name)
            found = desk.extract(text)
        except ReadError as error:
            status = 1
            click.echo(f"onrecord: {output.on_one_line(name)}: {error}", err=True)
            if as_json:
                output.show_json({"path": name, "error": str(error)})
            continue
        if not (silent or is_english(text)):
            line = f"{output.on_one_line(name)}: not in English, so no quotations are looked for"
            click.echo(f"onrecord: {line}", err=True)
        if as_json:
            output.show_json({"path": name, "quotes": [quote.as_dict() for quote in found]})
        else:
            output.show_file_quotes(name, found)
    return status

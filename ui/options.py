"""The options that several commands share, and the desk that they ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from rag import OnRecord

F = TypeVar("F", bound=Callable[..., Any])


def global_options(command: F) -> F:
    """The options that may stand before or after a command's name."""
    for option in (
        click.option("--quiet", is_flag=True, help="No progress and no warnings."),
        click.option(
            "--model",
            metavar="GGUF|REPO:FILE|URL",
            help="Language model: a GGUF file, one of a Hugging Face repository (owner/name:file), "
            "or a model server's address.",
        ),
        click.option("--data", metavar="DIR", help="The index [env: ONRECORD_DATA]."),
    ):
        command = option(command)
    return command


def filter_options(command: F) -> F:
    """The options that narrow what is looked in."""
    for name, metavar, what in (
        ("--speaker", "NAME", "Only words of this speaker."),
        ("--outlet", "NAME", "Only articles of this outlet."),
        ("--until", "DATE", "Only articles published by this day, month or year."),
        ("--since", "DATE", "Only articles published from this day, month or year on."),
    ):
        command = click.option(name, metavar=metavar, help=what)(command)
    return command


def desk_of(context: click.Context, data: str | None, model: str | None) -> OnRecord:
    """The desk that the options before and after the command's name ask for."""
    before = context.find_root().params
    return OnRecord(data or before.get("data"), model or before.get("model"))


def require(condition: bool, message: str) -> None:
    """Ends a command with wrong usage unless the condition holds."""
    if not condition:
        raise click.UsageError(message)


def is_quiet(context: click.Context, quiet: bool) -> bool:
    """Whether --quiet stands before or after the command's name."""
    return bool(quiet or context.find_root().params.get("quiet"))

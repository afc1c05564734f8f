"""Many questions or queries from a file, one JSON object a line in and out, in order."""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from index.errors import UsageError
from index.types import Filters, Hit
from rag import OnRecord, Turn
from ui.output import show_json


@dataclass(frozen=True)
class Found:
    """Ranked passages and how long they took to find."""

    hits: list[Hit]
    seconds: float

    def as_dict(self) -> dict[str, object]:
        """The contract's search result."""
        return {
            "passages": [hit.as_dict() for hit in self.hits],
            "seconds": round(self.seconds, 4),
        }


def timed_search(desk: OnRecord, query: str, count: int, filters: Filters) -> Found:
    """One query's passages."""
    started = time.perf_counter()
    return Found(desk.search(query, count, filters), time.perf_counter() - started)


def open_lines(name: str) -> Iterable[str]:
    """The lines of a file, or of standard input for "-"."""
    if name == "-":
        return standard_input()
    try:
        return Path(name).read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"--batch {name} cannot be read ({error}); give a JSONL file") from error


def standard_input() -> Iterable[str]:
    """The lines of standard input; bytes that are not UTF-8 are left for each line's own check."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    return sys.stdin


def answer_all(desk: OnRecord, lines: Iterable[str], filters: Filters) -> int:
    """Answers every line; the exit status, 1 where any line failed."""

    def answer(record: dict[str, Any]) -> dict[str, object]:
        history = [Turn(str(turn["question"]), str(turn["answer"])) for turn in _history(record)]
        return desk.ask(_text(record, "question"), history, filters).as_dict()

    return _each(lines, answer)


def search_all(desk: OnRecord, lines: Iterable[str], count: int, filters: Filters) -> int:
    """Searches for every line's question or query; the exit status."""

    def search(record: dict[str, Any]) -> dict[str, object]:
        key = "query" if "query" in record else "question"
        return timed_search(desk, _text(record, key), count, filters).as_dict()

    return _each(lines, search)


def _each(lines: Iterable[str], work: Callable[[dict[str, Any]], dict[str, object]]) -> int:
    """Works on each line; one that fails gives an object with its ``error``."""
    status = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        record: dict[str, Any] = {}
        try:
            record = _parse(line)
            result = work(record)
        except UsageError as error:
            status = 1
            click.echo(f"onrecord: line {number}: {error}", err=True)
            result = {"error": str(error)}
        show_json({"id": record.get("id")} | result)
    return status


def _parse(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise UsageError(f"is not JSON ({error}); each line must be one object") from error
    if not isinstance(record, dict):
        raise UsageError(f"is a {type(record).__name__}, not an object with a question")
    return record


def _text(record: dict[str, Any], key: str) -> str:
    if not isinstance(record.get(key), str):
        raise UsageError(f'has no "{key}" (a string)')
    return str(record[key])


def _history(record: dict[str, Any]) -> list[dict[str, Any]]:
    history = record.get("history") or []
    well_formed = isinstance(history, list) and all(
        isinstance(turn, dict) and "question" in turn and "answer" in turn for turn in history
    )
    if not well_formed:
        raise UsageError('has a "history" that is no list of {"question", "answer"} objects')
    return history

"""Gold: questions with what an answer to each must rest on, from a JSONL file, gzipped or not.

Three forms, told by a line's fields:

    {"id", "question", "evidence": [{"fact"}, …]}                 each fact stands in some article
    {"id", "question", "answers": ["…", …], "context"?}           one of the answers, in the context
    {"id", "question", "answerable", "contains": [["…", …], …], "article": ["file name", …]}
                                    one of each group, in the named articles (seeds/README.md)

Nothing in ``evidence`` or ``answers``, or ``answerable`` false: the articles don't say. Not
handled: conversations, whose earlier turns are not read.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from index.errors import ReadError
from index.reading.decode import decode
from rag.needs import AnswerSpan, Fact, Need, Wording

MOST_BYTES = 200_000_000  # of a gold file, unpacked

_GZIP = b"\x1f\x8b"
_Needs = tuple[tuple[Need, ...], bool]


@dataclass(frozen=True)
class Case:
    """A question and its needs, none where the articles don't say.

    ``together`` tells whether all of them are needed for an answer, or each is one by itself.
    """

    id: object
    question: str
    needs: tuple[Need, ...]
    together: bool = False

    @property
    def answerable(self) -> bool:
        return bool(self.needs)


def read_lines(path: Path) -> list[tuple[int, str]]:
    """The numbers and texts of a file's lines, but for blank ones.

    Raises:
        ReadError: it cannot be read, or is empty.
    """
    try:
        text = decode(_bounded(path))
    except FileNotFoundError as error:
        raise ReadError("there is no such file; check the path") from error
    except IsADirectoryError as error:
        raise ReadError("is a folder; name a JSONL file in it") from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ReadError(f"is damaged gzip ({error}); make the file anew") from error
    except (OSError, ValueError) as error:  # a ValueError where a name holds a NUL
        reason = error.strerror if isinstance(error, OSError) else None
        raise ReadError(f"cannot be read ({reason or error})") from error
    lines = [(n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not lines:
        raise ReadError('is empty; give it a question a line: {"question": "…", "evidence": […]}')
    return lines


def parse_case(line: str) -> Case:
    """One line's question and gold.

    Raises:
        ReadError: it is no JSON object, or in none of the forms.
    """
    record = _object(line)
    question = record.get("question")
    if not isinstance(question, str):
        raise ReadError('has no "question" (a string)')
    for field, form in _FORMS.items():
        if field in record:
            return Case(record.get("id"), question, *form(record))
    raise ReadError('has no gold: "evidence", "answers" or "contains" must say what is right')


def _bounded(path: Path) -> bytes:
    with path.open("rb") as stream:
        packed = stream.read(len(_GZIP)) == _GZIP
        stream.seek(0)
        source = cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if packed else stream
        data = source.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ReadError(f"is more than {MOST_BYTES:,} bytes; split it")
    return data


def _object(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"is not JSON ({error}); each line must be one object") from error
    if not isinstance(record, dict):
        raise ReadError(f"is a {type(record).__name__}, not an object with a question")
    return record


def _facts(record: dict[str, Any]) -> _Needs:
    evidence = record["evidence"]
    if not (isinstance(evidence, list) and all(isinstance(each, dict) for each in evidence)):
        raise ReadError('has an "evidence" that is no list of {"fact"} objects')
    facts = _strings([each.get("fact") for each in evidence], "fact")
    return tuple(Fact(fact) for fact in facts), False


def _answers(record: dict[str, Any]) -> _Needs:
    answers, context = _strings(record["answers"], "answers"), record.get("context")
    if context is not None and not (isinstance(context, str) and context.strip()):
        raise ReadError('has a "context" that is no text')
    return ((AnswerSpan(answers, context),) if answers else ()), False


def _contains(record: dict[str, Any]) -> _Needs:
    groups, answerable = record.get("contains", []), record.get("answerable", True)
    articles = _strings(record.get("article", []), "article")
    if not isinstance(answerable, bool):
        raise ReadError('has an "answerable" that is neither true nor false')
    if not (isinstance(groups, list) and all(isinstance(group, list) for group in groups)):
        raise ReadError('has a "contains" that is no list of lists of wordings')
    if not answerable:
        return (), True
    needs = [Wording(_strings(group, "contains"), articles) for group in groups]
    if not needs or not all(need.wordings for need in needs):
        raise ReadError('is answerable, but "contains" does not say what an answer must hold')
    return tuple(needs), True


_FORMS: dict[str, Callable[[dict[str, Any]], _Needs]] = {
    "evidence": _facts,
    "answers": _answers,
    "contains": _contains,
    "answerable": _contains,
}


def _strings(values: object, field: str) -> tuple[str, ...]:
    well_formed = isinstance(values, list) and all(
        isinstance(value, str) and value.strip() for value in values
    )
    if not well_formed:
        raise ReadError(f'has a "{field}" that is no text')
    return tuple(cast(list[str], values))

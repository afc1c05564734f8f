"""Hand-made cases, a text and the quotations in it, read from plain text files.

A file of ``quotes/`` holds the cases of one group of constructions::

    # verb after the words
    “We will not move,” Berg said.
      direct | Berg | said | “We will not move,”

A line with ``#`` is a heading, an empty line ends a case, indented lines are the quotations
that must be found, in the order of their first characters and no other: kind, speaker, cue,
words and, if somebody passed the words on, via. ``-`` stands for none, ``*`` leaves speaker, cue
or via open. A case without such lines holds no quotation. ``¶`` is a paragraph break, ``\\n`` a
line break, ``\\t`` a tab. Texts with a leading blank, and words that hold `` | ``, cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.types import Quote

FOLDER = Path(__file__).parent / "quotes"
OPEN = "*"


@dataclass(frozen=True)
class Expected:
    """A quotation that must be found."""

    kind: str
    speaker: str | None
    cue: str | None
    words: str
    via: str | None = None


@dataclass(frozen=True)
class Case:
    """A text, named after its file, heading and place, and all the quotations in it."""

    name: str
    text: str
    quotes: tuple[Expected, ...]


def read_cases(folder: Path = FOLDER) -> list[Case]:
    """All cases of a folder's text files, file by file."""
    return [
        case
        for path in sorted(folder.glob("*.txt"))
        for case in parse_cases(path.stem, path.read_text("utf-8"))
    ]


def parse_cases(group: str, table: str) -> Iterator[Case]:
    """The cases of one file; raises ValueError where an expectation cannot be met."""
    heading, number = "", 0
    for block in re.split(r"\n\s*\n", table.strip()):
        lines = block.splitlines()
        if lines[0].startswith("#"):
            heading, number = lines.pop(0).lstrip("# ").strip(), 0
        number += 1
        text = _unescaped(" ".join(line for line in lines if not line.startswith("  ")))
        quotes = tuple(_expected(line) for line in lines if line.startswith("  "))
        for quote in quotes:
            if quote.words not in text:
                raise ValueError(f"{group}: {quote.words!r} does not occur in {text!r}")
        yield Case(f"{group}: {heading} {number}", text, quotes)


def told(quotes: Iterable[Quote]) -> list[Expected]:
    """What was found, in the terms of the table."""
    ordered = sorted(quotes, key=lambda quote: (quote.start, -quote.end))
    return [Expected(q.kind, q.speaker, q.cue, q.text, q.via) for q in ordered]


def _expected(line: str) -> Expected:
    kind, speaker, cue, words, *via = [field.strip() for field in line.split(" | ")]
    return Expected(kind, _name(speaker), _name(cue), _unescaped(words), _name(*via or ("-",)))


def _name(field: str) -> str | None:
    return None if field == "-" else field


def _unescaped(text: str) -> str:
    broken = re.sub(r" ?¶ ?", "\n\n", text)
    return broken.replace("\\n", "\n").replace("\\t", "\t")

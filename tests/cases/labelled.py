"""Articles of our own in which every quotation is labelled, read from ``labelled/``.

A file holds the article, its lines broken anywhere and paragraphs parted by an empty line, and
below a line ``---`` a line for each quotation::

    [1: “We will not move,”] said {1: Mayor Anna Berg}. {2: She} said
    [2: the vote was fair].
    ---
    1 | direct | Anna Berg | said
    2 | indirect | Anna Berg | said | Reuters

``[n: …]`` are the words of quotation n, ``{n: …}`` its mention (``{1,2: …}`` one of several);
they may stand inside each other. Below: number, kind, canonical speaker, cue and, if somebody
passed the words on, via; ``-`` stands for none. Articles with brackets of their own cannot be
told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from index.types import QuoteKind

FOLDER = Path(__file__).parent / "labelled"
KINDS: dict[str, QuoteKind] = {"direct": "direct", "indirect": "indirect", "mixed": "mixed"}

_TAG = re.compile(r"(?P<opened>[\[{])(?P<numbers>[\d,]+): ?|(?P<closed>[\]}])")
Stretch = tuple[int, int]


@dataclass(frozen=True)
class LabelledQuote:
    """A quotation as a person marked it: ``[start, end)`` of the article, and who said it."""

    start: int
    end: int
    kind: QuoteKind
    speaker: str | None
    cue: str | None
    via: str | None
    mention: Stretch | None


@dataclass(frozen=True)
class LabelledArticle:
    """An article and all its quotations, in the order of their first characters."""

    name: str
    text: str
    quotes: tuple[LabelledQuote, ...]


def read_labelled(place: Path = FOLDER) -> list[LabelledArticle]:
    """The articles of a file or of all text files of a folder."""
    paths = sorted(place.glob("*.txt")) if place.is_dir() else [place]
    return [parse_labelled(path.stem, path.read_text("utf-8")) for path in paths]


def parse_labelled(name: str, marked: str) -> LabelledArticle:
    """The article and its labels; raises ValueError where marks and labels do not fit."""
    body, _, table = marked.partition("\n---\n")
    try:
        labels = [_label(line) for line in table.strip().splitlines()]
        text, words, mentions = _without_tags(_paragraphs(body))
        quotes = [
            LabelledQuote(*words.pop(number), kind, speaker, cue, via, mentions.pop(number, None))
            for number, kind, speaker, cue, via in labels
        ]
    except (KeyError, IndexError) as error:
        raise ValueError(f"{name}: marks and labels do not fit at {error}") from error
    if words or mentions:
        raise ValueError(f"{name}: no label for {sorted({*words, *mentions})}")
    return LabelledArticle(name, text, tuple(sorted(quotes, key=lambda q: (q.start, -q.end))))


def _paragraphs(body: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", body.strip()))


def _label(line: str) -> tuple[str, QuoteKind, str | None, str | None, str | None]:
    number, kind, *named = [field.strip() for field in line.split(" | ")]
    speaker, cue, via = [None if field == "-" else field for field in [*named, "-"][:3]]
    return number, KINDS[kind], speaker, cue, via


def _without_tags(body: str) -> tuple[str, dict[str, Stretch], dict[str, Stretch]]:
    """The text, the words of each number and the mention of each number."""
    places: dict[str, dict[str, Stretch]] = {"[]": {}, "{}": {}}
    opened: list[tuple[str, str, int]] = []
    text, done = "", 0
    for tag in _TAG.finditer(body):
        text += body[done : tag.start()]
        done = tag.end()
        if tag["opened"]:
            opened.append((tag["opened"], tag["numbers"], len(text)))
            continue
        bracket, numbers, start = opened.pop()
        marks = places[bracket + tag["closed"]]
        for number in numbers.split(","):
            if number in marks:
                raise KeyError(number)
            marks[number] = (start, len(text))
    if opened:
        raise KeyError(opened[-1][1])
    return text + body[done:], places["[]"], places["{}"]

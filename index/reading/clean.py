"""Raw text → the canonical text, with the title and date that it states itself.

Only white space is normalised and only whole lines are dropped. Words are never
changed. Tables, verse and code are not told from prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.reading.boilerplate import is_furniture, split_glued_credits
from index.reading.dates import date_line

_LINE_BREAKS = re.compile(r"\r\n?|\x0b|\x0c|\x1c|\x1d|\x1e|\x85|\u2028|\u2029")
_INVISIBLE = re.compile(r"[\x00\ufeff\u00ad\u200b]")
_SPACES = re.compile(r"[^\S\n]+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_SOURCE_LINE = re.compile(r"(?i:source)\s?:\s+(?P<outlet>[A-Z][\w.&' -]{1,40})$")
_STRUCTURE = re.compile(r"(?:#{1,6}\s|[*+-]\s|\d{1,3}[.)]\s|>|\||```|    |[-=*_]{3,}\s*$)")

HEADLINE_WORDS = range(3, 31)
DATE_LINES = 15  # how far down, in lines, a page states its own date


@dataclass(frozen=True)
class CleanText:
    """Canonical text and what it says about itself; unknown fields are None."""

    text: str
    title: str | None
    published: str | None
    outlet: str | None


def clean(raw: str, title: str | None = None) -> CleanText:
    """Drops furniture and repeated headlines from a page's text and normalises its white space.

    Args:
        raw: the text as it was found.
        title: the title, where it is known already.
    """
    lines = _lines(raw)
    outlet = _named_outlet(lines)
    lines = [line for line in lines if not (is_furniture(line) or _SOURCE_LINE.match(line))]
    title = title or _headline(lines)
    if title in lines:
        lines = _from_headline_on(lines, title)
    published = next(
        (found for line in _filled(lines)[:DATE_LINES] if (found := date_line(line))), None
    )
    return CleanText(_join(lines), title, published, outlet)


def unwrap(raw: str, *, markdown: bool = False) -> str:
    """Joins lines that were broken in mid sentence or at a fixed width.

    In Markdown a single line break is a space. In plain text it is one only
    where the next line goes on in lower case, or where the whole block is
    wrapped at one width.
    """
    blocks = re.split(r"\n[^\S\n]*\n\s*", raw)
    return "\n\n".join(_unwrap_block(block, markdown) for block in blocks)


def _lines(raw: str) -> list[str]:
    text = _INVISIBLE.sub("", _LINE_BREAKS.sub("\n", raw))
    return [_SPACES.sub(" ", line).strip() for line in split_glued_credits(text).split("\n")]


def _unwrap_block(block: str, markdown: bool) -> str:
    lines = block.split("\n")
    wrapped = markdown or _wrapped_at_one_width(lines)
    joined = [[lines[0]]]
    for line in lines[1:]:
        whole = joined[-1]
        runs_on = line[:1].islower() and not _SENTENCE_END.search(whole[-1].rstrip())
        structured = bool(_STRUCTURE.match(line)) or whole[0].startswith(("#", "|", "---", "==="))
        if (wrapped or runs_on) and not structured:
            whole[-1] = whole[-1].rstrip()
            whole.append(line.lstrip())
        else:
            joined.append([line])
    return "\n".join(" ".join(parts) for parts in joined)


def _wrapped_at_one_width(lines: list[str]) -> bool:
    widths = [len(line) for line in lines[:-1]]
    if len(widths) < 2 or not 40 <= max(widths) <= 100:
        return False
    unfinished = sum(not _SENTENCE_END.search(line) for line in lines[:-1])
    return min(widths) >= 0.7 * max(widths) and unfinished > len(widths) / 2


def _named_outlet(lines: list[str]) -> str | None:
    named = [match["outlet"].strip() for line in lines if (match := _SOURCE_LINE.match(line))]
    return named[0] if len(set(named)) == 1 else None


def _headline(lines: list[str]) -> str | None:
    """A headline said twice, else a first line that looks like one."""
    candidates = _filled(lines)[:DATE_LINES]
    for line in candidates:
        if lines.count(line) > 1 and _looks_like_headline(line):
            return line
    for line in candidates:
        if _looks_like_headline(line):
            return line
        if len(line.split()) > max(HEADLINE_WORDS) or _SENTENCE_END.search(line):
            return None  # the text has begun
    return None


def _looks_like_headline(line: str) -> bool:
    return (
        len(line.split()) in HEADLINE_WORDS
        and not re.search(r"[.:;,…][\"”’]?$", line)
        and date_line(line) is None
    )


def _from_headline_on(lines: list[str], title: str) -> list[str]:
    """Drops section names above the headline and every further copy of it.

    Where the text has begun above it, the line only repeats the title, and all above stays.
    """
    first = lines.index(title)
    above = lines[:first]
    if not any(_SENTENCE_END.search(line) for line in above):
        above = [line for line in above if date_line(line) or len(line.split()) > 3]
    below = [line for line in lines[first + 1 :] if line != title]
    return [*above, title, "", *below]


def _filled(lines: list[str]) -> list[str]:
    return [line for line in lines if line]


def _join(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

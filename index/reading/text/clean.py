"""Raw text → the canonical text, with the title, author and date that it states itself.

Only white space is normalised and only whole lines are dropped. Words are never
changed. Verse and code are not told from prose.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from index.reading.dates import date_line, published_date
from index.reading.text.byline import is_byline, stated_author
from index.reading.text.credits import split_glued_credits
from index.reading.text.layout import without_page_parts

_LINE_BREAKS = re.compile(r"\r\n?|\x0b|\x0c|\x1c|\x1d|\x1e|\x85|\u2028|\u2029")
_INVISIBLE = re.compile(r"[\x00\ufeff\u00ad\u200b]")
_SPACES = re.compile(r"[^\S\n]+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_SOURCE_LINE = re.compile(r"(?i:source)\s?:\s+(?P<outlet>[A-Z][\w.&' -]{1,40})$")
_STRUCTURE = re.compile(r"(?:#{1,6}\s|[*+-]\s|\d{1,3}[.)]\s|>|\||```|    |[-=*_]{3,}\s*$)")
_LINK = re.compile(r"\s*(?:https?://|www\.)\S+\s*$", re.IGNORECASE)

HEADLINE_WORDS = range(3, 31)
HEAD_LINES = 15  # how far down, in lines, a page states its own title, author and date
STANDFIRST = 1  # sentences that may stand above the date
FOOT_LINES = 5  # how far up from its end it names its source


@dataclass(frozen=True)
class CleanText:
    """Canonical text and what it says about itself; unknown fields are None.

    ``author`` names all authors of the byline, joined by commas.
    """

    text: str
    title: str | None
    published: str | None
    outlet: str | None
    author: str | None = None


def clean(raw: str, title: str | None = None) -> CleanText:
    """Drops furniture and repeated headlines from a page's text and normalises its white space.

    Args:
        raw: the text as it was found.
        title: the title, where it is known already.
    """
    found = _lines(raw)
    lines = without_page_parts(found, title)
    outlet = _named_outlet(lines)
    if outlet:
        lines = [line for line in lines if _source(line) != outlet]
    title = title or _headline(lines)
    if title in lines:
        lines = _from_headline_on(lines, title)
    head, text = _head_and_text(_filled(found), title)
    published = published_date(head, text)
    if published and _is_timeline(lines):
        published = published_date([], [*head, *text])
    return CleanText(_join(lines), title, published, outlet, stated_author(head + text))


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
    spaced = _SPACES.sub(" ", split_glued_credits(text))
    return [line.strip() for line in spaced.split("\n")]


def _unwrap_block(block: str, markdown: bool) -> str:
    lines = block.split("\n")
    wrapped = markdown or _wrapped_at_one_width(lines)
    joined = [[lines[0]]]
    for line in lines[1:]:
        whole = joined[-1]
        runs_on = line[:1].islower() and not _SENTENCE_END.search(whole[-1].rstrip())
        if _LINK.match(line) and _LINK.match(whole[-1]):
            joined.append([line])  # a list of addresses
        elif (wrapped or runs_on) and not _is_structured(line, whole[0]):
            whole[-1] = whole[-1].rstrip()
            whole.append(line.lstrip())
        else:
            joined.append([line])
    return "\n".join(" ".join(parts) for parts in joined)


def _is_structured(line: str, first: str) -> bool:
    return bool(_STRUCTURE.match(line)) or first.startswith(("#", "|", "---", "==="))


def _wrapped_at_one_width(lines: list[str]) -> bool:
    widths = [len(line) for line in lines[:-1]]
    if len(widths) < 2 or not 40 <= max(widths) <= 100:
        return False
    unfinished = sum(not _SENTENCE_END.search(line) for line in lines[:-1])
    return min(widths) >= 0.7 * max(widths) and unfinished > len(widths) / 2


def _head_and_text(lines: list[str], title: str | None) -> tuple[list[str], list[str]]:
    """A page's first lines, as far as its headline and standfirst reach, and those below.

    Furniture is among them: a row such as "Jane Doe | The Post | April 9, 2024" tells.
    """
    start = lines.index(title) + 1 if title in lines else 0
    top = [*lines[:start][-HEAD_LINES:], *lines[start:][:HEAD_LINES]]
    sentences = [place for place, line in enumerate(top) if _is_sentence(line)]
    end = sentences[STANDFIRST] if len(sentences) > STANDFIRST else len(top)
    return top[:end], top[end:]


def _is_sentence(line: str) -> bool:
    return len(line.split()) > max(HEADLINE_WORDS) or (
        len(line.split()) > 3 and bool(_SENTENCE_END.search(line))
    )


def _is_timeline(lines: list[str]) -> bool:
    """Whether dates stand between the paragraphs, so that the first is only one of many."""
    last = max((place for place, line in enumerate(lines) if _is_sentence(line)), default=0)
    dates = {date for line in set(lines[:last]) if (date := date_line(line))}
    return len(dates) > 2


def _named_outlet(lines: list[str]) -> str | None:
    filled = _filled(lines)
    named = {source for line in filled if (source := _source(line))}
    ends = [*filled[:HEAD_LINES], *filled[-FOOT_LINES:]]
    return named.pop() if len(named) == 1 and any(_source(line) for line in ends) else None


def _source(line: str) -> str | None:
    match = _SOURCE_LINE.match(line)
    return match["outlet"].strip() if match else None


def _headline(lines: list[str]) -> str | None:
    """A headline said twice, else a first line that looks like one."""
    candidates = _filled(lines)[:HEAD_LINES]
    times = Counter(lines)
    for line in candidates:
        if times[line] > 1 and _looks_like_headline(line):
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
        and not is_byline(line)
    )


def _from_headline_on(lines: list[str], title: str) -> list[str]:
    """Drops section names above the headline and every further copy of it.

    Where the text has begun above it, the line only repeats the title, and all above stays.
    """
    first = lines.index(title)
    above = lines[:first]
    if not any(_SENTENCE_END.search(line) for line in above):
        above = [
            line for line in above if date_line(line) or is_byline(line) or len(line.split()) > 3
        ]
    below = [line for line in lines[first + 1 :] if line != title]
    return [*above, title, "", *below]


def _filled(lines: list[str]) -> list[str]:
    return [line for line in lines if line]


def _join(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

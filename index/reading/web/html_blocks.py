"""A page's tree → its lines: one paragraph, heading, list item or table row each.

The words, quotation marks and their order are the page's own. Not handled:
elements that only a style sheet makes blocks, text that it moves or generates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCK_TAGS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noscript "
    "ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_CELLS = frozenset(("td", "th"))
_BREAK = "\v"  # stands for <br> until the line is whole
_HTML_SPACE = re.compile(r"[ \t\n\r\f]+")
_BREAKS = re.compile(rf" ?{_BREAK}[ {_BREAK}]*")
_C1 = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_RUNS_ON = re.compile(
    r"(?:,|\b(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|but|that|which|who|is|are|was|were"
    r"|has|have|had|not|said))$",
    re.IGNORECASE,
)
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item)", re.IGNORECASE)
_LONGEST_CELL = 60  # characters; a longer one is a layout's column, not a table's value


@dataclass(frozen=True)
class Line:
    """One line of a page.

    ``element`` is the block that it stands in, ``link_share`` the part of its
    characters that are links, from 0 to 1.
    """

    text: str
    element: HtmlElement
    link_share: float

    @property
    def is_heading(self) -> bool:
        return self.element.tag in HEADINGS


def lines_of(root: HtmlElement) -> list[Line]:
    """The lines of a page or a part of it, in the order of the source."""
    return list(_with_rows_joined(_walk(root)))


@dataclass
class _Pieces:
    """The text of the line that is being read, and which of it is in links."""

    all: list[str] = field(default_factory=list)
    links: int = 0

    def add(self, text: str | None, in_link: bool, preformatted: bool) -> None:
        if text:
            self.all.append(text.replace("\n", _BREAK) if preformatted else text)
            self.links += len(text.strip()) if in_link else 0

    def take(self, element: HtmlElement) -> Iterator[Line]:
        whole = _HTML_SPACE.sub(" ", "".join(self.all)).translate(_C1)
        texts = [text for text in _split_at_breaks(whole) if text]
        length = sum(map(len, texts))
        share = min(1.0, self.links / length) if length else 0.0
        self.all, self.links = [], 0
        return (Line(text, element, share) for text in texts)


def _walk(root: HtmlElement) -> Iterator[Line]:
    from lxml import etree

    pieces = _Pieces()
    blocks = [root]
    links = preformatted = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        starts = event == "start"
        if _is_block(element):
            yield from pieces.take(blocks[-1])
            if starts:
                blocks.append(element)
            else:
                blocks.pop()
        if tag == "br" and starts:
            pieces.all.append(_BREAK)
        links += (1 if starts else -1) * (tag == "a")
        preformatted += (1 if starts else -1) * (tag == "pre")
        if starts:
            pieces.add(element.text, links > 0, preformatted > 0)
        elif element is not root:
            pieces.add(element.tail, links > 0, preformatted > 0)
    yield from pieces.take(root)


def _is_block(element: HtmlElement) -> bool:
    if element.tag in BLOCK_TAGS:
        return True
    parent = element.getparent()
    if element.get("class") and parent is not None and parent.tag == "figcaption":
        return True  # a caption and its credit, set apart by the style sheet
    style = element.get("style")
    return bool(style and _BLOCK_STYLE.search(style))


def _split_at_breaks(text: str) -> list[str]:
    """Several breaks end a paragraph; one ends a line unless its sentence plainly runs on."""
    lines = [""]
    end = 0
    for match in _BREAKS.finditer(text):
        lines[-1] += text[end : match.start()]
        end = match.end()
        runs_on = match[0].count(_BREAK) == 1 and (
            text[end : end + 1].islower() or _RUNS_ON.search(lines[-1][-12:])
        )
        if runs_on:
            lines[-1] += " "
        else:
            lines.append("")
    lines[-1] += text[end:]
    return [line.strip() for line in lines]


def _with_rows_joined(lines: Iterator[Line]) -> Iterator[Line]:
    """A table's short cells make one line a row; the cells of a layout stay apart."""
    row: list[Line] = []
    for line in lines:
        if row and _row_of(line) is not _row_of(row[0]):
            yield from _joined(row)
            row = []
        if _row_of(line) is None:
            yield line
        else:
            row.append(line)
    yield from _joined(row)


def _row_of(line: Line) -> HtmlElement | None:
    cell = line.element
    for _ in range(2):  # a cell, or a paragraph in one
        if cell is not None and cell.tag in _CELLS:
            row = cell.getparent()
            return row if row is not None and row.tag == "tr" else None
        cell = cell.getparent() if cell is not None else None
    return None


def _joined(row: list[Line]) -> list[Line]:
    if len(row) < 2 or any(len(line.text) > _LONGEST_CELL for line in row):
        return row
    length = sum(len(line.text) for line in row)
    share = sum(line.link_share * len(line.text) for line in row) / length
    return [Line("\t".join(line.text for line in row), row[0].element, share)]

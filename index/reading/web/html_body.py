"""A page's lines → the article's: which are kept is trafilatura's choice, mended.

trafilatura finds the article; the words are then taken from the page itself, and
with them the sentences that trafilatura left out between, before and after its
own. Not handled: front pages and search results (teasers in a row), a second
article below the first, reader comments (they are dropped).
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from index.reading.web.html_blocks import Line, lines_of
from index.reading.web.html_furniture import is_furniture, is_pulled
from index.reading.web.html_region import article_regions, is_within

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*(?:\s|$)|[“\"].+[”\"]")
_RUN = 5  # words in a run that two texts are compared by
_MOST_LINKS = 0.5  # share of a line that is links
_FURNITURE_SHARE = 0.4  # of the article's text; a part with more is none
_HEADER_LINES = 15  # between a headline and the text
_NESTED_NAMES = 5  # boxes in boxes that are all named like furniture
_CARD_LINES = 2  # of prose in a teaser
_LONG_REPEAT = 40  # characters; shorter lines may be said twice


@dataclass
class _Judged:
    """A line of the page, and what is known of it."""

    line: Line
    words: list[str]
    furniture: HtmlElement | None
    chosen: bool = False
    kept: bool = False

    @property
    def is_prose(self) -> bool:
        return (len(self.words) >= 4 and bool(_SENTENCE.search(self.line.text))) or (
            len(self.words) >= 25
        )

    @property
    def is_mostly_links(self) -> bool:
        return self.line.link_share > _MOST_LINKS


def article_lines(tree: HtmlElement, known: str = "") -> list[str]:
    """The lines of the article on a page, in the page's order; none where there is none.

    Args:
        tree: the page, without what its reader does not see; it is left as it is.
        known: text that the page itself states to be the article's, if it does.
    """
    judged = _judged(tree)
    runs = _Runs(f"{_extracted(tree)}\n{known}")
    for one in judged:
        one.chosen = runs.hold(one.words)
    _forgive_named_furniture(judged)
    prose = [one for one in judged if one.chosen and one.is_prose and one.furniture is None]
    if not prose:
        return []
    regions = article_regions(tree, [one.line for one in prose])
    _keep(judged, regions)
    _keep_header(judged)
    _drop_repeats(judged)
    return [one.line.text for one in _without_hanging_headings(judged)]


def _extracted(tree: HtmlElement) -> str:
    """What trafilatura takes for the article."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = bare_extraction(
            deepcopy(tree), include_comments=False, include_tables=True, with_metadata=False
        )
    except RecursionError:  # it renders nested elements by recursion
        return ""
    return str(getattr(document, "text", None) or "")


class _Runs:
    """The runs of words in a text, to tell which lines it holds."""

    def __init__(self, text: str) -> None:
        lines = [_words(line) for line in text.splitlines()]
        words = [word for line in lines for word in line]
        self._runs = {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}
        self._lines = {tuple(line) for line in lines}

    def hold(self, words: list[str]) -> bool:
        if len(words) < _RUN:
            return tuple(words) in self._lines
        runs = [tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)]
        return sum(run in self._runs for run in runs) >= 0.7 * len(runs)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _judged(tree: HtmlElement) -> list[_Judged]:
    inside: dict[HtmlElement, HtmlElement | None] = {}
    for element in tree.iter():  # parents first
        parent = inside.get(element.getparent())
        inside[element] = (
            parent if parent is not None else element if is_furniture(element) else None
        )
    return [_Judged(line, _words(line.text), inside[line.element]) for line in lines_of(tree)]


def _forgive_named_furniture(judged: list[_Judged]) -> None:
    """Parts of one kind that hold much of the chosen text are the article, despite their names."""
    chosen = [one for one in judged if one.chosen and one.is_prose and not one.is_mostly_links]
    least = _FURNITURE_SHARE * sum(len(one.line.text) for one in chosen)
    for _ in range(_NESTED_NAMES):
        weights: dict[str | None, int] = {}
        for one in chosen:
            kind = _kind(one.furniture)
            weights[kind] = weights.get(kind, 0) + len(one.line.text)
        forgiven = {kind for kind, weight in weights.items() if weight >= least} - {None}
        for one in judged:
            if _kind(one.furniture) in forgiven:
                one.furniture = _furniture_within(one.line.element, one.furniture)
        if not forgiven:
            return


def _kind(part: HtmlElement | None) -> str | None:
    return None if part is None else f"{part.tag} {part.get('class') or part.get('id')}"


def _furniture_within(element: HtmlElement, outer: HtmlElement | None) -> HtmlElement | None:
    found = None
    while element is not None and element is not outer:
        if is_furniture(element):
            found = element
        element = element.getparent()
    return found


def _keep(judged: list[_Judged], regions: set[HtmlElement]) -> None:
    within: dict[HtmlElement, bool] = {}
    shares = _link_shares(judged)
    cards = _cards(judged)
    for one in judged:
        in_card = one.line.element.getparent() in cards
        if one.furniture is not None or one.is_mostly_links or in_card:
            continue
        inside = is_within(one.line.element, regions, within)
        if one.chosen:
            one.kept = inside or one.is_prose
        elif inside:
            is_text = one.is_prose or not _is_picture_credit(one.line.element)
            one.kept = is_text and shares.get(one.line.element.getparent(), 0.0) < _MOST_LINKS
    for one, following in pairwise(judged):
        if following.is_mostly_links and not _SENTENCE.search(one.line.text):
            one.kept = one.kept and one.line.element.tag == "h1"  # it only heads the links


def _is_picture_credit(element: HtmlElement) -> bool:
    """Whether it stands in a picture's box but not in its caption."""
    boxes = (part.tag for part in (element, *element.iterancestors()))
    return next((tag for tag in boxes if tag in {"figure", "figcaption", "table"}), "") == "figure"


def _link_shares(judged: list[_Judged]) -> dict[HtmlElement, float]:
    """How much of the text next to a line is links, by the element they all stand in."""
    lengths: dict[HtmlElement, list[float]] = {}
    for one in judged:
        totals = lengths.setdefault(one.line.element.getparent(), [0.0, 0.0])
        totals[0] += len(one.line.text) * one.line.link_share
        totals[1] += len(one.line.text)
    return {parent: links / (length or 1) for parent, (links, length) in lengths.items()}


def _cards(judged: list[_Judged]) -> set[HtmlElement]:
    """Elements that hold a linked headline and a line or two about it: teasers."""
    linked: set[HtmlElement] = set()
    prose: dict[HtmlElement, int] = {}
    for one in judged:
        parent = one.line.element.getparent()
        if one.line.is_heading and one.is_mostly_links:
            linked.add(parent)
        elif one.is_prose:
            prose[parent] = prose.get(parent, 0) + 1
    return {parent for parent in linked if prose.get(parent, 0) <= _CARD_LINES}


def _keep_header(judged: list[_Judged]) -> None:
    """The headline and the sentences between it and the text."""
    first = next((i for i, one in enumerate(judged) if one.kept and one.is_prose), 0)
    headlines = [i for i, one in enumerate(judged[:first]) if one.line.element.tag == "h1"]
    if not headlines or first - headlines[-1] > _HEADER_LINES:
        return
    judged[headlines[-1]].kept = True
    for one in judged[headlines[-1] + 1 : first]:
        one.kept = one.kept or (one.furniture is None and one.is_prose and not one.is_mostly_links)


def _drop_repeats(judged: list[_Judged]) -> None:
    """A long line said twice is said once; a pull quote repeats words of a paragraph."""
    seen: set[str] = set()
    whole = "\n".join(" ".join(one.words) for one in judged if one.kept)
    for one in judged:
        if not one.kept:
            continue
        key = " ".join(one.words)
        if len(key) >= _LONG_REPEAT:
            one.kept = key not in seen
            seen.add(key)
        block = one.line.element
        if any(is_pulled(part) for part in (block, *block.iterancestors())):
            one.kept = one.kept and whole.count(key) < 2


def _without_hanging_headings(judged: list[_Judged]) -> list[_Judged]:
    kept = [one for one in judged if one.kept]
    while kept and kept[-1].line.is_heading:
        kept.pop()
    return kept

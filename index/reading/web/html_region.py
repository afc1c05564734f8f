"""The part of a page that holds the article, around the lines that are known to be in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.reading.web.html_blocks import Line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_REGION_SHARE = 0.9
_ARTICLE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:article|story|post|entry|content|main|body|text|page)(?:$|[\s_-])", re.I
)


def article_regions(tree: HtmlElement, prose: list[Line]) -> set[HtmlElement]:
    """The elements that hold the article: the smallest around its lines, widened, and its like.

    Args:
        tree: the page.
        prose: lines that are the article's beyond doubt.
    """
    weights: dict[HtmlElement, int] = {}
    for line in prose:
        weights[line.element] = weights.get(line.element, 0) + len(line.text)
    total = sum(weights.values())
    region = tree
    for element in reversed(list(tree.iter())):  # children first
        weight = weights.get(element, 0)
        if weight >= _REGION_SHARE * total:
            region = element
            break
        if weight and (parent := element.getparent()) is not None:
            weights[parent] = weights.get(parent, 0) + weight
    if region.tag in {"p", "li", "blockquote", "td"} and region.getparent() is not None:
        region = region.getparent()
    wide = _widened(region)
    return {wide, *_alike(wide), *(_alike(region) if wide is not region else ())}


def _widened(region: HtmlElement) -> HtmlElement:
    """The largest element around the region that is named as an article's."""
    wide = region
    for element in region.iterancestors():
        if element.tag == "body" or sum(1 for _ in element.iter("h1")) > 1:
            break
        names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop')}"
        if element.tag in {"article", "main"} or _ARTICLE_NAMES.search(names):
            wide = element
        if element.tag == "article":
            break
    return wide


def _alike(region: HtmlElement) -> list[HtmlElement]:
    """Further parts of one article: elements of the region's very kind, without a headline."""
    name = region.get("class")
    if not name or region.tag == "body":
        return []
    parent = region.getparent()
    return [
        element
        for element in region.getroottree().getroot().iter(region.tag)
        if element.get("class") == name
        and element is not region
        and next(element.iter("h1"), None) is None
        and (element.getparent() is parent or region.tag != "article")
    ]


def is_within(
    element: HtmlElement, regions: set[HtmlElement], known: dict[HtmlElement, bool]
) -> bool:
    """Whether an element is one of the regions or stands in one; ``known`` keeps the answers."""
    passed = []
    answer = False
    while element is not None:
        if element in known:
            answer = known[element]
            break
        passed.append(element)
        if element in regions:
            answer = True
            break
        element = element.getparent()
    known.update(dict.fromkeys(passed, answer))
    return answer

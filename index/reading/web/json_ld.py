"""What a page states of its article in JSON-LD (schema.org), the blocks that search engines read.

Broken JSON is passed over. Articles that are only mentioned (``hasPart``,
``isPartOf``, lists of teasers) are not the page's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node = dict[str, object]

_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Posting|Report|PressRelease|Newsletter)$")
_PAGE_TYPE = re.compile(r"(?:WebPage|ItemPage)$")
_WRAPPED = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*\Z")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_MOST_CHARACTERS = 2_000_000


@dataclass(frozen=True)
class Statement:
    """What the page states; None where it doesn't."""

    headline: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    body: str | None = None


def read_statement(tree: HtmlElement, addresses: Iterable[str] = ()) -> Statement:
    """The statement about the page's own article.

    Args:
        tree: the page with its scripts.
        addresses: the page's own, to tell its article among several.
    """
    nodes = [node for block in _blocks(tree) for node in _nodes(block)]
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    articles = [node for node in nodes if _is_a(node, _ARTICLE_TYPE)]
    node = _own(articles, set(addresses)) or next(
        (node for node in nodes if _is_a(node, _PAGE_TYPE)), None
    )
    if node is None:
        return Statement()
    return Statement(
        headline=_text(node.get("headline")) or _text(node.get("name")),
        publisher=next(_names(node.get("publisher"), by_id), None),
        authors=tuple(dict.fromkeys(_names(node.get("author") or node.get("creator"), by_id))),
        published=_text(node.get("datePublished")),
        body=_text(node.get("articleBody")),
    )


def _blocks(tree: HtmlElement) -> Iterator[object]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        source = _WRAPPED.sub("", script.text or "").strip().removesuffix(";")
        if len(source) > _MOST_CHARACTERS:
            continue
        for form in (source, _TRAILING_COMMA.sub("", source)):
            try:
                yield json.loads(form, strict=False)
                break
            except (ValueError, RecursionError):
                continue  # broken: the page's other tags are left


def _nodes(block: object) -> Iterator[Node]:
    """The block's top nodes: in lists, in ``@graph``, or as what a page is mainly about."""
    waiting = [block]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value[:200]
        elif isinstance(value, dict):
            yield value
            waiting += [value.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage")]


def _is_a(node: Node, kind: re.Pattern[str]) -> bool:
    types = node.get("@type")
    return any(
        isinstance(name, str) and bool(kind.search(name))
        for name in (types if isinstance(types, list) else [types])
    )


def _own(articles: list[Node], addresses: set[str]) -> Node | None:
    """The article whose address is the page's, else the one that says most."""
    for node in articles:
        page = node.get("mainEntityOfPage")
        named = [node.get("url"), node.get("@id"), page]
        named += [page.get("@id"), page.get("url")] if isinstance(page, dict) else []
        if any(isinstance(name, str) and name.split("#")[0] in addresses for name in named):
            return node
    stated = ("headline", "datePublished", "author", "articleBody")
    return max(articles, key=lambda node: sum(key in node for key in stated), default=None)


def _names(value: object, by_id: dict[str, Node]) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            whole = by_id.get(str(one.get("@id")), {}) | one
            names = whole.get("name") or whole.get("alternateName")
        else:
            names = one
        for name in names if isinstance(names, list) else [names]:
            if text := _text(name):
                yield text


def _text(value: object) -> str | None:
    """A string's text, with its entities resolved; of a list the first."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    return unescape(value).strip() or None if isinstance(value, str) else None

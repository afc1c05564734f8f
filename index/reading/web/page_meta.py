"""Title, outlet, author, date and address of a page, from its own tags alone.

Nothing is guessed: ``dateModified`` is no publication date, an address in the
author's field no author. Not handled: microdata beyond author and date, dates
that only stand in the running text (:mod:`index.reading.text.clean` finds those).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from index.reading.outlets import outlet_key
from index.reading.raw import Origin
from index.reading.web.json_ld import Statement, read_statement
from index.reading.web.page_byline import author_of, published_of, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLE_TAGS = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(?P<url>https?://\S+)\s*-->")
_BETWEEN = r"\s*(?:[|»›·•:—–-]|::)\s*"


@dataclass(frozen=True)
class PageMeta:
    """What a page states about its article; None where it states nothing."""

    title: str | None
    outlet: str | None
    author: str | None
    published: str | None
    url: str | None
    body: str | None


def read_meta(tree: HtmlElement, origin: Origin, data: bytes = b"") -> PageMeta:
    """The metadata of a page.

    Args:
        tree: the whole page with its scripts.
        origin: where it comes from.
        data: its bytes, for the address that a browser notes in a saved page.
    """
    tags = _tags(tree)
    url = _address(tree, tags, origin, data)
    stated = read_statement(tree, {url, origin.url or url} if url else ())
    host = urlsplit(url or "").hostname
    named = tags.get("og:site_name") or stated.publisher or tags.get("application-name")
    outlet = named or (host.removeprefix("www.") if host else None)
    return PageMeta(
        title=_title(tree, tags, stated, [named, stated.publisher, host]),
        outlet=outlet,
        author=author_of(tree, tags, stated, [outlet, stated.publisher, host]),
        published=published_of(tree, tags, stated),
        url=url,
        body=stated.body,
    )


def _tags(tree: HtmlElement) -> dict[str, str]:
    """The first value of each meta tag, by its name in lower case."""
    tags: dict[str, str] = {}
    for meta in tree.iter("meta"):
        value = " ".join(unescape(meta.get("content") or "").split())
        for key in ("property", "name", "itemprop"):
            if value and (name := meta.get(key)):
                tags.setdefault(name.strip().lower(), value)
    return tags


def _address(tree: HtmlElement, tags: dict[str, str], origin: Origin, data: bytes) -> str | None:
    saved = _SAVED_FROM.search(data[:4096])
    base = origin.url or (saved["url"].decode("ascii", "ignore") if saved else None)
    links = (link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").split())
    stated = [next((link.get("href") for link in links), None), tags.get("og:url")]
    found = [address for href in stated if (address := _absolute(href, base))]
    deep = [address for address in [*found, base] if address and _has_path(address)]
    return next(iter([*deep, *found]), base)  # a front page is no article's address


def _absolute(href: str | None, base: str | None) -> str | None:
    try:
        address = urljoin(base or "", (href or "").strip()).split("#")[0]
        parts = urlsplit(address)
        is_web = href and parts.scheme in {"http", "https"} and parts.hostname
    except ValueError:
        return None
    return address if is_web else None


def _has_path(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.path.strip("/") or parts.query)


def _title(
    tree: HtmlElement, tags: dict[str, str], stated: Statement, sites: list[str | None]
) -> str | None:
    element = next((title for title in tree.iter("title") if title.getparent().tag != "svg"), None)
    whole = words_of(element) if element is not None else ""
    candidates = [
        tags.get("og:title"),
        stated.headline,
        _headline(tree, whole),
        *(tags.get(name) for name in _TITLE_TAGS[1:]),
        whole,
    ]
    cut = (_without_site(unescape(title), sites) for title in candidates if title)
    keys = {outlet_key(site) for site in sites if site}
    return next((title for title in cut if title and outlet_key(title) not in keys), None)


def _headline(tree: HtmlElement, title: str) -> str | None:
    """The only headline of the first rank, else the heading that the page's title begins with."""
    first = [words_of(heading) for heading in tree.iter("h1")]
    if len(first) == 1:
        return first[0]
    headings = (words_of(heading) for heading in tree.iter("h1", "h2", "h3"))
    begun = (text for text in headings if text and re.match(re.escape(text) + _BETWEEN, title))
    return next(begun, None)


def _without_site(title: str, sites: list[str | None]) -> str:
    text = " ".join(title.split())
    for site in filter(None, sites):
        name = re.escape(site.removeprefix("www."))
        text = re.sub(rf"(?:{_BETWEEN}){name}$|^{name}(?:\s*[|»›:—–]\s*)", "", text, flags=re.I)
    return text.strip()

"""Who wrote a page's article and when it was published, as its tags and bylines state it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from index.reading.dates import stated_date
from index.reading.outlets import outlet_key
from index.reading.web.html_furniture import is_furniture
from index.reading.web.json_ld import Statement

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_AUTHOR_TAGS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator",
                "dcterms.creator", "byl", "citation_author")  # fmt: skip
_DATE_TAGS = ("article:published_time", "og:article:published_time", "og:published_time",
              "datepublished", "dc.date", "dc.date.issued", "dc.date.created", "dcterms.date",
              "dcterms.issued", "dcterms.created", "parsely-pub-date", "sailthru.date", "pubdate",
              "publishdate", "publish-date", "publish_date", "publication_date",
              "article.published",
              "citation_publication_date", "cxenseparse:recs:publishtime")  # fmt: skip
_BY = re.compile(r"^(?:(?:written|words|report(?:ed|ing)|story)\s+)?by\s*:?\s+", re.IGNORECASE)
_AFTER_NAMES = re.compile(
    r"\s*(?:[|•·–—\n\t(]|\s-\s|\d|published|updated|posted|follow\b).*", re.I | re.S
)
_NO_AUTHOR = re.compile(
    r"(?:admin(?:istrator)?|webmaster|author|unknown|anonymous|none|null|n/a|user|root|editor|guest"
    r"|wordpress|default|undefined)\d*",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"https?:|www\.|@|/|\.(?:com|org|net)\b|[<>{}]|^[\W\d_]+$", re.IGNORECASE)
_NAMELIKE = re.compile(
    r"[A-ZÀ-ÞŠŽ][\w.'’-]*(?:(?:,?\s+(?:and|&|de|von|van|al|bin|di|la|le|el)?\s*)"
    r"[A-ZÀ-ÞŠŽ][\w.'’-]*){1,11}"
)
_CHANGED = re.compile(r"updat|modif|edit", re.IGNORECASE)
_PUBLISHED = re.compile(r"publish|posted|created|entry-date|pubdate|issued", re.IGNORECASE)
_NO_DATE = ("1970-01-01", "0001-01-01", "1900-01-01")  # what a system writes for none
_LONGEST_DATE_LINE = 100  # characters


def date_of(value: str | None) -> str | None:
    """The ISO date that a tag states, in any of the forms that tags have; None where it is none."""
    text = " ".join((value or "").split())
    if compact := re.fullmatch(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?", text):
        text = "-".join(compact.groups())
    found = stated_date(text)
    return None if found in _NO_DATE else found


def author_of(
    tree: HtmlElement, tags: Mapping[str, str], stated: Statement, sites: list[str | None]
) -> str | None:
    """The authors' names; None where there are none, or only an account's or the site's own.

    Args:
        tree: the whole page.
        tags: its meta tags by name.
        stated: what it states in JSON-LD.
        sites: names of the site, which are no author's.
    """
    keys = {outlet_key(site) for site in sites if site}
    tagged = [[tags[name]] for name in _AUTHOR_TAGS if name in tags]
    for source in [stated.authors, *tagged, list(_bylines(tree))]:
        names = [name for value in source if (name := as_author(value))]
        if kept := [name for name in dict.fromkeys(names) if outlet_key(name) not in keys]:
            return ", ".join(kept)
    return None


def as_author(value: str) -> str | None:
    """The name in an author's field; None for addresses, handles and accounts."""
    text = " ".join(_BY.sub("", " ".join(value.split())).split()).strip(" ,;")
    is_none = not text or len(text) > 200 or _NO_NAME.search(text) or _NO_AUTHOR.fullmatch(text)
    return None if is_none else text


def _bylines(tree: HtmlElement) -> Iterator[str]:
    """Names in the elements that are marked as the author's, outside of comments and the like."""
    for element in tree.iter("a", "span", "p", "div", "address", "li", "cite", "strong"):
        rel, item = element.get("rel") or "", element.get("itemprop") or ""
        marked = "author" in rel.split() or item == "author"
        names = f"{element.get('class') or ''}".lower()
        byline = re.search(r"byline|\bauthor(?:[-_]?name)?\b", names)
        if not (marked or byline) or any(map(_holds_others, element.iterancestors())):
            continue
        text = _BY.sub("", words_of(element))
        text = _AFTER_NAMES.sub("", text).strip(" ,;")
        if marked or _NAMELIKE.fullmatch(text):
            yield text
            return


def _holds_others(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return (
        "comment" in names or "related" in names or element.tag in {"nav", "footer", "blockquote"}
    )


def published_of(tree: HtmlElement, tags: Mapping[str, str], stated: Statement) -> str | None:
    """The ISO date that the page was published on, never the one that it was changed on."""
    marked = (
        element.get("content") or element.get("datetime") or words_of(element)
        for element in tree.iter()
        if (element.get("itemprop") or "").lower() == "datepublished"
    )
    values = [stated.published, *(tags.get(name) for name in _DATE_TAGS), *marked]
    values.append(_time_in_header(tree))
    return next((found for value in values if (found := date_of(value))), None)


def _time_in_header(tree: HtmlElement) -> str | None:
    """The date of the ``<time>`` that is marked as published or stands at the article's head."""
    times = [
        time
        for time in tree.iter("time")
        if time.get("datetime") and not any(map(_holds_others, time.iterancestors()))
    ]
    unchanged = [time for time in times if not _CHANGED.search(_marks(time))]
    published = [
        time
        for time in unchanged
        if time.get("pubdate") is not None or _PUBLISHED.search(_marks(time))
    ]
    heads = [time for time in unchanged if _is_in_article_head(time)]
    dates = {date_of(time.get("datetime")) for time in published or heads} - {None}
    return dates.pop() if len(dates) == 1 else None


def _marks(time: HtmlElement) -> str:
    parent = time.getparent()
    near = (parent.text or "")[-40:] if parent is not None else ""
    before = time.getprevious()
    tail = (before.text_content()[-40:] + (before.tail or "")) if before is not None else near
    names = [time.get("class"), time.get("itemprop"), tail]
    names += [parent.get("class"), parent.get("id")] if parent is not None else []
    return " ".join(filter(None, names))


def _is_in_article_head(time: HtmlElement) -> bool:
    for element in time.iterancestors():
        if element.tag == "p" and len(words_of(element)) > _LONGEST_DATE_LINE:
            return False  # a date that the article speaks of
        if element.tag == "header" or element.tag == "article":
            inner = element if element.tag == "header" else time.getparent()
            return any(True for _ in element.iter("h1")) and not is_furniture(inner)
        if element.tag in {"aside", "nav", "footer", "li", "body"}:
            return False
    return False


def words_of(element: HtmlElement) -> str:
    """An element's text in one line."""
    return " ".join(element.text_content().split())

"""RSS and Atom feeds → their entries, each with the text that the feed itself carries.

Nothing is fetched: many feeds carry summaries only, so :attr:`Entry.link` says
where the whole article is. Not handled: JSON Feed, OPML, podcasts' transcripts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

from index.errors import ReadError
from index.reading.decode import decode
from index.reading.outlets import canonical_outlet, outlet_key
from index.reading.raw import Origin, RawArticle
from index.reading.web.html import html_to_text
from index.reading.web.page_byline import as_author, date_of

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_DECLARED = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"'](?P<name>[\w.:-]{2,40})")
_SURROGATE = re.compile(r"&#(?:x0*d[89a-f][0-9a-f]{2}|0*5(?:529[6-9]|5[3-9]\d\d|[67]\d{3}));", re.I)
_MAILED = re.compile(r"\S+@\S+ \((?P<name>[^()]+)\)")
_TRAILER = re.compile(
    r"(?:The post .{1,300} (?:first appeared|appeared first) on .{1,200}"
    r"|\(?(?:Continue reading|Read (?:more|the (?:rest|full (?:article|story))))\b.{0,200}"
    r"|\[(?:…|\.\.\.|&#8230;)\])\s*$"
)


@dataclass(frozen=True)
class Entry:
    """One entry: ``raw.text`` is what the feed says of it, ``link`` where the article stands."""

    link: str | None
    raw: RawArticle


def read_feed(data: bytes, origin: Origin) -> list[Entry]:
    """The entries of a feed in its order; one without content has an empty text.

    Raises:
        ReadError: it is no feed, or holds no entry.
    """
    declared = _DECLARED.search(data[:4096])
    charset = origin.charset or (declared["name"].decode("ascii") if declared else None)
    parsed = _parsed(_DECLARATION.sub("", decode(data, charset)))
    version = str(parsed.get("version") or "")
    if not parsed.entries:
        found = "is a feed without entries" if version else "is no RSS or Atom feed"
        raise ReadError(f"{found}; check the address")
    title = _plain(parsed.feed, "title")
    base = origin.url or parsed.feed.get("link") or ""
    entries: dict[str, Entry] = {}
    for number, found in enumerate(parsed.entries, start=1):
        entry = _entry(found, canonical_outlet(title), base, number, version)
        entries.setdefault(entry.raw.part or str(number), entry)
    return list(entries.values())


def _parsed(markup: str) -> Any:
    import feedparser

    try:
        # As a stream, since feedparser opens bytes as a file's name and a string as an address.
        return feedparser.parse(
            BytesIO(_SURROGATE.sub("\ufffd", markup).encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:
        # Its lenient parser has no errors of its own for mark-up that is broken beyond reading.
        raise ReadError(f"is a broken feed ({type(error).__name__}); check the address") from error


def _entry(found: Any, outlet: str | None, base: str, number: int, version: str) -> Entry:
    link = _absolute(found.get("link"), base)
    source = _plain(found.get("source") or {}, "title")  # in feeds made of other feeds
    outlet = canonical_outlet(source) or outlet
    raw = RawArticle(
        text=_content(found),
        title=_plain(found, "title") or None,
        outlet=outlet,
        author=_authors(found, outlet),
        published=_published(found, version),
        url=link,
        part=found.get("id") or link or _plain(found, "title") or str(number),
    )
    return Entry(link, raw)


def _content(found: Any) -> str:
    """The longest of what the entry holds, without the line that leads to the site."""
    bodies = [*found.get("content", ()), found.get("summary_detail") or {}]
    texts = [_as_text(body) for body in bodies if body.get("value")]
    lines = max(texts, key=len, default="").split("\n")
    return "\n".join(line for line in lines if not _TRAILER.match(line.strip())).strip()


def _as_text(body: Any) -> str:
    value = str(body["value"])
    if body.get("type") == "text/plain" and not re.search(r"</?(?:p|br|div|a|b|i|em)\b", value):
        return value.strip()
    try:
        return html_to_text(value)
    except ReadError:
        return ""  # nested too deep; the entry is then one without content


def _plain(holder: Any, name: str) -> str:
    """A title without its mark-up."""
    value = holder.get(name)
    if not isinstance(value, str):
        return ""
    kind = (holder.get(f"{name}_detail") or {}).get("type")
    return " ".join(
        (value if kind == "text/plain" and "<" not in value else _tagless(value)).split()
    )


def _tagless(value: str) -> str:
    return html_to_text(value).replace("\n", " ")


def _authors(found: Any, outlet: str | None) -> str | None:
    # RSS writes "desk@paper.example (Name)", which feedparser cuts in the long endings of hosts.
    mailed = _MAILED.fullmatch(found.get("author") or "")
    named = [mailed["name"]] if mailed else [one.get("name") for one in found.get("authors", ())]
    names = list(dict.fromkeys(name for value in named if (name := as_author(value or ""))))
    own = outlet_key(outlet) if outlet else None
    return ", ".join(name for name in names if outlet_key(name) != own) or None


def _published(found: Any, version: str) -> str | None:
    # dict.get: feedparser's own would answer with a date that merely stands in for it.
    stated = dict.get(found, "published")
    if stated is None and version in {"rss10", "rss090"}:
        stated = dict.get(found, "updated")  # dc:date, the only date that these formats have
    return date_of(stated)


def _absolute(link: object, base: str) -> str | None:
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        address = urljoin(base, link.strip())
        return address if urlsplit(address).scheme in {"http", "https"} else None
    except ValueError:
        return None

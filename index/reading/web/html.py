"""HTML pages, fetched or saved → the article on them.

:mod:`index.reading.web.html_body` tells the article from the page around it and
:mod:`index.reading.web.page_meta` reads what the page's tags state. Not handled:
pages that scripts build (they hold no text), several articles on one page,
framesets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.errors import ReadError
from index.reading.raw import Origin, RawArticle
from index.reading.web.html_blocks import lines_of
from index.reading.web.html_body import article_lines
from index.reading.web.html_tree import (
    asks_for_scripts,
    keep_what_is_seen,
    parse_markup,
    parse_page,
)
from index.reading.web.page_meta import read_meta

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ERROR_TITLE = re.compile(
    r"(?:error )?(?:404|403|410|500|502|503)\b|(?:page|article|story) (?:not|could not be) found"
    r"|not found$|access (?:to this page has been )?denied|just a moment|attention required"
    r"|forbidden$|service unavailable|are you (?:a )?(?:human|robot)|security check|captcha"
    r"|(?:site|page) (?:is )?unavailable",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"\b(?:log|sign)[ -]?(?:in|on)\b|\baccount\b|\bpassword\b", re.IGNORECASE)
_SIGN_IN = re.compile(r"\A.{0,100}\b(?:log|sign) in\b", re.IGNORECASE | re.DOTALL)
_SHORT = 600  # characters; a page with more to say is no login or error page
_SAVE = "open it in a browser and save the page from there"


def read_html(data: bytes, origin: Origin) -> list[RawArticle]:
    """The article on a page, its headline first where the page shows it above the text.

    Raises:
        ReadError: it is a login or error page, or built by scripts, or holds no article.
    """
    tree = parse_page(data, origin.charset)
    meta = read_meta(tree, origin, data)
    asks_login = any(
        (field.get("type") or "").lower() == "password" for field in tree.iter("input")
    )
    wants_scripts = asks_for_scripts(tree)
    keep_what_is_seen(tree)
    stated = html_to_text(meta.body or "")
    text = _fuller("\n".join(article_lines(tree, stated)), stated)
    if len(text) < _SHORT:
        _refuse_other_pages(tree, text, asks_login, wants_scripts)
    if not text:
        raise ReadError("is a page with no article text; save the article's own page")
    article = RawArticle(
        text=text,
        title=meta.title,
        outlet=meta.outlet,
        author=meta.author,
        published=meta.published,
        url=meta.url,
    )
    return [article]


def html_to_text(markup: str) -> str:
    """All that a reader sees of an HTML fragment, one paragraph a line; plain text stays as it is.

    Raises:
        ReadError: it is far larger or deeper than any article.
    """
    if not markup.strip():
        return ""
    if not re.search(r"<[a-zA-Z/!]|&#?\w+;", markup):
        return markup.strip()
    tree = parse_markup(f"<div>{markup}</div>")
    keep_what_is_seen(tree)
    return "\n".join(line.text for line in lines_of(tree))


def _fuller(seen: str, stated: str) -> str:
    """The text on the page, or the one that its tags state where the page shows less than half."""
    return stated if len(seen) < len(stated) / 2 else seen


def _refuse_other_pages(
    tree: HtmlElement, text: str, asks_login: bool, wants_scripts: bool
) -> None:
    title = " ".join((tree.findtext(".//title") or "").split())
    if asks_login and (not text or _LOGIN.search(title) or _SIGN_IN.search(text)):
        raise ReadError(
            "is a login page, not an article; log in with a browser and save the page from there"
        )
    if _ERROR_TITLE.match(title):
        raise ReadError(f'is an error page ("{title[:60]}"), not an article; {_SAVE}')
    if wants_scripts and not text:
        raise ReadError(f"is a page that JavaScript fills and holds no text; {_SAVE}")

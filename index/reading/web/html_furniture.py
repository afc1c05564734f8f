"""Parts of a page that are no article, told by their elements, roles and class names.

Source of the names: what site builders and news sites in general call such parts.
A part that holds much of the article's text is none, whatever it is called.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAGS = frozenset(("nav", "footer", "aside", "form", "menu"))
_ROLES = frozenset(
    "navigation complementary contentinfo search dialog alertdialog menu menubar toolbar".split()
)
_WORDS = frozenset(
    "nav navbar navigation menu submenu sidebar breadcrumb breadcrumbs related recommended "
    "recommendation recommendations recirc recirculation newsletter signup subscribe share sharing "
    "sharebar social socials comments disqus respond cookie cookies consent gdpr ccpa promo promos "
    "promotion advert adverts advertisement advertising ad ads adslot sponsor sponsored outbrain "
    "taboola footer popup modal toolbar pagination pager taglist trending popular byline credit "
    "credits copyright teaser teasers sharedaddy upsell masthead skip toc navbox reflist catlinks "
    "hatnote printfooter readmore widget widgets".split()
)
_PHRASES = re.compile(
    r"most-?(?:read|popular|viewed|recent)|read-?(?:more|next|also)|more-?(?:on|from|stories|news)"
    r"|also-?(?:read|like)|author-?(?:bio|box|info|card|profile|description)|about-?the-?author"
    r"|comment-?(?:list|section|form|area|thread|body|content|item)|post-?(?:tags|nav)|-meta$|^meta$"
    r"|article-?(?:tags|footer|share)|entry-?(?:footer|utility)|tag-?(?:list|cloud)"
    r"|sign-?up|subscription-?box|newsletter|site-?(?:header|footer|nav)|page-?(?:header|footer)"
    r"|cookie-?(?:banner|notice|bar)|in-?this-?article|table-of-contents|recommend|you-may"
    r"|up-?next|jump-?link|language-?switch|hide-?print|social-?(?:links|media|bar|icons)"
    r"|mw-(?:indicators|navigation)|donat(?:e|ion)-?(?:box|banner|form)|call-?to-?action|paywall-?(?:"
    r"prompt|offer|message|barrier|overlay)|piano-|tp-(?:modal|container)|inline-?promo",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PULLED = re.compile(r"pull-?quote|pulled-?quote|blockquote-?highlight|key-?quote|callout", re.I)
_COMMENT = re.compile(r"^comments?(?:[-_\s]|$)", re.IGNORECASE)
_LONGEST_NAMES = 500  # characters; more are no names but an attack on the reader
_CITED_IN = frozenset(("blockquote", "q", "figure"))


def is_furniture(element: HtmlElement) -> bool:
    """Whether an element looks like a part of the page that is no article."""
    tag = element.tag
    if tag in {"html", "body", "main"}:
        return False
    if tag == "footer":
        return next(element.iterancestors(*_CITED_IN), None) is None
    if tag == "header":
        return not _is_of_article(element)
    if tag in _TAGS or element.get("role") in _ROLES:
        return not is_pulled(element)
    return _is_named_as_furniture(_names_of(element))


def is_pulled(element: HtmlElement) -> bool:
    """Whether it sets off words of the article, as a pull quote does."""
    return bool(_PULLED.search(_names_of(element)))


def _names_of(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:_LONGEST_NAMES]


def _is_of_article(header: HtmlElement) -> bool:
    if next(header.iterancestors("article", "main", "section"), None) is not None:
        return True
    return next(header.iter("h1"), None) is not None


def _is_named_as_furniture(names: str) -> bool:
    if _PULLED.search(names):
        return False
    for name in names.split():
        if _COMMENT.match(name) or _PHRASES.search(name):
            return True
        words = [word for word in re.split(r"[-_:]+", _CAMEL.sub("-", name).lower()) if word]
        # "no-sidebar", "has-ads" and "with-comments" are said of pages that are articles.
        if words and words[0] in {"no", "has", "with", "without", "is", "hide", "show"}:
            continue
        if not _WORDS.isdisjoint(words):
            return True
    return False

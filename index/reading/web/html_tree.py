"""HTML → a tree of what a reader of the page sees.

Scripts, styles, form controls and hidden elements are gone, ``<q>`` carries its
quotation marks, and a ``<noscript>`` with prose in it has taken its place in the
page. Hiding is read off the elements themselves; style sheets are not applied.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.errors import ReadError
from index.reading.decode import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*(?P<html>[\w.:-]{2,40})"
    rb"|\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"'](?P<xml>[\w.:-]{2,40})",
    re.IGNORECASE,
)
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = frozenset(
    "script style template iframe frame noframes object embed applet svg canvas audio video map "
    "select option optgroup datalist button input textarea dialog annotation annotation-xml "
    "progress meter portal".split()
)
_UNSEEN_CLASSES = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text screenreader-text hidden is-hidden "
    "u-hidden d-none element-invisible mw-editsection noprint mw-jump-link mw-cite-backlink".split()
)
_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
    r"|font-size\s*:\s*0(?:px|em|%)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_SWITCHED_ON = re.compile(
    r"\b(?:enable|turn on|activate|requires?|needs?|without)\b.*javascript"
    r"|javascript.*\b(?:enabled?|disabled|turned|required|switched)\b",
    re.I | re.S,
)
_MOST_ELEMENTS = 100_000
_FEWEST_NOSCRIPT_WORDS = 8


def parse_page(data: bytes, charset: str | None = None) -> HtmlElement:
    """The page's tree as it was sent, nothing removed but comments.

    Args:
        data: the page; its byte-order mark and UTF-8 go before any declaration.
        charset: what the server declares; goes before what the page declares.

    Raises:
        ReadError: it is binary, empty, or far larger or deeper than any article's page.
    """
    declared = _META_CHARSET.search(data[:4096])
    named = (declared["html"] or declared["xml"]).decode("ascii") if declared else None
    return parse_markup(decode(data, charset or named))


def parse_markup(markup: str) -> HtmlElement:
    """The tree of decoded HTML, a whole page or a fragment.

    Raises:
        ReadError: it is empty, or far larger or deeper than any article.
    """
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
    )
    try:
        source = _NOT_IN_XML.sub("", markup).encode("utf-8", "replace")
        tree = html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ReadError("is an empty page") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadError("nests its elements too deep to be an article; save its text as .txt")
    _refuse_too_many_elements(tree)
    _drop_control_characters(tree)
    return tree


def keep_what_is_seen(tree: HtmlElement) -> None:
    """Removes from a page, in place, what its reader does not see."""
    for element in list(tree.iter("noscript")):
        _settle_noscript(element)
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or _is_unseen(element):
            drop(element)
    for quoted in list(tree.iter("q")):
        _mark_quotation(quoted)


def drop(element: HtmlElement) -> None:
    """Removes an element but not the text after it."""
    if element.getparent() is not None:
        element.drop_tree()


def _refuse_too_many_elements(tree: HtmlElement) -> None:
    count = sum(1 for _ in tree.iter())
    if count > _MOST_ELEMENTS:
        raise ReadError(
            f"is a page of {count:,} elements, more than {_MOST_ELEMENTS:,}; save its text as .txt"
        )


def _drop_control_characters(tree: HtmlElement) -> None:
    """Those that were written as references (``&#1;``), which lxml gives but does not take back."""
    for element in tree.iter():
        if element.text and _NOT_IN_XML.search(element.text):
            element.text = _NOT_IN_XML.sub("", element.text)
        if element.tail and _NOT_IN_XML.search(element.tail):
            element.tail = _NOT_IN_XML.sub("", element.tail)


def _settle_noscript(element: HtmlElement) -> None:
    """Prose for readers without scripts is the article's; "enable JavaScript" is not."""
    words = element.text_content().split()
    asks = _SWITCHED_ON.search(" ".join(words[:80]))
    if len(words) < _FEWEST_NOSCRIPT_WORDS or asks or element.getparent() is None:
        drop(element)
    else:
        element.tag = "div"


def asks_for_scripts(tree: HtmlElement) -> bool:
    """Whether the page tells its reader to switch JavaScript on."""
    return bool(_SWITCHED_ON.search(tree.text_content()[:5000]))


def _is_unseen(element: HtmlElement) -> bool:
    tag = element.tag
    if tag in _UNSEEN:
        return True
    if tag in {"html", "body", "head"}:
        return False  # hidden by scripts until the page has loaded
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    style = element.get("style")
    if style and _UNSEEN_STYLE.search(style):
        return True
    if element.get("aria-hidden") == "true":
        # Set on the whole page while a dialog stands before it.
        return next(element.iter("h1", "article", "main"), None) is None
    classes = element.get("class")
    if not classes:
        return False
    names = classes.split()
    is_note = tag == "sup" and "reference" in names
    return is_note or not _UNSEEN_CLASSES.isdisjoint(names)


def _mark_quotation(quoted: HtmlElement) -> None:
    """Writes the quotation marks that a browser shows around ``<q>``."""
    if quoted.text_content().lstrip()[:1] in tuple("\"'“‘«„"):
        return
    within = next(quoted.iterancestors("q"), None) is not None
    opening, closing = ("‘", "’") if within else ("“", "”")
    quoted.text = opening + (quoted.text or "")
    if len(quoted):
        quoted[-1].tail = (quoted[-1].tail or "") + closing
    else:
        quoted.text += closing

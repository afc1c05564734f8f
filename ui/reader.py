"""An article as a page to read, with the cited words lit.

The text on the page is the article's own, character for character: only what
HTML cannot carry (NUL and lone surrogates) is shown as a replacement character.
Line breaks stand in elements that the style sheet hides, because paragraphs
already show them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.types import Article, ArticleInfo
from ui.conversation import Place, Span
from ui.render import readable_date

_PARAGRAPH = re.compile(r"(?P<words>[^\r\n]*)(?P<breaks>[\r\n]*)")
_UNSHOWABLE = re.compile("[\x00\ud800-\udfff]")


def article_page(article: Article, place: Place, opened: str, clicked: bool = False) -> str:
    """The article with ``place`` lit.

    ``opened`` differs every time, so that opening the same place again is seen
    as news; ``clicked`` tells the page's script that the reader asked for it.
    """
    return (
        f'<article class="page" data-opened="{_attribute(opened)}" data-clicked="{int(clicked)}">'
        f'<button type="button" class="back">Back to {_escaped(place.origin)}</button>'
        f"{_heading(article.info)}"
        f'<div class="page-text">{lit_text(article.text, place.lit, place.cited)}</div>'
        "</article>"
    )


def empty_page() -> str:
    """What the reader shows before anything was cited."""
    return _note("The article behind an answer or a quotation opens here, with its words lit.")


def missing_page(message: str) -> str:
    """One line in place of an article that cannot be shown."""
    return _note(message)


def lit_text(text: str, lit: Span, cited: Sequence[Span] = ()) -> str:
    """The whole text as paragraphs, cited words in ``<mark>``, those of ``lit`` strongest."""
    cuts = _cuts(text, [lit, *cited])
    return "".join(
        _paragraph(text, match, cuts, lit, cited) for match in _PARAGRAPH.finditer(text) if match[0]
    )


def _paragraph(
    text: str, match: re.Match[str], cuts: list[int], lit: Span, cited: Sequence[Span]
) -> str:
    start, end = match.span("words")
    pieces = (
        _piece(text[a:b], _covers(lit, a), any(_covers(span, a) for span in cited))
        for a, b in _segments(start, end, cuts)
    )
    words = "".join(pieces)
    breaks = _escaped(match["breaks"])
    hidden = f'<span class="break">{breaks}</span>' if breaks else ""
    return f'<p dir="auto">{words}{hidden}</p>' if words else hidden


def _piece(words: str, is_lit: bool, is_cited: bool) -> str:
    if is_lit:
        return f'<mark class="lit" tabindex="-1">{_escaped(words)}</mark>'
    if is_cited:
        return f"<mark>{_escaped(words)}</mark>"
    return _escaped(words)


def _cuts(text: str, spans: Sequence[Span]) -> list[int]:
    """Where lit and unlit words meet, in order."""
    return sorted({min(max(edge, 0), len(text)) for span in spans for edge in span})


def _segments(start: int, end: int, cuts: list[int]) -> Iterator[Span]:
    """``[start, end)`` in pieces that no cut divides."""
    edges = [start, *(cut for cut in cuts if start < cut < end), end]
    return ((a, b) for a, b in pairwise(edges) if a < b)


def _covers(span: Span, at: int) -> bool:
    return span[0] <= at < span[1]


def _heading(info: ArticleInfo) -> str:
    parts = [info.outlet, readable_date(info.published), info.author and f"By {info.author}"]
    byline = " · ".join(_bidi(part) for part in parts if part)
    return (
        f'<header><h2 dir="auto">{_escaped(info.label)}</h2>'
        f'{f"""<p class="byline">{byline}</p>""" if byline else ""}{_original(info.url)}</header>'
    )


def _original(url: str | None) -> str:
    """A link that the reader may follow; only addresses of the web count as such."""
    if not url or not url.lower().startswith(("http://", "https://")):
        return ""
    return (
        f'<p class="original"><a href="{_attribute(url)}" target="_blank" '
        f'rel="noopener noreferrer">The original article</a></p>'
    )


def _note(message: str) -> str:
    return f'<div class="page-note"><p>{_escaped(message)}</p></div>'


def _bidi(text: str) -> str:
    return f"<bdi>{_escaped(text)}</bdi>"


def _escaped(text: str) -> str:
    shown = _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    return html.escape(shown, quote=False).replace("\r", "&#13;")


def _attribute(text: str) -> str:
    return html.escape(_UNSHOWABLE.sub("", text), quote=True)

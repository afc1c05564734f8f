"""Quotations as HTML for the chat's tab; every word from outside is escaped."""

from __future__ import annotations

from index.quotations import FoundQuote
from ui.quotes_tab import Listing, quote_target
from ui.render import byline, escaped, part
from ui.wording import Descriptions, counted, descriptions, who_said

LONGEST = 700  # characters of a quotation that are shown in the list; the reader has it whole


def quotes_page(listing: Listing) -> str:
    """The quotations that were found, or one line that says why there are none."""
    if listing.problem is not None:
        return f'<p class="problem" role="alert">{escaped(listing.problem)}</p>'
    if listing.nothing is not None:
        return f'<p class="none" role="status">{escaped(listing.nothing)}</p>'
    return f"{_summary(listing)}{_list(listing)}" if listing.found else ""


def _summary(listing: Listing) -> str:
    """How many are shown; ``role`` has it read out."""
    first = "The first " if listing.has_more else ""
    line = f"{first}{counted(len(listing.found), 'quotation')}"
    return f'<p class="summary" role="status">{line}</p>'


def _list(listing: Listing) -> str:
    known_as = descriptions(listing.people)
    items = (f"<li>{_item(quote_target(each), each, known_as)}</li>" for each in listing.found)
    return f'<ol class="quotes" data-listing="{listing.key}">{"".join(items)}</ol>'


def _item(target: str, each: FoundQuote, known_as: Descriptions) -> str:
    said = each.quote
    parts = [
        part("who", who_said(said, known_as)),
        part("verb", said.cue),
        part("via", said.via and f"via {said.via}"),
        part("words", _cut(said.text)),
        part("title", each.article.label),
        part("when", byline(each.article)),
    ]
    return f'<a href="#{target}" class="quote">{" ".join(filter(None, parts))}</a>'


def _cut(text: str) -> str:
    """The text, or as much of its beginning as the list has room for."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST + 1].rsplit(None, 1)[0][:LONGEST] + " …"

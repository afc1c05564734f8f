"""What the chat's tab of quotations shows: who is quoted, what was found, where each leads."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote

from index.errors import OnRecordError
from index.quotations import FoundQuote
from index.speakers.person import Person
from index.types import Filters
from ui.answering import UNFORESEEN
from ui.conversation import Place
from ui.desk import Desk
from ui.wording import nothing_found

AT_ONCE = 20  # quotations shown before there is "Show more", and by each time it is asked for
ANYONE = ""  # the choice of no speaker in particular

_QUOTE_TARGET = re.compile(
    r"said-(?P<article_id>[\w.~%-]+)-(?P<start>[0-9]{1,9})-(?P<end>[0-9]{1,9})", re.ASCII
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Listing:
    """The quotations of a speaker, about a topic, or all, as far as they are shown.

    ``key`` tells it from other listings, and stays when it is looked up anew or further. There
    are more in the index where ``has_more``; a ``problem`` or ``nothing`` is one line in place
    of quotations.
    """

    people: tuple[Person, ...] = ()
    speaker: str = ANYONE
    about: str = ""
    found: tuple[FoundQuote, ...] = ()
    has_more: bool = False
    nothing: str | None = None
    problem: str | None = None
    key: str = field(default_factory=lambda: secrets.token_hex(4))

    def choices(self) -> list[tuple[str, str]]:
        """Who can be picked, most quoted first, each with the name that stands for it."""
        return [("Anyone", ANYONE), *((_introduced(each), each.name) for each in self.people)]


def look(desk: Desk, before: Listing, speaker: str | None, about: str) -> Listing:
    """The first quotations of ``speaker`` about ``about``; either may be left open."""
    key = secrets.token_hex(4)
    wanted = replace(before, key=key, speaker=speaker or ANYONE, about=about.strip())
    return _explained(wanted, lambda: _filled(desk, wanted, AT_ONCE))


def look_further(desk: Desk, before: Listing) -> Listing:
    """The same listing with more of it."""
    return _explained(before, lambda: _filled(desk, before, len(before.found) + AT_ONCE))


def look_anew(desk: Desk, before: Listing) -> Listing:
    """The same listing, and who is quoted, as the index is now."""

    def anew() -> Listing:
        people = tuple(desk.people())
        is_known = before.speaker in {person.name for person in people}
        wanted = replace(before, people=people, speaker=before.speaker if is_known else ANYONE)
        return _filled(desk, wanted, max(AT_ONCE, len(before.found)))

    return _explained(before, anew)


def find_quote(listing: Listing, target: str) -> Place | None:
    """The place that a quotation's link leads to, other quotations of its article lit faintly.

    The link says which place itself: one that was followed while its list was being replaced by
    ``listing`` leads there too.
    """
    place = _QUOTE_TARGET.fullmatch(target)
    if place is None:
        return None
    article_id = unquote(place["article_id"], errors="surrogatepass")
    lit = int(place["start"]), int(place["end"])
    return Place(article_id, lit, _beside(listing.found, article_id), "the quotations")


def quote_target(found: FoundQuote) -> str:
    """The fragment that the quotation links to; an article's id may be any text."""
    article_id = quote(found.article.id, safe="", errors="surrogatepass")
    return f"said-{article_id}-{found.quote.start}-{found.quote.end}"


def _filled(desk: Desk, wanted: Listing, most: int) -> Listing:
    speaker, about = wanted.speaker or None, wanted.about or None
    found = tuple(desk.quotes(speaker, about, most=most + 1))
    return replace(
        wanted,
        found=found[:most],
        has_more=len(found) > most,
        nothing=None if found else _nothing(speaker, about, wanted.people),
        problem=None,
    )


def _explained(wanted: Listing, look_up: Callable[[], Listing]) -> Listing:
    """What was looked up, or one line that says why it cannot be."""
    try:
        return look_up()
    except OnRecordError as error:
        problem = str(error)
    except Exception:  # logged whole; the reader gets one line, and the chat goes on
        _log.exception("The desk failed on quotations of %r about %r", wanted.speaker, wanted.about)
        problem = UNFORESEEN
    return replace(wanted, found=(), has_more=False, nothing=None, problem=problem)


def _nothing(speaker: str | None, about: str | None, people: Sequence[Person]) -> str:
    if not people:
        return "Nobody is quoted yet. Add articles below."
    line = nothing_found(speaker, about, Filters(), people)
    return f"{line[:1].upper()}{line[1:]}."


def _beside(found: Sequence[FoundQuote], article_id: str) -> tuple[tuple[int, int], ...]:
    return tuple(
        (each.quote.start, each.quote.end) for each in found if each.article.id == article_id
    )


def _introduced(person: Person) -> str:
    """A speaker as they are to be picked: "Sergey Lavrov, Russian Foreign Minister (12)"."""
    return f"{', '.join(filter(None, [person.name, person.description]))} ({person.quotes:,})"

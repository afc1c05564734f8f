"""The dates, months and years that a question names, as days that articles can be compared with.

English only, and nothing is guessed. Not handled: dates without a year, except where the one
they are joined to has it ("October 4 to October 6, 2023"); numbers that can be something else
("Cyberpunk 2077", "at 2024 rates"); numeric dates with two readings ("04/09/2024"); decades,
quarters, "today" (as often "nowadays"), "next week", "last Tuesday", "three days ago". A season
counts as its year, and "May 2017" is a month whoever May is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple

from index.reading.dates import day_bounds, stated_date
from rag.words import WEEKDAYS

Side = Literal["on", "before", "after"]


@dataclass(frozen=True)
class Period:
    """A stretch of days that ``text[start:end]`` names.

    ``first_day`` and ``last_day`` are inclusive ``yyyymmdd`` numbers, as
    :func:`index.reading.dates.day_bounds` gives them. ``side`` is where the question looks
    from there: "before" in "before, until, by X", "after" in "after, since, from X", else
    "on". A range ("between X and Y", "from X to Y") is two periods: after X and before Y.
    """

    start: int
    end: int
    first_day: int
    last_day: int
    side: Side = "on"


_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[1-9][0-9]{3})(?!\w)"
_MODERN = r"(?:1[89]|20)[0-9]{2}(?!\w)"
_DASH = r"\s?[-–—]\s?"
_JOIN = rf"(?P<join>\s+(?:and|to|or|until|till|through)\s+(?:the\s+)?|{_DASH})"
_COUNTED = (  # what a number from 1800 to 2099 counts or measures, as in "in 2024 dollars"
    r"(?:\s+(?:to|and|or)\s+[0-9,]+)?\s*(?:%|(?:more\s+|other\s+)?(?:people|men|women|children|"
    r"workers|employees|jobs|soldiers|troops|users|customers|members|students|victims|deaths|cases|"
    r"homes|votes|points|seats|pages|words|times|years|days|hours|minutes|miles|k?m|feet|tons|"
    r"tonnes|degrees|percent|per\s+cent|dollars|euros|pounds|prices|rates|terms|money|shares)\b)"
)

_DATES = (
    re.compile(rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}"),
    re.compile(rf"{_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}"),
)
_DAYS_OF_A_MONTH = re.compile(rf"{_MONTH}\s+{_DAY}{_JOIN}(?P<last>[0-9]{{1,2}}),?\s+{_YEAR}")
_NUMBERS = re.compile(r"(?<![\w./-])\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?=T\d|(?![./-]?\w))", re.ASCII)
_MONTH_OF_A_YEAR = re.compile(rf"{_MONTH}(?:,|\s+of)?\s+(?P<year>{_MODERN})(?!{_COUNTED})")
_LONE_YEAR = re.compile(
    rf"{_MODERN}(?:(?={_DASH}{_MODERN})|(?![-–—/.,][0-9]|[-–—][A-Za-z]|(?<=0)['’]s))(?!{_COUNTED})"
)
_NO_YEAR = (  # a date that shares the month or the year of the next one
    re.compile(rf"{_MONTH}(?:\s+{_DAY})?{_JOIN}"),
    re.compile(rf"{_DAY}(?:\s+of)?(?:\s+{_MONTH})?{_JOIN}"),
)
_WORD = re.compile(r"(?<![^\W_])[A-Za-z0-9]")

_NEAR = 60  # characters looked back for what introduces a date
_PART = (
    r"(?:(?:early|mid|late|the|both|year|on|at|least|around|about|start|beginning|middle|end|half|of|"
    rf"spring|summer|autumn|fall|winter|{'|'.join(WEEKDAYS)})(?:,?\s+|-)){{0,5}}$"
)
_BEFORE = re.compile(  # "by the 2023 champion" is not about time
    rf"\b(?:before|until|till|prior to|up to|by(?!\s+the\s+$))\s+{_PART}", re.IGNORECASE
)
_AFTER = re.compile(rf"\b(?:after|since|from)\s+{_PART}", re.IGNORECASE)
_PRINTED = re.compile(  # "the report from March 2021" was written then, not later
    r"\b(?:articles?|reports?|stor(?:y|ies)|pieces?|interviews?|statements?|speech(?:es)?|posts?|"
    rf"coverage|news|remarks|comments|quot(?:e|ation)s?|reviews?|columns?)\s+from\s+{_PART}",
    re.IGNORECASE,
)
_ONWARDS = re.compile(r"\s+onwards?\b")
_BETWEEN = re.compile(rf"\bbetween\s+{_PART}", re.IGNORECASE)
_OPENING = re.compile(rf"\b(?:between|from|on)\s+{_PART}", re.IGNORECASE)
_INTRODUCED = re.compile(
    rf"\b(?:in|since|before|after|by|during|of|from|until|till|between|prior to|up to)\s+{_PART}",
    re.IGNORECASE,
)
_LISTED = re.compile(rf"(?:,\s+(?:(?:and|or)\s+)?|{_JOIN}){_PART}", re.IGNORECASE)
_RANGE = re.compile(rf"(?:\s+(?:to|until|till|through)\s+|{_DASH}){_PART}", re.IGNORECASE)
_AT_THE_END = re.compile(r"[\s?.!\"'”’)]*$")
_RELATIVE = re.compile(
    r"(?:[Yy]esterday|(?:[Ll]ast|[Tt]his)\s+(?P<unit>week|month|year))\b(?!\s+of\b)"
)
_OWNED = re.compile(r"(?:\b(?:the|his|her|its|their|my|our|your)|['’]s)\s+$", re.IGNORECASE)
_STARTS = re.compile(r"(?:^|[.?!:;]\s+)$")
_WEEKDAY = re.compile(rf"(?:{'|'.join(WEEKDAYS)})\b(?!,?\s+(?:the\s+)?[0-9])", re.IGNORECASE)
_ON = re.compile(r"\b(?:on|since|before|after)\s+$", re.IGNORECASE)
_NEXT_WORD = re.compile(r",?\s+(?P<word>[A-Za-z]{3,9})")


class _Read(NamedTuple):
    """What stands at a place: its periods, none where it is no real date, and where it ends."""

    end: int
    periods: tuple[Period, ...]


def find_periods(text: str, given: date | None = None) -> list[Period]:
    """The dates, months and years that a text names, in order, without overlap.

    Args:
        given: the day on which it is asked. "Yesterday", "last week" and "on Tuesday" (the
            latest one) count only where it is known; the clock is never read.
    """
    found: list[Period] = []
    done = 0
    for word in _WORD.finditer(text):
        at = word.start()
        if at < done:
            continue
        read = _sharing(text, at) or _dated(text, at) or _lone_year(text, at, found)
        read = read or (_relative(text, at, given) if given else None)
        if read:
            done = read.end
            found += [replace(each, side=_side(text, each)) for each in read.periods]
    return _with_ranges(text, found)


def _dated(text: str, at: int) -> _Read | None:
    """A date with its year, or a month with its year."""
    for form in _DATES:
        if (match := form.match(text, at)) and (month := _month(match["month"])):
            return _read(match, _iso(match["year"], month, match["day"]))
    if match := _NUMBERS.match(text, at):
        return _read(match, stated_date(match[0]))
    if (match := _MONTH_OF_A_YEAR.match(text, at)) and (month := _month(match["month"])):
        is_verb = match["month"] in ("may", "march") and not _INTRODUCED.search(_before(text, at))
        return None if is_verb else _read(match, f"{match['year']}-{month:02}")
    return None


def _sharing(text: str, at: int) -> _Read | None:
    """Two dates that share a month or year: "October 4-6, 2023", "March and April 2021"."""
    if (match := _DAYS_OF_A_MONTH.match(text, at)) and (month := _month(match["month"])):
        first, last = (_iso(match["year"], month, match[day]) for day in ("day", "last"))
        if first and last and first < last:
            one = _period(at, match.start("join"), first)
            return _Read(match.end(), (one, _period(match.start("last"), match.end(), last)))
    for form in _NO_YEAR:
        if not (match := form.match(text, at)) or not (whole := _dated(text, match.end())):
            continue
        if whole.periods and (completed := _completed(text, match, whole.periods[0])):
            return _Read(whole.end, (completed, *whole.periods))
    return None


def _completed(text: str, match: re.Match[str], whole: Period) -> Period | None:
    """A date with what it lacks taken from the next one, which must be as precise, and later."""
    year, month = divmod(whole.first_day // 100, 100)
    day, name = match["day"], match["month"]
    if bool(day) != (whole.first_day == whole.last_day):
        return None
    if name:
        month = _month(name) or 0
    elif match["join"].strip().isalpha() and not _OPENING.search(_before(text, match.start())):
        return None  # "Windows 8 and 4 October 2023"
    iso = _iso(str(year), month, day or "1")
    if not iso or day_bounds(iso)[0] >= whole.first_day:
        return None
    return _period(match.start(), match.start("join"), iso if day else iso[:-3])


def _lone_year(text: str, at: int, found: Sequence[Period]) -> _Read | None:
    if not (match := _LONE_YEAR.match(text, at)):
        return None
    before = _before(text, at)
    is_listed = found and _LISTED.fullmatch(text, found[-1].end, at)
    is_last = before.rstrip().endswith(",") and _AT_THE_END.match(text, match.end())
    is_year = _INTRODUCED.search(before) or is_listed or is_last
    return _read(match, match[0]) if is_year else None


def _relative(text: str, at: int, given: date) -> _Read | None:
    """A day, week, month or year told from the day on which the question is asked."""
    before = _before(text, at)
    if (match := _WEEKDAY.match(text, at)) and _ON.search(before):
        follows = _NEXT_WORD.match(text, match.end())
        if follows and _month(follows["word"]):
            return None  # "on Tuesday, October 3": the year is not known
        back = (given.weekday() - WEEKDAYS.index(match[0].lower())) % 7
        return _read(match, f"{given - timedelta(back):%Y-%m-%d}")
    if not (match := _RELATIVE.match(text, at)) or _OWNED.search(before):
        return None
    if match[0][0].isupper() and not _STARTS.search(before):
        return None  # a title, as in "the magazine This week"
    back = match[0].lower().startswith(("last", "yesterday"))  # one day, week, month or year
    if match["unit"] == "week":
        monday = given - timedelta(given.weekday() + 7 * back)
        return _read(match, f"{monday:%Y-%m-%d}", f"{monday + timedelta(6):%Y-%m-%d}")
    if match["unit"] == "month":
        return _read(match, f"{given.replace(day=1) - timedelta(back):%Y-%m}")
    day = f"{given - timedelta(back):%Y-%m-%d}"
    return _read(match, str(given.year - back) if match["unit"] else day)


def _side(text: str, period: Period) -> Side:
    before = _before(text, period.start)
    if _BEFORE.search(before):
        return "before"
    is_since = _AFTER.search(before) and not _PRINTED.search(before)
    return "after" if is_since or _ONWARDS.match(text, period.end) else "on"


def _with_ranges(text: str, found: list[Period]) -> list[Period]:
    """The same, with the ends of each range turned towards one another."""
    sides = [each.side for each in found]
    for at, (one, other) in enumerate(pairwise(found)):
        gap = text, one.end, other.start
        is_between = _LISTED.fullmatch(*gap) and _BETWEEN.search(_before(text, one.start))
        if is_between or _RANGE.fullmatch(*gap):
            sides[at : at + 2] = "after", "before"
    return [replace(each, side=side) for each, side in zip(found, sides, strict=True)]


def _read(match: re.Match[str], first: str | None, last: str | None = None) -> _Read:
    """What a match names, from its first and last ISO dates."""
    periods = (_period(match.start(), match.end(), first, last),) if first else ()
    return _Read(match.end(), periods)


def _period(start: int, end: int, first: str, last: str | None = None) -> Period:
    return Period(start, end, day_bounds(first)[0], day_bounds(last or first)[1])


def _before(text: str, at: int) -> str:
    return text[max(0, at - _NEAR) : at]


def _month(name: str) -> int | None:
    stated = stated_date(f"1 {name} 2000")
    return int(stated[5:7]) if stated else None


def _iso(year: str, month: int, day: str) -> str | None:
    return stated_date(f"{year}-{month:02}-{int(day):02}")

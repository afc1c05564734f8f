"""Dates that a text states about itself; nothing is inferred, nothing completed.

Source of the forms: front matter, the date lines of news pages, and the stamps of
feeds and mails (ISO 8601, RFC 822). Relative dates ("on Tuesday"), dates without a
year, months in other languages than English, and numeric dates that could be read
two ways ("04/09/2024") are not handled: they stay unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_FORMS = [
    re.compile(rf"{_MONTH} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}"),
    re.compile(rf"{_DAY}(?:st|nd|rd|th|\.)?(?: of)? {_MONTH},? {_YEAR}"),
    re.compile(rf"{_DAY}-(?P<month>[A-Za-z]{{3}})-{_YEAR}"),
    re.compile(r"(?P<year>\d{4})(?P<mark>[-/.])(?P<monthnum>\d{1,2})(?P=mark)(?P<day>\d{1,2})"),
    re.compile(rf"(?P<one>\d{{1,2}})(?P<mark>[-/.])(?P<other>\d{{1,2}})(?P=mark){_YEAR}"),
]
_HAS_YEAR = re.compile(r"\d{4}")
_CHANGED = r"(?:last |first )?(?:updated|modified|changed|edited|revised)"
_LABEL = re.compile(
    rf"(?:(?:{_CHANGED}|(?:first |originally )?(?:published|posted|issued|released|filed|created)"
    r"(?: online)?|publication date|date(?: published)?|on)(?: on| at)?(?:\s*:\s*|\s+))?",
    re.IGNORECASE,
)
_CHANGE_LABEL = re.compile(_CHANGED, re.IGNORECASE)
_PUBLISHED_LABEL = re.compile(r"(?:first |originally )?(?:published|posted)\b", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)"
    r"\b\.?,?\s+",
    re.IGNORECASE,
)
_ZONE = r"\(?(?:UTC|GMT|[A-Z]{1,5})?(?:[+-]\d{1,2}:?\d{0,2})?\)?"
_TIME = (
    r"\d{1,2}(?:[:.]\d{2}){1,2}(?:[.,]\d{1,9})?\s*(?:[ap]\.?m\b\.?)?"
    rf"(?:\s*(?:hours|hrs))?\s*{_ZONE}(?:\s*\([A-Z]{{1,5}}\))?"
)
_CLOCK_FIRST = re.compile(rf"(?:at )?{_TIME}\s*[,|·•–-]?\s*(?:on )?", re.IGNORECASE)
_CLOCK = re.compile(rf"(?:[\s,|/·•@–-]*|T)(?:at )?{_TIME}\s*$", re.IGNORECASE)
_CELLS = re.compile(r"\s*[|·•]\s*")
_ABOUT_THE_PAGE = re.compile(rf"(?:by|written by|published|posted|{_CHANGED})\b", re.IGNORECASE)
_LONGEST = 120  # characters; a line that is a date and nothing else is far shorter


def date_line(line: str) -> str | None:
    """The ISO date of a line that holds a date and nothing else but a label or a time of day."""
    rest = line.strip()
    if len(rest) > _LONGEST or not _HAS_YEAR.search(rest):
        return None
    rest = rest[_end_of(_LABEL, rest) :]
    rest = rest[_end_of(_WEEKDAY, rest) :]
    for start in dict.fromkeys((0, _end_of(_CLOCK_FIRST, rest))):
        stamp = rest[start:]
        stamp = stamp[_end_of(_WEEKDAY, stamp) :]
        for form in _FORMS:
            match = form.match(stamp)
            if match and (match.end() == len(stamp) or _CLOCK.match(stamp[match.end() :])):
                return _iso(match.groupdict())
    return None


def published_date(head: Sequence[str], text: Sequence[str] = ()) -> str | None:
    """The first date that a page states of itself and does not call the date of a change.

    A line may hold several cells, if one of them shows that the line is about the page:
    "By Jane Doe | April 8, 2024 | Updated April 9, 2024".

    Args:
        head: the lines above the text, where a bare date is the page's own.
        text: further lines, where only a date that is called one of publication is.
    """
    stated = (found for line in head for found in _dates(line))
    labelled = (found for line in text if _PUBLISHED_LABEL.match(line) for found in _dates(line))
    return next(stated, None) or next(labelled, None)


def _dates(line: str) -> Iterator[str]:
    for cell in _cells(line):
        if not _CHANGE_LABEL.match(cell) and (found := date_line(cell)):
            yield found


def _cells(line: str) -> list[str]:
    cells = _CELLS.split(line) if len(line) <= 2 * _LONGEST else []
    return cells if len(cells) < 2 or any(map(_ABOUT_THE_PAGE.match, cells)) else []


def stated_date(value: object) -> str | None:
    """The ISO date, month or year in a metadata field; None where it is none or ambiguous.

    Args:
        value: what the front matter or record held: a string, ``date``,
            ``datetime`` or a bare year as ``int``.
    """
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    text = str(value).strip() if isinstance(value, str | int) else ""
    if partial := re.fullmatch(r"([1-9]\d{3})(?:-(\d{2}))?", text, re.ASCII):
        in_range = partial[2] is None or 1 <= int(partial[2]) <= 12
        return text if in_range else None
    stamp = re.match(r"\d{4}-\d{2}-\d{2}(?=[T ]\d|$)", text)
    return date_line(stamp[0] if stamp else text)


def day_bounds(published: str) -> tuple[int, int]:
    """First and last day that an ISO date, month or year covers, as ``yyyymmdd`` numbers."""
    parts = [int(part) for part in published.split("-")]
    first, last = [*parts, 1, 1][:3], [*parts, 12, 31][:3]
    if len(parts) == 2:
        last = [*parts, 31]
    return _number(first), _number(last)


def _end_of(form: re.Pattern[str], text: str) -> int:
    match = form.match(text)
    return match.end() if match else 0


def _number(parts: list[int]) -> int:
    year, month, day = parts
    return year * 10_000 + month * 100 + day


def _iso(parts: dict[str, str | None]) -> str | None:
    year = int(parts["year"] or 0)
    if parts.get("one"):
        return _only_reading(year, int(parts["one"] or 0), int(parts["other"] or 0))
    named = parts.get("month")
    month = _MONTHS.get(named.lower()) if named else int(parts["monthnum"] or 0)
    return _real(year, month, int(parts["day"] or 0)) if month else None


def _only_reading(year: int, one: int, other: int) -> str | None:
    """The date of two numbers that can be day and month in one way only."""
    readings = {_real(year, one, other), _real(year, other, one)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _real(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None

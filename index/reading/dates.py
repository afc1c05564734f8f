"""Dates that a text states about itself; nothing is inferred, nothing completed.

Source of the forms: what front matter and the date lines of news pages carry.
Relative dates ("on Tuesday") and numeric ones that could be read two ways
("04/09/2024") are not handled: they stay unknown.
"""

from __future__ import annotations

import re
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
_FORMS = [
    re.compile(rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})"),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>\d{{4}})"),
    re.compile(r"(?P<year>\d{4})[-/](?P<monthnum>\d{1,2})[-/](?P<day>\d{1,2})"),
]
_LABEL = re.compile(
    r"^(?:(?:first |last )?(?:published|posted|updated|date)(?: on| at)?:?\s+)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"^[\s,|·•@–-]*(?:at )?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*\(?[A-Z]{0,4}\)?$",
    re.IGNORECASE,
)


def date_line(line: str) -> str | None:
    """The ISO date of a line that holds a date and nothing else but a label or a time of day."""
    rest = _LABEL.sub("", line.strip(), count=1)
    for form in _FORMS:
        match = form.match(rest)
        if match and (match.end() == len(rest) or _CLOCK.match(rest[match.end() :])):
            return _iso(match.groupdict())
    return None


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


def _number(parts: list[int]) -> int:
    year, month, day = parts
    return year * 10_000 + month * 100 + day


def _iso(parts: dict[str, str | None]) -> str | None:
    named = parts.get("month")
    month = _MONTHS.get(named.lower()) if named else int(parts["monthnum"] or 0)
    if month is None:
        return None
    try:
        return date(int(parts["year"] or 0), month, int(parts["day"] or 0)).isoformat()
    except ValueError:
        return None

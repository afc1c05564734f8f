"""Dates count only where the text states them outright; the rest stays unknown."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.reading.dates import date_line, day_bounds, published_date, stated_date

STATED = [
    ("April 9, 2024", "2024-04-09"),
    ("April 9 2024", "2024-04-09"),
    ("april 9, 2024", "2024-04-09"),
    ("Apr. 9, 2024", "2024-04-09"),
    ("Apr 9th, 2024", "2024-04-09"),
    ("Sept. 1st, 2023", "2023-09-01"),
    ("9 April 2024", "2024-04-09"),
    ("22nd May, 2023", "2023-05-22"),
    ("  9 Apr 2024  ", "2024-04-09"),
    ("Tuesday, April 9, 2024", "2024-04-09"),
    ("Tuesday 9 April 2024", "2024-04-09"),
    ("2024-04-09", "2024-04-09"),
    ("2024/04/09", "2024-04-09"),
    ("2024-4-9", "2024-04-09"),
    ("29 February 2024", "2024-02-29"),
    ("Published: 9 April 2024", "2024-04-09"),
    ("Published on April 9, 2024", "2024-04-09"),
    ("Posted at April 9, 2024", "2024-04-09"),
    ("Last updated: 9 April 2024, 10:30 GMT", "2024-04-09"),
    ("April 9, 2024 at 10:30 am", "2024-04-09"),
    ("9 April 2024 | 18:05", "2024-04-09"),
    ("Date: 2024-04-09", "2024-04-09"),
    ("Published 12:01 GMT, April 9, 2024", "2024-04-09"),
    ("12:01 BST Tuesday, 9 April 2024", "2024-04-09"),
    ("Tue 9 Apr 2024 12.01 BST", "2024-04-09"),
    ("First published on Tuesday, April 9, 2024 - 10:30 am IST", "2024-04-09"),
    ("Updated April 9, 2024 at 3:05 PM ET", "2024-04-09"),
    ("April 9, 2024, 10:30 a.m. ET", "2024-04-09"),
    ("2024-04-09T10:00:00Z", "2024-04-09"),
    ("2024-04-09T10:00:00.123+02:00", "2024-04-09"),
    ("Tue, 09 Apr 2024 10:00:00 GMT", "2024-04-09"),
    ("Tue, 9 Apr 2024 10:00:00 -0700 (PDT)", "2024-04-09"),
    ("9th of April, 2024", "2024-04-09"),
    ("9. April 2024", "2024-04-09"),
    ("09-Apr-2024", "2024-04-09"),
    ("31/12/2023", "2023-12-31"),
    ("12/31/2023", "2023-12-31"),
    ("31.12.2023", "2023-12-31"),
    ("04/04/2024", "2024-04-04"),  # both readings are one day
]

UNSTATED = [
    "",
    "yesterday",
    "on Tuesday",
    "last April",
    "three days ago",
    "April 9",
    "9 April",
    "April 9, 24",
    "04/09/2024",  # two readings
    "09.04.2024",
    "9-4-2024",
    "20240409",
    "February 30, 2024",
    "29 February 2023",
    "2024-13-01",
    "2024-00-10",
    "Marchember 9, 2024",
    "April 9, 2024 was a Tuesday.",
    "The bridge was shut on April 9, 2024",
    "April 9, 2024 – Delmar",
    "Between 9 April 2024 and 12 April 2024",
    "2024-04-09-12",
    "13/13/2023",
    "31/12/23",
    "31/12-2023",
    "1/12/20234",
    "May 2024",
    "Delmar 2024",
    "April 9, 2024 – April 12, 2024",
]


@pytest.mark.parametrize(("line", "iso"), STATED)
def test_a_line_that_is_a_date_gives_it(line: str, iso: str) -> None:
    assert date_line(line) == iso


@pytest.mark.parametrize("line", UNSTATED)
def test_any_other_line_gives_none(line: str) -> None:
    assert date_line(line) is None


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        *STATED,
        ("2024", "2024"),
        ("2024-04", "2024-04"),
        (2024, "2024"),
        ("2024-04-09T23:30:00Z", "2024-04-09"),
        ("2024-04-09 23:30", "2024-04-09"),
        (date(2024, 4, 9), "2024-04-09"),
        (datetime(2024, 4, 9, 23, 30), "2024-04-09"),
        *((line, None) for line in UNSTATED),
        ("2024-13", None),
        ("2024-00", None),
        ("2024-4", None),
        ("0000", None),
        ("٢٠٢٤", None),  # not ISO, whatever its digits mean
        ("2024-04-09garbage", None),
        (99, None),
        (20240409, None),
        (True, None),
        (None, None),
        (3.5, None),
        (["2024"], None),
        ({"year": 2024}, None),
    ],
)
def test_a_metadata_field_gives_the_date_as_precise_as_it_is(
    value: object, iso: str | None
) -> None:
    assert stated_date(value) == iso


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (["Published April 8, 2024", "Updated April 9, 2024"], "2024-04-08"),
        (["Last updated: April 9, 2024", "First published: April 8, 2024"], "2024-04-08"),
        (["Published April 8, 2024 | Updated April 9, 2024"], "2024-04-08"),
        (["April 8, 2024 • Updated April 9, 2024, 3:05 pm"], "2024-04-08"),
        (["By Mira Solen | April 8, 2024 | 5 min read"], "2024-04-08"),
        (["Updated April 9, 2024"], None),  # says nothing of when it was published
        (["Delmar | April 9, 2024 | 12 hurt"], None),  # a table's row
        (["Delmar v Ilova", "Published by Ilova"], None),
        ([], None),
    ],
)
def test_the_published_date_is_no_date_of_a_change(head: list[str], published: str | None) -> None:
    assert published_date(head) == published


def test_within_the_text_only_a_date_called_one_of_publication_counts() -> None:
    assert published_date([], ["March 10, 1986", "Date: March 10, 1986"]) is None
    assert published_date([], ["March 10, 1986", "Published: 9 April 2024"]) == "2024-04-09"


@given(st.dates(min_value=date(1000, 1, 1)))
@settings(deadline=None)
def test_every_date_is_read_back_from_the_ways_it_is_written(day: date) -> None:
    written = [day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}"]
    assert [date_line(each) for each in written] == [day.isoformat()] * 3


@given(st.text(max_size=60))
@settings(deadline=None)
def test_whatever_is_read_as_a_date_is_one(text: str) -> None:
    for found in (date_line(text), stated_date(text)):
        if found is not None:
            first, last = day_bounds(found)
            assert 1000_00_00 < first <= last < 10_000_00_00


@pytest.mark.parametrize(
    ("published", "bounds"),
    [
        ("2024", (20240101, 20241231)),
        ("2024-04", (20240401, 20240431)),
        ("2024-04-09", (20240409, 20240409)),
        ("2024-12", (20241201, 20241231)),
    ],
)
def test_day_bounds_cover_what_the_date_covers(published: str, bounds: tuple[int, int]) -> None:
    assert day_bounds(published) == bounds

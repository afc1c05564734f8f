"""Which days a question names; numbers and names that only look like dates are none."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from rag.periods import Period, find_periods

WEDNESDAY = date(2031, 1, 8)

Row = tuple[str, int, int, str]


def rows(text: str, asked_on: date | None = None) -> list[Row]:
    return [
        (text[each.start : each.end], each.first_day, each.last_day, each.side)
        for each in find_periods(text, asked_on)
    ]


@pytest.mark.parametrize(
    "wording",
    [
        "October 4, 2023",
        "october 4 2023",
        "OCTOBER 4, 2023",
        "4 October 2023",
        "4 October, 2023",
        "4th of October 2023",
        "Oct. 4th, 2023",
        "Oct 4, 2023",
        "4 Oct. 2023",
        "2023-10-04",
        "2023/10/04",
        "October  4,\n2023",
    ],
)
@pytest.mark.parametrize("frame", ["{}", "What did Lund say on {}?", "the ({}) report", "“{}”"])
def test_a_day(wording: str, frame: str) -> None:
    assert rows(frame.format(wording)) == [(wording, 20231004, 20231004, "on")]


LONGER: list[tuple[str, list[Row]]] = [
    ("What did Lund say in March 2021?", [("March 2021", 20210301, 20210331, "on")]),
    ("the Sept. 2021 vote", [("Sept. 2021", 20210901, 20210931, "on")]),
    ("in October of 2023", [("October of 2023", 20231001, 20231031, "on")]),
    ("in may 2021", [("may 2021", 20210501, 20210531, "on")]),
    ("What happened in 2021?", [("2021", 20210101, 20211231, "on")]),
    ("during the summer of 2021", [("2021", 20210101, 20211231, "on")]),
    ("in early 2021", [("2021", 20210101, 20211231, "on")]),
    ("in the year 2021", [("2021", 20210101, 20211231, "on")]),
    ("Who won in Norhavn, 2021?", [("2021", 20210101, 20211231, "on")]),
    ("in 2021's floods", [("2021", 20210101, 20211231, "on")]),
    ("May said in 2017 that", [("2017", 20170101, 20171231, "on")]),
    ("the March on Washington in 1963", [("1963", 19630101, 19631231, "on")]),
    ("at 2023-10-04T13:55:17+00:00", [("2023-10-04", 20231004, 20231004, "on")]),
    ("on Wednesday, October 4, 2023", [("October 4, 2023", 20231004, 20231004, "on")]),
    ("on 31/12/2023", [("31/12/2023", 20231231, 20231231, "on")]),
]  # fmt: skip

SIDES: list[tuple[str, list[Row]]] = [
    ("before October 4, 2023", [("October 4, 2023", 20231004, 20231004, "before")]),
    ("before Wednesday, October 4, 2023", [("October 4, 2023", 20231004, 20231004, "before")]),
    ("until March 2021", [("March 2021", 20210301, 20210331, "before")]),
    ("by 2021", [("2021", 20210101, 20211231, "before")]),
    ("By the end of 2021,", [("2021", 20210101, 20211231, "before")]),
    ("prior to 2021", [("2021", 20210101, 20211231, "before")]),
    ("after 4 October 2023", [("4 October 2023", 20231004, 20231004, "after")]),
    ("since 2019", [("2019", 20190101, 20191231, "after")]),
    ("since at least early 2019", [("2019", 20190101, 20191231, "after")]),
    ("after the October 4, 2023 raid", [("October 4, 2023", 20231004, 20231004, "after")]),
    ("from March 2021", [("March 2021", 20210301, 20210331, "after")]),
    ("the report from March 2021", [("March 2021", 20210301, 20210331, "on")]),
    ("articles from 2019 onwards", [("2019", 20190101, 20191231, "after")]),
    ("said by the 2023 champion", [("2023", 20230101, 20231231, "on")]),
    ("before 2019 and after March 2021", [
        ("2019", 20190101, 20191231, "before"), ("March 2021", 20210301, 20210331, "after"),
    ]),
]  # fmt: skip

SEVERAL: list[tuple[str, list[Row]]] = [
    ("between 2019 and 2021", [
        ("2019", 20190101, 20191231, "after"), ("2021", 20210101, 20211231, "before"),
    ]),
    ("between October 4, 2023 and March 2024", [
        ("October 4, 2023", 20231004, 20231004, "after"),
        ("March 2024", 20240301, 20240331, "before"),
    ]),
    ("between March and May 2021", [
        ("March", 20210301, 20210331, "after"), ("May 2021", 20210501, 20210531, "before"),
    ]),
    ("from October 4 to October 6, 2023", [
        ("October 4", 20231004, 20231004, "after"),
        ("October 6, 2023", 20231006, 20231006, "before"),
    ]),
    ("between 4 and 6 October 2023", [
        ("4", 20231004, 20231004, "after"), ("6 October 2023", 20231006, 20231006, "before"),
    ]),
    ("October 4–6, 2023", [
        ("October 4", 20231004, 20231004, "after"), ("6, 2023", 20231006, 20231006, "before"),
    ]),
    ("on October 4 and 6, 2023", [
        ("October 4", 20231004, 20231004, "on"), ("6, 2023", 20231006, 20231006, "on"),
    ]),
    ("articles from 2019 to 2021", [
        ("2019", 20190101, 20191231, "after"), ("2021", 20210101, 20211231, "before"),
    ]),
    ("in 2019-2021", [
        ("2019", 20190101, 20191231, "after"), ("2021", 20210101, 20211231, "before"),
    ]),
    ("in both 2021 and 2023", [
        ("2021", 20210101, 20211231, "on"), ("2023", 20230101, 20231231, "on"),
    ]),
    ("in 2019, 2020 and 2021", [
        ("2019", 20190101, 20191231, "on"), ("2020", 20200101, 20201231, "on"),
        ("2021", 20210101, 20211231, "on"),
    ]),
    ("Did it change between the report of October 4, 2023, and that of 6 October 2023?", [
        ("October 4, 2023", 20231004, 20231004, "on"),
        ("6 October 2023", 20231006, 20231006, "on"),
    ]),
    ("the December to January 2022 rains", [("January 2022", 20220101, 20220131, "on")]),
    ("Windows 8 and 4 October 2023", [("4 October 2023", 20231004, 20231004, "on")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [*LONGER, *SIDES, *SEVERAL])
def test_months_years_sides_and_ranges(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023",
        "Who plays Baldur's Gate 3, Cyberpunk 2077 or Windows 11?",
        "the Fortune 500",
        "at 2024 rates",
        "in 2024 dollars",
        "a crowd of 2000 people",
        "from 2000 to 2050 employees",
        "between 1800 and 1900 votes",
        "in 2,023 words",
        "in 2023.5",
        "in 2019-20",
        "in 2019/20",
        "in the 2020s",
        "in the 1980's",
        "of $2023",
        "the pre-2023 rules",
        "May I quote May?",
        "they may 2021 times",
        "March on Washington",
        "on October 4",
        "on May 32, 2023",
        "February 30, 2023",
        "on 30 February 2023?",
        "September 31st, 2023",
        "2023-13-40",
        "in 2023-13-40",
        "on 04/09/2024",
        "version 10.0.2023.4",
        "Level 11, 2023 points",
        "in 202３ and in ２０２３",  # other digits than ours are not read
        "on Tuesday, last week, yesterday and this year",  # and nobody knows when that is
    ],
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did Lund say yesterday?", ("yesterday", 20310107, 20310107, "on")),
        ("Yesterday Lund spoke.", ("Yesterday", 20310107, 20310107, "on")),
        ("until yesterday", ("yesterday", 20310107, 20310107, "before")),
        ("this week", ("this week", 20310106, 20310112, "on")),
        ("last week", ("last week", 20301230, 20310105, "on")),
        ("since last month", ("last month", 20301201, 20301231, "after")),
        ("this month", ("this month", 20310101, 20310131, "on")),
        ("last year's floods", ("last year", 20300101, 20301231, "on")),
        ("Who left? Last year, that is.", ("Last year", 20300101, 20301231, "on")),
        ("this year", ("this year", 20310101, 20311231, "on")),
        ("on Tuesday", ("Tuesday", 20310107, 20310107, "on")),
        ("on wednesday", ("wednesday", 20310108, 20310108, "on")),
        ("since Thursday", ("Thursday", 20310102, 20310102, "after")),
    ],
)
def test_what_is_relative_counts_from_the_day_given(text: str, expected: Row) -> None:
    assert rows(text, WEDNESDAY) == [expected]
    assert rows(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "What did the magazine Last Week print?",
        "Who sang Yesterday?",
        "in the last year",
        "the last week of the trial",
        "his last year in office",
        "last week of the trial",
        "on Tuesday, October 3",
        "on Tuesday May 3",
        "Black Friday",
        "on Tuesdays",
        "next week",
    ],
)
def test_what_only_looks_relative(text: str) -> None:
    assert rows(text, WEDNESDAY) == []


def test_a_day_with_its_weekday_is_one_period_also_where_today_is_known() -> None:
    expected = [("October 4, 2023", 20231004, 20231004, "on")]
    assert rows("on Wednesday, October 4, 2023", WEDNESDAY) == expected
    expected = [("4 October 2023", 20231004, 20231004, "on")]
    assert rows("on Wednesday the 4 October 2023", WEDNESDAY) == expected


WORDS = """in since before between and to from the of , . - – / 4 31 99 4th 2023 1999 2077 0000
    October oct. May march February 2023-10-04 31/12/2023 on Tuesday last week year this yesterday
    people NATO ½ ２０２３ é 's""".split()
PIECES = st.sampled_from([*WORDS, " ", "\n", "\ud800"])
QUESTIONS = st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join))


@settings(max_examples=300, deadline=None)
@for_all(QUESTIONS, st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 1, 1))))
def test_no_text_raises_and_every_period_lies_within_it(text: str, asked_on: date | None) -> None:
    end = 0
    for each in find_periods(text, asked_on):
        assert isinstance(each, Period)
        assert end <= each.start < each.end <= len(text)
        assert 101 <= each.first_day <= each.last_day <= 9999_12_31
        end = each.end


@pytest.mark.parametrize(
    "word", ["word ", "May ", "4 and ", "in 2023 ", "2023 ", "October 4, 2023 ", "on Tuesday "]
)
def test_the_time_grows_no_faster_than_the_number_of_words(word: str) -> None:
    def seconds(count: int) -> float:
        started = time.perf_counter()
        find_periods("in 2019 " + word * count, WEDNESDAY)
        return time.perf_counter() - started

    assert seconds(10_000) < 40 * min(seconds(1_000) for _ in range(3)) + 0.1


def test_a_long_run_of_white_space_takes_no_time() -> None:
    started = time.perf_counter()
    find_periods(f"in May{' ' * 50_000}and{' ' * 50_000}4,{' ' * 50_000}x")
    assert time.perf_counter() - started < 2

"""Progress: what lines say and when, on a clock of the test's own."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

import pytest

from ui.progress import Lines, Rate, progress_bar, progress_line

WAIT = "waiting for another process that is adding"


class Clock:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Run:
    """A run of adding that takes no time, and the lines it writes."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.lines: list[str] = []
        self.report = Lines(self.lines.append, self.clock)

    def at(self, second: float, done: int, total: int | None, doing: str = "a title") -> None:
        self.clock.now = 100.0 + second
        self.report(done, total, doing)


@pytest.mark.parametrize(
    ("done", "total", "rate", "line"),
    [
        (0, 5, None, "0 of 5 articles"),
        (0, 1, None, "0 of 1 article"),
        (1, None, None, "1 article"),
        (0, None, None, "0 articles"),
        (120, 609, 1.4, "120 of 609 articles, 1.4 a second, about 6 min left"),
        (120, None, 1.4, "120 articles, 1.4 a second"),
        (1200, 98_000, 250.4, "1,200 of 98,000 articles, 250 a second, about 7 min left"),
        (3, 5, 2.0, "3 of 5 articles, 2.0 a second, a few seconds left"),
        (3, 20, 1.0, "3 of 20 articles, 1.0 a second, about 20 s left"),
        (2, 60, 1.0, "2 of 60 articles, 1.0 a second, about 1 min left"),
        (5, 5, 2.0, "5 of 5 articles, 2.0 a second"),
        (7, 5, 2.0, "7 articles, 2.0 a second"),  # there were more than was thought
        (1, 9, 0.3, "1 of 9 articles, 18 a minute, about 30 s left"),
        (1, 9, 0.05, "1 of 9 articles, 3.0 a minute, about 3 min left"),
        (1, 9, 0.001, "1 of 9 articles, 3.6 a hour, about 2 h 20 min left"),
        (0, 7300, 1.0, "0 of 7,300 articles, 1.0 a second, about 2 h 10 min left"),
        (0, 3590, 1.0, "0 of 3,590 articles, 1.0 a second, about 1 h left"),
    ],
)
def test_the_words(done: int, total: int | None, rate: float | None, line: str) -> None:
    assert progress_line(done, total, rate) == line.replace("a hour", "an hour")


def test_a_rate_needs_more_than_a_second() -> None:
    clock = Clock()
    rate = Rate(clock)
    rate.reached(4)
    assert rate.per_second is None
    clock.now += 0.5
    rate.reached(8)
    assert rate.per_second is None
    clock.now += 1.5
    rate.reached(12)
    assert rate.per_second == pytest.approx(12 / 2)


def test_waiting_does_not_count() -> None:
    clock = Clock()
    rate = Rate(clock)
    clock.now += 300
    rate.reached(0)
    clock.now += 4
    rate.reached(8)
    assert rate.per_second == pytest.approx(2)


def test_what_went_quickly_at_first_is_forgotten() -> None:
    clock = Clock()
    rate = Rate(clock)
    clock.now += 0.3
    rate.reached(5000)  # unchanged ones
    for batch in range(1, 6):
        clock.now += 8
        rate.reached(5000 + 8 * batch)
    assert rate.per_second == pytest.approx(1)


def test_batches_longer_than_the_window_still_have_a_rate() -> None:
    clock = Clock()
    rate = Rate(clock)
    for batch in range(1, 9):
        clock.now += 60
        rate.reached(6 * batch)
    assert rate.per_second == pytest.approx(0.1)


def test_a_step_that_is_overdue_slows_the_rate_down() -> None:
    clock = Clock()
    rate = Rate(clock)
    for done in range(1, 11):
        clock.now += 1
        rate.reached(done)
    assert rate.per_second == pytest.approx(1)
    clock.now += 1
    assert rate.per_second == pytest.approx(1)
    clock.now += 10
    assert rate.per_second == pytest.approx(0.5)


def test_a_million_steps_are_not_all_kept() -> None:
    clock = Clock()
    rate = Rate(clock)
    for done in range(1, 20_001):
        clock.now += 0.001
        rate.reached(done)
    assert rate.per_second == pytest.approx(1000, rel=0.01)
    assert len(rate._steps) < 200


def test_a_short_run_writes_nothing() -> None:
    run = Run()
    for done in range(50):
        run.at(done / 10, done, 50)
    assert run.lines == []


def test_a_long_run_writes_a_line_about_every_five_seconds() -> None:
    run = Run()
    for second in range(31):
        run.at(second, second * 2, 609)
    assert len(run.lines) == 6
    assert run.lines[0] == "10 of 609 articles, 2.0 a second, about 5 min left"
    assert run.lines[-1] == "60 of 609 articles, 2.0 a second, about 5 min left"


def test_a_total_may_be_unknown_and_may_grow() -> None:
    run = Run()
    for second, total in [(1, None), (5, None), (11, 30), (17, 300)]:
        run.at(second, second * 2, total)
    assert run.lines == [
        "10 articles, 2.0 a second",
        "22 of 30 articles, 2.0 a second, a few seconds left",
        "34 of 300 articles, 2.0 a second, about 3 min left",
    ]


def test_waiting_is_told_at_once_and_once() -> None:
    run = Run()
    for second in (0, 0.2, 4, 60):
        run.at(second, 0, None, WAIT)
    run.at(61, 0, 9, "Waiting for the ferry")
    assert run.lines == [WAIT]
    run.at(66, 8, 9)
    assert run.lines == [WAIT, "8 of 9 articles, 1.6 a second, a few seconds left"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO, quiet: bool, reports: Sequence[tuple[int, int | None, str]]) -> str:
    """What is left on standard error by a run that is over in no time."""
    before, sys.stderr = sys.stderr, stream
    try:
        with progress_bar(quiet) as report:
            for each in reports:
                report(*each)
    finally:
        sys.stderr = before
    return stream.getvalue().replace("\r", "").strip()


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
@pytest.mark.parametrize("quiet", [True, False])
def test_notices_reach_terminals_and_logs_but_not_the_quiet(
    stream: type[io.StringIO], quiet: bool
) -> None:
    reports = [(0, None, WAIT), (0, None, WAIT), (0, 3, "reading"), (2, 3, "Port"), (3, 3, "Tax")]
    assert shown(stream(), quiet, reports) == ("" if quiet else WAIT)


def test_a_later_run_says_nothing_of_the_time_between() -> None:
    run = Run()
    for second, done in ((0, 0), (1, 2), (60, 0), (61, 2)):
        run.at(second, done, 2)
    assert run.lines == []

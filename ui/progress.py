"""How adding or scoring goes on: a bar on a terminal, lines elsewhere, and the words for both.

Not handled: lines at times when nothing is reported, since only reports bring them about.
"""

from __future__ import annotations

import math
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from index.types import Progress
from ui.wording import counted

INTERVAL = 5.0  # seconds between two lines
WINDOW = 20.0  # seconds that a rate looks back on
FEWEST_STEPS = 3  # that it looks back on, however long they took: articles are stored in batches
TELLING = 1.0  # seconds before which a rate says nothing
GRAIN = 0.25  # seconds within which steps count as one
WAITING = "waiting"  # how ``doing`` begins where nothing can be done yet

Clock = Callable[[], float]


@contextmanager
def shown(
    quiet: bool,
    bar: Callable[[], AbstractContextManager[Progress]],
    lines: Callable[[Callable[[str], object]], Progress],
) -> Iterator[Progress]:
    """A callback that shows on standard error how the work goes on; nothing if ``quiet``.

    Args:
        quiet: whether nothing is wanted.
        bar: makes what draws on a terminal.
        lines: makes what writes elsewhere, a line at a time, from what writes one.
    """
    if quiet:
        yield lambda done, total, doing: None
    elif sys.stderr.isatty():
        with bar() as show:
            yield show
    else:
        yield lines(lambda line: print(line, file=sys.stderr, flush=True))


def progress_bar(quiet: bool, what: str = "article") -> AbstractContextManager[Progress]:
    """A callback that shows how far the work has come; ``what`` is one of the things done."""
    return shown(quiet, lambda: _bar(what), lambda write: Lines(write, what=what))


class Lines:
    """A progress callback that writes a line now and then, and a notice of waiting at once."""

    def __init__(
        self,
        write: Callable[[str], object],
        clock: Clock = time.monotonic,
        what: str = "article",
    ) -> None:
        self._write = write
        self._clock = clock
        self._what = what
        self._rate = Rate(clock)
        self._due = clock() + INTERVAL
        self._notice = ""
        self._done = 0

    def __call__(self, done: int, total: int | None, doing: str) -> None:
        self._rate.reached(done)
        if done < self._done:  # another run begins, perhaps long after the last
            self._due = self._clock() + INTERVAL
        self._done = done
        if is_notice(done, doing):
            if doing != self._notice:
                self._write(doing)
            self._notice = doing
        elif self._clock() >= self._due:
            self._write(progress_line(done, total, self._rate.per_second, self._what))
        else:
            return
        self._due = self._clock() + INTERVAL


class Rate:
    """Things done a second over the last steps; a step that is overdue slows it down."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._steps = deque([(clock(), 0)])

    def reached(self, done: int) -> None:
        """Takes note of how many are done now; time before the first does not count."""
        now = self._clock()
        steps = self._steps
        if done == 0:
            steps.clear()
        elif done == steps[-1][1]:
            return
        elif len(steps) > 1 and now - steps[-2][0] < GRAIN:
            steps.pop()
        steps.append((now, done))
        while len(steps) > FEWEST_STEPS + 1 and steps[1][0] <= now - WINDOW:
            steps.popleft()

    @property
    def per_second(self) -> float | None:
        """None as long as too little is known."""
        (began, first), (last, done) = self._steps[0], self._steps[-1]
        usual = (last - began) / max(1, len(self._steps) - 1)
        elapsed = max(last - began, self._clock() - usual - began)
        return (done - first) / elapsed if done > first and elapsed >= TELLING else None


def progress_line(
    done: int, total: int | None, per_second: float | None, what: str = "article"
) -> str:
    """How far it has come: "120 of 609 articles, 1.4 a second, about 6 min left".

    A ``total`` that has been passed was none, so it is left out like an unknown one.
    """
    known = total if total is not None and total >= done else None
    parts = [counted(done, what) if known is None else f"{done:,} of {counted(known, what)}"]
    if per_second:
        parts.append(_rate_words(per_second))
        if known is not None and known > done:
            parts.append(_time_words((known - done) / per_second))
    return ", ".join(parts)


def is_notice(done: int, doing: str) -> bool:
    """Whether a report tells that nothing can be done yet, which is to be said at once."""
    return done == 0 and doing.startswith(WAITING)


def _rate_words(per_second: float) -> str:
    """A rate in the shortest unit of time that sees at least one, or in hours."""
    units = (("a second", 1), ("a minute", 60), ("an hour", 3600))
    unit, seconds = next((each for each in units if per_second * each[1] >= 1), units[-1])
    count = per_second * seconds
    return f"{count:,.0f} {unit}" if count >= 9.95 else f"{count:.1f} {unit}"


def _time_words(seconds: float) -> str:
    """A time to wait, rounded up to what one would say of it."""
    if seconds <= 5:
        return "a few seconds left"
    if seconds <= 55:
        return f"about {math.ceil(seconds / 5) * 5} s left"
    minutes = math.ceil(seconds / 60)
    if minutes < 60:
        return f"about {minutes} min left"
    hours, minutes = divmod(math.ceil(minutes / 10) * 10, 60)
    return f"about {hours} h {minutes} min left" if minutes else f"about {hours} h left"


@contextmanager
def _bar(what: str) -> Iterator[Progress]:
    from tqdm import tqdm

    # With one thing for the least step, time in which none was done counts for the rate too.
    with tqdm(unit=f" {what}s", delay=1, miniters=1, leave=False, file=sys.stderr) as bar:
        notice = ""

        def show(done: int, total: int | None, doing: str) -> None:
            nonlocal notice
            if is_notice(done, doing) and doing != notice:
                bar.clear()
                print(doing, file=sys.stderr)
                notice = doing
            if done == 0:
                bar.unpause()  # waiting does not count
            bar.total = total
            bar.set_postfix_str(doing[:40], refresh=False)
            bar.update(done - bar.n)

        yield show

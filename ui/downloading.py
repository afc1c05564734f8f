"""How the download of a model goes on: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, NoReturn

from rag import OnRecord
from ui.progress import INTERVAL, Clock, Rate, shown

if TYPE_CHECKING:
    from tqdm import tqdm


def fetch_model(desk: OnRecord, quiet: bool) -> None:
    """Has the desk find its model, downloading it where that was asked for; shows how it goes on.

    Raises:
        ModelProblem: there is no such model, or it cannot be had.
    """
    with shown(quiet, lambda: closing(_Bar()), DownloadLines) as progress:
        desk.check(progress)


class _Bar:
    """A bar a file, drawn when its first report comes: mostly there is nothing to download."""

    def __init__(self) -> None:
        self._bar: tqdm[NoReturn] | None = None
        self._doing = ""

    def __call__(self, done: int, total: int | None, doing: str) -> None:
        if self._bar is None or doing != self._doing:
            self.close()
            self._bar, self._doing = _new_bar(done, total, doing), doing
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Leaves the last bar as it stands."""
        if self._bar is not None:
            self._bar.close()


def _new_bar(done: int, total: int | None, doing: str) -> tqdm[NoReturn]:
    from tqdm import tqdm

    if total is None or done == total:  # a notice: something is waited for or checked
        return tqdm(desc=doing, bar_format="{desc}", file=sys.stderr)
    return tqdm(
        desc=doing, initial=done, total=total, unit="B", unit_scale=True, file=sys.stderr,
        dynamic_ncols=True,
    )  # fmt: skip


class DownloadLines:
    """A progress callback that writes a line where something else begins, and now and then."""

    def __init__(self, write: Callable[[str], object], clock: Clock = time.monotonic) -> None:
        self._write = write
        self._clock = clock
        self._rate = Rate(clock)
        self._doing = ""
        self._due = clock()

    def __call__(self, done: int, total: int | None, doing: str) -> None:
        if doing != self._doing:
            self._doing, self._due = doing, self._clock()
            self._rate = Rate(self._clock)
        self._rate.reached(done)
        if self._clock() < self._due:
            return
        self._write(_line(done, total, doing, self._rate.per_second))
        self._due = self._clock() + INTERVAL


def _line(done: int, total: int | None, doing: str, per_second: float | None) -> str:
    """ "downloading small.gguf: 120 MB of 1.2 GB, 8.3 MB a second"."""
    from tqdm import tqdm

    if total is None or done == total:
        return doing
    size = tqdm.format_sizeof
    rate = f", {size(per_second)}B a second" if per_second else ""
    return f"{doing}: {size(done)}B of {size(total)}B{rate}"

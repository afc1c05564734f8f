"""Adding from the chat: in a thread of its own, so that questions go on and a page may close.

Not handled: stopping. What is being added when the program ends is added whole or not at all.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from index.errors import OnRecordError
from index.types import AddReport
from ui.answering import UNFORESEEN
from ui.desk import Desk
from ui.progress import Rate
from ui.upload import keep

FOLDER = "uploads"
POLL = 0.25  # seconds between two looks at how far it has come
QUEUED = "waiting for what another page is adding"
NO_ADDRESS = "That is no web address. One begins with https:// or http://"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Adding:
    """How far adding has come; in the end there is a ``report``, or a ``problem`` in one line."""

    done: int = 0
    total: int | None = None
    doing: str = ""
    per_second: float | None = None
    report: AddReport | None = None
    problem: str | None = None

    @property
    def is_over(self) -> bool:
        return self.report is not None or self.problem is not None

    @property
    def went_wrong(self) -> bool:
        """Whether anything could not be added."""
        return self.problem is not None or bool(self.report and self.report.failed)


class Uploads:
    """Adds to a desk what readers give, one lot at a time however many pages are open."""

    def __init__(self, desk: Desk, poll: float = POLL) -> None:
        self._desk = desk
        self._poll = poll
        self._turnstile = threading.Lock()
        self._current: _Job | None = None

    def add_files(self, files: Sequence[str]) -> Iterator[Adding]:
        """Keeps files in the data folder and adds them; how far it has come, until it is over."""
        folder = self._desk.data / FOLDER
        return self._follow(self._begin(lambda: keep(map(Path, files), folder)))

    def add_address(self, address: str) -> Iterator[Adding]:
        """Adds what stands at a web address. Nothing else is: a path would be the server's own."""
        if not is_web_address(address):
            return iter([Adding(problem=NO_ADDRESS)])
        return self._follow(self._begin(lambda: [address]))

    def under_way(self) -> Iterator[Adding]:
        """What another page is adding, or this one before it was loaded anew, if anything."""
        return self._follow(self._current) if self._current and self.busy else iter(())

    @property
    def busy(self) -> bool:
        """Whether anything is being added."""
        return self._current is not None and not self._current.over.is_set()

    def _begin(self, sources: Callable[[], Sequence[Path | str]]) -> _Job:
        job = _Job()

        def work() -> None:
            with self._turnstile:
                self._current = job
                job.run(lambda: self._add(sources(), job))

        threading.Thread(target=work, name="onrecord-add", daemon=True).start()
        return job

    def _add(self, sources: Sequence[Path | str], job: _Job) -> AddReport:
        """Adds, naming kept files as their readers know them."""
        within = f"{self._desk.data / FOLDER}{os.sep}"
        report = self._desk.add(
            *sources,
            progress=lambda done, total, doing: job.report(done, total, doing.removeprefix(within)),
        )
        failed = tuple((place.removeprefix(within), error) for place, error in report.failed)
        return replace(report, failed=failed)

    def _follow(self, job: _Job) -> Iterator[Adding]:
        while not job.over.wait(self._poll):
            yield job.state
        yield job.state


class _Job:
    """One lot being added. ``state`` is replaced whole, so that other threads may look at it."""

    def __init__(self) -> None:
        self.state = Adding(doing=QUEUED)
        self.over = threading.Event()
        self._rate = Rate()

    def report(self, done: int, total: int | None, doing: str) -> None:
        self._rate.reached(done)
        self.state = Adding(done, total, doing, self._rate.per_second)

    def run(self, add: Callable[[], AddReport]) -> None:
        self.state = Adding()
        try:
            self.state = Adding(report=add())
        except OnRecordError as error:
            self.state = Adding(problem=str(error))
        except Exception:  # logged whole; the reader gets one line, and the chat goes on
            _log.exception("Adding failed")
            self.state = Adding(problem=UNFORESEEN)
        finally:
            self.over.set()


def is_web_address(text: str) -> bool:
    """Whether a text is the address of a web page as far as its form tells."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not text.split()[1:]

"""What a run that adds has done, and how its caller is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.reading.source import Failure, Source
from index.types import AddReport, Progress


@dataclass
class Tally:
    """What was done with the articles so far."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    passages: int = 0
    quotes: int = 0
    foreign: list[str] = field(default_factory=list)  # articles that are not English
    failed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many articles and failures there were."""
        return self.added + self.updated + self.unchanged + len(self.failed)

    def report(self) -> AddReport:
        """The same for the caller."""
        return AddReport(
            self.added,
            self.updated,
            self.unchanged,
            tuple(self.failed),
            self.passages,
            self.quotes,
            foreign=tuple(self.foreign),
        )


class Bar:
    """What the caller is told of the progress; a source may turn out to hold many articles."""

    def __init__(self, sources: Sequence[Source | Failure], progress: Progress | None) -> None:
        self._progress = progress
        counted = all(isinstance(each, Failure) or each.count for each in sources)
        self._total = len(sources) if counted else None

    def opened(self, source: Source) -> int:
        """Counts what a source that has to be read is likely to hold, where one was thought."""
        expected = source.count() if source.count else 1
        self.found(1, expected)
        return expected

    def found(self, expected: int, articles: int) -> None:
        """Corrects the total by what a source holds."""
        if self._total is not None:
            self._total += articles - expected

    def show(self, done: int, doing: str) -> None:
        """Tells the caller."""
        if self._progress:
            total = None if self._total is None else max(self._total, done)
            self._progress(done, total, doing)

"""Waiting for files to change, by the system's own notices (watchfiles)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event

from index.errors import UsageError
from index.reading.folders import existing, may_hold_article

_WAKE = 500  # milliseconds between two looks at whether to stop


def changes(named: Iterable[str | Path], beside: Path, stop: Event | None = None) -> Iterator[None]:
    """Yields once when watching has begun, and then whenever files named or below have changed.

    Changes that follow one another within a second or two come as one. Ends when
    ``stop`` is set; hidden files, kinds that hold no articles and what is in ``beside``
    (the index) are passed over.

    Raises:
        UsageError: a name leads nowhere.
    """
    from watchfiles import Change, watch

    roots = [_existing(name) for name in named]
    index = beside.resolve()

    def matters(_change: Change, path: str) -> bool:
        changed = Path(path)
        root = next((root for root in roots if changed.is_relative_to(root)), None)
        if root is None or index in changed.parents or not may_hold_article(changed):
            return False
        return not any(part.startswith(".") for part in changed.relative_to(root).parts)

    # A file alone cannot be followed through an editor's replacing it: its folder can.
    folders = {root if root.is_dir() else root.parent for root in roots}
    watching = watch(
        *folders,
        watch_filter=matters,
        stop_event=stop,
        rust_timeout=_WAKE,
        yield_on_timeout=True,
        raise_interrupt=True,
    )
    for number, changed in enumerate(watching):
        if changed or number == 0:
            yield


def _existing(name: str | Path) -> Path:
    found = existing(name)
    if found is None:
        raise UsageError(f"{name}: there is no such file or folder to watch; check the path")
    return found.resolve()

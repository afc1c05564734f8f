"""One writer at a time in a data folder; the lock is the system's and dies with its process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from index.errors import StorageProblem
from index.types import Progress

_AT_ONCE = 0.5  # seconds before the caller is told that it waits
_LONGEST = 600.0  # seconds to wait for another process that is adding


@contextmanager
def writing(data: Path, progress: Progress | None = None) -> Iterator[None]:
    """Makes the folder and holds its lock; where another process has it, says so and waits.

    Raises:
        StorageProblem: the folder cannot be written, or the other process takes too long.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        if not os.access(data, os.W_OK):
            raise PermissionError(13, "Permission denied")
    except OSError as error:
        raise StorageProblem(
            f"cannot write to the data folder {data} ({error.strerror}); "
            "change its permissions, or name another with --data"
        ) from error
    with _acquired(data, progress):
        yield


@contextmanager
def locked_if_free(data: Path) -> Iterator[bool]:
    """Holds the folder's lock if nobody does; whether it was had."""
    from filelock import FileLock, Timeout

    try:
        held = FileLock(data / "lock").acquire(timeout=0)
    except Timeout:
        yield False
        return
    with held:
        yield True


def _acquired(data: Path, progress: Progress | None) -> AbstractContextManager[object]:
    """The folder's lock, to be held as a context."""
    from filelock import FileLock, Timeout

    lock = FileLock(data / "lock")
    try:
        return lock.acquire(timeout=_AT_ONCE)
    except Timeout:
        if progress:
            progress(0, None, f"waiting for another process that is adding to {data}")
    try:
        return lock.acquire(timeout=_LONGEST)
    except Timeout as error:
        raise StorageProblem(
            f"another process has been adding to {data} for over {_LONGEST:.0f} s; "
            "wait for it to end, or stop it"
        ) from error

"""One writer at a time; the locks are the system's and die with their process."""

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
    from filelock import Timeout

    try:
        data.mkdir(parents=True, exist_ok=True)
        if not os.access(data, os.W_OK):
            raise PermissionError(13, "Permission denied")
    except OSError as error:
        raise StorageProblem(
            f"cannot write to the data folder {data} ({error.strerror}); "
            "change its permissions, or name another with --data"
        ) from error
    try:
        held = wait_for(data / "lock", f"adding to {data}", progress, _LONGEST)
    except Timeout as error:
        raise StorageProblem(
            f"another process has been adding to {data} for over {_LONGEST:.0f} s; "
            "wait for it to end, or stop it"
        ) from error
    with held:
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


def wait_for(
    file: Path, doing: str, progress: Progress | None = None, longest: float | None = None
) -> AbstractContextManager[object]:
    """The lock of a file, to be held as a context; where another process has it, waits.

    Args:
        file: what is locked; it comes into being and stays.
        doing: what the other process does then, as the caller is told after half a second.
        progress: how the caller is told.
        longest: seconds to wait for it; None waits as long as it takes.

    Raises:
        filelock.Timeout: another process has it still.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(file)
    try:
        return lock.acquire(timeout=_AT_ONCE)
    except Timeout:
        if progress:
            progress(0, None, f"waiting for another process that is {doing}")
    return lock.acquire(timeout=longest)

"""Articles whose file is gone, or no longer holds them.

Not told: a link that is gone while the file it led to is still there.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

from index.reading.article import shown_path
from index.states import Known

_FOLDER, _FILE, _UNKNOWN = "a folder", "a file", "not to be looked at"


def is_gone(path: str) -> bool:
    """Whether a file is certainly not there; one that may not be looked at is not called gone."""
    file = Path(path)
    while (state := _state(file)) is None and file != file.parent:
        file = file.parent
    if state is _UNKNOWN:
        return False
    # What remains of a path that ends inside a file may be a member of an archive.
    return state is _FOLDER and str(file) != path


def was_known(name: str | Path, known: Iterable[Known]) -> bool:
    """Whether a named path is gone, and articles are known that stood at or below it."""
    root = _resolved(name)
    return root is not None and is_gone(str(root)) and any(_stands(each, [root]) for each in known)


def vanished(
    named: Iterable[str | Path], known: Iterable[Known], held: Mapping[str, set[str]]
) -> list[Known]:
    """The known articles at or below the named paths that are no longer there.

    Args:
        named: files and folders; addresses are passed over.
        known: what the store held before.
        held: the articles of each file that was read to its end.
    """
    roots = [root for name in named if (root := _resolved(name)) is not None]
    found = set().union(*held.values())  # where they now are does not matter
    return [
        each
        for each in known
        if each.id not in found and _stands(each, roots) and _is_missing(each, held)
    ]


def _resolved(name: str | Path) -> Path | None:
    """The absolute path of a name; None for an address and for what no file can be called."""
    if not str(name) or "://" in str(name):
        return None
    try:
        return Path(name).expanduser().resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links, an unknown home, a NUL
        return None


def _stands(known: Known, roots: list[Path]) -> bool:
    path = known.path
    return path is not None and any(
        path == shown_path(root) or path.startswith(shown_path(root).rstrip(os.sep) + os.sep)
        for root in roots
    )


def _is_missing(known: Known, held: Mapping[str, set[str]]) -> bool:
    """Whether its file, or the archive it stood in, is gone or was read and holds it no more."""
    path = str(known.path)
    return is_gone(path) or any(file in held for file in (path, *map(str, PurePath(path).parents)))


def _state(file: Path) -> object | None:
    """What stands at a path: a folder, something else, something not to be looked at, or None."""
    try:
        mode = file.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        # No file can have a longer name than the system allows: it stood in an archive.
        return None if error.errno == errno.ENAMETOOLONG else _UNKNOWN
    except ValueError:  # a NUL
        return None
    return _FOLDER if stat.S_ISDIR(mode) else _FILE

"""Model files from the hub, kept in a folder of their own with what they were checked against.

Beside each file stands a record of its checksum, size and time. While the latter two hold, the
file is taken as it is, with no request; where they don't, its checksum is computed anew. What an
interrupted download has got so far stays, and the next one goes on from there.

Not handled: newer versions in the repository; delete the file to have it fetched again.
"""

from __future__ import annotations

import errno
import hashlib
import json
import re
import shutil
from dataclasses import asdict, dataclass
from glob import escape
from pathlib import Path

from index.errors import ModelProblem
from index.lock import wait_for
from index.types import Progress
from rag.hub import Hub, Listing, RepoFile
from rag.transfer import Transfer

_SPLIT = re.compile(r"(?P<stem>.+)-\d{5}-of-(?P<of>\d{5})\.gguf", re.IGNORECASE)
_MOST_PARTS = 100


@dataclass(frozen=True)
class _Record:
    """What a file was checked against, and how it looked then."""

    checksum: str
    size: int
    mtime_ns: int


def models_folder() -> Path:
    """Where downloaded models are kept, whichever index is used."""
    from platformdirs import user_data_path

    return user_data_path("onrecord", appauthor=False) / "models"


def present(wanted: RepoFile, folder: Path) -> Path | None:
    """The file with all its parts, if it is there already and sound; asks nothing of the network.

    Raises:
        ModelProblem: it is there and is not what was downloaded.
    """
    found = [_sound(folder / each.repo / each.file) for each in _parts(wanted)]
    return found[0] if all(found) else None


def download(wanted: RepoFile, folder: Path, progress: Progress | None = None) -> Path:
    """The file with all its parts, fetched as far as it is not there yet.

    Args:
        wanted: the file; any part stands for all of a model that is split.
        folder: where models are kept.
        progress: called with (bytes there, bytes in all, what is done).

    Raises:
        ModelProblem: it cannot be had, or is not what the hub says it is.
    """
    if path := present(wanted, folder):
        return path
    hub = Hub()
    for part in _parts(wanted):
        path = folder / part.repo / part.file
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = path.with_name(f"{path.name}.lock")  # else two would write into one another
            with wait_for(lock, f"downloading {path.name}", progress):
                if _sound(path) is None:
                    _fetch(hub, part, path, progress)
        except OSError as error:
            raise _not_stored(part, path, error) from error
    return folder / wanted.repo / _parts(wanted)[0].file


def _parts(wanted: RepoFile) -> list[RepoFile]:
    """The files that make up a model, the one to load first: ``NAME-00001-of-00003.gguf``."""
    found = _SPLIT.fullmatch(wanted.file)
    count = int(found["of"]) if found else 1
    if found is None or not 1 <= count <= _MOST_PARTS:
        return [wanted]
    form = f"{found['stem']}-{{:05}}-of-{found['of']}{wanted.file[-5:]}"
    return [RepoFile(wanted.repo, form.format(n)) for n in range(1, count + 1)]


def _sound(path: Path) -> Path | None:
    """The file, where it is what was downloaded; None where it is not there or was not finished."""
    record = _read_record(path)
    if record is None or not path.is_file():
        return None
    seen = path.stat()
    if (seen.st_size, seen.st_mtime_ns) == (record.size, record.mtime_ns):
        return path
    if seen.st_size != record.size or _checksum(path, record.checksum) != record.checksum:
        raise ModelProblem(
            f"the model {path} is not what was downloaded: its checksum differs; "
            "delete it, and it is downloaded again"
        )
    _write_record(path, record.checksum, path)
    return path


def _fetch(hub: Hub, wanted: RepoFile, path: Path, progress: Progress | None) -> None:
    """Downloads a file, or what is missing of it, checks it, and puts it in its place."""
    listing = hub.look_up(wanted)
    if _is_listed(path, listing):  # somebody else put it there
        _write_record(path, listing.checksum, path)
        return
    partial = _partial(path, listing)
    have = partial.stat().st_size if partial.exists() else 0
    free = shutil.disk_usage(path.parent).free
    if free < listing.size - have:
        raise ModelProblem(
            f"{wanted} needs {_size(listing.size - have)} more and the disk of {path.parent} has "
            f"{_size(free)}; free some space and try again"
        )
    Transfer(hub, wanted, listing, partial, progress).run()
    if progress:
        progress(listing.size, listing.size, f"checking {wanted.name}")
    if not _is_listed(partial, listing):
        partial.unlink()
        raise ModelProblem(
            f"{wanted} came with another checksum than the hub states, and was thrown away; "
            "try again, or give the path of a GGUF file"
        )
    # In this order an interruption leaves a whole partial file, never a file without its record.
    _write_record(path, listing.checksum, partial)
    partial.replace(path)


def _partial(path: Path, listing: Listing) -> Path:
    """Where the file is gathered; what was gathered of another version is deleted."""
    partial = path.with_name(f"{path.name}.{listing.checksum[:16]}.part")
    for old in path.parent.glob(f"{escape(path.name)}.*.part"):
        if old != partial:
            old.unlink()
    return partial


def _is_listed(path: Path, listing: Listing) -> bool:
    return (
        path.is_file()
        and path.stat().st_size == listing.size
        and _checksum(path, listing.checksum) == listing.checksum
    )


def _checksum(path: Path, like: str) -> str:
    """SHA-256, or git's SHA-1 where ``like`` is one."""
    if len(like) == 64:
        digest = hashlib.sha256()
    else:
        header = f"blob {path.stat().st_size}\0".encode()
        digest = hashlib.sha1(header, usedforsecurity=False)
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: digest).hexdigest()


def _record_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def _read_record(path: Path) -> _Record | None:
    """The file's record; None where there is none that can be read."""
    try:
        return _Record(**json.loads(_record_path(path).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _write_record(path: Path, checksum: str, file: Path) -> None:
    """Records what ``file``, which is or becomes ``path``, was checked against."""
    seen = file.stat()
    record = _Record(checksum, seen.st_size, seen.st_mtime_ns)
    _record_path(path).write_text(json.dumps(asdict(record), indent=1), "utf-8")


def _not_stored(wanted: RepoFile, path: Path, error: OSError) -> ModelProblem:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        reason, way_out = "the disk is full", "free some space and it goes on from there"
    else:
        reason, way_out = error.strerror or type(error).__name__, "check the folder's permissions"
    return ModelProblem(f"{wanted} cannot be stored in {path.parent} ({reason}); {way_out}")


def _size(count: int) -> str:
    return f"{count / 1e9:,.1f} GB" if count >= 1e8 else f"{count / 1e6:,.1f} MB"

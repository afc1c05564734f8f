"""What earlier runs read, so that unchanged files and records are not read again.

A cache beside the store and derived from it: an entry counts only while the store still
holds the very articles it names. It may be deleted at any time; that costs one reading.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.errors import StorageProblem
from index.reading.article import shown_path
from index.reading.source import Held
from index.states import Known

READERS = 1  # raise it when reading the same bytes gives another article

Stamp = tuple[int, int]
"""A file's size in bytes and its time of change in nanoseconds."""


@dataclass(frozen=True)
class FileState:
    """What tells whether a file has changed: size in bytes, time of change, digest."""

    size: int
    mtime_ns: int
    digest: str


@dataclass(frozen=True)
class Entry:
    """A file or record that was read, its state where it is a file, and what it held."""

    key: str
    articles: Held
    state: FileState | None = None


class Seen:
    """What was read before, in one SQLite file.

    Args:
        file: where it is or will be.
        known: what the store holds now.
    """

    def __init__(self, file: Path, known: Mapping[str, Known]) -> None:
        self._file = file
        self._known = known
        self._connection = self._opened()

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def unchanged_file(self, path: Path) -> Held | None:
        """What an unchanged file holds, by size and time, then by digest; None: read it."""
        found = self._find(file_key(path))
        now = stamp(path)
        if found is None or found.state is None or now is None:
            return None
        if (found.state.size, found.state.mtime_ns) == now:
            return found.articles
        if found.state.size != now[0]:
            return None
        state = file_state(path, now)
        if state is None or state.digest != found.state.digest:
            return None
        self.remember([Entry(found.key, found.articles, state)])
        return found.articles

    def record(self, digest: str) -> Held | None:
        """What an unchanged record holds; None: read it."""
        found = self._find(record_key(digest))
        return found.articles if found else None

    def remember(self, entries: Iterable[Entry]) -> None:
        """Keeps what was read, once the store holds it."""
        rows = [
            (
                entry.key,
                entry.state.size if entry.state else None,
                entry.state.mtime_ns if entry.state else None,
                entry.state.digest if entry.state else None,
                json.dumps(entry.articles),
            )
            for entry in entries
        ]
        with self._explained(), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO seen VALUES (?,?,?,?,?)", rows)

    def _find(self, key: str) -> Entry | None:
        query = "SELECT size, mtime_ns, digest, articles FROM seen WHERE key = ?"
        with self._explained():
            row = self._connection.execute(query, (key,)).fetchone()
        if row is None:
            return None
        size, mtime_ns, digest, articles = row
        held = tuple((article_id, generation) for article_id, generation in json.loads(articles))
        if not all(self._holds(article_id, generation) for article_id, generation in held):
            return None  # removed, or replaced from elsewhere
        return Entry(key, held, FileState(size, mtime_ns, digest) if digest else None)

    def _holds(self, article_id: str, generation: str) -> bool:
        known = self._known.get(article_id)
        return known is not None and known.generation == generation

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StorageProblem(
                f"cannot use {self._file} ({error}); check the disk's free space, or delete the "
                "file: it only spares reading files again"
            ) from error

    def _opened(self) -> sqlite3.Connection:
        try:
            return _connect(self._file)
        except sqlite3.DatabaseError:  # damaged: it is only a cache
            self._file.unlink(missing_ok=True)
            return _connect(self._file)


def record_key(digest: str) -> str:
    """The key of a record's entry."""
    return f"record:{digest}"


def file_key(path: Path) -> str:
    """The key of a file's entry: its path, as articles keep it."""
    return shown_path(path.resolve())


def stamp(path: Path) -> Stamp | None:
    """A file's size and time of change; None where it cannot be told, which reading explains."""
    try:
        now = path.stat()
    except OSError:
        return None
    return now.st_size, now.st_mtime_ns


def file_state(path: Path, before: Stamp) -> FileState | None:
    """The state of a file that was read; None if it has changed since ``before``."""
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
    return FileState(*before, digest) if stamp(path) == before else None


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, check_same_thread=False)
    try:
        with closing(connection.execute("PRAGMA user_version")) as cursor:
            (version,) = cursor.fetchone()
        if version != READERS:
            with connection:
                connection.execute("DROP TABLE IF EXISTS seen")
                connection.execute(f"PRAGMA user_version = {READERS}")
        with connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS seen"
                "(key TEXT PRIMARY KEY, size INT, mtime_ns INT, digest TEXT, articles TEXT)"
            )
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection

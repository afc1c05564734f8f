"""The vectors of passages' sentences, in one SQLite file: small whole numbers, kept by content.

Derived data that may be deleted at any time. What is missing is told as such, and whoever asks
makes it anew. A key stands for a passage's very words, so that what is there is never another's.
Not handled: an article whose title or outlet alone changed in a process that died before it came
to this file; the vectors are those beside the earlier title.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import StorageProblem
from index.types import Passage

if TYPE_CHECKING:
    from index.embed import Vectors

_FORMAT = 1  # raise it when the vectors, their form or the cutting of sentences change
_PATIENCE = 10.0  # seconds for another process to end its write, which takes milliseconds
_AT_ONCE = 500  # passages asked for; SQLite bounds how many one query may name
_SELECT = "SELECT passage, sentences FROM vectors WHERE passage IN ({})"
_TABLES = (
    "DROP TABLE IF EXISTS vectors",
    "CREATE TABLE vectors (passage BLOB PRIMARY KEY, article TEXT, sentences BLOB)",
    "CREATE INDEX vectors_by_article ON vectors (article)",
    f"PRAGMA user_version = {_FORMAT}",
)


class SentenceVectors:
    """Unit vectors of sentences, by passage.

    Args:
        file: where they are or will be.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def of(self, passages: Sequence[Passage]) -> list[Vectors | None]:
        """One row a sentence of each passage, None where they are not there."""
        keys = [_key(passage) for passage in passages]
        found: dict[bytes, bytes] = {}
        if keys:
            with self._opened() as known:
                for at in range(0, len(keys), _AT_ONCE):
                    some = keys[at : at + _AT_ONCE]
                    found.update(known.execute(_SELECT.format(",".join("?" * len(some))), some))
        return [
            _unpacked(found.get(key), len(passage.sentences))
            for key, passage in zip(keys, passages, strict=True)
        ]

    def update(self, rows: Iterable[tuple[Passage, Vectors]], gone: Iterable[str] = ()) -> None:
        """Takes out those of the articles ``gone``, and puts in one row a sentence of passages."""
        with self._opened() as known, known:
            known.executemany("DELETE FROM vectors WHERE article = ?", ((each,) for each in gone))
            known.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                (
                    (_key(passage), passage.article_id, _packed(vectors))
                    for passage, vectors in rows
                ),
            )

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """A connection to the file, which is begun anew where it cannot be used."""
        try:
            with closing(sqlite3.connect(self._file, timeout=_PATIENCE)) as known:
                if not _is_current(known):
                    _begin(known)
                yield known
        except sqlite3.Error as error:
            damaged = _is_damage(error)
            if damaged:
                self._file.unlink(missing_ok=True)
            raise StorageProblem(
                f"the sentences' vectors {self._file} were damaged and have been deleted; try "
                "again, they are made anew"
                if damaged
                else f"cannot use the sentences' vectors {self._file} ({error}); check the disk's "
                "free space and the folder's permissions; the file can be deleted, it is made anew"
            ) from error


def _is_current(known: sqlite3.Connection) -> bool:
    (version,) = known.execute("PRAGMA user_version").fetchone()
    return bool(version == _FORMAT)


def _begin(known: sqlite3.Connection) -> None:
    with known:
        known.execute("BEGIN IMMEDIATE")
        if not _is_current(known):  # as another process may have made it by now
            for each in _TABLES:
                known.execute(each)


def _is_damage(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest tells where it was met
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _key(passage: Passage) -> bytes:
    named = repr((passage.article_id, passage.start, passage.text))
    return hashlib.blake2b(named.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _packed(vectors: Vectors) -> bytes:
    """Each row as whole numbers of 8 bits; its length is lost, which is 1."""
    import numpy as np

    most = np.abs(vectors).max(axis=1, keepdims=True, initial=1e-12)
    packed: bytes = np.rint(vectors * (127 / most)).astype(np.int8).tobytes()
    return packed


def _unpacked(packed: bytes | None, sentences: int) -> Vectors | None:
    import numpy as np

    if not packed or not sentences or len(packed) % sentences:
        return None
    rows = np.frombuffer(packed, dtype=np.int8).reshape(sentences, -1).astype(np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = rows / np.maximum(lengths, 1e-12)
    return unit

"""The register of speakers, in one SQLite file: who is who, and in which articles they speak.

Derived from the articles' records and stamped with the store's revision; it may be deleted
at any time and is made anew. Every call opens the file by itself, so that any thread may
ask, and nobody is left with a file that another process has replaced.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from index.errors import StorageProblem
from index.speakers import lookup
from index.speakers.change import Change
from index.speakers.person import Entry, Person
from index.speakers.settle import settle
from index.types import Filters

_FORMAT = 2  # of the tables and of what names are made into; raise it when either changes
_PATIENCE = 10.0  # seconds for another process to end its write, which takes milliseconds
_TABLES = f"""
PRAGMA user_version = {_FORMAT};
CREATE TABLE stamp (revision TEXT);
INSERT INTO stamp VALUES ('');
CREATE TABLE articles (id TEXT PRIMARY KEY, quotes INT, outlet TEXT, first_day INT, last_day INT)
    WITHOUT ROWID;
CREATE INDEX articles_by_day ON articles (first_day DESC, id);
CREATE INDEX articles_by_outlet ON articles (outlet);
CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT UNIQUE, phrase TEXT, kind TEXT, given TEXT,
    first TEXT, last TEXT, suffix TEXT, person INT,
    articles INT DEFAULT 0, quotes INT DEFAULT 0, passages INT DEFAULT 0);
CREATE INDEX names_by_phrase ON names (phrase);
CREATE INDEX names_by_first ON names (first);
CREATE INDEX names_by_last ON names (last);
CREATE INDEX names_by_person ON names (person);
CREATE TABLE uses (article TEXT, name INT, quotes INT, passages INT, description TEXT,
    PRIMARY KEY (article, name)) WITHOUT ROWID;
CREATE INDEX uses_by_name ON uses (name, quotes);
CREATE TABLE descriptions (name INT, description TEXT, articles INT,
    PRIMARY KEY (name, description)) WITHOUT ROWID;
CREATE TABLE persons (id INTEGER PRIMARY KEY, name TEXT, description TEXT, quotes INT,
    passages INT);
CREATE INDEX persons_by_quotes ON persons (quotes DESC, passages DESC, name);
"""


class Register:
    """Who speaks in a collection.

    Args:
        file: where the register is or will be.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    # ---- who is there

    def people(self, most: int | None = None) -> list[Person]:
        """Everyone who is quoted, most quotations first."""
        with self._reading() as register:
            return lookup.people(register, most)

    def find(self, name: str) -> list[Person]:
        """Those whom a name can mean, most quotations first; see :func:`lookup.find`."""
        with self._reading() as register:
            return lookup.find(register, name)

    def spellings(self, name: str) -> list[str]:
        """All the names that articles use for those whom a name can mean."""
        return [spelling for person in self.find(name) for spelling in person.names]

    def speakers(self) -> list[str]:
        """The canonical name of everyone whose words are reported, most reported first."""
        with self._reading() as register:
            return lookup.speakers(register)

    def canonical(self, names: Iterable[str]) -> dict[str, str]:
        """The canonical name of each name that articles use; unknown ones left out."""
        with self._reading() as register:
            return lookup.canonical(register, names)

    def articles(self, filters: Filters, names: Sequence[str] | None) -> list[str]:
        """Ids of articles with quotations, newest first, undated last.

        Args:
            filters: which articles may be drawn on, but for the speaker.
            names: they must quote one of these names, as they spell it; None leaves it open.
        """
        with self._reading() as register:
            return lookup.articles(register, filters, names)

    def known_outlets(self, keys: Iterable[str]) -> set[str]:
        """Which of these keys are outlets of articles in the collection."""
        with self._reading() as register:
            return lookup.known_outlets(register, keys)

    # ---- kept up to date

    @property
    def stamp(self) -> str | None:
        """The store's revision that this register was brought up to, None where it is unusable."""
        try:
            with self._opened() as register:
                (revision,) = register.execute("SELECT revision FROM stamp").fetchone()
        except (sqlite3.Error, TypeError):  # damaged, or cut short: it is made anew
            return None
        return str(revision) or None

    def is_current(self, revision: str) -> bool:
        """Whether the register was brought up to ``revision``, by this process or another."""
        return self.stamp == revision

    def catch_up(self, revision: str, entries: Callable[[], Iterable[Entry]]) -> None:
        """Makes the register anew from all articles where its stamp is not ``revision``.

        Until it is done, others read the old one.
        """
        if self.is_current(revision):
            return
        made = self._file.with_name(f"{self._file.name}.new")
        with self._explained():
            for leftover in (made, _journal(made)):
                leftover.unlink(missing_ok=True)
            Register(made).update(entries(), (), revision)
            _journal(self._file).unlink(missing_ok=True)
            made.replace(self._file)

    def update(self, entries: Iterable[Entry], gone: Iterable[str], revision: str) -> None:
        """Takes out the articles ``gone``, puts in ``entries``, and stamps the result."""
        with self._explained():
            if self.stamp is None:
                self._begin()
            with self._opened() as register, register:
                register.execute("BEGIN IMMEDIATE")
                change = Change(register)
                for article in gone:
                    change.take_out(article)
                for entry in entries:
                    change.put_in(entry)
                settle(register, *change.count())
                register.execute("UPDATE stamp SET revision = ?", (revision,))

    def discard(self) -> None:
        """Deletes the register, where there is nothing left that it could be derived from."""
        with self._explained():
            for file in (self._file, _journal(self._file)):
                file.unlink(missing_ok=True)

    def _begin(self) -> None:
        """Makes a register without an entry, in place of one that cannot be used."""
        self.discard()
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._file)) as fresh:
            fresh.executescript(_TABLES)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """A connection to the file, or to an empty register where there is none to be used."""
        where = f"{self._file.absolute().as_uri()}?mode=rw" if self._file.exists() else ":memory:"
        with closing(sqlite3.connect(where, uri=True, timeout=_PATIENCE)) as register:
            (version,) = register.execute("PRAGMA user_version").fetchone()
            if version == _FORMAT:
                register.row_factory = sqlite3.Row
                yield register
                return
        with closing(sqlite3.connect(":memory:")) as register:
            register.executescript(_TABLES)
            yield register

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._explained(), self._opened() as register:
            yield register

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            if isinstance(error, sqlite3.DatabaseError) and "malformed" in str(error):
                self.discard()
                raise StorageProblem(
                    f"the register of speakers {self._file} was damaged and has been deleted; "
                    "try again, it is made anew from the articles"
                ) from error
            raise StorageProblem(
                f"cannot use the register of speakers {self._file} ({error}); check the disk's "
                "free space and the folder's permissions; the file can be deleted, it is made "
                "anew from the articles"
            ) from error


def _journal(file: Path) -> Path:
    """What SQLite keeps beside a file while it writes."""
    return file.with_name(f"{file.name}-journal")

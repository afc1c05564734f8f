"""Articles put into the register of speakers and taken out, and the names they use counted."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict

from index.speakers.names import taken_apart
from index.speakers.person import Entry, Voice


class Change:
    """One change of a register, within a transaction that the caller holds.

    Counts are kept here and written once a name; see :meth:`count`.
    """

    def __init__(self, register: sqlite3.Connection) -> None:
        self._register = register
        self._ids: dict[str, int] = {}
        self._made: set[int] = set()
        self._counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
        self._described: Counter[tuple[int, str]] = Counter()

    def take_out(self, article: str) -> None:
        """Takes an article out, if it is there."""
        used = self._register.execute(
            "SELECT name, quotes, passages, description FROM uses WHERE article = ?", (article,)
        ).fetchall()
        for name, quotes, passages, description in used:
            self._note(name, Voice(quotes, passages, description), -1)
        self._register.execute("DELETE FROM uses WHERE article = ?", (article,))
        self._register.execute("DELETE FROM articles WHERE id = ?", (article,))

    def put_in(self, entry: Entry) -> None:
        """Puts an article in that is not there."""
        self._register.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?)",
            (entry.id, entry.quotes, entry.outlet, entry.first_day, entry.last_day),
        )
        uses = []
        for spelling, voice in entry.voices.items():
            name = self._id_of(spelling)
            self._note(name, voice, 1)
            uses.append((entry.id, name, voice.quotes, voice.passages, voice.description))
        self._register.executemany("INSERT INTO uses VALUES (?, ?, ?, ?, ?)", uses)

    def count(self) -> tuple[set[int], set[int]]:
        """Writes down how often names are used now.

        Gives back the names whose use has changed, and those of them that came or went.
        """
        self._register.executemany(
            "UPDATE names SET articles = articles + ?, quotes = quotes + ?, "
            "passages = passages + ? WHERE id = ?",
            ((*counts, name) for name, counts in self._counts.items()),
        )
        self._register.executemany(
            "INSERT INTO descriptions VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET articles = articles + excluded.articles",
            ((*key, times) for key, times in self._described.items() if times),
        )
        self._register.executemany(
            "DELETE FROM descriptions WHERE name = ? AND description = ? AND articles = 0",
            (key for key, times in self._described.items() if times < 0),
        )
        fewer = [name for name, (articles, *_) in self._counts.items() if articles < 0]
        gone = {name for name in fewer if self._is_unused(name)}
        return set(self._counts), self._made | gone

    def _is_unused(self, name: int) -> bool:
        found = self._register.execute("SELECT articles = 0 FROM names WHERE id = ?", (name,))
        return bool(found.fetchone()[0])

    def _note(self, name: int, voice: Voice, times: int) -> None:
        counts = self._counts[name]
        counts[0] += times
        counts[1] += times * voice.quotes
        counts[2] += times * voice.passages
        if voice.description:
            self._described[name, voice.description] += times

    def _id_of(self, spelling: str) -> int:
        """The row of a name, made where there is none."""
        if spelling not in self._ids:
            row = self._register.execute(
                "SELECT id FROM names WHERE name = ?", (spelling,)
            ).fetchone()
            self._ids[spelling] = row[0] if row else self._new(spelling)
        return self._ids[spelling]

    def _new(self, spelling: str) -> int:
        name = taken_apart(spelling)
        made = self._register.execute(
            "INSERT INTO names (name, phrase, kind, given, first, last, suffix) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                spelling,
                name.phrase,
                name.kind,
                " ".join(name.given),
                name.given[0] if name.given else "",
                name.last,
                name.suffix,
            ),
        )
        assert made.lastrowid is not None
        self._made.add(made.lastrowid)
        return made.lastrowid

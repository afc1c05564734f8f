"""Questions to the register of speakers, answered from its indexes."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

from index.portions import portions
from index.reading.dates import day_bounds, stated_date
from index.reading.outlets import outlet_key
from index.speakers.names import Name, alike, taken_apart
from index.speakers.person import Person
from index.speakers.settle import bearers, name_of
from index.types import Filters

_PORTION = 500  # names in one statement; SQLite's own limit is far above


def people(register: sqlite3.Connection, most: int | None) -> list[Person]:
    """Everyone who is quoted, most quotations first."""
    found = register.execute(
        "SELECT id FROM persons WHERE quotes > 0 ORDER BY quotes DESC, passages DESC, name LIMIT ?",
        (-1 if most is None else most,),
    )
    return _persons(register, [person for (person,) in found])


def speakers(register: sqlite3.Connection) -> list[str]:
    """The canonical name of everyone whose words are reported, most reported first."""
    found = register.execute(
        "SELECT name FROM persons WHERE quotes + passages > 0 "
        "ORDER BY quotes DESC, passages DESC, name"
    )
    return [name for (name,) in found]


def find(register: sqlite3.Connection, asked: str) -> list[Person]:
    """Those whom a name can mean, however it is spelled, most quotations first.

    A surname means everyone who bears it, a body's name every body whose name holds its
    words. A full name means those whose name it is or abbreviates; where nobody bears the
    surname with another given name, also who is only called by the surname.
    """
    name = taken_apart(asked, asked=True)
    equal = register.execute(
        "SELECT DISTINCT person FROM names WHERE phrase IN (?, ?)",
        (name.phrase, taken_apart(asked).phrase),
    )
    found = {person for (person,) in equal}
    if name.kind == "body":
        found |= _bodies(register, name)
    elif name.lone:
        found |= set(bearers(register, name)) or (found or _called(register, name.last))
    else:
        found |= _bearers_of_full(register, name)
    persons = _persons(register, sorted(found))
    return sorted(persons, key=lambda each: (-each.quotes, each.name))


def _bodies(register: sqlite3.Connection, name: Name) -> set[int]:
    rows = register.execute(
        "SELECT person, phrase FROM names WHERE kind = 'body' AND last = ?", (name.last,)
    )
    wanted = set(name.phrase.split())
    return {person for person, phrase in rows if wanted <= set(phrase.split())}


def _called(register: sqlite3.Connection, given: str) -> set[int]:
    """Those with a given name; asked for only where nobody has it for a surname."""
    rows = register.execute("SELECT person FROM names WHERE first = ?", (given,))
    return {person for (person,) in rows}


def _bearers_of_full(register: sqlite3.Connection, name: Name) -> set[int]:
    rows = register.execute(
        "SELECT * FROM names WHERE kind = 'person' AND last = ?", (name.last,)
    ).fetchall()
    full = [(row["person"], name_of(row)) for row in rows if row["given"]]
    # "van Dijk" in small letters may be a given name and a surname, or a surname alone.
    found = {
        person
        for person, each in full
        if alike(each, name) or each.phrase.endswith(f" {name.phrase}")
    }
    return found or ({row["person"] for row in rows} if not full else set())


def canonical(register: sqlite3.Connection, names: Iterable[str]) -> dict[str, str]:
    """The canonical name of each name that articles use; unknown ones left out."""
    found: dict[str, str] = {}
    for some in portions(dict.fromkeys(names), _PORTION):
        found |= dict(
            map(
                tuple,
                register.execute(
                    "SELECT names.name, persons.name FROM names "
                    "JOIN persons ON persons.id = names.person "
                    f"WHERE names.name IN ({_marks(some)})",
                    some,
                ),
            )
        )
    return found


def known_outlets(register: sqlite3.Connection, keys: Iterable[str]) -> set[str]:
    """Which of these keys are outlets of articles."""
    found: set[str] = set()
    for some in portions(dict.fromkeys(keys), _PORTION):
        found |= {
            outlet
            for (outlet,) in register.execute(
                f"SELECT DISTINCT outlet FROM articles WHERE outlet IN ({_marks(some)})", some
            )
        }
    return found


def articles(
    register: sqlite3.Connection, filters: Filters, names: Sequence[str] | None
) -> list[str]:
    """Ids of articles with quotations, newest first, undated last."""
    limits, values = ["articles.quotes > 0"], list[object]()
    if filters.outlet:
        limits.append("outlet = ?")
        values.append(outlet_key(filters.outlet))
    if since := stated_date(filters.since):
        limits.append("last_day >= ?")
        values.append(day_bounds(since)[0])
    if until := stated_date(filters.until):
        limits.append("first_day <= ?")
        values.append(day_bounds(until)[1])
    if names is not None:
        register.execute("CREATE TEMP TABLE wanted (name TEXT PRIMARY KEY)")
        register.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", ((n,) for n in names))
        limits.append(
            "articles.id IN (SELECT article FROM uses JOIN names ON names.id = uses.name "
            "JOIN wanted ON wanted.name = names.name WHERE uses.quotes > 0)"
        )
    found = register.execute(
        f"SELECT id FROM articles WHERE {' AND '.join(limits)} ORDER BY first_day DESC, id",
        values,
    )
    return [str(article) for (article,) in found]


def _persons(register: sqlite3.Connection, ids: Sequence[int]) -> list[Person]:
    """Persons by their ids, in that order."""
    found: dict[int, Person] = {}
    for some in portions(ids, _PORTION):
        names: dict[int, list[str]] = defaultdict(list)
        for person, name in register.execute(
            f"SELECT person, name FROM names WHERE person IN ({_marks(some)}) "
            "ORDER BY quotes DESC, passages DESC, name",
            some,
        ):
            names[person].append(name)
        for person, name, description, quotes in register.execute(
            f"SELECT id, name, description, quotes FROM persons WHERE id IN ({_marks(some)})", some
        ):
            found[person] = Person(name, tuple(names[person]), description, quotes)
    return [found[person] for person in ids if person in found]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))

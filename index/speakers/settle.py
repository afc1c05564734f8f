"""Names in the register → persons, anew for the names that a change touches.

Only names that share a surname with a touched one are looked at again, so that adding an
article costs the same in a large collection. The outcome depends on the names and on how
often they are used, not on the order in which they came.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from index.speakers.names import Name, display_name, fullest_forms, may_be_surname, taken_apart
from index.speakers.titles import contradict, title_in
from index.speakers.words import FAMILY_FIRST

_SCRATCH = (
    "touched (id INTEGER PRIMARY KEY)",
    "moved (id INTEGER PRIMARY KEY)",
    "surnames (word TEXT PRIMARY KEY) WITHOUT ROWID",
    "alone (word TEXT PRIMARY KEY) WITHOUT ROWID",
    "changed (person INTEGER PRIMARY KEY)",
)
_PARTS = "id, person, phrase, kind, given, last, suffix"


def settle(register: sqlite3.Connection, touched: Iterable[int], moved: Iterable[int]) -> None:
    """Says anew who the touched names are, and those that depend on them; once a connection.

    Args:
        register: within a transaction.
        touched: the names whose use has changed.
        moved: those of them that have come or gone.
    """
    for table in _SCRATCH:
        register.execute(f"CREATE TEMP TABLE {table}")
    register.executemany("INSERT INTO touched VALUES (?)", ((name,) for name in touched))
    register.executemany("INSERT INTO moved VALUES (?)", ((name,) for name in moved))
    register.execute(
        "INSERT INTO changed SELECT DISTINCT person FROM touched CROSS JOIN names USING (id) "
        "WHERE person IS NOT NULL"
    )
    register.execute(
        "INSERT INTO surnames SELECT DISTINCT last FROM moved CROSS JOIN names USING (id) "
        "WHERE kind = 'person'"
    )
    _note_surnames_alone(register)
    register.execute("DELETE FROM names WHERE articles = 0 AND id IN (SELECT id FROM moved)")
    _tie(register, _equal_names(register))
    _tie(register, _full_names(register))
    _tie(register, _surnames(register))
    _tell_persons(register)


def _note_surnames_alone(register: sqlite3.Connection) -> None:
    """Notes the surnames that somebody touched may be called by alone."""
    families = ", ".join(f"'{word}'" for word in sorted(FAMILY_FIRST))
    for word, rows in (
        ("last", "touched CROSS JOIN names USING (id) WHERE kind = 'person'"),
        ("first", f"touched CROSS JOIN names USING (id) WHERE first IN ({families})"),
        # Of "Li Yi" and "Wang Yi" either may now be the other's namesake.
        ("first", f"surnames CROSS JOIN names ON last = word WHERE +first IN ({families})"),
    ):
        register.execute(f"INSERT OR IGNORE INTO alone SELECT DISTINCT {word} FROM {rows}")


def _tie(register: sqlite3.Connection, groups: Iterable[tuple[list[Any], int]]) -> None:
    """Gives the rows of each group their person, and notes whoever has changed by it."""
    moved = [
        (person, row["id"], row["person"])
        for rows, person in groups
        for row in rows
        if row["person"] != person
    ]
    register.executemany(
        "UPDATE names SET person = ? WHERE id = ?", [(person, name) for person, name, _ in moved]
    )
    changed = {each for person, _, before in moved for each in (person, before) if each is not None}
    register.executemany("INSERT OR IGNORE INTO changed VALUES (?)", ((each,) for each in changed))


def _equal_names(register: sqlite3.Connection) -> Iterator[tuple[list[Any], int]]:
    """Bodies and those not named: equal is one, and nothing else."""
    found = register.execute(
        f"SELECT {_PARTS} FROM names WHERE kind <> 'person' AND phrase IN "
        "(SELECT phrase FROM moved CROSS JOIN names USING (id) WHERE kind <> 'person') "
        "ORDER BY kind, phrase"
    )
    for _, group in groupby(found, key=itemgetter("kind", "phrase")):
        rows = list(group)
        yield rows, _first(rows)


def _full_names(register: sqlite3.Connection) -> Iterator[tuple[list[Any], int]]:
    """Persons' full names, one surname after another."""
    found = register.execute(
        f"SELECT {_PARTS} FROM names WHERE kind = 'person' AND given <> '' "
        "AND last IN (SELECT word FROM surnames) ORDER BY last"
    )
    for _, group in groupby(found, key=itemgetter("last")):
        rows = list(group)
        fullest = fullest_forms(map(name_of, rows))
        together: dict[str, list[Any]] = defaultdict(list)
        for row in rows:
            together[fullest[row["phrase"]]].append(row)
        for each in together.values():
            yield each, _first(each)


def _surnames(register: sqlite3.Connection) -> Iterator[tuple[list[Any], int]]:
    """Surnames alone: the one person's who bears it, else their own."""
    found = register.execute(
        f"SELECT {_PARTS}, name FROM names WHERE kind = 'person' AND given = '' "
        "AND last IN (SELECT word FROM alone) ORDER BY phrase"
    ).fetchall()
    for _, group in groupby(found, key=itemgetter("phrase")):
        rows = list(group)
        owner = _owner(register, rows)
        yield rows, _first(rows) if owner is None else owner


def _owner(register: sqlite3.Connection, rows: Sequence[Any]) -> int | None:
    """The only person who bears a surname, unless something speaks against it."""
    name = name_of(rows[0])
    owners = bearers(register, name, most=2)
    if len(owners) != 1 or not may_be_surname(name.phrase):
        return None
    full = register.execute(
        f"SELECT {_PARTS}, name FROM names WHERE person = ? AND given <> ''", owners
    ).fetchall()
    given = [name_of(row).given[0] for row in full]
    described = contradict(_descriptions(register, rows), _descriptions(register, full), given)
    return None if described else owners[0]


def bearers(register: sqlite3.Connection, surname: Name, most: int = -1) -> list[int]:
    """The persons whose full name has a surname, itself a name without a given name."""
    phrase = surname.phrase.removesuffix(surname.suffix).strip()
    full = "SELECT person FROM names WHERE kind = 'person' AND given <> ''"
    fits = "(:suffix = '' OR suffix = :suffix) AND (:phrase = :last OR phrase LIKE '% ' || :phrase)"
    found = register.execute(
        f"{full} AND last = :last AND {fits} UNION "
        f"{full} AND first = :last AND :family AND {fits} LIMIT :most",
        {
            "last": surname.last,
            "family": surname.last in FAMILY_FIRST,
            "suffix": surname.suffix,
            "phrase": phrase,
            "most": most,
        },
    )
    return [person for (person,) in found]


def _descriptions(register: sqlite3.Connection, rows: Iterable[Any]) -> list[str]:
    """What articles call the bearers of these names, titles in the names themselves included."""
    found: list[str] = []
    for row in rows:
        described = register.execute(
            "SELECT description FROM descriptions WHERE name = ?", (row["id"],)
        )
        found += [*(text for (text,) in described), title_in(row["name"])]
    return found


def _tell_persons(register: sqlite3.Connection) -> None:
    """Writes down the persons who have changed, each with the name and description to show."""
    register.execute("DELETE FROM persons WHERE id IN (SELECT person FROM changed)")
    descriptions: dict[int, str] = {}
    for person, description in register.execute(
        "SELECT person, description FROM changed CROSS JOIN names USING (person) "
        "CROSS JOIN descriptions ON descriptions.name = names.id GROUP BY person, description "
        "ORDER BY person, sum(descriptions.articles) DESC, length(description), description"
    ):
        descriptions.setdefault(person, description)
    found = register.execute(
        "SELECT person, name, kind, articles, quotes, passages "
        "FROM changed CROSS JOIN names USING (person) ORDER BY person"
    )
    register.executemany(
        "INSERT INTO persons VALUES (?, ?, ?, ?, ?)",
        [
            (
                person,
                _shown(rows),
                descriptions.get(person),
                sum(row["quotes"] for row in rows),
                sum(row["passages"] for row in rows),
            )
            for person, group in groupby(found.fetchall(), key=itemgetter("person"))
            for rows in [list(group)]
        ],
    )


def _shown(rows: Sequence[Any]) -> str:
    """The canonical spelling: of the full names that which most articles use."""
    if len(rows) == 1:
        return display_name(rows[0]["name"], rows[0]["kind"])
    used: dict[str, int] = defaultdict(int)
    for row in rows:
        used[display_name(row["name"], row["kind"])] += row["articles"]

    def rank(name: str) -> tuple[bool, bool, bool, int, int, str]:
        given = taken_apart(name).given
        spelled_out = bool(given) and len(given[0]) > 1
        return (not given, not spelled_out, name.isupper(), -used[name], -len(name), name)

    return min(used, key=rank)


def name_of(row: Any) -> Name:
    """The name that a row of the register holds, taken apart."""
    given = tuple(row["given"].split())
    return Name(row["phrase"], row["kind"], given, row["last"], row["suffix"])


def _first(rows: Iterable[Any]) -> int:
    return min(int(row["id"]) for row in rows)

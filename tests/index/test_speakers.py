"""Who is who across articles: whatever may be two people stays two."""

from __future__ import annotations

import itertools
import random
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import StorageProblem
from index.speakers.names import taken_apart
from index.speakers.person import Entry, Person, Voice
from index.speakers.register import Register
from index.types import Filters


def article(n: object, *names: str, day: int | None = None, outlet: str | None = None) -> Entry:
    """An article that quotes each name once; "Mayor | Dara Voss" tells what it calls her."""
    voices = {}
    for each in names:
        description, _, name = each.rpartition(" | ")
        voices[name] = Voice(1, 1, description or None)
    return Entry(str(n), voices, len(names), outlet, day, day)


@contextmanager
def register_of(entries: Iterable[Entry]) -> Iterator[Register]:
    with TemporaryDirectory() as folder:
        register = Register(Path(folder) / "speakers.sqlite")
        register.update(entries, (), "1")
        yield register


def persons(*names: str) -> dict[str, set[str]]:
    """Canonical names with their spellings, each name from an article of its own."""
    with register_of(article(n, name) for n, name in enumerate(names)) as register:
        return {person.name: set(person.names) for person in register.people()}


# ---- one


@pytest.mark.parametrize(
    ("names", "canonical"),
    [
        (["Sergei Ilic", "Sergey Ilic", "Sergei Ilic"], "Sergei Ilic"),
        (["Ilic", "Ilic", "Sergei Ilic"], "Sergei Ilic"),
        (["Foreign Minister Sergei Ilic", "Sergei Ilic", "Ilic"], "Sergei Ilic"),
        (["Mr. Ilic", "Sergei Ilic"], "Sergei Ilic"),
        (["SERGEI ILIC", "Sergei Ilic"], "Sergei Ilic"),
        (["José Pérez", "Jose Perez", "Jose Perez"], "Jose Perez"),
        (["Wałęcki", "Ann Walecki"], "Ann Walecki"),
        (["Ann O’Neil", "Ann O'Neil", "Ann O'Neil"], "Ann O'Neil"),
        (["Wang", "Wang Yi"], "Wang Yi"),
        (["Kim", "Kim Jo Un", "Kim Jo Un", "Kim Jo-un"], "Kim Jo Un"),
        (["J. Voss", "Jane Voss"], "Jane Voss"),
        (["J.D. Voss", "J. D. Voss", "JD Voss", "James Dean Voss"], "James Dean Voss"),
        (["Dara Voss", "Dara Voss", "Dara M. Voss"], "Dara Voss"),
        (["Dara Voss", "Dara M. Voss", "Dara Mae Voss", "Dara Voss"], "Dara Voss"),
        (["Jean-Luc Arnaud", "Jean-Luc Arnaud", "Jean Luc Arnaud"], "Jean-Luc Arnaud"),
        (["von der Aue", "Ursula von der Aue"], "Ursula von der Aue"),
        (["De Rota", "Robert De Rota"], "Robert De Rota"),
        (["Bashar al-Azri", "Bashar Azri", "Bashar al-Azri", "al-Azri"], "Bashar al-Azri"),
        (["Robert F. Kane Jr.", "Robert Kane Jr.", "Robert Kane Jr"], "Robert F. Kane Jr."),
        (["President | Ilic", "former President | Sergei Ilic"], "Sergei Ilic"),
        (["Ms | Voss", "Treasurer | Dara Voss"], "Dara Voss"),
        (["spokesman | Ilic", "spokesperson | Bo Ilic"], "Bo Ilic"),
        (["White House", "the White House"], "White House"),
        (["U.N.", "UN", "UN"], "UN"),
        (["police", "Police", "the police"], "police"),
        (["a spokesperson", "spokesperson", "spokesperson"], "spokesperson"),
        (["Channel 4"], "Channel 4"),
        (["王毅", "王毅"], "王毅"),
        (["Сергей Илич", "Илич"], "Сергей Илич"),
        (["Wang Yi's"], "Wang Yi"),
        (["!"], "!"),
    ],
)
def test_spellings_of_one_person_are_one(names: list[str], canonical: str) -> None:
    found = persons(*names)
    assert list(found) == [canonical]
    assert found[canonical] == {name.rpartition(" | ")[2] for name in names}


# ---- two


@pytest.mark.parametrize(
    "names",
    [
        ["Wang Yi", "Wang Wenbin"],
        ["Wang Yi", "Wang Wenbin", "Wang"],  # who of them cannot be told
        ["Wang Yi", "Li Yi"],
        ["John Voss", "Jane Voss", "J. Voss"],
        ["John Voss", "Jane Voss", "Voss"],
        ["John Voss", "John Voss Jr.", "Voss"],
        ["John Voss Sr.", "John Voss Jr."],
        ["Martin King Jr.", "Martin King"],
        ["George Kane", "George W. Kane", "George H. W. Kane"],
        ["George Kane", "George Paul Kane", "George Peter Kane"],
        ["Ann Lopez", "Ann Maria Lopez", "Maria Lopez", "Ann Rosa Lopez"],
        ["Jean Arnaud", "Jean-Luc Arnaud", "Jean-Paul Arnaud"],
        ["Kim Il Un", "Kim Jo Un", "Kim"],
        ["Li Min", "Li Xiao Min"],
        ["Ivanov", "Ivanova"],
        ["Elena Ivanova", "Ivanov"],
        ["Pope | Francis", "Ted Francis"],
        ["Pope Francis", "Ted Francis"],
        ["King | Charles", "Ann Charles"],
        ["Mrs | Kane", "Mr | Bill Kane"],
        ["Mrs Kane", "Mr Bill Kane"],
        ["Mrs Kane", "Peter Kane"],
        ["spokesperson | Wang", "Foreign Minister | Wang Yi"],
        ["Jordan", "Jim Jordan"],  # the country
        ["Ford", "Ann Ford"],  # the firm
        ["Washington", "Paula Washington"],
        ["White House", "Paula White", "Ann House"],
        ["Foreign Ministry", "Delmar Foreign Ministry", "Ostian Foreign Ministry"],
        ["Foreign Ministry", "Defence Ministry"],
        ["Bank of Delmar", "Ann Delmar"],
        ["spokesperson", "Ann Spokes"],
        ["police", "Delmar police", "Delmar Police Department"],
        ["Chinese officials", "Delmar officials", "officials"],
        ["sources", "source"],
        ["American Freight", "Ann Freight"],
        ["Dara", "Dara Voss"],  # a given name is no surname
        ["NATO", "Ann Nato"],
        ["Channel 4", "Channel 5"],
        ["Ben Carson", "Ann Ben"],
        ["Van Jones", "Ann Jones", "Jones"],
    ],
)
def test_whoever_may_be_two_stays_two(names: list[str]) -> None:
    plain = [name.rpartition(" | ")[2] for name in names]
    assert sorted(map(sorted, persons(*names).values())) == sorted([name] for name in plain)


def test_somebody_named_but_not_quoted_keeps_a_surname_from_being_anothers() -> None:
    named = Entry("b", {"Wang Wenbin": Voice(description="Foreign Ministry spokesperson")})
    with register_of([article("a", "Wang Yi"), named, article("c", "Wang")]) as register:
        assert [person.name for person in register.people()] == ["Wang", "Wang Yi"]
        assert register.speakers() == ["Wang", "Wang Yi"]
        assert {each.name for each in register.find("Wang")} == {"Wang", "Wang Yi", "Wang Wenbin"}


def test_a_person_is_told_with_names_description_and_number_of_quotations() -> None:
    entries = [
        Entry("a", {"Sergei Ilic": Voice(2, 1, "Foreign Minister")}, 2),
        Entry("b", {"Sergey Ilic": Voice(3, 2, "Ostian Foreign Minister")}, 3),
        Entry("c", {"Ilic": Voice(1, 1, None), "Sergei Ilic": Voice(0, 1, "Foreign Minister")}, 1),
    ]
    with register_of(entries) as register:
        names = ("Sergey Ilic", "Sergei Ilic", "Ilic")
        assert register.people() == [Person("Sergei Ilic", names, "Foreign Minister", 6)]
        assert register.canonical(["Ilic", "Sergey Ilic", "Nobody"]) == {
            "Ilic": "Sergei Ilic",
            "Sergey Ilic": "Sergei Ilic",
        }


# ---- it does not matter in which order articles come, or whether some were there before

POOL = """Wang | Wang Yi | Wang Wenbin | Li Yi | Li | Voss | J. Voss | John Voss | Jane Voss |
    John Paul Voss | John M. Voss | John Voss Jr. | Mr Voss | Mrs Voss | Sergei Ilic | Sergey Ilic |
    Ilic | Minister Ilic | Kim | Kim Jo Un | Kim Jo-un | von der Aue | Ursula von der Aue | police |
    Police | White House | the White House | Foreign Ministry | Delmar Foreign Ministry | UN |
    Pope Francis | Francis | Ted Francis | Jean Luc Arnaud | Jean-Luc Arnaud | Arnaud"""
NAMES = [" ".join(name.split()) for name in POOL.split("|")]
described = st.sampled_from([None, "Minister", "spokesman", "Mr", "Mrs", "Pope"])
articles = st.lists(
    st.dictionaries(
        st.sampled_from(NAMES),
        st.builds(Voice, st.integers(0, 3), st.just(1), described),
        min_size=1,
        max_size=4,
    ),
    min_size=1,
    max_size=9,
)


@given(articles, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=25)
def test_the_order_of_articles_and_what_was_removed_leave_no_trace(
    voices: list[dict[str, Voice]], rng: random.Random
) -> None:
    entries = [Entry(str(n), each, 1) for n, each in enumerate(voices)]
    removed = [
        Entry(f"x{n}", {name: Voice(2, 1, "Dame")}, 2)
        for n, name in enumerate(rng.sample(NAMES, 5))
    ]
    shuffled = [*entries, *removed]
    rng.shuffle(shuffled)
    with register_of(entries) as at_once, register_of([]) as bit_by_bit:
        for entry in shuffled:
            bit_by_bit.update([entry], [entry.id], "2")
        again = rng.choice(entries)
        bit_by_bit.update([again], [again.id], "3")  # replaced by itself
        bit_by_bit.update((), [each.id for each in removed], "4")
        assert everyone(bit_by_bit) == everyone(at_once)


def everyone(register: Register) -> list[tuple[object, ...]]:
    """All there is to be known of the speakers, in an order of its own."""
    names = register.canonical(NAMES)
    found = {p.name: p for name in sorted(names) for p in register.find(name)}
    told = [(p.name, tuple(sorted(p.names)), p.description, p.quotes) for p in found.values()]
    return [*sorted(told, key=repr), tuple(sorted(names.items())), tuple(register.speakers())]


@given(st.text(max_size=30), st.text(max_size=30))
@settings(deadline=None, max_examples=40)
def test_a_name_of_any_characters_is_found_by_itself(one: str, other: str) -> None:
    with register_of([article("a", one), article("b", other)]) as register:
        assert one in {name for person in register.find(one) for name in person.names}
        assert set(register.canonical([one, other])) == {one, other}


# ---- asked for


WHO = (
    "Wang Yi",
    "Wang Wenbin",
    "Wang",
    "Foreign Minister Sergei Ilic",
    "Sergey Ilic",
    "Ilic",
    "John M. Voss",
    "Jane Voss",
    "Delmar Foreign Ministry",
    "Foreign Ministry",
    "White House",
    "police",
    "Delmar police",
    "Moreau",
    "Ursula von der Aue",
    "Robert van Dorn",
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Ilic", {"Sergei Ilic"}),
        ("sergei ilic", {"Sergei Ilic"}),
        ("SERGEY ILIC", {"Sergei Ilic"}),
        ("Foreign Minister Ilic", {"Sergei Ilic"}),
        ("mr. ilic", {"Sergei Ilic"}),
        ("S. Ilic", {"Sergei Ilic"}),
        ("Sergei P. Ilic", {"Sergei Ilic"}),
        ("Anna Ilic", set()),
        ("Wang", {"Wang", "Wang Yi", "Wang Wenbin"}),
        ("wang yi", {"Wang Yi"}),
        ("Wang Li", set()),
        ("Voss", {"John M. Voss", "Jane Voss"}),
        ("J. Voss", {"John M. Voss", "Jane Voss"}),
        ("John Voss", {"John M. Voss"}),
        ("foreign ministry", {"Foreign Ministry", "Delmar Foreign Ministry"}),
        ("Delmar Foreign Ministry", {"Delmar Foreign Ministry"}),
        ("the white house", {"White House"}),
        ("Police", {"police"}),
        ("delmar police", {"Delmar police"}),
        ("Claire Moreau", {"Moreau"}),  # nobody else of that surname is known
        ("von der aue", {"Ursula von der Aue"}),
        ("van dorn", {"Robert van Dorn"}),
        ("Ursula", {"Ursula von der Aue"}),
        ("Nobody", set()),
        ("", set()),
        ("?", set()),
    ],
)
def test_a_reader_finds_everyone_he_can_mean(asked: str, found: set[str]) -> None:
    with register_of(article(n, name) for n, name in enumerate(WHO)) as register:
        assert {person.name for person in register.find(asked)} == found


def test_articles_are_told_newest_first_and_undated_last() -> None:
    entries = [
        article("old", "Ann Lee", day=20230101, outlet="post"),
        article("new", "Ann Lee", day=20240505, outlet="times"),
        article("none", "Ann Lee"),
        article("other", "Bo Ek", day=20240101, outlet="post"),
        Entry("silent", {"Ann Lee": Voice(0, 1)}, 0, "post", 20240101, 20240101),
    ]
    with register_of(entries) as register:
        told = [
            list(register.articles(filters, names))
            for filters, names in [
                (Filters(), None),
                (Filters(), ["Ann Lee"]),
                (Filters(outlet="Post"), None),
                (Filters(since="2024"), None),
                (Filters(until="2023"), ["Ann Lee", "Bo Ek"]),
                (Filters(), ["Nobody"]),
            ]
        ]
    assert told == [
        ["new", "other", "old", "none"],
        ["new", "old", "none"],
        ["other", "old"],
        ["new", "other"],
        ["old"],
        [],
    ]


def test_the_most_quoted_come_first_and_no_more_than_asked_for() -> None:
    entries = [article(n, "Ann Lee", *["Bo Ek"] * (n > 1)) for n in range(4)]
    with register_of(entries) as register:
        assert [(p.name, p.quotes) for p in register.people()] == [("Ann Lee", 4), ("Bo Ek", 2)]
        assert [person.name for person in register.people(1)] == ["Ann Lee"]


# ---- the file


def test_without_a_file_nobody_is_known_and_none_is_made(tmp_path: Path) -> None:
    register = Register(tmp_path / "none" / "speakers.sqlite")
    assert (register.people(), register.find("Ann Lee"), register.stamp) == ([], [], None)
    assert not (tmp_path / "none").exists()


def damage(file: Path) -> None:
    file.write_bytes(b"this is no database" * 400)


def age(file: Path) -> None:
    with sqlite3.connect(file) as register:
        register.execute("PRAGMA user_version = 99")
    register.close()


def truncate(file: Path) -> None:
    file.write_bytes(b"")


def delete(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("harm", [damage, age, truncate, delete])
def test_a_register_that_cannot_be_used_is_made_anew(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    file = tmp_path / "speakers.sqlite"
    register = Register(file)
    register.update([article("a", "Ann Lee")], (), "1")
    assert register.is_current("1")
    harm(file)
    assert register.stamp is None
    register.catch_up("2", lambda: [article("a", "Bo Ek")])
    assert [person.name for person in register.people()] == ["Bo Ek"]
    assert register.stamp == "2"
    assert [path.name for path in tmp_path.iterdir()] == ["speakers.sqlite"]


def test_a_damaged_register_says_that_it_can_be_deleted(tmp_path: Path) -> None:
    register = Register(tmp_path / "speakers.sqlite")
    damage(tmp_path / "speakers.sqlite")
    with pytest.raises(StorageProblem, match="can be deleted"):
        register.people()


def test_a_change_that_is_cut_short_leaves_the_register_as_it_was(tmp_path: Path) -> None:
    register = Register(tmp_path / "speakers.sqlite")
    register.update([article("a", "Ann Lee")], (), "1")

    def breaking_off() -> Iterator[Entry]:
        yield article("b", "Bo Ek")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        register.update(breaking_off(), ["a"], "2")
    assert register.stamp == "1"
    assert [person.name for person in register.people()] == ["Ann Lee"]


def test_a_register_that_is_current_is_left_alone(tmp_path: Path) -> None:
    register = Register(tmp_path / "speakers.sqlite")
    register.update([article("a", "Ann Lee")], (), "1")
    register.catch_up("1", lambda: pytest.fail("read all articles"))


def test_many_names_are_settled_in_a_second_or_so() -> None:
    given = ["".join(each).capitalize() for each in itertools.product("bdklmn", "aeo", "rt", "ia")]
    last = ["".join(each).capitalize() for each in itertools.product("BKV", "ou", "rst", "aek")]
    entries = [article(n, f"{one} {two}", two) for n, (one, two) in
               enumerate(itertools.product(given, last))]  # fmt: skip
    with register_of(entries) as register:
        assert len(register.people()) == len(given) * len(last) + len(last)
        assert len(register.find(last[0])) == len(given) + 1


def test_a_name_is_taken_apart_into_what_is_compared() -> None:
    name = taken_apart("Foreign Minister Jean-Luc A. van Dorn Jr.")
    assert (name.kind, name.given, name.last, name.suffix) == (
        "person",
        ("jean-luc", "a", "van"),
        "dorn",
        "jr",
    )

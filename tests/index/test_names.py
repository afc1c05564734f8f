"""Two mentions are one person only where no other reading is left."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.quotes.names import bare_name, same_person


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Dara Voss", "Dara Voss"),
        ("Mr. Ilic", "Ilic"),
        ("Ms Voss", "Voss"),
        ("Foreign Minister Dara Voss", "Dara Voss"),
        ("U.S. Secretary of State Dara Voss", "Dara Voss"),
        ("President-elect Dara Voss", "Dara Voss"),
        ("House Speaker Voss", "Voss"),
        ("the Valley Post reporter Mira Solen", "Mira Solen"),
        ("former Delmar mayor Dara Voss", "Dara Voss"),
        ("NATO Secretary-General Arno Ilic", "Arno Ilic"),
        ("King Arno II", "Arno II"),
        ("Voss's", "Voss"),
        ("Voss’", "Voss"),
        (" Dara  Voss ", "Dara Voss"),
        ("the minister", "the minister"),
        ("Prime Minister", "Prime Minister"),
        ("Dara West", "Dara West"),
        ("Ann Major", "Ann Major"),
        ("North Delmar", "North Delmar"),
        ("White House", "White House"),
        ("Foreign Ministry", "Foreign Ministry"),
        ("Russian Foreign Ministry", "Russian Foreign Ministry"),
        ("European Union", "European Union"),
        ("", ""),
        ("a spokesperson from Velm Games", "a spokesperson from Velm Games"),
    ],
)
def test_titles_before_a_name_go_and_a_bodys_name_stays_whole(mention: str, name: str) -> None:
    assert bare_name(mention) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dara Voss", "Dara Voss"),
        ("Dara Voss", "DARA VOSS"),
        ("Dara Voss", "Voss"),
        ("Dara Voss", "Mr. Voss"),
        ("Dara Voss", "Mayor Dara Voss"),
        ("Dara Voss", "Voss’s"),
        ("Dara M. Voss", "Dara Voss"),
        ("Sergei Ilic", "Sergey Ilic"),
        ("Dmitri Ilic", "Dmitry Ilic"),
        ("Dara Ilicky", "Dara Ilickyy"),
        ("Wang Yi", "Wang"),
        ("Kim Jo Un", "Kim Jo-un"),
        ("José Pérez", "Jose Perez"),
        ("Ann O’Neil", "Ann O'Neil"),
        ("Luc Arnaud", "Jean-Luc Arnaud"),
        ("The Valley Post", "Valley Post"),
        ("the Foreign Ministry", "Foreign Ministry"),
        ("Foreign Ministry", "Delmar Foreign Ministry"),
        ("White House", "The White House"),
    ],
)
def test_one_person_or_body_in_two_spellings(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dara Voss", "Anna Voss"),
        ("Dara Voss", "Dara Ilic"),
        ("Wang Yi", "Wang Li"),
        ("Wang Yi", "Li Yi"),
        ("Dara Voss", "Vos"),
        ("Ivanov", "Ivanova"),
        ("Johnson", "Johnston"),
        ("Michael", "Michaels"),
        ("Marsh", "Marshall"),
        ("Roberts", "Robertson"),
        ("Dara Voss", "Dara Voss Jr."),
        ("Xi", "Xie"),
        ("Li Wei", "Li Wen"),
        ("Foreign Ministry", "Defence Ministry"),
        ("Russian Foreign Ministry", "Chinese Foreign Ministry"),
        ("State Department", "Treasury Department"),
        ("Ministry of Trade", "Ministry of Health"),
        ("Bank of Delmar", "Bank of Ostia"),
        ("Delmar Council", "Delmar"),
        ("Foreign Ministry", "Ministry"),
        ("White House", "House"),
        ("European Commission", "European Council"),
        ("North Delmar", "South Delmar"),
        ("the minister", "the president"),
        ("Dara Voss", "Dara Voss and Bo Ek"),
        ("Dara Voss", ""),
        ("", ""),
        ("!", "!"),
    ],
)
def test_two_people_or_bodies_stay_two(one: str, other: str) -> None:
    assert not same_person(one, other)
    assert not same_person(other, one)


@given(st.text(max_size=40), st.text(max_size=40))
@settings(deadline=None)
def test_it_does_not_matter_who_is_named_first(one: str, other: str) -> None:
    assert same_person(one, other) == same_person(other, one)
    assert len(bare_name(one)) <= len(one)

"""Names and numbers that a question mentions, and how many of them a text lacks."""

from __future__ import annotations

import pytest

from rag.mentioned import find_mentions, lacking, same_country
from rag.words import stem, stems


@pytest.mark.parametrize(
    ("question", "mentions"),
    [
        ("What did Lund say?", [("lund",)]),
        ("Lund closed what in 2031?", [("2031",)]),  # the first word has a capital whatever it is
        ("Where did Anna Lund meet Karl Berg?", [("anna", "lund"), ("karl", "berg")]),
        ("what is it to them?", []),
    ],
)
def test_names_and_numbers_are_mentions(question: str, mentions: list[tuple[str, ...]]) -> None:
    assert find_mentions(question) == mentions


def test_the_name_of_who_is_asked_for_is_left_out() -> None:
    assert find_mentions("What did Anna Lund say of Delmar?", ["anna", "lund"]) == [("delmar",)]


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("When were the talks in Shanghai?", "The talks were held in Guilin.", 1.0),
        ("Where did Lund meet Anna Berg?", "Lund met Berg by the lock.", 0.0),
        ("Where did Lund meet Anna Berg?", "Lund was by the lock.", 0.5),
        ("What about Tehran's plans?", "The Iranian plans are old.", 0.0),
        ("Was the White House's part large?", "American help came late.", 0.0),
        ("Is it in Delmar?", "The Delmarish port is shut.", 0.0),
        ("Did the Smith-Jones bill pass?", "Smith and Jones saw it pass.", 0.0),
        ("Was it in 2023?", "It was in 2024.", 1.0),
        ("what is it?", "Nothing.", 0.0),
    ],
)
def test_what_a_text_lacks_of_them(question: str, text: str, lacks: float) -> None:
    assert lacking(find_mentions(question), set(stems(text))) == lacks


def test_a_country_its_people_and_its_capital_stand_for_one_another() -> None:
    assert stem("japanese") in same_country(stem("tokyo"))
    assert same_country(stem("lock")) == frozenset()

"""Outlets that a question names, and its sides."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from index.reading.outlets import outlet_key
from index.speakers.person import Person
from rag.asked import Asked
from rag.aspects import ELSEWHERE, Aspects, find_aspects
from rag.outlets import find_outlets, find_sources
from rag.question import understand
from rag.types import Turn

KNOWN = ["The Vale Post", "Fathom", "Wired", "Coast & Country", "BBC News", "dw.com", "The Age",
         "Hull Wire | Shipping News"]  # fmt: skip


class Outlets:
    """A collection that has articles of some outlets."""

    def known_outlets(self, keys: Iterable[str]) -> set[str]:
        return {outlet_key(name) for name in KNOWN} & set(keys)


def named(text: str) -> list[str]:
    library: object = Outlets()
    found = find_outlets(library, text)  # type: ignore[arg-type]
    assert all(outlet_key(text[each.start : each.end]) == each.key for each in found)
    return [text[each.start : each.end] for each in found]


@pytest.mark.parametrize(
    ("text", "outlets"),
    [
        ("What did the Vale Post report?", ["Vale Post"]),
        ("as reported by The Vale Post and Fathom", ["The Vale Post", "Fathom"]),
        ("Does Fathom's article name a price?", ["Fathom"]),
        ("What do dw.com and Deutsche Welle write?", ["dw.com", "Deutsche Welle"]),
        ("According to BBC News, who won?", ["BBC News"]),
        ("the report in Coast & Country", ["Coast & Country"]),
        ("the Hull Wire | Shipping News report", ["Hull Wire | Shipping News"]),
        ("Wired reported a fire", ["Wired"]),
        ("Who was wired to the grid?", []),
        ("Fathom 12 of the chart", []),
        ("How deep is a fathom?", []),
        ("Which Age of sail was it?", []),
        ("What did the Daily Nonesuch report?", []),
        ("", []),
        ("“” ??? 他说", []),
    ],
)
def test_outlets_are_told_by_the_collections_own(text: str, outlets: list[str]) -> None:
    assert named(text) == outlets


def sources(text: str) -> list[str]:
    library: object = Outlets()
    return find_sources(text, find_outlets(library, text))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Does the article by The Nonesuch Gazette name a price?", ["Nonesuch Gazette"]),
        ("What did the story in “Daily Nonesuch” claim?", ["Daily Nonesuch"]),
        ("How do the Nonesuch articles agree with the report by Fathom?", ["Nonesuch"]),
        ("Does one by Wired agree with another from the Dorn Echo?", ["Dorn Echo"]),
        ("as reported by Ledger of Dorn and published in The Age", ["Ledger of Dorn"]),
        ("Does Fathom's article name a price?", []),
        ("the report in Coast & Country", []),
        ("coverage by BBC News and an article from dw.com", []),
        ("Who wrote an article about ferries?", []),
        ("What did Anna Lund say about the Nonesuch Gazette?", []),
        ("who published articles by night", []),
        ("", []),
    ],
)
def test_a_source_that_is_no_outlet_here_is_told(text: str, missing: list[str]) -> None:
    assert sources(text) == missing


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Which articles name the ferry?", []),
        ("Has coverage of the ferry changed?", []),
        ("Which report on Monday named the ferry?", []),
        ("Who published reviews in October?", []),
        ("Did the Nonesuch articles name the ferry?", ["Nonesuch"]),
    ],
)
def test_words_that_open_a_question_and_days_are_no_sources(text: str, missing: list[str]) -> None:
    assert sources(text) == missing


def aspects(question: str, *people: Person, understanding: bool = True) -> Aspects:
    asked = Asked(" and ".join(each.name for each in people), people) if people else None
    library: object = Outlets()
    return find_aspects(library, understand(question), asked, understanding)  # type: ignore[arg-type]


def test_each_outlet_is_a_side_whose_own_words_count_most() -> None:
    found = aspects("Did the Vale Post find the ferry slow, while Fathom praised its crew?")
    post, fathom = found.sides
    assert (post.outlet, fathom.outlet) == ("valepost", "fathom")
    assert (post.weights["ferri"], post.weights["crew"]) == (1, ELSEWHERE)
    assert (fathom.weights["ferri"], fathom.weights["crew"]) == (ELSEWHERE, 1)
    assert {"find", "ferri", "slow", "prais", "crew"} <= set(found.words)
    assert not {"vale", "post", "fathom"} & set(found.words)


def test_what_is_named_as_a_source_but_is_none_here_is_kept_apart() -> None:
    found = aspects("Does the Vale Post agree with the article by The Dorn Echo on ferries?")
    assert [side.outlet for side in found.sides] == ["valepost"]
    assert found.sources == ("Dorn Echo",)
    asked = "Does the article by The Dorn Echo name ferries?"
    assert aspects(asked, understanding=False).sources == ()


def test_a_date_belongs_to_the_outlet_beside_it() -> None:
    post, fathom = aspects(
        "Did the Vale Post of October 4, 2031 agree on ferries with Fathom of October 6, 2031?"
    ).sides
    assert [each.first_day for each in post.periods] == [20311004]
    assert [each.first_day for each in fathom.periods] == [20311006]


def test_each_person_asked_for_is_a_side() -> None:
    lund, moe = (
        Person("Anna Lund", ("Lund", "Anna Lund"), "", 3),
        Person("Liv Moe", ("Moe",), "", 1),
    )
    sides = aspects("What did Anna Lund and Liv Moe say about ferries?", lund, moe).sides
    assert [side.speaker for side in sides] == ["Anna Lund", "Liv Moe"]
    assert sides[0].spellings == {"Lund", "Anna Lund"}


def test_a_question_that_names_nobody_has_one_side() -> None:
    (side,) = aspects("Why was the ferry slow in March 2031?").sides
    assert (side.outlet, side.speaker) == (None, None)
    assert [(each.first_day, each.last_day) for each in side.periods] == [(20310301, 20310331)]


def test_without_understanding_words_are_all_there_is() -> None:
    (side,) = aspects("Did Fathom of 2031 praise it?", understanding=False).sides
    assert (side.outlet, side.periods) == (None, ())
    assert "fathom" in side.weights


@pytest.mark.parametrize("question", ["the", "Fathom", "?", "x", "word " * 700, "他说了什么"])
def test_odd_questions_have_a_side(question: str) -> None:
    assert aspects(question).sides


def test_whose_words_are_wanted_holds_beside_an_outlet() -> None:
    lund = Person("Anna Lund", ("Lund", "Anna Lund"), "", 3)
    (side,) = aspects("What did Anna Lund say about the mill in the Vale Post?", lund).sides
    assert (side.outlet, side.speaker) == ("valepost", "Anna Lund")
    assert "Lund" in side.spellings


def test_a_follow_up_asks_the_outlet_and_the_time_that_it_names() -> None:
    before = [Turn("Did the Vale Post find the ferry slow in 2029?", "Yes.")]
    library: object = Outlets()
    asked = understand("And what did Fathom say about it in 2031?", before)
    (side,) = find_aspects(library, asked, None).sides  # type: ignore[arg-type]
    assert side.outlet == "fathom"
    assert [each.first_day for each in side.periods] == [20310101]
    assert "ferri" in side.weights

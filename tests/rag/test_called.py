"""People asked for by what reporters call them: offices by other names, countries, several."""

from __future__ import annotations

import pytest

from rag.answer import stream_answer
from rag.asked_name import find_asked_name
from rag.offices import is_office
from rag.shorthand import in_full
from rag.types import Answer
from tests.rag.fakes import FakeLibrary, collection, copies

ARTICLES = {
    "talks": (
        "Norwegian Foreign Minister Anna Lund warned of high tolls on herring. "
        "Oslo has denied that Norwegian ships crossed the line at night. "
        "Both ministers praised the new lighthouse at Velm. "
        "Swedish Treasury Secretary Karl Berg promised a subsidy for sails."
    ),
    "pilots": (
        "“The charts are out of date,” said Ida Moe, head of pilots at Velm Harbour Trust. "
        "Velm Harbour Trust declined to publish the charts. "
        "Recruiter Paul Strand said that pilots were hard to find. "
        "“The tolls are a joke,” said Eva Dahl, a critic of the Danish trade minister."
    ),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> FakeLibrary:
    return collection(tmp_path_factory.mktemp("data"), ARTICLES)


def ask(library: FakeLibrary, question: str) -> Answer:
    *_, answer = stream_answer(library, copies(), question)
    assert isinstance(answer, Answer)
    return answer


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("What did Norway's top diplomat warn of?", "tolls on herring"),
        ("What did the Swedish finance chief promise?", "subsidy for sails"),
        ("What has Norway said about ships at the line?", "Oslo has denied"),
        ("What did the two ministers say about the lighthouse?", "praised the new lighthouse"),
        ("What did the pair of ministers say about the lighthouse?", "praised the new lighthouse"),
        ("What did the head of pilots at Velm say about the charts?", "out of date"),
        ("What did the recruitment man Paul Strand say about pilots?", "hard to find"),
        ("Why are pilots few, in Strand's view?", "hard to find"),
        ("ida moe on the charts?", "out of date"),
        ("Which Norwegian minister warned of high tolls?", "Anna Lund"),
        ("norway's top diplomat on tolls", "tolls on herring"),
    ],
)
def test_whoever_is_meant_is_quoted(library: FakeLibrary, question: str, holds: str) -> None:
    assert holds in ask(library, question).text


@pytest.mark.parametrize(
    "question",
    [
        "What did Sweden's top diplomat warn of?",
        "What did the Norwegian finance chief promise?",
        "What has Sweden said about ships at the line?",
        "What did both nurses say about pilots?",
        "What did the head of pilots at Norhavn say about the charts?",
        "paul strand on the charts",
        "What did the Danish trade minister say about the tolls?",
        "What are the charts like, in Paul Strand's opinion?",
    ],
)
def test_nobody_else_is_quoted_in_their_place(library: FakeLibrary, question: str) -> None:
    answer = ask(library, question)
    assert answer.status == "declined" or "attribute" in answer.text, answer.text


def test_a_note_on_nobody_of_the_collection_stays_what_it_is(library: FakeLibrary) -> None:
    assert in_full(library, "tolls on herring") == "tolls on herring"
    assert in_full(library, "Who spoke on herring?") == "Who spoke on herring?"
    assert in_full(library, "moe about charts") == "What did moe say about charts?"


@pytest.mark.parametrize(
    ("asked", "mention", "same"),
    [
        ("America's top diplomat", "U.S. Secretary of State Antony Blinken", True),
        ("the US treasury chief", "US Treasury Secretary Janet Yellen", True),
        ("the Russian leader", "Russian President Vladimir Putin", True),
        ("the US secretary of state", "Secretary of State Antony Blinken", True),
        ("America's top diplomat", "Russian Foreign Minister Sergey Lavrov", False),
        ("the US treasury chief", "US Secretary of State Antony Blinken", False),
        ("the party leader", "President Putin", False),
    ],
)
def test_offices_go_by_more_names_than_one(asked: str, mention: str, same: bool) -> None:
    assert is_office(asked, mention) == same


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Whom did Lund go on to see in Velm?", None),
        ("How much did the fund Third Point sink into the port?", None),
        ("WHAT DID LUND SAY ABOUT FISH?", "LUND"),
        (
            "Where was Norway's foreign minister when she warned of tolls?",
            "Norway's foreign minister",
        ),
        ("What have Lund and Berg each had to say about fish?", "Lund and Berg"),
        ("What do the various write-ups report about the port?", None),
        ("Why, in Lund's opinion, are fish dear?", "Lund"),
        ("What would Norway back, according to Lund?", "Lund"),
        ("How fast did Lund react to the flood?", None),
        ("What makes fish dear, in the eyes of the mayor?", "the mayor"),
    ],
)
def test_whose_words_are_asked_for(question: str, name: str | None) -> None:
    assert find_asked_name(question)[0] == name

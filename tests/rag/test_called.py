"""People asked for by what reporters call them: offices by other names, countries, several."""

from __future__ import annotations

import pytest

from rag.answer import stream_answer
from rag.asked_name import find_asked_name
from rag.offices import is_office
from rag.shorthand import in_full
from rag.types import Answer, Turn
from tests.rag.fakes import FakeLibrary, answer_to, collection, copies

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
    assert holds in answer_to(library, question).text


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
    answer = answer_to(library, question)
    assert answer.status == "declined" or "attribute" in answer.text, answer.text


@pytest.mark.parametrize(
    ("following", "speaker"),
    [
        ("And on the charts?", "Ida Moe"),
        ("what about paul strand?", "Recruiter Paul Strand"),
        ("and strand on pilots?", "Recruiter Paul Strand"),
        ("And Strand?", "Recruiter Paul Strand"),
    ],
)
def test_a_note_is_gone_on_from(library: FakeLibrary, following: str, speaker: str) -> None:
    asked = Turn("ida moe on pilots", "")
    *_, answer = stream_answer(library, copies(), following, [asked])
    assert isinstance(answer, Answer)
    assert {each.speaker for each in answer.citations} == {speaker}, answer.text


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
        ("How does Lund look back on the flood?", "Lund"),
        ("What makes fish dear, in the eyes of the mayor?", "the mayor"),
    ],
)
def test_whose_words_are_asked_for(question: str, name: str | None) -> None:
    assert find_asked_name(question)[0] == name


OTHERS = {
    "liar": "“The tolls are a joke,” said Eva Dahl, calling the Danish trade minister a liar.",
    "look": "“Pilots are hard to find,” said Paul Strand, as the Swedish prime minister looked on.",
    "visit": "Finance Minister Ida Moe, on a visit to Moscow, praised the bridge of ropes.",
    "coach": "German coach Thomas Tuck said that the pitch was poor.",
    "manager": "England manager Thomas Tuck praised the goalkeeper.",
    "health": "Secretary of State for Health Vera Atkin warned of long waits in hospitals.",
    "vice": "Danish Vice President Kim Rask warned of ice in the sound.",
    "spokesman": "Russian President Vlad Orlov's spokesman Dmitri Pavlov said that oil was cheap.",
    "place": "In Beijing US Treasury Secretary Jane Yell warned of cheap steel.",
    "farmers": "Farmers Per Ness and Kai Rud said that the vaccine was useless. The vaccine was "
    "tested on horses for two years. The tour cost 4 million crowns.",
    "cuba": "Havana said that the embargo must end. Mark Cuban said that drugs were too dear.",
    "war": "The Kremlin said that the war would go on.",
    "leave": "Prime Minister Olav Moe has been on leave since May.",
    "law": "Prime Minister Olav Moe praised the leave law.",
    "keen": "Andrew Keen said that the internet is broken. Andrew Moe said that fish is dear.",
}


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> FakeLibrary:
    return collection(tmp_path_factory.mktemp("others"), OTHERS)


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("What did the Danish trade minister say about the tolls?", "joke"),
        ("What did the Swedish prime minister say about pilots?", "hard to find"),
        ("What did the Russian finance minister praise?", "bridge"),
        ("What did the Germany manager say about the pitch?", "poor"),
        ("What did America's top diplomat warn of?", "hospitals"),
        ("What did the Danish leader warn of?", "ice"),
        ("What did the Russian leader say about oil?", "cheap"),
        ("What did the Chinese finance chief warn of?", "steel"),
        ("What did the doctors say about the vaccine?", "vaccine was"),
        ("What did the princess say about the tour?", "crowns"),
        ("What did Cuban say about the embargo?", "must end"),
        ("What do Russians say about the war?", "go on"),
        ("Is the prime minister on leave?", "leave law"),
        ("What did Keen say about fish that is dear?", "dear ["),
    ],
)
def test_nobody_is_taken_for_who_holds_an_office(
    others: FakeLibrary, question: str, never: str
) -> None:
    assert never not in answer_to(others, question).text


@pytest.mark.parametrize(
    "text",
    [
        "Is the prime minister on leave?",
        "Was the prime minister about to resign?",
        "Summarize the prime minister's remarks on leave",
        "the prime minister's view on leave",
        "press conference on leave",
        "What did Moe say about leave?",
    ],
)
def test_a_whole_question_is_no_note(others: FakeLibrary, text: str) -> None:
    assert in_full(others, text) == text


def test_a_question_in_title_case_asks_for_somebody() -> None:
    assert find_asked_name("What Did Berg Say About Fish?")[0] == "Berg"

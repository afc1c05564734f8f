"""Words go to whoever said them: namesakes, swapped people, spokespeople, joint statements."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rag.fakes import FakeLibrary, answer_to, collection, says

ARTICLES = {
    "grid": (
        "Energy Minister Wang Yi visited Delmar on Monday. “The grid of Delmar must be buried "
        "before winter,” Wang Yi said. Wang Yi warned Peter Lang of higher prices for copper."
    ),
    "briefing": (
        "Foreign ministry spokesman Wang Wenbin met the press on Tuesday. “Tariffs on Delmar's "
        "copper are unjust and shameful,” Wang said. Wang Wenbin left for the coast."
    ),
    "ferry": (
        "A spokesperson for Mayor Elena Ruiz said the ferry would run until midnight. Mayor Elena "
        "Ruiz said the bridge needed two new piers. Peter Lang told Ruiz that bread was cheap."
    ),
    "treaty": (
        "Elena Ruiz and Peter Lang met on Friday. “Rivers belong to all the towns on their "
        "banks,” Ruiz and Lang said in a joint statement. The bakery stayed shut."
    ),
    "lock": (
        "Engineer Olga Lind rejected the budget. “The lock is a coffin of rusty iron,” Lind said. "
        "“The lock is a coffin of rusty iron,” Peter Lang said as well. Lind called the dam "
        "“a gift to the eels of Delmar.”"
    ),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> FakeLibrary:
    return collection(tmp_path_factory.mktemp("data"), ARTICLES)


WHOSE = [
    ("What did Wang Yi say about the grid?", {"Wang Yi"}, "buried"),
    ("What did Wang Wenbin say about tariffs?", {"Wang Wenbin"}, "unjust"),
    ("Who said tariffs on copper are unjust?", {"Wang Wenbin"}, "unjust"),
    ("Who said the bridge needed two new piers?", {"Elena Ruiz"}, "Ruiz"),
    ("What did Ruiz say about the bridge?", {"Elena Ruiz"}, "two new piers"),
    ("What did Lang and Ruiz say about rivers?", {"Elena Ruiz and Peter Lang"}, "banks"),
    ("Did Ruiz say rivers belong to all the towns?", {"Elena Ruiz and Peter Lang"}, "banks"),
    ("Who warned of higher prices for copper?", {"Wang Yi"}, "Wang Yi warned Peter Lang"),
    ("Did Peter Lang call the lock “a coffin of rusty iron”?", {"Peter Lang"}, "Peter Lang"),
    ("Did Lind call the lock “a coffin of rusty iron”?", {"Olga Lind"}, "Lind"),
]


@pytest.mark.parametrize(("question", "speakers", "holds"), WHOSE)
def test_words_go_to_whoever_said_them(
    library: FakeLibrary, question: str, speakers: set[str], holds: str
) -> None:
    answer = answer_to(library, question)
    assert {citation.speaker for citation in answer.citations} == speakers
    assert holds in answer.text
    assert "attribute" not in answer.text


CORRECTED = [
    ("Why did Wang Yi call tariffs on copper “unjust and shameful”?", "Wang Wenbin", "Wang Yi"),
    ("Did Olga Lind say the bridge needed two new piers?", "Elena Ruiz", "Olga Lind"),
    ("Why did Elena Ruiz call the dam “a gift to the eels of Delmar”?", "Olga Lind", "Elena Ruiz"),
    ("Did Olga Lind say rivers belong to all the towns on their banks?",
     "Elena Ruiz and Peter Lang", "Olga Lind"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "speaker", "asked"), CORRECTED)
def test_words_asked_of_another_are_given_to_their_speaker(
    library: FakeLibrary, question: str, speaker: str, asked: str
) -> None:
    answer = answer_to(library, question)
    assert answer.sentences[0].text == (
        f"The articles attribute that to {speaker}, not to {asked}."
    )
    assert {citation.speaker for citation in answer.citations} == {speaker}
    assert answer.text.count("[1]") == 2


@pytest.mark.parametrize(
    "question",
    [
        "What did Wang Yi say about tariffs?",
        "What did Wang Wenbin say about the grid?",
        "When did Peter Lang warn of higher prices for copper?",
        "Did Elena Ruiz say the ferry would run until midnight?",
        "What did Nils Aas say about rivers that belong to all the towns?",
        "What did Olga Lind say about copper?",
    ],
)
def test_nothing_of_a_namesake_or_spokesperson_is_put_in_their_mouth(
    library: FakeLibrary, question: str
) -> None:
    answer = answer_to(library, question)
    whose = {"Wang Yi", "Wang Wenbin", "Elena Ruiz", "Nils Aas", "Olga Lind", "Peter Lang"}
    (asked,) = {name for name in whose if name in question}
    held = [citation for citation in answer.citations if citation.speaker == asked]
    assert held == [] or answer.status == "declined"
    assert f"{asked} said" not in answer.text


@pytest.mark.parametrize(
    "reply",
    [
        "Wang Wenbin said the grid of Delmar must be buried before winter. And",
        "the grid of Delmar must be buried before winter, Peter Lang said. And",
        "Peter Lang warned Wang Yi of higher prices for copper. And",
        "Mayor Elena Ruiz said the ferry would run until midnight. And",
    ],
)
def test_no_model_can_give_words_to_another(library: FakeLibrary, reply: str) -> None:
    for question, speakers, _ in WHOSE:
        answer = answer_to(library, question, says(reply))
        assert {citation.speaker for citation in answer.citations} == speakers
        assert all(sentence.origin == "quoted" for sentence in answer.sentences)


def test_a_surname_of_two_gives_each_his_own_words(library: FakeLibrary) -> None:
    answer = answer_to(library, "What did Wang say about Delmar?")
    for citation in answer.citations:
        whose = "Wang Wenbin" if citation.article.id == "briefing" else "Wang Yi"
        assert citation.speaker == whose


def test_words_of_two_are_given_to_one_of_them(library: FakeLibrary) -> None:
    answer = answer_to(library, "Did Elena Ruiz call the lock “a coffin of rusty iron”?")
    assert answer.sentences[0].text in {
        f"The articles attribute that to {speaker}, not to Elena Ruiz."
        for speaker in ("Olga Lind", "Peter Lang")
    }


RUN = " ".join(
    f"“The {what} of Delmar costs the town a great deal.”"
    for what in ("lock", "pier", "mill", "dam", "barn", "inn", "quay", "weir", "ford", "kiln")
)
KEEPER = (
    "“Lighthouse keepers are never cheap,” Mayor Elena Ruiz said on Friday. "
    f"{RUN} “The lighthouse keeper earns nine coins a week.”"
)


def test_who_speaks_is_cited_where_it_stands_far_from_the_words(tmp_path: Path) -> None:
    library = collection(tmp_path, {"town": KEEPER})
    answer = answer_to(library, "Who said the keeper earns nine coins?")
    assert answer.text.startswith("Elena Ruiz: ")
    words, name = answer.citations
    assert "nine coins" in words.text
    assert name.text == "“Lighthouse keepers are never cheap,” Mayor Elena Ruiz said on Friday."
    assert answer.sentences[0].citations == (1, 2)


def test_what_was_cited_for_the_name_is_cited_for_its_words_too(tmp_path: Path) -> None:
    library = collection(tmp_path, {"town": KEEPER})
    asked = (
        "Who said that the keeper earns nine coins, and what did she say of keepers being cheap?"
    )
    answer = answer_to(library, asked)
    assert [each.citations for each in answer.sentences] == [(1, 2), (2,)]
    assert {each.speaker for each in answer.citations} == {"Elena Ruiz"}
    assert "never cheap" in answer.sentences[1].text

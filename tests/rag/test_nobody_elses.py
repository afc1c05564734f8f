"""What is asked of one person, office or body is never answered with what another said."""

from __future__ import annotations

import pytest

from tests.rag.fakes import FakeLibrary, answer_to, collection

ARTICLES = {
    "match": (
        "Rovers coach Frank Osei was angry. “Everybody saw the handball but one man,” Osei said. "
        "The referee did not speak. Striker Tom Reiff is captain of Marwick City."
    ),
    "water": (
        "Doctor Ines Roth said that the water was safe. A nurse said nothing about the water."
    ),
    "road": (
        "Finance Minister Ottoline Marsh of Sweden said the cleaning would cost nine crowns. The "
        "transport ministry said that the road would be closed in May."
    ),
    "dam": (
        "Karin Lindqvist, the mayor, said the dam would be torn down in spring. Her deputy, Hugo "
        "Lindqvist, left early. Tobias Marsh praised the fish of the dam."
    ),
    "camps": (
        "“The camps were full in winter,” relief worker Paul Amsel told us. He showed us the camps."
    ),
}
NAMES = ("Osei", "Roth", "Ottoline Marsh", "Karin Lindqvist", "Amsel", "Marsh", "transport")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> FakeLibrary:
    return collection(tmp_path_factory.mktemp("data"), ARTICLES)


@pytest.mark.parametrize(
    "question",
    [
        "What did the referee say about the handball?",
        "What did the fans say about the handball?",
        "What did the nurse say about the water?",
        "What did the engineer say about the water?",
        "What did the transport ministry of Norway say about the road?",
        "What did the finance ministry say about the cleaning cost?",
        "When did Hugo Lindqvist say the dam would be torn down?",
        "When did Erik Lindqvist say the dam would be torn down?",
        "What did Hans Frank Osei say about the handball?",
        "What did the US say about the camps?",
    ],
)
def test_anothers_words_are_no_answer(library: FakeLibrary, question: str) -> None:
    answer = answer_to(library, question)
    assert not any(
        name in str(citation.speaker) and "attribute" not in answer.text
        for name in NAMES
        for citation in answer.citations
    ), answer.text


@pytest.mark.parametrize(
    ("question", "name"),
    [("Who will succeed Frank Osei?", "Frank Osei"), ("Who replaced Ines Roth?", "Ines Roth")],
)
def test_who_is_not_answered_with_a_name_of_the_question(
    library: FakeLibrary, question: str, name: str
) -> None:
    assert not answer_to(library, question).text.startswith((name, name.split()[-1]))


def test_what_is_told_beside_a_name_still_finds_its_bearer(library: FakeLibrary) -> None:
    answer = answer_to(library, "What did doctor Ines Roth of Delmar say about the water?")
    assert {citation.speaker for citation in answer.citations} == {"Ines Roth"}
    assert answer_to(library, "Is it true that Osei said everybody saw the handball?").citations


@pytest.mark.parametrize(
    "question",
    [
        "What did Karin Lindqvist say about the cleaning cost of nine crowns?",
        "Did Frank Osei say the cleaning will be costing nine crowns?",
    ],
)
def test_words_said_in_other_words_are_given_back_to_their_speaker(
    library: FakeLibrary, question: str
) -> None:
    assert "attribute that to Ottoline Marsh" in answer_to(library, question).text


def test_what_one_sets_out_is_not_answered_with_anothers_words(library: FakeLibrary) -> None:
    answer = answer_to(library, "What price did Frank Osei set out for the cleaning?")
    assert "Osei said" not in answer.text
    assert not answer.citations or "attribute" in answer.text

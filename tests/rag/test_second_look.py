"""A second look at the best sentences: what it puts first, what it declines, what it is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.types import Filters
from rag.consult import consult
from rag.evidence import Evidence
from rag.question import understand
from rag.second_look import READ, in_context
from rag.types import Answer, Turn
from tests.rag.fakes import FakeScorer, SilentGenerator, answer_to, collection

PIER = {
    "Pier": "The old pier in Velm was built by the dockers. The pier in Velm took nine years. "
    "Its timber was floated down from the hills above the town.",
}
QUESTION = "How long did the pier in Velm take?"


def found(folder: Path, scorer: FakeScorer | None) -> list[Evidence]:
    library = collection(folder, PIER, scorer)
    return list(consult(library, understand(QUESTION), Filters()).evidence)


def answer(folder: Path, scorer: FakeScorer | None) -> Answer:
    library = collection(folder, PIER, scorer)
    return answer_to(library, QUESTION, SilentGenerator())


def test_of_sentences_that_fit_alike_the_one_that_answers_goes_first(tmp_path: Path) -> None:
    for n, word in enumerate(("dockers", "nine")):
        assert word in found(tmp_path / str(n), FakeScorer(word))[0].text


def test_what_it_finds_no_answer_is_no_answer(tmp_path: Path) -> None:
    sure = answer(tmp_path / "1", FakeScorer("nine"))
    doubting = answer(tmp_path / "2", FakeScorer())
    assert (sure.status, doubting.status) == ("answered", "declined")
    assert "nine years" in sure.text


def test_without_one_the_first_look_stands(tmp_path: Path) -> None:
    assert "nine" in found(tmp_path, None)[0].text


def test_only_the_best_are_read_again_and_in_context(tmp_path: Path) -> None:
    many = " ".join(f"The pier of Velm number {n} took {n} years, Bo Lind said." for n in range(40))
    scorer = FakeScorer()
    library = collection(tmp_path, {"Piers of Velm": many}, scorer)
    evidence = consult(library, understand(QUESTION), Filters()).evidence
    assert len(evidence) > READ == len(scorer.read)
    assert {question for question, _ in scorer.read} == {QUESTION}
    assert all(text.startswith("Piers of Velm | The pier of Velm") for _, text in scorer.read)
    read = {text.partition(" | ")[2] for _, text in scorer.read}
    assert {each.text for each in evidence[:READ]} == read


def test_a_follow_up_is_not_read_again_and_no_surer_for_that(tmp_path: Path) -> None:
    scorer = FakeScorer()
    library = collection(tmp_path, PIER, scorer)
    before = [Turn("How long did the pier in Velm take?", "Nine years.")]
    question = understand("And why is it called that?", before)
    evidence = consult(library, question, Filters()).evidence
    assert question.continued
    assert not scorer.read
    assert max(each.likelihood for each in evidence) < 0.9


def test_of_several_people_the_words_of_each_are_read_again(tmp_path: Path) -> None:
    said = (
        "“The tolls on fish rose in May,” Anna Lund said. “The tolls on fish fell in June,” "
        "Anna Lund said. “Fish tolls are for others to judge,” Karl Berg said."
    )
    question = "What did Lund and Berg say about the tolls on fish?"
    for n, word in enumerate(("rose", "fell")):
        library = collection(tmp_path / str(n), {"Tolls": said}, FakeScorer(word))
        text = answer_to(library, question, SilentGenerator()).text
        assert word in text.split("[1]")[0]
        assert "Karl Berg" in text


@pytest.mark.parametrize(
    ("title", "speaker", "sentence", "shown"),
    [
        (None, None, "It rained.", "It rained."),
        ("Rain", None, "It rained.", "Rain | It rained."),
        ("Rain", "Bo Lind", "It will rain, she said.", "Rain | Bo Lind: It will rain, she said."),
        ("Rain", "Bo Lind", "It will rain, Lind said.", "Rain | It will rain, Lind said."),
        (" ".join("abcdefghijklmnopqrst"), None, "It.", " ".join("abcdefghijklmn") + " | It."),
    ],
)
def test_a_sentence_is_shown_with_its_title_and_speaker(
    title: str | None, speaker: str | None, sentence: str, shown: str
) -> None:
    assert in_context(title, speaker, sentence) == shown

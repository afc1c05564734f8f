"""What the model is shown, and when it is stopped."""

from __future__ import annotations

import pytest

from rag.draft import draft
from rag.question import understand
from tests.rag.fakes import FakeGenerator, SilentGenerator, evidence, says

QUESTION = understand("What did Lund say about the port?")
PORT = evidence("The port would close in 2032, Lund said.", "Anna Lund")


def never(_beginning: str) -> bool:
    return False


def test_the_first_finished_sentence_is_taken() -> None:
    model = says("the port would close in 2032. She also said that it rained. And more")
    said = draft(QUESTION, PORT, model, never)
    assert said == "Anna Lund said the port would close in 2032."
    assert model.given < len("the port would close in 2032. She also said that it".split())


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ("the port would close.", "Anna Lund said the port would close."),
        ("the port would", "Anna Lund said the port would"),
        ("the U.S. port would close. It", "Anna Lund said the U.S. port would close."),
        ("“the port closes. It does.” Then", "Anna Lund said “the port closes."),
    ],
)
def test_what_the_model_says_comes_back_as_it_is(reply: str, said: str) -> None:
    assert draft(QUESTION, PORT, says(reply), never) == said


def test_a_model_that_says_nothing_leaves_the_opening_or_nothing() -> None:
    nobody = evidence("The port closed in 2032.")
    assert draft(QUESTION, nobody, SilentGenerator(), never) is None
    assert draft(QUESTION, PORT, SilentGenerator(), never) == "Anna Lund said"


def test_a_hopeless_draft_is_stopped_at_once() -> None:
    model = says("the mayor of Sorhavn would sail away with all the fish in the sea. And")
    assert draft(QUESTION, PORT, model, lambda said: "mayor" in said) is None
    assert model.given <= 4


def test_only_whole_words_are_judged() -> None:
    seen: list[str] = []

    def judge(said: str) -> bool:
        seen.append(said)
        return False

    draft(QUESTION, PORT, FakeGenerator(lambda prompt, opening: "the po rt. And"), judge)
    assert all(said in "Anna Lund said the po rt." for said in seen)
    assert "Anna Lund said the po rt. And" not in seen


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "opening"),
    [
        ("The port would close, Lund said.", "Anna Lund", "said", "Anna Lund said"),
        ("Lund warned of a strike.", "Anna Lund", "warned", "Anna Lund warned"),
        ("Lund wrote that it was over.", "Anna Lund", "wrote", "Anna Lund wrote"),
        ("Lund, denying it, left.", "Anna Lund", "denying", "Anna Lund said"),
        ("“It is over.”", "Anna Lund", None, "Anna Lund said"),
        ("It is over, the council says.", "the council", "says", "The council said"),
        ("They said it.", ("Anna Lund", "Karl Berg"), "said", "Anna Lund and Karl Berg said"),
        ("The port closed.", None, None, ""),
    ],
)
def test_a_reply_begins_with_the_speaker(
    text: str, speaker: str | tuple[str, ...] | None, cue: str | None, opening: str
) -> None:
    openings: list[str] = []
    model = FakeGenerator(lambda prompt, opened: openings.append(opened) or "x")
    draft(QUESTION, evidence(text, speaker, cue), model, never)
    assert openings == [opening]


def test_the_model_sees_the_sentence_and_the_question_and_nothing_else_of_the_article() -> None:
    model = says("x")
    held = evidence("It would close, she said.", "Anna Lund", mention="she")
    draft(QUESTION, held, model, never)
    (prompt,) = model.prompts
    assert prompt[-1].role == "user"
    assert prompt[-1].content == (
        "Report: It would close, [Anna Lund] said.\n\nQuestion: What did Lund say about the port?"
    )

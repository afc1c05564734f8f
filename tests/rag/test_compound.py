"""Two questions in one: where they are cut, and what their common answer is like."""

from __future__ import annotations

import json

import pytest

from rag.answer import stream_answer
from rag.compound import about, split_questions
from rag.types import Answer, Token
from tests.rag.fakes import FakeLibrary, SilentGenerator
from tests.rag.news import ARTICLES, records

PEAT = (
    "Mill owner Sten Falk warned of a long peat strike in Delmar. The strike would last until the "
    "spring, he added. “The mill of Delmar is a soot machine,” Ida Roe said."
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> FakeLibrary:
    library = FakeLibrary(tmp_path_factory.mktemp("data"))
    peat = json.dumps({"id": "peat", "title": "Peat runs out", "text": PEAT})
    assert library.add((), [*records(), peat]).added == len(ARTICLES) + 1
    return library


def ask(library: FakeLibrary, question: str) -> Answer:
    *tokens, answer = stream_answer(library, SilentGenerator(), question)
    assert isinstance(answer, Answer)
    assert "".join(each.text for each in tokens if isinstance(each, Token)) == answer.text
    return answer


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "Who wrote the letter, and what does that person want?",
            ["Who wrote the letter?", "what does that person want?"],
        ),
        ("When did it close and why?", ["When did it close?", "why?"]),
        ("who said it and to whom did they say it", ["who said it?", "to whom did they say it?"]),
        (
            "And who closed the pier, and where did he say so?",
            ["And who closed the pier?", "where did he say so?"],
        ),
        (
            "In which town did Lund speak and on what day was it?",
            ["In which town did Lund speak?", "on what day was it?"],
        ),
        (
            "Who paid for it, and when did he pay, and how much was it, and why?",
            ["Who paid for it?", "when did he pay?", "how much was it, and why?"],
        ),
        ("Did “bread, and what else” sell, and why?", ["Did “bread, and what else” sell?", "why?"]),
    ],
)
def test_each_question_is_looked_up_by_itself(text: str, questions: list[str]) -> None:
    assert split_questions(text) == questions


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?!",
        "What did Lund and Berg say?",
        "When and where did it close?",
        "Who left, and when, and why?",
        "What did Lund say about how it works and who pays?",
        "What did Lund say about when and where the port closes?",
        "Who said “we lost, and what a loss”?",
        'Did Lund say "they paid, and who else would?"',
        "Lund is angry, and what does Berg say?",
        "The port closes, and what did Lund say?",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    assert split_questions(text) == [text]


@pytest.mark.parametrize(
    ("question", "resolved"),
    [
        ("what does that person want?", "what does Eva Dahl want?"),
        ("what does this official's party want?", "what does Eva Dahl's party want?"),
        ("when did she say she would go?", "when did Eva Dahl say she would go?"),
        ("where did He speak?", "where did Eva Dahl speak?"),
        ("what does the theory say?", "what does the theory say?"),
        ("what is his plan?", "what is his plan?"),  # which the conversation resolves
    ],
)
def test_a_name_stands_for_that_person(question: str, resolved: str) -> None:
    assert about(question, "Eva Dahl") == resolved


def test_a_name_is_put_in_as_it_stands() -> None:
    assert about("what did he say?", r"A\1 \g<0>") == r"what did A\1 \g<0> say?"


@pytest.mark.parametrize(
    ("question", "speakers", "holds"),
    [
        (
            "Who rejected the plan for the port, and what did that person warn of?",
            {"Karl Berg"},
            ["rejected the plan", "warned of a strike"],
        ),
        (
            "Who warned of a long peat strike, and what did he add about the spring?",
            {"Sten Falk"},
            ["Sten Falk", "until the spring"],
        ),
        (
            "Who said the crane had been unsafe, and what did Liv Moe tell parliament about fish?",
            {"Eva Dahl", "Liv Moe"},
            ["unsafe", "double"],
        ),
        (
            "When does the council meet, and what did Karl Berg call the plan?",
            {None, "Karl Berg"},
            ["May 12, 2031", "monument to greed"],
        ),
    ],
)
def test_both_questions_are_answered(
    library: FakeLibrary, question: str, speakers: set[str | None], holds: list[str]
) -> None:
    answer = ask(library, question)
    assert (answer.status, answer.question) == ("answered", question)
    assert {citation.speaker for citation in answer.citations} == speakers
    assert [each for each in holds if each not in answer.text] == []


@pytest.mark.parametrize(
    "question",
    [
        "Who said the port would close, and when will the port close?",
        "When does the council meet and how many members has the council?",
        "Who warned of a peat strike, and who warned of a peat strike?",
        "Who said the port of Norhavn would close, and what would that person sell?",
        "Who called the plan “a monument to greed”, and why did Anna Lund call it “a monument to "
        "greed”?",
    ],
)
def test_nothing_is_said_or_cited_twice(library: FakeLibrary, question: str) -> None:
    answer = ask(library, question)
    said = [sentence.text for sentence in answer.sentences]
    cited = [(each.article.id, each.start, each.end) for each in answer.citations]
    assert answer.status == "answered"
    assert len(said) == len({*said})
    assert len(cited) == len({*cited})


@pytest.mark.parametrize(
    "question",
    [
        "Who said the crane had been unsafe, and what did that person say about submarines?",
        "What did Nils Aas say about submarines, and who said the crane had been unsafe?",
    ],
)
def test_what_one_question_lacks_the_other_is_answered(library: FakeLibrary, question: str) -> None:
    answer = ask(library, question)
    assert answer.status == "answered"
    assert {citation.speaker for citation in answer.citations} == {"Eva Dahl"}
    assert answer.closest == ()
    assert "Nils Aas said" not in answer.text


def test_where_neither_is_answered_it_is_said_once(library: FakeLibrary) -> None:
    answer = ask(
        library, "What did Nils Aas say about submarines, and what does it cost to fly to the moon?"
    )
    assert (answer.status, answer.citations) == ("declined", ())
    assert answer.text.count("don't say") == 1
    assert answer.closest

"""A question's whole way to its answer, over real Chroma and tantivy and pretended models."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import count

import pytest

from index.errors import EmptyIndex, ModelProblem, UsageError
from index.types import Filters
from rag.answer import stream_answer
from rag.declining import DECLINED
from rag.model import Generator
from rag.types import Answer, Token, Turn
from tests.rag.fakes import BrokenGenerator, FakeLibrary, SilentGenerator, copies, says
from tests.rag.news import ARTICLES, make_library

ARTICLE_KEYS = {"id", "title", "outlet", "author", "published", "path", "url"}

MODELS = {
    "copies": copies,
    "invents": lambda: says(f"the mayor had bought 77 submarines {'the ' * 80}. And"),
    "is silent": SilentGenerator,
}
QUESTIONS = [
    "What did Anna Lund say about the port?",
    "What did Karl Berg say about the plan?",
    "What did Berg warn of?",
    "Who said the crane had been unsafe?",
    "Who called the plan “a monument to greed”?",
    "When will the port close?",
    "When does the council meet?",
    "How many members has the council?",
    "Where did the choir sing?",
    "What did Liv Moe tell parliament about taxes on fish?",
    "Did Dahl say the crane was unsafe?",
    "How do the articles differ on the crane?",
    "What did Anna Lund say about submarines?",
    "What did Nils Aas say about the port?",
    "Why did Lund call the plan “a monument to greed”?",
    "What does it cost to fly to the moon?",
    "taxes",
    "?!",
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> FakeLibrary:
    return make_library(tmp_path_factory.mktemp("data"))


def run(
    library: FakeLibrary,
    question: str,
    model: Generator | None = None,
    history: Sequence[Turn] = (),
    filters: Filters | None = None,
) -> tuple[str, Answer]:
    """The joined tokens and the answer, which comes last and once."""
    events = [*stream_answer(library, model or copies(), question, history, filters)]
    tokens, answer = events[:-1], events[-1]
    assert isinstance(answer, Answer)
    assert all(isinstance(token, Token) for token in tokens)
    return "".join(token.text for token in tokens if isinstance(token, Token)), answer


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_keeps_the_contract(library: FakeLibrary, model: str, question: str) -> None:
    said, answer = run(library, question, MODELS[model]())
    assert said == answer.text
    assert not any("submarine" in sentence.text for sentence in answer.sentences)
    shown = json.loads(json.dumps(answer.as_dict()))
    assert set(shown) == {
        "question", "status", "answer", "sentences", "citations", "closest", "model", "seconds",
    }  # fmt: skip
    assert (shown["question"], shown["model"]) == (question, "fake-model")
    assert {"first_token", "total"} <= set(shown["seconds"])
    assert 0 <= shown["seconds"]["first_token"] <= shown["seconds"]["total"]
    assert (shown["status"] == "answered") == bool(shown["sentences"])
    for place in [*shown["citations"], *shown["closest"]]:
        assert set(place["article"]) == ARTICLE_KEYS
        article = library.article(place["article"]["id"])
        assert article is not None
        assert article.text[place["start"] : place["end"]] == place["text"] != ""
    for citation in shown["citations"]:
        assert set(citation) == {"n", "article", "start", "end", "text", "speaker"}
        assert citation["speaker"] is None or isinstance(citation["speaker"], str)
    for sentence in shown["sentences"]:
        assert set(sentence) == {"text", "citations", "origin"}
        assert sentence["origin"] in ("drafted", "quoted")
        assert sentence["citations"]
    if shown["status"] == "declined":
        assert shown["answer"].startswith(DECLINED)
        assert shown["citations"] == []
        assert shown["closest"]
        assert set(shown["closest"][0]) == {"article", "start", "end", "text"}
    else:
        assert shown["closest"] == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_citations_are_numbered_by_first_use_and_all_used(
    library: FakeLibrary, question: str
) -> None:
    _, answer = run(library, question)
    used = [int(n) for n in re.findall(r"\[(\d+)\]", answer.text)]
    assert [*dict.fromkeys(used)] == [c.n for c in answer.citations]
    assert [c.n for c in answer.citations] == [*range(1, len(answer.citations) + 1)]
    assert used == [n for sentence in answer.sentences for n in sentence.citations]
    bare = re.sub(r" \[\d+\]", "", answer.text)
    if answer.status == "answered":
        assert bare == " ".join(sentence.text for sentence in answer.sentences)


@pytest.mark.parametrize(
    ("question", "holds", "article", "speaker"),
    [
        ("What did Anna Lund say about the port?", "close in June", "port", "Anna Lund"),
        ("Who called the plan “a monument to greed”?", "Berg", "port", "Karl Berg"),
        ("Who said the crane had been unsafe?", "Dahl", "crane", "Eva Dahl"),
        ("What did Moe tell parliament about taxes on fish?", "double", "fish", "Liv Moe"),
        ("How many members has the council?", "nine", "port", None),
        ("When does the council meet?", "May 12, 2031", "port", None),
    ],
)
@pytest.mark.parametrize("model", MODELS)
def test_a_question_is_answered_from_the_right_sentence(
    library: FakeLibrary, model: str, question: str, holds: str, article: str, speaker: str | None
) -> None:
    _, answer = run(library, question, MODELS[model]())
    assert answer.status == "answered"
    assert holds in answer.text
    assert answer.citations[0].article.id == article
    if speaker:
        assert answer.citations[0].speaker == speaker


def test_a_draft_that_holds_is_taken_and_one_that_does_not_is_replaced(
    library: FakeLibrary,
) -> None:
    question = "What did Eva Dahl say about the crane?"
    good = says("the crane had been unsafe for years. And")
    bad = says("the crane had not been unsafe for years. And")
    _, drafted = run(library, question, good)
    _, quoted = run(library, question, bad)
    assert drafted.sentences[0].origin == "drafted"
    assert drafted.sentences[0].text == "Eva Dahl said the crane had been unsafe for years."
    assert quoted.sentences[0].origin == "quoted"
    assert quoted.sentences[0].text == (
        "Union leader Eva Dahl said the crane had been unsafe for years."
    )
    assert drafted.citations == quoted.citations


@pytest.mark.parametrize(
    ("reply", "refused"),
    [
        ("the crane had been unsafe for years. And", []),
        ("the crane. And", ["Eva Dahl said the crane."]),
        (
            "the crane had been unsafe for ages. And",
            ["Eva Dahl said the crane had been unsafe for ages."],
        ),
        ("the crane had been", ["Eva Dahl said the crane had been"]),
    ],
)
def test_a_draft_that_is_not_shown_is_kept_with_the_reason(
    library: FakeLibrary, reply: str, refused: list[str]
) -> None:
    _, answer = run(library, "What did Eva Dahl say about the crane?", says(reply))
    assert [each.text for each in answer.refused] == refused
    assert all(each.reason for each in answer.refused)
    assert {*refused}.isdisjoint(each.text for each in answer.sentences)
    assert "refused" not in answer.as_dict()


@pytest.mark.parametrize(
    ("question", "looked_for"),
    [
        ("What did Anna Lund say about submarines?", "words of Anna Lund on submarines"),
        ("What did Nils Aas say about the port?", "words of Nils Aas on port"),
        ("What does it cost to fly to the moon?", "cost, fly, moon"),
        ("What did Dahl say about taxes on fish?", "words of Eva Dahl on taxes, fish"),
    ],
)
def test_what_the_articles_do_not_hold_is_declined(
    library: FakeLibrary, question: str, looked_for: str
) -> None:
    said, answer = run(library, question)
    assert (answer.status, said) == (
        "declined", f"The articles don't say. Looked for: {looked_for}.",
    )  # fmt: skip
    assert 1 <= len(answer.closest) <= 3


def test_words_asked_of_the_wrong_person_are_given_to_the_right_one(library: FakeLibrary) -> None:
    _, answer = run(library, "Why did Anna Lund call the plan “a monument to greed”?")
    assert "Karl Berg, not to Anna Lund" in answer.text
    assert {citation.speaker for citation in answer.citations} == {"Karl Berg"}


def test_a_follow_up_keeps_the_subject(library: FakeLibrary) -> None:
    before = [Turn("What did Anna Lund say about the plan for the port?", "It would close.")]
    _, answer = run(library, "And what did Berg say about it?", history=before)
    assert answer.status == "answered"
    assert {citation.speaker for citation in answer.citations} == {"Karl Berg"}
    assert answer.question == "And what did Berg say about it?"


@pytest.mark.parametrize(
    ("filters", "articles"),
    [
        (Filters(outlet="Coast Post"), {"port", "fish"}),
        (Filters(outlet="coast post"), {"port", "fish"}),
        (Filters(outlet="Nowhere Times"), set()),
        (Filters(since="2031-05"), {"port"}),
        (Filters(until="2031-04"), {"crane"}),
        (Filters(since="2031", until="2031"), {"port", "crane"}),
        (Filters(speaker="Karl Berg"), {"port", "crane"}),
        (Filters(speaker="Nils Aas"), set()),
    ],
)
def test_filters_bound_what_is_cited_and_offered(
    library: FakeLibrary, filters: Filters, articles: set[str]
) -> None:
    for question in ("What about the crane?", "What did Anna Lund say about the port?", "fish"):
        _, answer = run(library, question, filters=filters)
        cited = {citation.article.id for citation in answer.citations}
        assert cited | {hit.article.id for hit in answer.closest} <= articles


@pytest.mark.parametrize("text", ["", "  ", "\n\t", "\u00a0"])
def test_an_empty_question_is_refused(library: FakeLibrary, text: str) -> None:
    with pytest.raises(UsageError, match="empty"):
        run(library, text)


@pytest.mark.parametrize("date", ["yesterday", "2031-13", "31-05-06", "2031-02-30"])
def test_a_filter_that_is_no_date_is_refused(library: FakeLibrary, date: str) -> None:
    for filters in (Filters(since=date), Filters(until=date)):
        with pytest.raises(UsageError, match=date):
            run(library, "What about the port?", filters=filters)


def test_a_question_of_any_length_ends_in_an_answer_or_a_clear_line(library: FakeLibrary) -> None:
    _, answer = run(library, ("port " * 800).strip())
    assert answer.status in ("answered", "declined")
    with pytest.raises(UsageError, match="shorten"):
        run(library, "port " * 8000)


@pytest.mark.parametrize(
    "text",
    [
        "AND OR NOT (port",
        'port" OR "crane',
        "port:* ~2 ^3 [a TO b]",
        "💥🏴‍☠️",
        "م ي ن ا ء",
        "\u202ewho said it\u202c",
        "a\x00b port",
        "'; DROP TABLE articles; --",
        "What did [Anna](x) say about the *port*?",
    ],
)
def test_odd_questions_are_only_words(library: FakeLibrary, text: str) -> None:
    said, answer = run(library, text)
    assert said == answer.text
    assert answer.question == text


def test_an_empty_collection_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("nothing")
    with pytest.raises(EmptyIndex, match="onrecord add"):
        run(FakeLibrary(folder), "What about the port?")
    assert [*folder.iterdir()] == []


def test_what_the_model_raises_comes_through(library: FakeLibrary) -> None:
    broken = BrokenGenerator(ModelProblem("the model is broken; mend it"))
    with pytest.raises(ModelProblem, match="mend it"):
        run(library, "What did Anna Lund say about the port?", broken)


def test_a_declined_question_needs_no_model(library: FakeLibrary) -> None:
    broken = BrokenGenerator(ModelProblem("the model is broken; mend it"))
    _, answer = run(library, "What does it cost to fly to the moon?", broken)
    assert answer.status == "declined"


def test_the_clock_is_the_one_given(library: FakeLibrary) -> None:
    ticks = count(100.0, 2.0)
    *_, answer = stream_answer(library, copies(), "What about the port?", clock=lambda: next(ticks))
    assert isinstance(answer, Answer)
    assert answer.seconds["first_token"] == 2.0
    assert answer.seconds["total"] >= 4.0


def test_nothing_is_worked_out_before_the_first_event_is_asked_for(library: FakeLibrary) -> None:
    model = copies()
    events = stream_answer(library, model, "What did Anna Lund say about the port?")
    assert model.prompts == []
    assert isinstance(next(events), Token)
    events.close()


def test_the_same_question_gets_the_same_answer(library: FakeLibrary) -> None:
    for question in QUESTIONS[:6]:
        assert run(library, question)[0] == run(library, question)[0]


def test_all_articles_can_be_cited(library: FakeLibrary) -> None:
    asked = {
        "port": "What did Anna Lund say about the port?",
        "crane": "Who said the crane had been unsafe?",
        "fish": "What did Moe tell parliament about taxes on fish?",
        "choir": "Where did the children's choir sing?",
    }
    assert set(asked) == set(ARTICLES)
    for article, question in asked.items():
        _, answer = run(library, question)
        assert [citation.article.id for citation in answer.citations][:1] == [article]

"""Wire copy in several outlets: the first print is cited, the others are named, once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from index.types import Filters
from rag.answer import stream_answer
from rag.types import Answer
from tests.rag.fakes import FakeLibrary, SilentGenerator

pytestmark = pytest.mark.slow  # an index of its own for every test

STORY = """The council of Delmar voted on Monday to close the old bridge for two years.
Engineers had found cracks in three of its seven piers last autumn, and heavy lorries
have been kept off it since.

"We cannot ask people to cross a bridge that we would not cross ourselves," Mayor
Elena Ruiz said after the vote. The repair will cost about nine million, of which the
province pays two thirds.

Peter Lang, who keeps a bakery at the northern end, said half his customers came over
the bridge. A ferry is to carry walkers and cyclists from May, while cars have to go
round by the dam.

The last time that the bridge was closed for longer than a week was after the flood
of 1987. The opposition voted against the plan because it asks for no second lane for
buses."""
QUESTION = "What did Elena Ruiz say about the bridge?"


def copy(key: str, outlet: str | None, published: str | None, text: str = STORY) -> str:
    fields = {"id": key, "text": text, "title": f"The bridge, {key}"}
    known = {"outlet": outlet, "published": published}
    return json.dumps(fields | {name: value for name, value in known.items() if value})


def ask(tmp_path: Path, *records: str, filters: Filters | None = None) -> Answer:
    library = FakeLibrary(tmp_path / "data")
    assert library.add((), records).failed == ()
    *_, answer = stream_answer(library, SilentGenerator(), QUESTION, filters=filters)
    assert isinstance(answer, Answer)
    return answer


WIRE = copy("wire", "Wire", "2031-03-02")
POST = copy("post", "The Post", "2031-03-03", "A word before. " + STORY)
SUN = copy("sun", "The Sun", "2031-03-04", STORY + " And a word after.")
EDITED = copy("echo", "Echo", "2031-03-01", STORY.replace("cross ourselves", "dare to cross"))


def test_the_earliest_print_is_cited_and_the_others_named_once(tmp_path: Path) -> None:
    answer = ask(tmp_path, SUN, POST, WIRE)
    (citation,) = answer.citations
    assert citation.article.id == "wire"
    assert citation.speaker == "Elena Ruiz"
    assert answer.text.count("(also in The Post and The Sun)") == 1
    assert [info.id for info in citation.also_in] == ["post", "sun"]
    assert [each["id"] for each in citation.as_dict()["also_in"]] == ["post", "sun"]  # type: ignore[attr-defined]


def test_the_cited_words_stand_in_the_article_they_are_cited_from(tmp_path: Path) -> None:
    answer = ask(tmp_path, SUN, POST)
    library = FakeLibrary(tmp_path / "data")
    for citation in answer.citations:
        article = library.article(citation.article.id)
        assert article is not None
        assert article.text[citation.start : citation.end] == citation.text


def test_an_outlet_that_edited_the_words_does_not_print_them(tmp_path: Path) -> None:
    answer = ask(tmp_path, WIRE, EDITED, POST)
    cited = [citation for citation in answer.citations if "cross ourselves" in citation.text]
    assert [info.id for each in cited for info in each.also_in] == ["post"]


def test_without_dates_the_fullest_print_is_cited(tmp_path: Path) -> None:
    answer = ask(tmp_path, copy("short", "A", None), copy("full", "B", None, STORY + " More."))
    assert answer.citations[0].article.id == "full"
    assert "(also in A)" in answer.text


def test_what_was_asked_of_one_outlet_is_cited_from_it(tmp_path: Path) -> None:
    answer = ask(tmp_path, WIRE, POST, filters=Filters(outlet="The Post"))
    assert answer.citations[0].article.id == "post"
    assert "also in" not in answer.text


@pytest.mark.parametrize(
    ("filters", "cited", "also"),
    [
        (Filters(since="2031-03-03"), "post", "(also in The Sun)"),
        (Filters(until="2031-03-03"), "wire", "(also in The Post)"),
        (Filters(speaker="Ruiz"), "wire", "(also in The Post and The Sun)"),
    ],
)
def test_prints_outside_what_was_asked_for_are_not_named(
    tmp_path: Path, filters: Filters, cited: str, also: str
) -> None:
    answer = ask(tmp_path, WIRE, POST, SUN, filters=filters)
    assert answer.citations[0].article.id == cited
    assert also in answer.text


def test_a_print_that_gives_the_words_to_another_is_no_print_of_them(tmp_path: Path) -> None:
    said = re.sub(r"Mayor\s+Elena\s+Ruiz\s+said", "she said", STORY)
    assert said != STORY
    first = copy("a", "A", "2031-03-02", "Mayor Elena Ruiz led the debate. " + said)
    other = copy("b", "B", "2031-03-01", "Engineer Olga Lind led the debate. " + said)
    answer = ask(tmp_path, first, other)
    for citation in answer.citations:
        if "cross ourselves" in citation.text:
            assert (citation.article.id, citation.also_in) == ("a", ())


def test_a_year_is_not_earlier_than_a_day_in_it(tmp_path: Path) -> None:
    answer = ask(tmp_path, copy("year", "A", "2031"), copy("day", "B", "2031-03-02"))
    assert answer.citations[0].article.id == "day"


def test_outlets_spelt_in_two_ways_are_one(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        copy("a", "The Valley Post", "2031-03-02"),
        copy("b", "VALLEY POST", "2031-03-03", STORY + " More."),
    )
    assert "also in" not in answer.text


@pytest.mark.parametrize("outlet", ["Wire", None])
def test_two_prints_of_one_outlet_are_no_second_witness(tmp_path: Path, outlet: str | None) -> None:
    again = copy("wire", outlet, "2031-03-02"), copy("later", outlet, "2031-03-05", STORY + " Z.")
    answer = ask(tmp_path, *again)
    assert ("also in" in answer.text) == (outlet is None)  # without outlets titles tell them apart


def test_an_article_without_copies_says_nothing_of_them(tmp_path: Path) -> None:
    answer = ask(tmp_path, WIRE)
    assert "also in" not in answer.text
    assert "also_in" not in answer.citations[0].as_dict()

"""Which passages come first, in a real collection embedded by words alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise

import pytest

from index.errors import UsageError
from index.types import Filters, Hit
from rag.consult import consult
from rag.evidence import Evidence
from rag.features import Ingredients
from rag.question import understand
from rag.retrieve import retrieve, validate
from tests.rag.fakes import FakeLibrary

pytestmark = pytest.mark.slow  # an index of its own


def article(key: str, outlet: str, published: str, title: str, text: str) -> str:
    fields = {"outlet": outlet, "published": published, "title": title, "text": text}
    return json.dumps({"id": key} | fields)


FERRY = "The ferry of Delmar is slow, the crew is tired and the engine smokes."
ARTICLES = [
    article("post", "The Vale Post", "2031-10-04", "Ferry", f"{FERRY} Nobody knows why."),
    article("post-old", "The Vale Post", "2029-01-02", "Ferry", "The ferry of Delmar was built."),
    article("fathom", "Fathom", "2031-10-06", "Boats", "The ferry's crew was praised by all."),
    article("echo", "Echo", "2031-10-05", "On ferries",
            "The ferry of Delmar and its crew: slow ferry, tired crew, an engine that smokes."),
    article("mill", "Echo", "2030-05-01", "The mill",
            "The mill was established in 1804. Anna Lund said the mill would burn one day. "
            "Liv Moe said the mill was safe."),
]  # fmt: skip


class Turned:
    """A reranker that likes best what is about mills."""

    name = "turned"

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        return [0.9 if "mill" in text else 0.1 for text in texts]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> FakeLibrary:
    library = FakeLibrary(tmp_path_factory.mktemp("data"))
    assert library.add((), ARTICLES).added == len(ARTICLES)
    return library


def hits(library: FakeLibrary, question: str, k: int = 10, filters: Filters | None = None,
         ingredients: Ingredients | None = None) -> list[Hit]:  # fmt: skip
    return retrieve(
        library,
        understand(question),
        k,
        filters or Filters(),
        ingredients=ingredients or Ingredients(),
    ).hits


def ids(
    library: FakeLibrary, question: str, k: int = 10, filters: Filters | None = None
) -> list[str]:
    return [hit.article.id for hit in hits(library, question, k, filters)]


def evidence(library: FakeLibrary, question: str) -> list[Evidence]:
    return list(consult(library, understand(question), Filters()).evidence)


def test_a_named_outlets_report_comes_before_a_better_worded_one(library: FakeLibrary) -> None:
    assert ids(library, "Is the ferry of Delmar slow and its crew tired?")[0] == "echo"
    assert ids(library, "Did the Vale Post find the ferry of Delmar slow?")[0] == "post"


def test_each_of_two_outlets_has_its_turn(library: FakeLibrary) -> None:
    asked = "Did the Vale Post find the ferry slow, while Fathom praised its crew?"
    assert set(ids(library, asked, k=2)) == {"post", "fathom"}


def test_a_named_date_decides_between_reports(library: FakeLibrary) -> None:
    asked = "What did the Vale Post say of the ferry of Delmar on January 2, 2029?"
    assert ids(library, asked)[0] == "post-old"


def test_a_range_of_dates_is_both_its_ends(library: FakeLibrary) -> None:
    asked = "What did the Vale Post say of the ferry of Delmar between 2028 and 2030?"
    assert ids(library, asked)[0] == "post-old"


def test_yesterday_is_told_from_the_day_that_a_filter_gives(library: FakeLibrary) -> None:
    asked = "What was said of the slow ferry of Delmar yesterday?"
    assert ids(library, asked, 1, Filters(until="2031-10-05")) == ["post"]


def test_a_word_near_in_meaning_finds_a_sentence(library: FakeLibrary) -> None:
    best = evidence(library, "When was the mill founded?")[0]
    assert best.text == "The mill was established in 1804."
    assert (best.before, best.after) == (None, "Anna Lund said the mill would burn one day.")
    assert 0 <= best.likelihood <= 1


def test_scores_are_likelihoods_that_never_rise(library: FakeLibrary) -> None:
    found = [hit.score for hit in hits(library, "Why is the ferry of Delmar slow?")]
    assert all(1 >= one >= other >= 0 for one, other in pairwise(found))
    nothing = hits(library, "Who discovered penicillin?")
    assert not nothing or nothing[0].score < found[0] / 2


@pytest.mark.parametrize(
    ("filters", "allowed"),
    [
        (Filters(outlet="Echo"), {"echo", "mill"}),
        (Filters(since="2031"), {"post", "fathom", "echo"}),
        (Filters(until="2029-12"), {"post-old"}),
        (Filters(speaker="Lund"), {"mill"}),
        (Filters(outlet="Nonesuch"), set()),
    ],
)
def test_filters_hold_whatever_a_question_names(
    library: FakeLibrary, filters: Filters, allowed: set[str]
) -> None:
    found = set(ids(library, "What did the Vale Post and Fathom say of the ferry?", 10, filters))
    assert found <= allowed
    assert bool(found) == bool(allowed)


def test_a_reranker_goes_before_our_own_order(library: FakeLibrary) -> None:
    asked = understand("Is the ferry of Delmar slow?")
    turned = retrieve(library, asked, 10, Filters(), reranker=Turned())
    assert turned.hits[0].article.id == "mill"
    assert set(ids(library, asked.text)) == {hit.article.id for hit in turned.hits}


@pytest.mark.parametrize(
    "left_out",
    [Ingredients(lexical=False), Ingredients(dense=False), Ingredients(understanding=False),
     Ingredients(metadata=False)],
)  # fmt: skip
def test_any_ingredient_can_be_left_out(library: FakeLibrary, left_out: Ingredients) -> None:
    assert hits(library, "Is the ferry of Delmar slow?", ingredients=left_out)


@pytest.mark.parametrize(
    "query",
    ["x", "the of and", "渡轮很慢", 'ferry" OR title:(slow AND [NOT *', "\x00", "🚢🚢", "?!",
     "ferry " * 600],
)  # fmt: skip
def test_odd_queries_are_no_error(library: FakeLibrary, query: str) -> None:
    validate(query, Filters())
    assert len(hits(library, query)) <= 10
    evidence(library, query)


def test_a_query_of_ten_thousand_words_is_refused_in_one_line() -> None:
    with pytest.raises(UsageError, match="shorten it"):
        validate("ferry " * 10_000, Filters())


def test_without_the_sentences_vectors_results_are_the_same(library: FakeLibrary) -> None:
    asked = "Did the Vale Post find the ferry slow, while Fathom praised its crew?"
    found, best = hits(library, asked), evidence(library, asked)
    (library.data / "sentences.sqlite").unlink()
    for _ in range(2):  # made, then kept
        again, theirs = hits(library, asked), evidence(library, asked)
        assert [hit.passage for hit in again] == [hit.passage for hit in found]
        assert [hit.score for hit in again] == pytest.approx([hit.score for hit in found], abs=0.02)
        assert [each.text for each in theirs] == [each.text for each in best]

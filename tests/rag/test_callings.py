"""Speakers of the calling that a question asks for."""

from __future__ import annotations

import pytest

from tests.rag.fakes import FakeLibrary, answer_to, collection

ARTICLES = {
    "pact": (
        "Foreign Minister Anna Lund met traders on Monday. “We want the pact to leave us a free "
        "hand in trade,” Lund said. “Anyone who wants that pact is selling off our herring,” "
        "professor Karl Berg said. “Herring is dear,” said Ida Moe."
    ),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> FakeLibrary:
    return collection(tmp_path_factory.mktemp("data"), ARTICLES)


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("Which minister wants a free hand in trade?", "Anna Lund"),
        ("Who wants a free hand in trade?", "Anna Lund"),
        ("Which official wants a free hand in trade?", "Anna Lund"),
        ("Which professor says herring is being sold off?", "Karl Berg"),
        ("Which analyst said herring is dear?", "Ida Moe"),  # of whom nothing is known
    ],
)
def test_whoever_may_be_meant_is_named(library: FakeLibrary, question: str, speaker: str) -> None:
    assert [each.speaker for each in answer_to(library, question).citations][:1] == [speaker]


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Which analyst wants a free hand in trade?", "Lund"),
        ("Which two scholars want a free hand in trade?", "Lund"),
        ("Which minister says anyone who wants the pact is selling off herring?", "Berg"),
    ],
)
def test_nobody_known_in_another_calling_is_named(
    library: FakeLibrary, question: str, other: str
) -> None:
    assert other not in answer_to(library, question).text

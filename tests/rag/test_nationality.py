"""Speakers of the country that a question asks for."""

from __future__ import annotations

import pytest

from rag.evidence import Evidence
from rag.nationality import of_country, surely_of_country
from rag.question import understand
from tests.rag.fakes import evidence

LUND = evidence("Norwegian minister Anna Lund said it was late.", "Anna Lund", mention="Anna Lund")
AGAIN = evidence("It would cost more, Lund added.", "Anna Lund", at=90)
DAHL = evidence("Danish envoy Eva Dahl called it a start.", "Eva Dahl", mention="Eva Dahl", at=200)
MOE = evidence("It was fair, Moe said.", "Liv Moe", at=300)
RANKED = [LUND, AGAIN, DAHL, MOE]


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("Which Danish officials commented on it?", [DAHL, MOE]),  # Moe may be Danish
        ("Which official from Denmark commented on it?", [DAHL, MOE]),
        ("Which Norwegian said it was late?", [LUND, AGAIN, MOE]),
        ("Which Norwegian minister said it was late?", [LUND, AGAIN, MOE]),
        ("Which officials commented on it?", RANKED),
        ("What did the Danish envoy say?", RANKED),
    ],
)
def test_nobody_known_to_be_of_another_country_is_named(question: str, kept: list[object]) -> None:
    assert of_country(understand(question), RANKED) == kept


@pytest.mark.parametrize(
    ("question", "ranked", "kept"),
    [
        ("Which Danish officials commented on it?", [DAHL, MOE], [DAHL]),
        ("Which Danish officials commented on it?", [MOE, DAHL], [MOE, DAHL]),
        ("Which officials commented on it?", [DAHL, MOE], [DAHL, MOE]),
    ],
)
def test_nobody_of_unknown_country_is_named_beside_somebody_of_the_one_asked_for(
    question: str, ranked: list[Evidence], kept: list[Evidence]
) -> None:
    assert surely_of_country(understand(question), ranked) == kept

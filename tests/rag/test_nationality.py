"""Speakers of the country that a question asks for."""

from __future__ import annotations

import pytest

from rag.nationality import of_country
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

"""What counts as holding a gold wording, and as verbatim."""

from __future__ import annotations

import pytest

from rag.evaluation.verbatim import is_verbatim, quoted_stretches
from rag.evaluation.wordings import holds, normalised


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("The ferry “Aurora” sank.", "aurora"),
        ("Holt’s ferry", "Holt"),
        ("It said nine per cent of boats sank", "9%"),
        ("nearly 9 percent", "nine percent"),
        ("twenty boats", "20 boats"),
        ("40,000 crowns", "40000 crowns"),
        ("the well-known pier", "well known"),
        ("The harbour—Orrin's—froze", "Orrin"),
        ("between Orrin/Delmar", "Delmar"),
        ("[Mia Holt] said so", "Mia Holt"),
        ("She came in a boat.", "the boat"),
        ("U.S. ships", "US"),
        ("It grew 3.5 metres", "3.5"),
        ("ISO 9", "  iso   nine "),
    ],
)
def test_held(text: str, wording: str) -> None:
    assert holds(text, wording)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("in 1998", "8"),
        ("the harbours", "harbour"),
        ("one of the boats", "1"),
        ("It grew 3.5 metres", "35"),
        ("9 boats", "9%"),
        ("Anything at all.", "?!"),
        ("", "boat"),
    ],
)
def test_not_held(text: str, wording: str) -> None:
    assert not holds(text, wording)


def test_a_text_of_articles_alone_is_not_nothing() -> None:
    assert (normalised("The"), normalised("The boat"), normalised("…")) == ("the", "boat", "")


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("She called it “thin” and “cold, too.”", ["thin", "cold, too."]),
        ('Holt: "Nobody may\n skate', ["Nobody may skate"]),
        ("It's the skaters' own", []),
        ('An "" empty one', []),
    ],
)
def test_stretches_between_marks(text: str, stretches: list[str]) -> None:
    assert quoted_stretches(text) == stretches


CITED = "She said: “Nobody may skate before noon, as the ice — she means Orrin’s — is thin”."


@pytest.mark.parametrize(
    ("stretch", "verbatim"),
    [
        ("Nobody may skate before noon,", True),
        ("nobody may skate", False),
        ("[n]obody may skate", True),
        ("Nobody may skate … is thin.", True),
        ("is thin … Nobody may skate", False),
        ("the ice - she means Orrin's - is thin", True),
        ("[Holt] means Orrin's", True),
        ("may ska", False),
        ("Nobody can skate", False),
    ],
)
def test_verbatim_words(stretch: str, verbatim: bool) -> None:
    assert is_verbatim(stretch, ["Another text.", CITED]) == verbatim
    assert not is_verbatim(stretch, [])

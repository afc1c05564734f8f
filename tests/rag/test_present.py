"""An evidence sentence → how it stands in an answer."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rag.present import quoted_sentence
from tests.rag.fakes import evidence

LUND, BERG = "Anna Lund", "Karl Berg"


@pytest.mark.parametrize(
    ("text", "speaker", "mention", "shown"),
    [
        ("“It is over,” he added.", BERG, "he", "“It is over,” [Karl Berg] added."),
        ("She said it was over.", LUND, "She", "[Anna Lund] said it was over."),
        ("It was over, they said.", (LUND, BERG), "they",
         "It was over, [Anna Lund and Karl Berg] said."),
        ("It was over, Lund said.", LUND, "Lund", "It was over, Lund said."),
        ("It was over, the mayor said.", LUND, "the mayor",
         "It was over, the mayor [Anna Lund] said."),
        ("The mayor, Anna Lund, said so.", LUND, "Anna Lund", "The mayor, Anna Lund, said so."),
    ],
)  # fmt: skip
def test_a_pronoun_gets_its_name(
    text: str, speaker: str | Sequence[str], mention: str, shown: str
) -> None:
    assert quoted_sentence(evidence(text, speaker, mention=mention)) == shown


@pytest.mark.parametrize("at", [0, 7, 1200])
def test_the_pronoun_is_found_wherever_the_sentence_stands(at: int) -> None:
    held = evidence("A crane, he said, is here.", BERG, mention="he", at=at)
    assert quoted_sentence(held) == "A crane, [Karl Berg] said, is here."


@pytest.mark.parametrize(
    ("text", "speaker", "shown"),
    [
        ("“It is over.”", LUND, "Anna Lund: “It is over.”"),
        ("“It is over.”", (LUND, BERG), "Anna Lund and Karl Berg: “It is over.”"),
        ("“It is over for Lund.”", LUND, "Anna Lund: “It is over for Lund.”"),
        ("“The pier is over.”", "the council", "The council: “The pier is over.”"),
        ("“It is over.”", None, "“It is over.”"),
        ("The crane fell.", None, "The crane fell."),
    ],
)
def test_floating_words_get_their_speaker_in_front(
    text: str, speaker: str | Sequence[str] | None, shown: str
) -> None:
    assert quoted_sentence(evidence(text, speaker, floating=True)) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“It is over. ", "“It is over.”"),
        ("It is over.”", "“It is over.”"),
        ('"It is over.', '"It is over."'),
        ('It is over."', '"It is over."'),
        ('The "old" pier is over."', '"The "old" pier is over."'),
        ("“It is over,” Lund said, “and out.", "“It is over,” Lund said, “and out.”"),
        ("“It is ‘over’.”", "“It is ‘over’.”"),
        ("It is over", "It is over."),
        ("It is over…", "It is over…"),
        ("Is it over?", "Is it over?"),
        ("“Is it over?”", "“Is it over?”"),
        ("It is  over\nfor\u00a0good.", "It is over for good."),
    ],
)
def test_a_sentence_cut_out_of_a_quotation_is_closed(text: str, shown: str) -> None:
    assert quoted_sentence(evidence(text)) == shown


LONG = "The port would close, the lock would rust and " + "the pier would sink and " * 7


@pytest.mark.parametrize(
    ("text", "speaker", "shown"),
    [
        (f"{LONG}nothing would float, Lund said.", LUND, True),
        ("The port would close, Lund said.", LUND, False),
        (f"{LONG}nothing would float.", None, False),
    ],
)
def test_who_is_told_first_when_who_is_asked(text: str, speaker: str | None, shown: bool) -> None:
    held = evidence(text, speaker)
    assert quoted_sentence(held) == text
    first = f"Anna Lund: {text}"
    assert quoted_sentence(held, name_first=True) == (first if shown else text)


@pytest.mark.parametrize(
    "text",
    [
        "“It is over,” Lund said, “and out.”",
        "Lund called it “a ‘small’ lie” in 2030.",
        "“Ça suffit,” said Lund. 👩‍🚒",
    ],
)
def test_the_words_themselves_are_left_alone(text: str) -> None:
    assert quoted_sentence(evidence(text, LUND)).rstrip(".") == text.rstrip(".")

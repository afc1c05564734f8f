"""An evidence sentence → how it stands in an answer."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rag.evidence import Evidence
from rag.present import quoted_sentence
from rag.question import understand
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


OFFICE = (
    "The harbour office of Norhavn, which had been built of stone and slate by islanders long ago "
    "and had stood empty for most of the war, was painted red by volunteers from the parish"
)
LOCK = "the lock was sold to a bank in 2022"


def told(question: str, held: Evidence) -> str:
    """The sentence as it answers a question, without what it shares with most tests."""
    return quoted_sentence(held, question=understand(question)).replace(OFFICE, "OFFICE")


@pytest.mark.parametrize(
    ("question", "text", "shown"),
    [
        ("When was the lock sold?", f"{OFFICE}, and {LOCK}.", f"… {LOCK}."),
        ("When was the lock sold?", f"{OFFICE}; {LOCK}.", f"… {LOCK}."),
        ("Who bought the lock?", f"{OFFICE}, and the lock was bought by Karl Berg.",
         "… the lock was bought by Karl Berg."),
        ("How many boats were sold?", f"{OFFICE}; the council sold 40 boats (all old).",
         "… the council sold 40 boats (all old)."),
        ("When will the port close?", f"{OFFICE}, and the port will close in June if she goes.",
         "OFFICE, and the port will close in June if she goes."),
        ("When will the port close?", f"{OFFICE}, and the port will close in June if Berg goes.",
         "… the port will close in June if Berg goes."),
    ],
)  # fmt: skip
def test_an_answer_far_down_is_cut_to_its_clause(question: str, text: str, shown: str) -> None:
    assert told(question, evidence(text)) == shown


@pytest.mark.parametrize(
    ("question", "text", "shown"),
    [
        ("When was the lock sold?", f"{OFFICE}, and after that {LOCK}.",
         f"In 2022: OFFICE, and after that {LOCK}."),
        ("When was it sold?", f"{OFFICE}, and it was sold in 2022.",
         "In 2022: OFFICE, and it was sold in 2022."),
        ("When was it sold?", f"In May, {OFFICE}, and it was sold, after 2022.",
         "After 2022: In May, OFFICE, and it was sold, after 2022."),
        ("Where was it sold?", f"{OFFICE}, and it was sold in Sorhavn.",
         "Sorhavn: OFFICE, and it was sold in Sorhavn."),
        ("How many boats were sold?", f"{OFFICE}, and it sold nearly 40 fishing boats.",
         "Nearly 40 fishing boats: OFFICE, and it sold nearly 40 fishing boats."),
        ("Who bought it?", f"{OFFICE}, and it was bought by Karl Berg.",
         "OFFICE, and it was bought by Karl Berg."),
    ],
)  # fmt: skip
def test_what_cannot_be_cut_opens_with_the_words_asked_for(
    question: str, text: str, shown: str
) -> None:
    assert told(question, evidence(text)) == shown


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When was the lock sold?", f"In 2022 the lock was sold, and {OFFICE[4:]}."),
        ("When was the office painted?", f"{OFFICE}, and it was sold in 2022."),
        ("When will it close?", f"{OFFICE}, and it will not close in 2022."),
        ("When will it close?", f"{OFFICE}, and it asked whether to close in 2022."),
        ("When was it sold?", f"{OFFICE}, and it was sold in 2022 or in 2023."),
        ("What was painted red?", f"{OFFICE}."),
    ],
)
def test_nothing_is_put_first_that_could_mislead(question: str, text: str) -> None:
    assert told(question, evidence(text)) == text.replace(OFFICE, "OFFICE")


@pytest.mark.parametrize(
    ("text", "speaker", "shown"),
    [
        (f"{OFFICE}, and {LOCK}, Lund said.", LUND, f"… {LOCK}, Lund said."),
        (f"Lund said {OFFICE}, and {LOCK}.", LUND, f"In 2022: Lund said OFFICE, and {LOCK}."),
        (f"Lund hopes {OFFICE}, and {LOCK}.", None, f"In 2022: Lund hopes OFFICE, and {LOCK}."),
        (f"Lund denied that {OFFICE}, and {LOCK}.", None,
         f"Lund denied that OFFICE, and {LOCK}."),
        (f"If {OFFICE}, and {LOCK}.", None, f"If OFFICE, and {LOCK}."),
        (f"“{OFFICE}, and {LOCK},” Lund said.", LUND, f"In 2022: “OFFICE, and {LOCK},” Lund said."),
        (f"“{OFFICE}, and {LOCK}.”", None, f"In 2022: “OFFICE, and {LOCK}.”"),
    ],
)  # fmt: skip
def test_no_cut_takes_away_the_speaker_a_doubt_or_a_quotation_mark(
    text: str, speaker: str | None, shown: str
) -> None:
    assert told("When was the lock sold?", evidence(text, speaker)) == shown


def test_a_label_and_the_words_asked_for_are_told_apart() -> None:
    held = evidence(f"“{OFFICE}, and {LOCK}.”", LUND, floating=True)
    assert told("When was the lock sold?", held) == f"In 2022 – Anna Lund: “OFFICE, and {LOCK}.”"


def test_a_very_long_sentence_ends_where_the_answer_does() -> None:
    text = (
        f"The lock was sold to a bank in 2022, and {OFFICE[0].lower()}{OFFICE[1:]}, and the "
        "council of Sorhavn moved to the inn by the quay and met there in the evening for ten "
        "years and more."
    )
    shown = quoted_sentence(evidence(text), question=understand("When was the lock sold?"))
    assert shown.startswith("The lock was sold to a bank in 2022")
    assert shown.endswith(" …")
    assert len(shown.split()) <= 61
    assert shown.removesuffix(" …") in text


def test_without_a_question_the_sentence_stays_whole() -> None:
    text = f"{OFFICE}, and {LOCK}."
    assert quoted_sentence(evidence(text)) == text


TIDES = evidence(
    "“The tides of the last ten winters have made it necessary for both harbours to share their "
    "pilots, their tugs and their one good dredger until the breakwater is mended,” writes Moe "
    "Institute director Eva Dahl in a letter to the Coast Post.",
    "Eva Dahl",
    cue="writes",
    quotation="The tides of the last ten winters have made it necessary for both harbours to share "
    "their pilots, their tugs and their one good dredger until the breakwater is mended",
)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Who is the director of the Moe Institute?", "… writes Moe Institute director Eva Dahl"),
        ("Who wants both harbours to share their pilots?", "Eva Dahl: “The tides"),
    ],
)
def test_a_long_quotation_is_shown_where_the_question_is_on_it(question: str, opening: str) -> None:
    assert quoted_sentence(TIDES, question=understand(question)).startswith(opening)


def test_of_a_very_long_sentence_the_quotation_stands_without_what_tells_whose_it_is() -> None:
    words = (
        f"{TIDES.text[1:].partition('”')[0].rstrip(',')} and the tolls are halved for every boat "
        "that comes in under sail from the north"
    )
    own = f"“{words},”"
    text = f"{own} writes Moe Institute director Eva Dahl in a letter to the Coast Post."
    held = evidence(text, "Eva Dahl", cue="writes", quotation=words)
    shown = quoted_sentence(held, question=understand("Why should both harbours share pilots?"))
    assert shown == f"Eva Dahl: {own} …"

"""A drafted sentence × its source → passes, or why not. All the people here are invented."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from index.types import Sentence, Speech
from rag.check import can_be_drafted, check, is_hopeless
from rag.evidence import Evidence
from rag.question import understand
from tests.rag.fakes import evidence

LUND, BERG = "Anna Lund", "Karl Berg"
ANYTHING = understand("What was said?")

TABLE = Path(__file__).with_name("drafts.txt")
SOURCE = re.compile(r"(?P<text>\S.*) \[(?:(?P<speaker>.+); (?P<cue>.+))?\]")


def rows(sign: str) -> list[object]:
    """(source, draft) of every line with that sign."""
    source, found_rows = None, []
    for line in TABLE.read_text("utf-8").splitlines():
        if found := SOURCE.fullmatch(line):
            speakers = tuple(filter(None, (found["speaker"] or "").split(" & ")))
            pronoun = "He" if speakers and found["text"].startswith("He said") else None
            cue = None if found["cue"] == "-" else found["cue"]
            source = evidence(found["text"], speakers, cue, mention=pronoun)
        elif line.startswith(f"  {sign} "):
            assert source is not None
            name = f"{source.text} => {line[4:]}"
            found_rows.append(pytest.param(source, line[4:], id=name))
    return found_rows


@pytest.mark.parametrize(("source", "draft"), rows("+"))
def test_a_right_shortening_passes(source: Evidence, draft: str) -> None:
    assert check(draft, source, ANYTHING) is None


@pytest.mark.parametrize(("source", "draft"), rows("+"))
def test_no_beginning_of_a_right_shortening_is_hopeless(source: Evidence, draft: str) -> None:
    written = draft.split(" ")
    given_up = [n for n in range(len(written)) if is_hopeless(" ".join(written[:n]), source)]
    assert given_up == []


@pytest.mark.parametrize(("source", "draft"), rows("-"))
def test_a_wrong_sentence_does_not_pass(source: Evidence, draft: str) -> None:
    assert check(draft, source, ANYTHING) is not None


def test_the_table_is_read_whole() -> None:
    lines = TABLE.read_text("utf-8").splitlines()
    assert (len(rows("+")), len(rows("-"))) == (
        sum(line.startswith("  + ") for line in lines),
        sum(line.startswith("  - ") for line in lines),
    )
    assert len(rows("-")) > 200


PORT = "The port would not close before 2032, Lund said."
REASONS = [
    (PORT, LUND, "Anna Lund said the port", "incomplete"),
    (PORT, LUND, "She said the port would not close.", "pronoun"),
    (PORT, LUND, "Anna Lund said the port would not close before 2033.", "date"),
    ("It cost 5%, Lund said, of it all.", LUND, "Anna Lund said it cost 5 of it all.", "number"),
    ("Two of them left, Lund said.", LUND, "Anna Lund said three of them left.", "number"),
    ("Lund said it rained in May.", LUND, "Anna Lund said it rained in June.", "date"),
    (PORT, LUND, "Anna Lund said the Oslo port would not close.", "name"),
    (PORT, LUND, "Anna Lund said the harbour would not close.", "words not in the source"),
    (PORT, LUND, "Anna Lund said “the port would not close.”", "quotation"),
    ("“We stay right here,” Lund said.", LUND, "Anna Lund said “we stay here.”", "quotation"),
    ("“We stay open,” Lund said.", LUND, "Anna Lund said we stay open.", "first person"),
    (PORT, LUND, "The port would not close before 2032.", "speaker"),
    (PORT, BERG, "Anna Lund said the port would not close.", "name"),
    (PORT, LUND, "Karl Berg said the port would not close before 2032.", "speaker"),
    (PORT, LUND, "Karl Berg: The port would not close before 2032, Lund said.", "speaker"),
    ("Lund warned Berg of it in May.", LUND, "Berg warned Anna Lund of it in May.", "direction"),
    ("Lund said Berg had fined Dahl.", LUND, "Anna Lund said Dahl had fined Berg.", "direction"),
    ("Lund denied it was so in May.", LUND, "Anna Lund said it was so in May.", "verb of speech"),
    (PORT, LUND, "Anna Lund said the port would close before 2032.", "negation"),
    ("Lund said it is closed in May.", LUND, "Anna Lund said it is never closed in May.",
     "negation"),
    (PORT, LUND, "Anna Lund proved the port would not close before 2032.", "hedge"),
    ("Lund said it might rain in May.", LUND, "Anna Lund said it rain in May.", "hedge"),
    ("Lund said it may well rain in May.", LUND, "Anna Lund said it will well rain in May.",
     "hedge"),
    ("Lund said Berg reportedly left the port.", LUND, "Anna Lund said Berg left the port.",
     "hedge"),
    ("The port will close, if Berg pays, Lund said.", LUND, "Anna Lund said the port will close.",
     "hedge"),
    ("Lund said it is closed in May.", LUND, "Anna Lund said it has closed in May.", "tense"),
    ("Lund said it shut after the war.", LUND, "Anna Lund said it shut before the war.", "tense"),
    ("On Monday it would shut, Lund said.", LUND, "Anna Lund said on Monday it would shut.",
     "tense"),
    ("He would go by noon, Lund said.", LUND, "Anna Lund said he would go by noon.", "pronoun"),
    ("Lund said Berg left after Dahl.", LUND, "Anna Lund said Berg left after Dahl left.", "order"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "speaker", "draft", "reason"), REASONS)
def test_the_reason_tells_what_is_wrong(source: str, speaker: str, draft: str, reason: str) -> None:
    cue = "denied" if "denied" in source else "warned" if "warned" in source else "said"
    assert check(draft, evidence(source, speaker, cue), ANYTHING) == reason


def test_the_end_of_the_next_sentence_is_a_blend() -> None:
    first, second = "The port would close in June, Lund said.", "Berg fined nine captains at once."
    held = evidence(first, LUND)
    sentence = held.sentence
    other = Sentence(sentence.end + 1, sentence.end + 1 + len(second))
    passage = replace(
        held.passage, text=f"{first} {second}", end=other.end, sentences=(sentence, other)
    )
    held = replace(held, passage=passage)
    for draft in (
        "Anna Lund said the port would close and fined nine captains.",
        "The port would close in June, Lund said, and Berg fined nine captains at once.",
    ):
        assert check(draft, held, ANYTHING) == "blend"


@pytest.mark.parametrize(
    ("question", "draft", "reason"),
    [
        ("What did Lund say about the lock?", "Anna Lund said the port would close.", True),
        ("What did Lund say about the port?", "Anna Lund said the port would close.", False),
        ("When did Lund say it?", "Anna Lund said the port would close.", True),
        ("What did Lund say?", "Anna Lund said the port would close, and the lock in 2033.", False),
        ("When did Lund say it?",
         "Anna Lund said the port would close, and the lock in 2033.", False),
    ],
)  # fmt: skip
def test_a_shortening_keeps_what_was_asked_for(question: str, draft: str, reason: bool) -> None:
    held = evidence("Lund said the port would close, and the lock in 2033.", LUND)
    assert (check(draft, held, understand(question)) == "answer left out") == reason


def test_a_sentence_that_mixes_two_peoples_words_is_never_drafted_from() -> None:
    source = "Lund said the port would close, while Berg said it would not."
    held = evidence(source, LUND, more=[Speech((BERG,), None, "said")])
    assert not can_be_drafted(held)
    assert check("Anna Lund said the port would close.", held, ANYTHING) is not None


ATTRIBUTED = [
    # source, speaker, cue, the quotation, draft, whether it passes
    ("The port would close, Lund said – a plan that Berg drew.", LUND, "said",
     "The port would close", "Anna Lund said the port would close – a plan that Berg drew.", False),
    ("The port would close, Lund said, as Berg had wished in May.", LUND, "said",
     "The port would close", "Anna Lund said the port would close, as Berg had wished in May.",
     False),
    ("Lund said the port would close, as Berg had wished in May.", LUND, "said",
     "the port would close", "Lund said the port would close, as Berg had wished in May.", True),
    ("He said the port would close, as Berg had wished in May.", LUND, "said",
     "the port would close", "[Anna Lund] said the port would close.", False),
    ("Lund spoke after talks with Berg in Oslo.", LUND, "spoke", "",
     "Lund spoke after talks with Berg in Oslo.", True),
    ("Lund spoke after talks with Berg in Oslo.", LUND, "spoke", "",
     "Anna Lund spoke after talks with Berg in Oslo.", False),
    ("Lund spoke after talks with Berg in Oslo.", LUND, "spoke", "",
     "Berg spoke after talks with Lund in Oslo.", False),
    ("Lund told parliament on Monday that the port would close.", LUND, "told",
     "that the port would close", "Anna Lund told parliament on Monday that the port would close.",
     True),
    ("Lund said the port would close.", LUND, "said", "",
     "Anna Lund said the port would close.", False),
    ("Lund warned Berg that the crane was unsafe.", LUND, "warned", "that the crane was unsafe",
     "Anna Lund warned Berg that the crane was unsafe.", True),
    ("Lund warned Berg that the crane was unsafe.", LUND, "warned", "that the crane was unsafe",
     "Berg warned Anna Lund that the crane was unsafe.", False),
    ("A spokesman for Lund said the port would close.", "spokesman", "said",
     "the port would close", "Lund said the port would close.", False),
    ("Lund's spokesman said the port would close.", "spokesman", "said",
     "the port would close", "Lund said the port would close.", False),
    ("Lund and Berg said the port would close.", (LUND, BERG), "said",
     "the port would close", "Anna Lund said the port would close.", False),
    ("Lund and Berg said the port would close.", (LUND, BERG), "said",
     "the port would close", "Karl Berg said the port would close.", False),
    ("Lund, citing Berg, said the port would close.", LUND, "said",
     "the port would close", "Berg said the port would close.", False),
    ("The port would close, Lund said, according to Berg.", LUND, "said",
     "The port would close", "Karl Berg said the port would close.", False),
    ("Wang told Wang Wenbin the port would close.", "Wang Yi", "told",
     "the port would close", "Wang Wenbin told Wang Yi the port would close.", False),
    ("Wang told Wang Wenbin the port would close.", "Wang Yi", "told",
     "the port would close", "Wang Wenbin said the port would close.", False),
]  # fmt: skip


@pytest.mark.parametrize(("source", "speaker", "cue", "held", "draft", "passes"), ATTRIBUTED)
def test_words_pass_only_as_theirs_whom_the_index_gives_them_to(
    source: str, speaker: str | tuple[str, ...], cue: str, held: str, draft: str, passes: bool
) -> None:
    found = check(draft, evidence(source, speaker, cue, quotation=held), ANYTHING)
    assert (found is None) == passes, found


@pytest.mark.parametrize("aside", [False, True])
def test_what_only_a_clause_reports_is_never_told_as_said(aside: bool) -> None:
    source = "The port shut after Berg said the crane was unsafe."
    said = Speech((BERG,), (20, 24), "said", None, aside)
    held = evidence(source, more=[said])
    held = replace(held, sentence=replace(held.sentence, speeches=(said,)))
    for draft in ("Karl Berg said the crane was unsafe.", "Berg said the crane was unsafe."):
        assert check(draft, held, ANYTHING) is not None
    assert (check(source, held, ANYTHING) is None) == aside


@pytest.mark.parametrize(
    ("beginning", "hopeless"),
    [
        ("Anna Lund said", False),
        ("Anna Lund said the port", False),
        ("Anna Lund said the port would close", True),
        ("Anna Lund said the mayor", True),
        ("Anna Lund said 2033", True),
    ],
)
def test_a_draft_is_given_up_as_soon_as_it_leaves_its_source(
    beginning: str, hopeless: bool
) -> None:
    assert is_hopeless(beginning, evidence(PORT, LUND)) == hopeless


@pytest.mark.parametrize("apostrophe", ["'", "’"])
@pytest.mark.parametrize("marks", ["“”", '""'])
@pytest.mark.parametrize("space", [" ", "\u00a0", "  "])
def test_typography_makes_no_difference(apostrophe: str, marks: str, space: str) -> None:
    source = f"“Norhavn’s port is{space}‘full’ of fish,” Lund said."
    said = f"Norhavn{apostrophe}s port is ‘full’ of fish"
    draft = f"Anna Lund said {marks[0]}{said}.{marks[1]}"
    assert check(draft, evidence(source, LUND), ANYTHING) is None

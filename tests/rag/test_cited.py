"""The words that an answer cites: a sentence, and what names its speaker beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.sentences import sentence_spans
from index.types import Passage, Sentence, Speech
from rag.evidence import LONGEST_CITED, Evidence
from tests.rag.fakes import evidence

HEAD = "Snow fell all night. "  # of the article, and of no passage of it
MET = "Treasury secretary Mona Wick met bankers."
RAIN = "It rained."
THIN = "“The ice is thin."
FALK = "We stay here,” Falk said."
WARNED = "The treasury secretary warned of dear tin."


def made(text: str, at: int, *speakers: str) -> Evidence:
    """Evidence from the ``at``-th sentence of a passage that stands behind ``HEAD``."""
    spans = [(start + len(HEAD), end + len(HEAD)) for start, end in sentence_spans(text)]
    speech = Speech(speakers, None, "warned") if speakers else None
    sentences = tuple(
        Sentence(*span, (speech,) if speech and (n == at or _is_said(text, span)) else ())
        for n, span in enumerate(spans)
    )
    passage = Passage("a1", 1, len(HEAD), len(HEAD) + len(text), text, sentences)
    return replace(evidence("x."), passage=passage, sentence=sentences[at], speech=speech)


def _is_said(text: str, span: tuple[int, int]) -> bool:
    return text[span[0] - len(HEAD) : span[1] - len(HEAD)] == FALK


def cited(text: str, at: int, *speakers: str) -> str:
    """The words cited, which stand in the article where they are said to."""
    span = made(text, at, *speakers).cited
    assert (HEAD + text)[span.start : span.end] == span.text
    return span.text


@pytest.mark.parametrize(
    ("text", "at", "speakers", "words"),
    [
        (f"{MET} {WARNED}", 1, ["Mona Wick"], f"{MET} {WARNED}"),
        (f"{MET} {RAIN} {WARNED}", 2, ["Mona Wick"], f"{MET} {RAIN} {WARNED}"),
        (f"{RAIN} {MET}\n\n{WARNED}", 2, ["Mona Wick"], f"{MET}\n\n{WARNED}"),
        (f"{MET} Wick smiled. {WARNED}", 2, ["Mona Wick"], f"Wick smiled. {WARNED}"),
        (f"{MET} Tin is dear, Wick warned.", 1, ["Mona Wick"], "Tin is dear, Wick warned."),
        (f"{MET} Tin is dear, warned WICK.", 1, ["Mona Wick"], "Tin is dear, warned WICK."),
        (f"{MET} {WARNED}", 1, [], WARNED),  # nobody's words
        (f"{RAIN} {WARNED}", 1, ["Mona Wick"], WARNED),  # the passage names her nowhere
        (f"{WARNED} {MET}", 0, ["Mona Wick"], WARNED),  # or only afterwards
        (f"{RAIN} {THIN} {FALK} {RAIN}", 1, ["Sten Falk"], f"{THIN} {FALK}"),
        (f"Falk slept. {MET} {THIN} {FALK}", 2, ["Sten Falk"], f"{THIN} {FALK}"),
        (f"{FALK} {RAIN} {THIN} {RAIN} {FALK}", 2, ["Sten Falk"], f"{FALK} {RAIN} {THIN}"),
        ("Wick met Sten Falk. Both left.", 1, ["Mona Wick", "Sten Falk"], None),
        ("Wick came. Falk came. Both left.", 2, ["Mona Wick", "Sten Falk"], "Both left."),
    ],
)
def test_a_citation_names_who_speaks(
    text: str, at: int, speakers: list[str], words: str | None
) -> None:
    assert cited(text, at, *speakers) == (text if words is None else words)


@pytest.mark.parametrize(("length", "widened"), [(LONGEST_CITED, True), (LONGEST_CITED + 1, False)])
def test_a_citation_is_taken_in_at_a_glance(length: int, widened: bool) -> None:
    between = f"It {'r' * (length - len(MET) - len(WARNED) - 6)}."
    text = f"{MET} {between} {WARNED}"
    assert len(text) == length
    assert cited(text, 2, "Mona Wick") == (text if widened else WARNED)


def test_a_long_sentence_is_cited_whole() -> None:
    long = f"She warned of {'tin and ' * 80}copper."
    assert cited(f"{MET} {long}", 1, "Mona Wick") == long


def test_whom_a_pronoun_means_stands_before_it() -> None:
    text = f"Falk met all of the bankers. {RAIN} He smiled. {FALK}"
    floating = made(text, 2, "Sten Falk")
    assert floating.cited.text == f"He smiled. {FALK}"
    said = replace(floating.speech, mention=(0, 2)) if floating.speech else None
    assert replace(floating, speech=said).cited.text == text.removesuffix(f" {FALK}")


@pytest.mark.parametrize(
    "beside", ["“Falk is a liar,” Lang said.", "Mia Falk laughed.", "Lang told Falk of the eels."]
)
def test_words_are_not_cited_with_those_of_another(beside: str) -> None:
    assert cited(f"{THIN} {beside}", 0, "Sten Falk") == THIN
    assert cited(f"{FALK} {RAIN} {THIN} {beside}", 2, "Sten Falk") == f"{FALK} {RAIN} {THIN}"


def test_a_name_too_far_off_is_cited_by_itself() -> None:
    between = " ".join(["It rained and it snowed and it blew."] * 14)
    text = f"{FALK} {between} {THIN}"
    last = len(sentence_spans(text)) - 1
    far = made(text, last, "Sten Falk")
    assert far.cited.text == THIN
    assert far.named_in is not None
    assert far.named_in.cited.text == FALK
    assert far.named_in.speaker == "Sten Falk"
    told = made(f"{MET} {between} {WARNED}", last, "Mona Wick").named_in
    assert told is not None
    assert (told.cited.text, told.speaker) == (MET, None)  # whose words they are it does not say
    assert made(f"{THIN} {FALK}", 0, "Sten Falk").named_in is None  # it is cited with the words
    assert made(f"{THIN} {RAIN}", 0, "Sten Falk").named_in is None  # nothing names him
    assert made(f"{FALK} {THIN}", 0, "Sten Falk").named_in is None  # he is named at once
    assert made(f"{THIN} {RAIN}", 0).named_in is None  # nobody's words

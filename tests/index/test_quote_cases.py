"""Every construction a reporter uses, case by case, and texts that are no text at all."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.quotes.extract import extract
from index.sentences import sentence_spans
from index.types import Quote
from tests.cases.table import OPEN, Case, Expected, read_cases, told

CASES = read_cases()
KINDS = {"direct", "indirect", "mixed"}


def quotes_of(text: str) -> list[Quote]:
    return list(extract(text, sentence_spans(text)).quotes)


def check_spans(text: str, quotes: list[Quote]) -> None:
    """No span outside the text, no word that is not the text's, no name that it does not say."""
    said = {word.casefold() for word in re.findall(r"\w+", text)}
    for quote in quotes:
        assert 0 <= quote.start < quote.end <= len(text)
        assert quote.text == text[quote.start : quote.end]
        assert quote.text.strip()
        assert quote.kind in KINDS
        if quote.mention is not None:
            assert 0 <= quote.mention.start < quote.mention.end <= len(text)
            assert quote.mention.text == text[quote.mention.start : quote.mention.end]
        names = [*quote.speakers, quote.cue or "", quote.via or ""]
        for word in re.findall(r"\w+", " ".join(names)):
            assert word.casefold() in said, f"the text does not say {word!r}"


def as_compared(quote: Expected, wanted: Expected) -> Expected:
    """What was found, with what the case leaves open left open, and names in the case's case."""
    left_open = {
        field: OPEN for field in ("speaker", "cue", "via") if getattr(wanted, field) == OPEN
    }
    if (quote.speaker or "").casefold() == (wanted.speaker or "").casefold():
        quote = replace(quote, speaker=wanted.speaker)  # "Police" may open the sentence
    return replace(quote, **left_open)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_quotations_are_found_with_their_speakers(case: Case) -> None:
    quotes = quotes_of(case.text)
    check_spans(case.text, quotes)
    found = told(quotes)
    if len(found) == len(case.quotes):
        pairs = zip(found, case.quotes, strict=True)
        found = [as_compared(quote, wanted) for quote, wanted in pairs]
    assert found == list(case.quotes)


def test_there_are_cases_of_every_kind() -> None:
    assert len(CASES) >= 180
    assert {quote.kind for case in CASES for quote in case.quotes} == KINDS
    assert len({case.name for case in CASES}) == len(CASES)


FOREIGN = [
    "„Wir gehen nicht“, sagte Berg am Montag. Der Hafen bleibt offen.",
    "« Nous ne partirons pas », a déclaré Anna Berg lundi.",
    "«Мы не уйдём», — сказала Анна Берг в понедельник.",
    "贝格说：“我们不走。”港口周一关闭。",
    "قالت آنا بيرغ: «لن نذهب».",
    "ベルグ氏は「私たちは動かない」と述べた。",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_other_languages_break_nothing(text: str) -> None:
    check_spans(text, quotes_of(text))


BAD = [
    "",
    " ",
    "\n\n\n",
    "\x00\ufeff\u200b",
    "“",
    "”””“““",
    "'\"'\"'\"",
    ": : : :",
    "“" * 500,
    "said said said said said.",
    "according to",
    "According to, said Berg, according to.",
    "Berg said",
    "“” said Berg, “”",
    "a\tb\tc\n" * 50,
    "– “ – ” – said –",
    "Berg said that that that said that Berg said that.",
    "𝕭𝖊𝖗𝖌 said “🙂🙂” and “👩\u200d👧”.",
    "SAID " * 200,
    "(“[{‘«",
]


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_bad_texts_break_nothing(text: str) -> None:
    check_spans(text, quotes_of(text))


PIECES = (
    """Anna Berg Marek Novak he she they it the minister police Reuters said says told told Reuters
    asked called according to quoted as saying that whether not never will may if a joke deal was
    dead port safe and but who Mr. U.S. 3.5 ’90s workers’ it’s in statement citing SAID"""
).split()
MARKS = ["“", "”", "‘", "’", '"', "'", "``", "''", "«", "»", ",", ".", "?", ":", "–", "…", "(", ")"]
BREAKS = [" ", " ", " ", "", "\n", "\n\n", "\t", "\r\n", "\u00a0", "\u2028"]
TEXTS = st.lists(
    st.tuples(st.sampled_from(PIECES + MARKS) | st.text(max_size=3), st.sampled_from(BREAKS)),
    max_size=60,
).map(lambda pieces: "".join(word + gap for word, gap in pieces))


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_no_text_yields_a_span_or_a_name_that_it_does_not_hold(text: str) -> None:
    check_spans(text, quotes_of(text))


LARGE = [
    ("\n\n".join(case.text for case in CASES) + "\n\n", 1_000_000),
    ("x", 1_000_000),
    ("“We will not move. ", 200_000),
    ("Anna Berg said that the port was safe and ", 200_000),
    ("“a ‘b \"c' ", 200_000),
    ("Delmar | 9 | 21\n", 200_000),
]


@pytest.mark.slow
@pytest.mark.parametrize(("piece", "characters"), LARGE, ids=range(len(LARGE)))
def test_a_megabyte_breaks_nothing(piece: str, characters: int) -> None:
    text = piece * (characters // len(piece))
    check_spans(text, quotes_of(text))

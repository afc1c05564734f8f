"""Quotation marks open and close where a reader sees them do so."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings

from index.quotes.marks import quoted_spans, single_quoted_spans
from tests.index.nasty import NASTY_TEXT


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("No marks at all.", []),
        ("“One” and “two”.", ["“One”", "“two”"]),
        ('She said "one" and "two".', ['"one"', '"two"']),
        ("“One. Two,” she said. “Three.”", ["“One. Two,”", "“Three.”"]),
        ("«Un» et «deux»", ["«Un»", "«deux»"]),
        ("„Eins“ und „zwei”", ["„Eins“", "„zwei”"]),
        ("「一」と「二」", ["「一」", "「二」"]),
        ('“curly, then straight"', ['“curly, then straight"']),
        ('"straight, then curly”', ['"straight, then curly”']),
        ("“He said ‘no’ to me.”", ["“He said ‘no’ to me.”"]),
        ("“Unclosed to the end.\nNext “one”.", ["“Unclosed to the end.", "“one”"]),
        ("“First paragraph.\n\n“Second paragraph.”", ["“First paragraph.", "“Second paragraph.”"]),
        ("Closed” only", []),
        ('""', ['""']),
        ("“", []),
        ("", []),
    ],
)
def test_double_marks_pair_within_a_paragraph(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_spans(text)] == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("‘One’ and 'two'.", ["‘One’", "'two'"]),
        ("‘We’ll go,’ he said. ‘They won’t.’", ["‘We’ll go,’", "‘They won’t.’"]),
        ("It's Voss's bridge, isn't it?", []),
        ("the ’90s and the players' coach", []),
        ("the farmers’ ‘green’ vote", ["‘green’"]),
        ("‘Opened here\nand closed there’", []),
        ("‘Opened\n‘Closed’", ["‘Closed’"]),
        ("“double” only", []),
        ("", []),
    ],
)
def test_single_marks_are_told_from_apostrophes(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in single_quoted_spans(text)] == quoted


@given(NASTY_TEXT)
@settings(deadline=None)
def test_quotations_are_in_order_apart_and_within_one_paragraph(text: str) -> None:
    for spans in (quoted_spans(text), single_quoted_spans(text)):
        end = 0
        for start, stop in spans:
            assert end <= start < stop <= len(text)
            # A line that breaks off in a sentence goes on in lower case.
            assert not re.search(r"\n(?![a-zß-ÿ])", text[start:stop])
            end = stop


@pytest.mark.parametrize("piece", ["“a ", "'a ", "‘a b’ ", '"', "'", "(’"])
def test_200_kb_of_marks_take_no_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.perf_counter()
    quoted_spans(text)
    single_quoted_spans(text)
    assert time.perf_counter() - started < 5  # quadratic work takes minutes

"""Sentences end where a reader would end them, and their spans leave nothing out."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.sentences import MAX_SENTENCE, sentence_spans
from tests.index.nasty import NASTY_TEXT


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "marked",  # a ‖ stands where one sentence ends and the next begins
    [
        "It rained.‖It poured.‖The river rose.",
        "One.  ‖Two.  \t‖Three.",
        # abbreviations
        "Mr. Ilic left.‖Dr. Voss stayed.",
        "Lt. Gen. Arno Ilic spoke.‖He was brief.",
        "Gov. Dara Voss (D., Delmar) spoke.‖She won.",
        "Ask Ph.D. Voss.‖She knows.",
        "St. Delmar is old.‖It is small.",
        "Ilic vs. Voss began.‖It ended.",
        "Fruit, e.g. plums, sells.‖And nuts, i.e. almonds, too.",
        "Voss Inc. said yes.‖Ilic Ltd. agreed.",
        "She works at Voss Inc.‖He does not.",
        "See fig. 3 for more.‖It is clear.",
        "In Jan. 2024 he left.‖In Feb. she came.",
        "It happened on the 5th of Sept.‖He left then.",
        "It opens at 9 a.m. Monday.‖Come early.",
        "It closed at 5 p.m.‖The crowd left.",
        # "no" is a word before it is a number
        "The minister said no.‖Voss said yes.",
        "The answer was no.‖“Why?” Voss asked.",
        "Platform No. 5 is shut.‖No. 6 is open.",
        # initials
        "J. K. Ilic wrote it.‖It sold.",
        "He met George W. Marsh at noon.",
        "The U.S. team won.‖The U.N. took note.",
        "He moved to the U.S.‖The firm stayed.",
        "She lives in Washington, D.C.‖Her son does not.",
        "They like the U.S.‖“We like it,” Voss said.",
        # quotations
        "“We will win.”‖He smiled.",
        "“Will we win?” he asked.‖Nobody knew.",
        "“Really?” Dara Voss asked.‖“Yes.”",
        "“Go!” the mayor of Delmar said.‖They went.",
        "“Stop!”‖Dara ran.‖They stopped.",
        "He shouted “Stop!” and ran.‖They stopped.",
        "He said: “It is late.‖We must go.”‖Then he left.",
        "He said “maybe.” and left.",
        "He said “maybe”.‖She said ‘never’.",
        '"Maybe."‖"Why?"‖"Because."',
        "«Non.»‖Il part.‖«Oui.»",
        "(He left.)‖She stayed.",
        "He left (at last).‖She stayed.",
        "“It ended.‖‘Did it?’ you ask.‖It did.”",
        # other stops
        "What?!‖That cannot be.",
        "Wait…‖What now?",
        "Wait… she said.",
        "It was... odd.‖Very odd.",
        "He asked why. why not?",
        "Who is it? asked Voss.‖Nobody.",
        # numbers and addresses
        "It cost 3.5 million.‖Nobody paid.",
        "The vote was 5-4.‖Judges split.",
        "It ended.‖12 people came.",
        "Visit www.valley.example/a.b?c.‖It is good.",
        "No space.Here either.",
        # other scripts
        "Élan won.‖Östen lost.‖Ähm.",
        "他说不。‖她走了。",
        "「不。」‖她说。‖「走吧！」‖他说。",
        "قال نعم؟‖ثم غادر۔‖انتهى.",
        # lines
        "A headline without a stop\n‖The story begins.",
        "One line that\ngoes on.‖Another.",
        "One paragraph.\n\n‖another one.",
        "a\n \n‖b",
        "Prices rose\n   and fell.",
        "One line\r\n‖Two lines\r\n‖Three",
        "- One\n‖- Two",
    ],
)
def test_a_text_falls_into_its_sentences(marked: str) -> None:
    expected = [part.strip() for part in marked.split("‖")]
    assert sentences(marked.replace("‖", " ")) == expected


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\u3000\r\n\t"])
def test_no_words_are_no_sentences(text: str) -> None:
    assert sentences(text) == []


@pytest.mark.parametrize("text", ["...", "!", ". . .", "”", "«»", "👩\u200d👧", "\u0301"])
def test_what_is_no_word_is_covered_all_the_same(text: str) -> None:
    assert "".join(sentences(text)).replace(" ", "") == text.replace(" ", "")


def check_spans(text: str) -> None:
    end = 0
    for start, stop in sentence_spans(text):
        assert end <= start < stop <= len(text)
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip()
        assert stop - start <= MAX_SENTENCE
        end = stop
    assert not text[end:].strip()


@given(NASTY_TEXT | st.text())
@example("a" * 899 + " \u00a0 " + "b" * 899)
@example("a " * 1000 + "\u00a0" * 2000 + "b")
@settings(deadline=None)
def test_spans_are_in_order_apart_and_cover_every_word(text: str) -> None:
    check_spans(text)


@pytest.mark.parametrize(
    "piece",
    [
        "word ",
        "word",
        ".",
        "!?",
        " ",
        "\u00a0",
        "\n",
        ".”",
        "A. B ",
        "a\u0301",
        "👩\u200d👧",
        "“",
        "。",
        "no. ",
    ],
)
def test_a_line_of_200_kb_is_split_in_no_time(piece: str) -> None:
    text = f"x{piece * (200_000 // len(piece))}x"
    started = time.perf_counter()
    check_spans(text)
    assert time.perf_counter() - started < 5  # quadratic work takes minutes

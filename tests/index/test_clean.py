"""Reading drops whole lines and white space, finds what a text says of itself, rewords nothing."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.reading.clean import CleanText, clean, unwrap
from tests.index.nasty import NASTY_TEXT

STORY = "The old bridge was shut on Monday. Nobody was hurt."
HEADLINE = "Delmar shuts its bridge"


def test_white_space_is_normalised_and_words_are_not() -> None:
    raw = "One\u00a0two \t three.\r\n\r\n\r\n  Four\u2003five.\x0bSix.\u2028Seven\x85Eight \n\n\n"
    assert clean(raw).text == "One two three.\n\nFour five.\nSix.\nSeven\nEight"


def test_invisible_characters_go() -> None:
    assert clean("\ufeffThe bri\u00addge\u200b was\x00 shut.").text == "The bridge was shut."


def test_furniture_goes_and_the_story_stays() -> None:
    raw = f"Skip to content\nMenu\n{STORY}\nShare on Facebook\n\nLeave a comment\n"
    assert clean(raw).text == STORY


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (f"{HEADLINE}\n\n{STORY}", HEADLINE),
        (f"Will Delmar ever build a bridge?\n\n{STORY}", "Will Delmar ever build a bridge?"),
        (f"Voss: ‘We will build it’\n\n{STORY}", "Voss: ‘We will build it’"),
        (f"April 9, 2024\n{HEADLINE}\n{STORY}", HEADLINE),
        (f"Region\n{HEADLINE}\n{STORY}", HEADLINE),
        (f"The Post\n{STORY}\n{HEADLINE}\n{HEADLINE}", HEADLINE),  # said twice
        (f"Delmar shuts\n{STORY}", None),  # too short to tell from a section's name
        (STORY, None),
        (" ".join(["word"] * 31), None),
        (f"April 9, 2024\n{STORY}", None),
        ("", None),
        ("\n\n", None),
    ],
)
def test_the_title_is_a_first_line_that_reads_like_one(raw: str, title: str | None) -> None:
    assert clean(raw).title == title


def test_a_headline_said_twice_is_kept_once_and_section_names_above_it_go() -> None:
    raw = (
        "News\nRegion\nDelmar shuts its bridge\nBy Mira Solen of The Valley Post\n"
        f"Delmar shuts its bridge\n{STORY}\nDelmar shuts its bridge\n"
    )
    found = clean(raw)
    assert found.title == "Delmar shuts its bridge"
    assert found.text == (f"Delmar shuts its bridge\n\nBy Mira Solen of The Valley Post\n{STORY}")


def test_a_title_known_already_is_not_looked_for() -> None:
    found = clean(f"Delmar shuts its bridge\n\n{STORY}", title="A bridge too far")
    assert found.title == "A bridge too far"
    assert found.text == f"Delmar shuts its bridge\n\n{STORY}"


def test_nothing_above_a_repeated_title_is_lost_once_the_text_has_begun() -> None:
    raw = f"{STORY}\n\nWhat happens next\n\nYes.\n\nNever again in Delmar\n\nThe end."
    assert clean(raw, title="Never again in Delmar").text.split() == raw.split()


def test_a_glued_credit_goes_and_its_caption_stays() -> None:
    raw = f"{STORY}\nThe bridge was new thenImage: Mira Solen\nIt is old now."
    assert clean(raw).text == f"{STORY}\nThe bridge was new then\nIt is old now."


@pytest.mark.parametrize(
    ("raw", "outlet"),
    [
        (f"{STORY}\nSource: The Valley Post", "The Valley Post"),
        (f"{STORY}\nSOURCE : The Valley Post", "The Valley Post"),
        (f"Source: The Valley Post\n{STORY}\nSource: The Valley Post", "The Valley Post"),
        (f"Source: The Valley Post\n{STORY}\nSource: Delmar Times", None),
        (f"Source: close to the ministry\n{STORY}", None),
        (f"{STORY} Source: The Valley Post", None),
        (STORY, None),
    ],
)
def test_the_outlet_is_a_source_line_of_its_own(raw: str, outlet: str | None) -> None:
    assert clean(raw).outlet == outlet


@pytest.mark.parametrize(
    ("raw", "published"),
    [
        (f"Delmar shuts its bridge\nApril 9, 2024\n{STORY}", "2024-04-09"),
        (f"Published: 9 April 2024, 10:30 GMT\n{STORY}", "2024-04-09"),
        (f"{STORY}\nIt was built on April 9, 1924, by hand.", None),
        (f"04/09/2024\n{STORY}", None),
        ("\n".join([STORY] * 20 + ["April 9, 2024"]), None),  # too far down to be the page's own
    ],
)
def test_the_date_is_a_line_of_its_own_near_the_top(raw: str, published: str | None) -> None:
    assert clean(raw).published == published


def test_nothing_at_all_is_nothing_at_all() -> None:
    assert clean("") == CleanText("", None, None, None)


@pytest.mark.parametrize(
    ("raw", "markdown", "joined"),
    [
        ("One\ntwo.", False, "One two."),
        ("One.\nTwo.", False, "One.\nTwo."),
        ("One.\ntwo", False, "One.\ntwo"),
        ("One\nTwo", False, "One\nTwo"),
        ("One.\nTwo.", True, "One. Two."),
        ("One\n\ntwo", True, "One\n\ntwo"),
        ("One  \n  two", True, "One two"),
        ("- One\n- Two\n* Three", True, "- One\n- Two\n* Three"),
        ("1. One\n2) Two", True, "1. One\n2) Two"),
        ("| a | b |\n| c | d |", True, "| a | b |\n| c | d |"),
        ("One\n> Two", True, "One\n> Two"),
        ("One\n---\nTwo", True, "One\n---\nTwo"),
        ("Title\n=====\nTwo", True, "Title\n=====\nTwo"),
        ("One\n  \n\n\nTwo", True, "One\n\nTwo"),
        ("", True, ""),
        (
            "The old bridge of Delmar was shut on Monday,\n"
            "Dara Voss told the council in a letter that\n"
            "Mira Solen of The Valley Post has read. The\n"
            "bridge is a hundred years old.",
            False,
            "The old bridge of Delmar was shut on Monday, "
            "Dara Voss told the council in a letter that "
            "Mira Solen of The Valley Post has read. The "
            "bridge is a hundred years old.",
        ),
        (
            "The old bridge of Delmar was shut on Monday.\n"
            "Dara Voss told the council in a short letter.\n"
            "Mira Solen of The Valley Post has read it all.\n"
            "The bridge is a hundred years old by now.",
            False,
            "The old bridge of Delmar was shut on Monday.\n"
            "Dara Voss told the council in a short letter.\n"
            "Mira Solen of The Valley Post has read it all.\n"
            "The bridge is a hundred years old by now.",
        ),
    ],
)
def test_lines_broken_in_mid_sentence_are_joined(raw: str, markdown: bool, joined: str) -> None:
    assert unwrap(raw, markdown=markdown) == joined


def squeezed(text: str) -> str:
    """The text's visible characters alone."""
    return re.sub(r"[\s\x00\ufeff\u00ad\u200b]", "", text)


@given(NASTY_TEXT)
@settings(deadline=None)
def test_every_line_that_is_kept_stands_in_the_text_word_for_word(raw: str) -> None:
    found, at = squeezed(raw), 0
    for line in clean(raw).text.split("\n"):
        words = squeezed(line)
        at = found.find(words, at)
        assert at >= 0
        at += len(words)


@given(NASTY_TEXT)
@settings(deadline=None)
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    once = clean(raw)
    assert clean(once.text, title=once.title).text == once.text


@given(NASTY_TEXT, st.booleans())
@settings(deadline=None)
def test_unwrapping_moves_white_space_alone(raw: str, markdown: bool) -> None:
    assert unwrap(raw, markdown=markdown).split() == raw.split()


@pytest.mark.parametrize("piece", ["a ", ".", "\n", "x/", "> ", "“", "A. B ", "said\n", "ab "])
def test_200_kb_of_anything_take_no_time(piece: str) -> None:
    raw = piece * (200_000 // len(piece))
    started = time.perf_counter()
    clean(unwrap(raw))
    assert time.perf_counter() - started < 5  # a tenth of it here; quadratic work takes minutes

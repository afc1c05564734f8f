"""Reading drops whole lines and white space, finds what a text says of itself, rewords nothing."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.reading.text.clean import CleanText, clean, unwrap
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


@pytest.mark.parametrize(
    ("raw", "published"),
    [
        (f"{HEADLINE}\nUpdated April 9, 2024\nPublished April 8, 2024\n{STORY}", "2024-04-08"),
        (f"{HEADLINE}\nIt was old and never loved.\nApril 9, 2024\n{STORY}", "2024-04-09"),
        (f"{STORY}\n{STORY}\nApril 9, 1924\nThe bridge was built.", None),
        (f"{STORY}\n{STORY}\nPublished April 9, 2024\nThe bridge was built.", "2024-04-09"),
        (
            f"{HEADLINE}\nMay 1, 1924\nThe bridge was built.\nMay 2, 1951\nIt was painted red.\n"
            "May 3, 1987\nIt was painted blue.",
            None,
        ),
        (f"{HEADLINE}\nBy Mira Solen | The Post | April 9, 2024\n{STORY}", "2024-04-09"),
        (f"{HEADLINE}\nMira Solen | 12 points | April 9, 2024\n{STORY}", None),
    ],
)
def test_a_date_of_the_story_is_not_the_date_of_the_page(raw: str, published: str | None) -> None:
    assert clean(raw).published == published


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Mira Solen", "Mira Solen"),
        ("BY MIRA SOLEN", "MIRA SOLEN"),
        ("by Mira Solen and Luc Arnaud", "Mira Solen, Luc Arnaud"),
        (
            "By Mira Solen, Luc Arnaud and Ann J. O’Neill-Lee",
            "Mira Solen, Luc Arnaud, Ann J. O’Neill-Lee",
        ),
        ("By Mira Solen & Luc Arnaud, The Valley Post", "Mira Solen, Luc Arnaud"),
        ("By Mira Solen, Political Editor", "Mira Solen"),
        ("By Mira Solen in Delmar", "Mira Solen"),
        ("By Mira Solen of The Valley Post", "Mira Solen"),
        ("By Mira Solen | Delmar Times | April 9, 2024", "Mira Solen"),
        ("Written by Ludwig van der Berg", "Ludwig van der Berg"),
        ("Author: Mira Solen", "Mira Solen"),
        ("By\nMira Solen", "Mira Solen"),
        ("Mira Solen | Staff Writer", "Mira Solen"),
        ("Mira Solen | The Valley Post | Reporter", "Mira Solen"),
        ("Mira Solen | 12 points | April 9, 2024", None),
        ("By Mira Solen\nBy Luc Arnaud", None),  # whose is the article?
        ("Mira Solen | The Valley Post", None),
        ("Mira Solen", None),
        ("By Reuters", None),
        ("By the river", None),
        ("By Monday the river had risen", None),
        ("By Mira Solen, the bridge is called a shame.", None),
        ("By order of the council", None),
        ("By The Valley Post", None),
        ("By Staff Reporter", None),
    ],
)
def test_the_author_is_whom_a_byline_names(byline: str, author: str | None) -> None:
    assert clean(f"{HEADLINE}\n{byline}\n{STORY}").author == author


def test_a_byline_is_no_headline_and_stays_in_the_text() -> None:
    found = clean(f"By Mira Solen of The Post\n{HEADLINE}\n{STORY}")
    assert (found.title, found.author) == (HEADLINE, "Mira Solen")
    assert "By Mira Solen of The Post" in found.text


PAGE = """\
Skip to content
Home
World
US & Canada
Science and Environment
Sport
Sign in
Subscribe for £1 a week
We value your privacy
We and our partners store cookies on your device. By clicking you agree to our privacy policy.
Accept all
Mayor of Delmar resigns after flood report
Report finds that warnings were ignored for years
By Mira Solen and Luc Arnaud, Political Correspondents
Published 12:01 GMT, April 9, 2024
Updated 3 hours ago
5 min read
Share
Facebook
Copy link
A flooded street in Delmar. Photograph: Ann Lee/AFP
The mayor of Delmar, Dara Voss, resigned on Tuesday.
“I take responsibility,” she said.
READ MORE: How the river rose in a night
What the report says
It runs to 400 pages. Subscribe to its main finding and the flood was no accident.
Advertisement
Story continues below
No.
Related stories
River rises for third time this year
Why the dam was never built
Voss: ‘We will build it’
What happens next
Dara Voss 12
Mira Solen 9
The council will meet on Friday to choose a successor.
Mira Solen is a reporter at The Valley Post.
Sign up for our newsletter
More from Region
Bridge closed until further notice
School reopens in Ilova
12 Comments
Ann Ray says:
She should have gone years ago.
Reply
Bob Ray says:
I disagree with Ann.
Reply
About us
Contact
Privacy policy
© 2024 The Valley Post. All rights reserved.
"""

ARTICLE = """\
Mayor of Delmar resigns after flood report

Report finds that warnings were ignored for years
By Mira Solen and Luc Arnaud, Political Correspondents
Published 12:01 GMT, April 9, 2024
A flooded street in Delmar. Photograph: Ann Lee/AFP
The mayor of Delmar, Dara Voss, resigned on Tuesday.
“I take responsibility,” she said.
What the report says
It runs to 400 pages. Subscribe to its main finding and the flood was no accident.
No.
What happens next
Dara Voss 12
Mira Solen 9
The council will meet on Friday to choose a successor.
Mira Solen is a reporter at The Valley Post."""


@pytest.mark.parametrize("apart", ["\n", "\n\n"])
def test_of_a_whole_page_the_article_is_left(apart: str) -> None:
    found = clean(PAGE.replace("\n", apart))
    assert [line for line in found.text.split("\n") if line] == ARTICLE.replace("\n\n", "\n").split(
        "\n"
    )
    assert found.title == "Mayor of Delmar resigns after flood report"
    assert (found.author, found.published) == ("Mira Solen, Luc Arnaud", "2024-04-09")


TEXT = "The bridge fell at noon.\nNobody was hurt by it.\nIt was built in 1924."


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        # a contents list, one entry a line and run together
        (
            "Contents\nThe flood\nThe report\nThe flood\nIt came at night.\nThe report\nIt ended.",
            "The flood\nIt came at night.\nThe report\nIt ended.",
        ),
        (
            "Contents Table of Contents The flood of last spring and after The long report "
            "on the dam What the town of Delmar does next\nThe flood of last spring and after\n"
            "It came at night.\nThe long report on the dam\nIt is long.\n"
            "What the town of Delmar does next\nIt waits.",
            "The flood of last spring and after\nIt came at night.\nThe long report on the dam\n"
            "It is long.\nWhat the town of Delmar does next\nIt waits.",
        ),
        # tags and sections below the text
        (f"{TEXT}\nTags: bridge\nBridge\nDelmar\nContact us\n© 2024 The Post", TEXT),
        # headlines of other pieces, in capitals between the paragraphs
        (
            "\n".join(
                f"{TEXT}\nBRIDGE NUMBER {count} FALLS INTO THE COLD RIVER AT NIGHT"
                for count in "123"
            ),
            "\n".join([TEXT] * 3),
        ),
        # the publisher's rights
        (f"{TEXT}\nThis story may not be republished or copied.", TEXT),
        (f"{TEXT}\nAny reuse without express permission is prohibited.", TEXT),
    ],
)
def test_parts_of_a_page_go_by_their_place(page: str, kept: str) -> None:
    assert clean(page, title="A title of its own").text == kept


@pytest.mark.parametrize(
    "page",
    [
        # results, lists and tables
        f"{TEXT}\nResults\nDelmar 2\nIlova 1\nPick: Delmar",
        f"{TEXT}\nName | Office\nDara Voss | mayor\nMira Solen | clerk",
        f"{TEXT}\nGold\nSilver\nBronze\nIron\nTin",
        f"{TEXT}\nThe old ferry of Delmar town\nThe new ferry of Delmar town\nThe last ferry",
        # verse
        f"The river sleeps\nThe ferry sleeps\nSo does Delmar\nAnd its bridge\n{TEXT}",
        f"{TEXT}\nThe river sleeps in its bed\nand the ferry sleeps on the river\nO Delmar",
        # subheads in capitals, and a sign
        f"WHY THE BRIDGE FELL\n{TEXT}\nWHAT IT WAS LIKE ON THE BRIDGE THAT NIGHT\n{TEXT}\nWHO PAYS",
        # a subhead that is also a menu's word
        f"{TEXT}\nFacebook\nIt will cut a tenth of its staff.\nTwitter\nIt will cut a fifth of it.",
        # a subhead under links to other articles
        f"{TEXT}\nRead more on the flood:\nThe long night of the ferrymen of Delmar\n{TEXT}",
        # readers' words that are the article's own
        f"{TEXT}\nComments\nThe council received 400 of them.\nAll kind.\nReply\nIt had none.",
        # an interview
        f"Q: Who will pay?\nA: You will.\nQ: Why?\nA: No comment.\n{TEXT}",
        f"{TEXT}\nThe song may not be copied, the judge said.\nThe end of it came soon.",
    ],
)
def test_the_articles_own_lists_verse_and_tables_stay(page: str) -> None:
    kept = clean(page, title="A title of its own").text.split("\n")
    dropped = [line for line in page.split("\n") if line not in kept]
    assert all(line in ("Comments", "Reply", "Read more on the flood:") for line in dropped)


def test_sources_of_several_items_stay_with_them() -> None:
    raw = f"{STORY}\nSource: The Valley Post\n{STORY}\nSource: Delmar Times"
    assert clean(raw).text == raw


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


@pytest.mark.parametrize(
    "piece",
    ["a ", ".", "\n", "x/", "> ", "“", "A. B ", "said\n", "ab ", "Reply\nComments\n", "More\n"],
)
def test_200_kb_of_anything_take_no_time(piece: str) -> None:
    raw = piece * (200_000 // len(piece))
    started = time.perf_counter()
    clean(unwrap(raw))
    assert time.perf_counter() - started < 5  # a tenth of it here; quadratic work takes minutes

"""The tab of quotations without a browser: what is listed, in which words, and where it leads."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import StorageProblem
from index.quotations import FoundQuote
from index.speakers.person import Person
from index.types import Article, ArticleInfo, Quote
from tests.quoted import QuotedDesk, said
from ui.answering import UNFORESEEN
from ui.conversation import Place
from ui.quotes_page import LONGEST, quotes_page
from ui.quotes_tab import AT_ONCE, Listing, find_quote, look, look_anew, look_further

MILL = Article(
    ArticleInfo("mill", title="The mill burns", outlet="Vale Post", published="2031-05"),
    "“It was the dust,” Nora Vik said. The mill will be rebuilt, Nora Vik and Ola Ruud said.",
)
DUST = said(MILL, "“It was the dust,”", "Nora Vik", via="the Wire")
REBUILT = said(MILL, "The mill will be rebuilt", "Nora Vik", "Ola Ruud", kind="indirect")
NOBODY = said(MILL, "The mill", cue=None, kind="indirect")
CALLED = {"Nora Vik": "Fire Chief"}


def desk(*quotations: FoundQuote) -> QuotedDesk:
    return QuotedDesk(quotations or (DUST, REBUILT, NOBODY), CALLED, articles=[MILL])


def words(page: str) -> list[str]:
    """What is read of each quotation or line."""
    parts = re.split(r"<li>|</p>", page)
    texts = (" ".join(re.sub(r"<[^>]*>", "", part).split()) for part in parts)
    return [html.unescape(text) for text in texts if text]


def test_all_quotations_are_listed_at_first_and_everybody_can_be_picked() -> None:
    listing = look_anew(desk(), Listing())
    assert listing.choices() == [
        ("Anyone", ""),
        ("Nora Vik, Fire Chief (2)", "Nora Vik"),
        ("Ola Ruud (1)", "Ola Ruud"),
    ]
    article = "The mill burns Vale Post, May 2031"
    assert words(quotes_page(listing)) == [
        "3 quotations",
        f"Nora Vik (Fire Chief) said via the Wire “It was the dust,” {article}",
        f"Nora Vik (Fire Chief) and Ola Ruud said The mill will be rebuilt {article}",
        f"Speaker left open The mill {article}",
    ]


@pytest.mark.parametrize(
    ("speaker", "about", "found"),
    [
        ("Ola Ruud", "", [REBUILT]),
        ("", " dust ", [DUST]),
        (None, "", [DUST, REBUILT, NOBODY]),
        ("Nora Vik", "mill", [REBUILT]),
    ],
)
def test_speaker_and_topic_narrow_each_other(
    speaker: str | None, about: str, found: list[FoundQuote]
) -> None:
    assert list(look(desk(), Listing(), speaker, about).found) == found


def test_long_lists_are_shown_bit_by_bit_as_one_list() -> None:
    many = desk(*[DUST] * (2 * AT_ONCE + 1))
    first = look(many, Listing(), "Nora Vik", "")
    assert (len(first.found), first.has_more) == (AT_ONCE, True)
    assert words(quotes_page(first))[0] == f"The first {AT_ONCE} quotations"
    second = look_further(many, first)
    assert (len(second.found), second.has_more) == (2 * AT_ONCE, True)
    third = look_further(many, second)
    assert (len(third.found), third.has_more) == (2 * AT_ONCE + 1, False)
    assert words(quotes_page(third))[0] == f"{2 * AT_ONCE + 1} quotations"
    assert first.key == second.key == third.key
    assert look_anew(many, third).found == third.found
    assert look(many, third, "Nora Vik", "").key != third.key


def test_a_quotation_leads_to_its_words_with_the_others_of_the_article_beside() -> None:
    listing = look(desk(), Listing(), "Nora Vik", "")
    [dust, rebuilt] = re.findall(r'href="#([^"]*)"', quotes_page(listing))
    assert find_quote(listing, rebuilt) == Place(
        "mill", (34, 58), ((0, 18), (34, 58)), "the quotations"
    )
    for unknown in ("", f"{dust}x", "said-mill", "said-mill-0", "said--1-2", "cite-k-1"):
        assert find_quote(listing, unknown) is None


def test_a_quotation_of_a_list_that_was_replaced_meanwhile_still_opens() -> None:
    before = look_anew(desk(), Listing())
    dust = re.findall(r'href="#([^"]*)"', quotes_page(before))[0]
    after = look(desk(), before, "Ola Ruud", "")
    assert find_quote(after, dust) == Place("mill", (0, 18), ((34, 58),), "the quotations")


@pytest.mark.parametrize("key", ["tide.txt", "a-1-2", 'x" onclick="y', "<b>", "é 他\ud800", "100%"])
def test_an_article_of_any_id_can_be_opened(key: str) -> None:
    article = Article(ArticleInfo(key), MILL.text)
    listing = Listing(found=(said(article, "“It was the dust,”", "Nora Vik"),))
    [dust] = re.findall(r'href="#([^"]*)"', quotes_page(listing))
    place = find_quote(listing, dust)
    assert place == Place(key, (0, 18), ((0, 18),), "the quotations")


def test_a_listing_follows_the_index() -> None:
    shelf = QuotedDesk([DUST], CALLED)
    empty = look_anew(shelf, Listing())
    assert words(quotes_page(empty)) == ["Nobody is quoted yet. Add articles below."]
    shelf._articles["mill"] = MILL
    listing = look_anew(shelf, empty)
    assert list(listing.found) == [DUST]
    picked = look(shelf, listing, "Nora Vik", "")
    assert look_anew(shelf, picked).speaker == "Nora Vik"
    shelf.remove("mill")
    gone = look_anew(shelf, picked)
    assert (gone.speaker, gone.found, len(gone.choices())) == ("", (), 1)


@pytest.mark.parametrize(
    ("speaker", "about", "line"),
    [
        ("Ola Ruud", "dust", "There is no quotation of \"Ola Ruud\" about \"dust\" in the index; "
                             "those quoted most are Nora Vik and Ola Ruud."),
        ("", "ships", "There is no quotation about \"ships\" in the index; "
                      "those quoted most are Nora Vik and Ola Ruud."),
    ],
)  # fmt: skip
def test_where_nothing_is_found_it_says_what_there_is(speaker: str, about: str, line: str) -> None:
    listing = look(desk(), look_anew(desk(), Listing()), speaker, about)
    page = quotes_page(listing)
    assert words(page) == [line]
    assert 'role="status"' in page


@pytest.mark.parametrize(
    ("outage", "line"),
    [(StorageProblem("the data folder is <gone>"), "the data folder is <gone>"),
     (ValueError("a secret detail"), UNFORESEEN)],
)  # fmt: skip
def test_what_goes_wrong_is_one_line_and_the_next_look_is_well(
    outage: Exception, line: str
) -> None:
    broken = desk()
    before = look_anew(broken, Listing())
    broken.outage = outage
    for listing in (look_anew(broken, before), look(broken, before, "Nora Vik", "")):
        page = quotes_page(listing)
        assert words(page) == [line]
        assert 'role="alert"' in page
    broken.outage = None
    assert look_anew(broken, listing).problem is None


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.text())
def test_words_from_outside_stay_words(name: str, text: str) -> None:
    info = ArticleInfo("a", title=name, outlet=name, published=name)
    hostile = FoundQuote(Quote(0, len(text), text, "direct", (name,), cue=name, via=name), info)
    people = (Person(name, (name,), name, 1),)
    page = quotes_page(Listing(people=people, found=(hostile,), key="k"))
    assert set(re.findall(r"</?(\w+)", page)) <= {"p", "ol", "li", "a", "span", "br"}
    assert set(re.findall(r'(?<=\s)([\w-]+)="', page)) == {
        "class", "role", "data-listing", "href", "dir",
    }  # fmt: skip
    page.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("word " * 2000, "word " * 140 + "…"),
        ("x" * 10_000, "x" * LONGEST + " …"),
        ("x" * LONGEST, "x" * LONGEST),
        ("“First.\n\n“Second.”", "“First. “Second.”"),
        ("قالت إن الميناء سيغلق", "قالت إن الميناء سيغلق"),
    ],
)
def test_a_long_quotation_is_cut_in_the_list_alone(text: str, shown: str) -> None:
    one = replace(DUST, quote=replace(DUST.quote, text=text))
    page = quotes_page(Listing(found=(one,)))
    [part] = re.findall(r'<span class="words" dir="auto">(.*?)</span>', page)
    assert " ".join(html.unescape(part.replace("<br>", " ")).split()) == shown

"""The tab of quotations as its readers meet it, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from index.errors import StorageProblem
from index.types import Article, ArticleInfo
from tests.browser import newsroom as news
from tests.browser.conftest import Serve
from tests.quoted import QuotedDesk, said
from ui.quotes_tab import AT_ONCE

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [
    pytest.mark.browser,
    # Gradio leaves sockets and event loops of its server to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

STAGES = 'the harbour "will be built in three stages or not at all"'
DREDGING = "that no dredging would begin before the spring of 2026"
SURVEY = "“Nobody has shown us the survey,”"
CROSSING = "“We will not leave anyone without a crossing,”"
MARKUP = "<script>alert('x')</script> & &amp; {{value}} ${props.value} `tick`"
ARABIC = "الكلمات المقتبسة من اليمين إلى اليسار"
HOSTILE = '<img src=x onerror="alert(1)">'
SPEECH = Article(
    ArticleInfo("speech", title="A speech"), "“" + "On and on. " * 900 + "x" * 200 + "”"
)
ROLL = Article(
    ArticleInfo("roll", title="The roll"),
    "\n".join(f"Number {n} is here, Per Dahl said." for n in range(1, 2 * AT_ONCE + 6)),
)


@pytest.fixture(scope="module")
def the_desk() -> QuotedDesk:
    return QuotedDesk(
        [
            said(news.HARBOUR, STAGES, "Mara Lind", kind="mixed"),
            said(news.HARBOUR, DREDGING, "Mara Lind", cue="added", kind="indirect"),
            said(news.HARBOUR, SURVEY, "Jonas Ek", via="the Wire"),
            said(news.FERRY, CROSSING, "Tove Rask", cue="told"),
            said(news.FERRY, "how the line would be paid for", cue=None, kind="indirect"),
            said(news.NASTY, MARKUP, HOSTILE, cue="<i>said</i>"),
            said(news.NASTY, ARABIC, HOSTILE, cue="قالت"),
            said(SPEECH, SPEECH.text, "Ada Ro"),
            *[said(ROLL, line.split(",")[0], "Per Dahl") for line in ROLL.text.splitlines()],
        ],
        {"Mara Lind": "council leader", HOSTILE: "<b>&amp;</b>"},
        articles=[news.HARBOUR, news.FERRY, news.NASTY, SPEECH, ROLL],
        replies=news.replies(),
        delay=0.04,
    )


@pytest.fixture
def desk(the_desk: QuotedDesk) -> QuotedDesk:
    the_desk.outage = None
    return the_desk


@pytest.fixture
def quotes(page: Page, serve: Serve, desk: QuotedDesk) -> Quotes:
    return Quotes(page, serve(desk))


class Quotes:
    """The tab in the words of its readers."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.goto(url)
        page.locator(".welcome").wait_for()
        self.open()

    def open(self) -> None:
        self.page.get_by_role("tab", name="Quotes").click()
        self.page.locator("#found p").wait_for()

    @property
    def speaker(self) -> Locator:
        return self.page.get_by_role("combobox", name="Speaker")

    @property
    def about(self) -> Locator:
        return self.page.get_by_role("textbox", name="About")

    @property
    def words(self) -> Locator:
        return self.page.locator("#found .words")

    @property
    def lit(self) -> Locator:
        return self.page.locator("#reader mark.lit")

    @property
    def more(self) -> Locator:
        return self.page.get_by_role("button", name="Show more")

    def pick(self, name: str) -> None:
        self.speaker.click()
        self.page.keyboard.type(name)
        self.page.keyboard.press("Enter")

    def look_for(self, topic: str) -> None:
        self.about.fill(topic)
        self.page.keyboard.press("Enter")


def expect_text(locator: Locator, text: Any) -> None:
    from playwright.sync_api import expect

    expect(locator).to_have_text(text)


def test_everybody_quoted_can_be_picked_most_quoted_first(quotes: Quotes) -> None:
    expect_text(quotes.page.locator("#found .summary"), f"The first {AT_ONCE} quotations")
    quotes.speaker.click()
    options = quotes.page.get_by_role("option").all_inner_texts()
    assert [option.removeprefix("✓").strip() for option in options[:3]] == [
        "Anyone", f"Per Dahl ({2 * AT_ONCE + 5})", "Mara Lind, council leader (2)",
    ]  # fmt: skip
    quotes.page.get_by_role("option", name="Mara Lind").click()
    expect_text(quotes.words, [STAGES, DREDGING])
    first = quotes.page.locator("#found li").first.inner_text()
    assert " ".join(first.split()) == (
        f"Mara Lind (council leader) said {STAGES} "
        "Harbour plan divides the coast The Northern Ledger, 9 April 2024"
    )
    quotes.pick("anyone")
    expect_text(quotes.page.locator("#found .summary"), f"The first {AT_ONCE} quotations")


def test_speaker_and_topic_narrow_each_other(quotes: Quotes) -> None:
    quotes.look_for("the")
    expect_text(quotes.words, [STAGES, DREDGING, SURVEY, "how the line would be paid for"])
    quotes.pick("lind")
    expect_text(quotes.words, [STAGES, DREDGING])
    quotes.look_for("dredging")
    expect_text(quotes.words, [DREDGING])
    quotes.look_for("the moon")
    expect_text(
        quotes.page.locator("#found .none"),
        re.compile('^There is no quotation of "Mara Lind" about "the moon"'),
    )
    quotes.about.fill("")
    quotes.page.get_by_role("button", name="Find quotations").click()
    expect_text(quotes.words, [STAGES, DREDGING])


def test_a_quotation_opens_its_article_with_its_words_lit(quotes: Quotes) -> None:
    quotes.pick("mara")
    expect_text(quotes.words, [STAGES, DREDGING])
    quotes.words.nth(1).click()
    expect_text(quotes.lit, DREDGING)
    expect_text(quotes.page.locator("#reader mark:not(.lit)"), STAGES)
    quotes.words.nth(0).click()
    expect_text(quotes.lit, STAGES)
    quotes.pick("jonas")
    expect_text(quotes.page.locator("#found .via"), "via the Wire")
    quotes.words.click()
    expect_text(quotes.lit, SURVEY)
    assert "#" not in quotes.page.url


def test_the_keyboard_alone_is_enough(quotes: Quotes) -> None:
    quotes.speaker.focus()
    quotes.page.keyboard.type("tove")
    quotes.page.keyboard.press("Enter")
    expect_text(quotes.words, [CROSSING])
    for _ in range(3):  # over the topic and its button
        quotes.page.keyboard.press("Tab")
    expect_text(quotes.page.locator(":focus .words"), CROSSING)
    quotes.page.keyboard.press("Enter")
    expect_text(quotes.lit, CROSSING)
    expect_text(quotes.page.locator(":focus"), CROSSING)
    quotes.page.keyboard.press("Escape")
    expect_text(quotes.page.locator(":focus .words"), CROSSING)


def test_long_lists_come_bit_by_bit_from_the_top(quotes: Quotes) -> None:
    from playwright.sync_api import expect

    quotes.pick("per dahl")
    expect_text(quotes.words.first, "Number 1 is here")
    quotes.more.click()
    expect(quotes.words).to_have_count(2 * AT_ONCE)
    pane = "document.querySelector('#quotes > .column').scrollTop"
    assert quotes.page.evaluate(pane) > 0
    quotes.words.nth(AT_ONCE + 4).click()
    expect_text(quotes.lit, f"Number {AT_ONCE + 5} is here")
    quotes.more.click()
    expect(quotes.words).to_have_count(2 * AT_ONCE + 5)
    expect(quotes.more).to_have_count(0)
    quotes.pick("anyone")
    quotes.page.wait_for_function(f"{pane} === 0")


def test_a_conversation_goes_on_behind_the_tab(quotes: Quotes) -> None:
    from playwright.sync_api import expect

    page = quotes.page
    page.get_by_role("tab", name="Conversation").click()
    page.locator("#box textarea").fill(news.HARBOUR_QUESTION)
    page.keyboard.press("Enter")
    page.locator("#messages .streaming").wait_for()
    quotes.open()
    quotes.pick("tove")
    expect_text(quotes.words, [CROSSING])
    page.get_by_role("tab", name="Conversation").click()
    expect(page.locator("#messages .colophon")).to_be_visible()
    expect_text(page.locator("#messages .question"), news.HARBOUR_QUESTION)
    page.locator("#messages a.cite").first.click()
    expect_text(quotes.lit, news.STAGES)
    quotes.open()
    expect_text(quotes.words, [CROSSING])
    expect(quotes.speaker).to_have_value("Tove Rask (1)")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".welcome")).to_be_visible()


def test_the_way_back_leads_to_what_is_to_be_seen(quotes: Quotes) -> None:
    quotes.pick("tove")
    expect_text(quotes.words, [CROSSING])
    quotes.words.click()
    expect_text(quotes.page.locator(":focus"), CROSSING)
    quotes.page.get_by_role("tab", name="Conversation").click()
    quotes.lit.focus()
    quotes.page.keyboard.press("Escape")
    assert quotes.page.evaluate("document.activeElement.tagName") == "TEXTAREA"


def test_words_of_every_kind_are_shown_as_they_are(quotes: Quotes) -> None:
    quotes.pick("onerror")
    expect_text(quotes.words, [MARKUP, ARABIC])
    expect_text(quotes.page.locator("#found .who").first, f"{HOSTILE} (<b>&amp;</b>)")
    assert quotes.page.locator("#quotes img, #quotes script, #found b, #found i").count() == 0
    quotes.words.nth(1).click()
    expect_text(quotes.lit, ARABIC)


def test_a_quotation_without_end_is_whole_in_the_reader(quotes: Quotes) -> None:
    quotes.pick("ada")
    expect_text(quotes.words, [re.compile("^“On and on.{600,700} …$")])
    quotes.words.click()
    expect_text(quotes.lit, SPEECH.text)


def test_a_name_that_nobody_has_is_put_back(quotes: Quotes) -> None:
    from playwright.sync_api import expect

    quotes.pick("tove")
    expect_text(quotes.words, [CROSSING])
    quotes.pick("nobody at all")
    quotes.page.keyboard.press("Tab")
    expect(quotes.speaker).to_have_value("Tove Rask (1)")
    expect(quotes.page.get_by_role("option")).to_have_count(0)
    expect_text(quotes.words, [CROSSING])


def test_an_index_that_cannot_be_read_is_one_line(quotes: Quotes, desk: QuotedDesk) -> None:
    desk.outage = StorageProblem("the data folder /srv/x cannot be read; change its permissions")
    quotes.look_for("harbour")
    expect_text(quotes.page.get_by_role("alert"), str(desk.outage))
    desk.outage = None
    quotes.look_for("harbour")
    expect_text(quotes.words, [STAGES])


def test_on_a_narrow_window_the_reader_goes_below_and_back(quotes: Quotes) -> None:
    page = quotes.page
    page.set_viewport_size({"width": 360, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("#quotes > .column").evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    quotes.words.nth(2).click()
    page.wait_for_function("scrollY > 400")
    page.get_by_role("button", name="Back to the quotations").click()
    page.wait_for_function("scrollY < 400")
    expect_text(page.locator(":focus .words"), SURVEY)

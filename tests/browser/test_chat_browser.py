"""The chat as its readers meet it, in a real browser, with prepared answers instead of a model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser import newsroom as news
from tests.browser.conftest import Serve, elsewhere
from tests.fakes import FakeDesk

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [
    pytest.mark.browser,
    # Gradio leaves sockets and event loops of its server to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def desk() -> FakeDesk:
    return news.newsroom(delay=0.04)


@pytest.fixture
def chat(page: Page, serve: Serve, desk: FakeDesk) -> Chat:
    desk.asked.clear()
    desk.closed.clear()
    return Chat(page, serve(desk))


class Chat:
    """The page in the words of its readers."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.goto(url)
        page.locator(".welcome").wait_for()

    @property
    def answers(self) -> Locator:
        return self.page.locator("#messages .bot .message-content")

    @property
    def lit(self) -> Locator:
        return self.page.locator("#reader mark.lit")

    def ask(self, question: str) -> None:
        self.page.locator("#box .submit-button").wait_for()  # not while another answer is going on
        self.page.locator("#box textarea").fill(question)
        self.page.keyboard.press("Enter")

    def ask_and_wait(self, question: str) -> Locator:
        """Asks and gives the finished answer."""
        count = self.answers.count()
        self.ask(question)
        answer = self.answers.nth(count)
        answer.locator(".colophon, .problem").wait_for()
        return answer

    def marker(self, turn: int, n: int) -> Locator:
        return self.answers.nth(turn).locator("a.cite", has_text=f"[{n}]").first


def expect_text(locator: Locator, text: str | re.Pattern[str]) -> None:
    from playwright.sync_api import expect

    expect(locator).to_have_text(text)


def test_an_answer_grows_word_by_word_and_opens_its_first_source(chat: Chat) -> None:
    chat.ask(news.HARBOUR_QUESTION)
    seen = set()
    streaming = chat.page.locator("#messages .streaming")
    streaming.wait_for()
    while streaming.count():
        seen.update(streaming.all_inner_texts())
    chat.answers.locator(".colophon").wait_for()
    assert len(seen) >= 4
    final = chat.answers.inner_text().replace("\N{NO-BREAK SPACE}", " ")
    assert all(final.startswith(part.replace("\N{NO-BREAK SPACE}", " ").strip()) for part in seen)
    assert 'said the harbour "will be built in three stages or not at all" [1].' in final
    assert "Harbour plan divides the coast" in final
    expect_text(chat.lit, news.STAGES)


def test_markers_and_sources_open_the_words_they_cite(chat: Chat) -> None:
    answer = chat.ask_and_wait(news.HARBOUR_QUESTION)
    expect_text(chat.lit, news.STAGES)
    chat.marker(0, 2).click()
    expect_text(chat.lit, news.DREDGING)
    expect_text(chat.page.locator("#reader mark:not(.lit)"), news.STAGES)
    answer.locator("a.source").first.click()
    expect_text(chat.lit, news.STAGES)
    assert "#" not in chat.page.url


def test_markers_of_earlier_turns_still_work(chat: Chat, desk: FakeDesk) -> None:
    chat.ask_and_wait(news.HARBOUR_QUESTION)
    chat.ask_and_wait(news.FERRY_QUESTION)
    expect_text(chat.lit, news.CROSSING)
    chat.marker(0, 1).click()
    expect_text(chat.lit, news.STAGES)
    chat.marker(1, 1).click()
    expect_text(chat.lit, news.CROSSING)
    _, history = desk.asked[-1]
    assert [turn.question for turn in history] == [news.HARBOUR_QUESTION]
    assert "<" not in history[0].answer


def test_a_distant_sentence_is_scrolled_into_view(chat: Chat) -> None:
    chat.page.set_viewport_size({"width": 1280, "height": 420})
    chat.ask_and_wait(news.WARNING_QUESTION)
    expect_text(chat.lit, news.WARNING)
    chat.page.wait_for_function("document.querySelector('#reading').scrollTop > 0")
    chat.page.locator("#reading").evaluate("pane => pane.scrollTo(0, 0)")
    chat.marker(0, 1).click()  # the same place again
    chat.page.wait_for_function("document.querySelector('#reading').scrollTop > 0")


def test_the_keyboard_reaches_markers_and_comes_back(chat: Chat) -> None:
    chat.ask_and_wait(news.HARBOUR_QUESTION)
    expect_text(chat.lit, news.STAGES)
    assert chat.page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    chat.marker(0, 2).focus()
    chat.page.keyboard.press("Enter")
    expect_text(chat.lit, news.DREDGING)
    expect_text(chat.page.locator(":focus"), news.DREDGING)
    chat.page.keyboard.press("Escape")
    expect_text(chat.page.locator(":focus"), "[2]")


def test_declined_is_plain_and_offers_the_closest_passages(chat: Chat) -> None:
    answer = chat.ask_and_wait(news.DECLINED_QUESTION)
    expect_text(answer.locator(".verdict"), "The articles don't say")
    assert answer.locator("a.near").count() == 2
    answer.locator("a.near").nth(1).click()
    expect_text(chat.lit, news.WARNING)


def test_an_error_is_one_line_and_the_talk_goes_on(chat: Chat) -> None:
    answer = chat.ask_and_wait(news.BROKEN_QUESTION)
    expect_text(answer.locator(".problem"), news.BROKEN_LINE)
    assert "Traceback" not in chat.page.content()
    chat.ask_and_wait(news.FERRY_QUESTION)
    expect_text(chat.lit, news.CROSSING)


def test_stop_keeps_the_words_so_far(chat: Chat, desk: FakeDesk) -> None:
    chat.ask(news.LONG_QUESTION)
    chat.page.locator("#messages .streaming", has_text="In part 1").wait_for()
    chat.page.locator("#box .stop-button").click()
    stopped = chat.page.locator("#messages .answer", has=chat.page.locator(".stopped"))
    expect_text(stopped, re.compile("^In part 1.*Stopped\\.$"))
    assert desk.closed.wait(10)
    chat.ask_and_wait(news.FERRY_QUESTION)
    assert "In part 1" in chat.answers.first.inner_text()
    assert desk.asked[-1][1] == ()


def test_an_empty_question_is_not_sent(chat: Chat, desk: FakeDesk) -> None:
    chat.ask("   ")
    expect_text(chat.page.locator("#hint p"), "Type a question first, then press Enter.")
    assert desk.asked == []
    chat.ask_and_wait(news.FERRY_QUESTION)
    assert chat.page.locator("#hint p").count() == 0


def test_an_example_asks_itself_and_a_new_conversation_forgets(chat: Chat, desk: FakeDesk) -> None:
    chat.page.locator("button.example", has_text=news.WARNING_QUESTION).click()
    chat.answers.locator(".colophon").wait_for()
    expect_text(chat.lit, news.WARNING)
    chat.page.get_by_role("button", name="New conversation").click()
    chat.page.locator(".welcome").wait_for()
    chat.page.locator("#reader .page-note").wait_for()
    chat.ask_and_wait(news.FERRY_QUESTION)
    assert desk.asked[-1] == (news.FERRY_QUESTION, ())


def test_text_of_every_kind_is_shown_as_it_is(chat: Chat) -> None:
    answer = chat.ask_and_wait(news.NASTY_QUESTION)
    expect_text(chat.page.locator("#messages .question"), news.NASTY_QUESTION)
    assert "<script>alert('x')</script>, *stars*, $$x$$ and [2]" in answer.inner_text()
    expect_text(chat.lit, "<script>alert('x')</script>")
    shown = chat.page.locator("#reader .page-text").evaluate("text => text.textContent")
    assert shown == news.NASTY.text


def test_on_a_narrow_window_the_reader_goes_below_and_back(chat: Chat) -> None:
    chat.page.set_viewport_size({"width": 390, "height": 844})
    chat.ask_and_wait(news.HARBOUR_QUESTION)
    expect_text(chat.lit, news.STAGES)
    assert chat.page.evaluate("scrollY") == 0
    assert chat.page.evaluate("document.documentElement.scrollWidth") <= 390
    chat.marker(0, 2).click()
    chat.page.wait_for_function("scrollY > 400")
    chat.page.get_by_role("button", name="Back to the answer").click()
    chat.page.wait_for_function("scrollY < 400")
    expect_text(chat.page.locator(":focus"), "[2]")


def test_an_empty_collection_says_how_to_add_articles(page: Page, serve: Serve) -> None:
    chat = Chat(page, serve(FakeDesk()))
    expect_text(page.locator(".welcome code"), "onrecord add PATH")
    page.get_by_role("textbox", name="Web address").wait_for()
    expect_text(page.locator("#count"), "0 articles")
    assert page.locator("button.example").count() == 0
    assert chat.answers.count() == 0


def test_nothing_is_asked_of_other_machines(chat: Chat, requested: list[str]) -> None:
    chat.ask_and_wait(news.HARBOUR_QUESTION)
    chat.marker(0, 1).click()
    expect_text(chat.lit, news.STAGES)
    assert len(requested) > 10
    assert elsewhere(requested) == []
    assert "fonts.googleapis" not in chat.page.content()
    assert chat.page.locator("footer a, footer button").count() == 0

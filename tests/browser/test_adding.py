"""Adding articles in the browser, as readers do it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.errors import StorageProblem
from index.types import Article, ArticleInfo
from tests.browser.conftest import Serve
from tests.fakes import answered, cite
from tests.quoted import QuotedDesk, said

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [
    pytest.mark.browser,
    # Gradio leaves sockets and event loops of its server to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

TIDE = "Tide tables are wrong, pilots say\n\n“The tables are wrong by an hour,” Ida Moe said."
MOOR = "Moor to be drained\n\nNobody asked the shepherds, Per Dahl said."
QUESTION = "What did Ida Moe say?"
WORDS = "“The tables are wrong by an hour,” Ida Moe said."


@pytest.fixture(scope="module")
def the_desk(tmp_path_factory: pytest.TempPathFactory) -> QuotedDesk:
    article = Article(ArticleInfo("tide.txt", title="Tide tables are wrong, pilots say"), TIDE)
    cited = cite(1, article, WORDS, "Ida Moe")
    reply = answered(QUESTION, ("Ida Moe said the tables are wrong by an hour.", (cited,)))
    return QuotedDesk(
        [said(article, "“The tables are wrong by an hour,”", "Ida Moe")],
        replies={QUESTION: reply}, delay=0.02, data=tmp_path_factory.mktemp("adding"),
    )  # fmt: skip


@pytest.fixture
def desk(the_desk: QuotedDesk) -> QuotedDesk:
    """An empty desk that adds what it is given."""
    for info in the_desk.articles():
        the_desk.remove(info.id)
    the_desk.adds.set()
    the_desk.refusal = None
    return the_desk


@pytest.fixture
def chat(page: Page, serve: Serve, desk: QuotedDesk) -> Chat:
    return Chat(page, serve(desk))


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    (tmp_path / "tide.txt").write_text(TIDE, "utf-8")
    (tmp_path / "moor.md").write_text(MOOR, "utf-8")
    (tmp_path / "photo.txt").write_bytes(b"\xff\xd8\xff\x00")
    return tmp_path


class Chat:
    """The page in the words of those who add to it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.goto(url)
        page.locator(".welcome").wait_for()

    @property
    def toggle(self) -> Locator:
        return self.page.get_by_role("button", name="Add articles")

    @property
    def files(self) -> Locator:
        return self.page.locator("#files input[type=file]")

    @property
    def address(self) -> Locator:
        return self.page.get_by_role("textbox", name="Web address")

    @property
    def bar(self) -> Locator:
        return self.page.get_by_role("progressbar", name="Adding articles")

    def add(self, *files: Path) -> None:
        self.files.set_input_files(list(files))

    def expect_outcome(self, line: str, *failures: str) -> None:
        from playwright.sync_api import expect

        expect(self.page.locator("#outcome .outcome > p")).to_have_text(line)
        expect(self.page.locator("#outcome .failures li")).to_have_text(list(failures))

    def expect_count(self, line: str) -> None:
        from playwright.sync_api import expect

        expect(self.page.locator("#count")).to_have_text(line)


def test_an_empty_collection_invites_to_add_and_then_answers(
    chat: Chat, desk: QuotedDesk, papers: Path
) -> None:
    from playwright.sync_api import expect

    chat.expect_count("0 articles")
    expect(chat.toggle).to_have_attribute("aria-expanded", "true")
    expect(chat.page.locator("#sources")).to_contain_text("Web pages, PDF, Word")
    desk.adds.clear()
    chat.add(papers / "tide.txt", papers / "moor.md")
    expect(chat.bar).to_have_attribute("max", "2")
    expect(chat.page.locator("#outcome .far")).to_have_text(re.compile("^Adding 1 of 2 articles"))
    expect(chat.page.locator("#outcome .doing")).to_have_text("tide.txt")
    expect(chat.files).to_have_count(0)
    desk.adds.set()
    chat.expect_outcome("2 added, 0 updated, 0 unchanged, 0 failed; 6 passages")
    chat.expect_count("2 articles")
    expect(chat.page.locator(".welcome")).to_contain_text("What would you like to know?")
    expect(chat.page.locator("button.example")).to_have_count(2)
    chat.page.locator("#box textarea").fill(QUESTION)
    chat.page.keyboard.press("Enter")
    expect(chat.page.locator("#reader mark.lit")).to_have_text(WORDS)


def test_what_cannot_be_read_is_named_and_the_rest_is_added(chat: Chat, papers: Path) -> None:
    chat.add(papers / "photo.txt", papers / "moor.md")
    chat.expect_outcome(
        "1 added, 0 updated, 0 unchanged, 1 failed; 3 passages", "photo.txt is binary; give text"
    )
    chat.expect_count("1 article")


def test_a_file_of_the_same_name_is_an_update(chat: Chat, desk: QuotedDesk, papers: Path) -> None:
    chat.add(papers / "tide.txt")
    chat.expect_outcome("1 added, 0 updated, 0 unchanged, 0 failed; 3 passages")
    chat.add(papers / "tide.txt")
    chat.expect_outcome("0 added, 0 updated, 1 unchanged, 0 failed; 0 passages")
    (papers / "tide.txt").write_text(f"{TIDE} It rained.", "utf-8")
    chat.add(papers / "tide.txt")
    chat.expect_outcome("0 added, 1 updated, 0 unchanged, 0 failed; 3 passages")
    article = desk.article("tide.txt")
    assert article.info.path is not None
    assert Path(article.info.path).read_text("utf-8") == article.text == f"{TIDE} It rained."


def test_questions_are_answered_while_articles_are_added(
    chat: Chat, desk: QuotedDesk, papers: Path
) -> None:
    from playwright.sync_api import expect

    desk.adds.clear()
    chat.add(papers / "tide.txt", papers / "moor.md")
    expect(chat.bar).to_have_attribute("value", "1")
    chat.page.locator("#box textarea").fill(QUESTION)
    chat.page.keyboard.press("Enter")
    expect(chat.page.locator("#reader mark.lit")).to_have_text(WORDS)
    expect(chat.bar).to_have_attribute("value", "1")
    desk.adds.set()
    chat.expect_outcome("2 added, 0 updated, 0 unchanged, 0 failed; 6 passages")
    expect(chat.page.locator("#messages .colophon")).to_have_count(1)


def test_adding_goes_on_when_the_page_is_closed_and_other_pages_show_it(
    page: Page, serve: Serve, desk: QuotedDesk, papers: Path
) -> None:
    from playwright.sync_api import expect

    first = Chat(page.context.new_page(), serve(desk))
    desk.adds.clear()
    first.add(papers / "tide.txt", papers / "moor.md")
    expect(first.bar).to_have_attribute("value", "1")
    first.page.close()
    second = Chat(page, serve(desk))
    expect(second.bar).to_have_attribute("value", "1")
    desk.adds.set()
    second.expect_outcome("2 added, 0 updated, 0 unchanged, 0 failed; 6 passages")
    second.expect_count("2 articles")


def test_the_keyboard_opens_the_place_and_adds_an_address(
    chat: Chat, desk: QuotedDesk, papers: Path
) -> None:
    from playwright.sync_api import expect

    chat.add(papers / "moor.md")
    chat.expect_count("1 article")
    chat.page.reload()
    expect(chat.toggle).to_have_attribute("aria-expanded", "false")
    chat.page.locator("#box textarea").focus()
    for _ in range(2):  # over the button that asks
        chat.page.keyboard.press("Tab")
    chat.page.keyboard.press("Enter")
    expect(chat.toggle).to_have_attribute("aria-expanded", "true")
    expect(chat.address).to_be_visible()
    for _ in range(2):  # over the files
        chat.page.keyboard.press("Tab")
    expect(chat.address).to_be_focused()
    chat.page.keyboard.type("news.example/1")
    chat.page.keyboard.press("Enter")
    problem = chat.page.get_by_role("alert")
    expect(problem).to_have_text("That is no web address. One begins with https:// or http://")
    chat.address.fill(" https://news.example/1 ")
    chat.page.keyboard.press("Enter")
    chat.expect_outcome("1 added, 0 updated, 0 unchanged, 0 failed; 3 passages")
    expect(chat.address).to_have_value("")
    assert "https://news.example/1" in [info.url for info in desk.articles()]


def test_an_error_of_the_whole_is_one_line(chat: Chat, desk: QuotedDesk, papers: Path) -> None:
    from playwright.sync_api import expect

    desk.refusal = StorageProblem("cannot write to the data folder /srv/x; change its permissions")
    chat.add(papers / "tide.txt")
    expect(chat.page.get_by_role("alert")).to_have_text(str(desk.refusal))
    desk.refusal = None
    chat.add(papers / "tide.txt")
    chat.expect_outcome("1 added, 0 updated, 0 unchanged, 0 failed; 3 passages")


def test_what_is_too_large_is_told_before_it_is_sent(
    chat: Chat, desk: QuotedDesk, papers: Path
) -> None:
    from playwright.sync_api import expect

    with (papers / "huge.pdf").open("wb") as huge:
        huge.truncate(200 * 1024 * 1024 + 1)
    chat.add(papers / "huge.pdf")
    expect(chat.page.get_by_text(re.compile(r'200\.0 Mb: "huge\.pdf"'))).to_be_visible()
    assert desk.articles() == []


def test_nothing_overflows_a_narrow_window(chat: Chat, papers: Path) -> None:
    long = papers / ("a-name-without-end-" * 7 + ".txt")
    long.write_bytes(b"")
    chat.page.set_viewport_size({"width": 360, "height": 640})
    chat.add(long, papers / "tide.txt")
    chat.expect_outcome(
        "1 added, 0 updated, 0 unchanged, 1 failed; 3 passages", f"{long.name} is empty"
    )
    assert chat.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert chat.page.locator("#outcome").evaluate("part => part.scrollWidth") <= 360


def test_who_is_quoted_in_what_was_added_can_be_picked_at_once(chat: Chat, papers: Path) -> None:
    from playwright.sync_api import expect

    page = chat.page
    page.get_by_role("tab", name="Quotes").click()
    expect(page.locator("#found")).to_have_text("Nobody is quoted yet. Add articles below.")
    chat.add(papers / "tide.txt")
    chat.expect_count("1 article")
    expect(page.locator("#found .words")).to_have_text("“The tables are wrong by an hour,”")
    page.get_by_role("combobox", name="Speaker").click()
    expect(page.get_by_role("option")).to_have_text([re.compile("Anyone"), re.compile("Ida Moe")])
    page.get_by_role("option", name="Ida Moe").click()
    page.locator("#found a").click()
    expect(page.locator("#reader mark.lit")).to_have_text("“The tables are wrong by an hour,”")

"""The whole thing: the sample articles, the real models, a real browser."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rag import OnRecord
from tests.browser.conftest import Serve

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.models]

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def desk(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> OnRecord:
    desk = OnRecord(tmp_path_factory.mktemp("chat"))
    desk.add(SEEDS)
    desk.warm()
    return desk


def test_an_answer_streams_and_its_marker_opens_the_cited_words(
    page: Page, serve: Serve, desk: OnRecord
) -> None:
    page.goto(serve(desk))
    page.locator("#box textarea").fill("What did Wang Yi say about NATO?")
    page.keyboard.press("Enter")
    answer = page.locator("#messages .bot .message-content").last
    lengths = _growth(page)
    assert len(lengths) >= 3, "the words came all at once"
    text = answer.inner_text()
    assert "Wang" in text
    assert "NATO" in text
    page.locator("#messages a.cite").first.click()
    lit = page.locator("#reader mark.lit")
    lit.wait_for()
    assert "NATO" in lit.inner_text()
    assert re.sub(r"\s+", " ", lit.inner_text()) in re.sub(
        r"\s+", " ", page.locator("#reader .page-text").inner_text()
    )


def test_words_given_to_the_wrong_person_are_given_back(
    page: Page, serve: Serve, desk: OnRecord
) -> None:
    page.goto(serve(desk))
    page.locator("#box textarea").fill('When did Blinken warn of "significant consequences"?')
    page.keyboard.press("Enter")
    page.locator(".colophon").first.wait_for()
    assert "Janet Yellen" in page.locator("#messages .bot .message-content").last.inner_text()


def test_a_speaker_is_picked_and_a_quotation_opens_in_its_article(
    page: Page, serve: Serve, desk: OnRecord
) -> None:
    from playwright.sync_api import expect

    page.goto(serve(desk))
    page.get_by_role("tab", name="Quotes").click()
    page.locator("#found .quote").first.wait_for()
    page.get_by_role("combobox", name="Speaker").click()
    page.get_by_role("option", name=re.compile("Hua Chunying")).click()
    expect(page.locator("#found .quote .who").first).to_contain_text("Hua Chunying")
    unstable = page.locator("#found .quote", has_text="The more unstable the world is")
    unstable.click()
    lit = page.locator("#reader mark.lit")
    lit.wait_for()
    assert lit.inner_text().startswith("“The more unstable the world is")


def _growth(page: Page) -> list[int]:
    """The lengths that the answer had until it was complete."""
    lengths: list[int] = []
    deadline = time.monotonic() + 60
    while not page.locator(".colophon").count() and time.monotonic() < deadline:
        if page.locator("#messages .bot .message-content").count():
            length = len(page.locator("#messages .bot .message-content").last.inner_text())
            if not lengths or length != lengths[-1]:
                lengths.append(length)
        page.wait_for_timeout(20)
    return lengths

"""A real browser for the chat.

``serve(desk)`` gives the address of a chat with that desk, ``page`` an empty
tab. When a test is over, the tab must have asked nothing of any other machine.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.fakes import free_port
from ui.desk import Desk

if TYPE_CHECKING:
    import gradio as gr
    from playwright.sync_api import BrowserContext, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE_MS = 15_000

Serve = Callable[[Desk], str]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of an installed browser; without one, the tests that need it are skipped.

    It is the one thing that pip cannot install; .ci/run does, so that nothing is skipped there.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"no browser found: none of {', '.join(BROWSERS)} is on the PATH")
    return found


@pytest.fixture(scope="module")
def window(chromium: str) -> Iterator[BrowserContext]:
    """One browser window for all tests of a module, so that its cache serves them all."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET_FLAGS)
        window = browser.new_context(viewport={"width": 1280, "height": 800})
        window.set_default_timeout(PATIENCE_MS)
        yield window
        browser.close()


@pytest.fixture(scope="module")
def serve(chromium: str) -> Iterator[Serve]:
    """Serves a chat; the same desk is served once a module, however often it is asked for."""
    from ui.chat import build
    from ui.serving import UNCOUNTED
    from ui.serving import serve as serve_page

    served: dict[int, tuple[gr.Blocks, str]] = {}

    def start(desk: Desk) -> str:
        if id(desk) not in served:
            blocks = build(desk)
            served[id(desk)] = (blocks, serve_page(blocks, port=free_port()))
        return served[id(desk)][1]

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(*UNCOUNTED)
        yield start
    for blocks, _ in served.values():
        blocks.close(verbose=False)


# Gradio's client may log the end of its stream of events as an error: it ends the stream when it
# awaits none, and a page that is loaded anew is cut off from it.
STREAM_ENDED = "AbortError: signal is aborted without reason"
CUT_OFF = "Unexpected error Connection errored out."


@pytest.fixture
def requested() -> list[str]:
    """Every address that the page has asked for so far."""
    return []


@pytest.fixture
def page(window: BrowserContext, requested: list[str]) -> Iterator[Page]:
    """A tab of its own, which must keep to this machine and log no errors."""
    errors: list[str] = []
    loads: list[str] = []
    page = window.new_page()
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    page.on("request", lambda request: requested.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    yield page
    page.close()
    assert elsewhere(requested) == []
    expected = (STREAM_ENDED, CUT_OFF) if len(loads) > 1 else (STREAM_ENDED,)
    assert [each for each in errors if not each.startswith(expected)] == []


def elsewhere(addresses: list[str]) -> list[str]:
    """Those addresses that are not on this machine."""
    return [a for a in addresses if a.startswith("http") and urlsplit(a).hostname != "127.0.0.1"]

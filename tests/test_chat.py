"""The chat's server: where it can be served, and what it offers besides the page."""

from __future__ import annotations

import socket

import httpx
import pytest

from index.errors import UsageError
from tests.fakes import FakeDesk, free_port

pytestmark = [
    # Gradio leaves sockets and event loops of its server to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_public_endpoints_keep_their_names_and_the_pages_own_are_private(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from gradio.events import api

    from ui.chat import build, serve

    def ask(question: str) -> str:
        """Asks."""
        return question

    page = build(FakeDesk(), api=lambda: api(ask, api_name="ask"))
    url = serve(page, port=free_port(), with_tools=True)
    try:
        offered = httpx.get(f"{url}gradio_api/info", trust_env=False).json()
        assert list(offered["named_endpoints"]) == ["/ask"]
        assert offered["unnamed_endpoints"] == {}
        config = httpx.get(f"{url}config", trust_env=False).json()
        assert config["analytics_enabled"] is False
        assert config["footer_links"] == []
    finally:
        page.close(verbose=False)
    assert capsys.readouterr().out == ""


def test_a_port_that_is_taken_is_explained() -> None:
    from ui.chat import build, serve

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        with pytest.raises(UsageError, match=rf"{number}.*--port"):
            serve(build(FakeDesk()), port=number)

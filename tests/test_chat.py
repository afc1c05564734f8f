"""The chat's server: where it can be served, and what it offers besides the page."""

from __future__ import annotations

import socket

import httpx
import pytest

from index.errors import OnRecordError
from tests.fakes import FakeDesk, free_port

pytestmark = pytest.mark.slow


def test_the_page_is_served_without_analytics_or_links_to_elsewhere(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from ui.chat import build
    from ui.serving import serve

    page = build(FakeDesk())
    url = serve(page, port=free_port())
    try:
        config = httpx.get(f"{url}config", trust_env=False).json()
        assert config["analytics_enabled"] is False
        assert config["footer_links"] == []
        offered = httpx.get(f"{url}gradio_api/info", trust_env=False).json()
        assert offered["named_endpoints"] == {}
    finally:
        page.close(verbose=False)
    assert capsys.readouterr().out == ""


def test_a_port_that_is_taken_is_explained() -> None:
    from ui.chat import build
    from ui.serving import serve

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        with pytest.raises(OnRecordError, match=rf"{number}.*--port"):
            serve(build(FakeDesk()), port=number)

"""How a download is shown: lines now and then, a bar on a terminal, nothing when quiet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag import OnRecord
from tests.hub import FakeHub, hub_of
from ui.downloading import DownloadLines, fetch_model


def test_lines_say_what_is_done_and_how_quickly() -> None:
    lines: list[str] = []
    now = 0.0
    show = DownloadLines(lines.append, lambda: now)
    show(0, None, "waiting for another process that is downloading wheel.gguf")
    for now in (1.0, 2.0, 4.0, 6.5, 7.0):
        show(int((now - 1) * 8_000_000), 1_200_000_000, "downloading wheel.gguf")
    show(1_200_000_000, 1_200_000_000, "checking wheel.gguf")
    assert lines == [
        "waiting for another process that is downloading wheel.gguf",
        "downloading wheel.gguf: 0.00B of 1.20GB",
        "downloading wheel.gguf: 44.0MB of 1.20GB, 8.00MB a second",
        "checking wheel.gguf",
    ]


class Terminal(io.StringIO):
    """What takes a terminal's place."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OnRecord]:
    monkeypatch.setattr("platformdirs.user_data_path", lambda *a, **k: tmp_path)
    with hub_of(FakeHub({"mill/Wheel/wheel.gguf": b"GGUF" + bytes(99996)})) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        yield OnRecord(tmp_path / "index", "mill/Wheel:wheel.gguf")


def test_a_terminal_gets_a_bar(desk: OnRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    fetch_model(desk, quiet=False)
    shown = terminal.getvalue()
    assert "downloading wheel.gguf: 100%" in shown
    assert "100k/100k" in shown
    terminal.truncate(0)
    fetch_model(desk, quiet=False)
    assert terminal.getvalue() == ""  # it is there


def test_elsewhere_lines_are_written(desk: OnRecord, capsys: pytest.CaptureFixture[str]) -> None:
    fetch_model(desk, quiet=False)
    out, err = capsys.readouterr()
    assert (out, err.splitlines()[0]) == ("", "downloading wheel.gguf: 0.00B of 100kB")


def test_quiet_is_quiet(desk: OnRecord, capsys: pytest.CaptureFixture[str]) -> None:
    fetch_model(desk, quiet=True)
    assert capsys.readouterr() == ("", "")

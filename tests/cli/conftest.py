"""The command line run in this process, over a small collection of its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from index import library
from index.onnx_embed import OnnxEmbedder
from tests.cli.tiny import make_data
from ui.cli import run


@dataclass(frozen=True)
class Ended:
    """What a run printed and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Onrecord = Callable[..., Ended]


@pytest.fixture
def onrecord(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Onrecord:
    """Runs ``onrecord`` with these arguments; nothing of this machine's own set-up counts."""
    for name in ("ONRECORD_DATA", "ONRECORD_EMBEDDER", "ONRECORD_RERANKER"):
        monkeypatch.delenv(name, raising=False)

    def ended(*arguments: object) -> Ended:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Ended(status, out, err)

    return ended


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that no test changes."""
    return make_data(tmp_path_factory.mktemp("prepared") / "data")


@pytest.fixture
def data(prepared: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own."""
    return Path(shutil.copytree(prepared, tmp_path / "data"))


@pytest.fixture
def small_embedder(prepared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tiny embedder for adding too, so that neither torch nor the real model is loaded."""

    class Tiny(OnnxEmbedder):
        def __init__(self, _configured: str | None) -> None:
            super().__init__(prepared / "embedder")

    monkeypatch.setattr(library, "SentenceTransformerEmbedder", Tiny)

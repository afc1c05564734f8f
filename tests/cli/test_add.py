"""``onrecord add`` again and again: what is told of what has gone, and following a folder."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Onrecord

FERRY = "The ferry sank off the old pier, Peter Lang said."
SOON = 60.0  # seconds, for a machine that is busy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "ferry.txt").write_text(FERRY)
    return tmp_path / "texts"


@pytest.mark.models
def test_a_file_that_is_gone_is_told_and_then_taken_out(
    onrecord: Onrecord, tmp_path: Path, folder: Path
) -> None:
    data = tmp_path / "new"
    assert onrecord("add", folder, "--data", data, "--quiet").status == 0
    (folder / "ferry.txt").rename(folder / "ship.txt")
    told = onrecord("add", folder, "--data", data, "--json")
    assert (told.status, told.json["vanished"]) == (0, [str(folder / "ferry.txt")])
    assert "--prune" in told.err
    pruned = onrecord("add", folder, "--data", data, "--prune")
    assert pruned.out.startswith("0 added, 0 updated, 1 unchanged, 1 removed, 0 failed;")
    assert pruned.err == f"onrecord: {folder / 'ferry.txt'}: is gone; removed\n"
    assert "vanished" not in onrecord("add", folder, "--data", data, "--json").json


@pytest.mark.parametrize("named", ["-", "https://news.example/1"])
def test_only_files_and_folders_are_watched(onrecord: Onrecord, data: Path, named: str) -> None:
    ended = onrecord("add", named, "--watch", "--data", data)
    assert ended.status == 2
    assert "--watch follows files and folders only" in ended.err


@pytest.mark.slow
def test_watching_adds_what_comes_until_it_is_interrupted(data: Path, folder: Path) -> None:
    watching = subprocess.Popen(
        [sys.executable, "-m", "ui", "add", str(folder), "--watch", "--json", "--data", str(data)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        preexec_fn=_interruptible,
        env={**os.environ, "ONRECORD_EMBEDDER": ""},
    )
    try:
        assert watching.stdout
        (folder / "empty.txt").write_text("")  # nothing to embed, so that no model is loaded
        (folder / "ferry.txt").unlink()
        first = json.loads(watching.stdout.readline())
        assert first["added"] == 0
        time.sleep(1)  # until the folder is watched
        (folder / "other.txt").write_text("")
        assert len(json.loads(watching.stdout.readline())["failed"]) == 2
        watching.send_signal(signal.SIGINT)
        assert watching.wait(SOON) == 130
    finally:
        watching.kill()
        watching.communicate()


def _interruptible() -> None:
    """A shell that starts tests in the background has them ignore interrupts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)

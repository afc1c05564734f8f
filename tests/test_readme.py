"""The README's examples do what it shows."""

from __future__ import annotations

import gzip
import json
import os
import re
import shlex
import subprocess
import sys
import zipfile
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")

pytestmark = pytest.mark.models


STORY = "The old bridge of Delmar was shut on Monday, Mira Solen said."
PAGE = f"<!doctype html><title>Delmar</title><article><p>{STORY}</p><p>{{}}</p></article>"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a reader who follows the examples, with the files that they name."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "seeds").symlink_to(ROOT / "seeds")
    (folder / "articles").mkdir()
    (folder / "articles" / "old.html").write_text(PAGE.format("It was built in 1931."))
    (folder / "articles" / "new.txt").write_text(STORY.replace("bridge", "ferry"))
    with zipfile.ZipFile(folder / "archive.zip", "w") as archive:
        archive.writestr("in/harbour.md", STORY.replace("bridge", "harbour"))
    records = [json.dumps({"text": STORY.replace("bridge", each)}) for each in ("mill", "school")]
    (folder / "wire.jsonl.gz").write_bytes(gzip.compress("\n".join(records).encode()))
    command = folder / "bin" / "onrecord"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ui "$@"\n')
    command.chmod(0o755)
    return folder


def _run(command: str, desk: Path) -> str:
    environment = os.environ | {
        "ONRECORD_DATA": str(desk / "data"),
        "PATH": f"{desk / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=desk,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _examples() -> list[tuple[str, str]]:
    """Commands with the output shown under each; "…" stands for anything."""
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    parts = [part for b in blocks for part in re.split(r"^\$ (.+)$", b, flags=re.MULTILINE)[1:]]
    return list(zip(parts[::2], parts[1::2], strict=True))


def _pattern(shown: str) -> str:
    literal = re.sub(r"([\[\]*?])", r"[\1]", shown.strip())
    return re.sub(r"\s*…\s*", "*", literal)


def test_commands_print_what_the_readme_shows(desk: Path) -> None:
    for command, shown in _examples():
        printed = _run(command, desk).strip()
        assert fnmatchcase(printed, _pattern(shown)), f"{command} printed:\n{printed}"


def test_the_python_example_runs_and_its_citations_hold(desk: Path) -> None:
    [example] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    printed = _run(f"{shlex.quote(sys.executable)} -c {shlex.quote(example)}", desk)
    assert "Hua Chunying" in printed

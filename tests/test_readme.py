"""The README's examples do what it shows."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One new index for all examples, as a reader who follows them has."""
    return tmp_path_factory.mktemp("readme")


def _run(arguments: list[str], data: Path) -> str:
    environment = os.environ | {"ONRECORD_DATA": str(data)}
    done = subprocess.run(
        arguments, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _examples() -> list[tuple[str, str]]:
    """Commands with the output shown under each; "…" stands for anything."""
    [console] = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    parts = re.split(r"^\$ (.+)$", console, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def _pattern(shown: str) -> str:
    literal = re.sub(r"([\[\]*?])", r"[\1]", shown.strip())
    return re.sub(r"\s*…\s*", "*", literal)


def test_commands_print_what_the_readme_shows(data: Path) -> None:
    for command, shown in _examples():
        _, *arguments = shlex.split(command)
        printed = _run([sys.executable, "-m", "ui", *arguments], data).strip()
        assert fnmatchcase(printed, _pattern(shown)), f"{command} printed:\n{printed}"


def test_the_python_example_runs_and_its_citations_hold(data: Path) -> None:
    [example] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    printed = _run([sys.executable, "-c", example], data)
    assert "Hua Chunying" in printed

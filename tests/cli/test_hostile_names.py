"""Names, links and special files that are no articles: nothing blocks, nothing ends early."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Onrecord
from tests.cli.hostile import told

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("small_embedder")]

NAMES = [
    "with space.txt", "quote'\".txt", "$(true);&.txt", "-dash.txt", "%s{}.txt", "Brücke.txt",
    "橋.txt", "x" * 251 + ".txt", "a\tb.txt", "UPPER.TXT", "two..dots.txt", "#1.md", "~home.txt",
]  # fmt: skip


def test_odd_names_are_only_names(onrecord: Onrecord, data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        (folder / name).write_text(told(f"Place{number}"))
    ended = onrecord("add", folder, "--json", "--quiet", "--data", data)
    assert (ended.status, ended.json["added"], ended.err) == (0, len(NAMES), "")


def test_special_files_in_a_folder_are_passed_over(
    onrecord: Onrecord, data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "good.txt").write_text(told("Special"))
    (folder / "folder.pdf").mkdir()
    (folder / "folder.pdf" / "inside.txt").write_text(told("Inside"))
    (folder / ".hidden.txt").write_text(told("Hidden"))
    os.mkfifo(folder / "pipe.txt")
    (folder / "broken.txt").symlink_to("nowhere.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "around").symlink_to(folder, target_is_directory=True)
    (folder / "device.txt").symlink_to(os.devnull)
    ended = onrecord("add", folder, "--json", "--quiet", "--data", data)
    assert (ended.status, ended.json["added"], ended.json["failed"]) == (0, 2, [])


@pytest.mark.parametrize("target", ["nowhere.txt", "link.txt"])
def test_a_link_to_nothing(onrecord: Onrecord, prepared: Path, tmp_path: Path, target: str) -> None:
    (tmp_path / "link.txt").symlink_to(target)
    ended = onrecord("add", tmp_path / "link.txt", "--quiet", "--data", prepared)
    assert (ended.status, ended.err.count("\n")) == (1, 1)
    assert "no such file" in ended.err


@pytest.mark.parametrize("name", ["\0", "a" * 300, "~nobody-by-this-name/a.txt", ""])
def test_names_that_no_file_can_have(onrecord: Onrecord, prepared: Path, name: str) -> None:
    ended = onrecord("add", name, "--quiet", "--data", prepared)
    assert (ended.status, ended.err.count("\n")) == (1, 1)
    assert "no such file" in ended.err


def test_a_device_is_empty(onrecord: Onrecord, prepared: Path) -> None:
    ended = onrecord("add", os.devnull, "--quiet", "--data", prepared)
    assert (ended.status, ended.err) == (1, f"onrecord: {os.devnull}: is empty\n")


@pytest.mark.parametrize("name", [b"caf\xe9.txt", b"caf\xe9.pdf"])
def test_a_name_that_is_not_utf_8(
    onrecord: Onrecord, data: Path, tmp_path: Path, name: bytes
) -> None:
    file = os.fsencode(tmp_path) + b"/" + name
    Path(os.fsdecode(file)).write_text(told("Bytes"))
    ended = onrecord("add", tmp_path, "--json", "--quiet", "--data", data)
    assert (ended.status, ended.json["added"]) == (0, 1)


def test_a_line_break_in_a_name_stays_on_one_line(
    onrecord: Onrecord, prepared: Path, tmp_path: Path
) -> None:
    (tmp_path / "two\nlines.txt").write_bytes(b"\0")
    ended = onrecord("add", tmp_path / "two\nlines.txt", "--quiet", "--data", prepared)
    assert (ended.status, ended.err.count("\n")) == (1, 1)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.pdf", "a"])
def test_a_file_that_may_not_be_read(
    onrecord: Onrecord, prepared: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).touch(mode=0)
    ended = onrecord("add", tmp_path / name, "--quiet", "--data", prepared)
    assert (ended.status, ended.err.count("\n")) == (1, 1)
    assert "Permission denied" in ended.err

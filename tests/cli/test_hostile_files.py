"""Whatever a file holds: its article, or one line that says what it is; the rest goes on.

The articles that are read are looked at through the Python interface, everything else
through the command line.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.reading import registry
from index.reading.isolated import IsolatedReader
from rag import OnRecord
from tests.cli.conftest import Onrecord
from tests.cli.hostile import Case, told
from tests.cli.hostile_documents import DOCUMENTS
from tests.cli.hostile_pages import WEB
from tests.cli.hostile_texts import TEXTS

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("small_embedder")]

CASES = {case.name: case for case in [*TEXTS, *WEB, *DOCUMENTS]}
GOOD = ("Aven", "Borel", "Cluny")
# What a folder's reading passes over; named by itself, each is read or explained.
PASSED_OVER: frozenset[str] = frozenset()


class _Kept(IsolatedReader):
    """One child process for all runs; starting one takes longer than most cases."""

    def close(self) -> None:
        """Stays."""

    def end(self) -> None:
        super().close()


@pytest.fixture(scope="module")
def documents() -> Iterator[IsolatedReader]:
    kept = _Kept()
    yield kept
    kept.end()


@pytest.fixture(autouse=True)
def quick(documents: IsolatedReader, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small embedder also for adding, and one process that takes documents apart."""
    monkeypatch.setattr(registry, "IsolatedReader", lambda: documents)


@pytest.fixture(scope="module")
def growing(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that every case is added to."""
    return Path(shutil.copytree(prepared, tmp_path_factory.mktemp("growing") / "data"))


@pytest.fixture(scope="module")
def empty(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder without an index, where failing costs nothing."""
    data = tmp_path_factory.mktemp("empty") / "data"
    shutil.copytree(prepared / "embedder", data / "embedder")
    return data


def texts_below(data: Path, place: Path) -> str:
    """The texts of the articles that come from a file or from within it."""
    desk = OnRecord(data)
    below = [info for info in desk.articles() if (info.path or "").startswith(str(place))]
    return "\n\n".join(desk.article(info.id).text for info in below)


def test_there_are_enough_cases() -> None:
    assert len(CASES) == len(TEXTS) + len(WEB) + len(DOCUMENTS)  # no name twice
    assert len(CASES) >= 220


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_one_hostile_file(
    onrecord: Onrecord, growing: Path, empty: Path, tmp_path: Path, case: Case
) -> None:
    file = case.write(tmp_path)
    data = growing if case.articles else empty
    ended = onrecord("add", file, "--json", "--quiet", "--data", data)
    failed = ended.json["failed"]
    assert [error["error"] for error in failed if "\n" in error["error"]] == []
    assert (ended.json["added"], len(failed)) == (case.articles, case.failures)
    assert ended.status == (0 if case.articles else 1)
    assert ended.json["updated"] == ended.json["unchanged"] == 0
    lines = ended.err.splitlines()
    assert len(lines) == case.failures
    for line in lines:
        assert line.startswith(f"onrecord: {file}")
        assert [words for words in case.says if words not in line] == []
    if case.articles:
        text = texts_below(data, file)
        assert [words for words in case.holds if words not in text] == []
        assert [words for words in case.lacks if words in text] == []


def test_all_hostile_files_in_one_folder_with_good_ones(
    onrecord: Onrecord, prepared: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(prepared, tmp_path / "data"))
    folder = tmp_path / "papers"
    folder.mkdir()
    for case in CASES.values():
        case.write(folder)
    for place in GOOD:
        (folder / f"good-{place}.txt").write_text(f"The crane of {place}\n\n{told(place)}\n")
    before = len(OnRecord(data).articles())

    first = onrecord("add", folder, "--json", "--quiet", "--data", data)
    assert first.status == 0
    failures = Counter(_file(failed["path"], folder) for failed in first.json["failed"])
    assert failures == {
        case.name: case.failures
        for case in CASES.values()
        if case.failures and case.name not in PASSED_OVER
    }
    assert len(first.err.splitlines()) == len(first.json["failed"])
    added = [case.articles for case in CASES.values() if case.name not in PASSED_OVER]
    assert first.json["added"] + first.json["unchanged"] == sum(added) + len(GOOD)
    for place in GOOD:
        found = onrecord("search", f"crane of {place}", "--json", "--data", data).json["passages"]
        assert f"lock of {place}" in found[0]["text"]
    audit = OnRecord(data).audit()
    assert (audit.faults, audit.leftover) == ((), 0)
    assert audit.articles == before + first.json["added"]

    again = onrecord("add", folder, "--json", "--quiet", "--data", data)
    assert again.status == 0
    assert again.json["failed"] == first.json["failed"]
    assert (again.json["added"], again.json["updated"]) == (0, 0)
    assert again.json["unchanged"] == first.json["added"] + first.json["unchanged"]


def _file(place: str, folder: Path) -> str:
    """The case's name in a failure's path, which may go on with a line or member."""
    inside = place.removeprefix(f"{folder}/")
    return inside.split("/")[0].rsplit(":", 1)[0]

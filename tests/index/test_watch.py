"""A watched folder is followed; hidden files and the index itself are passed over."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue

import pytest

from index.errors import UsageError
from index.watch import changes

SOON = 15.0  # seconds, for a machine that is busy


class Watcher:
    """Watches in a thread of its own, and tells of each change."""

    def __init__(self, *named: Path, beside: Path) -> None:
        self.told: Queue[None] = Queue()
        self.stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, args=(named, beside))
        self._thread.start()
        self.told.get(timeout=SOON)  # it has begun

    def _watch(self, named: tuple[Path, ...], beside: Path) -> None:
        for told in changes(named, beside, self.stop):
            self.told.put(told)

    def close(self) -> None:
        self.stop.set()
        self._thread.join(SOON)


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Callable[..., Watcher]]:
    started: list[Watcher] = []

    def start(*named: Path) -> Watcher:
        started.append(Watcher(*named, beside=tmp_path / "texts" / "data"))
        return started[-1]

    (tmp_path / "texts" / "data").mkdir(parents=True)
    yield start
    for watcher in started:
        watcher.close()


def test_a_new_file_is_told_and_what_does_not_matter_is_not(
    tmp_path: Path, watch: Callable[..., Watcher]
) -> None:
    watcher = watch(tmp_path / "texts")
    (tmp_path / "texts" / "data" / "chroma.sqlite3").write_text("no article")
    (tmp_path / "texts" / ".hidden.txt").write_text("no article")
    (tmp_path / "beside.txt").write_text("not watched")
    (tmp_path / "texts" / "a.txt").write_text("The ferry sank.")
    watcher.told.get(timeout=SOON)
    watcher.close()
    assert watcher.told.empty()


def test_a_file_alone_is_followed_through_its_being_replaced(
    tmp_path: Path, watch: Callable[..., Watcher]
) -> None:
    article = tmp_path / "texts" / "a.txt"
    article.write_text("The ferry sank.")
    watcher = watch(article)
    (tmp_path / "texts" / "b.txt").write_text("not watched")
    (tmp_path / "texts" / "new").write_text("The ferry floats.")
    (tmp_path / "texts" / "new").replace(article)
    watcher.told.get(timeout=SOON)


def test_what_is_not_there_cannot_be_watched(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        next(changes([tmp_path / "none"], tmp_path / "data"))

"""Adding again: unchanged costs nothing, changed replaces, vanished is told and pruned."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from index.library import Library
from index.types import AddReport
from tests.index.fakes import FakeEmbedder
from tests.index.shelf import Shelf, timeless

pytestmark = pytest.mark.slow  # an index of its own for every test

FERRY = "The ferry sank, Peter Lang said."
BRIDGE = "The bridge is shut, Mira Solen said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles in a folder."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "ferry.txt").write_text(FERRY)
    (tmp_path / "texts" / "bridge.txt").write_text(BRIDGE)
    return tmp_path / "texts"


def texts(shelf: Shelf) -> set[str]:
    library = shelf.library
    found = (library.article(info.id) for info in library.articles())
    return {article.text for article in found if article}


def unreadable(path: Path) -> None:
    """Makes reading a file fail without a change of its size or time."""
    before = path.stat()
    path.write_bytes(b"\x00" * before.st_size)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def touch(path: Path) -> None:
    os.utime(path, ns=(1, 10**18 + path.stat().st_mtime_ns % 10**6))


def test_a_file_of_the_same_size_and_time_is_not_even_opened(shelf: Shelf, folder: Path) -> None:
    assert shelf.add_paths(folder).added == 2
    unreadable(folder / "ferry.txt")
    assert shelf.add_paths(folder) == AddReport(unchanged=2)


def test_a_touched_file_is_unchanged_by_its_digest(shelf: Shelf, folder: Path) -> None:
    shelf.add_paths(folder)
    touch(folder / "ferry.txt")
    assert shelf.add_paths(folder) == AddReport(unchanged=2)
    unreadable(folder / "ferry.txt")  # its new time was kept
    assert shelf.add_paths(folder) == AddReport(unchanged=2)


def test_a_changed_file_of_the_same_size_replaces_what_it_held(shelf: Shelf, folder: Path) -> None:
    shelf.add_paths(folder)
    (folder / "ferry.txt").write_text(FERRY.replace("sank", "swam"))
    touch(folder / "ferry.txt")
    report = shelf.add_paths(folder)
    assert (report.updated, report.unchanged) == (1, 1)
    assert texts(shelf) == {BRIDGE, FERRY.replace("sank", "swam")}


def test_a_removed_article_comes_back_when_its_file_is_added_again(
    shelf: Shelf, folder: Path
) -> None:
    shelf.add_paths(folder)
    library = shelf.library
    library.remove([info.id for info in library.articles()])
    assert shelf.add_paths(folder).added == 2


def test_what_was_read_is_forgotten_without_harm(shelf: Shelf, folder: Path) -> None:
    shelf.add_paths(folder)
    (shelf.data / "seen.sqlite").unlink()
    assert shelf.add_paths(folder) == AddReport(unchanged=2)
    (shelf.data / "seen.sqlite").write_bytes(b"no database" * 500)
    assert shelf.add_paths(folder) == AddReport(unchanged=2)


def test_a_file_that_has_become_unreadable_keeps_its_article(shelf: Shelf, folder: Path) -> None:
    shelf.add_paths(folder)
    (folder / "ferry.txt").write_text("")
    report = shelf.add_paths(folder, prune=True)
    assert [Path(place).name for place, _ in report.failed] == ["ferry.txt"]
    assert texts(shelf) == {FERRY, BRIDGE}


# ---- vanished


def test_a_vanished_file_is_reported_and_its_article_kept(shelf: Shelf, folder: Path) -> None:
    shelf.add_paths(folder)
    (folder / "ferry.txt").unlink()
    report = shelf.add_paths(folder)
    assert report.vanished == (str(folder / "ferry.txt"),)
    assert report.as_dict()["vanished"] == [str(folder / "ferry.txt")]
    assert texts(shelf) == {FERRY, BRIDGE}


@pytest.mark.parametrize("named", [".", "ferry.txt"])
def test_pruning_takes_out_what_is_gone(shelf: Shelf, folder: Path, named: str) -> None:
    shelf.add_paths(folder)
    (folder / "ferry.txt").unlink()
    report = shelf.add_paths(folder / named, prune=True)
    assert (report.removed, report.failed) == (1, ())
    assert texts(shelf) == {BRIDGE}
    assert {c.article.label for c in shelf.find("ferry bridge")} == {"bridge.txt"}


def test_a_whole_folder_may_vanish(shelf: Shelf, folder: Path) -> None:
    shelf.add_paths(folder)
    shutil.rmtree(folder)
    assert shelf.add_paths(folder).vanished != ()
    assert shelf.add_paths(folder, prune=True).removed == 2
    assert shelf.library.articles() == []


def test_what_was_not_named_is_not_looked_for(shelf: Shelf, folder: Path, tmp_path: Path) -> None:
    shelf.add_paths(folder)
    shutil.rmtree(folder)
    (tmp_path / "texts and more").mkdir()
    (tmp_path / "texts and more" / "a.txt").write_text("The tunnel is dark, Ann Lee said.")
    report = shelf.add_paths(tmp_path / "texts and more", prune=True)
    assert (report.added, report.removed, report.vanished) == (1, 0, ())


def test_a_renamed_file_is_the_same_article_under_its_new_name(shelf: Shelf, folder: Path) -> None:
    shelf.add_paths(folder)
    (folder / "ferry.txt").rename(folder / "ship.txt")
    report = shelf.add_paths(folder, prune=True)
    assert (report.added, report.removed) == (1, 1)
    assert texts(shelf) == {FERRY, BRIDGE}
    assert {Path(i.path or "").name for i in shelf.library.articles()} == {"ship.txt", "bridge.txt"}


def test_a_file_with_nothing_to_report_says_nothing_of_vanishing(
    shelf: Shelf, folder: Path
) -> None:
    assert "vanished" not in shelf.add_paths(folder).as_dict()


def test_a_folder_that_holds_nothing_today_may_be_a_disk_that_is_not_there(
    shelf: Shelf, folder: Path
) -> None:
    shelf.add_paths(folder)
    for path in folder.iterdir():
        path.unlink()
    report = shelf.add_paths(folder, prune=True)
    assert (report.removed, len(report.vanished), len(report.failed)) == (0, 2, 1)
    assert texts(shelf) == {FERRY, BRIDGE}


@pytest.mark.parametrize("named", ["", "~nobody-of-that-name/a", "a\0b", "x" * 300])
def test_a_name_that_no_file_has_prunes_nothing(
    shelf: Shelf, folder: Path, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.add_paths(folder)
    (folder / "ferry.txt").unlink()
    monkeypatch.chdir(folder)
    report = timeless(shelf.library.add([named], prune=True))
    assert (len(report.failed), report.vanished, report.removed) == (1, (), 0)


# ---- files that hold several


def test_records_of_a_file_change_one_by_one(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    records = [{"id": f"n{n}", "text": f"Bridge number {n} is shut."} for n in range(12)]
    path.write_text("".join(json.dumps(each) + "\n" for each in records))
    assert shelf.add_paths(path).added == 12
    assert shelf.add_paths(path) == AddReport(unchanged=12)
    records[3]["text"] = "Bridge number 3 is open."
    del records[5]
    path.write_text("".join(json.dumps(each) + "\n" for each in records))
    report = shelf.add_paths(path, prune=True)
    assert (report.updated, report.unchanged, report.removed) == (1, 10, 1)


def test_an_article_that_moved_to_another_file_is_not_pruned(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    old, new = tmp_path / "in" / "jan.jsonl", tmp_path / "in" / "wire.jsonl"
    old.write_text('{"id": "a", "text": "The ferry sank."}\n{"id": "b", "text": "It rose."}\n')
    shelf.add_paths(tmp_path / "in")
    new.write_text(old.read_text().replace("rose", "floated"))
    old.unlink()
    report = shelf.add_paths(tmp_path / "in", prune=True)
    assert (report.updated, report.unchanged, report.removed) == (1, 1, 0)
    assert report.vanished == ()
    assert {info.path for info in shelf.library.articles()} == {str(new)}
    assert shelf.add_paths(tmp_path / "in") == AddReport(unchanged=2)


def test_two_articles_with_one_id_are_told_and_the_first_stays(
    shelf: Shelf, tmp_path: Path
) -> None:
    for name, text in (("a", "The ferry sank."), ("b", "The bridge is shut.")):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"id": "same", "text": text}))
    for expected in (AddReport(added=1, passages=1), AddReport(unchanged=1)):
        report = shelf.add_paths(tmp_path)
        ((place, error),) = report.failed
        assert (Path(place).name, "same" in error) == ("b.jsonl", True)
        assert (report.added, report.unchanged) == (expected.added, expected.unchanged)
        assert texts(shelf) == {"The ferry sank."}


def test_an_update_takes_away_what_is_no_longer_stated(shelf: Shelf, folder: Path) -> None:
    told = "---\noutlet: Wrong Post\npublished: 1999-01-01\nauthor: Nobody\n---\n"
    (folder / "ferry.txt").write_text(told + FERRY)
    shelf.add_paths(folder)
    (folder / "ferry.txt").write_text(FERRY)
    assert shelf.add_paths(folder).updated == 1
    library = shelf.library
    assert {(i.outlet, i.published, i.author) for i in library.articles()} == {(None, None, None)}
    assert library.audit().faults == ()


def test_equal_files_stay_two_when_one_of_them_changes(shelf: Shelf, folder: Path) -> None:
    (folder / "same.txt").write_text(FERRY)
    assert shelf.add_paths(folder).added == 3
    (folder / "ferry.txt").write_text("The ferry floats.")
    assert shelf.add_paths(folder).updated == 1
    assert texts(shelf) == {FERRY, BRIDGE, "The ferry floats."}


def test_a_member_of_an_archive_may_have_any_name(shelf: Shelf, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("n" * 4200 + ".txt", FERRY)
    assert shelf.add_paths(tmp_path).added == 1
    assert shelf.add_paths(tmp_path, prune=True) == AddReport(unchanged=1)


def test_an_unchanged_file_of_records_is_not_opened_even_to_count_them(
    shelf: Shelf, tmp_path: Path
) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text('{"text": "The ferry sank."}\n{"text": "It rose."}\n')
    shelf.add_paths(path)
    unreadable(path)
    told: list[int | None] = []
    shelf.library.add([path], progress=lambda done, total, doing: told.append(total))
    assert shelf.add_paths(path) == AddReport(unchanged=2)
    assert told[-1] == 2


def test_a_stream_of_records_seen_before_is_not_parsed(shelf: Shelf) -> None:
    records = [{"id": f"n{n}", "text": f"Bridge number {n} is shut."} for n in range(12)]
    assert shelf.add(*records).added == 12
    assert shelf.add(*records) == AddReport(unchanged=12)
    assert shelf.add(*records, {"id": "n12", "text": "Bridge number 12."}).added == 1


def test_members_of_an_archive_come_and_go_with_it(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "texts.zip"

    def pack(**members: str) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in members.items():
                archive.writestr(f"in/{name}.txt", text)

    pack(ferry=FERRY, bridge=BRIDGE)
    assert shelf.add_paths(path).added == 2
    assert {i.path for i in shelf.library.articles()} == {
        f"{path}/in/ferry.txt",
        f"{path}/in/bridge.txt",
    }
    pack(bridge=BRIDGE)
    assert shelf.add_paths(tmp_path).vanished == (f"{path}/in/ferry.txt",)
    assert shelf.add_paths(tmp_path, prune=True).removed == 1
    path.unlink()
    assert shelf.add_paths(path, prune=True).removed == 1


# ---- several processes and half-done runs


def test_a_run_that_finds_another_adding_says_that_it_waits(shelf: Shelf, folder: Path) -> None:
    from filelock import FileLock

    told: list[str] = []
    lock = FileLock(shelf.data / "lock")
    lock.acquire()

    def progress(_done: int, _total: int | None, doing: str) -> None:
        told.append(doing)
        lock.release()

    report = shelf.library.add([folder], progress=progress)
    assert report.added == 2
    assert told[0].startswith("waiting for another process")


def test_questions_do_not_wait_for_a_process_that_adds(stocked: Shelf) -> None:
    from filelock import FileLock

    with FileLock(stocked.data / "lock"):
        stocked.store.begin([])  # what it adds is not in the lexical index yet
        assert stocked.ids("ferry") >= {"ferry"}


def test_a_library_sees_what_another_has_written(shelf: Shelf, folder: Path) -> None:
    shelf.add({"id": "a", "text": "The tunnel is dark."})
    other = Library(shelf.data, FakeEmbedder())
    assert len(other.articles()) == 1
    shelf.add_paths(folder)
    assert len(other.articles()) == 3
    other.add((), [json.dumps({"id": "b", "text": "The tunnel is lit."})])
    assert shelf.ids("tunnel bridge ferry") >= {"a", "b"}
    assert other.audit().articles == shelf.library.audit().articles == 4


def test_passages_that_a_killed_run_left_are_swept_by_the_next(stocked: Shelf) -> None:
    from index.contents import contents_of

    article = stocked.library.article("ferry")
    assert article is not None
    store = stocked.store
    store.begin(["ferry"])
    store.database.articles.delete(ids=["ferry"])  # as a run that is killed before the record
    assert stocked.library.audit().leftover == sum(map(len, contents_of(article).parts.values()))
    assert stocked.library.audit().faults == ()
    stocked.add({"id": "other", "text": "The tunnel is dark."})
    assert stocked.library.audit().leftover == 0


def test_an_article_with_a_passage_missing_is_a_fault(stocked: Shelf) -> None:
    store = stocked.store
    (key,) = store.database.passages.get(where={"article": "ferry"}, limit=1)["ids"]
    store.database.passages.delete(ids=[key])
    (fault,) = stocked.library.audit().faults
    assert "ferry" in fault
    assert "passages" in fault


def test_nothing_at_all_is_sound(tmp_path: Path) -> None:
    assert Library(tmp_path / "none").audit().faults == ()
    assert timeless(Library(tmp_path / "data").add([])) == AddReport()

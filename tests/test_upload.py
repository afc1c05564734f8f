"""Adding from the chat: where files are kept, what is told meanwhile and in the end."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import StorageProblem
from index.types import AddReport
from tests.fakes import FakeDesk
from ui.adding import NO_ADDRESS, Adding, Uploads, is_web_address
from ui.adding_panel import panel
from ui.answering import UNFORESEEN
from ui.upload import keep, safe_name, unique_names

# ---- names


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("harbour plan.pdf", "harbour plan.pdf"),
        ("Überblick – “heute”.md", "Überblick – “heute”.md"),
        ("تقرير.txt", "تقرير.txt"),
        ("../../etc/passwd", "passwd"),
        ("/etc/passwd", "passwd"),
        (r"C:\papers\news.docx", "news.docx"),
        ("..", "article"),
        (".", "article"),
        ("", "article"),
        ("folder/", "article"),
        (".hidden.txt", "hidden.txt"),
        (" . spaced . ", "spaced"),
        ('a<b>:c"|?*.txt', "a_b__c____.txt"),
        ("nul\x00and\nline\x85.txt", "nulandline.txt"),
        ("txt.\u202efdp", "txt.fdp"),
        ("\ud800.txt", "txt"),
        ("e\u0301tude.txt", "étude.txt"),
        ("no suffix", "no suffix"),
        ("x" * 300 + ".jsonl", "x" * 174 + ".jsonl"),
        ("ü" * 300 + ".md", "ü" * 88 + ".md"),
        ("a." + "y" * 400, "a." + "y" * 178),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text())
def test_any_name_stays_in_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert Path("folder", safe).parent == Path("folder")
    assert safe not in ("", ".", "..") and not safe.startswith(".")
    assert len(safe.encode()) <= 180
    assert safe_name(safe) == safe


@pytest.mark.parametrize(
    ("names", "unique"),
    [
        (["a.txt", "b.txt"], ["a.txt", "b.txt"]),
        (["a.txt", "x/a.txt", "A.TXT"], ["a.txt", "a (2).txt", "A (3).TXT"]),
        (["a.txt", "a (2).txt", "a.txt"], ["a.txt", "a (2).txt", "a (3).txt"]),
        (["", "."], ["article", "article (2)"]),
    ],
)
def test_names_of_one_lot_differ(names: list[str], unique: list[str]) -> None:
    assert unique_names(names) == unique


# ---- keeping


def given_file(folder: Path, name: str, content: str | bytes) -> str:
    """A file as the browser's upload leaves it: in a folder of its own."""
    file = folder / f"upload-{len(list(folder.iterdir()))}" / name
    file.parent.mkdir()
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(file)


@pytest.fixture
def given_(tmp_path: Path) -> Path:
    folder = tmp_path / "given"
    folder.mkdir()
    return folder


def test_files_are_kept_when_the_upload_is_gone(given_: Path, tmp_path: Path) -> None:
    first = Path(given_file(given_, "tide.txt", "one"))
    second = Path(given_file(given_, "tide.txt", "two"))
    kept = keep([first, second, first], tmp_path / "data" / "uploads")
    first.unlink()
    second.unlink()
    assert [(file.name, file.read_text()) for file in kept] == [
        ("tide.txt", "one"),
        ("tide (2).txt", "two"),
    ]


def test_a_file_of_the_same_name_takes_the_earlier_ones_place(given_: Path, tmp_path: Path) -> None:
    for text in ("before", "after"):
        (kept,) = keep([Path(given_file(given_, "tide.txt", text))], tmp_path / "uploads")
        assert kept.read_text() == text
    assert [file.name for file in (tmp_path / "uploads").iterdir()] == ["tide.txt"]


def test_a_copy_cut_short_leaves_the_earlier_file(given_: Path, tmp_path: Path) -> None:
    folder = tmp_path / "uploads"
    keep([Path(given_file(given_, "tide.txt", "before"))], folder)
    gone = given_ / "tide.txt"
    with pytest.raises(StorageProblem, match="No such file"):
        keep([gone], folder)
    (kept,) = folder.iterdir()
    assert kept.read_text() == "before"


def test_a_folder_that_cannot_be_made_is_explained(given_: Path, tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("in the way")
    with pytest.raises(StorageProblem, match=r"blocked.uploads \(Not a directory\).*permissions"):
        keep([Path(given_file(given_, "a.txt", "one"))], tmp_path / "blocked" / "uploads")


# ---- adding


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FakeDesk]:
    desk = FakeDesk(data=tmp_path / "data")
    yield desk
    desk.adds.set()


@pytest.fixture
def uploads(desk: FakeDesk) -> Uploads:
    return Uploads(desk, poll=0.01)


def ending(states: Iterator[Adding]) -> Adding:
    """The last state, which alone has an outcome."""
    *before, last = states
    assert not any(state.is_over for state in before)
    assert last.is_over
    return last


def report_of(states: Iterator[Adding]) -> AddReport:
    report = ending(states).report
    assert report is not None
    return report


def test_files_are_added_from_where_they_are_kept(
    uploads: Uploads, desk: FakeDesk, given_: Path
) -> None:
    report = report_of(uploads.add_files([given_file(given_, "tide.txt", "It rose, she said.")]))
    assert (report.added, report.passages) == (1, 3)
    assert desk.article("tide.txt").info.path == str(desk.data / "uploads" / "tide.txt")
    again = report_of(uploads.add_files([given_file(given_, "tide.txt", "It fell, she said.")]))
    assert (again.added, again.updated) == (0, 1)
    same = report_of(uploads.add_files([given_file(given_, "tide.txt", "It fell, she said.")]))
    assert (same.updated, same.unchanged) == (0, 1)


def test_what_fails_is_named_as_its_reader_knows_it(uploads: Uploads, given_: Path) -> None:
    files = [given_file(given_, "ok.txt", "Good."), given_file(given_, "photo.txt", b"\xff\x00")]
    last = ending(uploads.add_files(files))
    assert last.report is not None
    assert last.report.failed == (("photo.txt", "is binary; give text"),)
    assert last.went_wrong


def test_states_tell_how_far_it_has_come(uploads: Uploads, desk: FakeDesk, given_: Path) -> None:
    desk.adds.clear()
    states = uploads.add_files([given_file(given_, f"{n}.txt", "Yes.") for n in range(3)])
    state = next(state for state in states if state.done)
    assert (state.done, state.total, state.doing) == (1, 3, "0.txt")
    assert uploads.busy
    desk.adds.set()
    assert report_of(states).added == 3
    assert not uploads.busy


def test_a_second_lot_waits_for_the_first(uploads: Uploads, desk: FakeDesk, given_: Path) -> None:
    desk.adds.clear()
    first = uploads.add_files([given_file(given_, "a.txt", "One.")])
    assert next(state for state in first if state.done)
    second = uploads.add_files([given_file(given_, "b.txt", "Two.")])
    assert next(second).doing == "waiting for what another page is adding"
    assert not (desk.data / "uploads" / "b.txt").exists()
    desk.adds.set()
    assert report_of(first).added == report_of(second).added == 1


def test_closing_the_page_leaves_the_adding_to_go_on(
    uploads: Uploads, desk: FakeDesk, given_: Path
) -> None:
    desk.adds.clear()
    states = uploads.add_files([given_file(given_, f"{n}.txt", "Yes.") for n in range(3)])
    assert next(state for state in states if state.done)
    del states
    rejoined = uploads.under_way()
    assert next(rejoined).total == 3
    desk.adds.set()
    assert report_of(rejoined).added == 3
    assert len(desk.articles()) == 3
    assert list(uploads.under_way()) == []


def test_an_error_of_the_whole_is_its_line(uploads: Uploads, desk: FakeDesk, given_: Path) -> None:
    desk.refusal = StorageProblem("cannot write to the data folder; change its permissions")
    last = ending(uploads.add_files([given_file(given_, "a.txt", "One.")]))
    assert last.problem == "cannot write to the data folder; change its permissions"
    desk.refusal = None
    assert report_of(uploads.add_files([given_file(given_, "a.txt", "One.")])).added == 1


def test_what_nobody_foresaw_is_logged_and_told_in_a_line(
    uploads: Uploads, desk: FakeDesk, given_: Path, caplog: pytest.LogCaptureFixture
) -> None:
    desk.refusal = RuntimeError("the store is upside down")
    with caplog.at_level(logging.ERROR):
        last = ending(uploads.add_files([given_file(given_, "a.txt", "One.")]))
    assert last.problem == UNFORESEEN
    assert "upside down" in caplog.text


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_read_only_data_folder_is_explained(
    uploads: Uploads, desk: FakeDesk, given_: Path
) -> None:
    desk.data.mkdir()
    desk.data.chmod(0o500)
    last = ending(uploads.add_files([given_file(given_, "a.txt", "One.")]))
    desk.data.chmod(0o700)
    assert last.problem is not None
    assert "Permission denied" in last.problem


# ---- addresses


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://news.example/harbour?page=1#top", True),
        ("HTTP://News.example", True),
        ("http://[::1]:8000/feed.xml", True),
        ("news.example/harbour", False),
        ("/etc/passwd", False),
        ("file:///etc/passwd", False),
        ("ftp://news.example/a", False),
        ("https://", False),
        ("https:///etc/passwd", False),
        ("https://[news", False),
        ("https://a.example https://b.example", False),
        ("-", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_are_addresses(text: str, is_one: bool) -> None:
    assert is_web_address(text) is is_one


def test_an_address_is_added_and_a_path_of_the_server_is_not(
    uploads: Uploads, desk: FakeDesk
) -> None:
    assert report_of(uploads.add_address("https://news.example/1")).added == 1
    assert desk.articles()[0].url == "https://news.example/1"
    assert ending(uploads.add_address(__file__)).problem == NO_ADDRESS
    assert len(desk.articles()) == 1
    assert not (desk.data / "uploads").exists()


# ---- the panel


@pytest.mark.parametrize(
    ("adding", "says"),
    [
        (Adding(), "Adding</p>"),
        (Adding(total=5, doing="reading"), "Adding 0 of 5 articles</p>"),
        (
            Adding(120, 609, "Tide tables", 1.4),
            "Adding 120 of 609 articles&#44; 1&#46;4 a second&#44; about 6 min left</p>",
        ),
        (Adding(120, 609), '<progress aria-label="Adding articles" value="120" max="609">'),
        (Adding(12, None), '<progress aria-label="Adding articles">'),
        (Adding(12, 5), '<progress aria-label="Adding articles">'),
        (Adding(12, 12), '<progress aria-label="Adding articles">'),  # the last are being stored
        (Adding(doing="waiting for another process"), "Waiting for another process</p>"),
        (Adding(problem="no <space> left"), "no &#60;space&#62; left"),
        (
            Adding(report=AddReport(3, 1, 2, (("a<b>.pdf", "is empty"),), 41)),
            "3 added&#44; 1 updated&#44; 2 unchanged&#44; 1 failed&#59; 41 passages</p>"
            '<ul class="failures" aria-label="What failed"><li dir="auto">'
            "<b>a&#60;b&#62;&#46;pdf</b> is empty</li></ul>",
        ),
        (Adding(report=AddReport(1, passages=1)), "0 failed&#59; 1 passage</p></div>"),
    ],
)
def test_the_panel(adding: Adding, says: str) -> None:
    assert says in panel(adding)

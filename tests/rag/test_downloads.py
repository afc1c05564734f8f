"""Files of a repository: fetched once, checked, gone on with, and then found with no request."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from index.errors import ModelProblem
from rag import downloads
from rag.downloads import download, present
from rag.hub import RepoFile
from tests.hub import COMMIT, FakeHub, hub_of

SMALL = b"GGUF" + bytes(range(256)) * 40
KEY = "hf_a-key-of-the-reader"
WANTED = RepoFile("mill/Wheel-GGUF", "Wheel-Q4_K_M.gguf")
NAMES = ["Wheel-Q4_K_M.gguf", "Wheel-Q8_0.gguf", "deep/Wheel-F16.gguf", "README.md"]


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    files = {f"{WANTED.repo}/{name}": SMALL for name in NAMES}
    monkeypatch.delenv("HF_TOKEN", raising=False)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")  # as the embedder leaves it
    with hub_of(FakeHub(files)) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        yield hub


def partial(folder: Path) -> Path:
    (found,) = (folder / WANTED.repo).glob("*.part")
    return found


@pytest.mark.parametrize(
    ("text", "repo", "file"),
    [
        ("mill/Wheel-GGUF:Wheel-Q4_K_M.gguf", "mill/Wheel-GGUF", "Wheel-Q4_K_M.gguf"),
        ("a.b/c_d:deep/er/x.gguf", "a.b/c_d", "deep/er/x.gguf"),
        ("a/b:with space.gguf", "a/b", "with space.gguf"),
    ],
)
def test_a_file_of_a_repository_is_told_by_its_form(text: str, repo: str, file: str) -> None:
    assert RepoFile.parse(text) == RepoFile(repo, file)
    assert str(RepoFile(repo, file)) == text


@pytest.mark.parametrize(
    "text",
    [
        "model.gguf", "mill/Wheel-GGUF", "mill/Wheel-GGUF:", "a/b/c:d.gguf", "/a/b:c.gguf",
        "a/b:../../c.gguf", "a/b:/etc/x.gguf", "a/b:c\\d.gguf", "a/b:c:d.gguf", "../b:x.gguf",
        "a/b:x//y.gguf", "C:/models/x.gguf", "",
    ],
)  # fmt: skip
def test_what_has_not_that_form_or_leads_out_of_the_folder_is_none(text: str) -> None:
    assert RepoFile.parse(text) is None


def test_a_file_is_fetched_once_and_then_found_without_a_request(
    hub: FakeHub, tmp_path: Path
) -> None:
    reports: list[tuple[int, int | None, str]] = []
    path = download(WANTED, tmp_path, lambda *report: reports.append(report))
    assert path == tmp_path / "mill" / "Wheel-GGUF" / "Wheel-Q4_K_M.gguf"
    assert path.read_bytes() == SMALL
    assert reports[0] == (0, len(SMALL), "downloading Wheel-Q4_K_M.gguf")
    assert reports[-1] == (len(SMALL), len(SMALL), "checking Wheel-Q4_K_M.gguf")
    assert ("GET", f"{WANTED.repo}/resolve/{COMMIT}/{WANTED.file}", "") in hub.asked

    hub.asked.clear()
    assert download(WANTED, tmp_path) == present(WANTED, tmp_path) == path
    assert hub.asked == []


def test_nothing_is_there_before(tmp_path: Path) -> None:
    assert present(WANTED, tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_a_broken_connection_is_taken_up_again(hub: FakeHub, tmp_path: Path) -> None:
    hub.breaks = [1000, 2000]
    assert download(WANTED, tmp_path).read_bytes() == SMALL
    assert [asked[2] for asked in hub.asked if asked[1] == "store"] == [
        "", "bytes=1000-", "bytes=3000-",
    ]  # fmt: skip


def test_what_an_interrupted_download_has_got_is_kept_for_the_next(
    hub: FakeHub, tmp_path: Path
) -> None:
    hub.breaks = [1000, 0]
    with pytest.raises(ModelProblem, match=r"cannot be downloaded.*try again"):
        download(WANTED, tmp_path)
    assert partial(tmp_path).read_bytes() == SMALL[:1000]
    assert present(WANTED, tmp_path) is None

    reports: list[int] = []
    download(WANTED, tmp_path, lambda done, total, doing: reports.append(done))
    assert reports[0] == 1000
    assert hub.asked[-1] == ("GET", "store", "bytes=1000-")
    assert present(WANTED, tmp_path)


def test_a_key_pressed_amid_a_download_costs_nothing_that_came(
    hub: FakeHub, tmp_path: Path
) -> None:
    came = 0

    def interrupt(done: int, total: int | None, doing: str) -> None:
        nonlocal came
        came = done
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        download(WANTED, tmp_path, interrupt)
    assert partial(tmp_path).read_bytes() == SMALL[:came]
    assert download(WANTED, tmp_path).read_bytes() == SMALL


def test_a_store_that_gives_only_whole_files_is_read_from_the_start(
    hub: FakeHub, tmp_path: Path
) -> None:
    hub.breaks, hub.honours_range = [1000, 0], False
    with pytest.raises(ModelProblem):
        download(WANTED, tmp_path)
    assert download(WANTED, tmp_path).read_bytes() == SMALL


def test_the_beginning_of_another_version_is_not_gone_on_with(hub: FakeHub, tmp_path: Path) -> None:
    hub.breaks = [1000, 0]
    with pytest.raises(ModelProblem):
        download(WANTED, tmp_path)
    newer = b"GGUF" + bytes(5000)
    hub.files[f"{WANTED.repo}/{WANTED.file}"] = newer
    path = download(WANTED, tmp_path)
    assert path.read_bytes() == newer
    assert not list(path.parent.glob("*.part"))


def test_bytes_that_are_not_what_the_hub_states_are_thrown_away(
    hub: FakeHub, tmp_path: Path
) -> None:
    hub.checksums[f"{WANTED.repo}/{WANTED.file}"] = 64 * "a"
    with pytest.raises(ModelProblem, match="another checksum than the hub states"):
        download(WANTED, tmp_path)
    assert not [path for path in tmp_path.rglob("*.gguf*") if path.suffix != ".lock"]


def test_a_small_file_is_checked_by_gits_own_checksum(hub: FakeHub, tmp_path: Path) -> None:
    path = f"{WANTED.repo}/{WANTED.file}"
    hub.checksums[path] = hashlib.sha1(b"blob %d\0" % len(SMALL) + SMALL).hexdigest()
    assert download(WANTED, tmp_path).read_bytes() == SMALL


def test_a_file_is_read_again_only_where_its_time_or_size_changed(
    hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = download(WANTED, tmp_path)
    hashed: list[Path] = []
    real = downloads._checksum
    monkeypatch.setattr(
        downloads, "_checksum", lambda path, like: hashed.append(path) or real(path, like)
    )
    assert present(WANTED, tmp_path)
    assert hashed == []
    os.utime(path, (1, 1))
    assert present(WANTED, tmp_path)
    assert present(WANTED, tmp_path)
    assert hashed == [path]


@pytest.mark.parametrize("changed", [SMALL[:-1] + b"!", SMALL + b"!", b""])
def test_a_file_that_was_changed_is_named_and_not_loaded(
    hub: FakeHub, tmp_path: Path, changed: bytes
) -> None:
    path = download(WANTED, tmp_path)
    path.write_bytes(changed)
    os.utime(path, (1, 1))
    with pytest.raises(ModelProblem, match="its checksum differs; delete it"):
        download(WANTED, tmp_path)
    path.unlink()
    assert download(WANTED, tmp_path).read_bytes() == SMALL


def test_a_file_that_somebody_put_there_is_taken_if_it_is_the_same(
    hub: FakeHub, tmp_path: Path
) -> None:
    path = tmp_path / WANTED.repo / WANTED.file
    path.parent.mkdir(parents=True)
    path.write_bytes(SMALL)
    assert download(WANTED, tmp_path) == path
    assert not [asked for asked in hub.asked if asked[0] == "GET"]


def test_all_parts_of_a_split_model_are_fetched_and_the_first_is_given(
    hub: FakeHub, tmp_path: Path
) -> None:
    names = [f"big/Wheel-0000{n}-of-00003.gguf" for n in (1, 2, 3)]
    hub.files |= {f"{WANTED.repo}/{name}": SMALL + bytes([n]) for n, name in enumerate(names)}
    path = download(RepoFile(WANTED.repo, names[1]), tmp_path)
    assert path == tmp_path / WANTED.repo / names[0]
    assert sorted(found.name for found in path.parent.glob("*.gguf")) == [n[4:] for n in names]
    (path.parent / names[2][4:]).unlink()
    assert present(RepoFile(WANTED.repo, names[0]), tmp_path) is None


def test_a_repository_that_was_renamed_is_followed(hub: FakeHub, tmp_path: Path) -> None:
    hub.renamed["mill/Old-GGUF"] = WANTED.repo
    assert download(RepoFile("mill/Old-GGUF", WANTED.file), tmp_path).read_bytes() == SMALL


def test_the_key_goes_to_the_hub_and_not_to_its_store(
    hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", KEY)
    download(WANTED, tmp_path)
    assert {token for token in hub.tokens if "store" not in token} == {f"Bearer {KEY}"}
    assert {token for token in hub.tokens if "store" in token} == {"store "}


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (RepoFile("mill/Nothing", "x.gguf"), "there is no repository mill/Nothing at .*or set HF_"),
        (RepoFile("mill/Kept", "x.gguf"), "only to those who accepted its terms; accept them at"),
        (
            RepoFile(WANTED.repo, "Wheel-Q4_K_S.gguf"),
            "is not in that repository; there are Wheel-Q4_K_M.gguf, ",
        ),
        (RepoFile(WANTED.repo, "q8_0"), "is no GGUF file; there are Wheel-Q8_0.gguf, "),
        (RepoFile(WANTED.repo, "README.md"), "is no GGUF file; there are "),
    ],
)
def test_what_the_hub_has_not_is_explained(
    hub: FakeHub, tmp_path: Path, wanted: RepoFile, message: str
) -> None:
    hub.gated.add("mill/Kept")
    with pytest.raises(ModelProblem, match=message) as raised:
        download(wanted, tmp_path)
    assert "\n" not in str(raised.value)


def test_a_hub_that_fails_is_explained(hub: FakeHub, tmp_path: Path) -> None:
    hub.status = 503
    with pytest.raises(ModelProblem, match="answers with status 503; try again later"):
        download(WANTED, tmp_path)


def test_a_page_that_is_no_hub_is_explained(hub: FakeHub, tmp_path: Path) -> None:
    hub.status = 200
    with pytest.raises(ModelProblem, match="gives no size and checksum"):
        download(WANTED, tmp_path)


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:9", "http://127.0.0.1:9/"])
def test_without_a_network_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, endpoint: str
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", endpoint)
    with pytest.raises(ModelProblem, match=r"http://127.0.0.1:9 cannot be reached; check the netw"):
        download(WANTED, tmp_path)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("HF_ENDPOINT", "ftp://hub", "HF_ENDPOINT is no address of a hub"),
        ("HF_ENDPOINT", f"https://me:{KEY}@hub", "HF_ENDPOINT is no address of a hub"),
        ("HF_TOKEN", f"{KEY}\nX-Other: 1", "HF_TOKEN holds characters that no key has"),
    ],
)
def test_what_the_environment_has_wrong_is_said_without_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ModelProblem, match=message) as raised:
        download(WANTED, tmp_path)
    assert KEY not in str(raised.value)


def test_too_little_room_is_said_before_anything_is_fetched(
    hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    little = shutil._ntuple_diskusage(10, 5, 5)
    monkeypatch.setattr("shutil.disk_usage", lambda path: little)
    with pytest.raises(ModelProblem, match=r"needs 0\.0 MB more and the disk of .* has 0\.0 MB"):
        download(WANTED, tmp_path)
    assert not [asked for asked in hub.asked if asked[0] == "GET"]


@pytest.mark.parametrize(
    ("number", "message"),
    [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "Read-only file system")],
)
def test_what_cannot_be_stored_is_said(
    hub: FakeHub, tmp_path: Path, number: int, message: str
) -> None:
    def refuse(done: int, total: int | None, doing: str) -> None:
        raise OSError(number, os.strerror(number))

    with pytest.raises(ModelProblem, match=rf"cannot be stored in .* \({message}\)"):
        download(WANTED, tmp_path, refuse)


def test_who_waits_for_another_download_is_told(hub: FakeHub, tmp_path: Path) -> None:
    path = tmp_path / WANTED.repo / WANTED.file
    path.parent.mkdir(parents=True)
    other = FileLock(f"{path}.lock").acquire()
    notices: list[str] = []

    def note(done: int, total: int | None, doing: str) -> None:
        notices.append(doing)
        other.lock.release()

    assert download(WANTED, tmp_path, note) == path
    assert notices[0] == "waiting for another process that is downloading Wheel-Q4_K_M.gguf"

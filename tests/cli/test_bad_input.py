"""Whatever is wrong: one line with what, what was found and the way out; the index as it was."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag import OnRecord
from tests.cli.conftest import Ended, Onrecord
from tests.cli.test_cli import ONRECORD
from tests.cli.tiny import ANSWERED, DECLINED

EMBEDDER = "ONRECORD_EMBEDDER"


def one_line(ended: Ended, status: int = 1) -> str:
    """The one line on standard error of a run that ended so, with nothing else said."""
    assert (ended.status, ended.out) == (status, "")
    assert ended.err.startswith("onrecord: ")
    assert ended.err.count("\n") == 1
    return ended.err


@pytest.fixture(scope="module")
def unchanged(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder that gives the same articles and passages after all tests as before."""
    data = Path(shutil.copytree(prepared, tmp_path_factory.mktemp("unchanged") / "data"))

    def state() -> tuple[object, ...]:
        desk = OnRecord(data)
        articles = desk.articles()
        texts = [desk.article(info.id).text for info in articles]
        return articles, texts, desk.search("port crane fish choir", k=100)

    before = state()
    yield data
    assert state() == before


# ---- questions


@pytest.mark.parametrize("question", ["", " ", "\n\t\u00a0"])
@pytest.mark.parametrize("command", ["ask", "search"])
def test_an_empty_question(onrecord: Onrecord, prepared: Path, command: str, question: str) -> None:
    line = one_line(onrecord(command, question, "--data", prepared), 2)
    assert "empty" in line
    assert "for example" in line


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize("side", ["--since", "--until"])
def test_a_date_that_is_none(onrecord: Onrecord, prepared: Path, command: str, side: str) -> None:
    ended = onrecord(command, "port", side, "next week", "--data", prepared)
    line = one_line(ended, 2)
    assert '"next week" is no date' in line
    assert "2024-04" in line


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_question_that_is_not_utf_8(onrecord: Onrecord, prepared: Path, command: str) -> None:
    question = b"caf\xe9?".decode("utf-8", "surrogateescape")  # as the system hands it over
    assert "UTF-8" in one_line(onrecord(command, question, "--data", prepared), 2)


# ---- models


def test_a_model_that_is_not_there(onrecord: Onrecord, unchanged: Path, tmp_path: Path) -> None:
    missing = tmp_path / "none.gguf"
    for question in (ANSWERED, DECLINED):
        line = one_line(onrecord("ask", question, "--model", missing, "--data", unchanged))
        assert str(missing) in line
        assert "no such file" in line
        assert "--model" in line


@pytest.mark.parametrize(
    ("content", "found"),
    [(b"", "b''"), (b"PK\x03\x04zip", "PK"), (b"<html>not found</html>", "<htm")],
)
def test_a_model_that_is_something_else(
    onrecord: Onrecord, unchanged: Path, tmp_path: Path, content: bytes, found: str
) -> None:
    model = tmp_path / "model.gguf"
    model.write_bytes(content)
    line = one_line(onrecord("ask", ANSWERED, "--model", model, "--data", unchanged))
    assert "is not a GGUF file" in line
    assert found in line
    assert "download it again" in line


@pytest.mark.parametrize("model", ["http://127.0.0.1:9/v1", "someone/model:file.gguf", "/"])
def test_a_model_from_where_none_can_be_had(
    onrecord: Onrecord, unchanged: Path, monkeypatch: pytest.MonkeyPatch, model: str
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    line = one_line(onrecord("ask", ANSWERED, "--model", model, "--data", unchanged))
    assert model in line
    assert "; " in line  # the way out


@pytest.mark.models
def test_a_damaged_model(prepared: Path, tmp_path: Path) -> None:
    model = tmp_path / "damaged.gguf"
    model.write_bytes(b"GGUF" + bytes(range(256)) * 64)
    ended = subprocess.run(
        [*ONRECORD, "ask", ANSWERED, "--model", model, "--data", prepared],
        capture_output=True, text=True,
    )  # fmt: skip
    line = one_line(Ended(ended.returncode, ended.stdout, ended.stderr))
    assert "does not load" in line
    assert "download it again" in line


# ---- the collection


@pytest.mark.parametrize("arguments", [["ask", "Who?"], ["ask", "Who?", "--json"], ["search", "x"]])
def test_an_empty_collection(onrecord: Onrecord, tmp_path: Path, arguments: list[str]) -> None:
    line = one_line(onrecord(*arguments, "--data", tmp_path / "none"))
    assert "no articles" in line
    assert "onrecord add" in line
    assert not (tmp_path / "none").exists()


def test_a_collection_that_was_emptied(onrecord: Onrecord, data: Path) -> None:
    assert onrecord("remove", "port", "crane", "fish", "choir", "--data", data).status == 0
    assert "onrecord add" in one_line(onrecord("ask", "Who?", "--data", data))


@pytest.mark.parametrize(
    "arguments",
    [["ask", ANSWERED], ["search", "port"], ["articles"], ["remove", "port"]],
)
def test_a_collection_made_by_another_embedder(
    onrecord: Onrecord, unchanged: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv(EMBEDDER, "another-model")
    line = one_line(onrecord(*arguments, "--data", unchanged))
    assert "all-MiniLM-L6-v2" in line
    assert "another-model" in line
    assert EMBEDDER in line


def test_adding_to_a_collection_made_by_another_embedder(
    onrecord: Onrecord, unchanged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = tmp_path / "new.txt"
    article.write_text("The port burned, Lund said.")
    monkeypatch.setenv(EMBEDDER, "another-model")
    assert "another-model" in one_line(onrecord("add", article, "--data", unchanged))


@pytest.mark.parametrize("name", ["chroma.sqlite3", "empty"])
def test_a_database_that_is_damaged(onrecord: Onrecord, data: Path, name: str) -> None:
    database = data / "chroma" / "chroma.sqlite3"
    database.write_bytes(b"" if name == "empty" else b"SQLite format 3\x00" + b"\xff" * 5000)
    for arguments in (["ask", "Who?"], ["articles"], ["search", "port"]):
        ended = onrecord(*arguments, "--data", data)
        assert ended.status in (0, 1)
        assert "Traceback" not in ended.err
        if ended.status == 1:
            one_line(ended)


def test_what_is_derived_is_made_anew(onrecord: Onrecord, data: Path) -> None:
    before = onrecord("search", "unsafe crane", "--json", "--data", data).json["passages"]
    shutil.rmtree(data / "lexical")
    assert onrecord("search", "unsafe crane", "--json", "--data", data).json["passages"] == before
    (data / "lexical" / "meta.json").write_text("{")
    ended = onrecord("search", "unsafe crane", "--json", "--data", data)
    assert "Traceback" not in ended.err
    if ended.status:
        assert "lexical" in one_line(ended)


# ---- files to add


BAD_FILES = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\n\t\n", "no article text"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG picture"),
    "page.html": (b"<html><script>go()</script></html>", "no article"),
    "paper.pdf": (b"%PDF-1.7", "PDF"),
    "lines.jsonl": (b"{not json}\n", "is not JSON"),
    "list.jsonl": (b'["text"]\n', "not an object"),
    "untitled.jsonl": (b'{"title": "Port"}\n', 'no "text"'),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_cannot_be_read(
    onrecord: Onrecord, unchanged: Path, tmp_path: Path, name: str
) -> None:
    content, found = BAD_FILES[name]
    file = tmp_path / name
    file.write_bytes(content)
    ended = onrecord("add", file, "--json", "--data", unchanged)
    assert (ended.status, ended.err.count("\n")) == (1, 1)
    assert name in ended.err
    assert found in ended.err
    report = ended.json
    assert (report["added"], report["updated"], len(report["failed"])) == (0, 0, 1)
    assert set(report["failed"][0]) == {"path", "error"}
    assert found in report["failed"][0]["error"]


@pytest.mark.parametrize("name", ["none.txt", "none/"])
def test_a_path_that_is_not_there(
    onrecord: Onrecord, unchanged: Path, tmp_path: Path, name: str
) -> None:
    ended = onrecord("add", tmp_path / name, "--data", unchanged)
    assert (ended.status, ended.err.count("\n")) == (1, 1)
    assert "no such file" in ended.err


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://news.example/1", "http"),
        ("http://127.0.0.1/1", "private"),
        ("http://localhost:7860/", "private"),
        ("http://[::1]/", "private"),
        ("https://", "address"),
    ],
)
def test_a_web_address_that_is_refused(
    onrecord: Onrecord, unchanged: Path, address: str, said: str
) -> None:
    ended = onrecord("add", address, "--data", unchanged)
    assert (ended.status, ended.err.count("\n")) == (1, 1)
    assert said in ended.err


@pytest.mark.parametrize("held", [[], ["notes.csv", "photo.jpg"], ["README.md"], [".hidden.txt"]])
def test_a_folder_without_readable_files(
    onrecord: Onrecord, unchanged: Path, tmp_path: Path, held: list[str]
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in held:
        (folder / name).write_text("The mayor said no.")
    ended = onrecord("add", folder, "--data", unchanged)
    assert (ended.status, ended.err.count("\n")) == (1, 1)
    assert "holds no readable file" in ended.err
    assert ".txt" in ended.err


def test_failing_to_add_to_nothing_leaves_nothing_to_ask(
    onrecord: Onrecord, tmp_path: Path
) -> None:
    ended = onrecord("add", tmp_path / "none.txt", "--data", tmp_path / "data")
    assert ended.status == 1
    assert onrecord("articles", "--data", tmp_path / "data").out == ""
    assert "onrecord add" in one_line(onrecord("ask", "Who?", "--data", tmp_path / "data"))


# ---- the disk


@pytest.mark.parametrize("arguments", [["add", "x.txt"], ["articles"], ["ask", "Who?"]])
def test_a_data_folder_that_cannot_be_made(
    onrecord: Onrecord, tmp_path: Path, arguments: list[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    ended = onrecord(*arguments, "--data", blocked / "data")
    assert blocked.read_text() == "in the way"
    if arguments == ["articles"]:
        assert (ended.status, ended.out) == (0, "")
        return
    line = one_line(ended)
    assert str(blocked / "data") in line
    assert "--data" in line or "onrecord add" in line


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_data_folder_that_is_read_only(onrecord: Onrecord, data: Path) -> None:
    data.chmod(0o500)
    try:
        for arguments in (["remove", "port"], ["add", __file__]):
            assert "cannot write" in one_line(onrecord(*arguments, "--data", data))
    finally:
        data.chmod(0o700)


def no_more_space() -> None:
    """No file may grow beyond 4 kB, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


@pytest.mark.slow
def test_a_full_disk(unchanged: Path) -> None:
    ended = subprocess.run(
        [*ONRECORD, "--data", unchanged, "remove", "port"],
        capture_output=True, text=True, preexec_fn=no_more_space,
    )  # fmt: skip
    line = one_line(Ended(ended.returncode, ended.stdout, ended.stderr))
    assert str(unchanged) in line
    assert "free space" in line


def test_a_search_that_nothing_passes_says_so(onrecord: Onrecord, prepared: Path) -> None:
    ended = onrecord("search", "port", "--outlet", "Nonesuch", "--data", prepared)
    assert (ended.status, ended.out) == (0, "")
    assert ended.err == (
        'onrecord: no passage is found within outlet "Nonesuch"; '
        "`onrecord articles` lists outlets and dates\n"
    )

"""Which model is meant: the one that comes along, a file, a repository's file, or a server."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.errors import ModelProblem
from rag import OnRecord
from rag.downloads import models_folder
from rag.model import Message, is_server, open_model, resolve_model, without_system
from rag.server import ServerGenerator
from tests.hub import FakeHub, hub_of
from tests.model_server import FakeServer, model_server

GGUF = b"GGUF and more"
NAME = "mill/Wheel-GGUF:Wheel.gguf"


@pytest.fixture
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The platform's folder for a user's data, for this test."""
    monkeypatch.setattr("platformdirs.user_data_path", lambda *a, **k: tmp_path / "home")
    return tmp_path / "home"


@pytest.mark.parametrize(
    ("configured", "answer"),
    [
        ("http://127.0.0.1", True), ("HTTPS://models.example/v1#x", True),
        (None, False), ("model.gguf", False), (NAME, False), ("httpd.gguf", False),
    ],
)  # fmt: skip
def test_a_server_is_told_by_its_address(configured: str | None, answer: bool) -> None:
    assert is_server(configured) is answer


def test_the_bundled_model_is_the_default() -> None:
    assert resolve_model(None).suffix == ".gguf"


def test_a_path_is_taken_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "x.gguf").write_bytes(GGUF)
    assert resolve_model("~/x.gguf") == tmp_path / "x.gguf"
    assert open_model(str(tmp_path / "x.gguf")).name == "x"


def test_a_file_that_is_there_goes_before_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(NAME).parent.mkdir()
    Path(NAME).write_bytes(GGUF)
    assert resolve_model(NAME) == Path(NAME)


@pytest.mark.parametrize("configured", ["nowhere.gguf", "mill/Wheel-GGUF", "a/b:../c.gguf", ""])
def test_what_is_none_of_these_is_said_with_what_there_may_be(configured: str) -> None:
    with pytest.raises(
        ModelProblem, match=r"there is no such file; give the path .*OWNER/NAME:FIL"
    ):
        resolve_model(configured)


def test_a_file_of_another_kind_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.gguf").write_bytes(b"PK and more")
    with pytest.raises(ModelProblem, match=r"is not a GGUF file \(it starts with b'PK a'\)"):
        resolve_model(str(tmp_path / "x.gguf"))


def test_an_address_opens_a_server_with_the_key_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ONRECORD_API_KEY", "key")
    with model_server(FakeServer()) as server:
        generator = open_model(server.url)
        assert isinstance(generator, ServerGenerator)
        assert list(generator.stream([Message("user", "?")], opening="", max_tokens=5)) == ["yes"]
    assert set(server.keys) == {"Bearer key"}


def test_a_desk_finds_its_model_and_shows_how_the_download_goes_on(
    data_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports: list[tuple[int, int | None, str]] = []
    with hub_of(FakeHub({"mill/Wheel-GGUF/Wheel.gguf": GGUF})) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        desk = OnRecord(data_home / "index", NAME)
        with pytest.raises(ModelProblem, match="is not downloaded yet; the first `onrecord ask`"):
            desk.try_model()
        assert hub.asked == []
        assert desk.check(lambda *report: reports.append(report)) == "Wheel"
    assert reports[-1][:2] == (len(GGUF), len(GGUF))
    assert models_folder() == data_home / "models"
    # The hub is gone, and so is every way to it.
    assert OnRecord(data_home / "index", NAME).check() == "Wheel"
    assert resolve_model(NAME, may_download=False).read_bytes() == GGUF


def test_the_embedder_stays_off_the_network_after_a_download(
    data_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with hub_of(FakeHub({"mill/Wheel-GGUF/Wheel.gguf": GGUF})) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        assert resolve_model(NAME).is_file()
    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_a_downloaded_file_that_is_no_gguf_is_said(
    data_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hub_of(FakeHub({"mill/Wheel-GGUF/Wheel.gguf": b"<html>"})) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        with pytest.raises(ModelProblem, match="is not a GGUF file"):
            resolve_model(NAME)


def test_a_desk_asks_a_server_for_its_name_once(tmp_path: Path) -> None:
    with model_server(FakeServer()) as server:
        desk = OnRecord(tmp_path, server.url)
        assert (desk.check(), desk.try_model()) == ("wheel-7b", "wheel-7b")
    assert server.paths == ["/v1/models", "/v1/chat/completions"]


def test_a_system_message_goes_before_the_users_first() -> None:
    turns = [Message("system", "Be brief."), Message("user", "Hi"), Message("assistant", "Hm")]
    assert without_system(turns) == [Message("user", "Be brief.\n\nHi"), Message("assistant", "Hm")]
    assert without_system(turns[1:]) == turns[1:]


@pytest.mark.models
def test_a_prompt_that_is_too_long_is_not_read_in_part() -> None:
    generator = open_model(None)
    long, short = Message("user", "who said so " * 1000), Message("user", "Say yes.")
    assert list(generator.stream([long], opening="X said", max_tokens=10)) == []
    assert list(generator.stream([short], opening="", max_tokens=3)) != []

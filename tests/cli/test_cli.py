"""The commands of the contract: options, output, exit status."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Onrecord
from tests.cli.tiny import ANSWERED, DECLINED
from tests.model_server import FakeServer, model_server
from tests.rag.news import ARTICLES

COMMANDS = "add articles remove ask search quotes chat eval doctor".split()
ONRECORD = [sys.executable, "-c", "from ui.cli import main; main()"]


def test_help_names_every_command(onrecord: Onrecord) -> None:
    ended = onrecord("--help")
    assert ended.status == 0
    assert set(COMMANDS) <= set(re.findall(r"^  (\w+)", ended.out, re.MULTILINE))


@pytest.mark.parametrize("command", [*COMMANDS[:-3], "chat", "doctor"])
def test_every_command_explains_itself(onrecord: Onrecord, command: str) -> None:
    ended = onrecord(command, "--help")
    assert (ended.status, ended.err) == (0, "")
    assert {"--data", "--model", "--quiet"} <= set(re.findall(r"--\w+", ended.out))


def test_version(onrecord: Onrecord) -> None:
    ended = onrecord("--version")
    assert ended.status == 0
    assert re.search(r"\d+\.\d+\.\d+", ended.out)


@pytest.mark.parametrize(
    "arguments",
    [
        ["flail"],
        ["--flail", "articles"],
        ["articles", "--flail"],
        ["add"],
        ["remove"],
        ["ask"],
        ["search"],
        ["ask", "one", "two"],
        ["ask", "one", "--batch", "-"],
        ["ask", "--drafts", "--batch", "-"],
        ["search", "one", "--batch", "-"],
        ["search", "one", "-k", "0"],
        ["search", "one", "-k", "many"],
        ["chat", "--port", "0"],
        ["chat", "--port", "70000"],
        ["articles", "--data"],
    ],
)
def test_wrong_usage_ends_with_2(onrecord: Onrecord, arguments: list[str]) -> None:
    ended = onrecord(*arguments)
    assert (ended.status, ended.out) == (2, "")
    assert "Error: " in ended.err


def test_global_options_stand_before_or_after_the_command(
    onrecord: Onrecord, prepared: Path, tmp_path: Path
) -> None:
    after = onrecord("articles", "--data", prepared, "--quiet")
    before = onrecord("--quiet", "--data", prepared, "articles")
    both = onrecord("--data", tmp_path / "other", "articles", "--data", prepared)
    assert len(after.out.splitlines()) == len(ARTICLES)
    assert after == before == both


def test_the_model_may_be_named_before_or_after_the_command(
    onrecord: Onrecord, prepared: Path, tmp_path: Path
) -> None:
    nowhere = tmp_path / "none.gguf"
    before = onrecord("--model", nowhere, "ask", DECLINED, "--data", prepared)
    after = onrecord("ask", DECLINED, "--data", prepared, "--model", nowhere)
    assert before == after
    assert (before.status, before.out) == (1, "")


def test_the_data_folder_may_come_from_the_environment(
    onrecord: Onrecord, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_DATA", str(prepared))
    assert len(onrecord("articles").out.splitlines()) == len(ARTICLES)
    assert onrecord("articles", "--data", tmp_path).out == ""


def test_articles_are_listed_by_title(onrecord: Onrecord, prepared: Path) -> None:
    listed = onrecord("articles", "--json", "--data", prepared).lines
    assert [set(each) for each in listed] == [
        {"id", "title", "outlet", "author", "published", "path", "url"}
    ] * len(ARTICLES)
    titles = [each["title"] for each in listed]
    assert titles == sorted(titles, key=str.lower)
    plain = onrecord("articles", "--data", prepared).out
    for key, fields in ARTICLES.items():
        assert f"{key}  {fields['title']}" in plain


def test_an_empty_collection_lists_nothing(onrecord: Onrecord, tmp_path: Path) -> None:
    ended = onrecord("articles", "--data", tmp_path / "none")
    assert (ended.status, ended.out, ended.err) == (0, "", "")
    assert not (tmp_path / "none").exists()


def test_removed_articles_are_gone_for_good(onrecord: Onrecord, data: Path) -> None:
    ended = onrecord("remove", "port", "fish", "--data", data)
    assert (ended.status, ended.out.split()) == (0, ["removed", "port", "removed", "fish"])
    left = {each["id"] for each in onrecord("articles", "--json", "--data", data).lines}
    assert left == {"crane", "choir"}
    found = onrecord("search", "port tax fish", "--json", "--data", data).json["passages"]
    assert {each["article"]["id"] for each in found} <= left


def test_removing_what_is_not_there_says_so(onrecord: Onrecord, data: Path) -> None:
    ended = onrecord("remove", "choir", "nothing", "--data", data)
    assert ended.status == 1
    assert ended.out == "removed choir\n"
    assert ended.err.count("\n") == 1
    assert "nothing" in ended.err
    assert "onrecord articles" in ended.err


def test_search_gives_ranked_passages(onrecord: Onrecord, prepared: Path) -> None:
    found = onrecord("search", "unsafe crane", "--json", "-k", "2", "--data", prepared).json
    assert set(found) == {"passages", "seconds"}
    passages = found["passages"]
    assert len(passages) == 2
    assert set(passages[0]) == {"article", "start", "end", "text", "score"}
    assert passages[0]["article"]["id"] == "crane"
    assert passages[0]["score"] >= passages[1]["score"]
    plain = onrecord("search", "unsafe crane", "-k", "1", "--data", prepared)
    assert plain.status == 0
    assert plain.out.startswith("1. The crane of Sorhavn fell · Valley Herald · 2031-04-02")


@pytest.mark.parametrize(
    ("options", "articles"),
    [
        (["--outlet", "coast post"], {"port", "fish"}),
        (["--since", "2031-05-01"], {"port"}),
        (["--until", "2031-04"], {"crane"}),
        (["--speaker", "Berg"], {"port", "crane"}),
        (["--speaker", "Nobody Atall"], set()),
    ],
)
def test_search_keeps_to_its_filters(
    onrecord: Onrecord, prepared: Path, options: list[str], articles: set[str]
) -> None:
    ended = onrecord("search", "port crane fish", "--json", "--data", prepared, *options)
    assert {each["article"]["id"] for each in ended.json["passages"]} == articles


def test_a_declined_question_is_no_failure(onrecord: Onrecord, prepared: Path) -> None:
    plain = onrecord("ask", DECLINED, "--data", prepared)
    assert (plain.status, plain.err) == (0, "")
    assert plain.out.startswith("The articles don't say. Looked for: cost, fly, moon.\n")
    assert "The closest passages:" in plain.out
    answer = onrecord("ask", DECLINED, "--json", "--data", prepared).json
    assert (answer["status"], answer["question"]) == ("declined", DECLINED)
    assert answer["closest"]
    assert answer["citations"] == answer["sentences"] == []


# ---- as a process


def test_refused_drafts_stand_beside_the_answer_object(onrecord: Onrecord, prepared: Path) -> None:
    with model_server(FakeServer(pieces=("the port", ".", " And"))) as server:
        options = ["--model", f"{server.url}/v1", "--data", prepared]
        plain = onrecord("ask", ANSWERED, "--json", *options)
        full = onrecord("ask", ANSWERED, "--json", "--drafts", *options)
        shown = onrecord("ask", "--drafts", ANSWERED, *options)
    assert (plain.status, full.status, shown.status) == (0, 0, 0)
    assert [*plain.json] == [
        "question", "status", "answer", "sentences", "citations", "closest", "model", "seconds",
    ]  # fmt: skip
    assert {*full.json} - {*plain.json} == {"refused"}
    assert full.json["answer"] == plain.json["answer"]
    assert [{*each} for each in full.json["refused"]] == [{"text", "reason"}]
    assert "Refused drafts: 1\n" in shown.out


def test_results_and_messages_go_to_their_own_streams(tmp_path: Path) -> None:
    ended = subprocess.run(
        [*ONRECORD, "--data", tmp_path / "none", "remove", "x"], capture_output=True, text=True
    )
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1)


def test_a_reader_that_goes_away_is_no_error() -> None:
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run([*ONRECORD, "--help"], stdout=write, stderr=subprocess.PIPE, text=True)
    os.close(write)
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.slow
def test_interrupted_ends_with_130_and_no_traceback(prepared: Path) -> None:
    waiting = subprocess.Popen(
        [*ONRECORD, "--data", prepared, "search", "--batch", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        # Where the tests run in the background, interrupts are ignored, and so in what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert waiting.stdin and waiting.stdout and waiting.stderr
    waiting.stdin.write('{"id": 1, "query": "port"}\n')
    waiting.stdin.flush()
    assert '"passages"' in waiting.stdout.readline()  # so it is past its imports
    waiting.send_signal(signal.SIGINT)
    assert waiting.wait(timeout=20) == 130
    assert "Traceback" not in waiting.stderr.read()
    for pipe in (waiting.stdin, waiting.stdout, waiting.stderr):
        pipe.close()


@pytest.mark.slow
def test_output_survives_a_terminal_that_cannot_show_it(prepared: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii:strict"}
    ended = subprocess.run(
        [*ONRECORD, "--data", prepared, "search", "monument", "-k", "1"],
        capture_output=True, env=environment,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"monument to greed" in ended.stdout

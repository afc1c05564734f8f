"""Many questions at once: one line in, one line out, in order, each with its id."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Onrecord
from tests.cli.tiny import DECLINED

ANSWER_KEYS = {
    "id", "question", "status", "answer", "sentences", "citations", "closest", "model", "seconds",
}  # fmt: skip


def lines_of(*records: object) -> str:
    return "".join(
        f"{record if isinstance(record, str) else json.dumps(record)}\n" for record in records
    )


def test_every_answer_comes_in_order_with_its_id(
    onrecord: Onrecord, prepared: Path, tmp_path: Path
) -> None:
    ids = ["b", "a", 3, 3, None, "ü", 1.5]
    questions = [{"id": each, "question": DECLINED} for each in ids]
    file = tmp_path / "questions.jsonl"
    file.write_text(lines_of(*questions, {"question": DECLINED}), "utf-8")
    ended = onrecord("ask", "--batch", file, "--data", prepared)
    assert (ended.status, ended.err) == (0, "")
    assert [line["id"] for line in ended.lines] == [*ids, None]
    assert all(set(line) == ANSWER_KEYS for line in ended.lines)


BAD_LINES = [
    ("not json", "JSON"),
    ('{"id": 1, "question": ', "JSON"),
    ("[1, 2]", "list"),
    ('"What?"', "str"),
    ('{"id": 1}', "question"),
    ('{"id": 1, "question": 7}', "question"),
    ('{"id": 1, "question": null}', "question"),
    ('{"id": 1, "question": "  "}', "empty"),
    ('{"id": 1, "question": "\\ud800"}', "UTF-8"),
    (json.dumps({"id": 1, "question": "x" * 9000}), "shorten"),
    ('{"id": 1, "question": "What?", "history": "before"}', "history"),
    ('{"id": 1, "question": "What?", "history": [{"question": "Who?"}]}', "history"),
    ('{"id": 1, "question": "What?", "history": ["Who?"]}', "history"),
]


@pytest.mark.parametrize(("line", "found"), BAD_LINES)
def test_a_bad_line_fails_alone(
    onrecord: Onrecord, prepared: Path, tmp_path: Path, line: str, found: str
) -> None:
    file = tmp_path / "questions.jsonl"
    good = [{"id": key, "question": DECLINED} for key in ("first", "last")]
    file.write_text(lines_of(good[0], "", line, good[1]), "utf-8")
    ended = onrecord("ask", "--batch", file, "--data", prepared)
    assert ended.status == 1
    assert ended.err.count("\n") == 1
    assert ended.err.startswith("onrecord: line 3: ")
    first, failed, last = ended.lines
    assert [first["id"], last["id"]] == ["first", "last"]
    assert first["status"] == last["status"] == "declined"
    assert set(failed) == {"id", "error"}
    assert failed["id"] == (1 if line.startswith('{"id": 1,') and found != "JSON" else
                            1 if line == '{"id": 1}' else None)  # fmt: skip
    assert found in failed["error"]


def test_a_line_may_hold_what_other_programs_take_for_line_breaks(
    onrecord: Onrecord, prepared: Path, tmp_path: Path
) -> None:
    file = tmp_path / "questions.jsonl"
    question = f"{DECLINED}\u2028really\x85or\x1cnot?"
    line = json.dumps({"id": 1, "question": question}, ensure_ascii=False)
    file.write_bytes(f"\ufeff{line}\r\n".encode())
    ended = onrecord("ask", "--batch", file, "--data", prepared)
    assert [(each["id"], each["question"]) for each in ended.lines] == [(1, question)]


def test_questions_come_from_standard_input(
    onrecord: Onrecord, prepared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(lines_of({"id": 7, "question": DECLINED})))
    assert [line["id"] for line in onrecord("ask", "--batch", "-", "--data", prepared).lines] == [7]


def test_nothing_in_nothing_out(onrecord: Onrecord, prepared: Path, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text("\n\n")
    ended = onrecord("ask", "--batch", file, "--data", prepared)
    assert (ended.status, ended.out, ended.err) == (0, "", "")


def test_a_history_is_taken_into_account(
    onrecord: Onrecord, prepared: Path, tmp_path: Path
) -> None:
    file = tmp_path / "questions.jsonl"
    before = [{"question": "What did Liv Moe say about the moon?", "answer": "Nothing."}]
    asked = {"id": 1, "question": "And what did Nils Aas say about it?", "history": before}
    file.write_text(lines_of(asked, asked | {"history": []}, asked | {"history": None}))
    ended = onrecord("ask", "--batch", file, "--data", prepared)
    assert ended.status == 0
    assert [line["status"] for line in ended.lines] == ["declined"] * 3


def test_searches_go_in_batches_too(onrecord: Onrecord, prepared: Path, tmp_path: Path) -> None:
    file = tmp_path / "queries.jsonl"
    queries = [
        {"id": 1, "query": "unsafe crane"}, {"id": 2, "question": "tax on fish"}, {"id": 3},
        {"id": 4, "query": ""},
    ]  # fmt: skip
    file.write_text(lines_of(*queries))
    ended = onrecord("search", "--batch", file, "-k", "1", "--data", prepared)
    assert ended.status == 1
    assert [line["id"] for line in ended.lines] == [1, 2, 3, 4]
    crane, fish, missing, empty = ended.lines
    assert set(crane) == {"id", "passages", "seconds"}
    assert [len(crane["passages"]), len(fish["passages"])] == [1, 1]
    assert crane["passages"][0]["article"]["id"] == "crane"
    assert fish["passages"][0]["article"]["id"] == "fish"
    assert set(missing) == set(empty) == {"id", "error"}


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_batch_file_that_cannot_be_read_is_wrong_usage(
    onrecord: Onrecord, prepared: Path, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "questions.jsonl"
    if content is not None:
        file.write_bytes(content)
    for place in (file, tmp_path):
        ended = onrecord("ask", "--batch", place, "--data", prepared)
        assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1)
        assert str(place) in ended.err


def test_bytes_that_are_not_utf_8_fail_alone(
    onrecord: Onrecord, prepared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = b'{"id": 1, "query": "caf\xe9"}\n{"id": 2, "query": "crane"}\n'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines), encoding="utf-8"))
    ended = onrecord("search", "--batch", "-", "-k", "1", "--data", prepared)
    first, second = ended.lines
    assert (ended.status, ended.err.count("\n")) == (1, 1)
    assert (first["id"], second["id"]) == (1, 2)
    assert "UTF-8" in first["error"]
    assert second["passages"]

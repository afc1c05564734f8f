"""A gold file scored: figures for readers and scripts, a report, and one line for each error."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Onrecord
from ui.eval_output import question_progress
from ui.progress import Lines

CASES = (
    {
        "id": "port",
        "question": "What did Anna Lund say about the port?",
        "evidence": [
            {"fact": "The port of Norhavn will close in June", "url": "https://a.example"}
        ],
    },
    {
        "id": "crane",
        "question": "How much did Sorhavn pay for the crane?",
        "answers": ["40,000", "40,000 crowns"],
        "context": "Sorhavn paid 40,000 crowns for the crane in 1998, according to Karl Berg.",
    },
    {
        "id": "fish",
        "question": "Who told parliament that taxes on fish would double?",
        "answerable": True,
        "contains": [["Liv Moe", "Moe"], ["double"]],
        "article": [],
    },
    {"id": "moon", "question": "What does it cost to fly to the moon?", "answers": []},
)
FIGURES = {
    "hits_at_10", "hits_at_4", "mrr_at_10", "evidence_recall_at_10", "evidence_in_first_3",
    "auroc", "mean_passage_tokens", "search_p50_ms", "evidence_p50_ms",
}  # fmt: skip


def gold_file(folder: Path, *lines: object) -> Path:
    file = folder / "gold.jsonl"
    written = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    file.write_text("".join(f"{line}\n" for line in written), "utf-8")
    return file


def searched(onrecord: Onrecord, *arguments: object) -> Ended:
    """Scores retrieval only, for which no language model is loaded."""
    return onrecord("eval", *arguments, "--only", "retrieval")


def test_figures_for_readers(onrecord: Onrecord, prepared: Path, tmp_path: Path) -> None:
    gold = gold_file(tmp_path, *CASES)
    ended = onrecord("eval", gold, "--only", "retrieval", "--data", prepared)
    assert (ended.status, ended.err) == (0, "")
    head, title, *rows, last = ended.out.splitlines()
    assert head == f"{gold}: 4 questions, 3 that the articles answer, 1 that they don't"
    assert title == "What is found:"
    assert [row.split()[0] for row in rows] == [
        "Hits@10", "Hits@4", "MRR@10", "Recall@10", "First", "AUROC", "Tokens", "Search",
        "Evidence",
    ]  # fmt: skip
    assert "1.000  answered by the first 10 passages" in rows[0]
    assert len({row.rindex("  ") for row in rows}) == 1  # the meanings stand below each other
    assert last == "Nothing is missed."


def test_figures_of_answers_and_the_report(
    onrecord: Onrecord, prepared: Path, tmp_path: Path
) -> None:
    missed = {"id": "x", "question": "Who told parliament that taxes on fish would double?"}
    gold = gold_file(tmp_path, CASES[3], missed | {"answers": ["Nils Aas"]})
    page = tmp_path / "misses.html"
    ended = onrecord("eval", gold, "--report", page, "--quiet", "--data", prepared)
    assert (ended.status, ended.err) == (0, "")
    _, answers = ended.out.split("What is answered:\n")
    *rows, last = answers.splitlines()
    assert [row[:18].strip() for row in rows] == [
        "Right", "Cited", "Good", "Brief", "Opening", "Declined wrongly", "Declined rightly",
        "Corrected", "Answered wrongly", "Misattributed", "Verbatim cited", "Verbatim quoted",
        "Drafted", "Quoted", "Seconds",
    ]  # fmt: skip
    assert rows[0].split() == "Right 0.000 0 of 1 hold a gold answer".split()
    assert rows[6].split()[:6] == "Declined rightly 1.000 1 of 1".split()
    assert max(map(len, rows)) <= 80
    assert last == f"1 question missed; shown in {page}"
    shown = page.read_text("utf-8")
    assert "Nils Aas" in shown and "Coast Post" in shown and "<script" not in shown


def test_answers_alone_for_scripts(onrecord: Onrecord, prepared: Path, tmp_path: Path) -> None:
    gold = gold_file(tmp_path, CASES[2], CASES[3])
    said = onrecord("eval", gold, "--only", "answers", "--json", "--data", prepared).json
    assert said["retrieval"] is None
    assert said["answers"]["declined_rightly"] == {"share": 1.0, "count": 1, "of": 1}
    assert said["answers"]["citations_verbatim"]["share"] in (1.0, None)
    fish, moon = said["cases"]
    assert (moon["answer"]["status"], moon["right"], moon["faults"]) == ("declined", None, [])
    assert fish["answer"]["status"] == "answered"
    assert (fish["right"], fish["cited"]) == (True, True)


@pytest.mark.parametrize("place", ["none/misses.html", ".", "a\0b"])
def test_a_report_that_cannot_be_written_is_told_before_anything_is_asked(
    onrecord: Onrecord, prepared: Path, tmp_path: Path, place: str
) -> None:
    gold = gold_file(tmp_path, *CASES)
    ended = onrecord("eval", gold, "--report", f"{tmp_path}/{place}", "--data", prepared)
    assert (ended.status, ended.out) == (2, "")
    assert "--report" in ended.err


def test_only_one_of_both(onrecord: Onrecord, prepared: Path, tmp_path: Path) -> None:
    ended = onrecord("eval", gold_file(tmp_path), "--only", "speed", "--data", prepared)
    assert (ended.status, ended.out) == (2, "")
    assert "retrieval" in ended.err


def test_one_object_for_scripts(onrecord: Onrecord, prepared: Path, tmp_path: Path) -> None:
    said = searched(onrecord, gold_file(tmp_path, *CASES), "--json", "--data", prepared).json
    assert set(said) == {
        "questions", "answerable", "unanswerable", "failed", "retrieval", "answers", "cases",
    }  # fmt: skip
    assert said["answers"] is None
    assert [said[name] for name in ("questions", "answerable", "unanswerable")] == [4, 3, 1]
    assert set(said["retrieval"]) == FIGURES
    assert said["retrieval"]["hits_at_10"] == said["retrieval"]["evidence_recall_at_10"] == 1.0
    assert said["failed"] == []
    assert [case["id"] for case in said["cases"]] == ["port", "crane", "fish", "moon"]
    assert [case["facts_found"] for case in said["cases"]] == [1, 1, 2, 0]
    assert [case["rank"] is None for case in said["cases"]] == [False, False, False, True]
    assert all(0 <= case["score"] <= 1 for case in said["cases"])


def test_a_packed_file(onrecord: Onrecord, prepared: Path, tmp_path: Path) -> None:
    packed = tmp_path / "gold.jsonl.gz"
    packed.write_bytes(gzip.compress(gold_file(tmp_path, *CASES).read_bytes()))
    assert searched(onrecord, packed, "--json", "--data", prepared).json["questions"] == 4


def test_what_cannot_be_measured_is_left_open(
    onrecord: Onrecord, prepared: Path, tmp_path: Path
) -> None:
    gold = gold_file(tmp_path, CASES[3])
    ended = searched(onrecord, gold, "--data", prepared)
    assert ended.status == 0
    assert ended.out.startswith(f"{gold}: 1 question, 0 that the articles answer, 1 that they")
    assert ended.out.count("–") == 6
    said = searched(onrecord, gold, "--json", "--data", prepared).json
    assert said["retrieval"]["auroc"] is None


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_bad_line_fails_alone(
    onrecord: Onrecord, prepared: Path, tmp_path: Path, options: list[str]
) -> None:
    gold = gold_file(tmp_path, CASES[0], '{"question": "Why?"}', "\u2028oops", CASES[3])
    ended = searched(onrecord, gold, "--data", prepared, *options)
    assert ended.status == 1
    first, second = ended.err.splitlines()
    assert first.startswith(f"onrecord: {gold}: line 2: has no gold")
    assert second.startswith(f"onrecord: {gold}: line 3: is not JSON")
    if options:
        assert ended.json["questions"] == 2
        assert [each["line"] for each in ended.json["failed"]] == [2, 3]
        assert "has no gold" in ended.json["failed"][0]["error"]
    else:
        assert "2 questions" in ended.out


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (None, "there is no such file"),
        (b"", "is empty"),
        (b"%PDF-1.7\n\x00\x00\x00\x01", "is binary"),
        (b"PK\x03\x04\x14\x00\x08\x00", "is binary"),
        (b"\x1f\x8b\x08\x00cut", "damaged gzip"),
        (b"Question;Answer\nWhy?;So.\n", "holds no gold: line 1: is not JSON"),
        (b'[{"question": "Why?", "answers": []}]\n', "holds no gold: line 1: is a list"),
        (b'{"question": "", "answers": []}\n', "holds no gold: line 1: the question is empty"),
        (b'{"question": "caf\\ud800?", "answers": []}\n', "UTF-8"),
    ],
)
def test_a_file_without_gold_is_one_line(
    onrecord: Onrecord, prepared: Path, tmp_path: Path, content: bytes | None, found: str
) -> None:
    gold = tmp_path / "gold.jsonl"
    if content is not None:
        gold.write_bytes(content)
    ended = searched(onrecord, gold, "--data", prepared)
    assert (ended.status, ended.out, ended.err.count("\n")) == (1, "", 1)
    assert ended.err.startswith(f"onrecord: {gold}: ")
    assert found in ended.err


@pytest.mark.parametrize("name", ["", "a\0b", "."])
def test_a_name_that_is_no_file(onrecord: Onrecord, prepared: Path, name: str) -> None:
    ended = onrecord("eval", name, "--data", prepared)
    assert (ended.status, ended.out, ended.err.count("\n")) == (1, "", 1)


def test_without_articles_there_is_nothing_to_score(onrecord: Onrecord, tmp_path: Path) -> None:
    ended = onrecord("eval", gold_file(tmp_path, *CASES), "--data", tmp_path / "none")
    assert (ended.status, ended.out, ended.err.count("\n")) == (1, "", 1)
    assert "holds no articles" in ended.err


def test_without_a_file_it_is_wrong_usage(onrecord: Onrecord) -> None:
    ended = onrecord("eval")
    assert (ended.status, ended.out) == (2, "")
    assert "GOLD.jsonl" in ended.err


# ---- progress


class Clock:
    """Time that passes when told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_line_now_and_then_tells_how_far_it_has_come() -> None:
    clock, lines = Clock(), list[str]()
    report = Lines(lines.append, clock, "question")
    for clock.now, done in ((0, 0), (1, 10), (6, 60), (7, 70), (12, 1200)):
        report(done, 1324, "line")
    assert lines == [
        "60 of 1,324 questions, 10 a second, about 3 min left",
        "1,200 of 1,324 questions, 100 a second, a few seconds left",
    ]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
@pytest.mark.parametrize("quiet", [True, False])
def test_a_short_run_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO], quiet: bool
) -> None:
    shown = stream()
    monkeypatch.setattr(sys, "stderr", shown)
    with question_progress(quiet) as progress:
        for done in (1, 2):
            progress(done, 2, "line")
    assert shown.getvalue().strip() == ""

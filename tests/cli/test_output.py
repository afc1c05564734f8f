"""What readers see: answers with their sources, and lines that scripts can take apart."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from index.types import AddReport, Article, ArticleInfo
from rag.types import Answer, Refused, Token
from tests.fakes import answered, cite, declined, hit
from ui.doctor import Finding
from ui.output import answer_object, show_answer, show_findings, show_json, show_report

ARTICLE = Article(
    ArticleInfo("a1", "Port to close", "Coast Post", None, "2031-05-06"),
    "The port will close, Lund said. " + "It rained on the harbour all day long. " * 8,
)


def tokens(answer: Answer) -> list[Token | Answer]:
    return [*(Token(part) for part in answer.text.split(" ")), answer]


def test_an_answer_is_followed_by_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    said = cite(1, ARTICLE, "The port will close, Lund said.", "Anna Lund")
    rain = cite(2, ARTICLE, "It rained on the harbour all day long.")
    answer = answered("Why?", ("Lund said it will close.", (said,)), ("It rained.", (rain,)))
    show_answer([Token("Lund said it will close [1]."), Token(" It rained [2]."), answer])
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "Lund said it will close [1]. It rained [2]."
    assert "[1] Anna Lund · Port to close · Coast Post · 2031-05-06" in out
    assert "    The port will close, Lund said." in out
    assert "[2] Port to close · Coast Post · 2031-05-06" in out


def test_a_declined_answer_offers_what_is_near(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    near = hit(ARTICLE, ARTICLE.text.strip())
    show_answer(tokens(declined("Why?", [near])))
    out = capsys.readouterr().out
    assert "The closest passages:\n  · Port to close · Coast Post · 2031-05-06\n" in out
    assert max(map(len, out.splitlines())) <= 60
    assert " ".join(ARTICLE.text.split()) in " ".join(out.split())


DRAFTS = (
    Refused("Lund sold the port.", "words not in the source"),
    Refused("It rained on\x1b[2J and on.", "incomplete"),
)


def test_refused_drafts_are_shown_on_request_only(capsys: pytest.CaptureFixture[str]) -> None:
    answer = replace(declined("Why?"), refused=DRAFTS)
    show_answer(tokens(answer))
    assert "Lund sold" not in capsys.readouterr().out
    show_answer(tokens(answer), drafts=True)
    out = capsys.readouterr().out
    assert "Refused drafts: 2\n  · words not in the source\n    Lund sold the port.\n" in out
    assert "\x1b" not in out
    show_answer(tokens(declined("Why?")), drafts=True)
    assert capsys.readouterr().out.endswith("Refused drafts: none\n")


def test_refused_drafts_are_no_part_of_the_answer_object() -> None:
    answer = replace(declined("Why?"), refused=DRAFTS)
    plain, full = answer_object(answer, drafts=False), answer_object(answer, drafts=True)
    assert "refused" not in plain
    assert full == {
        **plain, "refused": [{"text": each.text, "reason": each.reason} for each in DRAFTS],
    }  # fmt: skip
    assert answer_object(declined("Why?"), drafts=True)["refused"] == []


@pytest.mark.parametrize(
    "value", [{"ü": "“x”\u2028\n"}, ["\ud800"], {"n": 1.5, "none": None}, "👩‍🚒", {}]
)
def test_json_is_one_line_that_reads_back_the_same(
    capsys: pytest.CaptureFixture[str], value: object
) -> None:
    show_json(value)
    out = capsys.readouterr().out
    assert out.endswith("\n")
    assert out.count("\n") == 1
    assert json.loads(out) == value


def test_a_report_names_each_failure_on_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = AddReport(2, 1, 3, (("a.txt", "is empty"), ("b.txt", "is binary")), 17, 5, 1.25)
    show_report(report, as_json=False)
    plain = capsys.readouterr()
    assert plain.out == (
        "2 added, 1 updated, 3 unchanged, 2 failed; 17 passages, 5 quotations, 1.2 s\n"
    )
    assert plain.err == "onrecord: a.txt: is empty\nonrecord: b.txt: is binary\n"
    show_report(report, as_json=True)
    machine = capsys.readouterr()
    assert machine.err == plain.err
    assert json.loads(machine.out) == {
        "added": 2, "updated": 1, "unchanged": 3, "passages": 17, "quotes": 5, "seconds": 1.25,
        "failed": [{"path": "a.txt", "error": "is empty"}, {"path": "b.txt", "error": "is binary"}],
    }  # fmt: skip


def test_findings_say_what_to_do_about_what_is_not_well(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_findings([
        Finding("Python", True, "3.11"), Finding("model", False, "missing", "install it"),
    ])  # fmt: skip
    out = capsys.readouterr().out
    assert "ok   Python: 3.11\n" in out
    assert "BAD  model: missing\n     → install it\n" in out

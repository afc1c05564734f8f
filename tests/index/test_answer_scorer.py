"""The answer scorer: made once, made anew when stale, and telling answers from near misses."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from index.answer_scorer import FILE, OnnxAnswerScorer, export_scorer
from index.errors import ModelProblem
from index.library import Library

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data") / "scorer"
    export_scorer(folder)
    return folder


def test_it_is_small_enough_to_come_along_and_leaves_nothing_else(exported: Path) -> None:
    assert FILE.stat().st_size < 2e6
    assert [path.name for path in exported.parent.iterdir()] == ["scorer"]
    assert (exported / "model.onnx").stat().st_size < 30e6


@pytest.mark.parametrize(
    ("question", "answer", "near"),
    [
        (
            "How long did it take to put up the new pier in Velm?",
            "The construction of the pier lasted nine years.",
            "The pier in Velm is new and long.",
        ),
        (
            "Who doubts that the ferry will ever pay for itself?",
            "Elena Ruiz: “I don't believe that line will make a penny,” she said.",
            "Karl Berg: The ferry will be painted white, he said.",
        ),
        (
            "Why did the mayor call off the fair?",
            "Because of the storm warning, mayor Dahl cancelled the fair.",
            "Mayor Dahl opened the fair on Friday, he said.",
        ),
    ],
)
def test_an_answer_is_likelier_than_what_only_looks_like_one(
    exported: Path, question: str, answer: str, near: str
) -> None:
    scorer = OnnxAnswerScorer(exported)
    likely, unlikely, stray = scorer.log_odds(question, [answer, near, "It rained in Toledo."])
    assert likely > max(unlikely, stray)
    alone = scorer.log_odds(question, [answer])[0]
    assert alone == pytest.approx(likely, abs=0.5)  # whatever else is read with it


def test_texts_of_any_length_or_script_have_odds(exported: Path) -> None:
    odd = ["", "word " * 2000, "Über “Brücken”: 他说不。 👩‍👧"]
    assert len(OnnxAnswerScorer(exported).log_odds("who? " * 300, odd)) == len(odd)
    assert OnnxAnswerScorer(exported).log_odds("Who?", []) == []


def test_it_is_made_anew_only_when_stale(exported: Path) -> None:
    made = (exported / "model.onnx").stat().st_mtime_ns
    export_scorer(exported)
    assert (exported / "model.onnx").stat().st_mtime_ns == made
    stamp = json.loads((exported / "stamp.json").read_text())
    (exported / "stamp.json").write_text(json.dumps(stamp | {"adapter": "another"}))
    assert not OnnxAnswerScorer.available(exported)
    assert Library(exported.parent).answer_scorer is None  # asked without it, not with a stale one
    export_scorer(exported)
    assert (exported / "model.onnx").stat().st_mtime_ns > made
    assert Library(exported.parent).answer_scorer is not None


def test_a_damaged_one_is_explained(exported: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(exported, tmp_path / "scorer"))
    (folder / "model.onnx").write_bytes((exported / "model.onnx").read_bytes()[:2000])
    with pytest.raises(ModelProblem, match="made anew when articles are added"):
        OnnxAnswerScorer(folder).log_odds("Who?", ["Nobody."])

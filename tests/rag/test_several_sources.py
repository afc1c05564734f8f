"""Several reports: those that agree are all cited, those that don't are told apart."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from rag.types import Answer
from tests.rag.fakes import SilentGenerator, answer_to, collection

pytestmark = pytest.mark.slow  # an index of its own for every test

MAYOR = "“We cannot ask people to cross a bridge that we would not cross ourselves,” "


def report(outlet: str, published: str, text: str) -> Mapping[str, str]:
    return {"outlet": outlet, "published": published, "text": text}


POST = report(
    "Coast Post",
    "2031-05-06",
    f"The council of Delmar met late on Monday. {MAYOR}Mayor Elena Ruiz said. The repair of the "
    "bridge will cost 9 million crowns. Engineers had found cracks in three of its seven piers "
    "last autumn, and heavy lorries have been kept off it since. Bread became dearer in the north.",
)
ECHO = report(
    "Echo",
    "2031-05-06",
    f"Fishermen blocked the harbour with twenty boats and a raft. {MAYOR}Elena Ruiz said. The "
    "weather turned cold in the evening, and a choir sang at the ferry terminal. According to "
    "the province the repair of the bridge will cost 14 million crowns.",
)


def ask(folder: Path, question: str, **articles: Mapping[str, str]) -> Answer:
    library = collection(folder / "data", articles)
    return answer_to(library, question, SilentGenerator())


def test_words_that_two_reports_quote_alike_are_cited_to_both(tmp_path: Path) -> None:
    answer = ask(tmp_path, "What did Elena Ruiz say about the bridge?", post=POST, echo=ECHO)
    assert [each.citations for each in answer.sentences] == [(1, 2)]
    assert "[1][2]" in answer.text
    assert {each.article.id for each in answer.citations} == {"post", "echo"}
    assert {each.speaker for each in answer.citations} == {"Elena Ruiz"}


def test_the_same_words_of_another_speaker_are_no_agreement(tmp_path: Path) -> None:
    other = {**ECHO, "text": ECHO["text"].replace("Elena Ruiz", "Peter Lang")}
    answer = ask(tmp_path, "What did Elena Ruiz say about the bridge?", post=POST, echo=other)
    assert [each.article.id for each in answer.citations] == ["post"]


def test_what_one_report_adds_is_not_cited_to_the_other(tmp_path: Path) -> None:
    more = {**POST, "text": POST["text"].replace("Ruiz said.", "Ruiz told the fishermen in tears.")}
    answer = ask(tmp_path, "What did Elena Ruiz tell the fishermen?", post=more, echo=ECHO)
    assert [each.article.id for each in answer.citations] == ["post"]


def test_prints_of_one_story_are_no_agreement(tmp_path: Path) -> None:
    copied = {**POST, "outlet": "The Sun", "text": POST["text"] + " So it was."}
    answer = ask(tmp_path, "What did Elena Ruiz say about the bridge?", post=POST, sun=copied)
    assert [each.citations for each in answer.sentences] == [(1,)]
    assert "(also in " in answer.text


def test_reports_that_differ_on_a_number_are_told_apart_by_outlet(tmp_path: Path) -> None:
    answer = ask(tmp_path, "How much will the repair of the bridge cost?", post=POST, echo=ECHO)
    assert "9 million crowns [" in answer.text and "14 million crowns [" in answer.text
    notes = {each.text: each.source for each in answer.sentences}
    assert {"9 million" in text: note for text, note in notes.items()} == {
        True: "Coast Post",
        False: "Echo",
    }
    assert "] (Echo)" in answer.text


def test_earlier_and_later_statements_carry_their_dates(tmp_path: Path) -> None:
    later = report(
        "Coast Post",
        "2032-01-20",
        "“The bridge opens in spring, and nobody will need a boat,” Elena Ruiz said. Snow fell.",
    )
    answer = ask(tmp_path, "What did Elena Ruiz say about the bridge?", post=POST, later=later)
    assert "(reported 2031-05-06)" in answer.text
    assert "(reported 2032-01-20)" in answer.text


def test_one_report_carries_no_note(tmp_path: Path) -> None:
    answer = ask(tmp_path, "What did Elena Ruiz say about the bridge?", post=POST)
    assert "(" not in answer.text

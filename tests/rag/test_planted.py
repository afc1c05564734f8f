"""Sentences planted by script in invented evidence: no wrong one passes, every right one does."""

from __future__ import annotations

from random import Random

import pytest

from bench.planted_right import Planted, World, right_sentences
from bench.planted_wrong import EDITS, world_of, wrong_sentences
from rag.check import check
from rag.evidence import Evidence
from rag.question import understand
from tests.rag.fakes import evidence

ANYTHING = understand("What was said?")
LUND, BERG = "Anna Lund", "Karl Berg"


def _article() -> list[Evidence]:
    return [
        evidence("The port, Lund said, would not “close its old gates to anyone.”", LUND),
        evidence(
            "Speaking in Oslo, Lund said the two councils should build a bridge.",
            LUND,
            quotation="the two councils should build a bridge",
        ),
        evidence("Berg warned on Monday that the union may strike after the vote.", BERG, "warned"),
        evidence("Earlier in May 2031, the council had opened a lock near the port.", asked=False),
        evidence("The mayor, who won the vote, was thanked by the captains.", asked=False),
        evidence("He added that ships from Norhavn carry coal.", BERG, "added", mention="He"),
    ]


@pytest.fixture(scope="module")
def world() -> World:
    return world_of(_article())


def test_every_right_sentence_passes(world: World) -> None:
    refused = [(each.text, check(each.text, each.evidence, ANYTHING)) for each in world.right]
    assert [pair for pair in refused if pair[1]] == []


def test_right_sentences_are_shortened_moved_and_named(world: World) -> None:
    texts = {each.text for each in world.right}
    assert {
        "Anna Lund said the two councils should build a bridge.",
        "The council had opened a lock near the port.",
        "[Karl Berg] added that ships from Norhavn carry coal.",
        "Anna Lund said that the port would not “close its old gates to anyone.”",
    } <= texts


def _wrong(world: World) -> list[Planted]:
    return [
        made for each in world.right for made in wrong_sentences(each, world, Random(each.text))
    ]


def test_no_wrong_sentence_passes_and_each_kind_is_made(world: World) -> None:
    wrong = _wrong(world)
    assert {each.kind for each in wrong} == set(EDITS)
    passed = [(e.kind, e.text, e.evidence.text) for e in wrong if not _caught(e)]
    assert passed == []


def _caught(made: Planted) -> bool:
    return check(made.text, made.evidence, ANYTHING) is not None


def test_the_same_are_made_every_time(world: World) -> None:
    assert [each.text for each in _wrong(world)] == [each.text for each in _wrong(world)]


def test_what_cannot_stand_alone_is_no_right_sentence() -> None:
    assert right_sentences(evidence("It would close the port at noon.", asked=False)) == []

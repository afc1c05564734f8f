"""Whose words a question asks for: one person's, several people's, or an outlet's, so nobody's."""

from __future__ import annotations

import pytest

from rag.asked import Asked, find_asked
from rag.question import understand
from tests.rag.fakes import FlatLibrary, person

PEOPLE = tuple(map(person, ("Anna Lund", "Karl Berg")))


@pytest.mark.parametrize(
    ("wording", "several"),
    [
        ("Lund and Berg", True),
        ("the two mayors", True),
        ("both presidents", True),
        ("the two foreign ministers", True),
        ("the treasury secretaries", True),
        ("the foreign minister", False),  # who two reports call so
        ("Lund", False),  # who may be either
        ("the port of the two mayors of Norhavn", False),
    ],
)
def test_several_are_asked_for(wording: str, several: bool) -> None:
    assert Asked(wording, PEOPLE).several == several
    assert not Asked(wording, PEOPLE[:1]).several
    assert not Asked(wording).several


@pytest.mark.parametrize(
    ("question", "whose"),
    [
        ("What did the Coast Post say about the port?", None),
        ("What did Coast Post report about the port?", None),
        ("What does the article in the Coast Post say about the port?", None),
        ("According to the Coast Post, when does the port close?", None),
        ("What did Lund tell the Coast Post about the port?", "Anna Lund"),
        ("What did Lund say about the port, according to the Coast Post?", "Anna Lund"),
        ("What did Lund say about the port?", "Anna Lund"),
        ("What did the Vale Echo say about the port?", "the Vale Echo"),  # not of this collection
        ("When does the port close?", None),
    ],
)
def test_what_an_outlet_says_is_nobodys_words(question: str, whose: str | None) -> None:
    library = FlatLibrary(*PEOPLE, outlets=["The Coast Post"])
    asked = find_asked(library, understand(question))
    assert (asked.name if asked else None) == whose


@pytest.mark.parametrize(
    ("question", "whose"),
    [
        ("What did Anna Lund of the harbour board say?", "Anna Lund"),
        ("What did ex-mayor Anna Lund say about the port?", "Anna Lund"),
        ("What did Norhavn captain Anna Lund say about the port?", "Anna Lund"),
        ("What did Norhavn's CFO Anna Lund say about the port?", "Anna Lund"),
        ("What did Lund Anna say about the port?", "Anna Lund"),  # the other order
        ("What did a lawyer for Anna Lund say?", "lawyer for Anna Lund"),
        ("What did Eva Lund say about the port?", "Eva Lund"),  # a namesake, and not known here
    ],
)
def test_what_is_told_beside_a_name_is_no_part_of_it(question: str, whose: str) -> None:
    asked = find_asked(FlatLibrary(*PEOPLE), understand(question))
    assert asked
    assert (asked.name, asked.known) == (whose, whose == "Anna Lund")


@pytest.mark.parametrize(
    ("wording", "nobody"),
    [
        ("the two powers", True),
        ("both towns", True),
        ("the mayor", False),
        ("the two mayors", False),
        ("Moe", False),
        ("zelinka", False),  # a name in small letters
        ("the Harbour Board", False),
    ],
)
def test_a_common_noun_is_nobody_in_particular(wording: str, nobody: bool) -> None:
    assert Asked(wording).nobody == nobody


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Anna Lund left the council.", True),
        ("Later Lund left the council.", True),
        ("Moe dismissed reports that Anna Lund had left.", False),
        ("Moe has dismissed reports that Anna Lund had left.", False),
    ],
)
def test_a_sentence_tells_of_whom_it_names_first(text: str, opens: bool) -> None:
    assert Asked("Lund", PEOPLE[:1]).opens(text) == opens

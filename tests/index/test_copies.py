"""The same story twice: recognised when it is added, kept apart from other news."""

from __future__ import annotations

import random
import re

import pytest

from index.copies import ALIKE, likeness, signature
from tests.index.shelf import Shelf

WIRE = """The council of Delmar voted on Monday to close the old bridge for two years. Engineers had
found cracks in three of its seven piers last autumn, and heavy lorries have been kept off it since
then. "We cannot ask people to cross a bridge that we would not cross ourselves," Mayor Elena Ruiz
told reporters after the vote. The repair will cost about nine million, of which the province pays
two thirds. A ferry is to carry walkers and cyclists from May, while cars have to go round by the
dam, eleven kilometres upstream. Peter Lang, who keeps a bakery at the northern end, said half his
customers came over the bridge. "Nobody drives eleven kilometres for a loaf of bread," he said. The
last time that the bridge was closed for longer than a week was after the flood of 1987. Ruiz said
the work would begin in March and that the town would publish a report on its progress each month.
The opposition voted against the plan because it asks for no second lane for buses."""
OTHER = """Voters in Harrow go to the polls on Sunday to choose a new mayor after eleven years under
the same one. Three candidates remain in the race: a teacher, the owner of a shipyard and the former
head of the fire brigade. Turnout was low at the last election, when hardly four in ten came. "I
want the trams back," said Ann Lee, the teacher, at her closing rally in the fish market. Her rivals
promise cheaper parking and a new school by the river. Results are expected late in the evening, and
a second round would follow two weeks later if nobody wins more than half of the votes cast. The
shipyard employs one in nine of the working people in town, and its owner has said that he would
hand it to his sister if he won. The former fire chief leads in the only poll that was taken."""


def edited(text: str, share: float, seed: int) -> str:
    """The text with a share of its sentences left out or rewritten, as an editor does."""
    rng = random.Random(seed)
    sentences = re.split(r"(?<=[.!?]) ", " ".join(text.split()))
    filler = OTHER.split()
    kept = []
    for sentence in sentences:
        drawn = rng.random()
        if drawn < share / 2:
            continue
        kept.append(" ".join(rng.sample(filler, 12)) + "." if drawn < share else sentence)
    return " ".join(kept)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.2])
def test_an_edited_copy_is_alike(share: float) -> None:
    own = signature(WIRE)
    for seed in range(10):
        copy = signature(edited(WIRE, share, seed))
        assert own and copy
        assert likeness(own, copy) >= ALIKE


def test_other_news_is_not() -> None:
    own, other = signature(WIRE), signature(OTHER)
    assert own and other
    assert likeness(own, own) == 1
    assert likeness(own, other) < ALIKE / 2


def test_a_text_of_a_few_words_is_nobodys_copy() -> None:
    assert signature("The ferry sank.") is None
    assert signature("") is None


def stories(shelf: Shelf, *ids: str) -> list[set[str]]:
    return [{article.info.id for article in shelf.library.copies(each)} for each in ids]


def record(key: str, text: str, outlet: str) -> dict[str, str]:
    return {"id": key, "text": text, "outlet": outlet}


def test_copies_are_grouped_as_they_come_and_both_stay(shelf: Shelf) -> None:
    shelf.add(record("wire", WIRE, "Wire"), record("news", OTHER, "Wire"))
    shelf.add(record("post", edited(WIRE, 0.2, 1), "The Post"))
    assert stories(shelf, "wire", "post", "news") == [
        {"wire", "post"},
        {"wire", "post"},
        {"news"},
    ]
    assert len(shelf.library.articles()) == 3
    assert shelf.library.copies("nobody") == []


def test_an_article_rewritten_leaves_its_story_and_its_copies_keep_theirs(shelf: Shelf) -> None:
    shelf.add(record("wire", WIRE, "Wire"))
    shelf.add(record("post", WIRE, "The Post"), record("sun", WIRE, "The Sun"))
    shelf.add(record("wire", OTHER, "Wire"))
    assert stories(shelf, "wire", "post") == [{"wire"}, {"post", "sun"}]
    shelf.add(record("wire", WIRE, "Wire"))
    assert stories(shelf, "sun") == [{"wire", "post", "sun"}]


def test_the_same_text_twice_is_two_articles_of_one_story(shelf: Shelf) -> None:
    shelf.add(record("one", WIRE, "Wire"), record("two", WIRE, "Wire"))
    assert stories(shelf, "one") == [{"one", "two"}]


@pytest.mark.slow
def test_reports_made_to_one_pattern_are_no_copies_of_each_other(shelf: Shelf) -> None:
    rng = random.Random(3)
    teams = "Delmar Harrow Lindow Marsh Oakley Penrith Ryde Selby Thirsk Upton".split()
    detail = OTHER.split()
    reports = []
    for n in range(30):
        home, away, filler = *rng.sample(teams, 2), " ".join(rng.sample(detail, 60))
        reports.append(
            record(
                f"r{n}",
                f"{home} met {away} in round {n} of the league on Saturday afternoon. {filler}. "
                f"The final whistle left {home} in place {n} of the table, and the coach of {away} "
                f"said his side would have to work harder. {' '.join(rng.sample(detail, 40))}.",
                "Sport",
            )
        )
    shelf.add(*reports)
    assert max(len(story) for story in stories(shelf, *(f"r{n}" for n in range(30)))) < 10


def test_a_copy_that_ties_two_stories_makes_them_one(shelf: Shelf) -> None:
    half = len(WIRE) // 2
    shelf.add(record("first", WIRE[:half], "A"), record("second", WIRE[half:], "B"))
    assert stories(shelf, "first", "second") == [{"first"}, {"second"}]
    shelf.add(record("whole", WIRE, "C"))
    assert stories(shelf, "first") == [{"first", "second", "whole"}]

"""What of a question a sentence holds, and what it and those beside it lack."""

from __future__ import annotations

import numpy as np
import pytest

from index.types import ArticleInfo, Hit, Passage
from rag.matching import Match, matches
from rag.question import understand
from tests.rag.fakes import FlatLibrary, passage

BARE = ArticleInfo("a1")


def match(question: str, *hits: Hit) -> list[list[Match]]:
    return matches(FlatLibrary(), understand(question), hits)


def of_text(question: str, text: str, article: ArticleInfo = BARE, **speakers: str) -> list[Match]:
    """Those of each sentence of a text."""
    (found,) = match(question, passage(text, article, **speakers))
    return found


@pytest.mark.parametrize(
    ("question", "text", "share"),
    [
        ("Did the mills of China burn peat?", "The Chinese mills burn peat.", 1.0),
        ("Did the mills of China burn peat?", "The mills of China's coast burn peat.", 1.0),
        ("Did the mills of China burn peat?", "The mills of Delmar burn peat.", 0.0),
        ("Did the mills of Delmar in Norhavn burn?", "The mills of Delmar burn peat.", 0.5),
        ("How many of the 1,200 mills burn peat?", "All 1,200 mills burn peat.", 1.0),
        ("How many of the 1,200 mills burn peat?", "All 1,300 mills burn peat.", 0.0),
        ("Did the EU burn peat?", "Europe burns peat.", 0.0),  # two letters make no kinship
        ("Does the mill burn peat?", "The choir sang.", 1.0),  # nobody is named
        ("China?", "The choir sang.", 1.0),  # what opens a question has a capital anyway
    ],
)
def test_names_of_the_question_that_a_sentence_lacks(
    question: str, text: str, share: float
) -> None:
    (found,) = of_text(question, text)
    assert found.named == pytest.approx(share)


def test_a_name_elsewhere_in_the_passage_counts_for_half() -> None:
    text = "Delmar has mills. They are old. They are tall. They burn peat."
    shares = [each.named for each in of_text("Do the mills of Delmar burn peat?", text)]
    assert shares == pytest.approx([1.0, 1.0, 0.5, 0.5])


def test_a_name_elsewhere_in_the_article_is_not_strange() -> None:
    class Filled(FlatLibrary):
        def passages_of(self, *article_ids: str) -> list[Passage]:
            assert article_ids == (BARE.id,)
            return [passage("Delmar has mills.", BARE).passage]

    hit = passage("They burn peat.", BARE)
    for question, strange in (("Do the mills of Delmar burn?", 0.0), ("Does Norhavn burn?", 1.0)):
        ((found,),) = matches(Filled(), understand(question), [hit])
        assert found.strange == strange


@pytest.mark.parametrize(
    ("article", "speakers"),
    [
        (ArticleInfo("a1", title="The mills of Delmar"), {}),
        (ArticleInfo("a1", outlet="Delmar Echo"), {}),
        (BARE, {"s1": "Ida Delmar"}),
    ],
    ids=["title", "outlet", "speaker"],
)
def test_what_is_known_about_a_sentence_lacks_in_it_no_more(
    article: ArticleInfo, speakers: dict[str, str]
) -> None:
    question, text = "Do the mills of Delmar burn peat?", "The mills burn peat."
    (plain,), (known,) = of_text(question, text), of_text(question, text, article, **speakers)
    assert (plain.named, known.named) == (0.0, 1.0)
    assert known.missing < plain.missing


def test_what_is_missing_is_the_weightiest_word_lacked() -> None:
    text = "The mill burns peat. It rained. The choir sang in Oslo."
    first, second, third = of_text("Does the mill burn peat?", text)
    assert first.missing == second.missing == pytest.approx(0.0, abs=1e-6)
    assert 0 < third.missing <= 1 / 3 + 1e-6  # each of the three words makes a third of it


def test_the_more_words_a_sentence_holds_itself_the_nearer_it_is() -> None:
    text = "The mill burns peat. The mill closed. The choir sang in Oslo."
    nearness = [each.nearness for each in of_text("Does the mill burn peat?", text)]
    assert nearness == sorted(nearness, reverse=True)
    assert nearness[0] == pytest.approx(1.0)


@pytest.mark.parametrize(
    "question", ["Does Delmar's mill in Norhavn burn peat?", "Does the mill burn?", "?", "the"]
)
def test_each_sentence_of_each_passage_has_its_own(question: str) -> None:
    hits = [
        passage("The mill burns. It rained.", s1="Ida Roe"),
        passage("The choir sang."),
        Hit(Passage("a1", 1, 0, 13, "Peat is dear."), BARE, 1.0),
        passage("Delmar is far. Norhavn is near. Both burn."),
    ]
    found = match(question, *hits)
    assert [len(each) for each in found] == [len(hit.passage.sentences) for hit in hits]
    values = [value for each in found for one in each for value in vars(one).values()]
    assert all(-1e-6 <= value <= 1 + 1e-6 and np.isfinite(value) for value in values)
    assert [match(question, hit)[0] for hit in hits] == found


def test_no_passages_match_nothing() -> None:
    assert match("Does the mill burn peat?") == []

"""How likely an answer is, in a collection and in a sentence, and what makes it less so."""

from __future__ import annotations

import numpy as np
import pytest

from index.passage_search import Candidate
from index.types import ArticleInfo, Passage
from rag.aspects import Aspect, Aspects
from rag.features import Features
from rag.likelihood import answer_odds, probability, sentence_odds
from rag.matching import Match
from rag.question import understand
from rag.ranking import Ranked
from rag.support import ENOUGH


def ranked(
    text: str, outlet: float = 0.5, title: str = "Ferries", better: str | None = None
) -> Ranked:
    """A passage that fits a question well, and 1 or 0 as it is of the outlet asked for."""
    passage = Passage("a1", 0, 0, len(text), text)
    found = Candidate(passage, ArticleInfo("a1", title), "a1", np.zeros(3, np.float32))
    fits = dict.fromkeys(("words", "sentence", "meaning"), 0.5) | ({better: 0.9} if better else {})
    return Ranked(found, 0, Features(**fits, outlet=outlet))


def odds(first: list[Ranked], *sources: str, outlets: tuple[str, ...] = ()) -> float:
    """For a question that names these outlets of the collection and these other sources."""
    sides = tuple(Aspect({"ferri": 1.0}, outlet=each) for each in outlets or (None,))
    return answer_odds(Aspects({"ferri": "ferry"}, sides, sources), first)


FERRY = ranked("The ferry of Delmar is slow.")


def test_a_source_that_is_missing_makes_an_answer_less_likely() -> None:
    without, missing = odds([FERRY] * 3), odds([FERRY] * 3, "Dorn Echo")
    assert missing < without - 3
    assert odds([FERRY] * 3, "Dorn Echo", "Nonesuch") == pytest.approx(missing)


@pytest.mark.parametrize(
    "told",
    [
        ranked("The ferry of Delmar is slow, the Dorn Echo wrote."),
        ranked("The ferry of Delmar is slow.", title="What the Dorn Echo found"),
    ],
    ids=["in the passage", "in the title"],
)
def test_a_source_that_the_first_passages_speak_of_is_not_missing(told: Ranked) -> None:
    assert odds([FERRY, FERRY, told], "Dorn Echo") == pytest.approx(odds([FERRY] * 3))
    assert odds([FERRY, FERRY, FERRY, told], "Dorn Echo") < odds([FERRY] * 3)


def test_an_outlet_that_is_found_counts_for_less_where_another_source_is_missing() -> None:
    post = [ranked("The ferry is slow.", outlet=1.0)] * 3
    both = odds(post, outlets=("valepost",))
    half = odds(post, "Dorn Echo", outlets=("valepost",))
    third = odds(post, "Dorn Echo", "Nonesuch", outlets=("valepost",))
    other = odds([ranked("The ferry is slow.", outlet=0.0)] * 3, outlets=("valepost",))
    assert both > half > third > other
    assert both == pytest.approx(odds([FERRY] * 3))


@pytest.mark.parametrize("better", ["words", "sentence", "meaning"])
def test_better_passages_make_an_answer_likelier(better: str) -> None:
    assert odds([ranked("The ferry is slow.", better=better)] * 3) > odds([FERRY] * 3)


def test_nothing_found_is_no_answer() -> None:
    assert probability(odds([])) < 0.001
    assert probability(odds([], "Dorn Echo", outlets=("valepost",))) < 0.001
    assert 0 <= probability(-1e9) < 0.001 < 0.999 < probability(1e9) <= 1


# ---- of a sentence


def of_sentence(
    question: str, text: str, cosine: float = 0.7, missing: float = 0.1, named: float = 1.0
) -> float:
    """How likely it is that a sentence answers a question, from 0 to 1."""
    match = Match(nearness=0.7, beside=0.7, passage=0.7, missing=missing, named=named)
    return probability(sentence_odds(understand(question), text, cosine, match))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who did not sign the pact?", "Delmar signed the pact."),
        ("Who didn’t sign the pact?", "Delmar signed the pact."),
        ("Who never signed the pact?", "Delmar signed the pact."),
        ("Which towns refused to sign the pact?", "Delmar signed the pact."),
        ("Which towns besides Delmar signed the pact?", "Delmar signed the pact."),
        ("What was prohibited by the pact?", "The pact allowed fishing."),
        ("Which boat lacked an engine?", "The boat had an engine."),
    ],
)
def test_a_question_that_denies_is_not_answered_by_what_does_not(question: str, text: str) -> None:
    plain = question.replace(" not ", " ").replace("didn’t ", "").replace(" never ", " ")
    assert of_sentence(question, text) < ENOUGH
    if plain != question:
        assert of_sentence(plain, text) > ENOUGH


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who did not sign the pact?", "Delmar did not sign the pact."),
        ("Who did not sign the pact?", "Delmar refused to sign the pact."),
        ("Who didn't sign the pact?", "Delmar hasn’t signed the pact."),
        ("Who opposed the pact?", "Delmar rejected the pact."),
        ("Who noted the pact?", "Delmar noted the pact."),  # "not" in it denies nothing
        ("Who signed the pact?", "Delmar did not sign the pact."),  # it may well say who did
    ],
)
def test_a_question_that_denies_as_its_answer_does_is_answered(question: str, text: str) -> None:
    assert of_sentence(question, text) == pytest.approx(of_sentence("Who signed?", "Delmar did."))


def test_what_a_sentence_lacks_makes_it_less_likely() -> None:
    question, text = "Who signed the pact of Delmar?", "Norhavn signed the pact."
    likely = of_sentence(question, text)
    assert of_sentence(question, text, named=0.0) < 0.5 * likely
    assert of_sentence(question, text, missing=0.6) < likely
    assert of_sentence(question, text, cosine=0.2) < likely


def test_once_read_again_a_sentence_far_ahead_of_the_others_is_likelier() -> None:
    question = understand("Who signed the pact of Delmar?")
    match = Match(nearness=0.7, beside=0.7, passage=0.7, missing=0.1, named=1.0)

    def odds(look: float, lead: float) -> float:
        return sentence_odds(question, "Norhavn signed the pact.", 0.7, match, look, lead)

    assert odds(1.0, 0.3) > odds(1.0, 0.0) > odds(1.0, -0.3)
    assert odds(2.0, 0.0) > odds(1.0, 0.0)

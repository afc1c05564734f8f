"""The second look at the best sentences: each is read together with the question."""

from __future__ import annotations

from collections.abc import Sequence

from index.answer_scorer import AnswerScorer
from rag.question import Question
from rag.seen import Seen
from rag.words import all_named_in

READ = 12  # sentences that are read again
_TITLE = 14  # words of an article's title that are read before the sentence
_WORTH = 0.04  # of the scorer's log odds, beside the score without them
_UNREAD = -9.0  # log odds of a sentence that is not read, below those of one in a hundred


def second_look(
    scorer: AnswerScorer | None, question: Question, best: Sequence[Seen]
) -> list[float | None]:
    """How likely each sentence is to answer, to the scorer: log odds, of those not read the least.

    Args:
        scorer: where it is None, so is what is found of every sentence.
        question: what is asked.
        best: the sentences, best first.
    """
    if scorer is None or not best:
        return [None] * len(best)
    read = best[:READ]
    texts = [in_context(each.hit.article.title, each.speaker, each.text) for each in read]
    found = scorer.log_odds(question.search_text, texts)
    return [*found, *[_UNREAD] * (len(best) - len(read))]


def with_look(score: float, look: float | None) -> float:
    """The score of a sentence with what the second look is worth."""
    return score if look is None else score + _WORTH * look


def in_context(title: str | None, speaker: str | None, sentence: str) -> str:
    """A sentence as the scorer is shown it: after its article's title and its speaker.

    The speaker is left out where the sentence itself holds the last name.
    """
    if speaker and not all_named_in(sentence, [speaker]):
        sentence = f"{speaker}: {sentence}"
    beginning = " ".join((title or "").split()[:_TITLE])
    return f"{beginning} | {sentence}" if beginning else sentence

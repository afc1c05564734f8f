"""One question's answer held against the gold.

Right: a wording of everything that the gold wants stands in the answer, and none that it bars
(:mod:`rag.evaluation.wordings` tells how they are compared). Where the gold wants nothing of the
answer's own words (facts alone), only declining, what is verbatim and the time are judged.
Not handled: right answers in other words than the gold's, and whether a sentence that holds the
wording says more than the articles do.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.types import Article
from rag.evaluation.gold import Case
from rag.evaluation.misattribution import is_misattributed
from rag.evaluation.needs import Stretch, Wanted, Wording
from rag.evaluation.verbatim import quotes_of, stands_in
from rag.evaluation.wordings import holds
from rag.question import Kind
from rag.types import Answer, Citation, Turn

CITED = 450  # characters of a citation at most, so that its reader sees the answer at a glance
OPENING = 25  # words that the answer to a question of these kinds must stand within
OPENS: frozenset[Kind] = frozenset({"who", "when", "where", "number"})
WORDS = 60  # of an answer at most
WORDS_OF: dict[Kind, int] = {"said": 90, "several": 140}
REPORTS = 2  # that an answer across several must cite

Clock = Callable[[], float]


class Answering(Protocol):
    """A collection that answers; ``rag.OnRecord`` is one."""

    def ask(self, question: str, history: Sequence[Turn] = ..., /) -> Answer:
        """The checked answer; raises OnRecordError."""
        ...

    def article(self, article_id: str, /) -> Article:
        """An article with its text."""
        ...

    def warm(self) -> None:
        """Loads what the first question would wait for."""
        ...


@dataclass(frozen=True)
class Asked:
    """A question's answer and how it fared; None where the gold says nothing to judge it by.

    ``right``, ``cited`` and ``misattributed`` are of what was answered, so that what is declined
    has none; so are ``brief`` and ``opens``, which only some kinds of question ask for.
    ``corrected`` tells that a question which the articles don't answer was put right, by naming
    who really said it. ``cites`` and ``quotes`` tell of each citation, and of each stretch between
    quotation marks, whether it is verbatim. ``refused`` are reasons why drafts were not shown,
    for answers that tell them.
    """

    case: Case
    answer: Answer
    seconds: float
    right: bool | None
    cited: bool | None
    brief: bool | None
    opens: bool | None
    misattributed: bool | None
    corrected: bool
    cites: tuple[bool, ...]
    quotes: tuple[tuple[str, bool], ...]
    refused: tuple[str, ...] = ()

    @property
    def declined(self) -> bool:
        return self.answer.status == "declined"

    @property
    def verbatim(self) -> bool:
        return all(self.cites) and all(held for _, held in self.quotes)

    @property
    def counts(self) -> bool:
        """Whether it is as an answer must be: right, cited, brief, opening with the answer."""
        return (
            bool(self.right and self.cited and self.brief and self.verbatim)
            and self.opens is not False
            and not self.misattributed
        )

    def as_dict(self) -> dict[str, object]:
        answer = self.answer.as_dict()
        return {
            "right": self.right,
            "cited": self.cited,
            "brief": self.brief,
            "opens": self.opens,
            "misattributed": self.misattributed,
            "corrected": self.corrected,
            "verbatim": self.verbatim,
            "seconds": round(self.seconds, 3),
            "answer": {name: answer[name] for name in answer if name not in _NOT_REPEATED},
        }


_NOT_REPEATED = frozenset({"question", "closest", "seconds"})


def ask(desk: Answering, case: Case, clock: Clock = time.perf_counter) -> Asked:
    """Asks one question and holds the answer against the gold.

    Raises:
        UsageError: the question is empty or too long.
        OnRecordError: the index or a model cannot be used.
    """
    started = clock()
    answer = desk.ask(case.question, case.history)
    seconds = clock() - started
    return judge(case, answer, seconds, lambda article_id: desk.article(article_id).text)


def judge(case: Case, answer: Answer, seconds: float, text_of: Callable[[str], str]) -> Asked:
    """How an answer fares.

    Args:
        case: its question, and what is right.
        answer: what was answered.
        seconds: how long that took.
        text_of: gives an article's text for its id.
    """
    judged = bool(case.wanted) and answer.status == "answered"
    text = spoken(answer)
    return Asked(
        case,
        answer,
        seconds,
        right=_is_right(case, text) if judged else None,
        cited=_is_cited(case, answer, text_of) if judged else None,
        brief=_is_brief(case, answer, text) if judged else None,
        opens=_opens(case, text) if judged and case.asks in OPENS else None,
        misattributed=is_misattributed(case, answer) if answer.status == "answered" else None,
        corrected=not case.answerable and any(holds(text, name) for name in case.speakers),
        cites=tuple(stands_in(each, text_of(each.article.id)) for each in answer.citations),
        quotes=tuple(quotes_of(answer)),
        refused=tuple(each.reason for each in answer.refused),
    )


def spoken(answer: Answer) -> str:
    """The words of an answer's sentences, without markers."""
    return " ".join(sentence.text for sentence in answer.sentences)


def most_words(case: Case) -> int:
    """How long its answer may be."""
    return WORDS_OF.get(case.asks, WORDS)


def reports(answer: Answer) -> int:
    """How many articles an answer cites, with those that print the same words."""
    return len({info.id for each in answer.citations for info in (each.article, *each.also_in)})


def _is_right(case: Case, text: str) -> bool:
    held = all(_holds_one(text, want) for want in case.wanted)
    return held and not any(holds(text, wording) for wording in case.barred)


def _is_cited(case: Case, answer: Answer, text_of: Callable[[str], str]) -> bool:
    """Whether short citations hold everything wanted, each from where it must be.

    Where more than one thing is wanted, a citation's speaker counts with its text, as it does for
    the reader of "he said"; an answer that is only a name must stand in the text.
    """
    short = [each for each in answer.citations if len(each.text) <= CITED]
    with_speaker = len(case.wanted) > 1

    def held(want: Wanted, citation: Citation) -> bool:
        speaker = citation.speaker if with_speaker else None
        shown = " ".join(filter(None, [speaker, citation.text]))
        return _holds_one(shown, want) and any(
            want.in_place(place) for place in _places(citation, text_of)
        )

    return all(any(held(want, citation) for citation in short) for want in case.wanted)


def _places(citation: Citation, text_of: Callable[[str], str]) -> list[Stretch]:
    """Where a citation's words stand, once for each article that prints them."""
    return [
        Stretch(
            citation.text, citation.start, citation.end, info, (),
            lambda: text_of(citation.article.id),
        )
        for info in (citation.article, *citation.also_in)
    ]  # fmt: skip


def _is_brief(case: Case, answer: Answer, text: str) -> bool:
    """Short enough; across several reports also citing two, unless the gold names only one."""
    named = {name for want in case.wanted if isinstance(want, Wording) for name in want.articles}
    alone = case.asks != "several" or len(named) == 1
    return len(text.split()) <= most_words(case) and (alone or reports(answer) >= REPORTS)


def _opens(case: Case, text: str) -> bool:
    """Whether the first thing wanted, which was asked for, stands within the first words."""
    return _holds_one(" ".join(text.split()[:OPENING]), case.wanted[0])


def _holds_one(text: str, want: Wanted) -> bool:
    return any(holds(text, wording) for wording in want.wordings)

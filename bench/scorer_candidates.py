"""Sentences among which the answer scorer is trained to find the one that answers."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.library import Library
from index.sentences import sentence_spans
from index.types import Filters, Passage
from rag.consult import consult
from rag.question import understand
from rag.second_look import in_context

QUESTIONS = Path(__file__).parent / "scorer_questions.jsonl.gz"
MOST = 20  # sentences of a question, as the ranking without the scorer gives them


@dataclass(frozen=True)
class Candidates:
    """One question and what the scorer is shown: sentences that answer, and that do not.

    ``near`` are those that look most like an answer and are none.
    """

    question: str
    answers: list[str]
    near: list[str]
    others: list[str]


class _Unscored(Library):
    """A collection whose sentences no scorer has read, lest it choose what it is trained on."""

    answer_scorer = None


def of_articles(data: Path) -> Iterator[Candidates]:
    """The candidates of each question of :data:`QUESTIONS` on an article of an index.

    A line of it has the ``question``, the ``article`` it was written on, and where in the
    article's text the sentences begin that each answer it (``answers``) or only seem to
    (``near``); no answers where the article holds none.
    """
    library = _Unscored(data)
    titles = {info.id: info.title for info in library.articles()}
    for told in _lines(QUESTIONS):
        if told["article"] in titles:
            yield _of_question(library, titles[told["article"]], told)


def _of_question(library: Library, title: str | None, told: dict[str, Any]) -> Candidates:
    article = told["article"]
    answers = {(article, start) for start in told["answers"]}
    near = {(article, start) for start in told["near"]}
    question = understand(told["question"])
    shown = {
        (each.article.id, each.sentence.start): in_context(
            each.article.title, each.speaker, each.text
        )
        for each in consult(library, question, Filters()).evidence[:MOST]
    }
    # What the ranking did not find is shown all the same.
    for passage in library.passages_of(article):
        for start, text in _sentences(passage, title):
            if (article, start) in answers | near:
                shown.setdefault((article, start), text)
    right = {text for place, text in shown.items() if place in answers}
    wrong = {place: text for place, text in shown.items() if text not in right}  # no copies
    return Candidates(
        question.search_text,
        sorted(right),
        [text for place, text in wrong.items() if place in near],
        [text for place, text in wrong.items() if place not in near],
    )


def _sentences(passage: Passage, title: str | None) -> Iterator[tuple[int, str]]:
    for each in passage.sentences:
        speaker = each.speaker
        yield each.start, in_context(title, speaker, passage.sentence_text(each))


def of_paragraphs(squad: Path) -> Iterator[Candidates]:
    """The candidates of questions on a paragraph: its sentences.

    Every second title is left out, to measure on.

    Args:
        squad: gzip JSONL with ``title``, ``context``, ``question`` and ``answers``, as SQuAD 2.0's.
    """
    lines = list(_lines(squad))
    trained_on = {*[*dict.fromkeys(told["title"] for told in lines)][::2]}
    for told in lines:
        if told["title"] not in trained_on:
            continue
        text, title = told["context"], told["title"].replace("_", " ")
        sentences = [text[start:end] for start, end in sentence_spans(text)]
        right = [each for each in sentences if told["answers"] and told["answers"][0] in each]
        if right or not told["answers"]:
            yield Candidates(
                told["question"],
                [in_context(title, None, each) for each in right],
                [],
                [in_context(title, None, each) for each in sentences if each not in right],
            )


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)

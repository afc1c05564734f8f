"""A question's way to its checked answer: the one path that every front end uses."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from index.library import Library
from index.quotes.names import BODIES
from index.types import Filters
from rag.asked import said_by
from rag.check import can_be_drafted, check, is_hopeless
from rag.consult import consult
from rag.copies import cite_originals
from rag.draft import draft
from rag.evidence import Evidence
from rag.model import Generator
from rag.present import quoted_sentence
from rag.question import Question, understand
from rag.rerank import Reranker
from rag.retrieve import validate
from rag.support import Grounds, find_grounds
from rag.types import Answer, AnswerSentence, Citation, Event, Origin, Token, Turn

DRAFTED = 2  # sentences given to the model; further ones are quoted, so that answers stay quick
CLOSEST = 3  # passages offered where the answer is declined
DECLINED = "The articles don't say."

Clock = Callable[[], float]


@dataclass
class _Composition:
    """An answer in the making: sentences so far, and citations numbered by first use."""

    library: Library
    sentences: list[AnswerSentence] = field(default_factory=list)
    cited: list[Evidence] = field(default_factory=list)

    def add(self, text: str, evidence: Evidence, origin: Origin) -> AnswerSentence:
        also_in: tuple[str, ...] = ()
        if evidence not in self.cited:
            self.cited.append(evidence)
            also_in = tuple(info.imprint for info in evidence.also_in)
        sentence = AnswerSentence(text, (self.cited.index(evidence) + 1,), origin, also_in)
        self.sentences.append(sentence)
        return sentence

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(
            Citation(
                n, e.article, e.sentence.start, e.sentence.end, e.text,
                said_by(self.library, e.speech), e.also_in,
            )
            for n, e in enumerate(self.cited, start=1)
        )  # fmt: skip


def stream_answer(
    library: Library,
    generator: Generator,
    text: str,
    history: Sequence[Turn] = (),
    filters: Filters | None = None,
    reranker: Reranker | None = None,
    clock: Clock = time.perf_counter,
) -> Iterator[Event]:
    """Checked words as they become ready, then the whole :class:`Answer`.

    Raises:
        UsageError: the question is empty or too long, or a filter's date is no date.
        OnRecordError: the index or a model cannot be used.
    """
    started = clock()
    filters = filters or Filters()
    validate(text, filters)
    question = understand(text.strip(), history)
    found = consult(library, question, filters, reranker)
    grounds = find_grounds(question, found.evidence, found.asked)
    grounds = cite_originals(library, grounds, filters)
    made = _Composition(library)
    first_token: float | None = None
    for sentence in _sentences(question, grounds, generator, made):
        lead = "" if first_token is None else " "
        first_token = first_token or clock() - started
        yield from _tokens(lead + sentence.marked)
    if not made.sentences:
        yield from _tokens(DECLINED)
    total = clock() - started
    yield Answer(
        question=text,
        status="answered" if made.sentences else "declined",
        text=" ".join(s.marked for s in made.sentences) or DECLINED,
        sentences=tuple(made.sentences),
        citations=made.citations,
        closest=() if made.sentences else tuple(found.hits[:CLOSEST]),
        model=generator.name,
        seconds={"first_token": first_token or total, "total": total},
    )


def _sentences(
    question: Question, grounds: Grounds, generator: Generator, made: _Composition
) -> Iterator[AnswerSentence]:
    """The answer's sentences: drafted ones that the evidence holds, else the evidence itself."""
    if grounds.instead is not None:
        yield _correction(grounds.instead, grounds.asked, made)
        yield _quote(question, grounds.instead, made)
    for place, evidence in enumerate(grounds.evidence):
        drafted = _supported_draft(question, evidence, generator) if place < DRAFTED else None
        if drafted:
            yield made.add(drafted, evidence, "drafted")
        else:
            yield _quote(question, evidence, made)


def _supported_draft(question: Question, evidence: Evidence, generator: Generator) -> str | None:
    """The model's sentence, where the evidence holds it."""
    if not can_be_drafted(evidence):
        return None
    text = draft(question, evidence, generator, lambda said: is_hopeless(said, evidence))
    return text if text and check(text, evidence, question) is None else None


def _quote(question: Question, evidence: Evidence, made: _Composition) -> AnswerSentence:
    name_first = question.kind == "who"
    return made.add(quoted_sentence(evidence, name_first=name_first), evidence, "quoted")


def _correction(evidence: Evidence, asked: str | None, made: _Composition) -> AnswerSentence:
    speaker = _with_article(said_by(made.library, evidence.speech) or "")
    text = f"The articles attribute that to {speaker}, not to {asked}."
    return made.add(text, evidence, "quoted")


def _with_article(name: str) -> str:
    """A body's name as it stands in a sentence: "the Foreign Ministry"."""
    is_body = name.split()[-1].lower() in BODIES
    return f"the {name}" if is_body and not name.lower().startswith("the ") else name


def _tokens(text: str) -> Iterator[Token]:
    """A text word by word, white space in front."""
    for at, word in enumerate(text.split(" ")):
        yield Token(word if at == 0 else f" {word}")

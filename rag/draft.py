"""The prompt made of evidence, and the model's reply cut into sentences as it comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.sentences import sentence_spans
from rag.evidence import Evidence
from rag.model import Generator, Message
from rag.present import quoted_sentence
from rag.question import Question

MAX_TOKENS = 110
_RULES = "Answer from the reports alone, in their own words, in one or two short sentences."


def draft(question: Question, evidence: Sequence[Evidence], generator: Generator) -> Iterator[str]:
    """Drafted sentences, each as soon as the model has finished it.

    Closing the iterator stops the model.
    """
    reply = opening = _opening(evidence)
    for piece in generator.stream(
        prompt(question, evidence), opening=opening, max_tokens=MAX_TOKENS
    ):
        reply += piece
        # Only what is followed by another sentence is known to be finished.
        *finished, last = sentence_spans(reply) or [(0, 0)]
        if finished:
            yield from (reply[start:end] for start, end in finished)
            reply = reply[last[0] :]
    if reply.strip():
        yield reply.strip()


def prompt(question: Question, evidence: Sequence[Evidence]) -> list[Message]:
    """The rules, the evidence sentences with speaker, outlet and date, and the question."""
    reports = "\n".join(f"- {_source(each)}{quoted_sentence(each)}" for each in evidence)
    return [
        Message("system", _RULES),
        Message("user", f"Reports:\n{reports}\n\nQuestion: {question.text}"),
    ]


def _source(evidence: Evidence) -> str:
    known = [part for part in (evidence.article.outlet, evidence.article.published) if part]
    return f"({', '.join(known)}) " if known else ""


def _opening(evidence: Sequence[Evidence]) -> str:
    """The speaker's name, where the best evidence has one: a small model then stays on him."""
    return evidence[0].speaker or "" if evidence else ""

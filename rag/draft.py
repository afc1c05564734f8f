"""One evidence sentence turned into an answer's sentence by the local model.

The bundled model is small. Shown one sentence, one example and the beginning of
the reply, it keeps to the source two to three times as often as when it is shown
several sentences at once (bench/drafts.py), and what it has read stays cached.
"""

from __future__ import annotations

from collections.abc import Callable

from index.sentences import sentence_spans
from rag.evidence import Evidence
from rag.model import Generator, Message
from rag.present import quoted_sentence
from rag.question import Question

MAX_TOKENS = 90
_EXAMPLE = (
    Message("system", "Copy from the report what answers the question."),
    Message(
        "user",
        "Report: The harbour would stay open through the winter, Maria Lund told reporters on "
        "Friday.\n\nQuestion: What did Lund say about the harbour?",
    ),
    Message("assistant", "Maria Lund said the harbour would stay open through the winter."),
)
_PAST = frozenset({"said", "told", "wrote", "swore"})


def draft(
    question: Question,
    evidence: Evidence,
    generator: Generator,
    hopeless: Callable[[str], bool],
) -> str | None:
    """The model's sentence made of ``evidence``; None where it gave none or lost its way.

    Args:
        question: what is asked.
        evidence: the sentence to answer from.
        generator: the model.
        hopeless: whether the reply so far can no longer become a supported sentence,
            so that the model need not go on.
    """
    reply = opening = _opening(evidence)
    for piece in generator.stream(
        _prompt(question, evidence), opening=opening, max_tokens=MAX_TOKENS
    ):
        reply += piece
        spans = sentence_spans(reply)
        if len(spans) > 1:  # only what another sentence follows is known to be finished
            return reply[spans[0][0] : spans[0][1]]
        if hopeless(reply.rpartition(" ")[0]):
            return None
    return reply.strip() or None


def _prompt(question: Question, evidence: Evidence) -> list[Message]:
    report = f"Report: {quoted_sentence(evidence)}\n\nQuestion: {question.text}"
    return [*_EXAMPLE, Message("user", report)]


def _opening(evidence: Evidence) -> str:
    """The speaker and the source's own verb, where the sentence reports somebody's words."""
    speech = evidence.speech
    if speech is None:
        return ""
    cue = (
        speech.cue if speech.cue and (speech.cue in _PAST or speech.cue.endswith("ed")) else "said"
    )
    return f"{speech.speaker[0].upper()}{speech.speaker[1:]} {cue}"

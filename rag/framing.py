"""Whether a question is on a speaker's words, or on what the reporter tells of the speaker.

English only. Not handled: what is told between two parts of a quotation.
"""

from __future__ import annotations

from index.quotes.marks import quoted_spans
from rag.evidence import Evidence
from rag.forms import values
from rag.question import Question
from rag.spans import Span
from rag.words import stems

NAMED_WITHIN = 25  # words from the start in which the words asked for must stand
FEWEST = 5  # words of a clause that says something


def told_of_speaker(evidence: Evidence, question: Question) -> Span | None:
    """What follows a long quotation, where the question is on that: "… writes Lund, the mayor."."""
    text = evidence.text
    first = next(iter(quoted_spans(text)), (0, 0))
    rest = text[first[1] :].lstrip(" ,")
    start = len(text) - len(rest)
    if first[0] or not first[1] or quoted_spans(rest) or len(text.split()) <= NAMED_WITHIN:
        return None
    if question.kind == "general" or len(rest.split()) < FEWEST or not values(question, rest):
        return None
    topic = set(question.topic)
    held, quoted = (len(topic & set(stems(part))) for part in (rest, text[:start]))
    return (start, len(text)) if held > quoted else None


def is_stance(evidence: Evidence, question: Question) -> bool:
    """Whether a question that asks who wants or backs something is on the speaker's own words."""
    if evidence.tie is None:
        return False
    topic, quoted = set(question.topic), set(stems(evidence.tie.text))
    return len(topic & quoted) > len(topic & (set(evidence.stems) - quoted))

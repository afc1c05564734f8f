"""The articles consulted on a question: passages and quotations → ranked evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.library import Library
from index.types import Filters, Hit
from rag.asked import Asked, find_asked, with_holders
from rag.evidence import Evidence, choose_evidence
from rag.question import Question
from rag.rerank import Reranker
from rag.retrieve import retrieve
from rag.ties import with_quotes

PASSAGES = 12  # read closely for a question, besides those of the quotations nearest to it


@dataclass(frozen=True)
class Consulted:
    """What was found on a question, best first, and whose words it asks for."""

    evidence: Sequence[Evidence]
    hits: Sequence[Hit]
    asked: Asked | None


def consult(
    library: Library, question: Question, filters: Filters, reranker: Reranker | None = None
) -> Consulted:
    """Everything that bears on a question.

    Raises:
        EmptyIndex: nothing was added yet.
    """
    asked = find_asked(library, question)
    passages = retrieve(library, question, PASSAGES, filters, asked=asked, reranker=reranker)
    found = with_quotes(library, passages, asked, filters)
    if asked:
        asked = with_holders(library, asked, found.hits, found.quotes)
    return Consulted(choose_evidence(library, question, found, asked), passages.hits, asked)

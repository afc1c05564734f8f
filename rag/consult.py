"""The articles consulted on a question: passages and quotations → ranked evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.library import Library
from index.types import Filters, Hit
from rag.asked import Asked, find_asked
from rag.evidence import Evidence, choose_evidence
from rag.features import ALL, Ingredients
from rag.holders import with_holders
from rag.question import Question
from rag.rerank import Reranker
from rag.retrieve import retrieve
from rag.ties import with_quotes

PASSAGES = 12  # read closely for a question, besides those of the quotations nearest to it


@dataclass(frozen=True)
class Consulted:
    """What was found on a question, best first; whose words it asks for, how many sides it has."""

    evidence: Sequence[Evidence]
    hits: Sequence[Hit]
    asked: Asked | None
    sides: int = 1


def consult(
    library: Library,
    question: Question,
    filters: Filters,
    reranker: Reranker | None = None,
    ingredients: Ingredients = ALL,
) -> Consulted:
    """Everything that bears on a question.

    Args:
        library: where to look.
        question: what is asked.
        filters: which articles may be drawn on.
        reranker: reads the best passages again and orders them, where there is one.
        ingredients: what finds and ranks passages.

    Raises:
        EmptyIndex: nothing was added yet.
    """
    asked = find_asked(library, question) if ingredients.understanding else None
    if asked:  # what is told beside the name is part of what is asked
        question = replace(question, speaker=asked.called)
    passages = retrieve(
        library, question, PASSAGES, filters,
        asked=asked, reranker=reranker, ingredients=ingredients,
    )  # fmt: skip
    found = with_quotes(library, passages, asked, filters)
    if asked:
        asked = with_holders(library, asked, found.hits, found.quotes)
    evidence = choose_evidence(library, question, found, asked)
    return Consulted(evidence, passages.hits, asked, passages.sides)

"""What each ingredient of the ranking is worth: every row but the first leaves one of them out.

The gold file may be in any form of ``rag.evaluation.gold``. "p50 ms" is from a question to its
evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.library import Library
from index.types import Article, Filters, Hit
from rag.asked import find_asked
from rag.consult import consult
from rag.evaluate import RetrievalScores, evaluate_file
from rag.evidence import Evidence
from rag.features import Ingredients
from rag.question import understand
from rag.retrieve import retrieve
from ui.eval_output import question_progress

NO_FILTERS = Filters()
RANKINGS = {
    "all ingredients": Ingredients(),
    "dense only": Ingredients(lexical=False),
    "lexical only": Ingredients(dense=False),
    "no question understanding": Ingredients(understanding=False),
    "no metadata": Ingredients(metadata=False),
}
COLUMNS = ("Hits@10", "Hits@4", "MRR@10", "recall@10", "AUROC", "tokens", "p50 ms")


def run(data: Path, gold: Path) -> None:
    library = Library(data)
    print(f"{'':26}" + "".join(f"{name:>10}" for name in COLUMNS), flush=True)
    for name, ingredients in RANKINGS.items():
        with question_progress(quiet=False) as progress:
            evaluation = evaluate_file(_Desk(library, ingredients), gold, progress)
        cells = _cells(evaluation.retrieval)
        print(f"{name:26}" + "".join(f"{cell:>10}" for cell in cells), flush=True)
    for line, error in evaluation.failed:
        print(f"  left out: line {line}: {error}")


class _Desk:
    """A collection searched with some of the ingredients."""

    def __init__(self, library: Library, ingredients: Ingredients) -> None:
        self._library = library
        self._ingredients = ingredients

    def search(self, query: str, k: int = 10) -> list[Hit]:
        question, kinds = understand(query), self._ingredients
        asked = find_asked(self._library, question) if kinds.understanding else None
        return retrieve(self._library, question, k, NO_FILTERS, asked=asked, ingredients=kinds).hits

    def evidence(self, question: str, *, k: int = 10) -> Sequence[Evidence]:
        understood = understand(question)
        found = consult(self._library, understood, NO_FILTERS, ingredients=self._ingredients)
        return found.evidence[:k]

    def article(self, article_id: str) -> Article:
        found = self._library.article(article_id)
        assert found, article_id
        return found


def _cells(scores: RetrievalScores) -> list[str]:
    shares = (
        scores.hits_at_10,
        scores.hits_at_4,
        scores.mrr_at_10,
        scores.evidence_recall_at_10,
        scores.auroc,
    )
    tokens, milliseconds = scores.mean_passage_tokens, scores.evidence_p50_ms
    return [
        *("–" if share is None else f"{share:.3f}" for share in shares),
        "–" if tokens is None else f"{tokens:.0f}",
        "–" if milliseconds is None else f"{milliseconds:.1f}",
    ]

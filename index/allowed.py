"""The passages that filters let through, told by the lexical index without reading records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tantivy


class Allowed:
    """Passages that pass all of some limits.

    Chroma filters by reading the id of every record that passes, and for dates of every
    record; here postings tell, so that a question costs the same in a large collection.

    Args:
        index: an index whose field ``id`` is stored and not cut into words.
        limits: what passages must match, at least one.
    """

    def __init__(self, index: tantivy.Index, limits: Sequence[tantivy.Query]) -> None:
        self._index = index
        self._limits = limits

    @property
    def share(self) -> float:
        """How many of all passages pass, between 0 and 1."""
        searcher = self._index.searcher()
        found = searcher.search(_all_of(self._limits), 1, count=True)
        passing: int = found.count  # type: ignore[attr-defined]  # missing in its stubs only
        return passing / max(1, searcher.num_docs)

    def all(self, most: int) -> list[str] | None:
        """Ids of the passages that pass, None where they are more than ``most``."""
        return self._matching(self._limits, most)

    def among(self, ids: Sequence[str]) -> set[str]:
        """Which of these passages pass."""
        import tantivy

        if not ids:
            return set()
        these = tantivy.Query.term_set_query(self._index.schema, "id", list(ids))
        return set(self._matching([these, *self._limits], len(ids)) or ())

    def _matching(self, limits: Sequence[tantivy.Query], most: int) -> list[str] | None:
        searcher = self._index.searcher()
        hits = searcher.search(_all_of(limits), most + 1, count=False).hits
        return None if len(hits) > most else [searcher.doc(at)["id"][0] for _, at in hits]


def _all_of(limits: Sequence[tantivy.Query]) -> tantivy.Query:
    import tantivy

    return tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in limits])

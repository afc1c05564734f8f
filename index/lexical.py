"""The lexical index: BM25 over passages, by tantivy. Derived from the store and rebuilt when stale.

It updates incrementally and keeps its postings on disk, so that neither a question
nor a start reads the whole collection.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.allowed import Allowed
from index.errors import StorageProblem, first_line
from index.reading.dates import day_bounds, stated_date
from index.reading.outlets import outlet_key
from index.stemming import stemmed
from index.types import ArticleInfo, Filters, Passage

if TYPE_CHECKING:
    import tantivy

_FORMAT = 2  # raise it when the schema below changes
_WORDS = {"text": 1.0, "title": 0.6, "outlet_words": 0.6}  # searched fields and their weights
_WRITER_MEMORY = 50_000_000  # bytes
_MOST_TERMS = 64  # of a query; further words are left out
_PARTS = re.compile(r"[^\W_]{1,40}")

Row = tuple[str, Passage, ArticleInfo]


class LexicalIndex:
    """BM25 over passage text, title and outlet, with English stemming.

    Args:
        folder: where the derived index is or will be.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamp_file = folder / "stamp.json"
        self._opened_at: str | None = None

    @cached_property
    def _index(self) -> tantivy.Index:
        import tantivy

        builder = tantivy.SchemaBuilder()
        for field in ("id", "article", "speaker", "outlet"):
            builder.add_text_field(field, stored=field == "id", tokenizer_name="raw")
        for field in _WORDS:
            builder.add_text_field(field, tokenizer_name="en_stem")
        for field in ("first_day", "last_day"):
            builder.add_integer_field(field, indexed=True, fast=True)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            return tantivy.Index(builder.build(), path=str(self._folder))
        except (OSError, ValueError) as error:
            raise self._problem(error) from error

    @property
    def _exists(self) -> bool:
        """Whether there is anything to search yet; only who adds makes it."""
        return (self._folder / "meta.json").exists()

    @property
    def stamp(self) -> str | None:
        """The store's revision that this index was brought up to, None where it is unusable."""
        try:
            saved = json.loads(self._stamp_file.read_text())
        except (OSError, ValueError):
            return None
        current = isinstance(saved, dict) and saved.get("format") == _FORMAT
        return str(saved.get("revision")) if current else None

    def is_current(self, revision: str) -> bool:
        """Whether the index was brought up to ``revision``, by this process or another."""
        stamp = self.stamp
        if stamp != self._opened_at:  # written since by another process
            self.__dict__.pop("_index", None)
            self._opened_at = stamp
        return stamp == revision

    def catch_up(self, revision: str, rows: Callable[[], Iterable[Row]]) -> None:
        """Makes the index anew from all passages where its stamp is not ``revision``."""
        if not self.is_current(revision):
            self.rebuild(rows(), revision)

    def rebuild(self, rows: Iterable[Row], revision: str) -> None:
        """Makes the index anew from all passages; until it is done, others search the old one."""
        made, old = (self._folder.with_name(f"{self._folder.name}.{n}") for n in ("new", "old"))
        try:
            for leftover in (made, old):
                shutil.rmtree(leftover, ignore_errors=True)
            LexicalIndex(made).update(rows, (), revision)
            if self._folder.exists():
                self._folder.rename(old)
            made.rename(self._folder)
            shutil.rmtree(old, ignore_errors=True)
        except OSError as error:
            raise self._problem(error) from error
        self.is_current(revision)

    def update(self, rows: Iterable[Row], gone: Sequence[str], revision: str) -> None:
        """Takes out the articles ``gone``, puts in ``rows``, and stamps the result."""
        import tantivy

        try:
            # Until the new stamp is written, the old one tells that this is out of date.
            writer = self._index.writer(_WRITER_MEMORY, 1)
            for article_id in gone:
                writer.delete_documents_by_term("article", article_id)
            for key, passage, info in rows:
                writer.add_document(tantivy.Document(**_document(key, passage, info)))
            writer.commit()
            writer.wait_merging_threads()
            self._index.reload()
            self._stamp_file.write_text(json.dumps({"revision": revision, "format": _FORMAT}))
            self._opened_at = revision
        except (OSError, ValueError) as error:
            raise self._problem(error) from error

    def search(
        self,
        weights: Mapping[str, float],
        k: int,
        filters: Filters,
        speakers: Sequence[str] | None,
        metadata: bool = True,
    ) -> dict[str, float]:
        """BM25 score by passage id of the ``k`` best passages for the words, in any order.

        Args:
            weights: what each word counts for; operators and punctuation mean nothing.
            k: how many at most.
            filters: which articles may be drawn on, but for the speaker.
            speakers: passages must report words of one of these; None leaves it open.
            metadata: whether title and outlet count as part of a passage.
        """
        import tantivy

        if not self._exists:
            return {}
        query = self._any_of(weights, _WORDS if metadata else {"text": 1.0})
        if query is None:
            return {}
        limits = self._limits(filters, speakers)
        if limits:
            must = tantivy.Occur.Must
            free = [(must, tantivy.Query.const_score_query(limit, 0.0)) for limit in limits]
            query = tantivy.Query.boolean_query([(must, query), *free])
        searcher = self._index.searcher()
        found = searcher.search(query, k, count=False)
        return {searcher.doc(at)["id"][0]: score for score, at in found.hits}

    def _any_of(
        self, weights: Mapping[str, float], fields: Mapping[str, float]
    ) -> tantivy.Query | None:
        """A query for any of the words, as the analyser of the fields cuts and stems them."""
        import tantivy

        terms: dict[str, float] = {}
        for word, weight in weights.items():
            for part in _PARTS.findall(word.lower()):
                term = stemmed(part)
                terms[term] = max(weight, terms.get(term, 0.0))
        schema, either = self._index.schema, tantivy.Occur.Should
        clauses = [
            (
                either,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(schema, field, term), weight * terms[term]
                ),
            )
            for term in list(terms)[:_MOST_TERMS]
            for field, weight in fields.items()
        ]
        return tantivy.Query.boolean_query(clauses) if clauses else None

    def allowed(self, filters: Filters, speakers: Sequence[str] | None) -> Allowed | None:
        """The passages within the filters; None where these leave all open or nothing is there."""
        limits = self._limits(filters, speakers) if self._exists else []
        return Allowed(self._index, limits) if limits else None

    def document_frequency(self, stem: str) -> int:
        """In how many passages a stemmed, lower-case word stands, or its rarest part.

        Passages that were taken out are counted until the index merges its segments.
        """
        if not self._exists:
            return 0
        searcher = self._index.searcher()
        return min((searcher.doc_freq("text", part) for part in _PARTS.findall(stem)), default=0)

    @property
    def size(self) -> int:
        """How many passages are indexed."""
        return self._index.searcher().num_docs if self._exists else 0

    def _limits(self, filters: Filters, speakers: Sequence[str] | None) -> list[tantivy.Query]:
        import tantivy

        schema, integer = self._index.schema, tantivy.FieldType.Integer
        limits = []
        if filters.outlet:
            key = outlet_key(filters.outlet)
            limits.append(tantivy.Query.term_query(schema, "outlet", key))
        if since := filters.since and stated_date(filters.since):
            day = day_bounds(since)[0]
            limits.append(tantivy.Query.range_query(schema, "last_day", integer, day, None))
        if until := filters.until and stated_date(filters.until):
            day = day_bounds(until)[1]
            limits.append(tantivy.Query.range_query(schema, "first_day", integer, None, day))
        if speakers is not None:
            limits.append(tantivy.Query.term_set_query(schema, "speaker", list(speakers)))
        return limits

    def _problem(self, error: Exception) -> StorageProblem:
        return StorageProblem(
            f"cannot use the lexical index in {self._folder} ({first_line(error)[:160]}); "
            "check the disk's free space and the folder's permissions; the folder can be deleted, "
            "it is made anew from the articles"
        )


def _document(key: str, passage: Passage, info: ArticleInfo) -> dict[str, object]:
    document: dict[str, object] = {
        "id": key,
        "article": info.id,
        "text": passage.text,
        "title": info.title or "",
        "outlet_words": info.outlet or "",
        "outlet": outlet_key(info.outlet) if info.outlet else "",
        "speaker": list(passage.speakers),
    }
    if info.published:
        document["first_day"], document["last_day"] = day_bounds(info.published)
    return document

"""One collection of articles: the store, what is derived from it, finding and adding.

This is the face of ``index`` to the rest of the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.answer_scorer import AnswerScorer, OnnxAnswerScorer
from index.audit import Audit, audit
from index.derived import Derived
from index.embed import Embedder, SentenceTransformerEmbedder
from index.errors import EmptyIndex
from index.onnx_embed import OnnxEmbedder
from index.passage_search import Candidate, Lookup, PassageSearch
from index.pooling import encode_sentences
from index.quotations import FoundQuote
from index.quote_search import QuoteSearch
from index.speakers.person import Person
from index.store import Store
from index.types import AddReport, Article, ArticleInfo, Filters, Passage, Progress
from index.upkeep import Upkeep, exported_embedder, exported_scorer

if TYPE_CHECKING:
    from index.embed import Vectors


class Library:
    """A collection of articles in one data folder. Nothing heavy is loaded before it is needed.

    Args:
        data: the folder.
        embedder: path or name of a sentence-transformers model, or an embedder; None takes
            the bundled model.
    """

    def __init__(self, data: Path, embedder: str | Embedder | None = None) -> None:
        self.data = data
        # What articles are added with; the quick embedder of questions is exported from it.
        self._writer: Embedder = (
            SentenceTransformerEmbedder(embedder)
            if embedder is None or isinstance(embedder, str)
            else embedder
        )
        self._store = Store(data / "chroma", self._writer.name)
        self._derived = Derived(data, self._store)
        self._passages = PassageSearch(self._store, self._derived)
        self._quotes = QuoteSearch(self._store, self._derived)
        self._upkeep = Upkeep(data, self._store, self._derived, self._writer)
        self._scorer: AnswerScorer | None = None

    # ---- what is there

    def articles(self) -> list[ArticleInfo]:
        """All articles, by title; empty where nothing was added yet."""
        return self._store.articles() if self._store.exists else []

    def article(self, article_id: str) -> Article | None:
        """One article with its text."""
        return self._store.article(article_id) if self._store.exists else None

    def audit(self) -> Audit:
        """Whether every article is whole; reads the whole index."""
        return audit(self._store.database)

    def remove(self, ids: Iterable[str], progress: Progress | None = None) -> list[str]:
        """Removes articles; gives back the ids that were there."""
        return self._upkeep.remove(ids, progress) if self._store.exists else []

    # ---- finding

    @cached_property
    def embedder(self) -> Embedder:
        """The quick exported embedder where there is one, else sentence-transformers."""
        exported = exported_embedder(self.data)
        if OnnxEmbedder.available(exported, self._writer.name):
            return OnnxEmbedder(exported)
        return self._writer

    @property
    def answer_scorer(self) -> AnswerScorer | None:
        """The scorer of answering sentences, where adding has made it; None in older indexes."""
        exported = exported_scorer(self.data)
        if self._scorer is None and OnnxAnswerScorer.available(exported):
            self._scorer = OnnxAnswerScorer(exported)
        return self._scorer

    def candidates(
        self, lookups: Sequence[Lookup], vector: Vectors | None, k: int, filters: Filters
    ) -> list[Candidate]:
        """Passages near in words or meaning, unranked: up to ``k`` a lookup and ``k`` more.

        Args:
            lookups: words to look for.
            vector: near to which others may be, as :attr:`embedder` makes it; None for none.
            k: how many at most of each side.
            filters: which passages may be near in meaning.

        Raises:
            EmptyIndex: nothing was added yet.
        """
        self.require_articles()
        return self._passages.candidates(lookups, vector, k, filters)

    def known_outlets(self, keys: Iterable[str]) -> set[str]:
        """Which of these (see :func:`outlet_key`) are outlets of articles in the collection."""
        return self._derived.register.known_outlets(keys) if self._store.exists else set()

    def copies(self, article_id: str) -> list[Article]:
        """The articles that tell a story in nearly the same words, this one among them."""
        return self._store.copies(article_id)

    def passages_of(self, *article_ids: str) -> list[Passage]:
        """The passages of articles, each article's in order."""
        return self._store.passages.of(article_ids) if self._store.exists else []

    def sentence_vectors(self, passages: Sequence[tuple[Passage, ArticleInfo]]) -> list[Vectors]:
        """For each passage the unit vectors of its sentences: shape ``(sentences, dimension)``.

        They are made when articles are added; where some are missing, they are made now.
        """
        known = self._derived.sentences
        found = known.of([passage for passage, _ in passages])
        missing = [each for each, vectors in zip(passages, found, strict=True) if vectors is None]
        made = encode_sentences(self._writer, missing)
        if made:
            known.update((each, own) for (each, _), own in zip(missing, made, strict=True))
        given = iter(made)
        return [next(given) if vectors is None else vectors for vectors in found]

    def frequencies(self, stems: Iterable[str]) -> list[float]:
        """The share of passages in which each stemmed, lower-case word stands, from 0 to 1."""
        lexical = self._derived.lexical
        size = max(1, lexical.size)
        # Deleted passages are counted until the index is tidied, hence the bound.
        return [min(1.0, lexical.document_frequency(stem) / size) for stem in stems]

    @property
    def passage_count(self) -> int:
        """How many passages the collection has."""
        return self._derived.lexical.size

    # ---- who said what

    def quotes(
        self, about: str | None, filters: Filters, most: int | None = None
    ) -> list[FoundQuote]:
        """Quotations, their speakers by canonical name.

        Args:
            about: what they must bear on, in meaning or words, best first; None gives all,
                the newest articles' first and those without a date last.
            filters: which articles and speakers may be drawn on; a speaker is found by any
                of his names, and a surname stands for everyone who bears it.
            most: how many at most; None gives all. About a topic some hundreds are looked at.
        """
        if not self._store.exists:
            return []
        if about is None:
            return self._quotes.newest(filters, most)
        return self._quotes.about(about, self.embedder.encode([about])[0], filters, most)

    def quotes_near(
        self, vector: Vectors, k: int, filters: Filters, names: Sequence[str] | None = None
    ) -> list[FoundQuote]:
        """The ``k`` quotations nearest in meaning, best first, scored by cosine similarity.

        Args:
            vector: shape ``(dimension,)``, as :attr:`embedder` makes it.
            k: how many at most.
            filters: which articles and speakers may be drawn on.
            names: they must be by one of these, as articles spell them (see
                :attr:`Person.names`); None leaves it open.
        """
        return self._quotes.near(vector, k, filters, names) if self._store.exists else []

    def people(self, most: int | None = None) -> list[Person]:
        """Everyone who is quoted, most quotations first; those not named ("police") as well."""
        return self._derived.register.people(most) if self._store.exists else []

    def person(self, name: str) -> list[Person]:
        """Those whom a name can mean: everyone of a surname, and none where nobody is known."""
        return self._derived.register.find(name) if self._store.exists else []

    def speakers(self) -> list[str]:
        """The canonical name of everyone whose words are reported, most reported first."""
        return self._derived.register.speakers() if self._store.exists else []

    def spoken_by(self, speaker: str, most: int = 50) -> list[Passage]:
        """Some passages that report words of a speaker, whom any of his names means."""
        if not self._store.exists:
            return []
        return self._passages.spoken_by(speaker, most)

    def require_articles(self) -> None:
        """Makes sure that there is something to look in.

        Raises:
            EmptyIndex: nothing was added yet.
            EmbedderMismatch: it was made by another embedder.
        """
        if not self._store.exists or not (self._derived.lexical.size or self._store.count()):
            raise EmptyIndex(
                f"the index in {self.data} holds no articles; add some with `onrecord add PATH`"
            )

    # ---- adding

    def add(
        self,
        sources: Iterable[str | Path],
        records: Iterable[str] = (),
        progress: Progress | None = None,
        *,
        prune: bool = False,
        allow_private: bool = False,
    ) -> AddReport:
        """Adds or updates articles from files, folders, addresses and JSONL records.

        What is in the index already and has not changed is left alone. What cannot be
        read is reported and the rest goes on.

        Args:
            sources: files, folders and http(s) addresses.
            records: lines of JSONL.
            progress: called after every article.
            prune: whether articles whose file is gone are taken out; else they are only
                reported.
            allow_private: whether addresses may lead into a private network.
        """
        return self._upkeep.add(
            list(sources), records, progress, prune=prune, allow_private=allow_private
        )

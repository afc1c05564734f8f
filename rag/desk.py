"""The face of OnRecord to Python programs, the command line and the chat."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.answer_scorer import AnswerScorer
from index.audit import Audit
from index.errors import OnRecordError
from index.library import Library
from index.quotations import FoundQuote
from index.speakers.person import Person
from index.types import AddReport, Article, ArticleInfo, Filters, Hit, Progress, Quote
from index.watch import changes
from rag.answer import stream_answer
from rag.consult import consult
from rag.evidence import Evidence
from rag.model import Generator, is_server, open_model, resolve_model
from rag.question import understand
from rag.rerank import resolve_reranker
from rag.retrieve import retrieve, validate
from rag.suggest import suggest_questions
from rag.types import Answer, Event, Turn

if TYPE_CHECKING:
    from threading import Event as Stop


class OnRecord:
    """A collection of articles that can be asked who said what.

    Nothing heavy is loaded until it is needed.

    Args:
        data: folder of the index; default: ``ONRECORD_DATA``, else the
            platform's user data folder.
        model: path of a GGUF file; ``owner/name:file`` of a Hugging Face repository, downloaded
            once; http(s) address of an OpenAI-compatible server (key: ``ONRECORD_API_KEY``);
            default: the model that comes with OnRecord.
        embedder: path or name of a sentence-transformers model on this machine;
            default: ``ONRECORD_EMBEDDER``, else the one that comes with OnRecord.
        reranker: path or name of a sentence-transformers CrossEncoder on this machine, which
            orders the best passages anew; default: ``ONRECORD_RERANKER``, else none.
    """

    def __init__(
        self,
        data: str | Path | None = None,
        model: str | None = None,
        embedder: str | None = None,
        reranker: str | None = None,
    ) -> None:
        self.data = Path(data).expanduser() if data else default_data_folder()
        self.model = model
        self._library = Library(self.data, embedder or os.environ.get("ONRECORD_EMBEDDER") or None)
        self._reranker = resolve_reranker(reranker or os.environ.get("ONRECORD_RERANKER"))

    @cached_property
    def _generator(self) -> Generator:
        return open_model(self.model)

    def add(
        self,
        *sources: str | Path,
        records: Iterable[str] = (),
        progress: Progress | None = None,
        prune: bool = False,
        allow_private: bool = False,
    ) -> AddReport:
        """Adds or updates articles from files, folders, addresses and lines of JSONL.

        What cannot be read is listed in the report's ``failed``; the rest goes on.

        Args:
            sources: files, folders and http(s) addresses of pages and feeds.
            records: lines of JSONL.
            progress: called with (articles done, articles in all if known, what is done).
            prune: whether articles whose file is gone are taken out; else they are only
                listed in the report's ``vanished``.
            allow_private: whether addresses may lead into a private network.
        """
        return self._library.add(
            sources, records, progress, prune=prune, allow_private=allow_private
        )

    def watch(
        self,
        *sources: str | Path,
        progress: Progress | None = None,
        prune: bool = False,
        stop: Stop | None = None,
    ) -> Iterator[AddReport]:
        """Adds files and folders, and again whenever something in them changes.

        Ends when ``stop`` is set.
        """
        for _ in changes(sources, self.data, stop):
            yield self.add(*sources, progress=progress, prune=prune)

    def articles(self) -> list[ArticleInfo]:
        """All articles, by title."""
        return self._library.articles()

    def article(self, article_id: str) -> Article:
        """One article with its text.

        Raises:
            OnRecordError: there is none of that id.
        """
        found = self._library.article(article_id)
        if found is None:
            raise OnRecordError(
                f"there is no article {article_id}; `onrecord articles` lists those there are"
            )
        return found

    def remove(self, *ids: str, progress: Progress | None = None) -> list[str]:
        """Removes articles; gives back the ids that were there."""
        return self._library.remove(ids, progress)

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> list[Hit]:
        """The ``k`` passages that fit a query best, best first."""
        filters = filters or Filters()
        validate(query, filters)
        question = understand(query)
        return retrieve(self._library, question, k, filters, reranker=self._reranker).hits

    def evidence(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        k: int = 10,
    ) -> list[Evidence]:
        """The ``k`` sentences that bear on a question most, best first, each with its speaker.

        Raises:
            UsageError: the question is empty or too long, or a filter's date is no date.
            OnRecordError: the index cannot be used.
        """
        filters = filters or Filters()
        validate(question, filters)
        asked = understand(question.strip(), history)
        found = consult(self._library, asked, filters, self._reranker)
        return list(found.evidence[:k])

    def ask(
        self, question: str, history: Sequence[Turn] = (), filters: Filters | None = None
    ) -> Answer:
        """The checked answer to a question."""
        *_, answer = self.stream(question, history, filters)
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self, question: str, history: Sequence[Turn] = (), filters: Filters | None = None
    ) -> Iterator[Event]:
        """Checked words as they become ready, then the whole answer."""
        return stream_answer(
            self._library, self._generator, question, history, filters, self._reranker
        )

    def quotes(
        self,
        speaker: str | None = None,
        about: str | None = None,
        filters: Filters | None = None,
        most: int | None = None,
    ) -> list[FoundQuote]:
        """Quotations with their articles, speakers by their canonical names.

        Args:
            speaker: whose, by any of his names; a surname stands for everyone who bears it.
                None leaves it to the filters.
            about: what they must bear on, best first; None gives all, newest first and
                those of articles without a date last.
            filters: which articles they may be from.
            most: how many at most; None gives all there are.

        Raises:
            UsageError: ``about`` is empty or too long, or a filter's date is no date.
            OnRecordError: the index cannot be used.
        """
        filters = filters or Filters()
        if speaker is not None:
            filters = replace(filters, speaker=speaker)
        validate("anything" if about is None else about, filters)
        return self._library.quotes(about, filters, most)

    def people(self, most: int | None = None) -> list[Person]:
        """Everyone who is quoted, most quotations first: people, bodies, "police"."""
        return self._library.people(most)

    def extract(self, text: str) -> list[Quote]:
        """The quotations of a text as it stands, in order; spans count in it.

        Nothing is indexed, and no index is needed.
        """
        from index.quotes.extract import extract
        from index.sentences import sentence_spans

        return list(extract(text, sentence_spans(text)).quotes)

    def suggestions(self) -> list[str]:
        """A few questions that this collection can be asked."""
        return suggest_questions(self._library)

    def audit(self) -> Audit:
        """Whether every article in the index is whole; reads all of it."""
        return self._library.audit()

    def check(self, progress: Progress | None = None) -> str:
        """Finds the model without loading it, and downloads a repository's file; gives its name.

        Meanwhile ``progress`` is called with (bytes there, bytes in all, what is done).

        Raises:
            ModelProblem: there is no such model, or it cannot be had.
        """
        if not is_server(self.model):
            resolve_model(self.model, progress)
        return self._generator.name

    def try_model(self) -> str:
        """Loads the model, downloading nothing, has it write a word, and gives back its name."""
        if not is_server(self.model):
            resolve_model(self.model, may_download=False)
        self._generator.warm()
        return self._generator.name

    @property
    def answer_scorer(self) -> AnswerScorer | None:
        """What reads the best sentences together with the question; None in older indexes."""
        return self._library.answer_scorer

    def warm(self) -> None:
        """Loads the models, so that the first question does not wait for them."""
        self._generator.warm()
        if self.articles():
            self.evidence("Who said so?", k=1)


def default_data_folder() -> Path:
    """``ONRECORD_DATA``, else the platform's folder for a user's data."""
    if configured := os.environ.get("ONRECORD_DATA"):
        return Path(configured).expanduser()
    from platformdirs import user_data_path

    return user_data_path("onrecord", appauthor=False)

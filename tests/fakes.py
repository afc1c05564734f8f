"""Stand-ins for the parts that need a model: small classes behind the same protocols."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from index.errors import OnRecordError, ReadError
from index.types import AddReport, Article, ArticleInfo, Filters, Hit, Passage, Progress
from rag.types import Answer, AnswerSentence, Citation, Token, Turn

ANY = Filters()

_WORDS = re.compile(r"\s*\S+")


class FakeDesk:
    """A desk with prepared replies, ``delay`` seconds before each streamed word.

    A reply is an Answer to stream or an error to raise. Questions that have no
    reply are declined. ``asked`` keeps each question with its history.

    Files are added as articles whose ids are the files' names, ``delay`` seconds
    each, but those that are not UTF-8 or of no bytes fail. Where ``adds`` is not
    set, adding waits after the first article; a ``refusal`` is raised.
    """

    def __init__(
        self,
        articles: Sequence[Article] = (),
        replies: Mapping[str, Answer | Exception] | None = None,
        delay: float = 0.0,
        data: Path = Path("nowhere"),
    ) -> None:
        self._articles = {article.info.id: article for article in articles}
        self._replies = dict(replies or {})
        self.delay = delay
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []
        self.closed = threading.Event()
        self.data = data
        self.adds = threading.Event()
        self.adds.set()
        self.refusal: Exception | None = None

    def add(self, *sources: str | Path, progress: Progress | None = None) -> AddReport:
        report = progress or (lambda done, total, doing: None)
        tally = {"added": 0, "updated": 0, "unchanged": 0}
        failed: list[tuple[str, str]] = []
        report(0, len(sources), "reading")
        if self.refusal:
            raise self.refusal
        for done, source in enumerate(sources, start=1):
            time.sleep(self.delay)
            try:
                article = _read(source)
            except ReadError as error:
                failed.append((str(source), str(error)))
            else:
                before = self._articles.get(article.info.id)
                self._articles[article.info.id] = article
                same = before and before.text == article.text
                tally["unchanged" if same else "updated" if before else "added"] += 1
            report(done, len(sources), Path(source).name)
            self.adds.wait(30)
        fresh = tally["added"] + tally["updated"]
        return AddReport(**tally, failed=tuple(failed), passages=3 * fresh)

    def remove(self, id: str, /) -> None:
        del self._articles[id]

    def articles(self) -> list[ArticleInfo]:
        return [article.info for article in self._articles.values()]

    def suggestions(self) -> list[str]:
        return ["What did Wang Yi say about NATO?", "Who warned of significant consequences?"]

    def article(self, id: str, /) -> Article:
        if id not in self._articles:
            raise ReadError(
                f"There is no article {id!r} (any more); list them with: onrecord articles"
            )
        return self._articles[id]

    def stream(
        self, question: str, history: Sequence[Turn] = (), filters: Filters = ANY
    ) -> Iterator[Token | Answer]:
        self.asked.append((question, tuple(history)))
        reply = self._replies.get(question) or declined(question)
        if isinstance(reply, Exception):
            time.sleep(self.delay)
            raise reply
        try:
            for word in _WORDS.findall(reply.text):
                time.sleep(self.delay)
                yield Token(word)
            yield reply
        finally:
            self.closed.set()

    def warm(self) -> None:
        """Nothing to load."""


def _read(source: str | Path) -> Article:
    """A file as an article, or the address itself as one."""
    if isinstance(source, str):
        return Article(ArticleInfo(source, url=source), f"What stands at {source}.")
    try:
        text = source.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise ReadError("is binary; give text") from error
    if not text:
        raise ReadError("is empty")
    title = text.split("\n", 1)[0]
    return Article(ArticleInfo(source.name, title=title, path=str(source)), text)


def cite(n: int, article: Article, words: str, speaker: str | None = None) -> Citation:
    """A citation of ``words`` where they first stand in the article."""
    start = article.text.index(words)
    return Citation(n, article.info, start, start + len(words), words, speaker)


def answered(question: str, *sentences: tuple[str, tuple[Citation, ...]]) -> Answer:
    """An answer of sentences with their citations."""
    parts = tuple(
        AnswerSentence(text, tuple(c.n for c in citations), "drafted")
        for text, citations in sentences
    )
    used = {citation.n: citation for _, citations in sentences for citation in citations}
    return Answer(
        question=question,
        status="answered",
        text=" ".join(part.marked for part in parts),
        sentences=parts,
        citations=tuple(used[n] for n in sorted(used)),
        closest=(),
        model="fake-model",
        seconds={"first_token": 0.1, "total": 1.25},
    )


def declined(question: str, closest: Sequence[Hit] = ()) -> Answer:
    """An answer that says that the articles don't."""
    return Answer(
        question=question,
        status="declined",
        text="The articles don't say.",
        sentences=(),
        citations=(),
        closest=tuple(closest),
        model="fake-model",
        seconds={"total": 0.4},
    )


def hit(article: Article, words: str) -> Hit:
    """A found passage that is exactly ``words``."""
    start = article.text.index(words)
    passage = Passage(article.info.id, 0, start, start + len(words), words)
    return Hit(passage, article.info, 0.5)


def explained(message: str) -> OnRecordError:
    """An error with a line for the reader."""
    return OnRecordError(message)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number

"""A collection of invented articles, written straight into an index folder.

Adding them one by one would take as long as reading, parsing and embedding real ones;
the records are the same. Not made: copies of one story, mentions within sentences.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.formats import read_texts
from index.contents import contents_of
from index.embed import SentenceTransformerEmbedder
from index.lexical import LexicalIndex
from index.onnx_embed import export
from index.parts import KINDS, PASSAGES, Contents, embedded_text
from index.records import article_record, entry, part_id
from index.speakers.person import Voice
from index.speakers.register import Register
from index.store import Store, part_records
from index.types import Article, ArticleInfo, Passage, Quote, Sentence, Speech
from index.upkeep import exported_embedder

if TYPE_CHECKING:
    import numpy as np

    from index.embed import Vectors

SEEDS = Path(__file__).parents[1] / "seeds"
OF_ARTICLE = 8  # passages
WORDS = 150  # of a passage
VOCABULARY = 50_000
OUTLETS = 50
YEARS = 10
NOISE = 0.04  # a dimension; a passage then lies at a cosine of about 0.8 from a real one
TOGETHER = 250  # articles written at a time
_SELDOM, _OFTEN = 20_000, 1000  # records between two writes of the graph; Chroma's own: 1000
_SYLLABLES = [c + v for c in "b d f g k l m n p r s t v z sh tr".split() for v in "aeiou"]


@dataclass(frozen=True)
class Questions:
    """What is asked of an invented collection, and what it can be filtered by."""

    words: list[str]
    outlet: str
    middle: str
    month: str
    common: str
    rare: str


class Invented:
    """Articles drawn at random, the same for the same size.

    Args:
        articles: how many.
        sentences: real ones, to stand among the invented.
        bases: vectors of real passages, one row each.
    """

    def __init__(self, articles: int, sentences: list[str], bases: Vectors) -> None:
        import numpy as np

        self._rng = np.random.default_rng(articles)
        self._articles = articles
        self._sentences = sentences
        self._bases = bases
        self.outlets = [f"The {self._word(n).title()} Courier" for n in range(OUTLETS)]
        # Half the collection's names are new in every doubling, as names are in the news.
        self.names = [
            f"{self._word(7 + n % 400).title()} {self._word(5000 + n // 3).title()}"
            for n in range(max(60, articles // 4))
        ]

    @staticmethod
    def questions(data: Path) -> Questions:
        """What :func:`fill` left beside the collection."""
        return Questions(**json.loads((data / "questions.json").read_text()))

    @staticmethod
    def _word(n: int) -> str:
        letters = ""
        n += len(_SYLLABLES)
        while n:
            n, at = divmod(n, len(_SYLLABLES))
            letters += _SYLLABLES[at]
        return letters

    @cached_property
    def vocabulary(self) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
        """Words, the most frequent first."""
        import numpy as np

        return np.array([self._word(n) for n in range(VOCABULARY)], dtype=object)

    @cached_property
    def _frequencies(self) -> Vectors:
        import numpy as np

        weights = 1 / (np.arange(VOCABULARY) + 2.7)
        return np.cumsum(weights / weights.sum()).astype(np.float32)

    def ranks(self, count: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Places in the vocabulary, drawn by Zipf's law."""
        import numpy as np

        drawn = self._rng.random(count, dtype=np.float32)
        return np.minimum(np.searchsorted(self._frequencies, drawn), VOCABULARY - 1)

    def contents(self) -> Iterator[Contents]:
        """All articles."""
        for n in range(self._articles):
            yield self._one(n)

    def vectors(self, contents: Contents) -> Vectors:
        """One row a part of an article."""
        import numpy as np

        parts = len(contents.passages) + len(contents.quotes)
        rows = self._bases[self._rng.integers(len(self._bases), size=parts)]
        noisy = rows + NOISE * self._rng.standard_normal(rows.shape, dtype=np.float32)
        made: Vectors = noisy / np.linalg.norm(noisy, axis=1, keepdims=True)
        return made

    def _one(self, n: int) -> Contents:
        passages, quotes = list[Passage](), list[Quote]()
        words = self.vocabulary[self.ranks(OF_ARTICLE * WORDS)]
        texts: list[str] = []
        at = 0
        for ordinal in range(OF_ARTICLE):
            passage = self._passage(
                str(n), ordinal, at, list(words[ordinal * WORDS : (ordinal + 1) * WORDS])
            )
            passages.append(passage)
            texts.append(passage.text)
            at = passage.end + 2
            told = next((s for s in passage.sentences if s.speeches), None)
            if told and not quotes:
                speech = told.speeches[0]
                quotes.append(
                    Quote(
                        told.start, told.end, passage.sentence_text(told), "indirect",
                        speech.speakers, None, speech.cue,
                    )
                )  # fmt: skip
        day = date(2015, 1, 1) + timedelta(days=int(self._rng.integers(365 * YEARS)))
        outlet = self.outlets[int(self._rng.integers(OUTLETS))]
        title = " ".join(words[:6]).capitalize()
        info = ArticleInfo(f"invented-{n}", title, outlet, None, day.isoformat(), f"/invented/{n}")
        quoted = Counter(name for quote in quotes for name in quote.speakers)
        reported = Counter(name for passage in passages for name in passage.speakers)
        voices = {name: Voice(quoted[name], reported[name]) for name in reported}
        return Contents(Article(info, "\n\n".join(texts)), passages, quotes, voices)

    def _passage(self, article: str, ordinal: int, start: int, words: list[str]) -> Passage:
        lengths = [len(words) // 6] * 5
        real = self._sentences[int(self._rng.integers(len(self._sentences)))]
        sentences = [
            " ".join(words[at - length : at]).capitalize() + "."
            for length, at in zip(lengths, accumulate(lengths), strict=True)
        ]
        speeches: tuple[Speech, ...] = ()
        if ordinal % 2 == 0:
            name = self.names[int(self._rng.zipf(1.3)) % len(self.names)]
            sentences[0] = f"{name} said that {sentences[0].lower()}"
            speeches = (Speech((name,), (start, start + len(name)), "said"),)
        sentences.append(real)
        spans, at = list[Sentence](), start
        for n, sentence in enumerate(sentences):
            spans.append(Sentence(at, at + len(sentence), speeches if n == 0 else ()))
            at += len(sentence) + 1
        text = " ".join(sentences)
        return Passage(f"invented-{article}", ordinal, start, start + len(text), text, tuple(spans))


def fill(data: Path, passages: int, questions: int) -> None:
    """Makes a collection of so many passages in a folder, with questions to ask of it."""
    writer = SentenceTransformerEmbedder()
    real = list(_real())
    texts = [embedded_text(each.article.info, p) for each in real for p in each.passages]
    sentences = [p.sentence_text(s) for each in real for p in each.passages for s in p.sentences]
    invented = Invented(passages // OF_ARTICLE, sentences, writer.encode(texts))
    data.mkdir(parents=True, exist_ok=True)
    export(writer, exported_embedder(data))
    store = Store(data / "chroma", writer.name)
    _write_all(data, store, invented)
    _write_questions(data, invented, writer, questions)


def _persist_every(store: Store, records: int) -> None:
    """How many records Chroma collects before it writes its graphs and all ids to the disk."""
    for name in ("articles", *(kind.name for kind in KINDS)):
        store.database.collection(name).modify(configuration={"hnsw": {"sync_threshold": records}})


def _write_all(data: Path, store: Store, invented: Invented) -> None:
    """The store batch by batch; what is derived from it in one go, with its revision."""
    batch: list[Contents] = []
    entries = []
    store.begin([])
    _persist_every(store, _SELDOM)

    def rows() -> Iterator[tuple[str, Passage, ArticleInfo]]:
        nonlocal batch
        for each in invented.contents():
            batch.append(each)
            if len(batch) == TOGETHER:
                _put(store, batch, invented)
                batch = []
            entries.append(entry(each.article.info, each.voices, len(each.quotes)))
            for at, passage in enumerate(each.passages):
                key = part_id(passage.article_id, each.article.content_hash, at)
                yield key, passage, each.article.info
        if batch:
            _put(store, batch, invented)

    lexical = LexicalIndex(data / "lexical")
    lexical.update(rows(), (), "unfinished")
    _persist_every(store, _OFTEN)
    revision = store.finish()
    lexical.update((), (), revision)
    Register(data / "speakers.sqlite").update(entries, (), revision)


def _put(store: Store, batch: Sequence[Contents], invented: Invented) -> None:
    """What :meth:`index.store.Store.put` writes of an article, for many at once."""
    import numpy as np

    vectors = [invented.vectors(each) for each in batch]
    for kind in KINDS:
        ids, records, texts, rows = list[str](), list[Any](), list[str](), list[Any]()
        for each, own in zip(batch, vectors, strict=True):
            parts = each.parts[kind]
            some_ids, some_records = part_records(kind, each.article, parts)
            ids += some_ids
            records += some_records
            texts += [part.text for part in parts]
            first = 0 if kind is PASSAGES else len(each.passages)
            rows.append(own[first : first + len(parts)])
        if ids:
            store.database.collection(kind.name).add(
                ids=ids, documents=texts, metadatas=records, embeddings=np.concatenate(rows)
            )
    store.database.articles.upsert(
        ids=[each.article.info.id for each in batch],
        documents=[each.article.text for each in batch],
        metadatas=[
            article_record(
                each.article,
                {kind.name: len(parts) for kind, parts in each.parts.items()},
                each.voices,
                None,
            )
            for each in batch
        ],
        embeddings=np.stack(
            [each.of_passages(own).mean(axis=0) for each, own in zip(batch, vectors, strict=True)]
        ),
    )


def _write_questions(
    data: Path, invented: Invented, writer: SentenceTransformerEmbedder, count: int
) -> None:
    import numpy as np

    gold = (SEEDS / "questions.jsonl").read_text().splitlines()
    asked = [json.loads(line)["question"] for line in gold[: count // 2]]
    while len(asked) < count:
        words = invented.vocabulary[(20 + invented.ranks(5)) % VOCABULARY]
        asked.append(" ".join(words))
    np.save(data / "questions.npy", writer.encode(asked))
    made = Questions(
        asked, invented.outlets[3], "2020-01-01", "2019-03", invented.names[10],
        invented.names[len(invented.names) // 2],
    )  # fmt: skip
    (data / "questions.json").write_text(json.dumps(asdict(made)))


def _real() -> Iterator[Contents]:
    for number, text in enumerate(read_texts(SEEDS)):
        info = ArticleInfo(f"real-{number}", text.title, text.outlet)
        yield contents_of(Article(info, "\n\n".join(text.paragraphs)))

"""A collection of invented articles, written straight into an index folder.

Adding them one by one would take as long as reading, parsing and embedding real ones;
the records are the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.formats import read_texts
from bench.invented import OF_ARTICLE, VOCABULARY, Invented, Questions
from index.answer_scorer import export_scorer
from index.contents import contents_of
from index.embed import SentenceTransformerEmbedder
from index.lexical import LexicalIndex
from index.onnx_embed import export
from index.parts import KINDS, PASSAGES, Contents, embedded_text
from index.records import article_record, entry, part_id
from index.sentence_vectors import SentenceVectors
from index.speakers.register import Register
from index.store import Store, part_records
from index.types import Article, ArticleInfo, Passage
from index.upkeep import exported_embedder, exported_scorer

if TYPE_CHECKING:
    from index.embed import Vectors

SEEDS = Path(__file__).parents[1] / "seeds"
TOGETHER = 250  # articles written at a time
_SELDOM, _OFTEN = 20_000, 1000  # records between two writes of the graph; Chroma's own: 1000


def fill(data: Path, passages: int, questions: int) -> None:
    """Makes a collection of so many passages in a folder, with questions to ask of it."""
    writer = SentenceTransformerEmbedder()
    real = list(_real())
    texts = [embedded_text(each.article.info, p) for each in real for p in each.passages]
    sentences = [p.sentence_text(s) for each in real for p in each.passages for s in p.sentences]
    invented = Invented(passages // OF_ARTICLE, sentences, writer.encode(texts))
    data.mkdir(parents=True, exist_ok=True)
    export(writer, exported_embedder(data))
    export_scorer(exported_scorer(data))
    store = Store(data / "chroma", writer.name)
    _write_all(data, store, SentenceVectors(data / "sentences.sqlite"), invented)
    _write_questions(data, invented, writer, questions)


def _persist_every(store: Store, records: int) -> None:
    """How many records Chroma collects before it writes its graphs and all ids to the disk."""
    for name in ("articles", *(kind.name for kind in KINDS)):
        store.database.collection(name).modify(configuration={"hnsw": {"sync_threshold": records}})


def _write_all(data: Path, store: Store, sentences: SentenceVectors, invented: Invented) -> None:
    """The store and the sentences' vectors batch by batch; the rest in one go."""
    batch: list[Contents] = []
    entries = []
    store.begin([])
    _persist_every(store, _SELDOM)

    def rows() -> Iterator[tuple[str, Passage, ArticleInfo]]:
        nonlocal batch
        for each in invented.contents():
            batch.append(each)
            if len(batch) == TOGETHER:
                _put(store, sentences, batch, invented)
                batch = []
            entries.append(entry(each.article.info, each.voices, len(each.quotes)))
            for at, passage in enumerate(each.passages):
                key = part_id(passage.article_id, each.article.content_hash, at)
                yield key, passage, each.article.info
        if batch:
            _put(store, sentences, batch, invented)

    lexical = LexicalIndex(data / "lexical")
    lexical.update(rows(), (), "unfinished")
    _persist_every(store, _OFTEN)
    revision = store.finish()
    lexical.update((), (), revision)
    Register(data / "speakers.sqlite").update(entries, (), revision)


def _put(
    store: Store, sentences: SentenceVectors, batch: Sequence[Contents], invented: Invented
) -> None:
    vectors = [invented.vectors(each) for each in batch]
    _put_articles(store, batch, vectors)
    sentences.update(
        (passage, invented.sentence_vectors(passage, vector))
        for each, own in zip(batch, vectors, strict=True)
        for passage, vector in zip(each.passages, each.of_passages(own), strict=True)
    )


def _put_articles(store: Store, batch: Sequence[Contents], vectors: Sequence[Vectors]) -> None:
    """What :meth:`index.store.Store.put` writes of an article, for many at once."""
    import numpy as np

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

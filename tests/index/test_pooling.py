"""Vectors of sentences: from their passage's own reading where the embedder allows, else apart."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.embed import SentenceTransformerEmbedder
from index.parts import embedded_sentences, embedded_text
from index.pooling import encode_parts, encode_sentences
from index.types import ArticleInfo, Passage, Sentence
from tests.index.fakes import FakeEmbedder, vector_of

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

HARBOUR = [
    "The harbour of Velm was closed on Tuesday after the storm.",
    "Mayor Ines Dahl refused to say why it took a week.",
    "The fishermen were paid for the days they lost.",
]
QUESTIONS = [
    "When was the port shut because of the weather?",
    "Who declined to explain the delay?",
    "Did those who fish get any compensation?",
]


def stretches(sentences: list[str], start: int = 0) -> list[tuple[int, int]]:
    """Where sentences stand that are joined by blanks."""
    found = []
    for each in sentences:
        found.append((start, start + len(each)))
        start += len(each) + 1
    return found


def a_passage(sentences: list[str], start: int = 0) -> Passage:
    text = " ".join(sentences)
    spans = tuple(Sentence(*place) for place in stretches(sentences, start))
    return Passage("velm", 0, start, start + len(text), text, spans)


@pytest.mark.parametrize(
    "info",
    [
        ArticleInfo("velm"),
        ArticleInfo("velm", title="A storm"),
        ArticleInfo("velm", title="Über “Velm” 🚢", outlet="The Velm Bell"),
        ArticleInfo("velm", title="", outlet="The Velm Bell"),
    ],
)
def test_sentences_are_found_in_what_is_embedded_of_their_passage(info: ArticleInfo) -> None:
    passage = a_passage(HARBOUR, start=1234)
    text = embedded_text(info, passage)
    assert [text[a:b] for a, b in embedded_sentences(info, passage)] == HARBOUR


def test_any_other_embedder_reads_every_stretch_by_itself() -> None:
    texts = [" ".join(HARBOUR), "“No,” he said.", "Velm"]
    whole, parts = encode_parts(FakeEmbedder(), texts, [stretches(HARBOUR), [], [(0, 2)]])
    assert np.array_equal(whole, [vector_of(text) for text in texts])
    assert [len(own) for own in parts] == [3, 0, 1]
    assert np.array_equal(parts[0], [vector_of(each) for each in HARBOUR])
    assert np.array_equal(parts[2], [vector_of("Ve")])


def test_nothing_has_no_vectors() -> None:
    whole, parts = encode_parts(FakeEmbedder(), [], [])
    assert (len(whole), parts) == (0, [])
    assert encode_sentences(FakeEmbedder(), []) == []


# ---- the embedder that comes with OnRecord


class FirstToken(SentenceTransformerEmbedder):
    """The same model, but a text's vector is that of its first token."""

    @cached_property
    def model(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.models import Pooling

        tokens = SentenceTransformerEmbedder().model[0]
        return SentenceTransformer(modules=[tokens, Pooling(384, pooling_mode="cls")])


@pytest.fixture(scope="module")
def real() -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder()


@pytest.mark.models
def test_a_sentence_is_nearer_to_the_question_about_it_than_its_neighbours(
    real: SentenceTransformerEmbedder,
) -> None:
    info = ArticleInfo("velm", title="Velm after the storm", outlet="The Velm Bell")
    (vectors,) = encode_sentences(real, [(a_passage(HARBOUR, start=90), info)])
    assert vectors.shape == (3, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert (real.encode(QUESTIONS) @ vectors.T).argmax(axis=1).tolist() == [0, 1, 2]


@pytest.mark.models
def test_a_sentence_means_what_it_means_within_its_passage(
    real: SentenceTransformerEmbedder,
) -> None:
    sentences = ["Ines Dahl was asked to reopen the harbour of Velm.", "She refused."]
    _, (vectors,) = encode_parts(real, [" ".join(sentences)], [stretches(sentences)])
    question, alone = real.encode(["Did Ines Dahl reopen the harbour?", sentences[1]])
    assert vectors[1] @ question > alone @ question + 0.2


@pytest.mark.models
def test_texts_have_the_embedders_own_vectors_whatever_is_read_beside_them(
    real: SentenceTransformerEmbedder,
) -> None:
    own = stretches(HARBOUR[:2])
    texts = [" ".join(HARBOUR), "", "Dahl: “no”", "Бургомистр отказался. 他说不。 👩‍👧"]
    texts += [f"{HARBOUR[0]} {HARBOUR[1]} {'more ' * n}" for n in range(40, 0, -1)]  # two batches
    asked = [stretches(HARBOUR), [], [], [(0, 21), (22, 26)], *[own] * 40]
    whole, parts = encode_parts(real, texts, asked)
    assert np.allclose(whole, real.encode(texts), atol=1e-5)
    assert [len(each) for each in parts] == [len(each) for each in asked]
    for at in (0, 3, 4, 43):
        _, (alone,) = encode_parts(real, [texts[at]], [asked[at]])
        assert np.allclose(parts[at], alone, atol=1e-5)


@pytest.mark.models
def test_a_sentence_beyond_the_models_limit_is_read_by_itself(
    real: SentenceTransformerEmbedder,
) -> None:
    sentences = [*["The list of names went on and on."] * 60, *HARBOUR]
    _, (vectors,) = encode_parts(real, [" ".join(sentences)], [stretches(sentences)])
    assert np.allclose(vectors[-3:], real.encode(HARBOUR), atol=1e-5)
    assert (np.linalg.norm(vectors, axis=1) > 0.99).all()  # nor is one lost on the brink


@pytest.mark.models
def test_what_holds_no_word_has_a_vector_all_the_same(real: SentenceTransformerEmbedder) -> None:
    text = "Velm. \u200b\u200b Velm."
    _, (vectors,) = encode_parts(real, [text], [[(0, 5), (6, 8), (9, 14)]])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.models
def test_an_embedder_that_takes_no_mean_reads_sentences_apart() -> None:
    embedder = FirstToken()
    whole, (vectors,) = encode_parts(embedder, [" ".join(HARBOUR)], [stretches(HARBOUR)])
    assert np.allclose(vectors, embedder.encode(HARBOUR), atol=1e-5)
    assert np.allclose(whole, embedder.encode([" ".join(HARBOUR)]), atol=1e-5)

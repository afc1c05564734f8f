"""Texts as bags of words: how often each stem stands in them, and what the words mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index.types import Passage, Sentence
from rag.mentioned import USA, names_usa
from rag.word_vectors import word_vectors
from rag.words import stem, words

if TYPE_CHECKING:
    from rag.word_vectors import Rows


@dataclass(frozen=True)
class Bag:
    """The words of one text; ``counts`` by stem, ``rows`` those of its word vectors."""

    counts: Mapping[str, int]
    rows: Rows
    length: int


@lru_cache(maxsize=8192)  # sentences; those of often found passages are asked for again
def bag_of(text: str) -> Bag:
    """The bag of a sentence or title."""
    found = words(text)
    counts = Counter(map(stem, found))
    if names_usa(text):
        counts[USA] += 1
    return Bag(counts, word_vectors().rows(found), len(found))


def bags_of(passage: Passage) -> list[Bag]:
    """The bag of each sentence of a passage, in order."""
    return [bag_of(passage.sentence_text(each)) for each in passage.sentences]


def speaker_stems(sentence: Sentence) -> Mapping[str, int]:
    """Stems of the names of a sentence's speakers, and how often each stands in them."""
    names = (name for speech in sentence.speeches for name in speech.speakers)
    return bag_of(" ".join(names)).counts

"""Stand-ins for models and for what an index finds: small classes behind our own protocols."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.answer_scorer import AnswerScorer
from index.library import Library
from index.pooling import encode_sentences
from index.reading.outlets import outlet_key
from index.sentences import sentence_spans
from index.speakers.person import Person
from index.types import ArticleInfo, Hit, Passage, Sentence, Speech
from rag.answer import stream_answer
from rag.evidence import Evidence
from rag.model import Message
from rag.ties import Tie
from rag.types import Answer
from rag.words import content_stems

INFO = ArticleInfo("a1", "Harbour news", "Coast Post", None, "2031-05-06", "/articles/a1.txt", None)
DIMENSION = 384


class WordEmbedder:
    """Texts that share words are near each other: hashed bags of stems, the same every time."""

    def __init__(self, name: str = "fake-words") -> None:
        self.name = name

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            row[0] = 0.01  # no text is a null vector
            for stem in content_stems(text):
                row[int(hashlib.sha256(stem.encode()).hexdigest()[:8], 16) % DIMENSION] += 1
            row /= np.linalg.norm(row)
        return vectors


class FakeScorer:
    """Finds that sentences with one of some words answer, and no others; ``read`` is what it saw.

    Args:
        words: that stand in an answering sentence; none finds no answer anywhere.
    """

    name = "fake-scorer"

    def __init__(self, *words: str) -> None:
        self._words = words
        self.read: list[tuple[str, str]] = []

    def log_odds(self, question: str, sentences: Sequence[str]) -> list[float]:
        self.read += [(question, sentence) for sentence in sentences]
        return [
            9.0 if any(word in sentence for word in self._words) else -9.0 for sentence in sentences
        ]


class FakeLibrary(Library):
    """A real collection in real Chroma and tantivy, embedded by words alone.

    Args:
        data: its folder.
        scorer: looks at the best sentences again.
    """

    def __init__(self, data: Path, scorer: AnswerScorer | None = None) -> None:
        super().__init__(data, WordEmbedder())
        self._scorer = scorer


def collection(
    folder: Path,
    articles: Mapping[str, str | Mapping[str, str]],
    scorer: AnswerScorer | None = None,
) -> FakeLibrary:
    """A collection of these texts or records, each under its key as id and title."""
    library = FakeLibrary(folder, scorer)
    records = [
        json.dumps(
            {"id": key, "title": key} | ({"text": told} if isinstance(told, str) else {**told})
        )
        for key, told in articles.items()
    ]
    assert library.add((), records).added == len(articles)
    return library


class FlatLibrary(Library):
    """A collection that was never filled, in which every word is as common as every other.

    Args:
        people: whom it knows, by their last names too.
        outlets: the names of its outlets.
    """

    def __init__(self, *people: Person, outlets: Sequence[str] = ()) -> None:
        super().__init__(Path("nowhere"), WordEmbedder())
        self._people = people
        self._keys = {outlet_key(name) for name in outlets}

    @property
    def passage_count(self) -> int:
        return 1000

    def frequencies(self, stems: Iterable[str]) -> list[float]:
        return [0.1 for _ in stems]

    def known_outlets(self, keys: Iterable[str]) -> set[str]:
        return self._keys & {*keys}

    def sentence_vectors(
        self, passages: Sequence[tuple[Passage, ArticleInfo]]
    ) -> list[NDArray[np.float32]]:
        return encode_sentences(self.embedder, passages)

    def person(self, name: str) -> list[Person]:
        return [each for each in self._people if name and each.name.endswith(name)]


def person(name: str, *others: str) -> Person:
    """Somebody whom the collection quotes, and what else articles call him."""
    return Person(name, (name, *others), None, 3)


class FakeGenerator:
    """A model with a prepared way to go on; ``prompts`` keeps what it was shown.

    Args:
        reply: makes the rest of a reply from the prompt's last message and the opening.
    """

    name = "fake-model"

    def __init__(self, reply: Callable[[str, str], str]) -> None:
        self._reply = reply
        self.prompts: list[list[Message]] = []
        self.given = 0  # words handed out

    def stream(
        self, messages: Sequence[Message], *, opening: str, max_tokens: int
    ) -> Iterator[str]:
        self.prompts.append(list(messages))
        for word in self._reply(messages[-1].content, opening).split(" "):
            self.given += 1
            yield f" {word}"

    def warm(self) -> None:
        """Nothing to load."""


def says(text: str) -> FakeGenerator:
    """A model that always goes on with the same words."""
    return FakeGenerator(lambda prompt, opening: text)


def copies() -> FakeGenerator:
    """A model that says the report's sentence again, after the opening as it stands there."""

    def reply(prompt: str, opening: str) -> str:
        report = prompt.removeprefix("Report: ").partition("\n\nQuestion: ")[0]
        return f"{report.removeprefix(opening).strip()} And"

    return FakeGenerator(reply)


def answer_to(library: Library, question: str, model: FakeGenerator | None = None) -> Answer:
    """What a collection answers, with a model that repeats its evidence if there is no other."""
    *_, answer = stream_answer(library, model or copies(), question)
    assert isinstance(answer, Answer)
    return answer


class SilentGenerator(FakeGenerator):
    """A model that ends its reply before it began."""

    def __init__(self) -> None:
        super().__init__(lambda prompt, opening: "")

    def stream(
        self, messages: Sequence[Message], *, opening: str, max_tokens: int
    ) -> Iterator[str]:
        yield from ()


class BrokenGenerator(FakeGenerator):
    """A model that raises ``error`` when it is used."""

    def __init__(self, error: Exception) -> None:
        super().__init__(lambda prompt, opening: "")
        self._error = error

    def stream(
        self, messages: Sequence[Message], *, opening: str, max_tokens: int
    ) -> Iterator[str]:
        raise self._error
        yield ""


def evidence(
    text: str,
    speaker: str | Sequence[str] | None = None,
    cue: str | None = "said",
    *,
    mention: str | None = None,
    floating: bool = False,
    at: int = 0,
    article: ArticleInfo = INFO,
    asked: bool = True,
    coverage: float = 1.0,
    cosine: float = 0.8,
    score: float = 1.0,
    likelihood: float = 0.9,
    more: Sequence[Speech] = (),
    quotation: str | None = None,
) -> Evidence:
    """One sentence, ``at`` characters into its article, and whose words it reports.

    ``mention`` is what names the speaker in the sentence; by default the name or
    its last word, where it stands there, and nothing where the words are
    ``floating``. ``more`` are further acts of saying. ``quotation`` are the words that
    the index ties to the speaker, by default the sentence; none where it is empty.
    """
    names = (speaker,) if isinstance(speaker, str) else tuple(speaker or ())
    place = None if floating else _mention(text, names, mention, at)
    speeches = (Speech(names, place, cue), *more) if names else ()
    sentence = Sentence(at, at + len(text), speeches)
    passage = Passage(article.id, 0, at, at + len(text), text, (sentence,))
    speech = speeches[0] if speeches else None
    held = text if quotation is None else quotation
    ties = (Tie(speech, names, held, cosine),) if speech and held else ()
    return Evidence(
        passage, article, sentence, speech, asked and bool(names),
        coverage, coverage, cosine, score, likelihood, ties, bool(ties),
    )  # fmt: skip


def hit(text: str, sentences: Sequence[Sentence], article: ArticleInfo = INFO) -> Hit:
    """A passage at the head of an article."""
    return Hit(Passage(article.id, 0, 0, len(text), text, tuple(sentences)), article, 1.0)


def passage(text: str, article: ArticleInfo = INFO, **speakers: str) -> Hit:
    """A passage whose sentence ``s1``, ``s2`` … reports the words of the one named."""
    sentences = []
    for n, (start, end) in enumerate(sentence_spans(text), start=1):
        name = speakers.get(f"s{n}")
        at = text.find((name or "").split(" ")[-1], start, end) if name else -1
        mention = (at, at + len((name or "").split(" ")[-1])) if at >= 0 else None
        speeches = (Speech((name,), mention, "said"),) if name else ()
        sentences.append(Sentence(start, end, speeches))
    return Hit(Passage(article.id, 0, 0, len(text), text, tuple(sentences)), article, 1.0)


def _mention(
    text: str, names: tuple[str, ...], mention: str | None, at: int
) -> tuple[int, int] | None:
    if mention is not None:
        start = text.index(mention)
        return at + start, at + start + len(mention)
    called = [name if name in text else name.split()[-1] for name in names]
    found = [(text.index(name), text.index(name) + len(name)) for name in called if name in text]
    if not found:
        return None
    return at + min(start for start, _ in found), at + max(end for _, end in found)

"""Vectors of sentences beside the index: kept, found, gone with their article, never in the way."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.errors import StorageProblem
from index.library import Library
from index.sentence_vectors import SentenceVectors
from index.types import ArticleInfo, Passage, Sentence
from tests.index.fakes import FakeEmbedder
from tests.index.shelf import BRIDGE, Shelf

if TYPE_CHECKING:
    from index.embed import Vectors

DIMENSION = 384
PAGE = 4096  # bytes; SQLite's


def a_passage(article: str, n: int = 0, sentences: int = 3) -> Passage:
    words = [f"Sentence {at} of part {n}." for at in range(sentences)]
    spans, at = list[Sentence](), 0
    for each in words:
        spans.append(Sentence(at, at + len(each)))
        at += len(each) + 1
    text = " ".join(words)
    return Passage(article, n, 0, len(text), text, tuple(spans))


def drawn(rows: int, seed: int = 1) -> Vectors:
    """Unit rows, one of them with a single large number, as embedders have."""
    made = np.random.default_rng(seed).standard_normal((rows, DIMENSION)).astype(np.float32)
    made[0, 7] = 12
    unit: Vectors = made / np.linalg.norm(made, axis=1, keepdims=True)
    return unit


@pytest.fixture
def kept(tmp_path: Path) -> SentenceVectors:
    return SentenceVectors(tmp_path / "sentences.sqlite")


def test_vectors_are_read_back_within_rounding(kept: SentenceVectors) -> None:
    one, other = a_passage("velm"), a_passage("velm", 1, sentences=1)
    kept.update([(one, drawn(3)), (other, drawn(1, seed=2))])
    found, again, alone = kept.of([one, one, other])
    assert found is not None and again is not None and alone is not None
    assert ((found * drawn(3)).sum(axis=1) > 0.999).all()
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert np.array_equal(found, again)
    assert alone.shape == (1, DIMENSION)


def test_a_null_vector_stays_one(kept: SentenceVectors) -> None:
    kept.update([(a_passage("velm"), np.zeros((3, DIMENSION), np.float32))])
    (found,) = kept.of([a_passage("velm")])
    assert found is not None and not found.any()


@pytest.mark.parametrize(
    "another",
    [
        a_passage("dorn"),
        a_passage("velm", 1),
        replace(a_passage("velm"), start=400),
        replace(a_passage("velm"), sentences=()),
    ],
    ids=["another article's", "other words", "the same words elsewhere", "no sentences"],
)
def test_what_is_not_the_very_passage_is_told_as_missing(
    kept: SentenceVectors, another: Passage
) -> None:
    kept.update([(a_passage("velm"), drawn(3))])
    missing, found = kept.of([another, a_passage("velm")])
    assert missing is None
    assert found is not None


def test_vectors_go_with_their_article_and_come_with_its_next_state(kept: SentenceVectors) -> None:
    velm, dorn = a_passage("velm"), a_passage("dorn")
    kept.update([(velm, drawn(3)), (dorn, drawn(3))])
    after = a_passage("velm", 2)
    kept.update([(after, drawn(3))], gone=["velm", "never there"])
    assert [found is not None for found in kept.of([velm, dorn, after])] == [False, True, True]


def test_many_passages_are_asked_for_at_once(kept: SentenceVectors) -> None:
    many = [a_passage("velm", n, sentences=1) for n in range(1200)]
    kept.update((each, drawn(1)) for each in many[::2])
    assert [found is not None for found in kept.of(many)] == [True, False] * 600


def test_asking_for_nothing_makes_no_file(kept: SentenceVectors, tmp_path: Path) -> None:
    assert kept.of([]) == []
    assert list(tmp_path.iterdir()) == []


# ---- files in a bad way


def scribble(file: Path) -> None:
    """Nonsense from the second page on."""
    content = bytearray(file.read_bytes())
    content[PAGE:] = b"\xa5" * (len(content) - PAGE)
    file.write_bytes(content)


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b"no database at all\n" * 500),
        lambda file: file.write_bytes(file.read_bytes()[: 2 * PAGE]),
        scribble,
    ],
    ids=["another file", "cut off", "nonsense"],
)
@pytest.mark.parametrize("first", ["read", "write"])
def test_a_damaged_file_is_explained_once_and_made_anew(
    tmp_path: Path, damage: Callable[[Path], None], first: str
) -> None:
    file = tmp_path / "sentences.sqlite"
    kept, velm = SentenceVectors(file), a_passage("velm")
    kept.update((a_passage("velm", n), drawn(3)) for n in range(40))
    damage(file)
    with pytest.raises(StorageProblem, match="made anew") as raised:
        if first == "read":
            kept.of([velm])
        else:
            kept.update([(velm, drawn(3))], gone=["velm"])
    assert "\n" not in str(raised.value)
    assert kept.of([velm]) == [None]
    kept.update([(velm, drawn(3))])
    assert kept.of([velm])[0] is not None


def test_an_empty_file_and_one_of_another_version_are_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "sentences.sqlite"
    kept, velm = SentenceVectors(file), a_passage("velm")
    file.touch()
    kept.update([(velm, drawn(3))])
    assert kept.of([velm])[0] is not None
    with closing(sqlite3.connect(file)) as changed:
        changed.execute("PRAGMA user_version = 999")
    assert kept.of([velm]) == [None]
    kept.update([(velm, drawn(3))])
    assert kept.of([velm])[0] is not None


def test_a_folder_that_is_not_there_is_explained(tmp_path: Path) -> None:
    with pytest.raises(StorageProblem, match="permissions") as raised:
        SentenceVectors(tmp_path / "nowhere" / "sentences.sqlite").of([a_passage("velm")])
    assert "\n" not in str(raised.value)


WRITER = """
import sys
from pathlib import Path
from index.sentence_vectors import SentenceVectors
from tests.index.test_sentence_vectors import a_passage, drawn
kept = SentenceVectors(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for n in range(30):
    kept.update([(a_passage(sys.argv[2], n), drawn(3))], gone=["nobody"])
    assert kept.of([a_passage(sys.argv[2], n)])[0] is not None
"""


def test_two_processes_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    file, root = tmp_path / "sentences.sqlite", Path(__file__).parents[2]
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(file), article],
            cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for article in ("velm", "dorn")
    ]  # fmt: skip
    assert [each.stdout.readline() for each in writers if each.stdout] == ["ready\n"] * 2
    for each in writers:
        each.communicate("go\n", timeout=60)
    assert [each.returncode for each in writers] == [0, 0]
    written = [a_passage(article, n) for article in ("velm", "dorn") for n in range(30)]
    assert all(found is not None for found in SentenceVectors(file).of(written))


# ---- in a collection


def all_of(library: Library) -> list[tuple[Passage, ArticleInfo]]:
    return [
        (passage, info) for info in library.articles() for passage in library.passages_of(info.id)
    ]


def test_adding_keeps_them_so_that_a_question_embeds_none(full: Shelf) -> None:
    embedder = FakeEmbedder()
    library = Library(full.data, embedder)
    passages = all_of(library)
    vectors = library.sentence_vectors(passages)
    assert embedder.encoded == []
    for (passage, _), own in zip(passages, vectors, strict=True):
        apart = embedder.encode([passage.sentence_text(each) for each in passage.sentences])
        assert ((own * apart).sum(axis=1) > 0.999).all()


def test_without_the_file_they_are_made_when_asked_for_and_then_kept(stocked: Shelf) -> None:
    passages = all_of(stocked.library)
    before = stocked.library.sentence_vectors(passages)
    (stocked.data / "sentences.sqlite").unlink()
    first, second = FakeEmbedder(), FakeEmbedder()
    made = Library(stocked.data, first).sentence_vectors(passages)
    kept = Library(stocked.data, second).sentence_vectors(passages)
    assert first.encoded and not second.encoded
    for one, other, another in zip(before, made, kept, strict=True):
        assert np.allclose(one, other, atol=0.02)
        assert np.array_equal(one, another)


def test_only_what_is_missing_is_made(stocked: Shelf) -> None:
    passages = all_of(stocked.library)
    kept = SentenceVectors(stocked.data / "sentences.sqlite")
    kept.update((), gone=["ferry"])
    embedder = FakeEmbedder()
    Library(stocked.data, embedder).sentence_vectors(passages)
    assert any("cross the river" in text for text in embedder.encoded)
    assert not any("bridge" in text or "plum" in text for text in embedder.encoded)


def test_a_removed_or_changed_article_leaves_none_behind(stocked: Shelf) -> None:
    def rows() -> dict[str, int]:
        with closing(sqlite3.connect(stocked.data / "sentences.sqlite")) as file:
            query = "SELECT article, COUNT(*) FROM vectors GROUP BY article"
            return dict(file.execute(query).fetchall())

    before = rows()
    assert before.keys() == {"bridge", "ferry", "harvest", "undated"}
    stocked.library.remove(["ferry"])
    stocked.add(BRIDGE | {"text": "The bridge of Delmar is open again. Nobody was hurt."})
    assert rows() == {"bridge": 1, "harvest": before["harvest"], "undated": before["undated"]}

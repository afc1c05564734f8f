"""Words near in meaning, and texts that hold a question's words or come near to them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from rag import word_vectors as stored
from rag.bags import bag_of
from rag.weigh import Weigher, saturated
from rag.word_vectors import WordVectors, word_vectors
from rag.words import stem


class EvenLibrary:
    """A collection of a thousand passages, in each tenth of which every word stands."""

    passage_count = 1000

    def frequencies(self, stems: Iterable[str]) -> list[float]:
        return [0.1 for _ in stems]


def weigher(*words: str) -> Weigher:
    library: object = EvenLibrary()
    return Weigher(library, {stem(word): word for word in words})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("word", "nearer", "farther"),
    [
        ("founded", "established", "warned"),
        ("oil", "petroleum", "jury"),
        ("trial", "prosecution", "harvest"),
        ("re-elected", "election", "bread"),  # by its parts
    ],
)
def test_words_that_mean_much_the_same_are_near(word: str, nearer: str, farther: str) -> None:
    vectors = word_vectors()
    rows = [vectors.rows([each]) for each in (nearer, farther)]
    near, far = (float(vectors.nearness([word], row)[0, 0]) for row in rows)
    assert 1 >= near > far + 0.2 >= 0.2


def test_an_unknown_word_is_near_to_nothing() -> None:
    vectors = word_vectors()
    assert len(vectors.rows(["Xqzzy", "他", ""])) == 0
    assert not vectors.nearness(["xqzzy"], vectors.rows(["oil", "jury"])).any()


def test_a_text_holds_a_word_in_any_form_and_comes_near_to_others() -> None:
    (held,) = weigher("founding", "xqzzy").held([bag_of("The mill was founded in spring.")])
    assert held.tolist() == [1, 0]
    (near,) = weigher("founding").held([bag_of("The mill was established in spring.")])
    assert 0.2 < near[0] < 1


def test_without_meaning_only_the_word_itself_counts() -> None:
    bags = [bag_of("The mill was established."), bag_of("It was founded."), bag_of("")]
    assert weigher("founding").held(bags, meaning=False).tolist() == [[0], [1], [0]]


def test_no_words_and_no_texts_are_no_error() -> None:
    assert weigher().held([bag_of("Some text.")]).shape == (1, 0)
    assert weigher("oil").held([]).shape == (0, 1)


def test_where_the_file_is_missing_only_the_same_word_is_near(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(stored, "FILE", stored.FILE.with_name("none.npz"))
    vectors: WordVectors = word_vectors.__wrapped__()
    assert len(vectors.rows(["oil"])) == 0
    assert vectors.nearness(["oil"], vectors.rows(["oil"])).shape == (1, 0)


def test_a_word_that_stands_often_counts_more_but_never_one_whole() -> None:
    once, often = saturated(np.array([1.0, 9.0], dtype=np.float32), 170)
    assert 0.4 < once < often < 1
    assert saturated(np.array([1.0], dtype=np.float32), 20)[0] > once  # in a short text

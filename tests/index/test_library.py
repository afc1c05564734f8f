"""Finding, filtering, removing; derived indexes made anew; and every trouble explained."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.embed import BUNDLED
from index.errors import EmbedderMismatch, EmptyIndex, StorageProblem
from index.lexical import LexicalIndex
from index.library import Library
from index.store import Store
from index.types import Filters
from tests.index.fakes import DIMENSION, vector_of
from tests.index.shelf import FERRY, Shelf, found_in

ANYTHING = "bridge ferry plum plums river"
ANY_VECTOR = np.ones(DIMENSION, np.float32)


# ---- finding


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("ferry", {"ferry"}),
        ("FERRIES", {"ferry"}),  # stemmed
        ("plums", {"harvest", "undated"}),
        ("Delmar Times", {"ferry", "bridge"}),  # outlet and title count
        ("zeppelin", set()),
        ("", set()),
        ("?!", set()),
        ('ferry" OR title:(bridge AND [NOT *', {"ferry", "bridge"}),  # words, not operators
        ("the-ferry’s", {"bridge", "ferry", "harvest"}),
    ],
)
def test_words_find_the_passages_that_have_them(full: Shelf, words: str, ids: set[str]) -> None:
    scores = full.lexical.search(dict.fromkeys(words.split(), 1.0), 10, Filters(), None)
    found = full.store.passages.get(list(scores))
    assert {passage.article_id for passage, _, _ in found.values()} == ids
    assert all(score > 0 for score in scores.values())


def test_meaning_finds_what_no_word_does(full: Shelf) -> None:
    like = f"{FERRY['title']}\n{FERRY['outlet']}\n{FERRY['text']}"
    (found,) = full.find("zeppelin", like=like, k=1)
    assert found.article.id == "ferry"
    assert np.allclose(found.vector, vector_of(like), atol=1e-5)


def test_no_more_than_k_of_each_kind_are_found(full: Shelf) -> None:
    assert len(full.find("ferry", like="x", k=1)) <= 2
    assert len(full.find(ANYTHING, k=100)) == 4


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (Filters(), {"bridge", "ferry", "harvest", "undated"}),
        (Filters(since="2024"), {"bridge", "ferry"}),
        (Filters(since="2024-04-10"), {"ferry"}),
        (Filters(since="2024-04-09"), {"bridge", "ferry"}),
        (Filters(since="2024-05-31"), {"ferry"}),  # it may have been that day
        (Filters(since="2024-06"), set()),
        (Filters(until="2024-04-08"), {"harvest"}),
        (Filters(until="2024-04-09"), {"harvest", "bridge"}),
        (Filters(until="2024"), {"harvest", "bridge", "ferry"}),
        (Filters(until="2022-12-31"), set()),
        (Filters(since="2024-04", until="2024-04"), {"bridge"}),
        (Filters(since="2025", until="2023"), set()),
        (Filters(outlet="The Valley Post"), {"bridge", "harvest"}),  # in any case
        (Filters(outlet="the valley post", since="2024"), {"bridge"}),
        (Filters(outlet="Valley"), set()),
        (Filters(speaker="Elena Ruiz"), {"bridge", "harvest"}),
        (Filters(speaker="Ruiz"), {"bridge", "harvest"}),
        (Filters(speaker="Mayor Elena Ruiz"), {"bridge", "harvest"}),
        (Filters(speaker="Lang", outlet="Delmar Times"), {"ferry"}),
        (Filters(speaker="Lang", outlet="The Valley Post"), set()),
        (Filters(speaker="Dara Voss"), set()),
        (Filters(speaker=""), set()),
    ],
)
def test_filters_hold_for_words_and_for_meaning(
    full: Shelf, filters: Filters, ids: set[str]
) -> None:
    assert full.ids(ANYTHING, filters) == ids
    assert found_in(full.find("zeppelin", filters)) == ids


def test_outlets_of_one_name_are_one(shelf: Shelf) -> None:
    names = ["dw.com", "Deutsche Welle", "DW", "The Other Post"]
    shelf.add(
        *(
            {"id": name, "text": f"Ferry number {n}.", "outlet": name}
            for n, name in enumerate(names)
        )
    )
    for asked in ("DW", "deutsche welle", "www.dw.com"):
        assert shelf.ids("ferry", Filters(outlet=asked)) == set(names[:3])
    assert len({info.outlet for info in shelf.library.articles()}) == 2


def test_speakers_are_listed_by_how_often_they_speak(full: Shelf) -> None:
    assert full.library.speakers() == ["Elena Ruiz", "Peter Lang"]


def test_a_frequency_is_a_share_after_removals_too(stocked: Shelf) -> None:
    stocked.library.remove(["ferry", "harvest", "undated"])
    assert all(0 <= each <= 1 for each in stocked.library.frequencies(["plum", "ferri", "bridg"]))


def test_frequency_is_the_share_of_passages_with_a_word(full: Shelf) -> None:
    assert full.library.frequencies(["plum", "zeppelin"]) == [0.5, 0]


def test_an_unknown_article_is_none(full: Shelf) -> None:
    assert full.library.article("nobody") is None
    assert full.store.passages.get(["nobody"]) == {}
    assert full.store.states([]) == {}


# ---- removing


def test_a_removed_article_is_gone_from_everywhere(stocked: Shelf) -> None:
    assert stocked.library.remove(["ferry", "nobody", "ferry"]) == ["ferry"]
    assert stocked.library.article("ferry") is None
    assert stocked.ids(ANYTHING) == {"bridge", "harvest", "undated"}
    assert stocked.lexical.search({"ferry": 1.0}, 10, Filters(), None) == {}
    assert stocked.store.passages.spoken_by(["Peter Lang"], 10) == []
    assert stocked.library.speakers() == ["Elena Ruiz"]
    assert stocked.library.remove(["ferry"]) == []


def test_a_removed_article_can_be_added_again(stocked: Shelf) -> None:
    stocked.library.remove(["ferry"])
    assert stocked.add(FERRY).added == 1
    assert stocked.ids("ferry") >= {"ferry"}


def test_an_index_emptied_is_an_empty_index(stocked: Shelf) -> None:
    stocked.library.remove([info.id for info in stocked.library.articles()])
    assert stocked.library.articles() == []
    with pytest.raises(EmptyIndex):
        stocked.find(ANYTHING)


# ---- nothing there yet


def test_a_folder_that_does_not_exist_holds_nothing_and_is_not_made(tmp_path: Path) -> None:
    library = Library(tmp_path / "none")
    assert library.articles() == []
    assert library.article("x") is None
    assert library.speakers() == []
    assert library.remove(["x"]) == []
    with pytest.raises(EmptyIndex, match="onrecord add"):
        library.candidates([], ANY_VECTOR, 5, Filters())
    assert not (tmp_path / "none").exists()


def test_adding_nothing_readable_needs_no_embedder(tmp_path: Path) -> None:
    report = Library(tmp_path / "data").add([tmp_path / "missing.txt"])
    assert report.added == 0
    assert [path for path, _ in report.failed] == [str(tmp_path / "missing.txt")]
    assert report.seconds > 0


# ---- what is derived


def words_find_all(stocked: Shelf) -> bool:
    return stocked.holding(ANYTHING) == {"bridge", "ferry", "harvest", "undated"}


def lose(stocked: Shelf) -> None:
    shutil.rmtree(stocked.data / "lexical")
    (stocked.data / "speakers.sqlite").unlink()


def lag_behind(stocked: Shelf) -> None:
    stocked.store.begin([])


def be_of_another_format(stocked: Shelf) -> None:
    stamp = stocked.data / "lexical" / "stamp.json"
    stamp.write_text(stamp.read_text().replace('"format": ', '"format": 99'))


def have_no_stamp(stocked: Shelf) -> None:
    (stocked.data / "lexical" / "stamp.json").unlink()


def have_a_broken_stamp(stocked: Shelf) -> None:
    (stocked.data / "lexical" / "stamp.json").write_text("[]")


@pytest.mark.parametrize(
    "harm", [lose, lag_behind, be_of_another_format, have_no_stamp, have_a_broken_stamp]
)
def test_a_stale_lexical_index_is_made_anew(stocked: Shelf, harm: Callable[[Shelf], None]) -> None:
    harm(stocked)
    assert stocked.lexical.stamp != stocked.store.revision
    assert words_find_all(stocked)
    assert stocked.lexical.stamp == stocked.register.stamp == stocked.store.revision


def test_removing_from_a_stale_index_loses_nothing_else(stocked: Shelf) -> None:
    lose(stocked)
    stocked.library.remove(["ferry"])
    assert stocked.holding(ANYTHING) == {
        "bridge",
        "harvest",
        "undated",
    }


def test_a_damaged_lexical_index_says_that_it_can_be_deleted(stocked: Shelf) -> None:
    (stocked.data / "lexical" / "meta.json").write_text("{")
    with pytest.raises(StorageProblem, match="can be deleted") as raised:
        stocked.find(ANYTHING)
    assert str(stocked.data / "lexical") in str(raised.value)


# ---- half-written articles


def chroma(stocked: Shelf, collection: str):  # type: ignore[no-untyped-def]
    """A collection of the shelf's database, as another program would see it."""
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(
        str(stocked.data / "chroma"), settings=Settings(anonymized_telemetry=False)
    )
    return client.get_collection(collection, embedding_function=None)


def test_passages_whose_article_was_never_finished_do_not_show(stocked: Shelf) -> None:
    chroma(stocked, "articles").delete(ids=["ferry"])
    assert stocked.ids(ANYTHING) == {"bridge", "harvest", "undated"}
    lose(stocked)
    assert stocked.ids(ANYTHING) == {"bridge", "harvest", "undated"}
    assert stocked.library.speakers() == ["Elena Ruiz"]


def test_passages_of_another_state_of_their_article_do_not_show(stocked: Shelf) -> None:
    records = chroma(stocked, "articles")
    records.update(ids=["ferry"], metadatas=[{"generation": "later"}])
    assert stocked.ids(ANYTHING) == {"bridge", "harvest", "undated"}
    lose(stocked)
    assert stocked.ids(ANYTHING) == {"bridge", "harvest", "undated"}


def test_a_half_written_article_is_made_whole_by_adding_it_again(stocked: Shelf) -> None:
    chroma(stocked, "articles").delete(ids=["ferry"])
    assert stocked.add(FERRY).added == 1
    assert stocked.ids(ANYTHING) == {"bridge", "ferry", "harvest", "undated"}
    assert len(stocked.find(ANYTHING)) == 4


# ---- trouble


@pytest.mark.parametrize(
    "use",
    [
        lambda library: library.articles(),
        lambda library: library.article("bridge"),
        lambda library: library.candidates([], ANY_VECTOR, 5, Filters()),
        lambda library: library.remove(["bridge"]),
        lambda library: library.require_articles(),
        lambda library: library.speakers(),
        lambda library: library.people(),
        lambda library: library.quotes(None, Filters()),
        lambda library: library.add([]),
    ],
)
def test_an_index_of_another_embedder_is_refused_and_left_alone(
    full: Shelf, use: Callable[[Library], object]
) -> None:
    before = full.store.revision
    with pytest.raises(EmbedderMismatch) as raised:
        use(Library(full.data, "another-model"))
    message = str(raised.value)
    assert BUNDLED in message
    assert "another-model" in message
    assert "ONRECORD_EMBEDDER" in message
    assert "\n" not in message
    assert full.store.revision == before


@pytest.mark.parametrize("place", ["file", "file/data", "file/data/deeper"])
def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("not a folder")
    (tmp_path / "a.txt").write_text("The ferry sank.")
    with pytest.raises(StorageProblem, match="--data") as raised:
        Library(tmp_path / place).add([tmp_path / "a.txt"])
    assert str(tmp_path / place) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_the_store_and_the_lexical_index_explain_themselves_too(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StorageProblem, match="permissions"):
        Store(tmp_path / "file" / "chroma", "x").count()
    with pytest.raises(StorageProblem, match="permissions"):
        LexicalIndex(tmp_path / "file" / "lexical").update((), (), "r")


def test_a_damaged_database_is_explained(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "chroma"
    folder.mkdir(parents=True)
    (folder / "chroma.sqlite3").write_bytes(b"this is no database at all" * 100)
    with pytest.raises(StorageProblem) as raised:
        Library(tmp_path / "data").articles()
    assert str(tmp_path / "data") in str(raised.value)
    assert "\n" not in str(raised.value)


# ---- another process


def test_what_was_added_is_there_for_the_next_process(stocked: Shelf) -> None:
    code = (
        "import sys; from pathlib import Path; from index.library import Library\n"
        "library = Library(Path(sys.argv[1]))\n"
        "print([info.id for info in library.articles()], library.speakers())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(stocked.data)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=True,
    )
    assert run.stdout.strip() == (
        "['ferry', 'bridge', 'harvest', 'undated'] ['Elena Ruiz', 'Peter Lang']"
    )
    assert run.stderr == ""

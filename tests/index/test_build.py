"""Adding: idempotent, all or nothing for each article, resumable, and told while it goes on."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from index.contents import contents_of
from index.errors import ModelProblem
from index.reading.records import read_records
from index.reading.source import Read
from index.types import AddReport, Article
from tests.index.fakes import FailingEmbedder, FakeEmbedder, vector_of
from tests.index.shelf import ALL, BRIDGE, FERRY, UNDATED, Shelf, as_embedded

pytestmark = pytest.mark.slow  # an index of its own for every test


def many(count: int) -> list[dict[str, str]]:
    return [{"id": f"n{n}", "text": f"Bridge number {n} is shut."} for n in range(count)]


def test_what_is_added_to_nothing_is_found_as_it_was(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "not" / "there" / "yet")
    quotes = sum(len(contents_of(record_of(each)).quotes) for each in ALL)
    assert quotes >= 3
    assert shelf.add(*ALL) == AddReport(added=4, passages=4, quotes=quotes)
    article = shelf.library.article("bridge")
    assert article is not None
    assert article.info.as_dict() == {
        key: value for key, value in BRIDGE.items() if key != "text"
    } | {"path": None}
    assert article.text == BRIDGE["text"]
    assert [info.id for info in shelf.library.articles()] == [
        "ferry",
        "bridge",
        "harvest",
        "undated",
    ]


def test_every_candidate_stands_in_its_article_with_its_own_vector(stocked: Shelf) -> None:
    found = stocked.find("bridge plums river")
    assert len(found) == 4
    for candidate in found:
        article = stocked.library.article(candidate.article.id)
        assert article is not None
        passage = candidate.passage
        assert passage.text == article.text[passage.start : passage.end]
        assert passage in contents_of(article).passages
        assert np.allclose(candidate.vector, vector_of(as_embedded(candidate)), atol=1e-5)


def test_title_and_outlet_are_embedded_with_the_words(shelf: Shelf) -> None:
    embedder = FakeEmbedder()
    shelf.add(BRIDGE, UNDATED, embedder=embedder)
    whole = f"{BRIDGE['title']}\n{BRIDGE['outlet']}\n{BRIDGE['text']}"
    assert {whole, UNDATED["text"]} <= set(embedder.encoded)


def test_the_speaker_is_embedded_with_a_quotation(shelf: Shelf) -> None:
    embedder = FakeEmbedder()
    shelf.add(FERRY, embedder=embedder)
    assert "Peter Lang: “It costs nothing,”" in embedder.encoded


def test_adding_again_changes_nothing_and_embeds_nothing(stocked: Shelf) -> None:
    before, embedder = stocked.store.revision, FakeEmbedder()
    assert stocked.add(*ALL, embedder=embedder) == AddReport(unchanged=4)
    assert embedder.encoded == []
    assert stocked.store.revision == before
    assert len(stocked.find("bridge plums river")) == 4


def test_a_changed_article_takes_the_old_ones_place(stocked: Shelf) -> None:
    changed = BRIDGE | {"text": "The bridge of Delmar is open again. Nobody said why."}
    assert stocked.add(changed) == AddReport(updated=1, passages=1)
    assert stocked.store.count() == 4
    found = [c.passage for c in stocked.find("bridge safe") if c.article.id == "bridge"]
    assert [passage.text for passage in found] == [changed["text"]]
    assert "bridge" not in stocked.holding("mayor")
    assert {p.article_id for p in stocked.store.passages.spoken_by(["Elena Ruiz"], 10)} == {
        "harvest"
    }


def test_a_longer_article_made_shorter_leaves_no_passage_behind(shelf: Shelf) -> None:
    long = {"id": "long", "text": "The ferry sank in the river near Delmar again. " * 100}
    passages = shelf.add(long).passages
    assert passages > 3
    assert len(shelf.find("ferry sank")) == passages
    shelf.add(long | {"text": "The ferry floats."})
    assert [c.passage.text for c in shelf.find("ferry sank")] == ["The ferry floats."]


def test_only_what_is_known_of_it_changed(shelf: Shelf) -> None:
    shelf.add(BRIDGE)
    assert shelf.add(BRIDGE | {"outlet": "Delmar Times"}).updated == 1
    (found,) = shelf.find("bridge")
    assert found.article.outlet == "Delmar Times"


def test_one_id_twice_in_one_go_keeps_the_first_and_tells_of_the_other(shelf: Shelf) -> None:
    first, last = {"id": "a", "text": "The ferry sank."}, {"id": "a", "text": "It floats."}
    report = shelf.add(first, first, last)
    assert (report.added, report.unchanged, len(report.failed)) == (1, 1, 1)
    assert [c.passage.text for c in shelf.find("ferry floats sank")] == ["The ferry sank."]
    assert shelf.lexical.size == 1


def test_what_cannot_be_read_is_reported_and_the_rest_goes_on(shelf: Shelf, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("The ferry sank.")
    bad.write_bytes(b"\x00\x01")
    report = shelf.add_paths(bad, good, tmp_path / "missing.txt")
    assert report.added == 1
    assert [path for path, _ in report.failed] == [str(bad), str(tmp_path / "missing.txt")]
    assert report.as_dict()["failed"] == [
        {"path": path, "error": error} for path, error in report.failed
    ]


def test_nothing_to_add_is_nothing_done(shelf: Shelf) -> None:
    assert shelf.add() == AddReport()
    assert shelf.add_paths() == AddReport()


def test_a_run_cut_short_keeps_what_is_done_and_the_next_goes_on_from_there(shelf: Shelf) -> None:
    with pytest.raises(ModelProblem):
        shelf.add(*many(10), embedder=FailingEmbedder(calls=1))
    assert shelf.ids("bridge number") == {f"n{n}" for n in range(8)}
    embedder = FakeEmbedder()
    report = shelf.add(*many(10), embedder=embedder)
    assert (report.added, report.unchanged) == (2, 8)
    assert len(set(embedder.encoded)) == 2  # each passage, which is its one sentence as well
    assert shelf.ids("bridge number") == {f"n{n}" for n in range(10)}


def test_a_failed_update_leaves_the_article_as_it_was(shelf: Shelf) -> None:
    shelf.add(BRIDGE)
    with pytest.raises(ModelProblem):
        shelf.add(BRIDGE | {"text": "Other words."}, embedder=FailingEmbedder(calls=0))
    assert [c.passage.text for c in shelf.find("bridge")] == [BRIDGE["text"]]


def test_what_a_run_stored_before_it_was_cut_short_is_found_after_the_next(shelf: Shelf) -> None:
    shelf.add(BRIDGE)
    article = record_of(FERRY)
    contents = contents_of(article)
    store = shelf.store
    store.begin([article.info.id])
    store.put(contents, FakeEmbedder().encode(list(contents.embedded_texts())))
    # Here the run ended: the lexical index knows nothing of the ferry.
    shelf.add(UNDATED)
    assert shelf.holding("ferry river") == {"ferry"}


def record_of(record: dict[str, str]) -> Article:
    line = json.dumps(record).encode()
    (read,) = read_records([line], "-", None, lambda digest: None)
    assert isinstance(read, Read)
    return read.article


class Told:
    """A progress callback that keeps what it was told."""

    def __init__(self) -> None:
        self.calls: list[tuple[int, int | None, str]] = []

    def __call__(self, done: int, total: int | None, doing: str) -> None:
        self.calls.append((done, total, doing))


def test_progress_goes_from_nothing_to_all(shelf: Shelf, tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.txt" for n in range(10)]
    for n, path in enumerate(paths):
        path.write_text(f"Bridge number {n} is shut.")
    told = Told()
    shelf.library.add(paths, progress=told)
    done = [each for each, _, _ in told.calls]
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, 10)
    assert {total for _, total, _ in told.calls} == {10}


def test_progress_over_records_does_not_know_the_total(shelf: Shelf) -> None:
    told = Told()
    lines = ['{"text": "The ferry sank."}']
    shelf.library.add((), lines, told)
    assert {total for _, total, _ in told.calls} == {None}
    assert told.calls[-1][0] == 1

"""Nearness within filters: the lexical index tells who passes, few are compared one by one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index import passages, planner
from index.allowed import Allowed
from index.library import Library
from index.near import nearest_of
from index.types import Filters
from tests.index.fakes import DIMENSION, FakeEmbedder, vector_of
from tests.index.shelf import BRIDGE, FERRY, HARVEST, Shelf

EVERYWHERE = 1000  # more than there are passages


def allowed(shelf: Shelf, filters: Filters, speakers: list[str] | None = None) -> Allowed:
    index = shelf.lexical
    return Allowed(index._index, index._limits(filters, speakers))


def of_articles(keys: object) -> set[str]:
    return {key.split(":")[0] for key in keys}  # type: ignore[attr-defined]  # any iterable


FILTERS = pytest.mark.parametrize(
    ("filters", "speakers", "ids"),
    [
        (Filters(outlet="The Valley Post"), None, {"bridge", "harvest"}),
        (Filters(since="2024"), None, {"bridge", "ferry"}),
        (Filters(until="2024-04"), None, {"bridge", "harvest"}),
        (Filters(since="2024", outlet="the valley post"), None, {"bridge"}),
        (Filters(), ["Elena Ruiz"], {"bridge", "harvest"}),
        (Filters(), ["Elena Ruiz", "Peter Lang"], {"bridge", "harvest", "ferry"}),
        (Filters(outlet="Nobody's Herald"), None, set()),
        (Filters(since="2031"), None, set()),
    ],
)


@FILTERS
def test_who_passes_is_told_by_the_lexical_index(
    full: Shelf, filters: Filters, speakers: list[str] | None, ids: set[str]
) -> None:
    passing = allowed(full, filters, speakers)
    found = passing.all(EVERYWHERE)
    assert found is not None
    assert of_articles(found) == ids
    assert passing.among([*found, "gone:0:0"]) == set(found)
    assert passing.among([]) == set()
    assert passing.share == pytest.approx(len(found) / full.lexical.size)
    if found:
        assert passing.all(len(found)) is not None
        assert passing.all(len(found) - 1) is None


@FILTERS
@pytest.mark.parametrize("most_compared", [EVERYWHERE, 0])  # one by one, and by the graph
def test_the_nearest_are_the_same_however_they_are_found(
    full: Shelf,
    monkeypatch: pytest.MonkeyPatch,
    most_compared: int,
    filters: Filters,
    speakers: list[str] | None,
    ids: set[str],
) -> None:
    monkeypatch.setattr(passages, "MOST_COMPARED", most_compared)
    held = full.store.passages
    vector = vector_of("a ferry over the river")
    told = held.nearest(vector, 3, filters, speakers, allowed(full, filters, speakers))
    by_chroma = held.nearest(vector, 3, filters, speakers)
    assert list(told) == list(by_chroma)
    assert of_articles(told) <= ids
    assert list(told.values()) == pytest.approx(list(by_chroma.values()), abs=1e-5)


def test_no_more_than_k_are_given_the_nearest_first(full: Shelf) -> None:
    vector = vector_of("plums")
    every = full.store.passages.nearest(vector, 100, Filters(), None)
    assert list(every.values()) == sorted(every.values(), reverse=True)
    some = nearest_of(full.store.database, "passages", vector, 2, list(every))
    assert list(some) == list(every)[:2]


def test_a_passage_that_the_store_has_no_more_is_left_out(stocked: Shelf) -> None:
    lagging = allowed(stocked, Filters(since="2024"))
    store = stocked.store
    store.remove("ferry")  # the lexical index has not heard of it
    found = store.passages.nearest(np.ones(DIMENSION, np.float32), 9, Filters(), None, lagging)
    assert of_articles(found) == {"bridge"}


def test_nothing_is_near_in_an_empty_store(bare: Shelf) -> None:
    vector = np.ones(DIMENSION, np.float32)
    assert bare.store.passages.nearest(vector, 5, Filters(), None) == {}
    assert bare.store.quotations.nearest(vector, 5, Filters(), None) == []
    assert bare.store.neighbours(vector.reshape(1, -1), 5) == []
    assert nearest_of(bare.store.database, "passages", vector, 5, ["no:0:0"]) == {}


@pytest.mark.parametrize("most_compared", [EVERYWHERE, 0])
def test_quotations_are_the_same_however_they_are_found(
    full: Shelf, monkeypatch: pytest.MonkeyPatch, most_compared: int
) -> None:
    monkeypatch.setattr("index.quotations.MOST_COMPARED", most_compared)
    vector = vector_of("Elena Ruiz: The bridge is not safe")
    found = full.store.quotations.nearest(vector, 9, Filters(), ["Elena Ruiz"])
    assert {each.article.id for each in found} == {"bridge", "harvest"}
    scores = [each.score or 0 for each in found]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == pytest.approx(
        max(
            float(vector_of(f"{each.quote.speaker}: {each.quote.text}") @ vector) for each in found
        ),
        abs=1e-5,
    )


def test_filters_are_planned_by_what_they_find(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    file = tmp_path / "data" / "chroma" / "chroma.sqlite3"

    def statistics() -> int:
        with sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True) as database:
            name = "sqlite_stat1"
            found = database.execute("SELECT count(*) FROM sqlite_master WHERE name = ?", (name,))
            return int(found.fetchone()[0])

    shelf = Shelf(tmp_path / "data")
    shelf.add(BRIDGE)
    assert not statistics()  # too small to be worth it
    monkeypatch.setattr(planner, "WORTHWHILE", 0)
    shelf.add(FERRY)
    assert statistics()
    shelf.add(HARVEST)  # and all goes on as before
    library = Library(tmp_path / "data", FakeEmbedder())
    assert {info.id for info in library.articles()} == {"bridge", "ferry", "harvest"}
    assert library.remove(["ferry"]) == ["ferry"]
    assert library.passages_of("ferry") == []
    assert library.passages_of("bridge")

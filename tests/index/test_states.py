"""What questions remember of articles, and that they notice what others change."""

from __future__ import annotations

from typing import Any

from index.states import recent_states
from tests.index.shelf import BRIDGE, FERRY, Shelf


class Forgetful:
    """A database of one article; while it is read, another thread sees a new revision."""

    def __init__(self) -> None:
        self.remembered: dict[str, Any] = {}
        self.read_ids: list[str] = []
        self.forgets = True

    @property
    def articles(self) -> Forgetful:
        return self

    def get(self, ids: list[str], include: list[str]) -> dict[str, Any]:
        self.read_ids += ids
        if self.forgets:
            self.remembered.clear()
        meta = {"generation": str(len(self.read_ids)), "story": "s"}
        return {"ids": ids, "metadatas": [meta] * len(ids)}

    def read(self, wanted: Any) -> Any:
        return wanted()


def generations(database: object, *ids: str) -> dict[str, str]:
    found = recent_states(database, ids)  # type: ignore[arg-type]
    return {each: state.generation for each, state in found.items()}


def test_each_article_is_read_once_a_revision() -> None:
    database = Forgetful()
    database.forgets = False
    assert generations(database, "a", "a") == {"a": "1"}
    assert generations(database, "a", "b") == {"a": "1", "b": "2"}
    assert database.read_ids == ["a", "b"]


def test_what_was_read_while_another_thread_forgot_is_given_but_not_remembered() -> None:
    database = Forgetful()
    assert generations(database, "a") == {"a": "1"}
    database.forgets = False
    assert generations(database, "a") == {"a": "2"}  # of the next revision, by now
    assert generations(database, "a") == {"a": "2"}


def test_an_article_that_another_process_changed_is_noticed(stocked: Shelf) -> None:
    reader = stocked.store
    assert reader.recent_states(["bridge"])["bridge"].info.title == BRIDGE["title"]
    stocked.add(BRIDGE | {"title": "Delmar's bridge is open"})
    assert reader.revision
    assert reader.recent_states(["bridge"])["bridge"].info.title == "Delmar's bridge is open"


def test_a_removed_article_is_given_no_more(stocked: Shelf) -> None:
    reader = stocked.store
    assert reader.recent_states(["bridge", "ferry"]).keys() == {"bridge", "ferry"}
    stocked.library.remove(["ferry"])
    assert reader.revision
    assert reader.recent_states(["bridge", "ferry", "never there"]).keys() == {"bridge"}
    stocked.add(FERRY)
    assert reader.revision
    assert "ferry" in reader.recent_states(["ferry"])


def test_one_that_changes_it_itself_notices_too(stocked: Shelf) -> None:
    store = stocked.store
    assert store.recent_states(["ferry"])
    store.begin(["ferry"])
    assert store.remove("ferry")
    store.finish()
    assert store.recent_states(["ferry"]) == {}

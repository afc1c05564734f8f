"""What the store tells of articles: their state, and who is near whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.database import Database
from index.records import article_info
from index.types import ArticleInfo

_MOST_REMEMBERED = 20_000  # articles, of some hundred bytes each


@dataclass(frozen=True)
class Known:
    """An article's state in the store: its generation and the path of its file."""

    id: str
    generation: str
    path: str | None


@dataclass(frozen=True)
class State:
    """What is known of an article that is whole, its generation, and what its copies share."""

    info: ArticleInfo
    generation: str
    story: str


@dataclass(frozen=True)
class Neighbour:
    """An article near another, and its story."""

    id: str
    story: str
    text: str


def states(database: Database, ids: Iterable[str]) -> dict[str, State]:
    """The state of each of these articles; unknown ids left out."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    found = database.read(lambda: database.articles.get(ids=wanted, include=["metadatas"]))
    return {
        key: State(article_info(key, meta), str(meta["generation"]), str(meta["story"]))
        for key, meta in zip(found["ids"], found["metadatas"] or [], strict=True)
    }


def recent_states(database: Database, ids: Iterable[str]) -> dict[str, State]:
    """The state of each of these articles as of the revision last seen; each is read once.

    For questions, which look at the revision now and then and so notice what others change;
    not for who adds.
    """
    wanted = set(ids)
    # Whoever forgets it meanwhile, in another thread, leaves this one alone: what is read here
    # may be of the revision before, and must not be remembered with the next.
    recent: dict[str, State] = database.remembered.setdefault("states", {})
    if len(recent) > _MOST_REMEMBERED:
        recent = database.remembered["states"] = {}
    found = {each: state for each in wanted if (state := recent.get(each))}
    fresh = states(database, wanted - found.keys())
    recent.update(fresh)
    return found | fresh

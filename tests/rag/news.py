"""Four short articles about invented people, and a collection of them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.rag.fakes import FakeLibrary

ARTICLES = {
    "port": {
        "title": "Norhavn to close its port",
        "outlet": "Coast Post",
        "published": "2031-05-06",
        "text": (
            "The port of Norhavn will close in June, Mayor Anna Lund said on Monday. The lock "
            "would be sold, she added.\n\nHarbour chief Karl Berg rejected the plan. “The plan is "
            "a monument to greed,” Berg said. He warned of a strike if the council agreed.\n\n"
            "The council has nine members and meets on May 12, 2031."
        ),
    },
    "crane": {
        "title": "The crane of Sorhavn fell",
        "outlet": "Valley Herald",
        "published": "2031-04-02",
        "text": (
            "The old crane of Sorhavn fell on Tuesday. Nobody was hurt. Union leader Eva Dahl "
            "said the crane had been unsafe for years. “We told them nine times,” Dahl said.\n\n"
            "Sorhavn paid 40,000 crowns for the crane in 1998, according to Karl Berg."
        ),
    },
    "fish": {
        "title": "A tax on fish",
        "outlet": "Coast Post",
        "text": (
            "Taxes on fish would double, minister Liv Moe told parliament in Oslo. Fishermen "
            "protested on the quay. Moe did not say when the tax would come."
        ),
    },
    "choir": {
        "title": "The choir sang",
        "text": "The children's choir of Norhavn sang by the lock. It rained all evening.",
    },
}


def records() -> list[str]:
    """The articles as lines of JSONL."""
    return [json.dumps({"id": key, **fields}) for key, fields in ARTICLES.items()]


def make_library(folder: Path) -> FakeLibrary:
    """A collection of the four articles in ``folder``."""
    library = FakeLibrary(folder)
    report = library.add((), records())
    assert (report.added, report.failed) == (len(ARTICLES), ())
    return library

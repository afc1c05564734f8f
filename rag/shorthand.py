"""Questions in note form, as people type them into a search field: "yellen on tariffs?"."""

from __future__ import annotations

import re

from index.library import Library
from rag.asked_name import is_name
from rag.offices import office_of

_NOTE = re.compile(
    r"^(?P<name>[^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,4}?) (?P<on>on|about) (?P<topic>\w[^?]*)\??$",
    re.IGNORECASE,
)


def in_full(library: Library, text: str) -> str:
    """The question that a note stands for, where it begins with somebody of the collection."""
    note = _NOTE.match(" ".join(text.split()))
    if note is None or not is_name(note["name"]):
        return text
    if not library.person(note["name"]) and len(office_of(note["name"])) <= 1:
        return text
    return f"What did {note['name']} say {note['on']} {note['topic']}?"

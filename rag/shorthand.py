"""Questions in note form, as people type them into a search field: "yellen on tariffs?"."""

from __future__ import annotations

import re

from index.library import Library
from rag.asked_name import SPEECH_NOUNS, is_name
from rag.asking import NEXT
from rag.offices import PERSONS, office_of
from rag.words import AUXILIARY

_NOTE = re.compile(
    rf"^{NEXT}?(?P<name>[^\W\d_][\w.'’-]*(?: [\w.'’-]+){{0,4}}?) "
    r"(?P<on>on|about) (?P<topic>\w[^?]*)\??$",
    re.IGNORECASE,
)
_NO_NOTE = re.compile(  # "Is the mayor on leave?", "the mayor's view on tolls"
    rf"\b{AUXILIARY}\b|^(?:summari[sz]e|tell|give|show|list|explain|describe|compare|find)\b|"
    rf"\b{SPEECH_NOUNS}\b",
    re.IGNORECASE,
)
_NAMED_NEXT = re.compile(  # "what about lang?", where question.py asks for capitals
    rf"^(?P<goes>{NEXT})(?P<name>[^\W\d_][\w.'’-]*(?: [\w.'’-]+){{0,2}}?)\??$", re.IGNORECASE
)


def in_full(library: Library, text: str) -> str:
    """The question that a note stands for, where it begins with somebody of the collection."""
    plain = " ".join(text.split())
    following = _NAMED_NEXT.match(plain)
    if following and _names_somebody(library, following["name"]):
        name = following["name"]
        return f"{following['goes']}{name.title() if name.islower() else name}?"
    note = _NOTE.match(plain)
    if note is None or not _names_somebody(library, note["name"]):
        return text
    return f"What did {note['name']} say {note['on']} {note['topic']}?"


def _names_somebody(library: Library, name: str) -> bool:
    told = name.lower().split()
    if not is_name(name) or _NO_NOTE.search(name):
        return False
    if told[-1] in PERSONS:
        return len(office_of(name)) > 1
    # "ban" is Ban Ki-su's family name, and a word as well.
    return any(each.name.lower().split()[-1] == told[-1] for each in library.person(name))

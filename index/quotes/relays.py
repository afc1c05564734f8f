"""Who passes words on: a news agency, a paper, a broadcaster that they were told to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.quotes.grammar import sources_of
from index.quotes.phrases import noun_phrase
from index.types import joint_name

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_AGENCIES = (
    r"Reuters|AFP|Agence France-Presse|(?:the )?Associated Press|AP|RIA Novosti|RIA|TASS|Interfax|"
    r"Xinhua|Bloomberg|Kyodo|dpa|DPA|ANSA|EFE|PTI|Yonhap|DW|Deutsche Welle|Sputnik|Politico|Axios"
)
_BROADCASTERS = (
    r"CNN|BBC(?: Radio| News)?|NPR|(?:NBC|CBS|ABC|CBC|CTV)(?: News)?|Fox News|MSNBC|CNBC|"
    r"Sky News|Al Jazeera"
)
_NAMED = (
    r"(?:[A-Z][\w.’'-]+ )*(?:Radio|Television|TV|Times|Post|Herald|Tribune|Gazette|Guardian|"
    r"Telegraph|Journal|Chronicle|Globe|Mail|Star|News Agency|Press Agency|Magazine|Courier|Echo|"
    r"Observer|Sentinel|Dispatch|Examiner|Inquirer|Enquirer|Bulletin|Argus|Newspaper|Newswire)"
)
_UNNAMED = (
    r"(?:(?:state|local|national|public|[A-Z]\w+) )*(?:news agenc(?:y|ies)|news outlets?|"
    r"newspapers?|broadcasters?|television|radio|media)"
)
_RELAYS = re.compile(rf"\b(?:{_AGENCIES}|{_BROADCASTERS}|{_NAMED}|{_UNNAMED})\b")
_TOLD = re.compile(
    r"\b(?:told|tells?|telling|via|per|(?:quoted|cited) by)\s+(?:(?:the|a|its|state|local)\s+)?$"
    r"|\b(?:interview(?:ed)?|statement|comments?|remarks?|spoke|speaking|talked|talking|written)"
    r"\s+(?:with|to|for|on|by)\s+(?:the\s+)?$"
)
_IN_INTERVIEW = re.compile(
    r"\bin (?:an? |the |his |her |their )?(?:\w+ )?(?:interview|statement|comments?|remarks?)"
    r"\s+(?:with|to|for|on)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"\s+(?:news\s+)?(?:agency\s+)?(?:report|quot|said|cit)", re.I)
_ITS_PEOPLE = frozenset(
    "reporter reporters journalist journalists correspondent correspondents agency news".split()
)
# By somebody's own statement nobody else passes their words on.
_OWN_PAPERS = frozenset("statement release post tweet remarks speech website".split())


@dataclass(frozen=True)
class Relay:
    """Who passes words on, and where a sentence names it, ``[start, end)`` in its characters.

    ``told`` is set where the words were told to it, unset where it reports them;
    ``in_interview`` where they were "in an interview with" it.
    """

    name: str
    start: int
    end: int
    told: bool = False
    in_interview: bool = False


def is_relay(name: str) -> bool:
    """Whether a name is a news agency's, paper's or broadcaster's."""
    return _RELAYS.fullmatch(name) is not None


def relays_in(doc: Doc) -> list[Relay]:
    """Who passes words on: "told Reuters", "Reuters reported", "according to RIA"."""
    found = []
    for match in _RELAYS.finditer(doc.text):
        told = _TOLD.search(doc.text[: match.start()]) is not None
        reported = _REPORTED.match(doc.text, match.end()) is not None
        span = doc.char_span(*match.span(), alignment_mode="expand")
        if span is None or not (told or reported) or _describes(span):
            continue
        if told or not _in_time_clause(span):
            name = re.sub(r"^the ", "", match.group())
            in_interview = _IN_INTERVIEW.search(doc.text[: match.start()]) is not None
            found.append(Relay(name, *match.span(), told, in_interview))
    sources = [each for each in sources_of(doc) if each.lower_ not in _OWN_PAPERS]
    if sources:
        name = joint_name([noun_phrase(each).text for each in sources])
        found.append(Relay(name, sources[0].idx, sources[0].idx + len(sources[0])))
    return found


def _describes(relay: Span) -> bool:
    """Whether a name is part of another: "the BBC board", not "Reuters reporters"."""
    head = relay[-1].head
    return relay[-1].dep_ == "compound" and head.lower_ not in _ITS_PEOPLE


def _in_time_clause(relay: Span) -> bool:
    """Whether it reports something else: "…, after Reuters reported leaks, …"."""
    opening = (child.lower_ for child in relay.root.head.children if child.dep_ == "mark")
    return relay.root.head.dep_ == "advcl" and any(word != "as" for word in opening)

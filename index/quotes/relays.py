"""Who passes words on: a news agency, a paper, a broadcaster that they were told to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.quotes.grammar import source_of
from index.quotes.phrases import noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc

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
    r"Telegraph|Journal|Chronicle|Globe|Mail|Star|News Agency|Press Agency|Magazine)"
)
_UNNAMED = (
    r"(?:(?:state|local|national|public|[A-Z]\w+) )*(?:news agenc(?:y|ies)|news outlets?|"
    r"newspapers?|broadcasters?|television|radio|media)"
)
_RELAYS = re.compile(rf"\b(?:{_AGENCIES}|{_BROADCASTERS}|{_NAMED}|{_UNNAMED})\b")
_PASSED_TO = re.compile(
    r"\b(?:told|tells?|telling|with|via|per|quoted|cited)\s+(?:(?:the|a|its|state|local)\s+)?$"
    r"|\b(?:interview|statement|comments?|remarks?)\s+(?:with|to|for|on)\s+(?:the\s+)?$"
)
_PASSED_ON = re.compile(r"\s+(?:news\s+)?(?:agency\s+)?(?:report|quot|said|cit)", re.I)


def is_relay(name: str) -> bool:
    """Whether a name is a news agency's, paper's or broadcaster's."""
    return _RELAYS.fullmatch(name) is not None


def relay_in(doc: Doc) -> str | None:
    """Who passes the words on: "told Reuters", "according to RIA"."""
    for found in _RELAYS.finditer(doc.text):
        before, after = doc.text[: found.start()], doc.text[found.end() :]
        if _PASSED_TO.search(before) or _PASSED_ON.match(after):
            return re.sub(r"^the ", "", found.group())
    source = source_of(doc)
    return noun_phrase(source).text if source is not None else None

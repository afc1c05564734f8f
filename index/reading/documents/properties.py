"""Titles and authors in a document's own properties, kept only where they can be true.

Programs fill these fields by themselves, with file names, templates' names and the login of
whoever sat at the machine. When in doubt a field is None. A title left over from an earlier
document is not told from a true one.
"""

from __future__ import annotations

import re

from index.reading.article import one_line

_FILE_NAME = re.compile(
    r"\.(?:docx?|docm|dotx?|odt|rtf|pages|pdf|indd|qxp|qxd|pptx?|key|odp|xlsx?|html?|txt|tex|dvi|ps"
    r"|ai|psd|jpe?g|png|tiff?|eml|epub)$",
    re.IGNORECASE,
)
_MADE_BY_A_PROGRAM = re.compile(
    r"(?:microsoft (?:word|powerpoint|office|publisher|excel)\b.*"
    r"|(?:power ?point[- ]?)?pr[eé]sentation ?\d*|powerpoint-präsentation"
    r"|(?:document|dokument|slide|folie|layout|scan(?:ned)?|print|book|page|template|draft|final"
    r"|word document|new document|title|no title|image|photo|img|doc) ?\d*"
    r"|untitled\b.*|unbenannt.*|unknown|none|null|about:blank|(?:https?|file|blob):\S*|www\.\S+"
    r"|title of (?:the |this )?\w+|(?:click to|insert|type|enter) .*title.*)$",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"(?:.*\b(?:user|administrator|admin|owner|unknown|anonymous|author|computer|laptop|desktop"
    r"|installer|generator|python-docx|apache poi|openpyxl|microsoft office|libreoffice"
    r"|openoffice|acrobat|indesign|your name|n/a)\b.*|none|null|root|guest|test)$",
    re.IGNORECASE,
)


def true_title(value: object) -> str | None:
    """The title in a document's properties, None where a program made it up."""
    title = _one_line(value)
    letters = sum(character.isalpha() for character in title)
    if letters < 2 or _FILE_NAME.search(title) or _MADE_BY_A_PROGRAM.match(title):
        return None
    is_token = " " not in title and not (title.isalpha() and title[0].isupper())
    return None if is_token or ("_" in title and title.count(" ") < 3) else title


def true_author(value: object, text: str) -> str | None:
    """The author in a document's properties, None where it may be a login or a program.

    Args:
        value: the field as it was found.
        text: the document's text; a name of a single word is believed only if it stands there.
    """
    name = _one_line(value)
    if not name or _NOT_A_NAME.match(name) or re.search(r"[\d_@\\/<>=]", name):
        return None
    words = name.split()
    if not any(word[0].isupper() for word in words) or len(words) > 30:
        return None
    if len(words) == 1 and not (
        words[0][0].isupper() and re.search(rf"\b{re.escape(name)}\b", text)
    ):
        return None
    return name


def _one_line(value: object) -> str:
    return (one_line(value.replace("\x00", "")) if isinstance(value, str) else None) or ""

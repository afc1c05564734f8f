"""An evidence sentence as it stands in an answer: its words untouched, its speaker named.

What is put in is shown: "[Wang Yi] added" for "he added", "the minister [Wang Yi]",
a name and a colon before floating words, a missing quotation mark where the sentence was cut out of
a longer quotation.
"""

from __future__ import annotations

import re

from index.quotes.names import bare_name
from index.types import Speech
from rag.evidence import Evidence
from rag.words import words

_PRONOUNS = frozenset({"he", "she", "they"})
_SMALL = frozenset({"the", "a", "an", "of", "and", "for"})
NAMED_WITHIN = 25  # words from the start in which a "who" question must find its name


def quoted_sentence(evidence: Evidence, *, name_first: bool = False) -> str:
    """The sentence ready to be shown.

    Args:
        evidence: the sentence and its speaker.
        name_first: the reader asked who, so a name far down is also put first.
    """
    text = evidence.text
    speech = evidence.speech
    floats = True
    if speech and (mention := _first_mention(evidence, speech)):
        start, end = (at - evidence.sentence.start for at in mention)
        if 0 <= start < end <= len(text):
            if not text.startswith(speech.speaker, start):  # "A spokesperson" is part of more
                text = f"{text[:start]}{_named(text[start:end], speech)}{text[end:]}"
            floats = False
    text = _finished(closed(" ".join(text.split())))
    if speech and (floats or not _names(text, speech.speakers)):
        return f"{speech.speaker[0].upper()}{speech.speaker[1:]}: {text}"
    if speech and name_first and not _names(_opening(text), speech.speakers):
        return f"{speech.speaker[0].upper()}{speech.speaker[1:]}: {text}"
    return text


def _first_mention(evidence: Evidence, speech: Speech) -> tuple[int, int] | None:
    """Where the sentence first names the speaker: "He answered: taxes, he said, …"."""
    own = [said.mention for said in evidence.sentence.speeches if said.speakers == speech.speakers]
    return min((place for place in [speech.mention, *own] if place), default=None)


def _named(mention: str, speech: Speech) -> str:
    """A pronoun replaced by "[Wang Yi]", an office followed by it, a name left as it is."""
    if mention.lower() in _PRONOUNS:
        return f"[{speech.speaker}]"
    return mention if _names(mention, speech.speakers) else f"{mention} [{speech.speaker}]"


def _names(text: str, speakers: tuple[str, ...]) -> bool:
    held = set(words(text)) - _SMALL
    return all(held & set(words(bare_name(name))) for name in speakers)


def _opening(text: str) -> str:
    return " ".join(text.split()[:NAMED_WITHIN])


def closed(text: str) -> str:
    """The text with the quotation mark that fell off when its sentence was cut out."""
    opened, closed = text.count("“"), text.count("”")
    if opened < closed:
        return "“" + text
    if opened > closed:
        return text + "”"
    inside = False
    for mark in re.finditer('"', text) if text.count('"') % 2 else ():
        if not inside and mark.start() and text[mark.start() - 1] not in " ([":
            return '"' + text  # it closes what was opened before the sentence
        inside = not inside
    return text + '"' if inside else text


def _finished(text: str) -> str:
    return text if re.search(r"[.!?…][\"'”’)\]]*$", text) else text + "."

"""Where reported words begin and end: behind "in a statement", before ", according to X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.quotes.cues import REPORTING
from index.quotes.speaking import child_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST_PLACE = 10  # tokens between a verb and its "that"


def passes_on(clause: Token) -> bool:
    """Whether what looks like a clause reported tells who reports it: "…, the Post reported"."""
    subject = child_of(clause, "nsubj")
    named = subject is not None and subject.pos_ == "PROPN" and subject.i < clause.i
    start = clause.left_edge.i
    opened = start and (clause.doc[start - 1].text == "," or clause.doc[start].text == ",")
    plain = not any(child.dep_ in {"mark", "cc", "ccomp"} for child in clause.children)
    return bool(named and opened and plain) and clause.lower_ in REPORTING


def before_next_report(doc: Doc, first: int, last: int) -> int:
    """Where the words end: before ", adding that …" or ", according to X"."""
    for token in doc[first + 2 : last]:
        reports = token.tag_ == "VBG" and token.lower_ in REPORTING
        if reports and doc[token.i - 1].text == ",":
            return before_source(doc, first, token.i)
    return before_source(doc, first, last)


def before_source(doc: Doc, first: int, last: int) -> int:
    """Where the words end before ", according to X"; what goes on behind it is theirs."""
    for token in doc[first + 1 : last]:
        closed = doc[token.i - 1].text in {'"', "'"}
        comma = doc[token.i - 1 - closed].text == ","
        if token.lower_ == "according" and comma and not _amid(token, last):
            return token.i
    return last


def _amid(according: Token, last: int) -> bool:
    """Whether the words go on behind "according to X": "that, according to X, it was safe"."""
    behind = according.right_edge.i + 1
    return behind + 1 < last and according.doc[behind].text == ","


def after_place(doc: Doc, first: int) -> int:
    """Where the words begin after "in a statement", "at a rally": at the "that"."""
    if doc[first].pos_ == "ADP":
        near = doc[first : first + _LONGEST_PLACE]
        return next((t.i for t in near if t.lower_ == "that" and t.tag_ == "IN"), first)
    return first

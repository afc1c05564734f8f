"""Quotation marks around another's words in what somebody says: "mocked his promise that “…”"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.quotes.cues import CLAUSE, OBJECT, QUOTED_OBJECT, REPORTING
from index.quotes.nouns import CLAIMS, UTTERANCES
from index.quotes.speaking import child_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_ANSWERING = frozenset("respond reply react confirm deny reject dismiss refute repeat".split())
_OWNERS = frozenset({"poss", "compound"})


def borrows(verb: Token) -> bool:
    """Whether a quotation in the words of a verb is of somebody whom it judges or answers.

    "accused Lang of saying “…”", "criticised Lang for calling it “…”", "responded to Lang's
    claim that “…”"; not "dismissed Lang's claim as “…”".
    """
    base = REPORTING[verb.lower_]
    judges = base in OBJECT | _ANSWERING | (QUOTED_OBJECT - CLAUSE)
    if not judges and child_of(verb, "ccomp") is not None:
        return False
    marks = [token for token in verb.subtree if token.text == '"' and token.i > verb.i]
    if not marks:
        return False
    before = [token for token in verb.doc[verb.i + 1 : marks[0].i] if verb in token.ancestors]
    if any(token.lower_ == "as" and token.head.i == verb.i for token in before):
        return False
    if any(_says(token) for token in before) and judges:
        return True
    uttered = next((token.i for token in before if _utters(token)), len(verb.doc))
    return any(token.lower_ == "that" and token.i > uttered for token in before)


def _says(token: Token) -> bool:
    """The "saying" of "for saying" and "a post saying", the "said" of "who said"."""
    if REPORTING.get(token.lower_) not in CLAUSE | OBJECT:
        return False
    if token.dep_ in {"acl", "relcl"}:
        subject = child_of(token, "nsubj")
        return subject is None or subject.tag_ in {"WP", "WDT"}
    return token.dep_ == "pcomp" and token.tag_ == "VBG" and token.head.lower_ != "by"


def _utters(token: Token) -> bool:
    """The "claim" of "Lang's claim that"."""
    owned = any(child.dep_ in _OWNERS and child.i < token.i for child in token.children)
    return token.lower_ in CLAIMS or (owned and token.lower_ in UTTERANCES)

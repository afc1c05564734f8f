"""Verbs of speech in a parsed sentence that report somebody's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from index.quotes.cues import CUES, REPORTING, WEAK
from index.quotes.nouns import MEASURES
from index.quotes.speaking import can_speak
from index.quotes.subjects import subjects_by
from index.quotes.unsaid import unsaid

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Outside = Callable[["Token"], bool]


def reporting_verbs(doc: Doc, outside: Outside) -> Iterator[tuple[Token, list[Token]]]:
    """Verbs that report somebody's words with whoever speaks by them, main clause first."""
    if doc and doc[-1].text == "?" and outside(doc[-1]):
        return  # it is asked whether somebody said it
    verbs = [
        token
        for token in doc
        if token.pos_ in {"VERB", "AUX"} and token.lower_ in REPORTING and outside(token)
    ]
    for verb in sorted(verbs, key=_depth):
        if not unsaid(verb) and (subjects := subjects_by(verb)):
            yield verb, subjects


def is_speech(verb: Token, has_quotation: bool) -> bool:
    """Whether somebody speaks by the verb, whatever follows it: not "expected 200 guests"."""
    base = CUES.get(verb.lower_)
    return base is not None and (base not in WEAK or has_quotation or _has_clause(verb))


def is_aside(verb: Token) -> bool:
    """Whether a subordinate clause reports the speech: "after Lang said", "which Lang praised"."""
    for clause in (verb, *verb.ancestors):
        opening = {child.lower_ for child in clause.children if child.dep_ in {"mark", "advmod"}}
        if clause.dep_ in {"relcl", "acl"} or (clause.dep_ == "advcl" and opening - {"as"}):
            return True
    return False


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _has_clause(verb: Token) -> bool:
    return any(
        child.dep_ in {"ccomp", "xcomp"} or (child.dep_ == "prep" and child.lower_ == "for")
        for child in verb.children
    )


def sources_of(doc: Doc) -> list[Token]:
    """Whom or what "according to" names, several where they are joined.

    Rules and measures that nobody utters are left out, and so is "A or B".
    """
    for token in doc:
        if token.lower_ == "according" and token.i + 1 < len(doc):
            to = doc[token.i + 1]
            for child in to.children if to.lower_ == "to" else ():
                if child.dep_ == "pobj":
                    return _joint_sources(child)
    return []


def _joint_sources(source: Token) -> list[Token]:
    joined = [each for each in source.conjuncts if can_speak(each) and each.i > source.i]
    either = any(child.lower_ == "or" for each in (source, *joined) for child in each.children)
    return [] if source.lower_ in MEASURES or either else [source, *joined]

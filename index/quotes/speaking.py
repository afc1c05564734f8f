"""Who can speak in a parsed sentence, and which words name them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.quotes.nouns import SPEAKING_NOUNS, STUDIES
from index.quotes.phrases import PRONOUNS, noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token


def child_of(token: Token, dependency: str) -> Token | None:
    return next((child for child in token.children if child.dep_ == dependency), None)


def apposed(token: Token) -> Token:
    """The name beside an office: "his counterpart, Sergey Lavrov" → Lavrov."""
    if token.pos_ == "PROPN":  # "the Swans forward Bella Smith"
        beside = (c for c in token.children if c.dep_ == "appos" and c.ent_type_ == "PERSON")
        return next((c for c in beside if c.left_edge.i == token.i + 1), token)
    own = (c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN")
    behind = (
        c
        for c in token.subtree
        if c.dep_ == "appos" and c.ent_type_ == "PERSON" and c.pos_ == "PROPN"
    )
    return next(own, None) or next(behind, token)


def can_speak(token: Token) -> bool:
    if token.pos_ == "PROPN":
        return token.ent_type_ not in {"DATE", "TIME", "EVENT"}
    return token.lower_ in PRONOUNS or token.lower_ in SPEAKING_NOUNS


def gives_evidence(token: Token) -> bool:
    """Whether a subject of "shows" or "suggests" is somebody, or a study that somebody made."""
    return can_speak(token) or token.pos_ == "PRON" or token.lower_ in STUDIES


def mention_span(subjects: Sequence[Token]) -> tuple[int, int]:
    phrases = [noun_phrase(subject) for subject in subjects]
    return min(p.start_char for p in phrases), max(p.end_char for p in phrases)

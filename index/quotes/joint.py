"""Those who speak together: "Falk and Marsh", "Falk, along with Marsh", a joint statement.

"Falk or Marsh" is neither of them. Not handled: two verbs of speech over one clause ("Falk
said, and Marsh agreed, that …").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.quotes.speaking import apposed, can_speak, child_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOGETHER = (("together", "with"), ("along", "with"), ("jointly", "with"), ("as", "well", "as"))
_NEAR = 10  # tokens, an office among them, between a name and "along with"
_IN_NAMES = frozenset("compound det amod poss case nmod nummod".split())
_SIGNED = frozenset(
    """statement declaration communique communiqué letter article op-ed appeal message
    release""".split()
)


def joint(subject: Token | None) -> list[Token]:
    """A subject and those joined to it; none where it is one or the other."""
    if subject is None:
        return []
    every = [subject, *subject.conjuncts]
    if any(child.lower_ == "or" for each in every for child in each.children):
        return []
    every = [apposed(each) for each in every]
    beside = [each for each in map(apposed, _beside(subject)) if each not in every]
    first = bool(beside) and beside[0].i < subject.i
    every = [*beside, *every] if first else [*every, *beside]
    return every if can_speak(apposed(subject)) else _speaking(every, apposed(subject))


def partners(verb: Token) -> list[Token]:
    """Whose joint statement it is beside the speaker's: "in a joint statement with Lena Marsh"."""
    for paper in verb.subtree:
        behind = paper.doc[paper.i + 1 : paper.i + 2]
        shared = any(child.lower_ == "joint" for child in paper.children)
        if paper.lower_ in _SIGNED and shared and behind.text.lower() == "with":
            partner = child_of(behind[0], "pobj")
            return [apposed(each) for each in (partner, *partner.conjuncts)] if partner else []
    return []


def _speaking(every: list[Token], first: Token) -> list[Token]:
    return [each for each in every if each is first or can_speak(each)]


def _beside(subject: Token) -> list[Token]:
    """The Marsh of "Falk, along with Marsh, said" and "Falk as well as Marsh said"."""
    doc = subject.doc
    for at in range(subject.i + 1, min(len(doc), subject.i + _NEAR)):
        if doc[at].pos_ in {"VERB", "AUX"}:
            break
        if length := _together_at(doc[at]):
            return _named_from(doc[at + length - 1])
    left = subject.left_edge.i
    for at in range(max(0, left - 3), left):
        length = _together_at(doc[at])
        if length and at + length == left and at:
            other = doc[at - 2] if doc[at - 1].text == "," and at > 1 else doc[at - 1]
            return [other] if can_speak(other) else []
    return []


def _together_at(token: Token) -> int:
    """How many words say "together with" from a token on; none, mostly."""
    words = tuple(each.lower_ for each in token.doc[token.i : token.i + 3])
    return next((len(each) for each in _TOGETHER if words[: len(each)] == each), 0)


def _named_from(preposition: Token) -> list[Token]:
    """The name or office that follows, with those joined to it."""
    doc, at = preposition.doc, preposition.i + 1
    while at + 1 < len(doc) and doc[at].dep_ in _IN_NAMES and doc[at].head.i > at:
        at += 1
    found = doc[at : at + 1]
    named = [each for token in found for each in (token, *token.conjuncts) if each.i >= at]
    return [each for each in named if can_speak(each)]

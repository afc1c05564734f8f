"""Verbs of speech by which nothing is said: "never said", "denied a report that he had said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.quotes.nouns import CLAIMS
from index.quotes.speaking import child_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODALS = frozenset("'ll 'd should would could may might must can will to".split())
_SELDOM = frozenset(
    """hardly barely scarcely rarely seldom longer neither nor nobody none allegedly supposedly
    purportedly""".split()
)
_DENYING = frozenset(
    """deny denies denied denying refute refutes refuted refuting reject rejects rejected rejecting
    dismiss dismisses dismissed dismissing dispute disputes disputed disputing doubt doubts doubted
    doubting disbelieve disbelieves disbelieved""".split()
)
_CLAUSES = frozenset({"ccomp", "xcomp", "conj", "advcl", "pcomp", "parataxis"})


def unsaid(verb: Token) -> bool:
    """Not said ("did not say"), only wished, asked after, supposed, denied to have been said or
    said to have been, in what somebody claims ("reports that she said")."""
    alike = verb.tag_ == "VB" or (verb.head.tag_ == "VBN" and child_of(verb, "nsubj") is None)
    if verb.dep_ == "conj" and (
        (alike and unsaid(verb.head)) or any(child.lower_ == "nor" for child in verb.head.children)
    ):
        return True  # "did not confirm or deny", "neither confirmed nor denied"
    told = verb.dep_ in {"ccomp", "xcomp"} and verb.head.i < verb.i
    if told and (verb.head.lower_ in _DENYING or _negated(verb.head)):
        return True  # "denied that she said", "nobody heard her say"
    subject = child_of(verb, "nsubj")
    before = subject.i if subject is not None and verb.tag_ != "VB" else 0
    return (
        _negated(verb)
        or _claimed(verb)
        or any(
            (child.dep_ == "aux" and child.lower_ in _MODALS)
            or (child.dep_ == "aux" and child.i < before)  # "Had she said"
            or (child.lower_ in {"what", "how", "whether", "if", "unless"} and child.i < verb.i)
            for child in verb.children
        )
    )


def _claimed(verb: Token) -> bool:
    """Whether it stands in what a report, a rumour or a claim holds: "a report that he said"."""
    clause = verb
    while clause.dep_ in _CLAUSES and clause.head.i < clause.i:
        clause = clause.head
    if clause.dep_ not in {"acl", "relcl"} or clause.head.lower_ not in CLAIMS:
        return False
    opening = [child for child in clause.children if child.lower_ == "that" and child.i < clause.i]
    return any(that.dep_ not in {"nsubj", "nsubjpass"} for that in opening)


def _negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in _SELDOM for child in verb.children)

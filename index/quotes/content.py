"""What a verb of speech reports: the stretch of its sentence that holds the words.

Grammar alone; where quotation marks bound the words is settled afterwards (bind.py). What
the parser takes for something else (a clause for an object, say) is missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.quotes.bounds import after_place, before_next_report, before_source, passes_on
from index.quotes.cues import (
    CLAUSE,
    DIRECT_ONLY,
    INFINITIVE,
    NEEDS_CLAUSE,
    OBJECT,
    PARTICLES,
    QUOTED_OBJECT,
    REPORTING,
    TO_HEARERS,
)
from index.quotes.subjects import quoted_by, whom_quoted

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PUNCTUATION = frozenset(",.;:!?-–—…\"“”«»„'‘’") | {"--", "...", "''", "``"}
_CLAUSES = frozenset({"ccomp", "xcomp"})
_OBJECTS = frozenset({"dobj", "prep", "oprd", "acomp", "dative", "attr", "xcomp", "ccomp", "pobj"})
_NEAR = 8  # tokens between a verb and a subject behind it
_AS_REPORTED = frozenset(
    """say report note tell explain observe suggest point write argue acknowledge warn predict
    recall admit describe state""".split()
)
_NAMING = frozenset({"nsubj", "nsubjpass", "auxpass", "aux"})
_AUXILIARIES = frozenset({"aux", "auxpass", "neg"})


@dataclass(frozen=True)
class Clause:
    """A reporting clause and the words it reports, ``[start, end)`` in characters.

    ``before`` tells that the words stand before the clause, or around it; ``if_quoted`` that
    they are reported only if they stand between quotation marks.
    """

    start: int
    end: int
    content: tuple[int, int] | None
    before: bool = False
    if_quoted: bool = False


def reporting_clause(verb: Token, subjects: Sequence[Token]) -> Clause:
    """The clause that a verb of speech and its subject make, and what it reports."""
    doc = verb.doc
    first, last = _clause_tokens(verb, subjects)
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    base = REPORTING[verb.lower_]
    if base in DIRECT_ONLY or whom_quoted(verb) is not None:
        return Clause(start, end, None)
    if found := _around(verb, first, last):
        return Clause(start, end, _characters(doc, *found), True)
    names_hearer = base in OBJECT and base not in CLAUSE - {"ask", "call", "describe"}
    object_first = _object_after(verb) if names_hearer and _has_hearer(verb) else None
    after = object_first or _clause_after(verb)
    if_quoted = after is None and base not in OBJECT - NEEDS_CLAUSE
    after = after or _object_after(verb)
    if after is None and (found := _as_said(verb, first, last)):
        return Clause(start, end, _characters(doc, *found), True)
    return Clause(start, end, _characters(doc, *after) if after else None, False, if_quoted)


def _clause_tokens(verb: Token, subjects: Sequence[Token]) -> tuple[int, int]:
    """The first and last token of subject, auxiliaries and verb together."""
    if (quoting := quoted_by(verb)) is not None:  # "Orlov was quoted as saying"
        before = [c.left_edge.i for c in quoting.children if c.i < quoting.i and c.dep_ in _NAMING]
        return min([quoting.i, *before]), verb.i
    own = [c.i for c in verb.children if c.dep_ in _AUXILIARIES and c.i < verb.i]
    near = [s for s in subjects if _is_own(verb, s)]
    first = min([verb.i, *own, *(_whole(s).left_edge.i for s in near if s.i < verb.i)])
    last = max([verb.i, *(s.i for s in near if s.i > verb.i)])
    return first, last


def _whole(subject: Token) -> Token:
    """The office beside which a name stands: of "its director, Luc Arnaud", the director."""
    above = (token for token in subject.ancestors if token.dep_ in {"nsubj", "nsubjpass"})
    return next(above, subject) if subject.dep_ == "appos" else subject


def _is_own(verb: Token, subject: Token) -> bool:
    """Whether a verb has the subject to itself, not from the verb that it hangs on."""
    head = _whole(subject)
    while head.dep_ == "conj":
        head = head.head
    beside = abs(subject.i - verb.i) == 1 or 0 < subject.i - verb.i < _NEAR
    return head.head.i == verb.i or beside


def _around(verb: Token, first: int, last: int) -> tuple[int, int] | None:
    """All of the sentence besides a reporting clause that stands behind or amid the words."""
    doc = verb.doc
    if first < 2 or not doc[first - 1].is_punct:
        return None
    if verb.dep_ == "parataxis" and verb.head.i != verb.i:
        return 0, (len(doc) if verb.head.i > verb.i else first)
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
    if clause is not None and doc[first - 1].text in {":", ";"}:
        return None  # "And it tracks: most say that …"
    if clause is None:
        # A headline's words may have no verb: "Beaches too dirty to swim, study finds".
        return (0, first) if doc[first - 1].text == "," and last == len(doc) - 1 else None
    # What stands before it in the same sentence belongs to the words as well.
    return (0 if verb.dep_ == "ROOT" else clause.left_edge.i), first


def _as_said(verb: Token, first: int, last: int) -> tuple[int, int] | None:
    """All of the sentence besides "as Berg said"."""
    doc = verb.doc
    opening = doc[first - 1] if first else None
    reports = REPORTING[verb.lower_] in _AS_REPORTED
    if opening is None or opening.lower_ != "as" or verb.dep_ != "advcl" or not reports:
        return None
    if first == 1:  # "As Berg said, …"
        return verb.right_edge.i + 1, len(doc)
    closing = doc[verb.right_edge.i]
    at_end = closing.i + 1 >= len(doc) or doc[closing.i + 1].text in {".", "!"}
    return 0, (first - 1 if at_end else len(doc))


def _has_hearer(verb: Token) -> bool:
    """Whether somebody stands between the verb and a clause, or is called something."""
    found = {c.dep_ for c in verb.children if c.i > verb.i}
    return bool(found & {"dobj", "dative"} and found & {"xcomp", "ccomp", "oprd"})


def _clause_after(verb: Token) -> tuple[int, int] | None:
    """The clause behind the verb: "that it was safe", "to go", "it was safe"."""
    base = REPORTING[verb.lower_]
    if base not in CLAUSE:
        return None
    clauses = [
        c
        for c in verb.children
        if c.dep_ in _CLAUSES and c.right_edge.i > verb.i and (_is_finite(c) or base in INFINITIVE)
    ]
    clauses = [clause for clause in clauses if clause is clauses[0] or not passes_on(clause)]
    if not clauses:
        return _told_that(verb)
    first = after_place(verb.doc, max(min(clause.left_edge.i for clause in clauses), verb.i + 1))
    if (
        verb.dep_ == "advcl"
        and verb.doc[first].lower_ == "that"
        and verb.nbor(first - verb.i - 1).text == ","
    ):
        return None  # the main clause's: "said, after the paper reported leaks, that …"
    last = max(clause.right_edge.i for clause in clauses) + 1
    return first, before_next_report(verb.doc, first, last)


def _told_that(verb: Token) -> tuple[int, int] | None:
    """The "that" clause of "reminded the board that", which looks like one about the board."""
    if REPORTING[verb.lower_] not in TO_HEARERS:
        return None
    hearers = (c for c in verb.children if c.dep_ in {"dobj", "dative"} and c.i > verb.i)
    for hearer in hearers:
        for clause in hearer.children:
            if clause.dep_ in {"relcl", "acl"} and clause.left_edge.lower_ == "that":
                return clause.left_edge.i, clause.right_edge.i + 1
    return None


def _is_finite(clause: Token) -> bool:
    """Whether a clause has a verb with a tense, or a question word: not "to go", "him besting"."""
    if clause.tag_ in {"VBD", "VBZ", "VBP"}:
        return True
    return any(
        (c.dep_ in {"aux", "auxpass", "cop"} and c.tag_ in {"MD", "VBD", "VBZ", "VBP"})
        or c.tag_ in {"WRB", "WP", "WDT"}
        or (c.dep_ == "mark" and c.lower_ in {"that", "whether", "if"})
        for c in clause.children
    )


def _object_after(verb: Token) -> tuple[int, int] | None:
    """What stands behind a verb like "accused" or "called": whom, and of what."""
    base = REPORTING[verb.lower_]
    particles = {c.lower_ for c in verb.children if c.dep_ in {"prt", "prep"} and c.i > verb.i}
    if base not in OBJECT | QUOTED_OBJECT and not particles & PARTICLES.get(base, frozenset()):
        return None
    objects = [c for c in verb.children if c.dep_ in _OBJECTS and c.i > verb.i]
    if not objects:
        return None
    first = min(objects, key=lambda each: each.left_edge.i)
    start = first.left_edge.i
    if base in PARTICLES and first.lower_ in PARTICLES[base]:
        start = first.i + 1
    start = after_place(verb.doc, max(start, verb.i + 1))
    last = max(each.right_edge.i for each in objects) + 1
    return start, before_source(verb.doc, start, last)


def _characters(doc: Doc, first: int, last: int) -> tuple[int, int] | None:
    """Tokens as characters, without punctuation at either end."""
    while first < last and (doc[first].text in _PUNCTUATION or doc[first].is_space):
        first += 1
    while last > first and (doc[last - 1].text in _PUNCTUATION or doc[last - 1].is_space):
        last -= 1
    return (doc[first].idx, doc[last - 1].idx + len(doc[last - 1])) if last > first else None

"""Verbs of speech in a parsed sentence and who speaks by them, as grammar tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from index.quotes.cues import CUES, WEAK
from index.quotes.people import PRONOUNS, noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SPEAKING_NOUNS = frozenset(
    """minister ministers president presidents spokesperson spokesman spokeswoman spokespeople
        official officials diplomat diplomats leader leaders secretary chancellor ambassador
        envoy analyst analysts expert experts source sources police ministry government
        statement readout agency embassy kremlin department critics allies sides side two both
        countries nations ministries governments lawyers lawyer lawmakers lawmaker senator
        senators governor mayor chief director chairman chairwoman author authors researcher
        researchers scientists scientist company companies firm group groups council commission
        party court judge prosecutors prosecutor organisation organization union neighbors
        neighbours residents witnesses witness people man woman mother father family team coach
        manager player professor doctor report reports study survey document letter counterpart
        colleague reporter journalist editor writer economist economists investigators
        regulators regulator campaign administration""".split()
)
_MODALS = frozenset("should would could may might must can will to".split())
_SELDOM = frozenset("hardly barely scarcely rarely seldom longer neither nor nobody none".split())
Outside = Callable[["Token"], bool]


def verbs_of_speech(
    doc: Doc, outside: Outside, has_quotation: bool
) -> Iterator[tuple[Token, list[Token]]]:
    """Verbs of speech with their subjects, the main clause's first."""
    verbs = [
        token
        for token in doc
        if token.pos_ in {"VERB", "AUX"} and token.lower_ in CUES and outside(token)
    ]
    if doc and doc[-1].text == "?" and outside(doc[-1]):
        return  # it is asked whether somebody said it
    for verb in sorted(verbs, key=_depth):
        if _unsaid(verb):
            continue
        if CUES[verb.lower_] in WEAK and not (has_quotation or _has_clause(verb)):
            continue
        if subjects := _subjects(verb):
            yield verb, subjects


def is_aside(verb: Token) -> bool:
    """Whether a subordinate clause reports the speech: "after Lang said", "which Lang praised"."""
    for clause in (verb, *verb.ancestors):
        opening = {child.lower_ for child in clause.children if child.dep_ in {"mark", "advmod"}}
        if clause.dep_ in {"relcl", "acl"} or (clause.dep_ == "advcl" and opening - {"as"}):
            return True
    return False


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _unsaid(verb: Token) -> bool:
    """Not said ("did not say"), only wished, asked after, supposed or denied to have been said."""
    if verb.dep_ == "conj" and verb.tag_ == "VB" and _unsaid(verb.head):
        return True  # "did not confirm or deny"
    if verb.dep_ in {"ccomp", "xcomp"} and verb.head.i < verb.i:
        denied = CUES.get(verb.head.lower_) in {"deny", "refute", "reject"}
        if denied or _negated(verb.head):
            return True  # "denied that she said", "nobody heard her say"
    subject = child_of(verb, "nsubj")
    before = subject.i if subject is not None and verb.tag_ != "VB" else 0
    return _negated(verb) or any(
        (child.dep_ == "aux" and child.lower_ in _MODALS)
        or (child.dep_ == "aux" and child.i < before)  # "Had she said"
        or (child.lower_ in {"what", "how", "whether", "if", "unless"} and child.i < verb.i)
        for child in verb.children
    )


def _negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in _SELDOM for child in verb.children)


def _has_clause(verb: Token) -> bool:
    return any(
        child.dep_ in {"ccomp", "xcomp"} or (child.dep_ == "prep" and child.lower_ == "for")
        for child in verb.children
    )


def _subjects(verb: Token) -> list[Token]:
    """Who speaks: the subject and those joined to it, or whoever is quoted."""
    if CUES[verb.lower_] in {"quote", "cite"} and child_of(verb, "nsubj") is not None:
        # "Interfax quoted Lang as saying": the words are Lang's.
        return (
            _speakers(child_of(verb, "dobj"))
            if any(c.lower_ == "as" for c in verb.children)
            else []
        )
    return _subjects_of(verb)


def _subjects_of(verb: Token) -> list[Token]:
    subject = _inverted(verb) or child_of(verb, "nsubj")
    if subject is None and verb.lower_ == "quoted":
        subject = child_of(verb, "nsubjpass")
    if subject is None:
        shares = verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}
        return _subjects_of(verb.head) if shares else []
    if subject.lower_ == "who" and verb.dep_ == "relcl":
        subject = verb.head
    if any(child.lower_ in {"neither", "nor", "not"} for child in subject.children):
        return []  # "Neither Lang nor Ruiz said"
    return _speakers(subject)


def _speakers(subject: Token | None) -> list[Token]:
    if subject is None:
        return []
    return [_apposed(each) for each in (subject, *subject.conjuncts) if can_speak(_apposed(each))]


def child_of(token: Token, dependency: str) -> Token | None:
    return next((child for child in token.children if child.dep_ == dependency), None)


def _inverted(verb: Token) -> Token | None:
    """The name in "…, said Elena Ruiz, …", which the parser may take for what follows it."""
    doc, at = verb.doc, verb.i
    if verb.lower_ not in {"said", "says"} or not at or doc[at - 1].text not in {",", "”", '"'}:
        return None
    end = at + 1
    while end < len(doc) and doc[end].pos_ == "PROPN":
        end += 1
    closed = end < len(doc) and doc[end].text in {",", ".", "“", '"', ":"}
    named = closed and end > at + 1 and doc[end - 1].ent_type_ == "PERSON"
    return doc[end - 1] if named else None


def _apposed(token: Token) -> Token:
    """The name beside an office: "his counterpart, Sergey Lavrov" → Lavrov."""
    named = (c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN")
    return token if token.pos_ == "PROPN" else next(named, token)


def can_speak(token: Token) -> bool:
    if token.pos_ == "PROPN":
        return token.ent_type_ not in {"DATE", "TIME", "EVENT"}
    return token.lower_ in PRONOUNS or token.lower_ in SPEAKING_NOUNS


def mention_span(subjects: Sequence[Token]) -> tuple[int, int]:
    phrases = [noun_phrase(subject) for subject in subjects]
    return min(p.start_char for p in phrases), max(p.end_char for p in phrases)


def source_of(doc: Doc) -> Token | None:
    for token in doc:
        if token.lower_ == "according":
            for child in token.subtree:
                if child.dep_ == "pobj" and child.i > token.i:
                    return child
    return None

"""Verbs of speech in a parsed sentence and who speaks by them, as grammar tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from index.quotes.cues import CUES, REPORTING, TO_HEARERS, WEAK
from index.quotes.nouns import MEASURES, OFFICE_NOUNS, SPEAKING_NOUNS, STUDIES
from index.quotes.phrases import PRONOUNS, noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MODALS = frozenset("'ll 'd should would could may might must can will to".split())
_SELDOM = frozenset("hardly barely scarcely rarely seldom longer neither nor nobody none".split())
_CLOSING_MARKS = frozenset({"”", '"', "''", "’", "'"})
_BEFORE_CLOSING = frozenset({",", "?", "!", ".", "…", "-", "—", "–"})
_IN_NAMES = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
_AFTER_NAMES = frozenset(
    {",", ".", "“", '"', ":", ";", "of", "in", "at", "from", "for", "who", "on"}
)
_QUOTING = frozenset({"quote", "cite"})
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "'s"})
_READERS = frozenset({"you", "we", "i"})  # the writer's, and whoever reads
_GOING_ON = frozenset(
    "went go goes going continued continues continue began begins took takes".split()
)
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
        if not _unsaid(verb) and (subjects := _subjects(verb)):
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


def _unsaid(verb: Token) -> bool:
    """Not said ("did not say"), only wished, asked after, supposed or denied to have been said."""
    alike = verb.tag_ == "VB" or (verb.head.tag_ == "VBN" and child_of(verb, "nsubj") is None)
    if verb.dep_ == "conj" and alike and _unsaid(verb.head):
        return True  # "did not confirm or deny", "has not criticised or condemned"
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
    if REPORTING[verb.lower_] in _QUOTING and _words_quoted(verb) is not None:
        return []  # "Interfax quoted Lang as saying": the saying is Lang's
    if (quoting := quoted_by(verb)) is not None:
        passive = child_of(quoting, "nsubjpass")
        return _joint(passive if passive is not None else child_of(quoting, "dobj"))
    return _subjects_of(verb)


def quoted_by(verb: Token) -> Token | None:
    """The "quoted" of "was quoted as saying", given the "saying"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as":
        return None
    quoting = verb.head.head
    return quoting if REPORTING.get(quoting.lower_) in _QUOTING else None


def _words_quoted(verb: Token) -> Token | None:
    """The "saying" of "quoted him as saying"."""
    phrases = (child for child in verb.children if child.lower_ == "as")
    return next((said for phrase in phrases if (said := child_of(phrase, "pcomp"))), None)


def _subjects_of(verb: Token) -> list[Token]:
    if _is_passive(verb):
        agent = child_of(verb, "agent")
        return _joint(child_of(agent, "pobj")) if agent is not None else []
    subject = _adjacent(verb) or _own_subject(verb)
    if subject is None:
        if not _shares_subject(verb):
            return _participles_noun(verb)
        shared = _subjects_of(_head_verb(verb))
        alive = [s for s in shared if gives_evidence(s) or s.lower_ in OFFICE_NOUNS]
        return alive if verb.dep_ == "advcl" else shared
    if subject.tag_ in {"WP", "WDT"} and verb.dep_ == "relcl":
        subject = _whom_it_means(subject, verb.head)
    if subject.lower_ in _READERS or any(_not_a_subject(child) for child in subject.children):
        return []
    return _joint(subject)


def _own_subject(verb: Token) -> Token | None:
    """Of several subjects the nearest: "which" is none in "the West, which he said had lied"."""
    found = [child for child in verb.children if child.dep_ == "nsubj"]
    named = [child for child in found if child.tag_ not in {"WP", "WDT"}]
    nearest = named or found
    return nearest[-1] if nearest else None


def _not_a_subject(child: Token) -> bool:
    """ "Neither Lang nor Ruiz said"; "Ohtani's predicted deal", which is no "Ohtani predicted"."""
    return child.lower_ in {"neither", "nor", "not"} or child.tag_ == "POS"


def _whom_it_means(relative: Token, head: Token) -> Token:
    """The "analysts" of "analysts at Needham, who said"."""
    person = (t for t in head.ancestors if t.pos_ == "NOUN")
    within = relative.lower_ == "who" and head.dep_ == "pobj" and head.ent_type_ == "ORG"
    return next(person, head) if within else head


def _is_passive(verb: Token) -> bool:
    if any(child.dep_ == "aux" and child.lower_ in _HAVE for child in verb.children):
        return child_of(verb, "auxpass") is not None
    return verb.tag_ == "VBN" and (
        verb.dep_ in {"acl", "amod", "advcl"}
        or any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
    )


def _shares_subject(verb: Token) -> bool:
    """Whether a verb has the subject of the one it hangs on: "left, saying that", "and added"."""
    if _head_verb(verb).pos_ not in {"VERB", "AUX"}:
        return False
    if verb.dep_ == "pcomp":
        return verb.head.lower_ in {"by", "in", "after", "before"}
    if verb.dep_ == "xcomp":
        return verb.head.lower_ in _GOING_ON
    if verb.dep_ == "advcl" and verb.tag_ == "VBG":
        return verb.i == 0 or verb.doc[verb.i - 1].pos_ not in {"NOUN", "PROPN"}
    return verb.dep_ == "conj"


def _head_verb(verb: Token) -> Token:
    """The verb that a participle hangs on: "began by saying" → began."""
    return verb.head.head if verb.dep_ == "pcomp" else verb.head


def _participles_noun(verb: Token) -> list[Token]:
    """The letter of "a letter saying that", the brother of "a call from her brother asking"."""
    if verb.tag_ != "VBG":
        return []
    if verb.dep_ == "acl":
        return [verb.head]
    before = verb.doc[verb.i - 1] if verb.i else verb
    person = before.pos_ == "PROPN" or before.lower_ in SPEAKING_NOUNS
    return [before] if verb.dep_ == "advcl" and person else []


def _joint(subject: Token | None) -> list[Token]:
    if subject is None:
        return []
    joint = [apposed(each) for each in (subject, *subject.conjuncts)]
    return joint if can_speak(joint[0]) else [j for j in joint if j is joint[0] or can_speak(j)]


def child_of(token: Token, dependency: str) -> Token | None:
    return next((child for child in token.children if child.dep_ == dependency), None)


def _adjacent(verb: Token) -> Token | None:
    """The name beside the verb in "…,” Elena Ruiz said" and "…, said Elena Ruiz, …".

    The parser may take another for the subject, out of the quotation or from behind.
    """
    return _just_before(verb) or _just_after(verb)


def _just_before(verb: Token) -> Token | None:
    doc, at = verb.doc, verb.i
    if not at or doc[at - 1].pos_ not in {"PROPN", "PRON"} or not doc[at - 1].is_alpha:
        return None
    start = at - 1
    while start > 0 and doc[start - 1].pos_ == "PROPN":
        start -= 1
    closed = start > 1 and doc[start - 1].text in _CLOSING_MARKS
    return doc[at - 1] if closed and doc[start - 2].text in _BEFORE_CLOSING else None


def _just_after(verb: Token) -> Token | None:
    doc, at = verb.doc, verb.i
    if not at or doc[at - 1].text not in {",", *_CLOSING_MARKS} or verb.tag_ == "VBG":
        return None
    own = child_of(verb, "nsubj")
    if doc[at - 1].text == "," and own is not None and own.i < at and own.pos_ != "NOUN":
        return None
    if REPORTING.get(verb.lower_) in TO_HEARERS | {"urge"}:
        return None  # "…, told Reuters"
    end = at + 1
    while end < len(doc) and (doc[end].pos_ in _IN_NAMES or doc[end].tag_ in {"PRP$", "POS"}):
        end += 1
    head = doc[end - 1]
    closed = end == len(doc) or doc[end].text in _AFTER_NAMES
    named = head.pos_ == "PROPN" or doc[at - 1].text in _CLOSING_MARKS or end == len(doc)
    return head if end > at + 1 and closed and named and head.pos_ in {"PROPN", "NOUN"} else None


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


def source_of(doc: Doc) -> Token | None:
    """Whom or what "according to" names, but for rules and measures that nobody utters."""
    for token in doc:
        if token.lower_ == "according" and token.i + 1 < len(doc):
            to = doc[token.i + 1]
            for child in to.children if to.lower_ == "to" else ():
                if child.dep_ == "pobj":
                    return None if child.lower_ in MEASURES else child
    return None

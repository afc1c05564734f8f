"""Who speaks by a verb of speech, as grammar tells: its subject, or whoever is quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.quotes.cues import REPORTING, TO_HEARERS
from index.quotes.joint import joint
from index.quotes.nouns import OFFICE_NOUNS, PEOPLE, SPEAKING_NOUNS
from index.quotes.phrases import PRONOUNS
from index.quotes.speaking import can_speak, child_of, gives_evidence

if TYPE_CHECKING:
    from spacy.tokens import Token

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


def subjects_by(verb: Token) -> list[Token]:
    """Who speaks: the subject and those joined to it, or whoever is quoted."""
    if REPORTING[verb.lower_] in _QUOTING and _words_quoted(verb) is not None:
        return []  # "Interfax quoted Lang as saying": the saying is Lang's
    if (quoting := quoted_by(verb)) is not None:
        passive = child_of(quoting, "nsubjpass")
        return joint(passive if passive is not None else child_of(quoting, "dobj"))
    if (quoted := whom_quoted(verb)) is not None:
        return joint(quoted)
    if REPORTING[verb.lower_] == "read":
        return [each for each in _subjects_of(verb) if not _reads_aloud(each)]
    return _subjects_of(verb)


def whom_quoted(verb: Token) -> Token | None:
    """The Falk of "Marsh quoted Falk: “…”"."""
    if REPORTING[verb.lower_] not in _QUOTING or _is_passive(verb):
        return None
    quoted = child_of(verb, "dobj")
    if quoted is None or not can_speak(quoted) or quoted.i + 1 >= len(verb.doc):
        return None
    return quoted if verb.doc[quoted.i + 1].text == ":" else None


def _reads_aloud(subject: Token) -> bool:
    """Whether somebody reads, as a rule what another wrote: not "a sign reads"."""
    return subject.pos_ == "PROPN" or subject.lower_ in PRONOUNS | PEOPLE


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
        return joint(child_of(agent, "pobj")) if agent is not None else []
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
    return joint(subject)


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
    if _heard(verb):
        return True
    if any(child.dep_ == "aux" and child.lower_ in _HAVE for child in verb.children):
        return child_of(verb, "auxpass") is not None
    return verb.tag_ == "VBN" and (
        verb.dep_ in {"acl", "amod", "advcl"}
        or any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
    )


def _heard(verb: Token) -> bool:
    """Whether "told that …" stands without a hearer: "Falk, told that it was shut, left"."""
    if REPORTING.get(verb.lower_) not in TO_HEARERS - {"warn"} or verb.tag_ not in {"VBD", "VBN"}:
        return False
    found = {child.dep_ for child in verb.children if child.i > verb.i}
    clause = child_of(verb, "ccomp")
    opened = clause is not None and any(child.lower_ == "that" for child in clause.children)
    return opened and not found & {"dobj", "dative", "prep"}


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

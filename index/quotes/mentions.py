"""Whom a name or an office stands for, and who else may be about that is never named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.quotes.names import BODIES
from index.quotes.nouns import AIDES, KIN, MEN, OFFICE_NOUNS, PEOPLE, WOMEN
from index.quotes.parsed import ParsedSentence
from index.quotes.people import People
from index.quotes.phrases import PRONOUNS, noun_phrase
from index.quotes.speaking import apposed

if TYPE_CHECKING:
    from spacy.tokens import Token

_DESCRIBING = frozenset({"appos", "attr", "compound", "nmod", "amod", "npadvmod"})


def person_of(token: Token, people: People) -> str | None:
    """The person that a name or an office stands for, None for anything else."""
    token = apposed(token)
    if token.pos_ == "PROPN" or is_surname(token, people):
        name = people.canonical(noun_phrase(token))
        return name if people.is_person(name) else None
    return holder_of(token, people)


def everyone(doc: Iterable[Token], people: People) -> list[str]:
    """All the people a sentence names, by name or office, each once."""
    found = (
        person_of(token, people)
        for token in doc
        if token.pos_ == "PROPN" or (token.pos_ == "NOUN" and token.dep_ not in _DESCRIBING)
    )
    return list(dict.fromkeys(name for name in found if name))


def main_person(sentence: ParsedSentence, people: People) -> str | None:
    """The one person whom the main clause is about."""
    subjects = (t for t in sentence.doc if is_subject(t) and t.head.dep_ == "ROOT")
    first = next(subjects, None)
    return person_of(first, people) if first is not None and not first.conjuncts else None


def holder_of(token: Token, people: People) -> str | None:
    """The one person whom an office stands for; "a minister" and "ministers" stand for nobody."""
    if token.lower_ not in OFFICE_NOUNS or token.lower_ in BODIES or token.tag_ == "NNS":
        return None
    phrase = noun_phrase(token)
    vague = phrase[0].lower_ in {"a", "an", "another", "one", "some", "any", "no", "every", "each"}
    owners = [child for child in token.children if child.dep_ == "poss"]
    named = any(owner.pos_ == "PROPN" for owner in owners)
    # "Their mother", "Berg's lawyer" is another than who is called so elsewhere.
    anothers = (owners and token.lower_ in KIN) or (named and token.lower_ in AIDES)
    return None if vague or anothers else people.by_office(phrase.text)


def is_surname(token: Token, people: People) -> bool:
    """Whether what the tagger takes for a noun is a name that the article gives in full."""
    alone = not any(child.dep_ in {"det", "amod"} for child in token.children)
    return token.text[:1].isupper() and alone and bool(people.may_be(token.text))


def strangers_in(words: Iterable[Token], people: People) -> frozenset[str]:
    """The pronouns that may mean somebody whom the article never names in full ("a driver")."""
    found: set[str] = set()
    for token in words:
        if token.pos_ == "PROPN" and _goes_on(token):
            continue  # its last word stands for a name
        named = token.pos_ == "PROPN" and (
            token.ent_type_ == "PERSON"
            or (not token.ent_type_ and is_subject(_first_of(token)))
            or _may_be_full_name(token)
        )
        role = _first_of(token)
        described = (
            role.dep_ in _DESCRIBING
            or token.head.lower_ == "as"
            or apposed(token) is not token
            or any(c.dep_ == "attr" and c.pos_ == "PROPN" for c in token.head.children)
        )
        if named or (token.lower_ in PEOPLE and not described):
            only = {"he"} if token.lower_ in MEN else {"she"} if token.lower_ in WOMEN else PRONOUNS
            found |= only if person_of(token, people) is None else set()
        elif token.pos_ == "PROPN" and is_subject(token) and person_of(token, people) is None:
            # A surname that several bear is one of them, whatever else it is taken for.
            found |= PRONOUNS if people.may_be(noun_phrase(token).text) else set()
    return frozenset(found)


def _may_be_full_name(token: Token) -> bool:
    """Whether what is taken for a body may be a foreign name: "Marek Novak met …"."""
    doc, at = token.doc, token.i
    pair = at > 0 and doc[at - 1].pos_ == "PROPN" and (at < 2 or doc[at - 2].pos_ != "PROPN")
    words = {doc[at - 1].lower_, token.lower_} if pair else set()
    body = token.ent_type_ != "ORG" or bool(words & BODIES) or not token.is_title
    return pair and not body and is_subject(_first_of(token))


def _goes_on(token: Token) -> bool:
    doc, at = token.doc, token.i + 1
    return at < len(doc) and doc[at].pos_ == "PROPN" and doc[at].dep_ != "appos"


def _first_of(token: Token) -> Token:
    """The first of those that "and" joins."""
    while token.dep_ == "conj":
        token = token.head
    return token


def is_subject(token: Token) -> bool:
    """Whether a token is a noun or name of which something is told."""
    return token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ in {"PROPN", "NOUN"}

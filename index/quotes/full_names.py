"""Which runs of proper nouns in an article are people's full names, and what describes them.

The entity recogniser takes many a name for a company's; so what the article says beside it
counts: a title, "the mayor" in apposition, an age, "Mrs Holt" or "Holt said" elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from index.quotes.bodies import Bodies
from index.quotes.cues import CUES
from index.quotes.given_names import pronoun_of
from index.quotes.names import BODIES, TITLES
from index.quotes.nouns import KIN, PEOPLE
from index.quotes.phrases import HONORIFICS, before_name, name_in, words_before, words_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

PLACES = frozenset(  # that are surnames or given names as well
    """washington paris london lincoln jordan israel georgia chad china jackson houston austin
    dallas sydney florence charlotte madison cleveland berlin india virginia carolina""".split()
)
_GEOGRAPHY = frozenset(  # before the name of a place that somebody bears as well
    """north south east west new old port fort mount lake saint st san santa los las el the upper
    lower great little cape camp river royal united""".split()
)
_AGE = re.compile(r",? \(?\d{1,2}\b(?!\d)")
_SHAPE = re.compile(r"[A-ZÀ-Þ][\w'’.]*(?:[ -]+[A-ZÀ-Þ][\w'’.]*){1,3}")


def is_full_name(run: Span, name: str, bodies: Bodies) -> bool:
    """Whether a run of proper nouns ends in a person's full name."""
    words = name.split()
    if not 2 <= len(words) <= 4 or any(word.lower() in TITLES for word in words):
        return False
    titled = bool((words_in(before_name(run, name)) | words_before(run)) & TITLES)
    given = pronoun_of(words[0]) is not None
    last = run[-1]
    if not (given or titled) and last.ent_type_ == "ORG" and bodies.mostly(words[0]):
        return False
    person = last.ent_type_ == "PERSON" and not bodies.mostly(name)
    speaks = last.dep_ == "nsubj" and last.head.lower_ in CUES and not last.ent_type_
    return person or titled or speaks or (given and words[-1].lower() not in BODIES)


def full_names_of(runs: Sequence[Span], surnames: set[str], bodies: Bodies) -> Iterator[str]:
    """Names whose last word is a surname that the article uses, or that it calls a person.

    Args:
        runs: all runs of proper nouns of the article.
        surnames: those of people already known, and lone names that speak or bear "Mrs".
        bodies: the bodies that the article names.
    """
    for run in runs:
        name = name_in(run)
        if name.isupper() or _SHAPE.fullmatch(name) is None:
            continue
        first, last = name.split()[0], re.split(r"[ -]", name)[-1]
        words = {word.lower() for word in name.split()}
        if words & (TITLES | BODIES | PLACES) or first.lower() in _GEOGRAPHY:
            continue
        if bodies.ends_a_body(last) or _with_article(run) or not _is_whole(run):
            continue
        borne = name.split()[-1] in surnames or last in surnames
        if " " in name and (borne or _is_described(run)):
            yield name


def surnames_used(runs: Sequence[Span]) -> set[str]:
    """Lone names with "Mr", "Mrs" or "Dr" before them."""
    return {
        name
        for run in runs
        if " " not in (name := name_in(run)) and words_in(before_name(run, name)) & HONORIFICS
    }


def _is_whole(run: Span) -> bool:
    """Whether its last two words are of one piece: not "Check Trump", nor a day or a place."""
    last = run[-1]
    before = run.doc[last.i - 1].ent_type_ if last.i else ""
    return last.ent_type_ in {"", "ORG", "PERSON"} and last.ent_type_ == before


def _with_article(run: Span) -> bool:
    """Whether "the" stands before it, as before no person's name alone."""
    return run.start > 0 and run.doc[run.start - 1].lower_ in {"the", "a", "an"}


def _is_described(run: Span) -> bool:
    """Whether it has an age, or is the mayor, a widow, somebody's son."""
    head = run[-1]
    if _AGE.match(run.doc.text, run.end_char) and head.ent_type_ != "GPE":
        return True
    if words_before(run) & KIN:
        return True
    nouns = [child for child in head.children if child.dep_ == "appos" and child.i > head.i]
    if head.dep_ == "nsubj":
        nouns += [child for child in head.head.children if child.dep_ == "attr"]
    return any(noun.lower_ in PEOPLE for noun in nouns)


def descriptions(doc: Doc) -> Iterator[tuple[Token, Token]]:
    """Nouns with the names they describe.

    "Ann Bo, the mayor of Delmar"; "The mayor of Delmar, Ann Bo"; "Ann Bo is a pastor";
    "The witness was Ann Bo".
    """
    for token in doc:
        noun, name = token, token.head
        if token.dep_ == "attr":
            name = next((c for c in token.head.children if c.dep_ == "nsubj"), token)
        elif token.dep_ != "appos":
            continue
        if token.pos_ == "PROPN":
            name, noun = token, name
        if noun.pos_ == "PROPN":  # the "Delmar" of "the mayor of Delmar, Ann Bo"
            noun = next((each for each in noun.ancestors if each.pos_ == "NOUN"), noun)
        if noun.pos_ == "NOUN" and name.pos_ == "PROPN":
            yield noun, name


def lone_speakers(runs: Iterable[Span]) -> Iterator[str]:
    """Single names that speak by a verb and are no place's or body's: "Berg said"."""
    for run in runs:
        name, last = name_in(run), run[-1]
        alone = len(run) == 1 and name.isalpha() and not name.isupper()
        speaks = last.dep_ == "nsubj" and last.head.lower_ in CUES
        known = {name.lower()} & (TITLES | BODIES | PLACES)
        if alone and speaks and not known and last.ent_type_ in {"PERSON", ""}:
            yield name

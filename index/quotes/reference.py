"""Whose words those of a reporting verb's subject are: a name, an office, a body, a pronoun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.quotes.mentions import everyone, holder_of, is_subject, is_surname
from index.quotes.names import TITLES
from index.quotes.nouns import OFFICE_NOUNS
from index.quotes.parsed import ParsedSentence
from index.quotes.people import People
from index.quotes.phrases import noun_phrase
from index.quotes.pronouns import antecedent, behind_its_words, leading_in, pronoun_in

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOOK_BACK_FOR_BODIES = 3  # sentences
_LOOK_BACK_FOR_TWO = 3
_BODY_NOUNS = frozenset(
    """company firm automaker carmaker maker manufacturer startup retailer airline bank agency
    organization organisation group team club chain platform publisher commission board council
    committee ministry department court union university party panel association foundation
    institute network newspaper magazine paper outlet studio league federation regulator
    watchdog""".split()
)
_LONGEST_PHRASE = 14  # words of a speaker without a name


def names_of(
    token: Token, sentence: ParsedSentence, before: Sequence[ParsedSentence], people: People
) -> tuple[str, ...]:
    """The speakers that a subject stands for; none where the text leaves it open."""
    if pronoun_in(token):
        name = antecedent(token, sentence, before, people)
        return (name,) if name else ()
    if token.lower_ == "they":
        return joint_subject(before[-1], people) if before else ()
    if _means_two(token):
        here = [each for each in sentence.narrated if each.i < token.i]
        return pair_before([*(list(each.doc) for each in before), here], people)
    if token.lower_ == "it" or is_body_noun(token):
        body = body_before(token, sentence, before, people)
        if body or token.lower_ == "it":
            return (body,) if body else ()
    if token.pos_ == "PRON" or token.tag_ in {"WP", "WDT", "EX"}:
        return ()
    if token.like_num or token.lower_ == "old":
        return ()  # of "six in 10 voters", "the 20-year-old"
    of = (child for child in token.children if child.dep_ == "prep")
    if any(each.lower_ == "whom" for child in of for each in child.children):
        return ()  # "most of whom"
    phrase = noun_phrase(token)
    if token.pos_ == "PROPN" or is_surname(token, people):
        alone = len(phrase) == 1 and token.lower_ in TITLES  # "Mayor calls plan a joke"
        return ((people.by_office(token.text) if alone else None) or people.canonical(phrase),)
    holder = holder_of(token, people)
    if holder and people.is_bare_office(phrase.text):
        last = next((names for each in reversed(before) if (names := leading_in(each, people))), [])
        return (holder,) if holder in last else (described(token),)
    return (holder or described(token),)


def described(token: Token) -> str:
    """A speaker without a name, with whom they speak for: "A spokesman for the ministry"."""
    phrase, doc = noun_phrase(token), token.doc
    end = phrase.end
    for child in token.children:
        whose = child.dep_ == "prep" and child.lower_ in {"for", "of", "from", "at", "in", "with"}
        if whose and child.i == end:
            end = child.right_edge.i + 1
    return doc[phrase.start : end].text if end - phrase.start <= _LONGEST_PHRASE else phrase.text


def is_body_noun(token: Token) -> bool:
    """Whether a subject is "the company", "the board" and no more."""
    phrase = noun_phrase(token)
    return token.lower_ in _BODY_NOUNS and len(phrase) == 2 and phrase[0].lower_ in {"the", "this"}


def body_before(
    token: Token, sentence: ParsedSentence, before: Sequence[ParsedSentence], people: People
) -> str | None:
    """The body that "the company" or "it" stands for: the only subject that can, looking back."""
    if token.lower_ != "it" and (named := people.bodies.by_noun(token.lower_)):
        return named
    if behind_its_words(token):
        here: list[Token] = []
    else:
        here = [each for each in sentence.narrated if each.i < token.i]
    nearest = 1 if token.lower_ == "it" else _LOOK_BACK_FOR_BODIES
    for words in (here, *(each.narrated for each in reversed(before[-nearest:]))):
        subjects = [
            t for t in words if is_subject(t) and (t.pos_ == "PROPN" or token.lower_ == "it")
        ]
        names = {people.canonical(noun_phrase(t)) for t in subjects}
        if names:
            only = names.pop() if len(names) == 1 else None
            return only if only and people.bodies.holds(only) else None
    return None


def _means_two(token: Token) -> bool:
    """Whether a subject is "both", "the two", "the two ministers"."""
    phrase = noun_phrase(token).text.lower()
    if phrase in {"both", "the two", "two", "the pair", "the duo"}:
        return True
    plural = token.tag_ == "NNS" and token.lower_.removesuffix("s") in OFFICE_NOUNS
    return plural and phrase.startswith(("the two ", "both "))


def joint_subject(earlier: ParsedSentence, people: People) -> tuple[str, ...]:
    """Those whom a sentence is about together, whom "they" means behind it: "Berg and Lund met".

    None where it tells of others whom "they" may mean as well.
    """
    subjects = [t for t in earlier.narrated if is_subject(t) and t.head.dep_ == "ROOT"]
    if not subjects or any(t.tag_ in {"NNS", "NNPS"} for t in earlier.doc):
        return ()
    joined = [subjects[0], *subjects[0].conjuncts]
    names = [people.canonical(noun_phrase(t)) for t in joined if t.pos_ == "PROPN"]
    return tuple(names) if len(names) == len(joined) > 1 else ()


def pair_before(before: Sequence[Sequence[Token]], people: People) -> tuple[str, ...]:
    """The two that the last sentence to name any is about: "Lavrov and Wang met", "Berg met Lund".

    None where it names more, or tells of somebody else.
    """
    for earlier in reversed(before[-_LOOK_BACK_FOR_TWO:]):
        subjects = [t for t in earlier if is_subject(t) and t.pos_ == "PROPN"]
        if not subjects:
            continue
        joint = [subjects[0], *subjects[0].conjuncts]
        names = [people.canonical(noun_phrase(each)) for each in joint]
        if len(names) == 1 and people.is_person(names[0]):
            names = everyone(earlier, people)
        return tuple(names) if len(names) == 2 else ()
    return ()

"""Whom "he" and "she" stand for: the only one who can, or nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.quotes.cues import CUES
from index.quotes.mentions import everyone, is_subject, person_of, strangers_in
from index.quotes.names import TITLES, same_person
from index.quotes.parsed import ParsedSentence
from index.quotes.people import People
from index.quotes.phrases import PRONOUNS
from index.quotes.speaking import child_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECTIVE = {"him": "he", "her": "she"}
_POSSESSIVES = {"his": "he", "her": "she"}


def antecedent(
    pronoun: Token, sentence: ParsedSentence, before: Sequence[ParsedSentence], people: People
) -> str | None:
    """The person a pronoun stands for: the only one who can, looking back sentence by sentence.

    Of several people in one sentence it is who speaks in it, or its subject if the article
    calls that one so. Those named only in reported words come last, and then only if they
    surely are called so. Else it stays open.
    """
    word = pronoun_in(pronoun) or pronoun.lower_
    groups: list[_Group] = []
    if not behind_its_words(pronoun):
        here = [token for token in sentence.narrated if token.i < pronoun.i]
        subjects = [token for token in reversed(here) if is_subject(token)]
        leading = [name for token in subjects if (name := person_of(token, people))]
        if not leading and any(_someone(token, people) for token in subjects):
            return None
        told = everyone(here, people)
        if leading or told:
            groups.append(_Group(leading, told, strangers_in(here, people)))
    for earlier in reversed([each for each in before if not each.is_furniture]):
        if word in earlier.called:
            same = earlier.called[word]
            groups.append(_Group([same] if same else []))
            break
        group = _people_of(earlier, people)
        if not group.leading and word in earlier.strangers:
            break
        groups.append(group)
    found = (each for group in groups if (each := _choose(group, word, people)) is not None)
    chosen = next(found, None)
    if chosen is None and not any(word in each.strangers for each in before):
        fitting = [name for name in people.everyone() if people.fits_pronoun(name, word)]
        chosen = _only(fitting, word, people)
    return chosen or None


def _people_of(sentence: ParsedSentence, people: People) -> _Group:
    """The people of an earlier sentence; of a question those who were asked it."""
    spoke = _spoke(sentence, people)
    leading = spoke or leading_in(sentence, people)
    told, reported = everyone(sentence.narrated, people), everyone(sentence.reported, people)
    if spoke and any(report.base == "ask" for report in sentence.reports):
        asked = [name for name in dict.fromkeys([*told, *reported]) if name not in spoke]
        if asked:
            return _Group([], asked, sentence.strangers, False, reported)
    return _Group(leading, told, sentence.strangers, bool(spoke), reported)


def pronoun_in(token: Token) -> str | None:
    """The "he" or "she" that a token is a form of."""
    if token.lower_ in PRONOUNS:
        return token.lower_
    return _OBJECTIVE.get(token.lower_) if token.dep_ in {"pobj", "dobj"} else None


def behind_its_words(pronoun: Token) -> bool:
    """Whether a pronoun says what stands before it: "…, she said"."""
    verb = pronoun.head
    words = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < pronoun.i), None)
    if words is None:
        return verb.dep_ == "parataxis"
    return not any(each.text in {":", ";"} for each in pronoun.doc[words.i : pronoun.i])


@dataclass(frozen=True)
class _Group:
    """The people of one sentence who may be meant, those it is about first.

    ``spoke`` tells that the leading ones speak in it; ``reported`` are those whom only the
    reported words name.
    """

    leading: list[str]
    named: list[str] = field(default_factory=list)
    strangers: frozenset[str] = frozenset()
    spoke: bool = False
    reported: list[str] = field(default_factory=list)


def _choose(group: _Group, word: str, people: People) -> str | None:
    """The one who is meant; empty where that stays open, None where nobody here can be."""
    leading = [name for name in dict.fromkeys(group.leading) if people.fits_pronoun(name, word)]
    named = [name for name in group.named if people.fits_pronoun(name, word)]
    if not leading and not named:
        reported = [name for name in group.reported if people.fits_pronoun(name, word)]
        return _only(reported, word, people)
    first = (leading or named)[0]
    others = [name for name in (*leading, *named) if not same_person(first, name)]
    if not others and (word not in group.strangers or (group.spoke and leading)):
        return first
    if not leading or any(name in others for name in leading):
        return ""
    return first if people.is_called(first, word) else ""


def _only(names: list[str], word: str, people: People) -> str | None:
    """The one of these names who surely is called so; empty where several may be."""
    if not names:
        return None
    first = names[0]
    one = all(same_person(first, name) for name in names)
    return first if one and people.surely_fits(first, word) else ""


def _spoke(sentence: ParsedSentence, people: People) -> list[str]:
    """Who speaks in a sentence, where it is one person."""
    names = list(dict.fromkeys(n for said in sentence.speeches for n in said.speakers))
    return names if len(names) == 1 and people.is_person(names[0]) else []


def leading_in(sentence: ParsedSentence, people: People) -> list[str]:
    """Who a sentence is about: its speakers and subject, else everyone it tells of."""
    spoke = [said.speakers[0] for said in sentence.speeches if len(said.speakers) == 1]
    leading = [*filter(people.is_person, spoke), *filter(None, [sentence.subject])]
    return leading or everyone(sentence.narrated, people)


def learn_pronouns(parsed: Sequence[ParsedSentence], people: People) -> None:
    """Notes which pronoun goes with whom, from sentences that leave little doubt of it.

    "Ruiz raised her hand"; and "Ruiz left. She was late" where nobody else is named.
    """
    named: list[str] = []
    for sentence in parsed:
        before, named = named, everyone(sentence.doc, people)
        for token in sentence.doc:
            pronoun = _POSSESSIVES.get(token.lower_)
            if pronoun and token.dep_ == "poss" and (owner := _nearest_subject(token)) is not None:
                if name := person_of(owner, people):
                    people.note_pronoun(name, pronoun)
                continue
            # Of "She said no" another may be meant, who is named further off.
            alone = len(before) == 1 and not named and token.head.lower_ not in CUES
            follows = token.head.dep_ == "ROOT" and alone
            if token.lower_ in PRONOUNS and follows:
                people.note_pronoun(before[0], token.lower_)
        if strangers_in(sentence.doc, people):
            named = []


def _nearest_subject(token: Token) -> Token | None:
    verb = next((each for each in token.ancestors if each.pos_ in {"VERB", "AUX"}), None)
    subject = child_of(verb, "nsubj") if verb is not None else None
    return subject if subject is not None and subject.i < token.i else None


def _someone(token: Token, people: People) -> bool:
    """Whether a subject is a person, known or not, and so may be who a pronoun means."""
    if token.ent_type_ == "PERSON" or token.lower_ in TITLES:
        return True
    speaks = token.pos_ == "PROPN" and token.head.lower_ in CUES and not token.is_upper
    return speaks or bool(people.may_be(token.text))

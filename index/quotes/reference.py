"""Whom a name, an office or a pronoun stands for, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.quotes.grammar import SPEAKING_NOUNS, child_of
from index.quotes.names import BODIES, TITLES, same_person
from index.quotes.people import PRONOUNS, People, noun_phrase
from index.types import Speech

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_POSSESSIVES = {"his": "he", "her": "she"}
_PEOPLE = frozenset(
    """minister president chancellor secretary ambassador envoy diplomat spokesperson spokesman
        spokeswoman director chairman chairwoman chairperson ceo founder owner senator congressman
        congresswoman representative governor mayor lawmaker judge attorney prosecutor lawyer
        sheriff officer detective captain colonel sergeant commander king queen prince princess
        pope cardinal bishop analyst economist expert historian author writer journalist reporter
        editor columnist leader counterpart official coach manager player actor actress singer
        candidate nominee professor doctor researcher scientist driver neighbour neighbor resident
        victim suspect husband wife son daughter brother sister mother father man woman boy girl
        farmer worker teacher student soldier nurse activist protester voter passenger friend aide
        guard witness colleague deputy predecessor successor adviser advisor host guest rival
        opponent""".split()
)
_MEN = frozenset("husband son brother father man boy spokesman congressman king prince".split())
_WOMEN = frozenset(
    "wife daughter sister mother woman girl spokeswoman congresswoman queen princess".split()
)
_DESCRIBING = frozenset({"appos", "attr", "compound", "nmod", "amod", "npadvmod"})


@dataclass
class ParsedSentence:
    start: int
    end: int
    doc: Doc
    speeches: list[Speech]
    subject: str | None = None  # the person the sentence is about, for later pronouns
    unclaimed: bool = False  # somebody speaks in it, and it is not known who
    asides: int = 0  # speeches at the end that a subordinate clause reports
    strangers: frozenset[str] = frozenset()  # pronouns that may mean somebody never named in full
    called: dict[str, str | None] = field(default_factory=dict)  # whom its he and she stand for

    @property
    def main(self) -> list[Speech]:
        """What the sentence reports as its own matter, not "…, as Lang had said"."""
        return self.speeches[: len(self.speeches) - self.asides]


def name_of(
    token: Token, sentence: ParsedSentence, before: Sequence[ParsedSentence], people: People
) -> str | None:
    if token.lower_ in PRONOUNS:
        return antecedent(token, sentence, before, people)
    phrase = noun_phrase(token)
    if token.pos_ == "PROPN":
        return people.canonical(phrase)
    holder = _holder(token, people)
    if holder and people.is_bare_office(phrase.text):
        last = next((names for each in reversed(before) if (names := _leading(each, people))), [])
        return holder if holder in last else phrase.text
    return holder or phrase.text


def _holder(token: Token, people: People) -> str | None:
    """The one person whom an office stands for; "a minister" and "ministers" stand for nobody."""
    phrase = noun_phrase(token)
    vague = phrase[0].lower_ in {"a", "an", "another", "one", "some", "any", "no", "every", "each"}
    if vague or token.tag_ == "NNS" or token.lower_ in BODIES:
        return None
    return people.by_office(phrase.text)


def antecedent(
    pronoun: Token, sentence: ParsedSentence, before: Sequence[ParsedSentence], people: People
) -> str | None:
    """The person a pronoun stands for: the only one who can, looking back sentence by sentence.

    Of several people in one sentence it is the speaker or subject, if the
    article calls that one so; else it stays open.
    """
    word = pronoun.lower_
    here: Span = sentence.doc[: pronoun.i]
    subjects = [token for token in reversed(list(here)) if _is_subject(token)]
    leading = [name for token in subjects if (name := _person(token, people))]
    if not leading and any(_someone(token) for token in subjects):
        return None
    groups = [(leading, _everyone(here, people), strangers_in(here, people))] if leading else []
    for earlier in reversed(before):
        if word in earlier.called:
            same = earlier.called[word]
            groups.append(([same] if same else [], [], frozenset()))
            break
        leading = _leading(earlier, people)
        if not leading and word in earlier.strangers:
            break
        groups.append((leading, _everyone(earlier.doc, people), earlier.strangers))
    for leading, named, strangers in groups:
        fitting = [name for name in [*leading, *named] if people.fits_pronoun(name, word)]
        if not fitting:
            continue
        first = fitting[0]
        if word not in strangers and all(same_person(first, name) for name in fitting):
            people.note_pronoun(first, word)
            return first
        rivals = [name for name in leading if name in fitting and not same_person(first, name)]
        chosen = first in leading and not rivals and people.is_called(first, word)
        return first if chosen else None
    return None


def _leading(sentence: ParsedSentence, people: People) -> list[str]:
    """Who a sentence is about: its speakers and subject, else everyone it names."""
    spoke = [said.speakers[0] for said in sentence.main if len(said.speakers) == 1]
    leading = [*filter(people.is_person, spoke), *filter(None, [sentence.subject])]
    return leading or _everyone(sentence.doc, people)


def learn_pronouns(parsed: Sequence[ParsedSentence], people: People) -> None:
    """Notes which pronoun goes with whom, from sentences that leave little doubt of it.

    "Ruiz raised her hand"; and "Ruiz left. She was late" where nobody else is named.
    """
    named: list[str] = []
    for sentence in parsed:
        before, named = named, _everyone(sentence.doc, people)
        for token in sentence.doc:
            pronoun = _POSSESSIVES.get(token.lower_)
            if pronoun and token.dep_ == "poss" and (owner := _nearest_subject(token)) is not None:
                if name := _person(owner, people):
                    people.note_pronoun(name, pronoun)
                continue
            follows = token.head.dep_ == "ROOT" and len(before) == 1 and not named
            if token.lower_ in PRONOUNS and follows:
                people.note_pronoun(before[0], token.lower_)
        if strangers_in(sentence.doc, people):
            named = []


def _nearest_subject(token: Token) -> Token | None:
    verb = next((each for each in token.ancestors if each.pos_ in {"VERB", "AUX"}), None)
    subject = child_of(verb, "nsubj") if verb is not None else None
    return subject if subject is not None and subject.i < token.i else None


def _is_subject(token: Token) -> bool:
    return token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ in {"PROPN", "NOUN"}


def _someone(token: Token) -> bool:
    """Whether a subject is a person, known or not, and so may be who a pronoun means."""
    return token.ent_type_ == "PERSON" or token.lower_ in TITLES


def strangers_in(words: Iterable[Token], people: People) -> frozenset[str]:
    """The pronouns that may mean somebody whom the article never names in full ("a driver")."""
    found: set[str] = set()
    for token in words:
        named = token.pos_ == "PROPN" and (
            token.ent_type_ == "PERSON" or (not token.ent_type_ and _is_subject(token))
        )
        role = token
        while role.dep_ == "conj":
            role = role.head
        described = role.dep_ in _DESCRIBING or token.head.lower_ == "as"
        if named or (token.lower_ in _PEOPLE and not described):
            only = (
                {"he"} if token.lower_ in _MEN else {"she"} if token.lower_ in _WOMEN else PRONOUNS
            )
            found |= only if _person(token, people) is None else set()
    return frozenset(found)


def _person(token: Token, people: People) -> str | None:
    """The person that a name or an office stands for, None for anything else."""
    if token.pos_ == "PROPN":
        name = people.canonical(noun_phrase(token))
        return name if people.is_person(name) else None
    return _holder(token, people) if token.lower_ in SPEAKING_NOUNS else None


def _everyone(doc: Doc | Span, people: People) -> list[str]:
    """All the people a sentence names, by name or office, each once."""
    found = (_person(token, people) for token in doc if token.pos_ in {"PROPN", "NOUN"})
    return list(dict.fromkeys(name for name in found if name))


def main_person(sentence: ParsedSentence, people: People) -> str | None:
    subjects = (t for t in sentence.doc if _is_subject(t) and t.head.dep_ == "ROOT")
    first = next(subjects, None)
    return _person(first, people) if first is not None and not first.conjuncts else None

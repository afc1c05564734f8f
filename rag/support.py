"""Which evidence an answer may rest on, and what to say where there is none.

The thresholds are likelihoods between 0 and 1. Nothing that somebody else says is ever an answer to
what was asked of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.quotes.names import BODIES, TITLES, bare_name
from index.quotes.relays import is_relay
from index.speakers.person import Person
from rag.asked import Asked, name_words
from rag.evidence import Evidence
from rag.forms import has_value
from rag.mentioned import countries
from rag.namings import people
from rag.nationality import of_country, surely_of_country
from rag.question import VALUE_KINDS, Question
from rag.scoring import holds_quotation
from rag.selection import selected
from rag.words import STOP_WORDS, stem, stems, words

UNLIKELY = 0.02  # the likelihood that a sentence needs which holds words that the question quotes
ENOUGH = 0.35  # likelihood that a sentence needs to answer a general question
ENOUGH_SPOKEN = 0.61  # that of a sentence by the speaker asked for
ENOUGH_SAID = 0.3  # that of a sentence by anybody, where the question is who said it
CLOSE = 0.08  # below the best sentence's score, where another may be as good
STRONG = 0.7  # coverage at which another's words are surely the ones asked about
SURELY_NEAR = 0.8  # nearness at which they are, said in other words
NEARER = 0.5  # by which their nearness then outdoes that of the asked speaker's own

_JUDGING = frozenset(map(stem, "wrong false untrue incorrect lie myth unfair nonsense".split()))
_FEWEST = 3  # words on the topic that tell whose words are meant


@dataclass(frozen=True)
class Grounds:
    """What an answer rests on: ``evidence`` best first, or nothing.

    ``instead`` is set where the words asked about are another speaker's than the
    question says, and ``asked`` then is the collection's name for the one it says.
    """

    evidence: tuple[Evidence, ...]
    instead: Evidence | None = None
    asked: str | None = None


def find_grounds(
    question: Question, ranked: Sequence[Evidence], asked: Asked | None, sides: int = 1
) -> Grounds:
    """Chooses among ranked evidence what answers the question.

    Args:
        question: what is asked.
        ranked: evidence, best first.
        asked: whose words are wanted, None where nobody's in particular are.
        sides: how many the question has; one that compares reports may name somebody in passing.
    """
    usable = [each for each in ranked if _answers_form(question, each)]
    usable = of_country(question, usable)
    if asked:
        grounds = _of_asked(question, ranked, usable, asked)
        if grounds:
            return grounds
        if sides == 1 or asked.several:
            someone = asked.known and not asked.is_any
            if someone and question.kind not in VALUE_KINDS:
                return Grounds(())
            usable = [each for each in usable if _tells_of(asked, each)]
    if question.kind == "who":
        usable = _surest_first(usable)
    of_saying = question.kind == "who" and question.of_speech
    if not usable or (of_saying and _misses_quotation(question, usable[0])):
        return Grounds(())
    if not _is_enough(question, usable[0]):
        return Grounds(())
    chosen = selected(question, surely_of_country(question, usable))
    return Grounds(chosen if _names_as_many(question, chosen) else ())


def _of_asked(
    question: Question, ranked: Sequence[Evidence], usable: Sequence[Evidence], asked: Asked
) -> Grounds | None:
    """What the speaker asked for says or does, or whose the words really are; None for neither."""
    spoken = [each for each in usable if _is_spoken(asked, each)]
    other = _anothers(question, ranked, asked)
    if other and (not spoken or _outdoes(question, other, spoken[0])):
        return Grounds((), other, asked.name)
    own = [each for each in spoken if each.by_asked_speaker]
    # What they say goes before what they do, unless a date, place or number is asked for.
    for alike in (spoken,) if question.kind in VALUE_KINDS else (own, spoken):
        best = next(iter(alike), None)
        if best and _is_enough(question, best) and not _misses_quotation(question, best):
            first = _first_of_each(asked, alike)
            rest = [each for each in alike if each not in first]
            return Grounds(selected(question, [*first, *rest], first))
    return None


def _surest_first(usable: Sequence[Evidence]) -> list[Evidence]:
    """Of the best sentences, which hardly differ in score, the likeliest first.

    A name is the whole answer, and the next sentence may give another.
    """
    close = [each for each in usable if each.score >= usable[0].score - CLOSE]
    return [*sorted(close, key=lambda each: -round(each.likelihood, 1)), *usable[len(close) :]]


def _tells_of(asked: Asked, evidence: Evidence) -> bool:
    """Whether a sentence in which nobody else speaks names whoever is asked for."""
    if asked.nobody:
        return True
    if asked.is_any:
        said = [each for each in evidence.sentence.speeches if not each.aside]
        jointly = evidence.speech is None or any(len(each.speakers) > 1 for each in said)
        office = {stem(word) for word in words(asked.wording) if word not in STOP_WORDS}
        named = not {*office, "both"}.isdisjoint(evidence.stems)
        return evidence.by_asked_speaker or (jointly and named)
    if evidence.speech is not None and not evidence.by_asked_speaker:
        return False
    name = name_words(asked.wording)
    own = set(words(evidence.text)) & name
    # Of somebody known more than others bear too, of anybody else all of it.
    return bool(own - asked.shared) if asked.known else bool(own) and own == name


def _first_of_each(asked: Asked, spoken: Sequence[Evidence]) -> list[Evidence]:
    """The best of everyone who is asked for, where several are."""
    if not asked.several:
        return []
    firsts = [
        next((each for each in spoken if _says(person, each)), None) for person in asked.people
    ]
    return [each for each in spoken if each in firsts]


def _says(person: Person, evidence: Evidence) -> bool:
    spoken = evidence.ties[0].names if evidence.tied else ()
    speakers = evidence.speech.speakers if evidence.speech else ()
    return not {person.name, *person.names}.isdisjoint((*spoken, *speakers))


def _is_enough(question: Question, evidence: Evidence) -> bool:
    """Whether the sentence is likely enough to answer; each likelihood has a scale of its own."""
    if holds_quotation(question, evidence.text):
        return evidence.likelihood >= UNLIKELY
    if evidence.by_asked_speaker:
        return evidence.likelihood >= ENOUGH_SPOKEN
    who_said = question.kind == "who" and question.of_speech and evidence.speech is not None
    return evidence.likelihood >= (ENOUGH_SAID if who_said else ENOUGH)


def _answers_form(question: Question, evidence: Evidence) -> bool:
    """Whether the sentence holds the kind of thing that is asked for, or its speaker is."""
    named = question.kind == "who" and _is_new(question, evidence.speaker)
    quoted = holds_quotation(question, evidence.text)
    return named or quoted or has_value(question, evidence.text)


def _names_as_many(question: Question, chosen: Sequence[Evidence]) -> bool:
    """Whether as many are named as a question counts: one name does not tell "which two"."""
    wanted = question.people
    if wanted == 1:
        return True  # it counts nobody, and what answers it may name nobody
    named = [each.text[start:end] for each in chosen for start, end in people(each.text)]
    named += [name for each in chosen if each.speech for name in each.speech.speakers]
    last = {words(name)[-1] for name in named}
    return sum(not countries({stem(name)}) for name in last) >= wanted


def _is_new(question: Question, speaker: str | None) -> bool:
    """Whether a speaker's name says more than the question does: no answer repeats it."""
    return bool(speaker) and not name_words(speaker or "") <= set(words(question.text))


def _is_spoken(asked: Asked, evidence: Evidence) -> bool:
    """The sentence reports the speaker asked for, or tells of him and nobody's words."""
    if evidence.by_asked_speaker:
        return True
    speakers = [*evidence.sentence.speakers]
    if evidence.speech and not evidence.sentence.speeches:
        speakers += evidence.speech.speakers
    if speakers and not (all(map(is_relay, speakers)) and evidence.coverage >= STRONG):
        return False
    return asked.opens(evidence.text)


def _anothers(question: Question, ranked: Sequence[Evidence], asked: Asked) -> Evidence | None:
    """The best sentence that surely holds the words asked about, but as a named other's.

    Nothing is said of a person whom the collection does not know at all, nor where the
    one asked for is quoted with the very words that the question quotes.
    """
    if not asked.known or asked.is_any or asked.is_country:
        return None
    if any(each.by_asked_speaker and holds_quotation(question, each.text) for each in ranked):
        return None
    return next((each for each in ranked if _is_anothers(question, asked, each)), None)


def _is_anothers(question: Question, asked: Asked, evidence: Evidence) -> bool:
    tie = evidence.tie
    if tie is None or not all(_is_proper_name(name) for name in tie.names):
        return False
    everyone = [*(each.names for each in evidence.ties),
                *(said.speakers for said in evidence.sentence.speeches)]  # fmt: skip
    if any(asked.said(names) for names in everyone):
        return False
    if question.quoted:
        return holds_quotation(question, tie.text)
    told = set(stems(tie.text))
    held = set(question.topic) & told
    if set(question.topic) & _JUDGING - told:
        return False  # "said the figure was wrong" is not who gave the figure
    if len(held) >= _FEWEST and evidence.coverage >= STRONG:
        return True
    about = set(question.topic) - set(stems(" ".join(tie.names)))
    return len(held) > 1 and len(about) >= _FEWEST and evidence.nearness >= SURELY_NEAR


def _outdoes(question: Question, other: Evidence, best: Evidence) -> bool:
    """Whether another's words fit so much better that the question must mean those."""
    if holds_quotation(question, other.text) != holds_quotation(question, best.text):
        return holds_quotation(question, other.text)
    if other.nearness - best.nearness >= NEARER:
        return True
    return other.coverage - best.coverage >= 0.25 and other.support - best.support >= 0.1


def _misses_quotation(question: Question, evidence: Evidence) -> bool:
    return bool(question.quoted) and not holds_quotation(question, evidence.text)


def _is_proper_name(name: str) -> bool:
    parts = bare_name(name).split()
    if parts[-1].lower() in BODIES:
        return len(parts) > 1 and parts[0][:1].isupper()
    return all(part[:1].isupper() for part in parts) and not any(
        part.lower() in TITLES for part in parts
    )

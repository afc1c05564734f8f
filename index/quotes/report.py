"""What a sentence reports: by which verb, whose words, which stretch of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.quotes.borrowed import borrows
from index.quotes.content import reporting_clause
from index.quotes.cues import EVIDENCE, REFUSALS, REPORTING
from index.quotes.grammar import Outside, is_aside, is_speech, reporting_verbs
from index.quotes.joint import partners
from index.quotes.parsed import ParsedSentence
from index.quotes.people import People
from index.quotes.phrases import noun_phrase
from index.quotes.reference import names_of
from index.quotes.speaking import can_speak, child_of, gives_evidence, mention_span
from index.quotes.subjects import quoted_by, whom_quoted
from index.types import Speech

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Report:
    """One act of saying that a sentence reports; spans are ``[start, end)`` in the text.

    ``clause`` is the reporting clause, ``content`` the words reported as far as grammar
    tells; ``before`` whether they stand before the clause or around it; ``if_quoted`` that
    they are reported only between marks; ``borrows`` that what stands between marks in them is
    another's ("accused Lang of saying “…”"); ``speech`` the same act as sentences carry it, where
    somebody speaks by it.
    """

    cue: str
    base: str
    speakers: tuple[str, ...]
    mention: tuple[int, int]
    clause: tuple[int, int]
    content: tuple[int, int] | None = None
    before: bool = False
    if_quoted: bool = False
    borrows: bool = False
    via: str | None = None
    aside: bool = False
    speech: Speech | None = None
    cited: Speech | None = None  # whose words those of "…, citing X" are


def reports_in(
    sentence: ParsedSentence,
    before: Sequence[ParsedSentence],
    people: People,
    outside: Outside,
    has_quotation: bool,
) -> Iterator[Report]:
    """The acts of saying that a sentence reports by a verb, main clause first."""
    at = sentence.start
    for verb, subjects in reporting_verbs(sentence.doc, outside):
        # A title between marks speaks as little as a thing does.
        subjects = [subject for subject in subjects if outside(subject)]
        evidence = REPORTING[verb.lower_] in EVIDENCE
        if not subjects or (evidence and not any(map(gives_evidence, subjects))):
            continue
        others = [each for each in partners(verb) if each not in subjects]
        names = {each.i: names_of(each, sentence, before, people) for each in (*subjects, *others)}
        start, end = mention_span(subjects)
        clause = reporting_clause(verb, subjects)
        content = clause.content
        speaking = [each for each in subjects if can_speak(each) or each.lower_ == "they"]
        spoken = tuple(
            dict.fromkeys(name for each in (*speaking, *others) for name in names[each.i])
        )
        aside = is_aside(verb)
        speech = None
        if (
            spoken
            and speaking
            and is_speech(verb, has_quotation)
            and REPORTING[verb.lower_] not in REFUSALS
        ):
            said_at = mention_span(speaking)
            speech = Speech(spoken, (at + said_at[0], at + said_at[1]), verb.text, None, aside)
        yield Report(
            cue=verb.text,
            base=REPORTING[verb.lower_],
            speakers=tuple(dict.fromkeys(name for each in names.values() for name in each)),
            mention=(at + start, at + end),
            clause=(at + clause.start, at + clause.end),
            content=(at + content[0], at + content[1]) if content else None,
            before=clause.before,
            if_quoted=clause.if_quoted,
            borrows=borrows(verb),
            aside=aside,
            via=_quoting(verb),
            speech=speech,
            cited=_whom_cited(verb, at, sentence, before, people),
        )


def _quoting(verb: Token) -> str | None:
    """Who quotes somebody, "as saying" it or with a colon behind."""
    quoting = verb if whom_quoted(verb) is not None else quoted_by(verb)
    if quoting is None:
        return None
    agent = child_of(quoting, "agent")
    by = child_of(agent, "pobj") if agent is not None else child_of(quoting, "nsubj")
    return (
        re.sub(r"(?<=\w) (?:news )?agency$", "", noun_phrase(by).text) if by is not None else None
    )


def _whom_cited(
    verb: Token,
    at: int,
    sentence: ParsedSentence,
    before: Sequence[ParsedSentence],
    people: People,
) -> Speech | None:
    """Whose words those of "the Post reported, citing two officials" are."""
    cited = child_of(verb, "dobj")
    if verb.lower_ != "citing" or cited is None or not can_speak(cited):
        return None
    names = names_of(cited, sentence, before, people)
    phrase = noun_phrase(cited)
    mention = (at + phrase.start_char, at + phrase.end_char)
    return Speech(names, mention, verb.text) if names else None

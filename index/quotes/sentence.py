"""Reading one sentence: what it reports, and whom its pronouns stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.quotes.cues import CUES
from index.quotes.mentions import main_person, strangers_in
from index.quotes.parsed import ParsedSentence
from index.quotes.people import People
from index.quotes.phrases import PRONOUNS
from index.quotes.pronouns import antecedent
from index.quotes.relays import Relay, is_relay, relays_in
from index.quotes.report import Report, reports_in
from index.quotes.sources import in_words_of, labelled, sourced
from index.types import Speech, joint_name

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 12  # characters between "told" and the relay it is told to: "the state"


def read_sentence(
    sentence: ParsedSentence,
    before: Sequence[ParsedSentence],
    people: People,
    quotations: Sequence[tuple[int, int]],
) -> None:
    """Notes the reports of a sentence, its speeches, and the people it is about.

    Args:
        sentence: the sentence.
        before: those before it, as far back as a pronoun may reach.
        people: the people of the article.
        quotations: the quotations that touch the sentence.
    """

    def outside(token: Token) -> bool:
        at = sentence.start + token.idx
        return not any(start < at < end for start, end in quotations)

    sentence.narrated = [token for token in sentence.doc if outside(token)]
    reports = list(reports_in(sentence, before, people, outside, bool(quotations)))
    source = sourced(sentence, before, people, outside)
    sentence.reports = _relayed(reports, source, _placed(relays_in(sentence.doc), sentence.start))
    if worded := in_words_of(sentence, people):
        own = [each for each in sentence.reports if each.content and not each.before]
        sentence.reports = own or [replace(worded, speech=_speech(worded))]
    if not sentence.reports and (label := labelled(sentence, people)):
        sentence.reports = [replace(label, speech=Speech(label.speakers, label.mention, ":"))]
    speeches = [report.speech for report in sentence.reports if report.speech]
    asides = [said for said in speeches if said.aside]
    sentence.speeches = [said for said in speeches if not said.aside] + asides
    sentence.asides = len(asides)
    told = [report.content for report in sentence.reports if report.content]
    sentence.reported, sentence.narrated = _parted(sentence, told)
    sentence.subject = main_person(sentence, people)
    sentence.strangers = strangers_in(sentence.narrated, people)
    for token in sentence.doc:
        if token.lower_ in PRONOUNS and token.dep_ in {"nsubj", "nsubjpass"} and outside(token):
            sentence.called.setdefault(token.lower_, antecedent(token, sentence, before, people))
    sentence.unclaimed = not sentence.speeches and any(
        token.lower_ in CUES and token.pos_ in {"VERB", "AUX"} and outside(token)
        for token in sentence.doc
    )


def _placed(relays: Sequence[Relay], at: int) -> list[Relay]:
    """Relays of a sentence that starts at ``at``, with their places in the text."""
    return [replace(each, start=at + each.start, end=at + each.end) for each in relays]


def _relayed(reports: list[Report], source: Report | None, relays: Sequence[Relay]) -> list[Report]:
    """The reports with who passes them on; a relay that only passes on reports nothing itself."""
    reports = _cited(reports)
    own = [each for each in reports if not _is_relay(each)]
    spoke = [each for each in own if each.speech and not each.aside]
    if source is not None and not spoke:
        source = replace(source, speech=_speech(source))
        return [*reports, source]
    kept = own if any(each.content or each.speech for each in own) else reports
    return [_via(each, kept, relays) for each in kept]


def _cited(reports: list[Report]) -> list[Report]:
    """ "…, the Post reported, citing two officials": the words are the officials'."""
    citing = next((each for each in reports if each.cited), None)
    reported = next((each for each in reports if each is not citing and each.content), None)
    if citing is None or reported is None or citing.cited is None:
        return [each for each in reports if each is not citing or each.content]
    passed_on = replace(
        reported,
        cue=citing.cue,
        speakers=citing.cited.speakers,
        mention=citing.cited.mention or citing.mention,
        via=joint_name(reported.speakers) if reported.speakers else None,
        speech=citing.cited,
    )
    return [passed_on if each is reported else each for each in reports if each is not citing]


def _speech(source: Report) -> Speech | None:
    return Speech(source.speakers, source.mention, source.cue) if source.speakers else None


def _is_relay(report: Report) -> bool:
    return bool(report.speakers) and all(is_relay(name) for name in report.speakers)


def _via(report: Report, reports: Sequence[Report], relays: Sequence[Relay]) -> Report:
    """A report with the first relay that passes it on."""
    if report.via:
        return report
    fitting = (each.name for each in relays if _passes_on(each, report, reports))
    relay = next((name for name in fitting if name not in " ".join(report.speakers)), None)
    if relay is None:
        return report
    return replace(report, via=relay, speech=report.speech and replace(report.speech, via=relay))


def _passes_on(relay: Relay, report: Report, reports: Sequence[Report]) -> bool:
    """Whether a relay passes a report on: one that its words name does not.

    What somebody told it in a clause of its own ("who told Reuters that …") is that alone.
    """
    just_told = relay.told and 0 <= relay.start - report.clause[1] <= _NEAR
    if (
        report.content
        and report.content[0] <= relay.start < report.content[1]
        and not (just_told or relay.in_interview)
    ):
        return False
    if not relay.told:
        return True
    told = max(
        (each for each in reports if each.clause[0] < relay.start),
        key=lambda each: each.clause[0],
        default=None,
    )
    if told is None or told.clause[1] > relay.start:
        return True
    return told.clause == report.clause or (not told.aside and told.clause[0] <= report.clause[0])


def _parted(
    sentence: ParsedSentence, contents: Sequence[tuple[int, int]]
) -> tuple[list[Token], list[Token]]:
    """The tokens outside of quotations that reported words hold, and the others."""
    reported: list[Token] = []
    narrated: list[Token] = []
    for token in sentence.narrated:
        at = sentence.start + token.idx
        inside = any(start <= at < end for start, end in contents)
        (reported if inside else narrated).append(token)
    return reported, narrated

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
from index.quotes.relays import is_relay, relay_in
from index.quotes.report import Report, reports_in
from index.quotes.sources import in_words_of, labelled, sourced
from index.types import Speech, joint_name

if TYPE_CHECKING:
    from spacy.tokens import Token


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
    sentence.reports = _relayed(reports, source, relay_in(sentence.doc))
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


def _relayed(reports: list[Report], source: Report | None, relay: str | None) -> list[Report]:
    """The reports with who passes them on; a relay that only passes on reports nothing itself."""
    reports = _cited(reports)
    own = [each for each in reports if not _is_relay(each)]
    spoke = [each for each in own if each.speech and not each.aside]
    if source is not None and not spoke:
        source = replace(source, speech=_speech(source))
        return [*reports, source]
    kept = own if any(each.content or each.speech for each in own) else reports
    return [_via(each, relay) for each in kept]


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


def _via(report: Report, relay: str | None) -> Report:
    if relay is None or report.via or relay in " ".join(report.speakers):
        return report
    return replace(report, via=relay, speech=report.speech and replace(report.speech, via=relay))


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

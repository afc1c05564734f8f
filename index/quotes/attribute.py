"""Sentences → the same sentences with whose words they report.

Covers verbs of speech before, after and amid the words, "according to",
pronouns and offices, joint speakers, quotations over several sentences, and
floating ones that carry on the last speaker's words. An attribution that the
text leaves open stays open: no speaker is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from index.quotes.cues import CUES
from index.quotes.grammar import (
    Outside,
    can_speak,
    is_aside,
    mention_span,
    source_of,
    verbs_of_speech,
)
from index.quotes.marks import quoted_spans, single_quoted_spans
from index.quotes.parse import parse_sentences
from index.quotes.people import PRONOUNS, People, noun_phrase
from index.quotes.reference import (
    ParsedSentence,
    antecedent,
    learn_pronouns,
    main_person,
    name_of,
    strangers_in,
)
from index.types import Sentence, Speech

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RELAYS = re.compile(
    r"\b(?:Reuters|AFP|Agence France-Presse|AP|Associated Press|RIA Novosti|RIA|TASS|Interfax|"
    r"Xinhua|Bloomberg|CNN|BBC|NPR|Sky News|Al Jazeera|Kyodo|dpa|DPA|ANSA|EFE|PTI|Yonhap)\b"
)
_PASSED_TO = re.compile(
    r"\b(?:told|tells?|telling|to|by|with|via|from|per|quoted|cited)\s+(?:[\w-]+\s+){0,3}$", re.I
)
_PASSED_ON = re.compile(r"\s+(?:news\s+)?(?:agency\s+)?(?:report|quot|said|cit)", re.I)
_LABELLED = re.compile(r"(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}): ?[\"“]")
_INTRODUCING = frozenset({"spoke", "speaks", "told", "tells", ":"})
_CLOSING = '"”“»」'
_LOOK_BACK = 3  # sentences in which a pronoun may find its person


def attribute(text: str, spans: Sequence[tuple[int, int]]) -> list[Sentence]:
    """The sentences at ``spans`` of ``text`` with the speakers of each, in order."""
    docs = parse_sentences(text[start:end] for start, end in spans)
    parsed = [
        ParsedSentence(start, end, doc, []) for (start, end), doc in zip(spans, docs, strict=True)
    ]
    people = People(each.doc for each in parsed)
    learn_pronouns(parsed, people)
    quotations = sorted(quoted_spans(text) + single_quoted_spans(text))
    for at, sentence in enumerate(parsed):
        _find_speeches(sentence, parsed[max(0, at - _LOOK_BACK) : at], people, quotations)
    _carry_over(text, parsed, quoted_spans(text))
    return [Sentence(each.start, each.end, tuple(each.speeches)) for each in parsed]


def _find_speeches(
    sentence: ParsedSentence,
    before: Sequence[ParsedSentence],
    people: People,
    quotations: Sequence[tuple[int, int]],
) -> None:
    quoted = [span for span in quotations if span[0] < sentence.end and span[1] > sentence.start]

    def outside(token: Token) -> bool:
        at = sentence.start + token.idx
        return not any(start < at < end for start, end in quoted)

    asides: list[Speech] = []
    for verb, subjects in verbs_of_speech(sentence.doc, outside, bool(quoted)):
        named = [name_of(subject, sentence, before, people) for subject in subjects]
        if speakers := tuple(dict.fromkeys(name for name in named if name)):
            mention = mention_span(subjects)
            span = (sentence.start + mention[0], sentence.start + mention[1])
            via = _relay(sentence.doc)
            via = None if via and via in " ".join(speakers) else via
            aside = is_aside(verb)
            speech = Speech(speakers, span, verb.text, via, aside)
            (asides if aside else sentence.speeches).append(speech)
    sentence.speeches, sentence.asides = sentence.speeches + asides, len(asides)
    if not all(_RELAYS.fullmatch(said.speaker) for said in sentence.speeches):
        relayed = [said for said in sentence.main if not _RELAYS.fullmatch(said.speaker)]
        sentence.speeches = relayed + asides  # "…, Reuters reported"
    if not sentence.speeches:
        _find_source(sentence, people, outside)
    if not sentence.speeches and (labelled := _labelled(sentence.doc, people)):
        name, label_end = labelled
        labelled_at = (sentence.start, sentence.start + label_end)
        sentence.speeches.append(Speech((name,), labelled_at, ":"))
    sentence.subject = main_person(sentence, people)
    sentence.strangers = strangers_in(filter(outside, sentence.doc), people)
    for token in sentence.doc:
        if token.lower_ in PRONOUNS and token.dep_ in {"nsubj", "nsubjpass"} and outside(token):
            sentence.called.setdefault(token.lower_, antecedent(token, sentence, before, people))
    sentence.unclaimed = not sentence.speeches and any(
        token.lower_ in CUES and token.pos_ in {"VERB", "AUX"} and outside(token)
        for token in sentence.doc
    )


def _labelled(doc: Doc, people: People) -> tuple[str, int] | None:
    """The name that stands before a quotation as in an interview, and where it ends."""
    label = _LABELLED.match(doc.text)
    span = doc.char_span(*label.span("name")) if label else None
    if span is None:
        return None
    name = people.canonical(span)
    known = people.is_person(name) or (len(span) > 1 and span.root.ent_type_ == "PERSON")
    return (name, span.end_char) if known else None


def _relay(doc: Doc) -> str | None:
    """A news agency that passes the words on: "told Reuters", "according to RIA"."""
    for found in _RELAYS.finditer(doc.text):
        before, after = doc.text[: found.start()], doc.text[found.end() :]
        if _PASSED_TO.search(before) or _PASSED_ON.match(after):
            return found.group()
    source = source_of(doc)
    return noun_phrase(source).text if source is not None else None


def _find_source(sentence: ParsedSentence, people: People, outside: Outside) -> None:
    """ "According to X" with no other speaker makes X the speaker."""
    source = source_of(sentence.doc)
    if source is None or not can_speak(source) or not outside(source):
        return
    phrase = noun_phrase(source)
    name = people.canonical(phrase) if source.pos_ == "PROPN" else phrase.text
    span = (sentence.start + phrase.start_char, sentence.start + phrase.end_char)
    sentence.speeches.append(Speech((name,), span, "according to"))


def _carry_over(
    text: str, parsed: Sequence[ParsedSentence], quotations: Sequence[tuple[int, int]]
) -> None:
    """Gives quoted sentences without a verb of speech the speaker of their quotation."""
    quotations = _joined(text, quotations)
    for start, end in quotations:
        inside = [each for each in parsed if each.start < end and each.end > start]
        owner = next((_voice(each) for each in reversed(inside) if each.speeches), None)
        for each in inside:
            if not (each.speeches or each.unclaimed) and owner is not None:
                each.speeches.append(Speech(owner.speakers, None, None, owner.via))
    for previous, current in pairwise(parsed):
        if current.speeches or current.unclaimed or (said := _voice(previous)) is None:
            continue
        if _floats_on(text, previous, current, quotations):
            current.speeches.append(Speech(said.speakers, None, None, said.via))


def _voice(sentence: ParsedSentence) -> Speech | None:
    """The one speech of a sentence that a quotation can carry on; None where there are several."""
    alike = {said.speakers for said in sentence.main}
    return sentence.main[0] if len(alike) == 1 else None


def _joined(text: str, quotations: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Quotations with those that go on in the next paragraph, there opened anew, made one."""
    joined: list[tuple[int, int]] = []
    for start, end in quotations:
        last = joined[-1] if joined else (0, 0)
        opened = last[1] and (last[1] - last[0] < 2 or text[last[1] - 1] not in _CLOSING)
        if opened and not text[last[1] : start].strip():
            joined[-1] = (last[0], end)
        else:
            joined.append((start, end))
    return joined


def _floats_on(
    text: str,
    previous: ParsedSentence,
    current: ParsedSentence,
    quotations: Sequence[tuple[int, int]],
) -> bool:
    """Whether a sentence is nothing but quotation and carries on the words of the one before."""
    around = next((span for span in quotations if span[0] <= current.start < span[1]), None)
    if around is None or current.end - around[1] > (current.end - current.start) * 0.3:
        return False
    if around[0] < current.start:
        return previous.start >= around[0]  # both stand in one quotation
    quotes = any(previous.start <= start < previous.end for start, _ in quotations)
    cue = previous.main[-1].cue or ""
    if not (quotes or cue in _INTRODUCING):
        return False
    if "\n" not in text[previous.end : current.start]:
        return True
    return _spoken_whole(text, previous) and CUES.get(cue) != "ask"  # else another answers


def _spoken_whole(text: str, sentence: ParsedSentence) -> bool:
    """Whether a paragraph ends in somebody's words, so that the next may carry them on."""
    return text[sentence.start] in '"“' or text[sentence.end - 1] in '"”'

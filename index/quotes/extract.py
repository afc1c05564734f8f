"""An article's text → its quotations, and its sentences with whose words they report.

Covers verbs of speech before, after and amid the words, "according to", labels, pronouns
and offices, joint speakers, quotations over several sentences and paragraphs, and floating
ones that carry on the last speaker's words. What the text leaves open stays open: no
speaker is better than a wrong one. English only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.quotes.bind import kind_of, words_of
from index.quotes.carry import carry_over
from index.quotes.floating import Found, floating
from index.quotes.language import is_english
from index.quotes.marks import Quotations, straightened
from index.quotes.parse import parse_sentences
from index.quotes.parsed import ParsedSentence
from index.quotes.people import People
from index.quotes.pronouns import learn_pronouns
from index.quotes.report import Report
from index.quotes.sentence import read_sentence
from index.types import Quote, Sentence, Span, Speech, joint_name

_LOOK_BACK = 8  # sentences in which a pronoun may find its person
_LETTER = re.compile(r"[^\W\d_]")
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)


@dataclass(frozen=True)
class Extract:
    """What was found in one text.

    ``descriptions`` holds everyone whom the text names, with the title before the name:
    ``{"Sergey Lavrov": "Russian Foreign Minister"}``, empty where it gives none. In a text that
    is not ``english`` nothing is looked for.
    """

    sentences: Sequence[Sentence]
    quotes: Sequence[Quote]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    english: bool = True


def extract(text: str, spans: Sequence[tuple[int, int]]) -> Extract:
    """The quotations of ``text``, in order, given the spans of its sentences."""
    if not is_english(text):
        return Extract([Sentence(*span) for span in spans], [], english=False)
    docs = parse_sentences(straightened(text[start:end]) for start, end in spans)
    parsed = [ParsedSentence(*span, doc, []) for span, doc in zip(spans, docs, strict=True)]
    people = People(each.doc for each in parsed)
    learn_pronouns(parsed, people)
    quotations = Quotations(text)
    for at, sentence in enumerate(parsed):
        touching = quotations.touching(sentence.start, sentence.end)
        read_sentence(sentence, parsed[max(0, at - _LOOK_BACK) : at], people, touching)
    carry_over(text, parsed, quotations)
    found = [each for sentence in parsed for each in _found_in(text, sentence, quotations)]
    found += floating(text, parsed, quotations, found)
    found = [each for each in found if _LETTER.search(text, *each.words)]
    spell = _Spelling(text)
    quotes = sorted((_quote(text, each, quotations, spell) for each in found), key=_place)
    return Extract(
        [Sentence(each.start, each.end, spell.speeches(each.speeches)) for each in parsed],
        quotes,
        {spell.name(name): people.description(name) or "" for name in people.everyone()},
    )


def _found_in(text: str, sentence: ParsedSentence, quotations: Quotations) -> list[Found]:
    """What the reports of one sentence report."""
    found: list[Found] = []
    floor = sentence.start
    near = quotations.around(sentence.start, sentence.end)
    reports = sorted(sentence.reports, key=lambda each: each.clause)
    later = [*(each.clause[0] for each in reports[1:]), len(text)]
    for report, ceiling in zip(reports, later, strict=False):
        span = (sentence.start, sentence.end)
        words = words_of(text, span, report, near, floor, max(ceiling, report.clause[1]))
        if words is None:
            continue
        if report.borrows and _quotes(words, report, near):
            continue
        if report.before:
            floor = max(report.clause[1], words[1] if words[1] < sentence.end else floor)
        found.append(Found(words, report))
    return [replace(each, report=_by_way_of(each, found)) for each in found]


def _by_way_of(inner: Found, found: Sequence[Found]) -> Report | None:
    """A report within another's words has that one's speaker between.

    Not where a pronoun speaks in it, which may mean the same.
    """
    report = inner.report
    if report is None or not report.speakers:
        return report
    start, end = min(inner.words[0], report.clause[0]), max(inner.words[1], report.clause[1])
    for outer in found:
        around = outer.report
        if outer is inner or around is None or not around.speakers:
            continue
        holds = outer.words[0] <= start and end <= outer.words[1]
        if holds and not {*around.speakers} & {*report.speakers} and outer.words != inner.words:
            return replace(report, via=_ARTICLE.sub("", joint_name(around.speakers)))
    return report


def _quotes(words: tuple[int, int], report: Report, near: Sequence[tuple[int, int]]) -> bool:
    """Whether words behind a reporting clause hold a quotation."""
    return any(max(words[0], report.clause[1]) <= start < words[1] for start, _ in near)


def _place(quote: Quote) -> tuple[int, int]:
    return quote.start, -quote.end


class _Spelling:
    """Names as the text writes them, with its own apostrophes: the parser saw straight ones."""

    def __init__(self, text: str) -> None:
        self._text = text

    def name(self, name: str) -> str:
        """One name."""
        return name if "'" not in name or name in self._text else name.replace("'", "’")

    def names(self, names: Sequence[str]) -> tuple[str, ...]:
        """Several names; what holds no letter is none."""
        return tuple(self.name(name) for name in names if _LETTER.search(name))

    def speeches(self, speeches: Sequence[Speech]) -> tuple[Speech, ...]:
        """Acts of saying with their speakers' names so written."""
        spelled = (
            replace(said, speakers=self.names(said.speakers), via=said.via and self.name(said.via))
            for said in speeches
        )
        return tuple(said for said in spelled if said.speakers)


def _quote(text: str, found: Found, quotations: Quotations, spell: _Spelling) -> Quote:
    start, end = found.words
    report = found.report
    if report is None:
        return Quote(start, end, text[start:end], "direct")
    mention = Span(*report.mention, text[slice(*report.mention)])
    kind = kind_of(text, found.words, report.clause, quotations.touching(start, end))
    cue = None if found.floats else report.cue
    speakers = spell.names([_ARTICLE.sub("", name) for name in report.speakers])
    via = spell.name(_ARTICLE.sub("", report.via)) if report.via else None
    via = None if via in speakers or via == joint_name(speakers or ("",)) else via
    return Quote(start, end, text[start:end], kind, speakers, mention, cue, via)

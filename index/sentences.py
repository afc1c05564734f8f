"""Text → the spans of its sentences, also inside quotations.

A line break ends a sentence unless the next line goes on in lower case. Text
without white space between sentences is split at CJK full stops only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_SENTENCE = 900  # characters; longer runs are cut at white space

_CLOSERS = "\"'”’»›)\\]"
_OPENERS = "\"'“‘«‹(\\["
_STOP = re.compile(
    rf"(?:(?<![.!?…])[.!?…]++[{_CLOSERS}]*+(?=\s+[{_OPENERS}¿¡]*[^\W_a-zß-öø-ÿ])"
    rf"|[。！？؟۔]+[{_CLOSERS}」』]*)"
)
_LINE_BREAK = re.compile(
    r"(?<!\s)[^\S\n]*+\n(?:\s*+(?![a-zß-öø-ÿ])|[^\S\n]*+\n\s*+)"  # linear on any white space
)
_ABBREVIATIONS = frozenset(  # a name or more of the same follows
    """mr mrs ms mx dr prof rev hon st gen col lt maj capt sgt cmdr adm gov sen rep pres
        messrs mme fr amb min sec vs e.g i.e cf approx""".split()
)
_LAST_WORDS = frozenset(  # may end a sentence, as initials may
    """jr sr dept univ inc ltd corp co bros etc al est ph.d a.m p.m
        jan feb mar apr jun jul aug sep sept oct nov dec""".split()
)
_NUMBERED = frozenset("no nos vol fig pp p ed eds".split())  # words like any other before no number
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]$")
_STARTERS = frozenset(
    """the a an he she it they we i you his her their its this that these those in on at but
        and as for after before when while if there meanwhile however both""".split()
)
_ASKED_BY = re.compile(
    r"\s+(?:(?:[A-Z][\w.'’-]*|[a-z]{2,12})\s+){1,5}?(?:said|asked|told|added|wrote|shouted|cried|"
    r"yelled|recalled|replied|answered|joked|laughed|demanded|wondered|exclaimed|tweeted|quipped|"
    r"responded|screamed|insisted|declared|remembered|says|asks|adds|recalls|writes)\b"
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Spans ``[start, end)`` of the sentences of a text, in order, outer white space left out."""
    spans: list[tuple[int, int]] = []
    for start, end in _line_spans(text):
        spans += _split_line(text, start, end)
    return spans


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _LINE_BREAK.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _split_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if _ends_sentence(text, begin, stop, end):
            yield from _bounded(text, begin, stop.end())
            begin = stop.end()
    yield from _bounded(text, begin, end)


def _ends_sentence(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    marks = stop.group()
    if marks[0] in "!?" and len(marks) > 1 and _ASKED_BY.match(text, stop.end(), end):
        return False  # “Really?” Lavrov asked.
    if marks != ".":
        return True
    words = text[max(begin, stop.start() - 30) : stop.start()].split()
    last = re.sub(r"^\W+", "", words[-1]) if words else ""
    if last.lower() in _ABBREVIATIONS:
        return False
    found = re.match(rf"\s+[{_OPENERS}]*(\w+)", text[stop.end() : stop.end() + 30])
    follower = found[1].lower() if found else ""
    if last.lower() in _NUMBERED:
        return not follower.isdigit()
    if _INITIALS.match(last) or last.lower() in _LAST_WORDS:
        return len(last) > 1 and follower in _STARTERS
    return True


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without outer white space, cut where it is longer than a sentence can be."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        cut = cut if cut > 0 else start + MAX_SENTENCE
        yield from _bounded(text, start, cut)
        start = cut
        while text[start].isspace():
            start += 1
    if start < end:
        yield start, end

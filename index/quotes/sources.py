"""Whose words they are where no verb of speech tells: "according to X", "in X's view", "X: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.quotes.grammar import Outside, sources_of
from index.quotes.parsed import ParsedSentence
from index.quotes.people import People
from index.quotes.reference import names_of
from index.quotes.report import Report
from index.quotes.speaking import mention_span

if TYPE_CHECKING:
    from spacy.tokens import Token

_LABELLED = re.compile(
    r"(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})(?:, [^:\"“\n]{3,60})?:"
    r"(?: ?[\"“'‘]|(?P<plain> ))"
)
_LABELLED_BEHIND = re.compile(  # "“…” — Ann Bo"
    r"[\"“'‘].+[\"”'’](?:(?P<colon>:) | ?(?P<dash>[—–―-]{1,2}) ?)"
    r"(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})$"
)
_OWN = frozenset("compound amod det poss nmod prep acl nummod appos relcl".split())
_NO_SPEAKERS = frozenset(  # that stand before a colon
    """verdict question answer update note analysis opinion comment review live breaking video
    photo photos watch read listen exclusive caption headline quote result score poll fact claim
    myth rating warning correction summary motto slogan title source sources""".split()
)
_AS_PUT = re.compile(r"As (?P<name>(?:[A-Z]|the )[\w.’' -]{1,50}?) (?P<cue>put|puts) it, ")
_IN_WORDS = re.compile(
    r"(?:In (?:(?P<owner>(?:[A-Z]|the )[\w.’' -]{1,50}?)['’]s? "
    r"(?P<noun>words?|view|opinion|telling)"
    r"|the (?P<word>words|view|opinion) of (?P<other>[\w.’' -]{2,50}?))|(?P<per>Per) (?P<per_name>"
    r"(?:[A-Z]|the )[\w.’' -]{2,50}?)), "
)


def in_words_of(sentence: ParsedSentence, people: People) -> Report | None:
    """What a sentence reports "in the words of X", "in X's view" or "per X": what follows."""
    found = _IN_WORDS.match(sentence.doc.text) or _AS_PUT.match(sentence.doc.text)
    if found is None:
        return None
    groups = found.groupdict()
    name = next(each for each in ("owner", "other", "per_name", "name") if groups.get(each))
    span = sentence.doc.char_span(*found.span(name), alignment_mode="expand")
    if span is None:
        return None
    at, end = sentence.start, len(sentence.doc.text)
    start, end = _trimmed(sentence.doc.text, found.end(), end)
    if start >= end:
        return None
    cue = next(said for each in ("noun", "per", "word", "cue") if (said := groups.get(each)))
    mention = (at + found.start(name), at + found.end(name))
    speakers = (people.canonical(span),) if span.root.pos_ == "PROPN" else (span.text,)
    clause = (at, at + found.end())
    return Report(cue, "say", speakers, mention, clause, (at + start, at + end), before=True)


def sourced(
    sentence: ParsedSentence, before: Sequence[ParsedSentence], people: People, outside: Outside
) -> Report | None:
    """What a sentence reports "according to X": all the rest of it."""
    doc, at = sentence.doc, sentence.start
    sources = sources_of(doc)
    if not sources or not outside(sources[0]):
        return None
    first, last = _phrase(sources)
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    content: tuple[int, int] = (0, len(doc.text))
    if first <= 1:
        content = (end, len(doc.text))
    elif not re.search(r"\w", doc.text[end:]):
        content = (0, start)
    content = _trimmed(doc.text, *content)
    named = mention_span(sources)
    names = (name for each in sources for name in names_of(each, sentence, before, people))
    if content[0] >= content[1]:
        return None
    return Report(
        cue="according to",
        base="according",
        speakers=tuple(dict.fromkeys(names)),
        mention=(at + named[0], at + named[1]),
        clause=(at + start, at + end),
        content=(at + content[0], at + content[1]),
        before=True,
    )


def labelled(sentence: ParsedSentence, people: People) -> Report | None:
    """What stands beside a name and a colon, as in an interview or a headline."""
    text, at = sentence.doc.text, sentence.start
    label = _LABELLED.match(text) or _LABELLED_BEHIND.match(text)
    span = sentence.doc.char_span(*label.span("name")) if label else None
    if label is None or span is None:
        return None
    if span.text.lower() in _NO_SPEAKERS:
        return None
    name = people.canonical(span)
    known = people.is_person(name) or (len(span) > 1 and all(t.pos_ == "PROPN" for t in span))
    quoted = label.re is _LABELLED_BEHIND or label["plain"] is None
    if not (known or (quoted and span.root.ent_type_ == "PERSON")):
        return None
    clause = (at + span.start_char, at + label.end("name"))
    if label.re is _LABELLED_BEHIND:
        content = _trimmed(text, 0, span.start_char)
        cue = label["colon"] or label["dash"]
        return Report(cue, ":", (name,), clause, clause, (at, at + content[1]), before=True)
    if quoted:
        return Report(":", ":", (name,), clause, clause)
    if re.search(r"[.!?]$", text) or not people.is_person(name):
        return None  # a headline alone leaves the marks out
    start, end = _trimmed(text, label.end(), len(text))
    content = (at + start, at + end)
    return Report(":", ":", (name,), clause, clause, content) if start < end else None


def _phrase(sources: Sequence[Token]) -> tuple[int, int]:
    """The tokens from "according" to the end of whom it names, a clause about them left out."""
    source, latest = sources[0], sources[-1]
    according = source.head.head if source.head.lower_ == "to" else source.head
    last = max(
        [latest.i, *(t.i for c in latest.children if c.dep_ in _OWN for t in c.subtree)],
    )
    return according.i, last


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without white space and punctuation at its ends; closing marks stay."""
    while start < end and text[start] in " ,;:–—-\n\t":
        start += 1
    while end > start and text[end - 1] in " ,;:–—-.\n\t":
        end -= 1
    return start, end

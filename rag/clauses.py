"""A stretch of a sentence that says what it says there, and can stand without the rest.

Cut only where a clause begins or ends, outside of quotation marks and brackets, and only where
nothing that is cut off says who speaks, or denies, doubts or limits what is kept: what
rag/alignment.py allows a draft to leave out, or a main clause beside another one. Not handled:
clauses whose verb the lists of rag/source_words.py lack; those sentences are left whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.quotes.marks import quoted_spans
from rag.alignment import lost_in_place
from rag.evidence import Evidence
from rag.source_words import (
    PERSONAL,
    PREPOSITIONS,
    Word,
    first_piece,
    has_verb,
    limits,
    read,
    says,
)
from rag.spans import Span
from rag.words import fold

_BREAK = re.compile(r"[;,](?=\s)|\s[–—-](?=\s)")
_JOINED = re.compile(r";\s+(?:and\s+)?|,\s+and\s+")  # before a main clause beside another one
_OWN_SUBJECT = re.compile(r"(?:[Tt]he|[Aa]n?|[A-Z][\w'’.-]*)\s")
_LEANING = PERSONAL | frozenset(  # words that can mean what stands before them
    """it its they them their theirs this that these those such both former latter also too there
        then so again another other others same one ones first second later earlier""".split()
)
_SHORTER = 15  # characters of a quotation for each word that tells whose it is
_OPENING = PREPOSITIONS | frozenset(
    """although though because if unless whether despite given having being not either neither
        once even whereas like unlike""".split()
)


def stretches(evidence: Evidence) -> Iterator[Span]:
    """The stretches of the sentence that can be shown alone, itself first."""
    text = evidence.text
    yield 0, len(text)
    if fold(text).count('"') % 2 or text.count("(") != text.count(")"):
        return  # cut out of a longer quotation: what stands between marks cannot be told
    if alone := _quotation(evidence):
        yield alone
    cuts = [match for match in _BREAK.finditer(text) if not _is_enclosed(text, match.start())]
    starts = [0, *(start for cut in cuts if (start := _beginning(evidence, cut)) is not None)]
    ends = [*(cut.start() for cut in cuts), len(text)]
    for start in starts:
        for end in ends:
            if (start or end < len(text)) and start < end and _can_end(evidence, start, end):
                yield start, end


def _quotation(evidence: Evidence) -> Span | None:
    """The quotation that a sentence begins with, where the rest only tells whose words it is."""
    text = evidence.text
    speakers = {each.speakers for each in evidence.sentence.speeches}
    quoted = list(quoted_spans(text))
    if evidence.speech is None or speakers != {evidence.speech.speakers} or len(quoted) != 1:
        return None
    (start, end), after = quoted[0], read(text[quoted[0][1] :])
    told = start == 0 and says(after) and limits(after) is None
    return (start, end) if told and len(after) < (end - start) / _SHORTER else None


def _is_enclosed(text: str, at: int) -> bool:
    quoted = any(start < at < end for start, end in quoted_spans(text))
    return quoted or text.count("(", 0, at) != text.count(")", 0, at)


def _beginning(evidence: Evidence, cut: re.Match[str]) -> int | None:
    """Where the rest begins after a place to cut, if it can stand alone."""
    text = evidence.text
    joined = _JOINED.match(text, cut.start())
    if joined and _is_own_clause(evidence, joined.end()):
        return joined.end()
    start = cut.end() + 1
    faults = lost_in_place(read(text[start:]), text, _reports(evidence, 0))
    return start if faults is None and _keeps_speakers(evidence, start, len(text)) else None


def _is_own_clause(evidence: Evidence, start: int) -> bool:
    """Whether a main clause begins that leans on nothing before it."""
    front, rest = evidence.text[:start], evidence.text[start:]
    before, after = read(front), read(rest)
    if not before or before[0].text in _OPENING or before[0].text.endswith(("ly", "ing")):
        return False  # "In 2020, prices fell, and the port closed": both in 2020
    if not (_OWN_SUBJECT.match(rest) and has_verb(before) and has_verb(first_piece(after))):
        return False
    leans = any(word.text in _LEANING for word in after)
    return not leans and _is_loose(before) and _keeps_speakers(evidence, start, len(rest) + start)


def _can_end(evidence: Evidence, start: int, end: int) -> bool:
    """Whether what begins at ``start`` can stop at ``end``."""
    text = evidence.text
    if end == len(text):
        return True
    if not _keeps_speakers(evidence, start, end):
        return False
    kept, rest = read(text[start:end]), text[end:]
    if lost_in_place(kept, text[start:], _reports(evidence, start)) is None:
        return True
    joined = _JOINED.match(rest)
    beside = bool(joined and _OWN_SUBJECT.match(rest, joined.end())) and has_verb(kept)
    return beside and has_verb(first_piece(read(rest))) and _is_loose(read(rest))


def _is_loose(words: list[Word]) -> bool:
    """Whether nobody speaks in the words, and they limit nothing."""
    return limits(words) is None and not says(words)


def _reports(evidence: Evidence, start: int) -> list[tuple[Span, str]]:
    """Where each speaker is named from ``start`` on, counted from there, and the verb of speech."""
    own = [evidence.speech] if evidence.speech else []
    speeches = [*own, *(said for said in evidence.sentence.speeches if said not in own)]
    first = evidence.sentence.start + start
    return [
        ((said.mention[0] - first, said.mention[1] - first), said.cue or "")
        for said in speeches
        if said.mention and said.mention[0] >= first
    ]


def _keeps_speakers(evidence: Evidence, start: int, end: int) -> bool:
    """Whether every speaker is still named, and the verb that says so beside the name."""
    own = [evidence.speech] if evidence.speech else []
    first = evidence.sentence.start
    mentions = [said.mention for said in (*own, *evidence.sentence.speeches) if said.mention]
    named = all(start <= a - first and b - first <= end for a, b in mentions)
    dropped = read(evidence.text[:start]) + read(evidence.text[end:])
    return named and not (mentions and says(dropped))

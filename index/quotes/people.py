"""The people and bodies that one article names, and what it calls them.

Lone surnames, titles and pronouns are resolved to a full name only where the
article leaves one reading; otherwise they stay what they are, or unresolved.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import takewhile
from typing import TYPE_CHECKING

from index.quotes.names import BODIES, TITLES, bare_name, same_person

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_NOT_PEOPLE = frozenset({"GPE", "LOC", "NORP", "DATE", "CARDINAL", "ORDINAL"})
_OFFICES = {"diplomat": "minister", "counterpart": "minister", "leader": "president"}
_FILLER = frozenset("the a an this that his her their its top senior".split())
_BARE_OFFICES = frozenset(
    """minister foreign prime president secretary spokesperson spokesman spokeswoman leader
    official diplomat ambassador envoy senator governor mayor chief director chairman analyst
    expert judge lawyer professor doctor coach""".split()
)
PRONOUNS = frozenset({"he", "she"})
_GENDERED = {
    "he": frozenset(
        "mr sir lord king prince spokesman chairman congressman businessman actor".split()
    ),
    "she": frozenset(
        """ms mrs miss dame lady queen princess spokeswoman chairwoman congresswoman
            businesswoman actress""".split()
    ),
}


class People:
    """Names in one article; built over the whole text, so that a headline's "Lavrov" resolves."""

    def __init__(self, docs: Iterable[Doc]) -> None:
        self._described: dict[str, set[str]] = defaultdict(set)
        self._pronouns: dict[str, Counter[str]] = defaultdict(Counter)
        runs = [run for doc in docs for run in proper_runs(doc)]
        for run in runs:
            self._note(run)
        for run in runs:
            self._note_gendered_title(run)

    def canonical(self, mention: Span) -> str:
        """The fullest name for a mention by name, or the bare mention where there is none."""
        if mention.root.lower_ in BODIES:
            return re.sub(r"^(?:the|a|an|its|their|his|her) ", "", mention.text, flags=re.I)
        name = bare_name(mention.text)
        if " " in name or mention.root.ent_type_ in _NOT_PEOPLE:
            return next((full for full in self._described if full == name), name)
        fuller = [full for full in self._described if same_person(name, full)]
        distinct = [one for one in fuller if not any(same_person(one, two) for two in fuller[:1])]
        return max(fuller, key=len) if fuller and not distinct else name

    def is_person(self, name: str) -> bool:
        return name in self._described

    def by_office(self, phrase: str) -> str | None:
        """The one person whom "the Chinese foreign minister" or "the Russian diplomat" can mean."""
        words = {word for word in _words(phrase) if word not in _FILLER}
        wanted = {_OFFICES.get(word, word) for word in words}
        fits = [
            name
            for name, described in self._described.items()
            if wanted and all(any(_kin(word, known) for known in described) for word in wanted)
        ]
        groups = [
            one for at, one in enumerate(fits) if not any(same_person(one, e) for e in fits[:at])
        ]
        return groups[0] if len(groups) == 1 else None

    def is_bare_office(self, phrase: str) -> bool:
        """Whether a phrase names an office alone: "the minister", not "the Russian minister"."""
        return _words(phrase) <= _BARE_OFFICES | _FILLER

    def fits_pronoun(self, name: str, pronoun: str) -> bool:
        """Whether nothing said so far speaks against calling ``name`` he or she."""
        counts = self._pronouns[name]
        return counts[pronoun] * 2 >= counts.total()

    def is_called(self, name: str, pronoun: str) -> bool:
        """Whether the article has mostly called ``name`` this."""
        counts = self._pronouns[name]
        return counts[pronoun] * 2 > counts.total()

    def note_pronoun(self, name: str, pronoun: str, weight: int = 1) -> None:
        self._pronouns[name][pronoun] += weight

    def _note(self, run: Span) -> None:
        name = bare_name(run.text)
        words = name.split()
        before = _words(run.text[: run.text.find(name)]) | _words_before(run)
        titled = bool(before & TITLES)
        person = any(token.ent_type_ == "PERSON" for token in run)
        if not 2 <= len(words) <= 4 or not (titled or person):
            return
        if any(word.lower() in TITLES for word in words):
            return
        self._described[name] |= before | {_OFFICES.get(word, word) for word in before}

    def _note_gendered_title(self, run: Span) -> None:
        name = self.canonical(run)
        if not self.is_person(name):
            return
        before = _words(run.text[: run.text.find(bare_name(run.text))]) | _words_before(run)
        for pronoun, titles in _GENDERED.items():
            if before & titles:
                self.note_pronoun(name, pronoun, weight=5)


def proper_runs(doc: Doc) -> list[Span]:
    """Maximal runs of proper nouns: "Foreign Minister Wang Yi"; possessive marks left out."""
    runs: list[Span] = []
    start: int | None = None
    for token in doc:
        proper = token.pos_ == "PROPN" or (start is not None and token.text == "-")
        if proper and start is None:
            start = token.i
        elif not proper and start is not None:
            runs.append(doc[start : token.i])
            start = None
    if start is not None:
        runs.append(doc[start:])
    return runs


def noun_phrase(head: Token) -> Span:
    """The words that belong to a name or title: "his Chinese counterpart", "Janet Yellen"."""
    parts = {"compound", "amod", "det", "poss", "nmod", "flat", "nummod", "case", "punct"}
    start = head.i
    while start > 0 and _belongs(head.doc[start - 1], head, parts):
        start -= 1
    while start < head.i and head.doc[start].is_punct:
        start += 1
    return head.doc[start : head.i + 1]


def _belongs(token: Token, head: Token, parts: set[str]) -> bool:
    while token.dep_ in parts and token.head.i <= head.i:
        token = token.head
        if token.i == head.i:
            return True
    return False


def _words(text: str) -> set[str]:
    found = re.findall(r"[^\W\d_][\w.]*", text.replace("’s", "").replace("'s", ""))
    # "Mr." is the title "mr"; "U.S." keeps its dots.
    return {(word if "." in word[:-1] else word.rstrip(".")).lower() for word in found}


def _words_before(run: Span) -> set[str]:
    """Describing words just before a run: "Russia's", "Chinese", "counterpart"."""
    found: set[str] = set()
    at = run.start - 1
    while at >= 0 and run.start - at <= 5:
        token = run.doc[at]
        if token.pos_ not in {"ADJ", "NOUN", "PROPN", "PART"} and token.text != ",":
            break
        found |= _words(token.text)
        at -= 1
    return found


def _kin(one: str, other: str) -> bool:
    """The same word, or a country and its adjective ("china", "chinese"), not two countries'."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    shared = sum(1 for _ in alike)
    return one == other or (shared >= 4 and max(len(one), len(other)) - shared <= 3)

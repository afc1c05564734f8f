"""The bodies that one article names: companies, ministries, papers; short forms and acronyms.

"GM" is General Motors where the article writes both; "Palo Alto" is Palo Alto Networks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_DETERMINER = re.compile(r"^(?:the|a|an|its|their|his|her|this|that) ", re.IGNORECASE)
_IN_BRACKETS = re.compile(
    r"((?:[A-Z][\w&’'-]+|of|for|and|the|on|in)(?: (?:[A-Z][\w&’'-]+|of|for|and|the|on|in)){1,9})"
    r" \(“?([A-Z][A-Za-z&.]{1,9})”?\)"
)
_FORMS = frozenset(
    """inc corp corporation company co group networks holdings ltd llc plc bank university motors
    technologies systems partners association of america international foundation institute
    agency ministry council the and""".split()
)
_SMALL = frozenset("of for and the on in".split())


class Bodies:
    """Names of bodies in one article, by what the entity recogniser takes for one."""

    def __init__(self, docs: Sequence[Doc]) -> None:
        self._seen: Counter[str] = Counter()
        self._people: Counter[str] = Counter()
        self._order: dict[str, int] = {}  # by first use
        self._acronyms: dict[str, str] = {}
        for doc in docs:
            for entity in doc.ents:
                name = bare_body(entity.text)
                if entity.label_ in {"ORG", "PRODUCT", "NORP"}:
                    self._seen[name] += 1
                    if entity.label_ == "ORG":
                        self._order.setdefault(name, len(self._order))
                elif entity.label_ == "PERSON":
                    self._people[name] += 1
            for found in _IN_BRACKETS.finditer(doc.text):
                if full := _spelled_out(found[1], found[2]):
                    self._acronyms[found[2]] = full
        for name in self._seen:
            if " " in name and (short := _initials(name)) in self._seen:
                self._acronyms.setdefault(short, name)

    def canonical(self, name: str) -> str:
        """The fullest name that the article gives a body."""
        bare = bare_body(name)
        if bare in self._acronyms:
            return self._acronyms[bare]
        # A longer name that comes later is another's: TikTok, TikTok Music.
        first = self._order.get(bare, len(self._order))
        longer = [
            full
            for full, at in self._order.items()
            if full.startswith(f"{bare} ") and at < first and _is_form(full.removeprefix(bare))
        ]
        kept = [full for full in longer if all(one.startswith(full) for one in longer)]
        return kept[0] if kept else bare

    def by_noun(self, noun: str) -> str | None:
        """The one body whose name holds the noun: the Board of Elections, for "the board"."""
        named = [full for full in self._seen if noun in full.lower().split() and " " in full]
        found = list(dict.fromkeys(self.canonical(full) for full in named))
        return found[0] if len(found) == 1 else None

    def holds(self, name: str) -> bool:
        """Whether the article names a body so."""
        bare = bare_body(name)
        return bare in self._acronyms or self.mostly(bare)

    def ends_a_body(self, word: str) -> bool:
        """Whether a word by itself is a body of the article, as "United" may be."""
        return self._seen[word] > 0 and self._people[word] == 0

    def mostly(self, name: str) -> bool:
        """Whether a name is more often taken for a body's than for a person's."""
        return self._seen[name] > self._people[name]


def _is_form(rest: str) -> bool:
    """Whether what a longer name adds is form alone: not "Music", which is another thing."""
    return {word.strip(".,").lower() for word in rest.split()} <= _FORMS


def bare_body(name: str) -> str:
    """A body's name without article and possessive mark."""
    return re.sub(r"['’]s?$", "", _DETERMINER.sub("", name.strip())).strip(" ,")


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word.lower() not in _SMALL)


def _spelled_out(words: str, acronym: str) -> str | None:
    """The end of ``words`` whose initials make the acronym."""
    parts = words.split()
    letters = [c for c in acronym if c.isupper()]
    for start in range(len(parts)):
        if [p[0] for p in parts[start:] if p.lower() not in _SMALL] == letters:
            return " ".join(parts[start:])
    return None

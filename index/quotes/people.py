"""The people that one article names, and what it calls them.

Lone surnames, titles and pronouns are resolved to a full name only where the article leaves
one reading; otherwise they stay what they are, or unresolved.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.quotes.bodies import Bodies
from index.quotes.full_names import (
    PLACES,
    descriptions,
    full_names_of,
    is_full_name,
    lone_speakers,
    surnames_used,
)
from index.quotes.given_names import pronoun_of
from index.quotes.names import BODIES, NameIndex, same_person
from index.quotes.phrases import (
    GENDERED,
    HONORIFICS,
    before_name,
    gender_of_title,
    kin,
    name_in,
    noun_phrase,
    proper_runs,
    title_before,
    words_before,
    words_in,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_NOT_PEOPLE = frozenset({"GPE", "LOC", "NORP", "DATE", "CARDINAL", "ORDINAL"})
_OFFICES = {"diplomat": "minister", "counterpart": "minister", "leader": "president"}
_FILLER = frozenset("the a an this that his her their its top senior".split())
_BARE_OFFICES = frozenset(
    """minister foreign prime president secretary spokesperson spokesman spokeswoman leader
    official diplomat ambassador envoy senator governor mayor chief director chairman analyst
    expert judge lawyer professor doctor coach""".split()
)


class People:
    """Names in one article; built over the whole text, so that a headline's "Lavrov" resolves."""

    def __init__(self, docs: Iterable[Doc]) -> None:
        self._seen: Counter[str] = Counter()  # full names as written
        self._described: dict[str, set[str]] = defaultdict(set)  # by the name that stands for all
        self._titles: dict[str, Counter[str]] = defaultdict(Counter)
        self._pronouns: dict[str, Counter[str]] = defaultdict(Counter)
        docs = list(docs)
        self.bodies = Bodies(docs)
        # In a line of capitals every word looks like a name.
        cased = [doc for doc in docs if doc.text.upper() != doc.text]
        runs = [run for doc in cased for run in proper_runs(doc)]
        self._first_use: dict[str, int] = {}  # which run of proper nouns first uses a name
        for at, run in enumerate(runs):
            name = name_in(run)
            self._first_use.setdefault(name, at)
            if is_full_name(run, name, self.bodies):
                self._seen[name] += 1
        known = {name.split()[-1] for name in self._seen}
        surnames = {*known, *surnames_used(runs), *lone_speakers(runs)}
        self._seen.update(
            name for name in full_names_of(runs, surnames, self.bodies) if name not in self._seen
        )
        self._alike = NameIndex()
        for name in list(self._seen):
            self._alike.add(name)
        for name in dict.fromkeys(lone_speakers(runs)):
            if not self._alike.like(name):
                self._seen[name] += 1
                self._alike.add(name)
        self._fullest = {name: self._chosen(name) for name in self._seen}
        for run in runs:
            self._describe(run)
        for doc in docs:
            self._describe_by_grammar(doc)

    # ---- whom a mention names

    def canonical(self, mention: Span) -> str:
        """The fullest name for a mention by name, or the bare mention where there is none."""
        head = mention[-1]
        if mention.root.lower_ in BODIES or head.lower_ in BODIES:
            return self.bodies.canonical(mention.text)
        name = name_in(mention)
        bearer = self._bearer(mention, name) if " " not in name else None
        body = head.ent_type_ == "ORG" and len(mention) > 1 and self.bodies.holds(mention.text)
        person = bearer or name == mention.text in self._fullest
        if body and not person and not words_in(mention.text) & HONORIFICS:
            return self.bodies.canonical(mention.text)  # no title in General Motors
        if bearer or name in self._fullest:
            return bearer or self._fullest[name]
        if gender_of_title(mention) and self.may_be(name):
            return mention.text  # "Mrs Holt" is not John Holt, nor one of two
        if head.ent_type_ in _NOT_PEOPLE or self.bodies.holds(name):
            return self.bodies.canonical(mention.text)
        fuller = self.may_be(name)
        if len(fuller) == 1 and " " in name and len(name) <= len(fuller[0]):
            return fuller[0]
        return self.bodies.canonical(name) if not fuller else name

    def may_be(self, name: str) -> list[str]:
        """The people whom a lone surname or given name may mean."""
        return list(dict.fromkeys(self._fullest[full] for full in self._alike.like(name)))

    def _bearer(self, mention: Span, name: str) -> str | None:
        """The one person whom a lone name means.

        Of several who bear it, it is the one whom the title before it fits, else the one who
        alone was named in full when it was first used; the others came later and are told
        apart by their given names.
        """
        if name.lower() in PLACES:
            return None
        bearers = self.may_be(name)
        if word := gender_of_title(mention):
            fitting = [one for one in bearers if self.fits_pronoun(one, word)]
            surely = [one for one in fitting if self.surely_fits(one, word)]
            found = surely if len(bearers) > 1 else fitting
            return found[0] if len(found) == 1 else None
        if len(bearers) > 1:
            first_use = self._first_use.get(name, 0)
            bearers = [one for one in bearers if self._first_named(one) < first_use]
        return bearers[0] if len(bearers) == 1 else None

    def _first_named(self, name: str) -> int:
        spellings = [full for full in self._alike.like(name) if self._fullest[full] == name]
        return min(self._first_use[full] for full in spellings)

    def is_person(self, name: str) -> bool:
        """Whether the article names somebody so in full."""
        return name in self._fullest

    def description(self, name: str) -> str | None:
        """The title that the article most often puts before a name."""
        found = self._titles[name].most_common(1)
        return found[0][0] if found else None

    def everyone(self) -> list[str]:
        """The people named in full, each by one name."""
        return list(dict.fromkeys(self._fullest.values()))

    def by_office(self, phrase: str) -> str | None:
        """The one person whom "the Chinese foreign minister" or "the Russian diplomat" can mean."""
        words = {word for word in words_in(phrase) if word not in _FILLER}
        wanted = {_OFFICES.get(word, word) for word in words}
        if not wanted or any(c.isdigit() for c in phrase):
            return None
        fits = [
            name
            for name, described in self._described.items()
            if all(any(kin(word, known) for known in described) for word in wanted)
        ]
        return fits[0] if len(fits) == 1 else None

    def is_bare_office(self, phrase: str) -> bool:
        """Whether a phrase names an office alone: "the minister", not "the Russian minister"."""
        return words_in(phrase) <= _BARE_OFFICES | _FILLER

    # ---- he or she

    def fits_pronoun(self, name: str, pronoun: str) -> bool:
        """Whether nothing speaks against calling ``name`` he or she."""
        counts = self._pronouns[name]
        if counts.total():
            return counts[pronoun] * 2 >= counts.total()
        return pronoun_of(name.split()[0]) in {pronoun, None}

    def is_called(self, name: str, pronoun: str) -> bool:
        """Whether the article has mostly called ``name`` this."""
        counts = self._pronouns[name]
        return counts[pronoun] * 2 > counts.total()

    def surely_fits(self, name: str, pronoun: str) -> bool:
        """Whether the article or the given name itself says he or she."""
        return self.fits_pronoun(name, pronoun) and self._known(name)

    def note_pronoun(self, name: str, pronoun: str, weight: int = 1) -> None:
        """Counts once more that the article calls ``name`` this."""
        self._pronouns[name][pronoun] += weight

    def _known(self, name: str) -> bool:
        return self._pronouns[name].total() > 0 or pronoun_of(name.split()[0]) is not None

    # ---- what the article tells of them

    def _chosen(self, name: str) -> str:
        """Of all spellings of one person's full name the one that stands for them."""
        alike = self._alike.like(name)
        apart = any(not same_person(one, other) for one in alike for other in alike if one != other)
        return name if apart else max(alike, key=lambda each: (self._seen[each], len(each), each))

    def _describe(self, run: Span) -> None:
        name = self.canonical(run)
        if not self.is_person(name):
            return
        title = before_name(run, name_in(run)).strip()
        before = words_in(title) | words_before(run)
        self._described[name] |= before | {_OFFICES.get(word, word) for word in before}
        if described := title_before(run, title):
            self._titles[name][described] += 1
        for pronoun, titles in GENDERED.items():
            if before & titles:
                self.note_pronoun(name, pronoun, weight=5)

    def _describe_by_grammar(self, doc: Doc) -> None:
        for noun, owner in descriptions(doc):
            if self.is_person(name := self.canonical(noun_phrase(owner))):
                words = words_in(noun_phrase(noun).text)
                self._described[name] |= words | {_OFFICES.get(word, word) for word in words}

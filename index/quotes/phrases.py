"""Names and noun phrases in a parsed sentence: what belongs to them, what they are called."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from index.quotes.names import TITLES, bare_name

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_OUTER = re.compile(r"^[\W_]+|[^\w.]+$")  # "- Lund", "Lund 🇸🇪"
HONORIFICS = frozenset("mr mrs ms miss mx dr sir dame lord lady".split())
PRONOUNS = frozenset({"he", "she"})
GENDERED = {
    "he": frozenset(
        """mr sir lord king prince spokesman chairman congressman businessman actor father brother
        son husband""".split()
    ),
    "she": frozenset(
        """ms mrs miss dame lady queen princess spokeswoman chairwoman congresswoman
            businesswoman actress mother sister daughter wife""".split()
    ),
}


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


def name_in(phrase: Span) -> str:
    """The bare name at the end of a phrase: of "Obama adviser David Axelrod", "David Axelrod"."""
    doc, end = phrase.doc, phrase.end
    start = end
    while start > phrase.start and (doc[start - 1].pos_ == "PROPN" or doc[start - 1].text == "-"):
        start -= 1
    for entity in doc[max(0, phrase.start) : end].ents:
        # A lone word that is taken for a person is as a rule the end of a name.
        person = entity.label_ == "PERSON" and entity.end == end and len(entity) > 1
        if person and entity.start >= phrase.start:
            start = entity.start
    found = doc[start:end].text if start < end else phrase.text
    return bare_name(_OUTER.sub("", found))


def gender_of_title(mention: Span) -> str | None:
    """The pronoun that a title in front of a name goes with: "Mrs. Lund" → she."""
    words = words_in(mention.text) | words_before(mention)
    return next((pronoun for pronoun, titles in GENDERED.items() if words & titles), None)


def before_name(run: Span, name: str) -> str:
    at = run.text.find(name)
    return run.text[:at] if at > 0 else ""


def title_before(run: Span, title: str) -> str | None:
    """What stands before a name and describes who bears it: "US Secretary of State"."""
    doc, at = run.doc, run.start
    while at > 0 and _in_title(doc[at - 1]):
        at -= 1
    described = f"{doc[at : run.start].text} {title}".strip()
    words = words_in(described)
    return described if words & TITLES - HONORIFICS and "counterpart" not in words else None


def _in_title(token: Token) -> bool:
    within = token.lower_ == "of" and token.i > 0 and token.nbor(-1).pos_ == "PROPN"
    return within or (token.pos_ in {"ADJ", "NOUN", "PROPN"} and not token.is_space)


def words_in(text: str) -> set[str]:
    found = re.findall(r"[^\W\d_][\w.]*", text.replace("’s", "").replace("'s", ""))
    # "Mr." is the title "mr"; "U.S." keeps its dots.
    return {(word if "." in word[:-1] else word.rstrip(".")).lower() for word in found}


def words_before(run: Span) -> set[str]:
    """Describing words just before a run: "Russia's", "Chinese", "counterpart"."""
    found: set[str] = set()
    at = run.start - 1
    while at >= 0 and run.start - at <= 5:
        token = run.doc[at]
        if token.pos_ not in {"ADJ", "NOUN", "PROPN", "PART"} and token.text != ",":
            break
        found |= words_in(token.text)
        at -= 1
    return found


def kin(one: str, other: str) -> bool:
    """The same word, or a country and its adjective ("china", "chinese"), not two countries'."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    shared = sum(1 for _ in alike)
    return one == other or (shared >= 4 and max(len(one), len(other)) - shared <= 3)

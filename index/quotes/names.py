"""Names of people and bodies: titles stripped, spellings compared.

Transliterations of one name ("Sergei", "Sergey") count as one; a lone surname
or a lone family name first ("Wang" for "Wang Yi") counts as that person. Married
names, nicknames, initials and misspellings are not resolved: "Ivanov" and
"Ivanova" are two people. Of a body's name every word counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

TITLES = frozenset(
    """mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend hon saint president
        vice prime premier chancellor minister ministers secretary secretaries treasury defense
        defence state foreign finance interior economy deputy senior former acting ex-president
        president-elect then-president ambassador envoy special diplomat spokesperson spokesman
        spokeswoman press chief head director general secretary-general chairman chairwoman
        chair chairperson ceo cfo coo cto founder co-founder owner senator congressman
        congresswoman representative rep sen gov governor mayor lawmaker judge justice attorney
        prosecutor lawyer sheriff officer detective admiral colonel captain lieutenant sergeant
        major commander marshal king queen prince princess emperor pope cardinal archbishop
        bishop rabbi imam sheikh analyst economist expert historian author writer journalist
        reporter editor columnist leader counterpart official coach manager player captain star
        actor actress singer candidate nominee republican democrat democratic labour
        conservative russian chinese american british french german ukrainian us u.s. uk u.k. eu
        european japanese indian iranian israeli turkish korean speaker
        vp svp evp gm pastor bishop father sister brother gen lt sgt col capt cmdr adm maj
        fellow scholar researcher scientist professor doctor""".split()
)
BODIES = frozenset(
    """ministry government department agency embassy commission council party court union group
        committee office bureau administration house senate parliament police bank""".split()
)

_ENDING = re.compile(r"(?:iy|ii|yi|yy|ij|ei|ey|i|y)$")  # of one name in several transliterations
_WORD = re.compile(r"[^\W\d_][\w'.]*")
_POSSESSIVE = re.compile(r"['’]s?$")


def bare_name(mention: str) -> str:
    """The mention without titles before the name: "Foreign Minister Wang Yi" → "Wang Yi".

    A mention that is all titles ("the minister") comes back as it is, and so does a
    body's: the "Foreign" of the Foreign Ministry is no title.
    """
    words = _POSSESSIVE.sub("", mention.strip()).split()
    if words and words[-1].lower() in BODIES:
        return " ".join(words)
    if not {"for", "from", "with"}.isdisjoint(words):
        return " ".join(words)  # "a spokesman for Mayor Elena Ruiz" is not Elena Ruiz
    last_title = max(
        (at for at, word in enumerate(words) if word.strip(",.").lower() in TITLES), default=-1
    )
    name = " ".join(words[last_title + 1 :]).strip(" ,")
    return name or " ".join(words)


def same_person(one: str, other: str) -> bool:
    """Whether two names can be read as one person's or body's."""
    ones, others = _name_words(one), _name_words(other)
    if not ones or not others:
        return False
    if len(ones) > len(others):
        ones, others = others, ones
    if "for" in {*ones, *others}:
        return ones == others
    if BODIES & {*ones, *others}:
        return ones == others or (
            len(ones) > 1 and ones[-1] == others[-1] and set(ones) < set(others)
        )
    if len(ones) == 1:
        return any(_same_word(ones[0], word) for word in (others[0], others[-1]))
    # Both are full names: every word of the shorter has its twin in the longer.
    return _same_word(ones[-1], others[-1]) and all(
        any(_same_word(word, twin) for twin in others) for word in ones
    )


class NameIndex:
    """Names, to find those that can be read as one person's or body's with another."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._found: dict[str, list[str]] = {}

    def add(self, name: str) -> None:
        """Puts a name in."""
        words = _name_words(name)
        for key in {folded(word) for word in (*words[:1], *words[-1:])}:
            self._by_word[key].append(name)
        self._found.clear()

    def like(self, name: str) -> list[str]:
        """The names that can be read as one with ``name``."""
        if name not in self._found:
            words = _name_words(name)
            keys = {folded(word) for word in (*words[:1], *words[-1:])}
            near = dict.fromkeys(
                each for key in sorted(keys) for each in self._by_word.get(key, ())
            )
            self._found[name] = [each for each in near if same_person(name, each)]
        return self._found[name]


def _name_words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", bare_name(name).lower().replace("’", "'"))
    words = _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
    return [_POSSESSIVE.sub("", word) for word in words if word not in {"the", "a", "an"}]


def _same_word(one: str, other: str) -> bool:
    """Equal, or one transliteration apart ("sergei", "sergey"; "zelensky", "zelenskyy")."""
    if one == other:
        return True
    return folded(one) == folded(other)


def folded(word: str) -> str:
    """A word, transliterations of one name made equal ("sergei", "sergey")."""
    made_equal = _ENDING.sub("y", word)
    return made_equal if len(made_equal) >= 4 else word

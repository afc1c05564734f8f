"""Names and numbers that a question mentions, and which of them texts lack.

A capital, a country, what is made of its name and the seat of its government stand for one
another ("Tehran", "Iranian"; "the White House", "American"). English only. Not handled: names
without capitals, and those at the beginning of a question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from rag.words import fold, stem, words

_MENTIONS = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][\w'.-]*(?: [A-Z][\w'.-]*)*|(?<!^)\b\d[\w.,]*")
_ALIKE = 4  # first letters that a name and what is made of it share ("Sweden", "Swedish")
_COUNTRIES = """\
us u.s usa america american americans washington white-house
russia russian russians moscow kremlin
china chinese beijing
ukraine ukrainian ukrainians kyiv kiev
iran iranian iranians tehran
iraq iraqi iraqis baghdad
israel israeli israelis jerusalem
palestine palestinian palestinians gaza ramallah
france french paris elysee
germany german germans berlin
uk u.k britain british briton britons london england english
europe european europeans
eu brussels
turkey turkish turks ankara
japan japanese tokyo
korea korean koreans seoul pyongyang
india indian indians delhi
spain spanish spaniards madrid
italy italian italians rome
poland polish poles warsaw
greece greek greeks athens
netherlands dutch hague
switzerland swiss bern geneva
denmark danish danes copenhagen
sweden swedish swedes stockholm
norway norwegian norwegians oslo
finland finnish finns helsinki
ireland irish dublin
scotland scottish scots edinburgh
wales welsh cardiff
egypt egyptian egyptians cairo
syria syrian syrians damascus
lebanon lebanese beirut
yemen yemeni sanaa
qatar qatari doha
saudi saudis riyadh
taiwan taiwanese taipei
philippines philippine filipino filipinos manila
vietnam vietnamese hanoi
thailand thai thais bangkok
australia australian australians canberra
canada canadian canadians ottawa
mexico mexican mexicans
brazil brazilian brazilians brasilia
argentina argentine argentinian argentines
cuba cuban cubans havana
venezuela venezuelan venezuelans caracas
belarus belarusian minsk
serbia serbian serbs belgrade
hungary hungarian hungarians budapest
nato n.a.t.o
un u.n"""


def find_mentions(text: str, left_out: Collection[str] = ()) -> list[tuple[str, ...]]:
    """The words of each name and number that a question mentions, lower case.

    Args:
        text: the question.
        left_out: words of names that do not count, as of the speaker who is asked for.
    """
    found = (tuple(words(each)) for each in _MENTIONS.findall(fold(text)))
    return [each for each in found if each and set(left_out).isdisjoint(each)]


def lacking(mentions: Sequence[Sequence[str]], held: Collection[str]) -> float:
    """The share of names and numbers that are in none of their forms among the stems of a text.

    Of a name of several words the last is enough, as of a person.
    """
    begun = {each[:_ALIKE] for each in held if len(each) >= _ALIKE}
    missing = sum(not _stands(each, held, begun) for each in mentions)
    return missing / len(mentions) if mentions else 0.0


def _stands(mention: Sequence[str], held: Collection[str], begun: Collection[str]) -> bool:
    both = stem("-".join(mention))
    if len(mention) > 1 and both in _same():
        return not _same()[both].isdisjoint(held)
    last = mention[-1]
    parts = [part for part in last.split("-") if part] if "-" in last else [last]
    return all(_is_held(stem(part), held, begun) for part in parts) or stem(last) in held


def _is_held(name: str, held: Collection[str], begun: Collection[str]) -> bool:
    alike = len(name) >= _ALIKE and not name[0].isdigit() and name[:_ALIKE] in begun
    return name in held or alike or not _same().get(name, frozenset()).isdisjoint(held)


def same_country(name: str) -> frozenset[str]:
    """The stems of all that stand for the same country as this one; none where it is no country."""
    return _same().get(name, frozenset())


@lru_cache(maxsize=1)
def _same() -> Mapping[str, frozenset[str]]:
    """For the stem of each name of a country all that stand for it."""
    groups = [frozenset(stem(word) for word in line.split()) for line in _COUNTRIES.splitlines()]
    return {each: group for group in groups for each in group}

"""Names and numbers that a question mentions, and which of them texts lack.

A capital, a country, what is made of its name and the seat of its government stand for one
another ("Tehran", "Iranian"; "the White House", "American"). English only. Not handled: names
without capitals, and those at the beginning of a question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from functools import lru_cache

from rag.words import fold, stem, stems, words

_MENTIONS = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][\w'.-]*(?: [A-Z][\w'.-]*)*|(?<!^)\b\d[\w.,]*")
_ALIKE = 4  # first letters that a name and what is made of it share ("Sweden", "Swedish")
_COUNTRIES = """\
usa america american* americans* washington white-house united-states
russia russian* russians* moscow kremlin
china chinese* beijing
ukraine ukrainian* ukrainians* kyiv kiev
iran iranian* iranians* tehran
iraq iraqi* iraqis* baghdad
israel israeli* israelis* jerusalem
palestine palestinian* palestinians* gaza ramallah
france french* paris elysee
germany german* germans* berlin
uk u.k britain british* briton* britons* london england* english* united-kingdom
europe european* europeans*
eu brussels european-union
turkey turkish* turks* ankara
japan japanese* tokyo
north-korea north-korean* pyongyang
south-korea south-korean* seoul
india indian* indians* delhi
spain spanish* spaniards* madrid
italy italian* italians* rome
poland polish* poles* warsaw
greece greek* greeks* athens
netherlands dutch* hague*
switzerland swiss* bern geneva
denmark danish* danes* copenhagen
sweden swedish* swedes* stockholm
norway norwegian* norwegians* oslo
finland finnish* finns* helsinki
ireland irish* dublin
scotland* scottish* scots* edinburgh
wales* welsh* cardiff
egypt egyptian* egyptians* cairo
syria syrian* syrians* damascus
lebanon lebanese* beirut
yemen yemeni* sanaa
qatar qatari* doha
saudi saudis* riyadh saudi-arabia
taiwan taiwanese* taipei
philippines philippine* filipino* filipinos* manila
vietnam vietnamese* hanoi
thailand thai* thais* bangkok
australia australian* australians* canberra
canada canadian* canadians* ottawa
mexico mexican* mexicans*
brazil brazilian* brazilians* brasilia
argentina argentine* argentinian* argentines*
cuba cuban* cubans* havana
venezuela venezuelan* venezuelans* caracas
belarus belarusian* minsk
serbia serbian* serbs* belgrade
hungary hungarian* hungarians* budapest
un u.n united-nations"""
# With a star: its people, or what has a team or a person of that name, and is no government.
USA = "usa"
_US = re.compile(r"\bUS\b|\bU\.S\b")  # not "us"


def names_usa(text: str) -> bool:
    """Whether a text names that country by the letters that are a pronoun too."""
    return bool(_US.search(fold(text)))


def with_usa(text: str) -> str:
    """A text with that country's own word in place of those letters."""
    return _US.sub(USA.upper(), fold(text))


def named_stems(text: str) -> set[str]:
    """The stems of a text, with that of the country where those letters name it."""
    return {*stems(text), *([USA] if names_usa(text) else [])}


def find_mentions(text: str, left_out: Collection[str] = ()) -> list[tuple[str, ...]]:
    """The words of each name and number that a question mentions, lower case.

    Args:
        text: the question.
        left_out: words of names that do not count, as of the speaker who is asked for.
    """
    found = (tuple(words(each)) for each in _MENTIONS.findall(with_usa(text)))
    return [each for each in found if each and set(left_out).isdisjoint(each)]


def lacking(mentions: Sequence[Sequence[str]], held: Set[str]) -> float:
    """The share of names and numbers that are in none of their forms among the stems of a text.

    Of a name of several words the last is enough, as of a person.
    """
    if not mentions:
        return 0.0
    forms = [_forms(each) for each in mentions]
    names = list({part for _, parts in forms for part in parts})
    standing = dict(zip(names, stand(names, held), strict=True))
    found = [whole in held or all(standing[part] for part in parts) for whole, parts in forms]
    return found.count(False) / len(found)


def _forms(mention: Sequence[str]) -> tuple[str, list[str]]:
    """The stem that stands for a mention (its country's or last word's), and those of its parts."""
    country = "-".join(map(stem, mention))
    if len(mention) > 1 and country in _same():
        return country, [country]
    last = mention[-1]
    return stem(last), [stem(part) for part in last.split("-") if part] or [stem(last)]


def stand(names: Sequence[str], held: Set[str]) -> list[bool]:
    """Which names, as stems, stand among those of a text, or what is made of them does."""
    begun = {each[:_ALIKE] for each in held if len(each) >= _ALIKE} if names else set()
    return [
        name in held
        or (len(name) >= _ALIKE and not name[0].isdigit() and name[:_ALIKE] in begun)
        or any(set(each.split("-")) <= held for each in same_country(name))
        for name in names
    ]


def same_country(name: str) -> frozenset[str]:
    """The stems of all that stand for the same country as this one; none where it is no country."""
    return _same().get(name, frozenset())


def as_country(name: str) -> tuple[str, ...]:
    """All that stands for the country that a name is ("the Kremlin"); nothing where it is none."""
    own = [word for word in words(with_usa(name)) if word not in ("the", "government", "side")]
    return _governments().get("-".join(own), ())


def countries(named: Iterable[str]) -> set[frozenset[str]]:
    """The countries among stems, each as all the stems that stand for it."""
    return {group for each in named if (group := same_country(each))}


@lru_cache(maxsize=1)
def _governments() -> Mapping[str, tuple[str, ...]]:
    """For each name of a country that stands for its government all names of the country."""
    groups = [line.replace(USA, f"{USA} US", 1).split() for line in _COUNTRIES.splitlines()]
    return {
        name: tuple(each.strip("*").replace("-", " ") for each in group)
        for group in groups
        for name in group
        if not name.endswith("*")
    }


@lru_cache(maxsize=1)
def _same() -> Mapping[str, frozenset[str]]:
    """For the stem of each name of a country all that stand for it."""
    groups = [
        frozenset("-".join(map(stem, name.split("-"))) for name in line.split())
        for line in _COUNTRIES.replace("*", "").splitlines()
    ]
    return {each: group for group in groups for each in group}

"""Names in a sentence, as far as their spelling tells: of people, bodies and places.

English only. A name is told by its capitals, a person's by a given name, a title or what
follows it, a place by the word before it; common nouns only where these lists have them.
"""

from __future__ import annotations

import re

from index.quotes.cues import CUES
from index.quotes.given_names import pronoun_of
from index.quotes.names import BODIES, TITLES
from rag.figures import times
from rag.spans import Span, apart, joined, overlaps, spans
from rag.words import MONTHS, STOP_WORDS, WEEKDAYS, words

_NOT_PLACES = frozenset(
    (*MONTHS, *WEEKDAYS, *"english french german internet facebook twitter".split())
)
_ADJECTIVES = frozenset(  # titles of people that stand before names of places as well
    """state general special major foreign russian chinese american british french german ukrainian
        us u.s. uk u.k. eu european japanese indian iranian israeli turkish korean saint""".split()
)
_PLACES = (
    r"(?:hospital|school|university|college|hotel|airport|port|harbou?r|station|church|mosque|temple|"
    r"court|courthouse|stadium|arena|street|home|house|office|building|headquarters|cent(?:re|er)|"
    r"city|town|village|capital|coast|beach|river|lake|sea|ocean|island|mountains?|valley|forest|"
    r"park|square|garden|farm|factory|plant|prison|jail|camp|base|embassy|palace|museum|library|"
    r"theat(?:re|er)|restaurant|bar|caf[eé]|shop|store|market|mall|road|highway|motorway|bridge|"
    r"border|north(?:\w*)|south(?:\w*)|east(?:ern)?|west(?:ern)?|hall|quay|pier|room|field|region|"
    r"province|district|suburb|area|site|world|country|countries|continent|space|studio|zoo|mill|ship|"
    r"ground|garden|provinces)s?"
)
_NAME_WORD = r"[^\W\d_a-zß-ÿ][\w.&'’-]*\w|[A-Z]\b"
_LINK = r"(?:of the|of|de|del|la|le|van|von|der|bin|ibn|al|el|for|for the|da|di|du)"
_NAME = re.compile(rf"(?<![\w])(?:{_NAME_WORD})(?:\.? (?:(?:{_LINK}) )?(?:{_NAME_WORD}))*")
_SOMEBODY = re.compile(
    r"\b(?:(?i:the|an?|his|her|its|their|two|three|several|some|many) )(?:[\w'-]+ ){0,3}?(?:"
    + "|".join(sorted((TITLES | BODIES) - {"state", "general", "special", "star", "us", "uk"}))
    + r"|officials|researchers|scientists|workers|residents|protesters|students|police|people|"
    r"villagers|voters|lawmakers|critics|soldiers|officers|teachers|doctors|investigators|"
    r"authorities|company|team|family|families|owner|author|farmers|fishermen|"
    r"women|men|woman|man)(?:s|es)?\b"
    r"(?: (?:for|of) (?:the )?(?:[\w'-]+))?|\b(?i:police|critics|officials|protesters|residents)\b|"
    r"\bthe public\b"
)
_TOWARDS_WORD = (
    r"\b(?i:in|at|to|from|near|outside|inside|across|around|through|towards?|into|off|on|of|between|"
    r"within|along|above|beyond|behind|under|left|visited|reached|over|via|and),?"
)
_TOWARDS = re.compile(
    rf"{_TOWARDS_WORD} (?:the |an? )?(?:(?!for |with |by |that )[a-zß-ÿ-]+ ){{0,3}}$"
)
_COMMON_PLACE = re.compile(
    rf"{_TOWARDS_WORD} (?:the |a |an |his |her |their |its )?(?:[\w'-]+ ){{0,2}}?"
    rf"{_PLACES}(?: {_PLACES})*\b"
    r"|\b(?:abroad|overseas|online|offshore|downtown|worldwide|nationwide)\b"
)
_DEMONYM = re.compile(r"\w+(?:ish|ese|ians?|icans?)$")
_PLACE_IN_NAME = re.compile(rf"\b{_PLACES}(?:$| (?:of|for)\b)", re.IGNORECASE)
_DATELINE = re.compile(r"^[A-Z][A-Z.'-]+(?: [A-Z.'-]+)*(?:, [A-Z][\w.]+)?(?= ?(?:\(|[-–—]{1,2} ))")
_BASED = re.compile(r"\b[A-Z][\w-]*?(?=-(?:based|born)\b)")


def people(text: str) -> list[Span]:
    dates = times(text)
    names = [span for span in _names(text) if not overlaps(span, dates)]
    common = [span for span in spans(_SOMEBODY, text) if not overlaps(span, names)]
    return sorted([*names, *common])


def places(text: str) -> list[Span]:
    """Names after "in", "at", "to" …, but of people; then common nouns for places."""
    dates = times(text)
    names = [span for span in named_places(text) if _is_placed(text, *span)]
    named = [*names, *spans(_DATELINE, text), *spans(_BASED, text)]
    common = [s for s in spans(_COMMON_PLACE, text) if not overlaps(s, [*named, *dates])]
    return joined(text, [*apart(named), *common], re.compile(" of (?:the )?"))


def _is_placed(text: str, start: int, end: int) -> bool:
    """After a word of place or another place ("Oslo, Norway"), or one by name ("Lock Hall")."""
    before = text[max(0, start - 60) : start]
    beside = re.search(r"\b[A-Z]\w+, $", before)
    return bool(_TOWARDS.search(before) or beside or _PLACE_IN_NAME.search(text[start:end]))


def named_places(text: str) -> list[Span]:
    """What can be the name of a city or country, wherever it stands."""
    dates = times(text)
    return [
        span
        for span in _names(text)
        if not _is_person(text, *span)
        and not overlaps(span, dates)
        and not _DEMONYM.match(text, *span)
    ]


def _names(text: str) -> list[Span]:
    """Names, but of months, weekdays and words that only begin the sentence."""
    found = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        start += _lead(text, start, end)
        told = [word for word in words(text[start:end]) if word not in STOP_WORDS]
        if start < end and set(told) - _NOT_PLACES and _is_named(text, start, end):
            found.append((start, end))
    return found


def _lead(text: str, start: int, end: int) -> int:
    """How many characters of a run of capitals are no part of the name: "In May Oslo"."""
    opens = _opens_sentence(text, start)
    length = 0
    for word in re.finditer(r"\S+ ?", text[start:end]):
        plain = word.group().strip().lower()
        title = not word.group().strip()[1:].isupper()  # "The", not "US"
        small = title and (plain in STOP_WORDS or (opens and plain.endswith("ly")))
        if not small and plain not in _NOT_PLACES:
            break
        length = word.end()
    return length


def _is_named(text: str, start: int, end: int) -> bool:
    """Not a common word that has its capital from opening the sentence: "Taxes rose"."""
    if not _opens_sentence(text, start) or " " in text[start:end]:
        return True
    word = text[start:end]
    follows = words(text[end : end + 30])[:1]
    verb = bool(follows) and (follows[0] in CUES or follows[0] in ("is", "was", "has", "had"))
    verb = verb or (bool(follows) and follows[0].endswith("ed") and not word.endswith("s"))
    return verb or text[end - 2 : end] == "'s" or pronoun_of(word) is not None or word.isupper()


def _opens_sentence(text: str, at: int) -> bool:
    return not re.search(r"\w", text[:at]) or bool(re.search(r"[.?!:;] [\"']?$", text[:at]))


def _is_person(text: str, start: int, end: int) -> bool:
    name = text[start:end].split()
    before = words(text[:start])[-1:]
    follows = words(text[end : end + 20])[:1]
    full = len(name) > 1 and pronoun_of(name[0]) is not None
    titled = bool(before) and before[0] in TITLES and before[0] not in _ADJECTIVES
    title = len(name) > 1 and name[0].lower().strip(".") in TITLES - _ADJECTIVES
    speaks = bool(follows) and follows[0] in ("said", "says", "told", "added")
    return full or titled or title or speaks

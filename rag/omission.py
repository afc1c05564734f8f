"""What of a sentence may be left out without changing what the rest says.

An occasion in front, an apposition between its commas, a clause at the end: only what is set
off, and only where nothing kept is measured by it ("In May, prices rose 5 %" says less of
prices without its month). Modifiers inside of a clause are never told apart here, nor is a
list without "and" from an apposition that begins with an article and stands before a verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.quotes.names import TITLES
from rag.offices import PERSONS
from rag.source_words import (
    CONDITIONS,
    IRREGULAR_PAST,
    PERSONAL,
    PREPOSITIONS,
    RESUMES,
    TEMPORAL,
    Word,
    first_piece,
    has_verb,
    limits,
    says,
)
from rag.words import MONTHS, STOP_WORDS, WEEKDAYS

CALENDAR = frozenset(
    """yesterday today earlier later early late last next previous same following day week weekend
        month year morning afternoon evening night spring summer autumn winter""".split()
).union(MONTHS, WEEKDAYS)
_AMID_DATES = frozenset("on in at during the that this of a an and".split())
_NOT_PAST = frozenset(
    """is are am be will would can could may might must shall should has have do does ago""".split()
)
_MEASURED = re.compile(
    r"\d|^(?:no|not|none|never|all|every|each|any|most|least|only|more|less|fewer|half|many|few|"
    r"twice|once|again|still|always|record|\w{3,}est|two|three|four|five|six|seven|eight|nine|ten|"
    r"first|last|next)$|n't$"
)
_CONNECTIVES = frozenset(
    """however moreover furthermore additionally similarly likewise hence therefore thus
        consequently conversely again then besides finally meanwhile unfortunately fortunately
        indeed""".split()
) | {"in fact", "in addition", "of course", "in turn", "as a result"}
_COUNTED = frozenset("two three four five six seven eight nine ten".split())
_RELATIVES = frozenset("who whose whom which".split())
_ARTICLES = frozenset("the a an his her its their".split())
_SHARES = frozenset("least most half part some many few all both one two three four five".split())
_GOES_ON = frozenset(
    "and while whereas which who where as according adding because since despite due".split()
)
_SOON = frozenset("shortly soon just moments minutes hours days".split())
_TENTATIVE = frozenset(
    """pending barring excluding excepting assuming providing failing lacking pretending joking
        citing quoting echoing depending supposing notwithstanding""".split()
)
_EXCEPTING = frozenset(
    "exception exceptions exemption caveat caveats proviso conditions reservations doubts".split()
)
_PARTICIPLE = re.compile(r"\w{2,}ed$|(?:built|led|held|made|known|seen|born|written|taken)$")
_OBJECTS = frozenset("the a an his her its their that to it him them".split()) | PREPOSITIONS
_PLACES = frozenset("north south east west centre center capital city region province town".split())
_ORDINALS = frozenset("first second third fourth fifth last latest largest biggest".split())
_ADVERBIAL = frozenset("besides despite like unlike beyond given according beside".split())
_UNFINISHED = (PREPOSITIONS | CONDITIONS | TEMPORAL | _RELATIVES | _ARTICLES) | frozenset(
    "that because and or but to".split()
)
_LONGEST_NAME = 4
_NO_MAIN_CLAUSE = frozenset("and or but the a an he she it they i we this there".split())


def is_date(words: Sequence[Word]) -> bool:
    """Whether the words are a date and nothing else: "Earlier in March", "that day"."""
    texts = [word.text for word in words]
    known = CALENDAR | _AMID_DATES
    return bool(CALENDAR & set(texts) or _years(texts)) and all(
        text in known or text[0].isdigit() for text in texts
    )


def _years(texts: Sequence[str]) -> bool:
    return any(re.fullmatch(r"(?:19|20)\d\d", text) for text in texts)


def occasion_end(words: Sequence[Word]) -> int:
    """Where the rest begins after a date or a past event in front that may go; 0 if none may."""
    end = next((at for at in range(1, len(words)) if words[at].broken), 0)
    front, rest = words[:end], words[end:]
    if " ".join(word.text for word in front) in _CONNECTIVES:
        return end
    if front and front[-1].capital and _years([word.text for word in rest[:1]]):
        return 0  # within "March 23, 2024"
    past_event = bool(front) and front[0].text in ("after", "following")
    if not (is_date(front) or past_event) or says(front) or limits(front) or has_verb(front):
        return 0
    if past_event and any(word.text in PERSONAL for word in rest):
        return 0  # it may mean somebody named in front
    return end if is_past(rest) and not _is_measured(rest) and not limits(rest) else 0


def is_past(words: Sequence[Word]) -> bool:
    """Whether the words tell what happened, and nothing of now or of what is to come."""
    texts = {word.text for word in words if not (word.text == "may" and word.capital)}
    told = texts & ({"was", "were", "had"} | IRREGULAR_PAST) or _tells_event(words)
    return bool(told) and not texts & _NOT_PAST


def _tells_event(words: Sequence[Word]) -> bool:
    """Whether something happens in them: "was sealed", but not "was safe"."""
    texts = [word.text for word in words]
    regular = any(len(text) > 3 and text.endswith("ed") for text in texts)
    return regular or not IRREGULAR_PAST.isdisjoint(texts)


def _is_measured(words: Sequence[Word]) -> bool:
    """Whether a number, a share or a superlative among them depends on when or where."""
    return any(
        _MEASURED.search(word.text) and not _names_what_is_known(words, at)
        for at, word in enumerate(words)
    )


def _names_what_is_known(words: Sequence[Word], at: int) -> bool:
    """Whether a number counts nothing: "the two countries", "a first step", "May 3, 2031"."""
    word, before = words[at], words[at - 1].text if at else ""
    if word.text[0].isdigit():
        return before in CALENDAR or _years([word.text])
    return before == "a" or (before == "the" and word.text in _COUNTED)


def aside_end(words: Sequence[Word], at: int) -> int | None:
    """Where an apposition or a relative clause that begins at ``at`` ends, if it can go."""
    end = next((n for n in range(at + 1, len(words)) if words[n].broken), None)
    if end is None or not at or not words[at].broken:
        return None
    inside, after = words[at:end], words[end]
    opening = inside[0]
    named = opening.capital and opening.tells
    described = opening.text in _ARTICLES or opening.text in TITLES
    if any(word.text in _SHARES for word in inside) or says(inside) or limits(inside):
        return None
    if after.text in RESUMES:
        return end if named or described or opening.text in _RELATIVES else None
    named = named and _is_name_of_office(words[at - 1], inside)
    if named and any(word.text in PERSONAL for word in words[end:]):
        return None
    first = not any(word.broken for word in words[1:at])
    if not (named or described) or has_verb(inside) or not first or _opens_a_phrase(words[0]):
        return None
    return end if _can_resume(after) else None


def _is_name_of_office(before: Word, words: Sequence[Word]) -> bool:
    """Whether "…'s foreign minister, Wang Yi" names who holds the office."""
    named = all(word.capital and word.tells for word in words) and len(words) <= _LONGEST_NAME
    return named and before.text in TITLES and not before.capital


def _opens_a_phrase(word: Word) -> bool:
    """Whether the sentence begins with an adverbial, which the first comma may end."""
    return word.text in PREPOSITIONS | CONDITIONS | TEMPORAL | _ADVERBIAL


def _can_resume(after: Word) -> bool:
    """Whether a clause goes on with this word after an apposition, and no list does."""
    if after.capital or after.quoted or after.text.endswith("ing") or after.text in _RELATIVES:
        return False
    if after.text in _NO_MAIN_CLAUSE:
        return False
    return after.text in PREPOSITIONS | {"to"} or after.text not in STOP_WORDS


def may_go_at_end(kept: Sequence[Word], rest: Sequence[Word]) -> bool:
    """Whether a clause can end before ``rest``, which a comma sets off."""
    word = rest[0]
    follows = rest[1] if len(rest) > 1 else None
    if kept[-1].text in _UNFINISHED:
        return False
    if word.text in TEMPORAL | _SOON:
        event = word.text not in ("before", "whenever") and _tells_event(kept)
        return event and is_past(kept) and not _is_measured(kept)
    if any(each.text in TEMPORAL for each in rest) and not is_past(kept):
        return False
    if word.text == "and" or (word.text == "as" and follows and follows.text == "well"):
        return not _is_list(kept)
    if word.text in _GOES_ON:
        return True
    if follows is None or _awaits_its_verb(kept):
        return False
    if word.text.endswith("ing") and word.text not in _TENTATIVE:
        return follows.text in _OBJECTS or follows.capital or follows.text[0].isdigit()
    if _PARTICIPLE.match(word.text) and not word.capital:
        return follows.text in PREPOSITIONS
    piece = first_piece(rest)
    if len(piece) == len(rest) and _is_name_of_office(kept[-1], piece):
        return True
    if word.text == "with":
        return not any(each.text in _EXCEPTING for each in piece) and len(piece) > 2
    if word.text in ("in", "on", "at"):
        return _is_place_or_date(piece) and not _is_measured(kept)
    return _is_identity(piece) and len(piece) == len(rest)


def _is_list(kept: Sequence[Word]) -> bool:
    """Whether what is kept ends amid a list: "because the crews, the captains, and …"."""
    last = max((at for at, word in enumerate(kept) if at and word.broken), default=0)
    return last > 0 and not has_verb(kept[last:])


def _awaits_its_verb(kept: Sequence[Word]) -> bool:
    """Whether an apposition or relative clause stands last: "Berg, who was ill, resigned"."""
    last = max((at for at, word in enumerate(kept) if at and word.broken), default=0)
    opening = kept[last].text
    return last > 0 and opening in _RELATIVES | _ARTICLES | TITLES


def _is_place_or_date(piece: Sequence[Word]) -> bool:
    small = PREPOSITIONS | _AMID_DATES | CALENDAR | _PLACES
    known = all(w.capital or w.text in small or w.text[0].isdigit() for w in piece)
    return known and any(w.capital or w.text in CALENDAR for w in piece)


def _is_identity(piece: Sequence[Word]) -> bool:
    """ "the first under Biden", "a mayor of Oslo": who or what it is, no remark on it all."""
    texts = {word.text for word in piece}
    opening = piece[0].text
    person = texts & PERSONS and (opening in ("the", "a", "an") or opening in TITLES)
    ordinal = texts & _ORDINALS and opening == "the"
    alone = not texts & {"and", "or"} and not has_verb(piece) and not says(piece)
    return alone and bool(person or ordinal)

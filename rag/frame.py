"""The words of a sentence that say who speaks, and whether the rest can stand without them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.quotes.cues import CUES
from index.quotes.names import TITLES
from rag.omission import is_date
from rag.source_words import INVERTED, JOINING, PREPOSITIONS, Word, has_verb, limits, says

_OPENERS = JOINING | frozenset("then still yet later also meanwhile the a an".split())
_AMID_FRAME = frozenset("also has had have then later now who and there its the a an".split())
_OCCASION = re.compile(  # "On Monday, Lund said the port …" loses nothing without its beginning
    r"(?:and |but )?(?:speaking (?!as|for)|during|at (?:a|the)|(?:earlier|later|yesterday|today)$|"
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day|in (?:a|an|his|her|their) (?:\w+ ){0,2}"
    r"(?:statement|speech|interview|address|briefing|op-ed)\b)"
)
_FORUM = re.compile(
    r"(?:and |but )?in (?:a|an|his|her|their) (?:\w+ )?(?:statement|speech|interview|address|"
    r"briefing|op-ed|column|tweet)\b"
)
_DEPARTMENTS = frozenset("state defense defence treasury interior finance foreign".split())
_DESCRIBING = frozenset("who the a an".split())
_LONGEST_HEARER = 3  # words in "told the Norwegian parliament"


@dataclass(frozen=True)
class Frame:
    """The words that say who speaks ("Wang said", "said the Russian diplomat"), by number."""

    start: int
    end: int
    own: frozenset[int]  # the name and the verb themselves
    verb: str  # base of the verb of speech

    @property
    def is_source(self) -> bool:
        """ "According to …", which nothing after it can belong to."""
        return self.verb == "according to"

    @property
    def tells(self) -> bool:
        """A hearer comes next: "told reporters"."""
        return self.verb == "tell"


def find_frame(words: Sequence[Word], mention: tuple[int, int] | None, cue: str) -> Frame | None:
    if mention is None:
        return None
    named = [at for at, w in enumerate(words) if w.start < mention[1] and w.end > mention[0]]
    if not named:
        return None
    verb = cue.split()
    texts = [word.text for word in words]
    said = [
        range(at, at + len(verb))
        for at in range(len(words))
        if verb and texts[at : at + len(verb)] == verb and not {at, at + len(verb) - 1} & set(named)
    ]
    nearest: Sequence[int] = min(said, key=lambda each: _distance(each, named), default=())
    first = _title_before(words, min(named))
    out = [max(nearest) + 1] if nearest and _has_particle(words, max(nearest)) else []
    own = frozenset([*range(first, min(named)), *named, *nearest, *out])
    if not (nearest and min(nearest) == max(named) + 1 and not words[min(nearest)].broken):
        own |= frozenset(_office_before(words, first))  # not "The mayor, Lund said, resigned"
    return Frame(min(own), max(own) + 1, own, CUES.get(cue, cue))


def _has_particle(words: Sequence[Word], verb: int) -> bool:
    """Whether the verb is the first half of "pointed out"."""
    follows = words[verb + 1].text if verb + 1 < len(words) else ""
    return CUES.get(words[verb].text) == "point" and follows == "out"


def _title_before(words: Sequence[Word], name: int) -> int:
    """Where "Secretary of State Antony Blinken" begins."""
    start = name
    while start and not words[start].broken:
        before, department = words[start - 1].text, words[start].text in _DEPARTMENTS
        if before not in TITLES and not (before == "of" and department):
            break
        start -= 1
    return start


def _office_before(words: Sequence[Word], name: int) -> range:
    """The words of ", the Norwegian foreign minister," before a name."""
    start = name - 1
    while start >= 0 and not words[start].broken:
        start -= 1
    office = words[max(start, 0) : name]
    is_office = bool(office) and words[name].broken and office[-1].text in TITLES
    return range(start, name) if is_office and not has_verb(office) else range(0)


def _distance(one: Sequence[int], other: Sequence[int]) -> int:
    return max(min(one) - max(other), min(other) - max(one))


def is_plain(words: Sequence[Word], frame: Frame) -> bool:
    """Whether the speaker did say it: no "almost said", "wished she had said", "has yet to say"."""
    amid = [words[at] for at in range(frame.start, frame.end) if at not in frame.own]
    if all(word.text in _AMID_FRAME for word in amid):
        return True
    set_off = any(words[at].broken for at in range(frame.start + 1, frame.end))
    joined = any(word.text == "and" for word in amid)
    if says(amid) or not (set_off or joined):
        return False
    # "Lund, who was not there, said": that is of her, and not of what she says.
    described = amid[0].broken and amid[0].text in _DESCRIBING
    return limits(amid) is None or (described and limits(amid) == "negation")


def follows_its_words(words: Sequence[Word], frame: Frame) -> bool:
    """Whether the reported words stand before the speaker: "…, Lund said in Oslo"."""
    if frame.start == 0 or not words[frame.start].broken:
        return False
    rest = words[frame.end :]
    if not rest or rest[0].broken or words[frame.start].quoted or frame.is_source:
        return True
    length = next((n for n, word in enumerate(rest) if word.broken), len(rest))
    told = frame.tells and length <= _LONGEST_HEARER
    when = rest[0].text in PREPOSITIONS or is_date(rest[:length])
    return (told or when) and not has_verb(rest[:length])


def is_detachable(words: Sequence[Word], frame: Frame) -> bool:
    """Whether what stands before "Lund said the port …" can go: "Speaking in Oslo, …"."""
    before, after = words[: frame.start], words[frame.end :]
    if all(word.text in _OPENERS or word.text in TITLES for word in before):
        return True
    if not words[frame.start].broken:
        return _is_forum(before)
    if before[0].text in INVERTED:
        return False
    if after and after[0].broken and not after[0].quoted:
        return False  # "In theory, Lund said, …" belongs to what she said
    if any(word.quoted for word in words[: frame.start + 1]):
        return False
    after_event = before[0].text in ("after", "following") and not has_verb(before)
    named = all(word.capital and not word.possessive for word in before[1:])
    on_topic = len(before) > 1 and before[0].text == "on" and named
    occasion = _OCCASION.match(" ".join(word.text for word in before))
    if not (occasion or after_event or on_topic or is_date(before)):
        return False
    return not (limits(before) or says(before, ("speaking",)))


def _is_forum(words: Sequence[Word]) -> bool:
    """ "In an op-ed for China Daily", where no comma follows."""
    found = _FORUM.match(" ".join(word.text for word in words))
    if not found or any(word.broken for word in words[1:]):
        return False
    rest = words[len(found.group().split()) :]
    return not rest or (rest[0].text in PREPOSITIONS and all(word.capital for word in rest[1:]))

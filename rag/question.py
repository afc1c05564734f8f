"""What a question asks, told from its words alone: its form, whose words it wants, its topic.

English only. What it cannot tell stays open: a question of no known form is a
general one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.quotes.cues import CUES
from rag.asked_name import find_asked_name
from rag.asking import NEXT, NUMBER_NOUN, PERSON, PLACE, PLACES
from rag.types import Turn
from rag.words import AUXILIARY, content_stems, fold, words

Kind = Literal["who", "said", "did", "when", "where", "number", "several", "general"]
TURNS = 3  # of the conversation that a question may go on from
VALUE_KINDS: frozenset[Kind] = frozenset({"when", "where", "number"})
"""The kinds that a date, a place or a number answers."""

_YES_NO = re.compile(
    rf"^(?:and |but |so |(?:in|on|at|during)\b[^,?]+, )?{AUXILIARY}\b",
    re.IGNORECASE,
)
_SETTING = re.compile(  # "When Lund resigned, what did she say?"
    rf"^(?:when|where|after|before|while|once|as)\b (?!{AUXILIARY}\b)[^,?]+, "
    rf"(?=(?:what|who|whom|whose|which|how|why|where|when|{AUXILIARY})\b)",
    re.IGNORECASE,
)
_WHAT = re.compile(r"\b(?:what|how|why)\b", re.IGNORECASE)
_OF = (
    r"\b(?:what|which)(?:'s| is| was| are| were)?(?: the| a| an| its| his| her| their)? "
    rf"(?:(?!{AUXILIARY}\b)[\w'-]+ ){{0,3}}?"
)
_WHICH = r"(?<!\bin )(?<!\bat )(?<!\bduring )which"  # "at which of the ministers' meetings"
_WHO = re.compile(
    rf"\b(?:who|whose|whom|{_WHICH} (?:[\w'-]+ ){{0,3}}?"
    rf"(?:{PERSON}|country|side|outlet|agency)s?)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\bhow (?:many|much|long|often|old|far|high|large|big)\b|"
    rf"{_OF}(?:{NUMBER_NOUN})\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\bwhen\b|\b(?:what|which|on what|on which|in what) (?:day|date|year|month)\b", re.IGNORECASE
)
_WHERE = re.compile(
    rf"\bwhere\b|{PLACES}|\b(?:what|which) (?:(?!of\b)[\w'-]+ ){{0,2}}?(?:{PLACE})\b", re.IGNORECASE
)
_SEVERAL = re.compile(
    r"\b(?:articles|outlets|reports|accounts|sources|newspapers|media|write-ups)\b.*\b(?:differ\w*|"
    r"compare\w*|report|describe|cover|say|portray|present|agree)\b|\bhow (?:do|did|does) (?:the )?"
    r"(?:different |various |two )?(?:outlets|articles|reports|accounts|write-ups)\b|\bdiffer\w*\b|"
    r"\bcompare\b",
    re.IGNORECASE,
)
_SAYER = re.compile(  # "which cocoa trader testified …"
    rf"\b(?<!\bon )(?<!\bunder )(?<!\bby )(?<!\bfor ){_WHICH} (?:[\w'-]+ ){{1,6}}?"
    rf"(?:{'|'.join(sorted({*CUES} - {'call', 'report'}))})\b",
    re.IGNORECASE,
)
_WHICH_PEOPLE = re.compile(
    r"\b(?:which|what) (?:two |three |of the )?(?:[\w'-]+ ){0,3}?[a-z]{3,}(?<!s)s "
    r"(?=have\b|are\b|were\b|do\b|did\b|also\b|each\b|both\b|\w{3,}ed\b|\w+ out\b|said\b)",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "three": 3, "four": 4}
_PEOPLE_COUNTED = re.compile(
    rf"\b(?:which|what|who (?:are|were) the) (?P<count>{'|'.join(_COUNTS)}) (?:[\w'-]+ ){{0,3}}?"
    rf"(?:{PERSON}|people|men|women)s?\b",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"^((?:and |but |so )?(?:what|who|where|when|how|why))'s\b", re.IGNORECASE)
_GOES_ON = re.compile(r"^(?:and|but|so|what about|how about|also)\b", re.IGNORECASE)
_NAMED_NEXT = re.compile(  # "And Berg?", "What about Eva Dahl on taxes?"
    rf"^(?i:{NEXT})"
    r"(?P<name>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*)(?=[?,.]|$| (?:on|about)\b)"
)
_PRONOUN = re.compile(r"\b(?:he|she|him|her|they|them|it|that|this|those|his|their)\b", re.I)
_BARE_CUES = frozenset(  # stems of verbs that only say that something was said
    {"add", "comment", "remark", "speak", "state", "talk"}
)
_QUOTED = re.compile(r"[\"“]([^\"“”]{3,300})[\"”]|(?<!\w)['‘]([^'‘’]{8,300})['’](?!\w)")


@dataclass(frozen=True)
class Question:
    """A question and what is told from it.

    ``speaker`` is whose words or deeds it asks for, as the question puts it;
    ``topic`` are the stems of what it is about, the speaker's name left out;
    ``quoted`` are words that it puts between quotation marks.
    ``speech`` is set where it asks for words of that speaker, ``continued`` where it cannot be
    read without an earlier question, which ``search_text`` then holds too.
    """

    text: str
    search_text: str
    kind: Kind
    speaker: str | None
    speech: bool
    topic: tuple[str, ...]
    quoted: tuple[str, ...]
    continued: bool = False

    @property
    def plural(self) -> bool:
        """Whether it asks for several people: "Which officials have …?"."""
        return self.people > 1 or bool(_WHICH_PEOPLE.search(self.text))

    @property
    def people(self) -> int:
        """How many people it asks for, as far as it says so: "Which two analysts …?"."""
        counted = _PEOPLE_COUNTED.search(self.text) if self.kind == "who" else None
        return _COUNTS[counted["count"].lower()] if counted else 1

    @property
    def of_speech(self) -> bool:
        """Whether it is about something said, by whomever ("Who said the pact was dead?")."""
        return self.speech or any(word in CUES for word in words(self.text))


def understand(text: str, history: Sequence[Turn] = ()) -> Question:
    """What ``text`` asks, with what it leaves out taken from the last question asked."""
    plain = _CONTRACTED.sub(r"\1 is", " ".join(fold(text).split()))
    speaker, rest = find_asked_name(plain)
    speech = speaker is not None
    if speaker is None and history and (named := _NAMED_NEXT.match(plain)):
        speaker = named["name"]
        rest = plain.replace(speaker, " ", 1)
    earlier = _continued(plain, speaker, history)
    search_text = f"{_without_speaker(earlier, speaker)} {plain}" if earlier else plain
    if earlier and speaker and not speech:
        speech = earlier.speech
    if earlier and _stands_for_someone(speaker) and not (speaker is None and _WHO.search(plain)):
        speaker, speech = earlier.speaker, speech or earlier.speech
    topic = _topic(rest, speaker)
    if earlier and (_PRONOUN.search(rest) or not topic):
        topic = tuple(dict.fromkeys([*topic, *earlier.topic]))
    return Question(
        text=text,
        search_text=search_text,
        kind=_kind(plain, speaker, speech),
        speaker=speaker,
        speech=speech,
        topic=topic,
        quoted=tuple(
            each for pair in _QUOTED.findall(plain) if not _is_title(each := "".join(pair))
        ),
        continued=earlier is not None,
    )


def _kind(text: str, speaker: str | None, speech: bool) -> Kind:
    """The form that comes first in the question decides."""
    text = _SETTING.sub("", text)
    if _SEVERAL.search(text):
        return "several"
    forms: list[tuple[Kind, re.Pattern[str]]] = [
        ("number", _NUMBER),
        ("when", _WHEN),
        ("where", _WHERE),
        ("did", _YES_NO),
    ]
    if speaker is None:
        forms += [("who", _WHO), ("who", _SAYER)]
    found = [(match.start(), kind) for kind, form in forms if (match := form.search(text))]
    first = min(found, default=None)
    what = _WHAT.search(text)
    if first is not None and (what is None or first[0] <= what.start()):
        return first[1]
    return "said" if speaker is not None and speech else "general"


def _stands_for_someone(speaker: str | None) -> bool:
    return speaker is None or speaker.lower() in {"he", "she", "they", "him", "her", "it"}


def _continued(text: str, speaker: str | None, history: Sequence[Turn]) -> Question | None:
    """The last question, where this one cannot be read without it."""
    if not history:
        return None
    topic = _topic(text, speaker)
    refers = bool(_GOES_ON.match(text) or _PRONOUN.search(text)) or not topic
    return understand(history[-1].question, history[-TURNS:-1]) if refers else None


def _without_speaker(earlier: Question, speaker: str | None) -> str:
    """An earlier question, without the name of who it asks for where another is asked for now."""
    if earlier.speaker and not _stands_for_someone(speaker):
        return fold(earlier.text).replace(earlier.speaker, "")
    return earlier.text


def _is_title(quoted: str) -> bool:
    """Whether what stands between marks names a newspaper or a work, and is nobody's words."""
    long = [word for word in quoted.split() if len(word) > 3]
    return bool(long) and all(word[0].isupper() for word in long)


def _topic(text: str, speaker: str | None) -> tuple[str, ...]:
    about_speaker = set(content_stems(speaker)) if speaker else set()
    return tuple(
        stem for stem in content_stems(text) if stem not in about_speaker and stem not in _BARE_CUES
    )

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
from rag.types import Turn
from rag.words import STOP_WORDS, content_stems, fold, words

Kind = Literal["who", "said", "did", "when", "where", "number", "several", "general"]

_AUXILIARY = r"(?:did|does|do|has|have|had|was|is|were|are|will|would)"
_SPEECH_NOUNS = (
    r"(?:words?|statements?|remarks?|comments?|views?|position|stance|opinion|reaction|response|"
    r"message|warnings?|claims?|criticisms?|reply|answer|promises?|argument|assessment|take|thanks)"
)
_NAME = r"(?P<name>(?:the |a )?[^\W\d_][\w.'-]*(?: [\w.'-]+){0,6}?)"
_ASKED = re.compile(rf"\b(?:{_AUXILIARY}(?:n't| not)?|made|makes) (?=[^\W\d_])", re.IGNORECASE)
_PRONOUN_SAID = re.compile(
    rf"\b(?:he|she|they) (?:also |ever )?(?:{'|'.join(sorted(CUES, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_FINISHED = [cue for cue in CUES if cue not in CUES.values() and not re.search("(?:s|ing)$", cue)]
_WHAT_SAID = re.compile(
    rf"\b(?:what|how|why|whether) (?!(?:{_AUXILIARY}|many|much|long|often|far|old)\b){_NAME} "
    rf"(?:has |have |had |also |ever )*(?:{'|'.join(sorted(_FINISHED, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_PROPER_RUN = re.compile(r"(?<!^)\b[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*")
_BASE_FORMS = frozenset(CUES.values())
_OWNED = re.compile(rf"\b{_NAME}'s? (?:\w+ )?{_SPEECH_NOUNS}\b", re.IGNORECASE)
_ACCORDING = re.compile(rf"\baccording to {_NAME}(?=[,?.]|$)", re.IGNORECASE)
_NOBODY = frozenset(
    """nobody one people statement statements document documents treaty agreement memorandum mou
        readout letter account accounts story stories paper book study survey law
        headline""".split()
)
_SAYING = frozenset(
    """have give issue make offer deliver use put characterize characterise see react want mean
        feel""".split()
)
_YES_NO = re.compile(rf"^(?:and |but |so )?{_AUXILIARY}\b", re.IGNORECASE)
_WHAT = re.compile(r"\b(?:what|how|why)\b", re.IGNORECASE)
_WHO = re.compile(
    r"\b(?:who|whose|whom|which (?:\w+ ){0,2}(?:minister|official|person|politician|leader|"
    r"diplomat|speaker|spokes\w+|secretary|country|side|analyst|expert|outlet|agency)s?)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\bhow (?:many|much|long|often|old|far|high|large|big)\b", re.IGNORECASE)
_WHEN = re.compile(
    r"\bwhen\b|\b(?:what|which|on what|on which|in what) (?:day|date|year|month)\b", re.IGNORECASE
)
_WHERE = re.compile(r"\bwhere\b|\b(?:what|which) (?:city|country|place|town|venue)\b", re.I)
_SEVERAL = re.compile(
    r"\b(?:articles|outlets|reports|accounts|sources|newspapers|media)\b.*\b(?:differ\w*|"
    r"compare\w*|report|describe|cover|say|portray|present|agree)\b|\bhow (?:do|did|does) (?:the )?"
    r"(?:different |various |two )?(?:outlets|articles|reports|accounts)\b|\bdiffer\w*\b|"
    r"\bcompare\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^(?:and|but|so|what about|how about|also)\b", re.IGNORECASE)
_NAMED_NEXT = re.compile(  # "And Berg?", "What about Eva Dahl on taxes?"
    r"^(?i:(?:and |but |so )?(?:what|how) about |and |but |so )"
    r"(?P<name>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*)(?=[?,.]|$| (?:on|about)\b)"
)
_PRONOUN = re.compile(r"\b(?:he|she|him|her|they|them|it|that|this|those|his|their)\b", re.I)
_QUOTED = re.compile(r"[\"“]([^\"“”]{3,300})[\"”]|(?<!\w)['‘]([^'‘’]{8,300})['’](?!\w)")


@dataclass(frozen=True)
class Question:
    """A question and what is told from it.

    ``speaker`` is whose words or deeds it asks for, as the question puts it;
    ``topic`` are the stems of what it is about, the speaker's name left out;
    ``quoted`` are words that it puts between quotation marks.
    ``speech`` is set where it asks for words of that speaker.
    """

    text: str
    search_text: str
    kind: Kind
    speaker: str | None
    speech: bool
    topic: tuple[str, ...]
    quoted: tuple[str, ...]

    @property
    def of_speech(self) -> bool:
        """Whether it is about something said, by whomever ("Who said the pact was dead?")."""
        return self.speech or any(word in CUES for word in words(self.text))


def understand(text: str, history: Sequence[Turn] = ()) -> Question:
    """What ``text`` asks, with what it leaves out taken from the last question asked."""
    plain = " ".join(fold(text).split())
    speaker, speech, rest = _speaker(plain)
    if speaker is None and history and (named := _NAMED_NEXT.match(plain)):
        speaker = named["name"]
        rest = plain.replace(speaker, " ", 1)
    earlier = _continued(plain, speaker, history)
    search_text = f"{earlier.text} {plain}" if earlier else plain
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
        quoted=tuple(first or second for first, second in _QUOTED.findall(plain)),
    )


def _kind(text: str, speaker: str | None, speech: bool) -> Kind:
    """The form that comes first in the question decides."""
    if _SEVERAL.search(text):
        return "several"
    forms: list[tuple[Kind, re.Pattern[str]]] = [
        ("number", _NUMBER),
        ("when", _WHEN),
        ("where", _WHERE),
        ("did", _YES_NO),
    ]
    if speaker is None:
        forms.append(("who", _WHO))
    found = [(match.start(), kind) for kind, form in forms if (match := form.search(text))]
    first = min(found, default=None)
    what = _WHAT.search(text)
    if first is not None and (what is None or first[0] <= what.start()):
        return first[1]
    return "said" if speaker is not None and speech else "general"


def _speaker(text: str) -> tuple[str | None, bool, str]:
    """Whose words are asked for, whether it is words, and the question without that part."""
    for auxiliary in _ASKED.finditer(text):
        # The name ends at the first verb of speech after it, if there is one.
        parts = text[auxiliary.end() :].rstrip("?. ").split()
        at = _verb_at(parts)
        if at is not None and _is_passive(auxiliary.group(), parts[: at + 1]):
            continue
        if at is not None and _is_name(name := _trim(" ".join(parts[:at]))):
            return name, True, " ".join([text[: auxiliary.start()], *parts[at:]])
    if said := _PRONOUN_SAID.search(text):
        named = _PROPER_RUN.findall(text[: said.start()])
        if named:
            return named[-1], True, text.replace(named[-1], " ")
    for form in (_WHAT_SAID, _ACCORDING, _OWNED):
        if (match := form.search(text)) and _is_name(name := _named(_trim(match["name"]))):
            return name, True, text.replace(match.group(), " ", 1)
    return None, False, text


def _verb_at(parts: Sequence[str]) -> int | None:
    """Where in the words after an auxiliary the verb of saying stands.

    One with a capital ("the Coast Post") is a name, if another comes after it.
    """
    found = [at for at, _ in enumerate(parts[:9]) if _is_saying(parts, at)]
    return next((at for at in found if parts[at][0].islower()), next(iter(found), None))


def _is_saying(parts: Sequence[str], at: int) -> bool:
    bare = parts[at].lower().strip(",.;:")
    if at == 0 or (bare.endswith("s") and bare not in _BASE_FORMS):
        return False
    if bare == "have" and parts[at + 1 : at + 3] != ["to", "say"]:
        return False
    return bare in CUES or bare in _SAYING


def _is_passive(auxiliary: str, parts: Sequence[str]) -> bool:
    """Whether something is said of the subject: "was the ban announced", "has it been told"."""
    of_being = auxiliary.strip().lower().removesuffix("n't").split()[0] in _BE
    return (of_being or "been" in parts) and not parts[-1].lower().endswith("ing")


_BE = frozenset("is are was were".split())
_ADVERBS = frozenset(
    "also really ever actually once not reportedly publicly exactly have been".split()
)


def _trim(name: str) -> str:
    """The name without auxiliary words that the pattern took along at either end."""
    parts = name.split()
    while parts and parts[-1].lower() in _ADVERBS:
        parts.pop()
    while parts and (parts[0].lower() in STOP_WORDS - {"the"}) and len(parts) > 1:
        parts.pop(0)
    return " ".join(parts).strip(" ,")


def _named(wording: str) -> str:
    """The name at the end of a wording: "discussed Mark Cohen" → "Mark Cohen"; else all of it.

    Nothing where a long wording names nobody: "increased its growth".
    """
    if proper := _NAME_AT_END.search(wording):
        return proper.group()
    is_office = wording.lower().startswith(("the ", "a ")) or wording.split()[:1] == [wording]
    return wording if is_office or len(wording.split()) <= _LONGEST_PLAIN else ""


_NAME_AT_END = re.compile(
    r"(?:\b[Tt]he )?\b[A-Z][\w.'-]*(?: (?:(?:of|the|de|van|von|al|bin|for|and) )*[A-Z][\w.'-]*)*$"
)
_LONGEST_PLAIN = 2  # words of a name that is written in small letters
_ASKING = frozenset("what who whom whose which when where why how".split())


def _is_name(name: str) -> bool:
    """A name or an office, or a pronoun that stands for one."""
    lowered = name.lower().split()
    if not lowered or len(lowered) > 6 or not _ASKING.isdisjoint(lowered):
        return False
    return lowered[-1] not in STOP_WORDS | _NOBODY or lowered[0] in {"he", "she", "they"}


def _stands_for_someone(speaker: str | None) -> bool:
    return speaker is None or speaker.lower() in {"he", "she", "they", "him", "her", "it"}


def _continued(text: str, speaker: str | None, history: Sequence[Turn]) -> Question | None:
    """The last question, where this one cannot be read without it."""
    if not history:
        return None
    topic = _topic(text, speaker)
    refers = bool(_GOES_ON.match(text) or _PRONOUN.search(text)) or not topic
    return understand(history[-1].question, history[:-1][-2:]) if refers else None


def _topic(text: str, speaker: str | None) -> tuple[str, ...]:
    about_speaker = set(content_stems(speaker)) if speaker else set()
    return tuple(
        stem for stem in content_stems(text) if stem not in about_speaker and stem not in _BARE_CUES
    )


# Stems of verbs that only say that something was said.
_BARE_CUES = frozenset({"add", "comment", "remark", "speak", "state", "talk"})

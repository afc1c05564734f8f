"""The name in a question of whoever's words it asks for, told from its wording alone.

English only. Not handled: several names that stand apart from one another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.quotes.cues import CUES
from index.quotes.names import TITLES
from rag.mentioned import as_country
from rag.words import AUXILIARY, STOP_WORDS

SPEECH_NOUNS = (
    r"(?:words?|statements?|remarks?|comments?|views?|position|stance|opinion|reaction|response|"
    r"message|warnings?|claims?|criticisms?|reply|answer|promises?|argument|assessment|take|thanks|"
    r"verdict|advice|praise|plea|appeal|complaints?|explanation|demands?|apology|tribute|feelings|"
    r"thoughts)"
)
_ANY_CUE = "|".join(sorted(CUES, key=len, reverse=True))
_NAME = r"(?P<name>(?:the |a )?[^\W\d_][\w.'-]*(?: [\w.'-]+){0,6}?)"
_ASKED = re.compile(rf"\b(?:{AUXILIARY}(?:n't| not)?|made|makes) (?=[^\W\d_])", re.IGNORECASE)
_PRONOUN_SAID = re.compile(
    rf"\b(?:he|she|they) (?:also |ever )?(?:{_ANY_CUE})\b",
    re.IGNORECASE,
)
_TRUE_THAT = re.compile(r"^(?:is|was) it (?:true|correct|right|a fact|the case) that ", re.I)
_CLEFT = re.compile(  # "Was it Lund who said …?"
    rf"^(?:{AUXILIARY}) it {_NAME} (?:who|that) (?:\w+ )?(?:{_ANY_CUE})\b",
    re.IGNORECASE,
)
_FINISHED = [cue for cue in CUES if cue not in CUES.values() and not re.search("(?:s|ing)$", cue)]
_WHAT_SAID = re.compile(
    rf"\b(?:what|how|why|whether) (?!(?:{AUXILIARY}|many|much|long|often|far|old)\b){_NAME} "
    rf"(?:has |have |had |also |ever )*(?:{'|'.join(sorted(_FINISHED, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_PROPER_RUN = re.compile(  # "Lund", "Norway's foreign minister"
    r"(?<!^)\b[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*"
    rf"(?:(?:(?<='s)(?: [a-z-]+){{0,2}})? (?:of )?(?:{'|'.join(sorted(TITLES))})\b)*"
)
_BASE_FORMS = frozenset(CUES.values())
_OWNED = re.compile(  # what they are is asked, not who answered them
    r"^(?:(?:and|but|so|what|which of|how|tell|give|show|find|list|explain|me|us|about|is|was|"
    r"were|are|do|does|we|you|know|of|on|exactly|please|say|says|"
    r"the (?:articles?|reports?|sources|text)|summari[sz]e|describe)\b ?|'s )*"
    rf"(?!(?:what|which|who|whose|whom|why|when|where|{AUXILIARY})\b){_NAME}'s? "
    rf"(?:\w+ )?{SPEECH_NOUNS}\b",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    rf"\b(?:according to|in the (?:opinion|view|words|eyes) of) {_NAME}(?=[,?.]|$)", re.IGNORECASE
)
_IN_THE_VIEW = re.compile(  # "in Lund's view", "going by Lund's account"
    r"\b(?:in|to|by|on) (?:the )?(?P<name>[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,4})'s? "
    r"(?:own )?(?:view|opinion|words|eyes|mind|telling|account|reckoning)\b"
)
_NOBODY = frozenset(
    """nobody one people statement statements document documents treaty agreement memorandum mou
        readout letter account accounts story stories paper book study survey law
        headline write-up write-ups coverage framework plan policy bill act rules guidelines
        contract charter""".split()
)
_SAYING = frozenset(
    """have give issue make offer deliver use characterize characterise see react want mean
        feel rate view regard assess judge portray defend justify respond pay convey rank
        sum object favour favor remember worry regret mock doubt refuse liken reckon dislike
        brag""".split()
)
_PARTICLES = {  # "put forward", "ruled out", "look back on"
    **dict.fromkeys("set lay spell put rule".split(), ("out", "forward", "down")),
    "object": ("to",),
    "look": ("back",),
}
_GIVING = frozenset("give use pay react respond reply answer".split())
_AMOUNT = re.compile(r"\bhow (?:much|many|long|often|fast|quickly|soon)\b", re.IGNORECASE)
_BE = frozenset("is are was were".split())
_FOLLOWING = frozenset(  # "Lund once said", "Lund and Berg each had to say", "Lund hit back"
    """also really ever actually once not reportedly publicly exactly have been himself herself
        itself themselves each both all had has to be go get come ready able willing likely set due
        keen hit seem try want first last later then again already still even just finally
        originally initially recently previously privately openly""".split()
)
_SOMEWHERE = re.compile(r"(?<=\w) (?:in|at|on|during|after|before) .*$")
_NO_NAME = re.compile(r"[a-z'-]+(?:ly|ed|ing)")
_NAME_AT_END = re.compile(
    r"(?:\b[Tt]he )?\b[A-Z][\w.'-]*(?: (?:(?:of|the|de|van|von|al|bin|for|and) )*[A-Z][\w.'-]*)*$"
)
_LONGEST_COMMON = 4  # words of what somebody is called without a name
_LONGEST_PLAIN = 2  # words of a name that is written in small letters
_STANDING = frozenset({"he", "she", "they"})
_ASKING = frozenset("what who whom whose which when where why how".split())


def find_asked_name(text: str) -> tuple[str | None, str]:
    """Whose words are asked for, as the question puts it, and the question without that part.

    None and the whole question where it asks for nobody's in particular. Pronouns stand for a name.
    """
    text = _TRUE_THAT.sub("Did ", text)
    cleft = _CLEFT.match(text)
    if cleft and is_name(cleft["name"]) and cleft["name"] != cleft["name"].lower():
        return cleft["name"], text[cleft.end("name") :]
    for auxiliary in _ASKED.finditer(text):
        # The name ends at the first verb of speech after it, if there is one.
        parts = text[auxiliary.end() :].rstrip("?. ").split()
        at = _verb_at(parts, auxiliary.group(), text[: auxiliary.start()])
        if at is not None and _is_passive(auxiliary.group(), parts[: at + 1]):
            continue
        if at is not None and is_name(name := _trim(" ".join(parts[:at]))):
            if as_country(name) and _ACCORDING.search(text):
                break  # "What would Norway back, according to Lund?"
            before = _PROPER_RUN.findall(text[: auxiliary.start()])
            if name.lower() in _STANDING and before:  # "When Lund resigned, what did she say?"
                return before[-1], text.replace(before[-1], " ")
            return name, " ".join([text[: auxiliary.start()], *parts[at:]])
    if said := _PRONOUN_SAID.search(text):
        named = _PROPER_RUN.findall(text[: said.start()])
        if named:
            return named[-1], text.replace(named[-1], " ")
    for form in (_WHAT_SAID, _ACCORDING, _IN_THE_VIEW, _OWNED):
        match = form.search(text)
        if match is None or re.search(rf" {AUXILIARY} ", match["name"], re.IGNORECASE):
            continue
        if is_name(name := _named(_trim(match["name"]))):
            return name, text.replace(match.group(), " ", 1)
    return None, text


def _verb_at(parts: Sequence[str], auxiliary: str, before: str) -> int | None:
    """Where in the words after an auxiliary the verb of saying stands.

    One with a capital ("the Coast Post") is a name, unless there are no other letters.
    """
    lasting = _is_being(auxiliary) or "been" in parts[:9]
    words_asked = re.search(rf"\b{SPEECH_NOUNS}\b", before, re.IGNORECASE) is not None
    found = [
        at
        for at, word in enumerate(parts[:9])
        if _is_saying(parts, at, words_asked, before)
        and (lasting or not word.lower().endswith("ing"))
    ]
    shouted = " ".join(parts).isupper() or (before and auxiliary[:1].isupper())
    return next((at for at in found if shouted or parts[at][0].islower()), None)


def _is_saying(parts: Sequence[str], at: int, words_asked: bool, before: str) -> bool:
    bare = parts[at].lower().strip(",.;:")
    if at and parts[at - 1].endswith("'s"):  # a noun: "China's claim"
        return False
    if at == 0 or (bare.endswith("s") and bare not in _BASE_FORMS):
        return False
    if bare == "have" and parts[at + 1 : at + 3] != ["to", "say"]:
        return words_asked and parts[at + 1 : at + 2] in (["for"], ["on"], ["about"])
    if bare in _SAYING and parts[at - 1] == "to":
        return False  # "go on to see", "get to meet"
    if bare in _GIVING and _AMOUNT.search(before):
        return False  # "how much time do they give it", "how fast did she react"
    if bare in _PARTICLES:
        return next(iter(parts[at + 1 :]), "") in _PARTICLES[bare]
    return bare in CUES or bare in _SAYING


def _is_passive(auxiliary: str, parts: Sequence[str]) -> bool:
    """Whether something is said of the subject: "was the ban announced", "has it been told"."""
    return (_is_being(auxiliary) or "been" in parts) and not parts[-1].lower().endswith("ing")


def _is_being(auxiliary: str) -> bool:
    return auxiliary.strip().lower().removesuffix("n't").split()[0] in _BE


def _trim(name: str) -> str:
    """The name without auxiliary words that the pattern took along at either end."""
    if name[:1].isupper():  # "Yellen in China"
        name = _SOMEWHERE.sub("", name)
    parts = name.split()
    while parts and parts[-1] in _FOLLOWING and parts[-2:-1] != ["the"]:  # "Elizabeth the first"
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


def is_name(name: str) -> bool:
    """Whether a wording can be a name or an office, or a pronoun that stands for one."""
    lowered = name.lower().split()
    if len(lowered) > _LONGEST_COMMON and name[0].islower() and name.split()[-1].islower():
        return False  # a clause: "the ministers take up the nuclear"
    if not lowered or len(lowered) > 6 or not _ASKING.isdisjoint(lowered):
        return False
    if len(lowered) == 1 and _NO_NAME.fullmatch(name):
        return False  # "once he had finished talking"
    if name.split()[-1] == "US":
        return True
    return lowered[-1] not in STOP_WORDS | _NOBODY or lowered[0] in _STANDING

"""An evidence sentence as it stands in an answer: its words untouched, its speaker named.

What is put in is shown: "[Wang Yi] added" for "he added", "the minister [Wang Yi]",
a name and a colon before floating words, a missing quotation mark where the sentence was cut out of
a longer quotation, an ellipsis where a clause was cut off. Where the words asked for stand far down
and nothing can be cut, they are said first as well: "In 2022: …". Not handled: which of several
words of the form asked for is the right one; the clause that holds most of the topic decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.quotes.names import bare_name
from index.types import Speech
from rag.clauses import stretches
from rag.evidence import Evidence
from rag.forms import values
from rag.framing import FEWEST, NAMED_WITHIN, is_stance, told_of_speaker
from rag.question import Question
from rag.source_words import denies
from rag.spans import Span
from rag.words import stems, words

_PRONOUNS = frozenset({"he", "she", "they"})
_SMALL = frozenset({"the", "a", "an", "of", "and", "for"})
LONGEST = 60  # words of a sentence that is shown whole, if it can be cut
_CLAUSES = re.compile(
    r"[;:](?=\s)|,(?= (?:and|but|while|whereas|although|though|who|which)\b)|\s[–—]\s"
)
_UNSURE = frozenset(  # they can take back whatever follows
    """if unless whether deny denies denied denying reject rejects rejected refute refuted dismissed
        doubt doubts doubted false falsely wrongly untrue myth rumours rumors lie""".split()
)
_INVERTED = re.compile(r"[\"“'‘]?(?:Had|Should|Were) ")  # "Should the council refuse, …"
_POSSIBLE = frozenset("would could might may should".split())
_COUNTED = re.compile(r"(?: [\w'’-]+){1,4}")
_DATING = re.compile(
    r"\b(?:in|on|at|by|since|until|till|before|after|during|around|about)(?: the)? $", re.IGNORECASE
)


def quoted_sentence(
    evidence: Evidence, *, name_first: bool = False, question: Question | None = None
) -> str:
    """The sentence ready to be shown.

    Args:
        evidence: the sentence and its speaker.
        name_first: the reader asked who said it, so a name far down is also put first.
        question: what is asked; the sentence then opens with the words asked for where it can,
            and one of more than 60 words is cut to the clause that holds them.
    """
    if question is None:
        return _shown(evidence, (0, len(evidence.text)), name_first)
    asked = _asked_for(evidence, question)
    told = told_of_speaker(evidence, question)
    part = told or _part(evidence, question, asked)
    name_first = name_first or (question.kind == "who" and is_stance(evidence, question))
    shown = _shown(evidence, part, name_first)
    if told:
        return shown
    if asked is None or asked.is_early(evidence, part) or (name_first and question.of_speech):
        return shown
    return _led(evidence, question, asked, shown)


@dataclass(frozen=True)
class _Asked:
    """Where the words asked for stand in the sentence, and the clause around them."""

    value: Span
    clause: Span
    alone: bool  # no other words of the form stand as near to the topic

    def is_early(self, evidence: Evidence, part: Span) -> bool:
        """Whether they are among the first words of a part of the sentence that is shown."""
        before = evidence.text[part[0] : self.value[1]].split()
        return len(before) + _words_put_in(evidence) <= NAMED_WITHIN


def _words_put_in(evidence: Evidence) -> int:
    return len(evidence.speech.speaker.split()) if evidence.speech else 0


def _asked_for(evidence: Evidence, question: Question) -> _Asked | None:
    """The words of the form asked for whose clause holds most of what the sentence has on topic."""
    text, topic = evidence.text, set(question.topic)
    edges = [0, *(match.start() for match in _CLAUSES.finditer(text)), len(text)]
    found: list[tuple[int, Span, Span]] = []
    for start, end in values(question, text):
        clause = max(edge for edge in edges if edge <= start), min(e for e in edges if e >= end)
        found.append((len(topic & set(stems(text[slice(*clause)]))), (start, end), clause))
    if not found:
        return None
    most, value, clause = max(found, key=lambda each: each[0])
    alone = [on_topic for on_topic, *_ in found].count(most) == 1
    return _Asked(value, clause, alone) if 2 * most >= len(topic & set(stems(text))) else None


def _part(evidence: Evidence, question: Question, asked: _Asked | None) -> Span:
    """The longest part that can stand alone, is short and has the words asked for early on."""
    text = evidence.text
    whole = (0, len(text))
    late = asked is not None and not asked.is_early(evidence, whole)
    if not late and len(text.split()) + _words_put_in(evidence) <= LONGEST:
        return whole
    fitting = [
        part
        for part in stretches(evidence)
        if part != whole and _answers(evidence, question, asked, part)
    ]
    return max(fitting, key=lambda part: part[1] - part[0], default=whole)


def _answers(evidence: Evidence, question: Question, asked: _Asked | None, part: Span) -> bool:
    start, end = part
    text = evidence.text[start:end]
    if not FEWEST <= len(text.split()) <= LONGEST:
        return False
    if asked:
        start, end = asked.value
        return part[0] <= start and end <= part[1] and asked.is_early(evidence, part)
    on_topic = set(question.topic) & set(stems(evidence.text))
    return on_topic <= set(stems(text))


def _led(evidence: Evidence, question: Question, asked: _Asked, shown: str) -> str:
    """The sentence with the words asked for in front; as it is where that would mislead."""
    text = evidence.text
    # A name in front would be taken for who did it, which other words of the sentence may deny.
    if question.kind == "who" or not asked.alone or _is_taken_back(text, asked):
        return shown
    lead = " ".join(_leading_words(text, question, asked.value).split())
    labelled = evidence.speech is not None and shown.startswith(_label(evidence.speech))
    if question.kind == "general" and not re.search(r"\d", lead):
        return shown
    mark = " –" if labelled else ":"  # two colons would make it the speaker
    return f"{lead[0].upper()}{lead[1:]}{mark} {shown}"


def _is_taken_back(text: str, asked: _Asked) -> bool:
    """ "It will not close in 2022", "She denied that the port closed, and …"."""
    clause = set(words(text[slice(*asked.clause)]))
    if _INVERTED.match(text) or clause & _POSSIBLE:
        return True
    return denies(clause) or bool(_UNSURE & set(words(text[: asked.clause[1]])))


def _leading_words(text: str, question: Question, value: Span) -> str:
    """The words asked for with the preposition before a date, or the noun that is counted."""
    start, end = value
    if question.kind == "when" and (dating := _DATING.search(text[:start])):
        start = dating.start()
    if question.kind == "number" and (counted := _COUNTED.match(text, end)):
        near = re.finditer(r"[\w'’-]+", counted.group())
        nouns = [word.end() for word in near if set(stems(word.group())) & set(question.topic)]
        end += nouns[-1] if nouns else 0
    return text[start:end]


def _shown(evidence: Evidence, part: Span, name_first: bool) -> str:
    """A part of the sentence, its speaker named, what is cut off marked."""
    text = evidence.text[slice(*part)]
    speech = evidence.speech
    floats = True
    if speech and (mention := _first_mention(evidence, speech)):
        start, end = (at - evidence.sentence.start - part[0] for at in mention)
        if 0 <= start < end <= len(text):
            if not text.startswith(speech.speaker, start):  # "A spokesperson" is part of more
                text = f"{text[:start]}{_named(text[start:end], speech)}{text[end:]}"
            floats = False
    text = closed(" ".join(text.split()))
    text = f"{text} …" if part[1] < len(evidence.text) else _finished(text)
    text = f"… {text}" if part[0] else text
    if speech and (floats or not _names(text, speech.speakers)):
        return f"{_label(speech)}{text}"
    alone = speech and _speaks_alone(evidence, speech)
    if speech and name_first and alone and not _names(_opening(text), speech.speakers):
        return f"{_label(speech)}{text}"
    return text


def _speaks_alone(evidence: Evidence, speech: Speech) -> bool:
    """Whether nobody else's words stand in the sentence, which a name before all of it hides."""
    others = {each.speakers for each in evidence.sentence.speeches if not each.aside}
    tied = {each.speech.speakers for each in evidence.ties}
    return (others | tied) <= {speech.speakers}


def _label(speech: Speech) -> str:
    return f"{speech.speaker[0].upper()}{speech.speaker[1:]}: "


def _first_mention(evidence: Evidence, speech: Speech) -> tuple[int, int] | None:
    """Where the sentence first names the speaker: "He answered: taxes, he said, …"."""
    own = [said.mention for said in evidence.sentence.speeches if said.speakers == speech.speakers]
    return min((place for place in [speech.mention, *own] if place), default=None)


def _named(mention: str, speech: Speech) -> str:
    """A pronoun replaced by "[Wang Yi]", an office followed by it, a name left as it is."""
    if mention.lower() in _PRONOUNS:
        return f"[{speech.speaker}]"
    return mention if _names(mention, speech.speakers) else f"{mention} [{speech.speaker}]"


def _names(text: str, speakers: tuple[str, ...]) -> bool:
    held = set(words(text)) - _SMALL
    return all(held & set(words(bare_name(name))) for name in speakers)


def _opening(text: str) -> str:
    return " ".join(text.split()[:NAMED_WITHIN])


def closed(text: str) -> str:
    """The text with the quotation mark that fell off when its sentence was cut out."""
    opened, closed = text.count("“"), text.count("”")
    if opened < closed:
        return "“" + text
    if opened > closed:
        return text + "”"
    inside = False
    for mark in re.finditer('"', text) if text.count('"') % 2 else ():
        if not inside and mark.start() and text[mark.start() - 1] not in " ([":
            return '"' + text  # it closes what was opened before the sentence
        inside = not inside
    return text + '"' if inside else text


def _finished(text: str) -> str:
    return text if re.search(r"[.!?…][\"'”’)\]]*$", text) else text + "."

"""Does an evidence sentence hold what a drafted sentence says? If not, why not.

A draft passes only as a shortening of its evidence: its words stand there in the
same order, what was skipped between them could be skipped, and reported words
keep their speaker and a verb that claims no more. Paraphrase is refused: a
refusal costs little, since the evidence itself then stands in the answer, and a
wrong word costs much.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from index.quotes.cues import CUES
from index.quotes.marks import quoted_spans, single_quoted_spans
from index.quotes.names import TITLES, bare_name
from rag.alignment import lost
from rag.evidence import Evidence
from rag.present import closed
from rag.question import Question
from rag.source_words import Lost, Word, read
from rag.words import STOP_WORDS, fold, stem, stems, words

Reason = (
    Lost
    | Literal[
        "incomplete",
        "number",
        "name",
        "words not in the source",
        "quotation",
        "first person",
        "several speakers",
        "speaker",
        "verb of speech",
        "answer left out",
    ]
)

_OPENING_PRONOUNS = frozenset("he she they it this that these those his her their".split())
_PRONOUNS = frozenset("he she it they we i you who his her their its our my".split())
_IN_PERSON = re.compile(
    r"\b(?:I|[Ww]e|[Uu]s|[Oo]urs?|[Mm]y|[Mm]ine|[Mm]e|[Yy]ou|[Yy]ours?|[Oo]urselves|[Mm]yself)\b"
)
_AMOUNT = re.compile(r"(?:(?<!\w)[-+])?[$€£¥₹₽]?\d(?:[\d,.]*\d)?[%‰°]?")
_BEFORE_VERB = frozenset({"also", "has", "had", "have"})
_ARTICLES = frozenset({"a", "an", "the"})
_SAY = "say"
_NEUTRAL = frozenset(  # for which "said" claims no more
    """say tell add state note declare announce stress emphasize emphasise underline underscore
        point explain remark observe continue write comment highlight describe report""".split()
)
_FEWEST_WORDS = 5


def check(sentence: str, evidence: Evidence, question: Question) -> Reason | None:
    """Why the evidence does not hold the drafted ``sentence``; None where it does."""
    return (
        _ill_formed(sentence)
        or _unsupported(sentence, evidence)
        or _left_out(sentence, evidence, question)
    )


def can_be_drafted(evidence: Evidence) -> bool:
    """Whether any draft could pass: not where a sentence mixes several people's words."""
    return len({speech.speakers for speech in evidence.sentence.speeches}) <= 1


def is_hopeless(beginning: str, evidence: Evidence) -> bool:
    """Whether a draft that begins so has already said what the evidence does not."""
    if _foreign_words(words(beginning), _held(evidence)):
        return True
    if evidence.speech is None:
        body = read(beginning)
        return bool(body) and lost(body, evidence.text, finished=False) is not None
    verb = _reporting_verb(beginning, evidence)
    if verb is None or not verb[1]:
        return False
    said, body = verb
    place, cue = _mention(evidence), evidence.speech.cue
    return bool(lost(body, evidence.text, place, cue, verb=CUES[said], finished=False))


def _ill_formed(sentence: str) -> Reason | None:
    found = words(sentence)
    if len(found) < _FEWEST_WORDS or not re.search(r"[.!?][\"'”’)]*$", sentence.strip()):
        return "incomplete"
    return "pronoun" if found[0] in _OPENING_PRONOUNS else None


def _unsupported(sentence: str, evidence: Evidence) -> Reason | None:
    source, draft = fold(evidence.text), fold(sentence)
    held, own = _held(evidence), words(draft)
    if foreign := _foreign_words(own, held):
        return foreign
    if set(_AMOUNT.findall(draft)) - set(_AMOUNT.findall(source)):
        return "number"
    if any(word not in held and not set(word.split("-")) <= held for word in _names(draft)):
        return "name"
    if set(re.findall(r"[^\w\s.,;'\"-]", draft)) - set(source) or ("?" in source) != ("?" in draft):
        return "words not in the source"
    if not _quotes_exactly(sentence, evidence.text):
        return "quotation"
    if _IN_PERSON.search(_without_quotations(draft)):
        return "first person"
    return _misattributed(draft, evidence)


def _held(evidence: Evidence) -> set[str]:
    """The words that a sentence about the evidence may be made of."""
    found = [*words(evidence.text), *_speaker_words(evidence)]
    return {part for word in found for part in (word, *word.split("-"))}


def _speaker_words(evidence: Evidence) -> set[str]:
    speakers = evidence.speech.speakers if evidence.speech else ()
    return {word for name in speakers for word in words(name)}


def _foreign_words(own: Sequence[str], held: set[str]) -> Reason | None:
    if any(word[0].isdigit() and word not in held for word in own):
        return "number"
    known = {stem(word) for word in held}
    for word in own:
        parts = [word] if word in held else [part for part in word.split("-") if part]
        unknown = [p for p in parts if p not in STOP_WORDS and stem(p) not in known]
        if any(CUES.get(part) != _SAY for part in unknown):
            return "words not in the source"
    return None


def _misattributed(draft: str, evidence: Evidence) -> Reason | None:
    """Words given to another, reported with a verb that claims more, or torn from their sense."""
    speech = evidence.speech
    if speech is None:
        # Somebody's words, nobody knows whose, must not become the article's own.
        if '"' in fold(evidence.text) or _UNNAMED.search(evidence.text):
            return "speaker"
        return lost(read(draft), evidence.text)
    if not can_be_drafted(evidence):
        return "several speakers"
    verb = _reporting_verb(draft, evidence)
    if verb is None:
        return "speaker"
    said, body = verb
    if not _same_claim(CUES[said], speech.cue):
        return "verb of speech"
    return lost(body, evidence.text, _mention(evidence), speech.cue, verb=CUES[said])


_UNNAMED = re.compile(r"\b(?:he|she|they) (?:\w+ )?(?:said|added|told|warned|noted)\b", re.I)


def _reporting_verb(draft: str, evidence: Evidence) -> tuple[str, list[Word]] | None:
    """The verb after the speaker's name, at the beginning, and the words after it.

    None where anything else stands there: another name, a doubt, a comma that
    turns "Lund said Berg lied" into "Lund, said Berg, lied".
    """
    assert evidence.speech is not None
    own = read(draft)
    for at, word in enumerate(own):
        before = [each.text for each in own[:at]]
        if word.text in CUES and _is_speaker(before, evidence, evidence.speech.speakers):
            follows = own[at + 1] if at + 1 < len(own) else None
            joint = len(evidence.speech.speakers) > 1
            torn = any(each.broken for each in own[1 : at + 1]) and not joint
            cut_off = follows is not None and follows.broken and not follows.quoted
            return None if torn or cut_off else (word.text, own[at + 1 :])
    return None


def _is_speaker(before: Sequence[str], evidence: Evidence, speakers: Sequence[str]) -> bool:
    """Whether these words are the speakers' names, or what the sentence itself calls them."""
    while before and before[-1] in _BEFORE_VERB:
        before = before[:-1]
    mention = [word for word in words(_mention_text(evidence)) if word not in _PRONOUNS]
    given = [word for word in before if word not in _ARTICLES]
    if given and given == [word for word in mention if word not in _ARTICLES]:
        return True
    rest = f" {' '.join(given)} "
    for name in (" ".join(w for w in words(bare_name(n)) if w not in _ARTICLES) for n in speakers):
        if f" {name} " not in rest:
            return False
        rest = rest.replace(f" {name} ", " ", 1)
    spare = {*mention, *_speaker_words(evidence)} & TITLES
    return set(rest.split()) <= spare | ({"and"} if len(speakers) > 1 else set())


def _mention(evidence: Evidence) -> tuple[int, int] | None:
    """Where the sentence itself names the speaker, counted in the sentence."""
    if evidence.speech is None or evidence.speech.mention is None:
        return None
    start, end = (at - evidence.sentence.start for at in evidence.speech.mention)
    return (start, end) if 0 <= start < end <= len(evidence.text) else None


def _mention_text(evidence: Evidence) -> str:
    mention = _mention(evidence)
    return evidence.text[slice(*mention)] if mention else ""


def _same_claim(drafted: str, cue: str | None) -> bool:
    """Whether the draft's verb claims no more than the source's ("said" for "denied" does)."""
    original = CUES.get((cue or _SAY).lower(), _SAY)
    return drafted == original or (drafted == _SAY and original in _NEUTRAL)


def _left_out(sentence: str, evidence: Evidence, question: Question) -> Reason | None:
    """A shortening that drops what was asked about, or the place, date or number asked for."""
    source = fold(evidence.text)
    asked_about = set(question.topic) & set(stems(source))
    if len(asked_about & set(stems(sentence))) < 0.6 * len(asked_about):
        return "answer left out"
    if question.kind not in ("when", "where", "number"):
        return None
    asked_for = {word for word in words(source) if word[0].isdigit()} | set(_names(source))
    kept = set(words(sentence)) | set(words(question.text))
    return "answer left out" if asked_for - kept else None


def _names(text: str) -> list[str]:
    """Words written with a capital, in lower case; verbs of speech and small words left out."""
    found = re.finditer(r"\b[A-Z][\w.'-]*", text)
    return [
        word
        for match in found
        for word in words(match.group())
        if word not in STOP_WORDS and word not in CUES
    ]


def _quotes_exactly(draft: str, source: str) -> bool:
    """Whether every quotation is closed and stands within one of the source's, mark for mark."""
    held = _quotations(closed(source))
    return fold(draft).count('"') % 2 == 0 and all(
        bool(one) and any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", other) for other in held)
        for one in _quotations(draft)
    )


def _quotations(text: str) -> list[str]:
    """What stands between double or single marks, folded, in lower case."""
    spans = [*quoted_spans(text), *single_quoted_spans(text)]
    inner = (" ".join(fold(text[start:end]).lower().split()) for start, end in spans)
    return [quoted.strip("\"' ").rstrip(".,; ") for quoted in inner]


def _without_quotations(text: str) -> str:
    for start, end in reversed(quoted_spans(text)):
        text = text[:start] + " " + text[end:]
    return text

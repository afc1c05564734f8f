"""Sentences that say what one evidence sentence says and no more, made from it by script.

Its own words as answers show them, and what an editor may cut or move without changing the
sense: an occasion in front, a clause at the end, an apposition, the naming of the speaker. Not
made: paraphrase, shortenings inside of a clause, and anything of a sentence that leaves open
who speaks or whom its first pronoun means, since it cannot stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index.quotes.cues import CUES
from index.quotes.marks import quoted_spans
from index.quotes.parse import parse_sentences
from rag.attribution import mention
from rag.evidence import Evidence
from rag.present import closed, quoted_sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_UNCLEAR = re.compile(
    r"\W*(?:in )?(?:he|she|it|they|his|her|its|their|this|that|these|those|both|we|so)\b",
    re.IGNORECASE,
)
_SAYING = re.compile(r"\b(?:he|she|they|it) (?:\w+ )?(?:said|says|added|told|noted|warned)\b", re.I)
_HEDGED = re.compile(
    r"\b(?:if|unless|until|not|no|never|without|except|despite|although|though|while|whereas|"
    r"because|since|but|in (?:his|her|their|\w+['’]s) (?:view|opinion)|theory|instead|unlike|"
    r"pending|barring|most|least|only)\b",
    re.IGNORECASE,
)
_OCCASIONS = frozenset({"prep", "advcl", "npadvmod", "advmod"})
_CLAUSES = frozenset({"advcl", "relcl", "acl", "prep"})
_NO_CLAUSE = re.compile(
    r"(?:that )?(?:he|she|it|they|not|to|of|about|but|and|so|which|who) ", re.IGNORECASE
)
_PLACED = re.compile(r"(?:in|on|at|during|since|before|after|until|by|under) ", re.IGNORECASE)
_IN_PERSON = re.compile(r"\b(?:I|we|us|our|my|me|you|your)\b", re.IGNORECASE)
_PLAIN_PAST = re.compile(r"\w+ed$|said$|wrote$")


@dataclass(frozen=True)
class Planted:
    """A sentence made by script, of which kind it is, and the evidence it is held against."""

    kind: str
    text: str
    evidence: Evidence


@dataclass(frozen=True)
class World:
    """The article that a sentence stands in: who speaks there, and its other sentences."""

    speakers: tuple[str, ...]
    right: tuple[Planted, ...]


def put(text: str, span: tuple[int, int], new: str) -> str:
    """The text with other words at a span."""
    return f"{text[: span[0]]}{new}{text[span[1] :]}"


def right_sentences(evidence: Evidence) -> list[Planted]:
    """Each kind of right sentence that can be made of the evidence, every text once."""
    if not _stands_alone(evidence):
        return []
    own = quoted_sentence(evidence)
    made = {own: "own sentence"}
    if own != evidence.text and "[" in own and "[" not in evidence.text:
        made[own] = "own sentence, pronoun or office named"
        if evidence.tied:  # else the brackets must show that the name was put in
            named = re.sub(r"^(\W*)\[([^]]+)\]", r"\1\2", own)
            made.setdefault(named, "pronoun's speaker named")
    for kind, text in (*_fronted(evidence), *_shortened(evidence, own), *_both(evidence)):
        made.setdefault(text, kind)
    return [Planted(kind, text, evidence) for text, kind in made.items()]


def _stands_alone(evidence: Evidence) -> bool:
    own = quoted_sentence(evidence)
    if _UNCLEAR.match(own) or not re.search(r"[.!?][\"”’)]*$", own) or len(own.split()) < 5:
        return False
    if evidence.speech is not None:
        return evidence.speech.via is None
    whole = [span for span in quoted_spans(own) if span[1] - span[0] > 0.8 * len(own)]
    return not whole and not _SAYING.search(own) and not evidence.sentence.speeches


def _fronted(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """ "Taxes, he said, would rise." → "Anna Lund said that taxes would rise." """
    speech, tie = evidence.speech, evidence.tie
    if speech is None or tie is None or any(len(tie.names) > 1 for tie in evidence.ties):
        return
    words = _without_frame(evidence, closed(tie.text))
    if words is None or (words[0] not in '"“' and _IN_PERSON.search(words)):
        return
    name, cue = speech.speaker[0].upper() + speech.speaker[1:], speech.cue or "said"
    nameless = speech.speaker[0].islower() and not name.startswith(("The ", "A "))
    if nameless or _NO_CLAUSE.match(words.lstrip('"“')):
        return
    if cue == "pointed":
        cue = "pointed out"
    elif not _PLAIN_PAST.match(cue):
        if CUES.get(cue, cue) not in ("say", "tell", "according to"):
            return
        cue = "said"
    if re.search(rf"\b{cue}\s*$", evidence.text[: max(evidence.text.find(words), 0)]):
        yield "attribution in front", f"{name} {cue} {_ended(words)}"  # as it stood
        return
    if cue != "said" and speech.mention is not None and _follows_name(evidence, words):
        return  # "praised “…”" after its own subject is no clause that "that" could open
    if words[0] in '"“':
        yield "attribution in front", f"{name} {cue} {_ended(words)}"
    else:
        said = _small(words).removeprefix("that ")
        if not _PLACED.match(said):  # "said on Monday taxes would rise" moves the time
            yield "attribution in front", f"{name} {cue} {_ended(said)}"
        yield "attribution in front, with that", f"{name} {cue} that {_ended(said)}"


def _follows_name(evidence: Evidence, words: str) -> bool:
    place = mention(evidence)
    return place is not None and evidence.text.find(words) > place[0]


def _without_frame(evidence: Evidence, words: str) -> str | None:
    """The reported words without "he said" amid them; None where they cannot be joined."""
    if re.search(rf"{re.escape(words)}[^.]* \w+, of ", evidence.text):
        return None  # "spoke, the paper reported, of a dialogue"
    place = mention(evidence)
    named = evidence.text[slice(*place)] if place else ""
    cue = (evidence.speech.cue if evidence.speech else None) or ""
    if not place or named not in words or cue not in words:
        return words
    inner = rf"(?:{re.escape(named)} (?:\w+ )?{re.escape(cue)}|{re.escape(cue)} {re.escape(named)})"
    parts = re.split(rf",\s*(?:the )?{inner},\s*", words)
    if len(parts) != 2 or any(part.count('"') % 2 or part.count("“") > 1 for part in parts):
        return None
    return " ".join(part.strip() for part in parts) if parts[0][0] not in '"“' else None


def _shortened(evidence: Evidence, text: str) -> Iterator[tuple[str, str]]:
    """The sentence without an occasion in front, a clause at its end, or an apposition."""
    doc = parsed(text)
    commas = [token.i for token in doc if token.text == ","]
    if commas and (front := _whole(doc, 0, commas[0])) and front.dep_ in _OCCASIONS:
        rest = text[doc[commas[0]].idx + 1 :].strip()
        if _may_go(text[: doc[commas[0]].idx]) and not re.match(r"[A-Z][a-z]+ \d", rest):
            yield "occasion in front dropped", rest[0].upper() + rest[1:]
    last = max((token.i for token in doc if not token.is_punct), default=0) + 1
    for comma in commas[-2:]:
        clause = _whole(doc, comma + 1, last)
        kept = text[: doc[comma].idx]
        gone = text[doc[comma].idx :]
        if clause is None or clause.dep_ not in _CLAUSES or clause.text == "of":
            continue
        if _may_go(gone) and not _reports(evidence, gone):
            yield "clause at the end dropped", f"{kept}."
    for token in doc:
        span = doc[token.left_edge.i : token.right_edge.i + 1]
        end = text[span.end_char : span.end_char + 1]
        before = text[: span.start_char].rstrip()
        if token.dep_ == "appos" and before.endswith(",") and end in (",", "."):
            rest = text[span.end_char + 1 :] if end == "," else text[span.end_char :]
            goes_on = doc[span.end + 1].pos_ if span.end + 1 < len(doc) else "VERB"
            apposed = goes_on in ("VERB", "AUX") and token.ent_type_ not in ("DATE", "TIME")
            apposed = apposed and not re.search(r"[\"“”]", span.text)
            apposed = apposed and not _holds_speaker(evidence, span.text)
            if apposed and _may_go(span.text) and not _reports(evidence, span.text):
                yield "apposition dropped", f"{before[:-1]}{rest}"


def _holds_speaker(evidence: Evidence, words: str) -> bool:
    speakers = evidence.speech.speakers if evidence.speech else ()
    return any(name.split()[-1] in words for name in speakers)


def _reports(evidence: Evidence, words: str) -> bool:
    """Whether these words say whose the others are."""
    cue = evidence.speech.cue if evidence.speech else None
    return bool(cue and cue in words) or any(word in CUES for word in words.split())


def _both(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Moved and shortened."""
    for kind, text in list(_fronted(evidence)):
        for _, shorter in _shortened(evidence, text):
            yield f"{kind}, and shortened", shorter


def _whole(doc: Doc, start: int, end: int) -> Token | None:
    """The head of these tokens where they are one constituent, and something else governs it."""
    if end - start < 1:
        return None
    root = doc[start:end].root
    inside = range(start, end)
    one = all(t.i in inside or t.is_punct for t in root.subtree)
    covered = {t.i for t in root.subtree}
    return root if one and root.head.i not in inside and set(inside) <= covered else None


def _may_go(words: str) -> bool:
    balanced = words.count('"') % 2 == 0 and words.count("“") == words.count("”")
    return balanced and not _HEDGED.search(words)


@lru_cache(maxsize=4096)
def parsed(text: str) -> Doc:
    """The sentence's parse."""
    return next(iter(parse_sentences([text])))


def _small(words: str) -> str:
    """The first letter small, but for names."""
    doc = parsed(words)
    name = doc[0].pos_ == "PROPN" or doc[0].ent_type_ or doc[0].text in ("I", "NATO")
    article = doc[0].lower_ in ("the", "a", "an")
    return words if name and not article else words[0].lower() + words[1:]


def _ended(words: str) -> str:
    """The words with a full stop where a comma stood, inside of a closing mark or at the end."""
    closing = re.search(r"[\"”]?$", words)
    mark = closing.group() if closing else ""
    inner = words[: len(words) - len(mark)].rstrip(" ,.")
    return f"{inner}.{mark}"

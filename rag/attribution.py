"""Whom a drafted sentence gives words to, held against the quotation that it was made from."""

from __future__ import annotations

from collections.abc import Sequence

from index.quotes.cues import CUES
from index.quotes.names import TITLES, bare_name
from rag.evidence import Evidence
from rag.frame import find_frame, is_plain
from rag.source_words import Word, limits, read, says
from rag.words import STOP_WORDS, fold, stem, words

_PRONOUNS = frozenset("he she it they we i you who his her their its our my".split())
_BEFORE_VERB = frozenset({"also", "has", "had", "have"})
_ARTICLES = frozenset({"a", "an", "the"})
_SAY = "say"
_NEUTRAL = frozenset(  # for which "said" claims no more
    """say tell add state note declare announce stress emphasize emphasise underline underscore
        point explain remark observe continue write comment highlight describe report argue insist
        maintain reiterate reply respond answer tweet""".split()
)


def reporting_verb(draft: str, evidence: Evidence) -> tuple[str, list[Word]] | None:
    """The verb after the speaker's name, at the beginning, and the words after it.

    None where anything else stands there: another name, a doubt, a comma that
    turns "Lund said Berg lied" into "Lund, said Berg, lied".
    """
    assert evidence.speech is not None
    own = read(draft)
    for at, word in enumerate(own):
        before = [each.text for each in own[:at]]
        if word.text in CUES and is_speaker(before, evidence, evidence.speech.speakers):
            if CUES[word.text] == "point":  # "pointed out"
                at += 1
            follows = own[at + 1] if at + 1 < len(own) else None
            joint = len(evidence.speech.speakers) > 1
            torn = any(each.broken for each in own[1 : at + 1]) and not joint
            cut_off = follows is not None and follows.broken and not follows.quoted
            return None if torn or cut_off else (word.text, own[at + 1 :])
    return None


def is_speaker(before: Sequence[str], evidence: Evidence, speakers: Sequence[str]) -> bool:
    """Whether these words are the speakers' names, or what the sentence itself calls them."""
    while before and before[-1] in _BEFORE_VERB:
        before = before[:-1]
    called = [word for word in words(_mention_text(evidence)) if word not in _PRONOUNS]
    given = [word for word in before if word not in _ARTICLES]
    if given and given == [word for word in called if word not in _ARTICLES]:
        return True
    rest = f" {' '.join(given)} "
    for name in (" ".join(w for w in words(bare_name(n)) if w not in _ARTICLES) for n in speakers):
        if f" {name} " not in rest:
            return False
        rest = rest.replace(f" {name} ", " ", 1)
    spare = {*called, *speaker_words(evidence)} & TITLES
    return set(rest.split()) <= spare | ({"and"} if len(speakers) > 1 else set())


def speaker_words(evidence: Evidence) -> set[str]:
    """The words of the speakers' full names."""
    speakers = evidence.speech.speakers if evidence.speech else ()
    return {word for name in speakers for word in words(name)}


def same_claim(drafted: str, cue: str | None) -> bool:
    """Whether the draft's verb claims no more than the source's ("said" for "denied" does)."""
    original = CUES.get((cue or _SAY).lower(), _SAY)
    return drafted == original or (drafted == _SAY and original in _NEUTRAL)


def beyond_quotation(body: Sequence[Word], tied: str, evidence: Evidence) -> bool:
    """Whether a draft gives the speaker words that stand outside of the quotation.

    Between the verb and the quotation stand the hearer and the time ("told parliament on
    Monday that …"), which may be kept.
    """
    assert evidence.speech is not None
    source, quoted = read(evidence.text), [word.text for word in read(tied)]
    texts, length = [word.text for word in source], len(quoted)
    start = next((n for n in range(len(texts)) if texts[n : n + length] == quoted), None)
    if start is None or not quoted:
        return True
    frame = find_frame(source, mention(evidence), (evidence.speech.cue or "").lower())
    if frame and frame.end <= start:
        quoted = texts[frame.end : start] + quoted
    known = {stem(word) for word in quoted} | STOP_WORDS
    return any(word.text not in known and stem(word.text) not in known for word in body)


def is_whole_quotation(draft: str, verb: str, body: Sequence[Word], evidence: Evidence) -> bool:
    """Whether the draft is "X said “…”" with a quotation that the index ties to X, untouched.

    Where in the source it stands is then no matter, if nothing around it casts doubt on it or
    is another's word.
    """
    assert evidence.speech is not None
    if evidence.tie is None or len(evidence.ties) > 1 or not body or not body[0].quoted:
        return False
    said = fold(draft).partition('"')[2]
    held, source = _bare(evidence.tie.text), fold(evidence.text)
    start = source.find(held)
    if _bare(said) != held or not held or start < 0:
        return False
    cue = (evidence.speech.cue or _SAY).lower()
    if not (same_claim(CUES[verb], cue) or (CUES[verb] == _SAY and CUES.get(cue) == "tell")):
        return False
    after = source[start + len(held) :].lstrip(",.?!")
    marked = source[:start].endswith('"') or after.startswith('"')
    around = read(f"{source[:start]} {source[start + len(held) :]}")
    frame = find_frame(read(evidence.text), mention(evidence), cue)
    plain = frame is None or is_plain(read(evidence.text), frame)
    return marked and plain and not limits(around) and not says(around, cue.split())


def _bare(words: str) -> str:
    return fold(words).strip("\"' ").rstrip(".,;!? ")


def mention(evidence: Evidence) -> tuple[int, int] | None:
    """Where the sentence itself names the speaker, counted in the sentence."""
    if evidence.speech is None or evidence.speech.mention is None:
        return None
    start, end = (at - evidence.sentence.start for at in evidence.speech.mention)
    return (start, end) if 0 <= start < end <= len(evidence.text) else None


def _mention_text(evidence: Evidence) -> str:
    place = mention(evidence)
    return evidence.text[slice(*place)] if place else ""

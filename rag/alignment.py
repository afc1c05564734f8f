"""A shortened sentence laid along its source: what does it change, if anything?

Skipping changes the sense more often than not ("thanked China for its support
after Putin's re-election" is no "thanked Putin for his re-election"), and so does
stopping early ("would close" for "would close if Berg paid"). A draft may
therefore only be the source's own run of words, from where the reported words
begin to a comma or the end. It may step over the words that name the speaker and
over an apposition, and turn the present into the past as reported speech does.
What is left out must hold nothing that limits what is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from index.quotes.cues import CUES
from index.quotes.names import TITLES
from rag.words import STOP_WORDS, WORD, fold

Lost = Literal["order", "negation", "hedge", "tense", "pronoun", "words left out"]

_BE = frozenset("is are was were be been being".split())
_HAVE = frozenset("has have had".split())
_FREE = _BE | _HAVE | {"that"}  # compared as a group before the word they stand by
_BACKSHIFT = {"is": "was", "are": "were", "has": "had", "have": "had"}
_TURNED = {"their": "our", "they": "we", "them": "us"}  # as reported speech turns them
_SKIPPED = frozenset("also meanwhile however therefore thus".split())
_JOINING = frozenset("and but so".split())  # at the beginning of a sentence

_NEGATIONS = frozenset(
    "no not never none nobody nothing neither nor without cannot hardly barely scarcely".split()
)
_CONDITIONS = frozenset(
    "if unless until except provided providing assuming only or than whether lest".split()
)
_DOUBTS = frozenset(
    """reportedly allegedly supposedly purportedly apparently presumably perhaps maybe probably
        possibly likely unlikely falsely wrongly mistakenly jokingly sarcastically ironically
        hypothetically nearly almost partly think thinks thought believe believes believed hope
        hopes fear fears guess suppose suspect suspects doubt doubts seem seems seemed appear
        appears appeared untrue false incorrect incorrectly inaccurate citing quoting echoing
        parody""".split()
)
_LIMITS = re.compile(
    r"\b(?:(?:as|so) long as|in case|on condition|in theory|on paper|as a joke|subject to|"
    r"short of|depend\w*|contrary|in (?:[\w']+ ){0,3}(?:view|opinion|eyes|jest))\b"
)
_TIMES = frozenset("before after once when while whenever".split())  # conditions, or mere dates
_INVERTED = frozenset("had were should did does do was is are has have could would".split())

_OPENERS = _JOINING | frozenset("then still yet later also meanwhile the a an".split())
_AMID_FRAME = frozenset("also has had have then later now who and there its the a an".split())
_OCCASION = re.compile(  # "On Monday, Lund said the port …" loses nothing without its beginning
    r"(?:and |but )?(?:speaking (?!as|for)|during|at (?:a|the)|(?:earlier|later|yesterday|today)$|"
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day|in (?:a|an|his|her|their) (?:\w+ ){0,2}"
    r"(?:statement|speech|interview|address|briefing|op-ed)\b)"
)
_RESUMES = _BE | _HAVE | frozenset("will would can could may might must shall should".split())
_APPOSED = frozenset("the a an who whose whom which his her its their".split())
_SHARES = frozenset("least most half part some many few all both one two three four five".split())
_GOES_ON = frozenset("and while whereas which who where as according adding".split())
_PREPOSITIONS = frozenset(
    """in on at to from for with by of about after before during over under amid between among
        against as when while where since until through across into near without""".split()
)
_DANGLING = frozenset("although though because despite like unlike contrary according".split())
_PERSONAL = frozenset("he she him her his hers himself herself".split())
_REFERRING = _PERSONAL | frozenset("they them their theirs it its this these those".split())
_BREAK = re.compile(r"[,;:()\[\]!?]|\s-\s|--|\.\"")
_LONGEST_REMARK = 6  # words in ", his aide claims"
_LONGEST_HEARER = 3  # words in "told the Norwegian parliament"


@dataclass(frozen=True)
class Word:
    """One word of a text, lower case, and how it stands there."""

    text: str
    start: int
    end: int
    broken: bool  # a comma, colon, bracket or dash stands before it, or nothing at all
    quoted: bool  # a double quotation mark stands before it
    capital: bool
    possessive: bool

    @property
    def tells(self) -> bool:
        """Whether it carries a meaning of its own, and not just somebody's title."""
        return self.text not in STOP_WORDS and self.text not in TITLES


def read(text: str) -> list[Word]:
    """The words of a text with their places in it."""
    plain = fold(text.replace("…", " "))  # as long as the text itself
    found: list[Word] = []
    end = 0
    for match in WORD.finditer(plain):
        gap, word = plain[end : match.start()], match.group()
        owns = word.lower().endswith("'s")
        found.append(
            Word(
                text=(word[:-2] if owns else word).lower(),
                start=match.start(),
                end=match.end(),
                broken=not found or bool(_BREAK.search(gap)),
                quoted='"' in gap,
                capital=word[0].isupper(),
                possessive=owns or plain[match.end() : match.end() + 1] == "'",
            )
        )
        end = match.end()
    return found


def lost(
    body: Sequence[Word],
    source: str,
    mention: tuple[int, int] | None = None,
    cue: str | None = None,
    *,
    verb: str | None = None,
    finished: bool = True,
) -> Lost | None:
    """What a draft changes about its source; None where it only shortens it.

    Args:
        body: the draft's words, its speaker and verb of speech left out.
        source: the evidence sentence.
        mention: the span in ``source`` that names the speaker, if any does.
        cue: the source's verb of speech, if it has one.
        verb: the base of the draft's verb of speech, where it reports somebody's words.
        finished: False for the beginning of a draft that may go on.
    """
    words = read(source)
    frame = _find_frame(words, mention, (cue or "").lower())
    starts = [0]
    if frame is not None:
        if not _is_plain(words, frame):
            return "hedge"
        starts = [0] if _follows_its_words(words, frame) and verb != "tell" else []
        if _is_detachable(words, frame) and (verb == "tell" or not frame.tells):
            starts.append(frame.end)
    reason: Lost = "words left out"
    for start in starts:
        fault = _Laying(words, frame, verb is not None).fault(body, start, finished)
        if fault is None:
            return None
        reason = fault
    return reason


# ---- the words that name the speaker


@dataclass(frozen=True)
class _Frame:
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


def _find_frame(words: Sequence[Word], mention: tuple[int, int] | None, cue: str) -> _Frame | None:
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
    own = frozenset([*named, *nearest, *_office_before(words, min(named))])
    return _Frame(min(own), max(own) + 1, own, CUES.get(cue, cue))


def _office_before(words: Sequence[Word], name: int) -> range:
    """The words of ", the Norwegian foreign minister," before a name."""
    start = name - 1
    while start >= 0 and not words[start].broken:
        start -= 1
    office = words[max(start, 0) : name]
    is_office = bool(office) and words[name].broken and office[-1].text in TITLES
    return range(start, name) if is_office and not _has_verb(office) else range(0)


def _distance(one: Sequence[int], other: Sequence[int]) -> int:
    return max(min(one) - max(other), min(other) - max(one))


def _is_plain(words: Sequence[Word], frame: _Frame) -> bool:
    """Whether the speaker did say it: no "almost said", "wished she had said", "has yet to say"."""
    amid = [words[at] for at in range(frame.start, frame.end) if at not in frame.own]
    if all(word.text in _AMID_FRAME for word in amid):
        return True
    set_off = any(words[at].broken for at in range(frame.start + 1, frame.end))
    joined = any(word.text == "and" for word in amid)
    return (set_off or joined) and not _limits(amid) and not _says(amid)


def _follows_its_words(words: Sequence[Word], frame: _Frame) -> bool:
    """Whether the reported words stand before the speaker: "…, Lund said in Oslo"."""
    if frame.start == 0 or not words[frame.start].broken:
        return False
    rest = words[frame.end :]
    if not rest or rest[0].broken or words[frame.start].quoted or frame.is_source:
        return True
    length = next((n for n, word in enumerate(rest) if word.broken), len(rest))
    told = frame.tells and length <= _LONGEST_HEARER
    return (told or rest[0].text in _PREPOSITIONS) and not _has_verb(rest[:length])


def _is_detachable(words: Sequence[Word], frame: _Frame) -> bool:
    """Whether what stands before "Lund said the port …" can go: "Speaking in Oslo, …"."""
    before, after = words[: frame.start], words[frame.end :]
    if all(word.text in _OPENERS or word.text in TITLES for word in before):
        return True
    if not words[frame.start].broken or before[0].text in _INVERTED:
        return False
    if after and after[0].broken and not after[0].quoted:
        return False  # "In theory, Lund said, …" belongs to what she said
    if any(word.quoted for word in words[: frame.start + 1]):
        return False
    if not _OCCASION.match(" ".join(word.text for word in before)):
        return False
    return not (_limits(before) or _says(before, ("speaking",)))


# ---- what may not be left out


def _limits(words: Iterable[Word]) -> Lost | None:
    """Why these words may not be left out: they take back or limit what others say."""
    texts = [word.text for word in words]
    if any(text in _NEGATIONS or text.endswith("n't") for text in texts):
        return "negation"
    if any(text in _CONDITIONS or text in _DOUBTS for text in texts):
        return "hedge"
    return "hedge" if _LIMITS.search(" ".join(texts)) else None


def _says(words: Iterable[Word], harmless: Iterable[str] = ()) -> bool:
    return any(word.text in CUES and word.text not in harmless for word in words)


def _pieces(words: Iterable[Word]) -> Iterator[list[Word]]:
    """What stands between commas; words before the first comma left out."""
    piece: list[Word] | None = None
    for word in words:
        if word.broken:
            if piece:
                yield piece
            piece = []
        if piece is not None:
            piece.append(word)
    if piece:
        yield piece


def _takes_back(piece: Sequence[Word]) -> bool:
    """Somebody else's word on it (", his aide claims"), or a condition (", should he win")."""
    finite = [word for word in piece if not word.text.endswith("ing")]
    remark = len(piece) <= _LONGEST_REMARK and _says(finite) and piece[0].text != "according"
    return remark or piece[0].text in _INVERTED


# ---- the draft along the source


@dataclass
class _Laying:
    """One attempt to lay a draft along its source."""

    words: Sequence[Word]
    frame: _Frame | None
    spoken: bool
    places: list[int] = field(default_factory=list)

    def fault(self, body: Sequence[Word], start: int, finished: bool) -> Lost | None:
        """What is wrong with a draft that begins at word ``start``."""
        at = start
        small: list[Word] = []
        for word in body:
            if word.text in _FREE:
                small.append(word)
                continue
            found = self._next(word, small, at)
            if isinstance(found, str):
                return found
            if self.places and not self._same_breaks([*small, word], found):
                return "order"
            self.places.append(found)
            at, small = found + 1, []
        if not finished:
            return self._pronoun()
        if not self.places or any(word.text != "that" for word in small):
            return "words left out"
        return self._pronoun() or self._cut()

    def _same_breaks(self, drafted: Sequence[Word], place: int) -> bool:
        """Whether commas stand where they stood ("Lund, said Berg, lied" is another claim)."""
        passed = self.words[self.places[-1] + 1 : place + 1]
        if self.frame and self.places[-1] < self.frame.start <= place:
            return True
        if any(word.text not in _FREE | _SKIPPED for word in passed[:-1]):
            return not any(word.broken for word in drafted)  # an apposition goes with its commas
        return any(word.broken for word in drafted) == any(word.broken for word in passed)

    def _next(self, draft: Word, small: Sequence[Word], start: int) -> int | Lost:
        """Where a word stands next, with nothing skipped before it that matters."""
        at, word = start, draft.text
        passed: list[str] = []
        while at < len(self.words):
            other = self.words[at]
            if self.frame and at == self.frame.start:
                if not self._goes_on():
                    break
                at = self.frame.end
            elif _matches(word, other.text):
                if not self._same_that(other, small, passed):
                    return "order"
                return at if self._same_time(word, other.text, small, passed) else "tense"
            elif other.text in _FREE or other.text in _SKIPPED:
                passed.append(other.text)
                at += 1
            elif at == 0 and other.text in _JOINING:
                at += 1
            elif (aside := self._aside_end(at)) is not None:
                at = aside
            else:
                break
        later = [n for n in range(start, len(self.words)) if _matches(word, self.words[n].text)]
        if not later:
            return "order"
        return _limits(self.words[start : later[0]]) or "words left out"

    def _goes_on(self) -> bool:
        """Whether the words go on after the speaker was named ("China, he said, should …").

        "…, Lund said on Monday" and "…, Lund said, speaking in Oslo" are about the
        saying, not about what was said.
        """
        assert self.frame is not None
        if self.frame.end >= len(self.words) or not self.words[self.frame.end].broken:
            return False
        word = self.words[self.frame.end]
        if self.frame.is_source or word.quoted:
            return True
        return word.text not in _PREPOSITIONS and not word.text.endswith("ing")

    def _same_that(self, other: Word, small: Sequence[Word], passed: Sequence[str]) -> bool:
        """Whether "that" stands where it did, or was put in or left out where it says nothing.

        It does in "said on Monday that taxes would rise" and in "the port that needed money".
        """
        kept, held = any(word.text == "that" for word in small), "that" in passed
        opening = self.words[self.places[0]] if self.places else other
        harmless = opening.text not in _PREPOSITIONS and not (kept and self.places)
        return kept == held or harmless

    def _same_time(
        self, word: str, other: str, drafted: Sequence[Word], passed: Sequence[str]
    ) -> bool:
        """Whether voice and time are kept, or put back as reported speech does."""
        new = [each.text for each in drafted if each.text != "that"]
        old = [each for each in passed if each in _BE | _HAVE]
        if word != other and word not in STOP_WORDS and (not self.spoken or {*new, *old} & _BE):
            return False
        if new == ["had", "been"] and old in (["was"], ["were"]):
            return True
        return len(new) == len(old) and all(
            one == two or (self.spoken and one == _BACKSHIFT.get(two))
            for one, two in zip(new, old, strict=True)
        )

    def _aside_end(self, at: int) -> int | None:
        """Where an apposition that begins at ``at`` ends, if it can be left out."""
        if not self.places or not self.words[at].broken:
            return None
        end = next((n for n in range(at + 1, len(self.words)) if self.words[n].broken), None)
        if end is None or (self.frame and at < self.frame.end and end > self.frame.start):
            return None
        inside = self.words[at:end]
        apposed = inside[0].text in _APPOSED or (inside[0].capital and inside[0].tells)
        apposed = apposed and not any(word.text in _SHARES for word in inside)
        resumes = self.words[end].text in _RESUMES
        return end if apposed and resumes and not _says(inside) and not _limits(inside) else None

    def _pronoun(self) -> Lost | None:
        """A pronoun whose person was left out, or that would now mean the speaker."""
        if not self.spoken or not self.places:
            return None
        start, end, amid = len(self.words), len(self.words), list[Word]()
        if self.frame:
            start, end = self.frame.start, self.frame.end
            amid = [self.words[n] for n in range(end) if n not in self.frame.own]
        others = self.places[0] >= end and any(word.tells for word in amid)
        for number, at in enumerate(self.places):
            word = self.words[at]
            if word.text not in _REFERRING:
                continue
            taken = [self.words[place] for place in self.places[:number]]
            known = any(w.tells and (w.capital or word.text not in _PERSONAL) for w in taken)
            if not known and (at < start or others):
                return "pronoun"
        return None

    def _cut(self) -> Lost | None:
        """What the end that was cut off says about the rest."""
        end = self.places[-1] + 1
        start, after = (self.frame.start, self.frame.end) if self.frame else (0, 0)
        if end == len(self.words):
            return None
        if end != start and (not self.words[end].broken or self.words[end - 1].possessive):
            return "words left out"
        # Where the speaker is named after what is kept, the rest is about the saying.
        unsaid = self.words[end:start] if end <= start else self.words[end:]
        beyond = self.words[after:] if end <= start else ()
        if reason := _limits(unsaid) or _limits(beyond):
            return reason
        if any(word.text in _TIMES for word in unsaid):
            return "hedge"
        # Any other end may belong to the last words: "a fake, Russian-made robot".
        if end != start and (self.words[end].text not in _GOES_ON or not self._is_clause(end)):
            return "words left out"
        taken_back = any(map(_takes_back, _pieces([*unsaid, *beyond])))
        return "words left out" if taken_back else None

    def _is_clause(self, end: int) -> bool:
        """Whether what is kept can stand alone: no "said if Berg pays" or "said like Hagen"."""
        kept = [self.words[place] for place in self.places]
        dangling = kept[0].text in _PREPOSITIONS | _CONDITIONS | _DANGLING
        return not dangling and _has_verb(self.words[self.places[0] : end])


def _has_verb(words: Iterable[Word]) -> bool:
    texts = [word.text for word in words]
    return any(text in _RESUMES or text in CUES or text.endswith("ed") for text in texts)


def _matches(word: str, other: str) -> bool:
    """The same word, or the past of a verb in the present."""
    if word == other:
        return True
    if word in STOP_WORDS:
        return other == _TURNED.get(word)
    return word.endswith("ed") and bool(_bases(word) & {other, other[:-1], other[:-2]})


def _bases(past: str) -> set[str]:
    """What a regular past may be made of: "warned" → warn, "denied" → deny, "planned" → plan."""
    return {past[:-2], past[:-1], past[:-3] + "y", past[:-3]}

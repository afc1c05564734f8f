"""One attempt to lay a draft's words along its source's, from a place where it may begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.quotes.cues import CUES
from rag.frame import Frame
from rag.omission import aside_end, may_go_at_end
from rag.source_words import (
    BE,
    CONDITIONS,
    HAVE,
    JOINING,
    PERSONAL,
    PREPOSITIONS,
    TEMPORAL,
    Lost,
    Word,
    has_verb,
    limits,
    pieces,
    takes_back,
)
from rag.words import STOP_WORDS

_FREE = BE | HAVE | {"that"}  # compared as a group before the word they stand by
_BACKSHIFT = {"is": "was", "are": "were", "has": "had", "have": "had"}
_TURNED = {"their": "our", "they": "we", "them": "us"}  # as reported speech turns them
_SKIPPED = frozenset("also meanwhile however therefore thus".split())
_DANGLING = frozenset("although though because despite like unlike contrary according".split())
_REFERRING = PERSONAL | frozenset("they them their theirs it its this these those".split())


@dataclass
class Laying:
    """One attempt; it holds what was found so far, and serves once.

    ``frame`` are the words that name the speaker, which ``spoken`` words step over; a draft
    that is laid ``in_place`` has them as well, and must keep those at ``needed``.
    """

    words: Sequence[Word]
    frame: Frame | None
    spoken: bool
    in_place: bool = False
    needed: frozenset[int] = frozenset()
    places: list[int] = field(default_factory=list)
    quoted: set[int] = field(default_factory=set)  # places that the draft quotes

    def fault(self, body: Sequence[Word], start: int, finished: bool) -> Lost | None:
        """What is wrong with a draft that begins at word ``start``."""
        at, inside = start, False
        small: list[Word] = []
        for word in body:
            inside ^= word.quoted
            if word.text in _FREE:
                small.append(word)
                continue
            found = self._next(word, small, at)
            if isinstance(found, str):
                return found
            if self.places and not self._same_breaks([*small, word], found):
                return "order"
            self.places.append(found)
            if inside:
                self.quoted.add(found)
            at, small = found + 1, []
        if not finished:
            return self._pronoun()
        if not self.places or any(word.text != "that" for word in small):
            return "words left out"
        if not self.needed <= set(self.places) or self._leaves_the_saying_empty():
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
            elif at == 0 and other.text in JOINING:
                at += 1
            elif (aside := self._aside_end(at)) is not None:
                at = aside
            else:
                break
        later = [n for n in range(start, len(self.words)) if _matches(word, self.words[n].text)]
        if not later:
            return "order"
        return limits(self.words[start : later[0]]) or "words left out"

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
        return word.text not in PREPOSITIONS and not word.text.endswith("ing")

    def _same_that(self, other: Word, small: Sequence[Word], passed: Sequence[str]) -> bool:
        """Whether "that" stands where it did, or was put in or left out where it says nothing.

        It does in "said on Monday that taxes would rise" and in "the port that needed money".
        """
        kept, held = any(word.text == "that" for word in small), "that" in passed
        if self.in_place:
            after_verb = self.places and self.words[self.places[-1]].text in CUES
            return kept == held or bool(after_verb and other.text not in PREPOSITIONS)
        opening = self.words[self.places[0]] if self.places else other
        dated = opening.text in PREPOSITIONS and not self._follows
        harmless = not dated and not (kept and self.places)
        return kept == held or harmless

    @property
    def _follows(self) -> bool:
        """Whether the speaker is named after the words, so that a date before them is theirs."""
        return self.frame is not None and self.places[:1] < [self.frame.start]

    def _same_time(
        self, word: str, other: str, drafted: Sequence[Word], passed: Sequence[str]
    ) -> bool:
        """Whether voice and time are kept, or put back as reported speech does."""
        new = [each.text for each in drafted if each.text != "that"]
        old = [each for each in passed if each in BE | HAVE]
        if word != other and word not in STOP_WORDS and (not self.spoken or {*new, *old} & BE):
            return False
        if new == ["had", "been"] and old in (["was"], ["were"]):
            return True
        return len(new) == len(old) and all(
            one == two or (self.spoken and one == _BACKSHIFT.get(two))
            for one, two in zip(new, old, strict=True)
        )

    def _aside_end(self, at: int) -> int | None:
        """Where an apposition that begins at ``at`` ends, if it can be left out."""
        end = aside_end(self.words, at) if self.places else None
        if end is None or (self.frame and at < self.frame.end and end > self.frame.start):
            return None
        return end

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
            if word.text not in _REFERRING or at in self.quoted:
                continue
            taken = [self.words[place] for place in self.places[:number]]
            known = any(w.tells and (w.capital or word.text not in PERSONAL) for w in taken)
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
        if reason := limits(unsaid) or limits(beyond):
            return reason
        if any(word.text == "according" for word in (*unsaid, *beyond)):
            return "hedge"  # whoever passed the words on answers for them
        kept = [self.words[place] for place in range(self.places[0], end)]
        if end == start and any(word.text in TEMPORAL for word in unsaid):
            return "hedge"
        # Any other end may belong to the last words: "a fake, Russian-made robot".
        if end != start and not (self._is_clause(end) and may_go_at_end(kept, self.words[end:])):
            timed = any(word.text in TEMPORAL for word in unsaid)
            return "hedge" if timed else "words left out"
        taken_back = any(map(takes_back, pieces([*unsaid, *beyond])))
        return "words left out" if taken_back else None

    def _leaves_the_saying_empty(self) -> bool:
        """Whether only the occasion is kept of "explained at the time, when …, that they left"."""
        end = self.places[-1] + 1
        if not self.needed or self.places[0] < min(self.needed) or end == len(self.words):
            return False
        said = self.words[max(self.needed) + 1 : end]
        occasion = bool(said) and said[0].text in PREPOSITIONS
        only = occasion and not any(word.broken for word in said)
        return (only or not said) and has_verb(self.words[end:])

    def _is_clause(self, end: int) -> bool:
        """Whether what is kept can stand alone: no "said if Berg pays" or "said like Hagen"."""
        kept = [self.words[place] for place in self.places]
        dangling = kept[0].text in PREPOSITIONS | CONDITIONS | _DANGLING
        return not dangling and has_verb(self.words[self.places[0] : end])


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

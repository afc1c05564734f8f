"""A shortened sentence laid along its source: what does it change, if anything?

Skipping changes the sense more often than not ("thanked China for its support
after Putin's re-election" is no "thanked Putin for his re-election"), and so does
stopping early ("would close" for "would close if Berg paid"). A draft may
therefore only be the source's own run of words, from where the reported words
begin to a comma or the end. It may step over the words that name the speaker and
over what may be left out (rag/omission.py), and turn the present into the past as
reported speech does. What is left out must hold nothing that limits what is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.quotes.cues import CUES
from rag.frame import find_frame, follows_its_words, is_detachable, is_plain
from rag.laying import Laying
from rag.omission import occasion_end
from rag.source_words import Lost, Word, read

_ANYWHERE: Lost = "words left out"  # where the draft can begin nowhere
_DATING = frozenset("on in at during since before after until by under".split())


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
    frame = find_frame(words, mention, (cue or "").lower())
    starts = [0, occasion_end(words)]
    if frame is not None:
        if not is_plain(words, frame):
            return "hedge"
        follows = follows_its_words(words, frame) and verb != "tell"
        if follows and verb and _seems_to_date_the_saying(body):
            return "tense"
        starts = [0, occasion_end(words[: frame.start])] if follows else []
        if is_detachable(words, frame) and (verb == "tell" or not frame.tells):
            starts.append(frame.end)
    return _least(
        Laying(words, frame, verb is not None).fault(body, start, finished)
        for start in dict.fromkeys(starts)
    )


def _least(faults: Iterator[Lost | None]) -> Lost | None:
    """None where one attempt finds no fault, else the fault of the first."""
    first: Lost | None = next(faults, _ANYWHERE)
    return first if first and all(faults) else None


def lost_in_place(
    body: Sequence[Word],
    source: str,
    reports: Sequence[tuple[tuple[int, int], str]],
    *,
    finished: bool = True,
) -> Lost | None:
    """The same for a draft that leaves the words where they stand, those of saying with them.

    Args:
        body: all of the draft's words.
        source: the evidence sentence.
        reports: the span that names a speaker and the verb of speech, of each report.
        finished: False for the beginning of a draft that may go on.
    """
    words = read(source)
    frames = [frame for place, cue in reports if (frame := find_frame(words, place, cue.lower()))]
    own = frozenset(at for frame in frames for at in frame.own if _tells_who(words[at]))
    starts = [0, occasion_end(words)]
    starts += [frame.start for frame in frames[:1] if is_detachable(words, frame)]
    return _least(
        Laying(words, None, spoken=False, in_place=True, needed=own).fault(body, start, finished)
        for start in dict.fromkeys(starts)
    )


def _tells_who(word: Word) -> bool:
    return word.tells or word.text in CUES or word.text == "according"


def _seems_to_date_the_saying(body: Sequence[Word]) -> bool:
    """ "said on Monday taxes would rise", where it is on Monday that they would."""
    return bool(body) and body[0].text in _DATING and not body[0].quoted

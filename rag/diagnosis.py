"""What is wrong with a sentence that its evidence does not hold, in the most telling word.

Nothing is let through or refused here. A refused draft is compared with its source word by
word; the first of these errors that it shows names it, the one that misleads most first:
somebody else's words, altered quotation, foreign words of another sentence, name, date, number,
negation, certainty, time, who did what to whom. Where none shows, the check's own reason stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from index.quotes.cues import CUES
from index.quotes.names import TITLES
from rag.attribution import speaker_words
from rag.evidence import Evidence
from rag.marks import quotes_exactly
from rag.omission import CALENDAR
from rag.source_words import BE, CONDITIONS, DOUBTS, HAVE, Word, denies, read
from rag.words import STOP_WORDS, stem, stems, words

Error = Literal[
    "speaker", "quotation", "blend", "name", "date", "number", "negation", "hedge", "tense",
    "direction",
]  # fmt: skip

_MODALS = frozenset("may might can could must shall should would will".split())
_INTENT = frozenset(
    """try tried tries trying attempt attempted attempting attempts seek sought seeking want wants
        wanted wanting plan plans planned planning intend intends intended aim aims aimed mean
        meant promise promised promises call called calls ask asked look looks urge urged possible
        possibility times""".split()
)
_TIME_WORDS = frozenset(
    """before after earlier later now then ago next previous last following today yesterday
        tomorrow already still yet""".split()
)
_NUMBERS = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen twenty thirty forty
        fifty hundred hundreds thousand thousands million millions billion billions dozen dozens
        tens both once twice half double""".split()
)
_FEWEST_OF_ANOTHER = 2  # telling words in a row that only another sentence holds
_LABEL = re.compile(r"([A-Z][^:\"“”]{1,60}):\s")


def most_telling(draft: str, evidence: Evidence) -> Error | None:
    """The error that misleads most, None where the comparison shows none that it knows."""
    source, own = read(evidence.text), read(draft)
    known = {*_parts(word.text for word in source), *speaker_words(evidence)}
    new = [word for word in own if not _is_known(word, known)]
    gone, come = _changes(own, source)
    if _names_another(draft, own, evidence):
        return _exchanged_or_other(own, evidence)
    if not quotes_exactly(draft, evidence.text):
        return "quotation"
    if _from_another(new, evidence):
        return "blend"
    if found := _foreign(new) or _turned(gone, come):
        return found
    if _has_surer_verb(new, evidence, set(gone) - set(come)):
        return "hedge"
    aside = speaker_words(evidence) | set(CUES)
    return "direction" if _is_exchange(own, source, aside) else None


def _parts(texts: Collection[str] | Iterator[str]) -> Iterator[str]:
    for text in texts:
        yield from (text, *text.split("-"))


def _is_known(word: Word, known: Collection[str]) -> bool:
    return word.text in known or stem(word.text) in {stem(each) for each in known}


def _names_another(draft: str, own: Sequence[Word], evidence: Evidence) -> bool:
    """Whether the draft gives words to a name that the source does not give them to."""
    if evidence.speech is None:
        return False
    held = _sayers(read(evidence.text)) | speaker_words(evidence)
    label = _LABEL.match(draft)
    named = _sayers(own) | (set(words(label[1])) if label else set())
    return bool(named - held - STOP_WORDS - TITLES)


def _sayers(own: Sequence[Word]) -> set[str]:
    """The names beside verbs of speech."""
    found: set[str] = set()
    for at, word in enumerate(own):
        if word.text not in CUES:
            continue
        before = own[at - 1] if at else None
        if before is not None and before.capital and not word.broken:
            found.add(before.text)
        after = own[at + 1] if at + 1 < len(own) else None
        if word.broken and after is not None and after.capital and not after.broken:
            found.add(after.text)
    return found


def _exchanged_or_other(own: Sequence[Word], evidence: Evidence) -> Error:
    """Speaker and hearer exchanged, where both are in the source; else words given to another."""
    source = {word.text for word in read(evidence.text)}
    sayers = _sayers(own) - STOP_WORDS - TITLES
    mine = speaker_words(evidence)
    both = sayers and sayers <= source and mine & {word.text for word in own}
    return "direction" if both and not mine & sayers else "speaker"


def _from_another(new: Sequence[Word], evidence: Evidence) -> bool:
    """Whether what the source does not hold was taken from a sentence beside it."""
    telling = [stem(word.text) for word in new if word.tells]
    if len(telling) < _FEWEST_OF_ANOTHER:
        return False
    others = (
        evidence.passage.sentence_text(each)
        for each in evidence.passage.sentences
        if each != evidence.sentence
    )
    return any(set(telling) <= set(stems(text)) for text in others)


def _foreign(new: Sequence[Word]) -> Error | None:
    """What the words are that the source does not hold."""
    texts = {word.text for word in new}
    if denies(texts):
        return "negation"
    if any(word.capital and word.tells and word.text not in CALENDAR for word in new):
        return "name"
    if texts & CALENDAR or any(re.fullmatch(r"(?:19|20)\d\d", text) for text in texts):
        return "date"
    if texts & _NUMBERS or any(text[0].isdigit() for text in texts):
        return "number"
    return None


def _has_surer_verb(new: Sequence[Word], evidence: Evidence, gone: Collection[str]) -> bool:
    """Whether a verb that is none of speech stands for the one that was: "proved" for "said"."""
    cue = evidence.speech.cue if evidence.speech else None
    return cue is not None and cue in gone and any(word.text not in CUES for word in new)


def _changes(own: Sequence[Word], source: Sequence[Word]) -> tuple[list[str], list[str]]:
    """Words of the source that are missing amid what is kept, and words that came or moved."""
    one, other = [word.text for word in source], [word.text for word in own]
    steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    gone = [text for tag, a, b, _, _ in steps if tag in ("delete", "replace") for text in one[a:b]]
    come = [
        text for tag, _, _, a, b in steps if tag in ("insert", "replace") for text in other[a:b]
    ]
    return gone, come


def _turned(gone: Sequence[str], come: Sequence[str]) -> Error | None:
    """What leaving words out, or putting others in their place, has changed."""
    less, more = Counter(gone) - Counter(come), Counter(come) - Counter(gone)
    if denies((*less, *more)):
        return "negation"
    if any(text in _NUMBERS for text in more):
        return "number"
    if set(more) & CALENDAR:
        return "date"
    changed = {*less, *more}
    if (
        changed & DOUBTS
        or set(less) & (_MODALS | _INTENT | CONDITIONS)
        or set(more) & (_MODALS - {"will"})
    ):
        return "hedge"
    if set(more) & (_TIME_WORDS | BE | HAVE | {"will"}) or _same_stems(less, more):
        return "tense"
    return None


def _same_stems(less: Collection[str], more: Collection[str]) -> bool:
    return bool({stem(text) for text in less} & {stem(text) for text in more})


def _is_exchange(own: Sequence[Word], source: Sequence[Word], aside: Collection[str]) -> bool:
    """Whether two telling words stand the other way round, those of saying left aside."""
    times = Counter(word.text for word in source) | Counter(word.text for word in own)
    places = {
        word.text: at
        for at, word in enumerate(source)
        if word.tells and word.text not in aside and times[word.text] == 1
    }
    order = [places[word.text] for word in own if word.text in places]
    return any(one > two for one, two in pairwise(order))

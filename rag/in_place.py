"""Drafts that leave the source's words where they stand, with the words that say who speaks.

Nothing moves in them, so whose words they are reads as in the source, and no quotation of the
index is needed: only the speaker may be named more fully, in brackets or without, and what may
be left out is left out (rag/omission.py). A draft that moves the speaker to the front is not
judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.types import Speech
from rag.alignment import lost_in_place
from rag.attribution import beyond_quotation, is_speaker
from rag.evidence import Evidence
from rag.present import closed, quoted_sentence
from rag.source_words import PERSONAL, Lost, read
from rag.words import fold, words

_LABEL = re.compile(r"(?P<name>[^:\"“”]{2,80}): (?P<words>\S.*)", re.DOTALL)
_MOST_NAME_WORDS = 8
_PRONOUNS = PERSONAL | {"they", "it", "we", "i"}

Place = tuple[int, int]
"""``[start, end)`` in the sentence."""


def is_own_sentence(draft: str, evidence: Evidence) -> bool:
    """Whether the draft is the source's sentence, mark for mark, its speaker named or not."""
    shown = (quoted_sentence(evidence), quoted_sentence(evidence, name_first=True))
    return _plain(draft) in {_plain(text) for text in (*shown, *_named(evidence))}


def _plain(text: str) -> str:
    return fold(" ".join(closed(text).split())).rstrip(".")


def _named(evidence: Evidence) -> Iterator[str]:
    """The sentence with its speaker's name where it mentions him."""
    for each in _variants(evidence):
        yield each.text


@dataclass(frozen=True)
class _Variant:
    """The sentence with the speaker named otherwise at one place, and how much longer it is."""

    text: str
    at: int = 0
    longer: int = 0

    def moved(self, place: Place) -> Place:
        start, end = place
        return start + self.longer * (start > self.at), end + self.longer * (start >= self.at)


def _variants(
    evidence: Evidence, *, shown: bool = False, labelled: bool = False
) -> Iterator[_Variant]:
    """The sentence with each way to name its speaker, as it is where that says who speaks.

    Another name than the sentence's own needs a quotation of the index that is this speaker's,
    or the brackets in which the draft has ``shown`` it.
    """
    speech = evidence.speech
    if speech is None or labelled or _names_speaker(evidence, speech):
        yield _Variant(evidence.text)
    if speech is None or not (evidence.tied or shown):
        return
    same = [said for said in evidence.sentence.speeches if said.speakers == speech.speakers]
    places = {place for said in (speech, *same) if (place := _place(evidence, said))}
    for start, end in sorted(places):
        called, name = evidence.text[start:end], speech.speaker
        forms = [name, f"{called} {name}"]
        if len(speech.speakers) == 1:
            forms.append(name.split()[-1])
        for form in forms:
            text = f"{evidence.text[:start]}{form}{evidence.text[end:]}"
            yield _Variant(text[0].upper() + text[1:], start, len(form) - (end - start))


def _names_speaker(evidence: Evidence, speech: Speech) -> bool:
    """Whether the sentence says who speaks, and not just "he said" or nothing."""
    place = _place(evidence, speech)
    return place is not None and evidence.text[slice(*place)].lower() not in _PRONOUNS


def _place(evidence: Evidence, speech: Speech) -> Place | None:
    if speech.mention is None:
        return None
    start, end = (at - evidence.sentence.start for at in speech.mention)
    return (start, end) if 0 <= start < end <= len(evidence.text) else None


def unbracketed(draft: str, evidence: Evidence) -> str:
    """The draft with "[Wang Yi]" as "Wang Yi", where the brackets are not the source's own."""
    names = evidence.speech.speakers if evidence.speech else ()
    joint = [evidence.speech.speaker] if evidence.speech else []
    for name in (*joint, *names):
        if f"[{name}]" not in evidence.text:
            draft = draft.replace(f"[{name}]", name)
    return draft


def labelled(draft: str, evidence: Evidence) -> str | None:
    """What stands after "Wang Yi: ", None where no label names the speaker."""
    found = _LABEL.match(draft)
    if not found or evidence.speech is None or len(words(found["name"])) > _MOST_NAME_WORDS:
        return None
    if not is_speaker(words(found["name"]), evidence, evidence.speech.speakers):
        return None
    return found["words"]


def lost_where_it_stands(
    draft: str, evidence: Evidence, *, unfinished: bool = False
) -> Lost | None:
    """What a draft that moves nothing changes; None where it only leaves out what may go.

    Args:
        draft: the sentence, or where ``unfinished`` its beginning.
        evidence: what it is held against.
        unfinished: whether the draft may go on.
    """
    shown = bool(evidence.speaker and f"[{evidence.speaker}]" in draft)
    draft = unbracketed(draft, evidence)
    said = labelled(draft, evidence)
    body = draft if said is None else said
    floats = evidence.speech is not None and _place(evidence, evidence.speech) is None
    if floats and not _are_theirs(said, evidence):
        return "words left out"
    fault: Lost | None = "words left out"
    for variant in _variants(evidence, shown=shown, labelled=said is not None):
        reports = [(variant.moved(place), cue) for place, cue in _reports(evidence)]
        fault = lost_in_place(read(body), variant.text, reports, finished=not unfinished)
        if fault is None:
            return None
    return fault


def _are_theirs(said: str | None, evidence: Evidence) -> bool:
    """Whether words after a label stand in a quotation that the index gives to the speaker."""
    if said is None or evidence.tie is None:
        return False
    return not beyond_quotation(read(said), evidence.tie.text, evidence)


def _reports(evidence: Evidence) -> list[tuple[Place, str]]:
    """Where each speaker is named, and the verb of speech."""
    own = [evidence.speech] if evidence.speech else []
    others = [said for said in evidence.sentence.speeches if not said.aside and said not in own]
    return [
        (place, said.cue or "") for said in (*own, *others) if (place := _place(evidence, said))
    ]


def begins_own_sentence(beginning: str, evidence: Evidence) -> bool:
    """Whether the source's own sentence may yet come of it."""
    shown = (quoted_sentence(evidence), *_named(evidence))
    return any(_plain(text).startswith(fold(" ".join(beginning.split()))) for text in shown)

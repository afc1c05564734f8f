"""Which other articles hold what a sentence of the answer says: it is cited to all of them.

They hold it where they quote the same speaker with the very words between its quotation marks and
have the rest of its words too, or where it would pass as drawn from them (:mod:`rag.check`). Prints
of one story count once (:mod:`rag.copies`). Not handled: agreement in other words.
"""

from __future__ import annotations

from collections.abc import Iterable

from index.library import Library
from index.quotes.cues import CUES
from index.quotes.names import TITLES
from rag.asked import said_by
from rag.attribution import speaker_words
from rag.check import check
from rag.evidence import Evidence
from rag.marks import quotes_exactly
from rag.question import Question
from rag.words import STOP_WORDS, fold, stem, words

MOST = 2  # further articles that a sentence is cited to


def agreeing(
    library: Library,
    shown: str,
    evidence: Evidence,
    ranked: Iterable[Evidence],
    question: Question,
) -> list[Evidence]:
    """The best sentence of each further story that holds what is shown, best first.

    Args:
        library: who is meant by which name, and which articles print the same story.
        shown: a sentence of the answer.
        evidence: what it was drawn from.
        ranked: everything found on the question, best first.
        question: what is asked.
    """
    told, speaker = _told(shown, evidence), said_by(library, evidence.speech)
    found: list[Evidence] = []
    cited = {evidence.article.id}
    for other in ranked:
        if len(found) == MOST:
            break
        if other.article.id in cited or not told.issubset(other.stems):
            continue
        if said_by(library, other.speech) != speaker or not _holds(shown, other, question):
            continue
        if cited.isdisjoint(each.info.id for each in library.copies(other.article.id)):
            found.append(other)
            cited.add(other.article.id)
    return found


def _holds(shown: str, other: Evidence, question: Question) -> bool:
    quoted = other.tied and '"' in fold(shown) and quotes_exactly(shown, other.text)
    return quoted or check(shown, other, question) is None


def _told(shown: str, evidence: Evidence) -> set[str]:
    """The stems of what a sentence says, beside who says it."""
    small = STOP_WORDS | TITLES | speaker_words(evidence)
    return {stem(word) for word in words(shown) if word not in small and word not in CUES}

"""Which other articles hold what a sentence of the answer says: it is cited to all of them.

They hold it where they quote the same speaker with the very words between its quotation marks and
have the rest of its words too, or where it would pass as drawn from them (:mod:`rag.check`). Prints
of one story count once (:mod:`rag.copies`). Not handled: agreement in other words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from index.library import Library
from index.quotes.cues import CUES
from index.quotes.names import TITLES
from rag.asked import said_by
from rag.check import check
from rag.evidence import Evidence
from rag.marks import quotes_exactly
from rag.question import Question
from rag.words import STOP_WORDS, fold, stem, words

MOST = 2  # further articles that a sentence is cited to

Stories = Callable[[str], frozenset[str]]
"""The ids of the articles that print the same story as one, that one among them."""


def stories(library: Library) -> Stories:
    """Looks up each article's story once."""

    @cache
    def story(article_id: str) -> frozenset[str]:
        return frozenset(each.info.id for each in library.copies(article_id)) | {article_id}

    return story


def agreeing(
    library: Library,
    shown: str,
    evidence: Evidence,
    ranked: Iterable[Evidence],
    question: Question,
    story: Stories,
) -> list[Evidence]:
    """The best sentence of each further story that holds what is shown, best first.

    Args:
        library: who is meant by which name.
        shown: a sentence of the answer.
        evidence: what it was drawn from.
        ranked: everything found on the question, best first.
        question: what is asked.
        story: which articles print the same.
    """
    found: list[Evidence] = []
    counted = set(story(evidence.article.id))
    for other in ranked:
        if len(found) == MOST:
            break
        if other.article.id in counted or not _holds(library, shown, evidence, other, question):
            continue
        found.append(other)
        counted |= story(other.article.id)
    return found


def _holds(
    library: Library, shown: str, evidence: Evidence, other: Evidence, question: Question
) -> bool:
    if said_by(library, evidence.speech) != said_by(library, other.speech):
        return False
    if not _told(shown, evidence) <= set(other.stems):
        return False
    quoted = other.tied and '"' in fold(shown) and quotes_exactly(shown, other.text)
    return quoted or check(shown, other, question) is None


def _told(shown: str, evidence: Evidence) -> set[str]:
    """The stems of what a sentence says, beside who says it."""
    speakers: Sequence[str] = evidence.speech.speakers if evidence.speech else ()
    names = {word for name in speakers for word in words(name)}
    small = STOP_WORDS | TITLES | names
    return {stem(word) for word in words(shown) if word not in small and word not in CUES}

"""How much of a question sentences hold, word by word, and what of it they and theirs lack."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.library import Library
from index.types import Hit
from rag.bags import Bag, bags_of, speaker_stems
from rag.coverage import described
from rag.question import Question
from rag.weigh import Weigher
from rag.words import fold, stem, telling_words, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_NAMED = re.compile(r"(?<!^)(?<![.!?] )\b(?:[A-Z][\w'.-]*|\d[\w.,]*)")


_ALIKE = 4  # first letters that a name and what is made of it share ("China", "Chinese")


@dataclass(frozen=True)
class Match:
    """What a sentence holds of a question.

    ``nearness`` is the weighted share of the question's words that it holds or comes near to.
    The sentences beside it, its speakers and the article's title, outlet and date count for the
    others as well: ``missing`` is what the weightiest word that they lack makes of the question,
    ``named`` the share of the question's names and numbers that they hold, of which those count
    for half that only stand elsewhere in the passage. All from 0 to 1.
    """

    nearness: float
    missing: float
    named: float


def matches(library: Library, question: Question, hits: Sequence[Hit]) -> list[list[Match]]:
    """What each sentence of each passage holds of a question; in one go."""
    import numpy as np

    if not hits:
        return []
    asked = telling_words(question.search_text)
    weigher = Weigher(library, {stem(word): word for word in reversed(asked)})
    names = sorted(_names(question))
    bags = [bags_of(hit.passage) for hit in hits]
    held = weigher.held([bag for own in bags for bag in own])
    parts = np.split(held, np.cumsum([len(own) for own in bags[:-1]]))
    return [
        _of_passage(hit, own, part, weigher, names)
        for hit, own, part in zip(hits, bags, parts, strict=True)
    ]


def _of_passage(
    hit: Hit, bags: Sequence[Bag], held: Floats, weigher: Weigher, names: Sequence[str]
) -> list[Match]:
    import numpy as np

    around = described(hit.article)
    spoken = [speaker_stems(sentence) for sentence in hit.passage.sentences]
    told = np.array([each in around for each in weigher.stems], dtype=np.float32)
    stands = [np.array(_stand(names, own.keys()), dtype=bool) for own in spoken]
    named = np.array([_stand(names, bag.counts.keys()) for bag in bags], dtype=bool)
    everywhere = np.array(_stand(names, around), dtype=bool)
    whole = np.logical_or.reduce([everywhere, *named, *stands])
    shares = weigher.shares
    found = []
    for at, own in enumerate(held):
        beside = slice(max(0, at - 1), at + 2)
        said = [each in spoken[at] for each in weigher.stems]
        near = np.maximum(np.maximum(held[beside].max(axis=0), told), said)
        by_name = everywhere | stands[at] | named[beside].any(axis=0)
        found.append(
            Match(
                nearness=float(own @ shares),
                missing=float((shares * (1 - near)).max(initial=0.0)),
                named=float(by_name.mean() + whole.mean()) / 2 if names else 1.0,
            )
        )
    return found


def _names(question: Question) -> set[str]:
    """Stems of the words with a capital, but for the first, and of numbers."""
    found = _NAMED.findall(fold(question.search_text))
    return {stem(part) for each in found for word in words(each) for part in word.split("-")}


def _stand(names: Sequence[str], held: Collection[str]) -> list[bool]:
    """Which names stand among stems, or what is made of them does."""
    begun = {each[:_ALIKE] for each in held if len(each) >= _ALIKE} if names else set()
    return [name in held or (len(name) >= _ALIKE and name[:_ALIKE] in begun) for name in names]

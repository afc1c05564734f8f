"""How much of a question sentences hold, word by word, and what of it they and theirs lack."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from index.library import Library
from index.types import Hit
from rag.bags import Bag, bags_of, speaker_stems
from rag.coverage import described
from rag.mentioned import find_mentions, lacking, same_country, stand
from rag.question import Question
from rag.weigh import Weigher
from rag.words import fold, stem, stems, telling_words, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_NAMED = re.compile(r"(?<!^)(?<![.!?] )\b(?:[A-Z][\w'.-]*|\d[\w.,]*)")


@dataclass(frozen=True)
class Match:
    """What a sentence holds of a question.

    ``nearness`` is the weighted share of the question's words that it holds or comes near to;
    the name of who is asked for is none of them. The sentences beside it, its speakers and the
    article's title, outlet and date count for the others as well: ``beside`` is the share that
    they hold, ``passage`` that of its whole passage; ``missing`` is what the weightiest word that
    they lack makes of the question, ``lacked`` what that makes which the sentence and the names of
    its speakers lack; ``named`` the share of the question's names and numbers that they hold, of
    which those count for half that only stand elsewhere in the article. All from 0 to 1.

    ``strange`` is the share of the question's names and numbers that are nowhere in the article, in
    none of their forms (:mod:`rag.mentioned`); ``untold`` that of those which the sentence lacks,
    and those beside it in which the same people speak.
    """

    nearness: float
    beside: float
    passage: float
    missing: float
    named: float
    lacked: float = 0.0
    strange: float = 0.0
    untold: float = 0.0


def matches(library: Library, question: Question, hits: Sequence[Hit]) -> list[list[Match]]:
    """What each sentence of each passage holds of a question; in one go."""
    import numpy as np

    if not hits:
        return []
    asked = _asked_words(question)
    weigher = Weigher(library, {stem(word): word for word in reversed(asked)})
    names = sorted(_names(question))
    mentions = find_mentions(question.search_text, words(question.speaker or ""))
    bags = [bags_of(hit.passage) for hit in hits]
    stems_of = cache(partial(_stems_of, library))  # several passages are of one article
    held = weigher.held([bag for own in bags for bag in own])
    parts = np.split(held, np.cumsum([len(own) for own in bags[:-1]]))
    return [
        _of_passage(hit, own, part, weigher, names, mentions, stems_of)
        for hit, own, part in zip(hits, bags, parts, strict=True)
    ]


def _of_passage(
    hit: Hit,
    bags: Sequence[Bag],
    held: Floats,
    weigher: Weigher,
    names: Sequence[str],
    mentions: Sequence[Sequence[str]],
    stems_of: Callable[[str], Set[str]],
) -> list[Match]:
    import numpy as np

    around = described(hit.article)
    spoken = [speaker_stems(sentence) for sentence in hit.passage.sentences]
    told = np.array([each in around for each in weigher.stems], dtype=np.float32)
    stands = [np.array(stand(names, own.keys()), dtype=bool) for own in spoken]
    held_names = [stand(names, bag.counts.keys()) for bag in bags]
    named = np.array(held_names, dtype=bool).reshape(len(bags), len(names))
    everywhere = np.array(stand(names, around), dtype=bool)
    whole = np.logical_or.reduce([everywhere, *named, *stands])
    if not whole.all():  # only then is the whole article read
        whole |= np.array(stand(names, stems_of(hit.article.id)), dtype=bool)
    shares = weigher.shares
    # A name means nobody and nothing else, however near other names are to it in meaning.
    for at, each in enumerate(weigher.stems):
        if each in names:
            held[:, at] = named[:, names.index(each)]
        elif same_country(each):
            held[:, at] = held[:, at] >= 1
    everything = np.maximum(held.max(axis=0, initial=0), told)
    stems = [around.union(bag.counts, own) for bag, own in zip(bags, spoken, strict=True)]
    strange = lacking(mentions, set().union(*stems))
    if strange:
        strange = lacking(mentions, set().union(stems_of(hit.article.id), *stems))
    sentences = hit.passage.sentences
    found = []
    for at, own in enumerate(held):
        beside = slice(max(0, at - 1), at + 2)
        said = [each in spoken[at] for each in weigher.stems]
        near = np.maximum(np.maximum(held[beside].max(axis=0), told), said)
        by_name = everywhere | stands[at] | named[beside].any(axis=0)
        own_words = [
            stems[n]
            for n in range(max(0, at - 1), min(at + 2, len(bags)))
            if n == at or not set(sentences[n].speakers).isdisjoint(sentences[at].speakers)
        ]
        found.append(
            Match(
                nearness=float(own @ shares),
                beside=float(near @ shares),
                passage=float(np.maximum(everything, said) @ shares),
                missing=float((shares * (1 - near)).max(initial=0.0)),
                lacked=float((shares * (1 - np.maximum(own, said))).max(initial=0.0)),
                named=float(by_name.mean() + whole.mean()) / 2 if names else 1.0,
                strange=strange,
                untold=lacking(mentions, set().union(*own_words)),
            )
        )
    return found


def _stems_of(library: Library, article_id: str) -> set[str]:
    """All the stems of an article."""
    return {each for passage in library.passages_of(article_id) for each in stems(passage.text)}


def _asked_words(question: Question) -> list[str]:
    """The telling words, without the name of who is asked for, which each of his words would hold.

    All of them where the question has no others.
    """
    found = telling_words(question.search_text)
    named = set(words(question.speaker or "")) if question.speech else set()
    return [word for word in found if word not in named] or found


def _names(question: Question) -> set[str]:
    """Stems of the words with a capital, but for the first, and of numbers."""
    found = _NAMED.findall(fold(question.search_text))
    return {stem(part) for each in found for word in words(each) for part in word.split("-")}

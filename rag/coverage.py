"""How much of what a question is about a sentence holds, by itself and in its surroundings."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from index.library import Library
from index.quotes.cues import CUES
from index.reading.dates import day_bounds
from index.types import ArticleInfo, Hit, Passage, Sentence
from rag.bags import bag_of, bags_of, speaker_stems
from rag.question import Question
from rag.words import MONTHS

NEARBY = 0.75  # what a topic word counts for in the sentence before or after
AROUND = 0.4  # in the passage, title, outlet or date
RARE = 0.02  # document share below which rarity adds little

_ASKING = frozenset({"ask", "question", "wonder"})


def weights(library: Library, question: Question) -> dict[str, float]:
    """How much each word of the topic says: rare words more than common ones."""
    frequencies = library.frequencies(question.topic)
    return {
        each: math.log(1 + 1 / (frequency + RARE))
        for each, frequency in zip(question.topic, frequencies, strict=True)
    }


def coverages(weighted: Mapping[str, float], hit: Hit) -> list[float]:
    """The weighted share of a topic that each sentence of a passage holds, up to 1."""
    passage = hit.passage
    if not weighted:
        return [1.0] * len(passage.sentences)
    bags = [bag.counts for bag in bags_of(passage)]
    around = described(hit.article).union(*bags)
    whole = sum(weighted.values())
    return [
        sum(
            weight
            * (1 if each in own else NEARBY if each in near else AROUND if each in around else 0)
            for each, weight in weighted.items()
        )
        / whole
        for at in range(len(bags))
        for own, near in [(_own(passage, bags, at), _near(passage, bags, at))]
    ]


def _own(passage: Passage, bags: Sequence[Mapping[str, int]], at: int) -> set[str]:
    """Stems of a sentence and of its speakers' names."""
    return {*bags[at], *speaker_stems(passage.sentences[at])}


def _near(passage: Passage, bags: Sequence[Mapping[str, int]], at: int) -> set[str]:
    """Stems of a sentence and of those beside it, but for those in which others speak."""
    sentences = passage.sentences
    return {
        each
        for n in range(max(0, at - 1), min(at + 2, len(bags)))
        if not _is_anothers(sentences[n], sentences[at])
        for each in bags[n]
    }


def _is_anothers(other: Sentence, sentence: Sentence) -> bool:
    """Whether others speak in a sentence than in the one beside it; asking one counts not."""
    own, theirs = set(sentence.speakers), set(other.speakers)
    asks = any(CUES.get(speech.cue or "") in _ASKING for speech in other.speeches)
    return bool(own and theirs) and own.isdisjoint(theirs) and not asks


def described(article: ArticleInfo) -> set[str]:
    """Stems of an article's title, outlet and date in words ("april", "2024")."""
    found = set(bag_of(f"{article.title or ''} {article.outlet or ''}").counts)
    if article.published:
        first, last = day_bounds(article.published)
        found.add(str(first // 10_000))
        if first // 100 == last // 100:
            found |= bag_of(MONTHS[first // 100 % 100 - 1]).counts.keys()
    return found

"""How much of what a question is about a sentence holds, by itself and in its surroundings."""

from __future__ import annotations

import math

from index.library import Library
from index.quotes.cues import CUES
from index.reading.dates import day_bounds
from index.types import ArticleInfo, Hit, Sentence
from rag.bags import bag_of
from rag.question import Question

NEARBY = 0.75  # what a topic word counts for in the sentence before or after
AROUND = 0.4  # in the passage, title, outlet or date
RARE = 0.02  # document share below which rarity adds little

_ASKING = frozenset({"ask", "question", "wonder"})
_MONTHS = (
    "january february march april may june july august september october november december".split()
)


def weights(library: Library, question: Question) -> dict[str, float]:
    """How much each word of the topic says: rare words more than common ones."""
    frequencies = library.frequencies(question.topic)
    return {
        each: math.log(1 + 1 / (frequency + RARE))
        for each, frequency in zip(question.topic, frequencies, strict=True)
    }


def coverage(weighted: dict[str, float], hit: Hit, at: int) -> float:
    """The weighted share of a topic that sentence ``at`` of a passage holds, up to 1."""
    if not weighted:
        return 1.0
    passage = hit.passage
    sentence = passage.sentences[at]
    spoken_by = " ".join(name for speech in sentence.speeches for name in speech.speakers)
    bags = [bag_of(passage.sentence_text(each)).counts for each in passage.sentences]
    own = {*bags[at], *bag_of(spoken_by).counts}
    near = {
        each
        for n in range(max(0, at - 1), min(at + 2, len(bags)))
        if not _is_anothers(passage.sentences[n], sentence)
        for each in bags[n]
    }
    around = _described(hit.article).union(*bags)
    held = sum(
        weight * (1 if each in own else NEARBY if each in near else AROUND if each in around else 0)
        for each, weight in weighted.items()
    )
    return held / sum(weighted.values())


def _is_anothers(other: Sentence, sentence: Sentence) -> bool:
    """Whether others speak in a sentence than in the one beside it; asking one counts not."""
    own = {name for speech in sentence.speeches for name in speech.speakers}
    theirs = {name for speech in other.speeches for name in speech.speakers}
    asks = any(CUES.get(speech.cue or "") in _ASKING for speech in other.speeches)
    return bool(own and theirs) and own.isdisjoint(theirs) and not asks


def _described(article: ArticleInfo) -> set[str]:
    """Stems of an article's title, outlet and date in words ("april", "2024")."""
    found = set(bag_of(f"{article.title or ''} {article.outlet or ''}").counts)
    if article.published:
        first, last = day_bounds(article.published)
        found.add(str(first // 10_000))
        if first // 100 == last // 100:
            found |= bag_of(_MONTHS[first // 100 % 100 - 1]).counts.keys()
    return found

"""Quotations of the index beside passages: which bear on a question, and which words they tie.

What a sentence reports is told from the quotations found in it where there are any; the act
of saying that the sentence itself carries counts where there is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.library import Library
from index.quotations import FoundQuote
from index.types import Filters, Hit, Passage, Sentence, Speech
from rag.asked import Asked, is_named
from rag.retrieve import Retrieved

NEAREST = 60  # quotations nearest to a question that are known while it is answered
BROUGHT = 6  # of them, whose passages are read as well


@dataclass(frozen=True)
class Tie:
    """Words of one sentence and whose they are.

    ``text`` are the words of the quotation that stand in the sentence; ``speech`` names the
    speakers as the article does, ``names`` as the collection does.
    """

    speech: Speech
    names: tuple[str, ...]
    text: str
    score: float


def with_quotes(
    library: Library, found: Retrieved, asked: Asked | None, filters: Filters
) -> Retrieved:
    """The same passages, and the quotations nearest to the question with theirs.

    Whoever is asked for comes first; what others said is needed to set right a question that
    asks the wrong person.
    """
    anyones = library.quotes_near(found.vector, NEAREST, filters)
    first = anyones
    if asked and asked.known:
        first = library.quotes_near(found.vector, NEAREST, filters, sorted(asked.names))
    distinct = {(each.article.id, each.quote): each for each in (*first, *anyones)}
    brought = [*first[:BROUGHT], *anyones[: BROUGHT // 2]]
    return replace(
        found,
        hits=[*found.hits, *_their_passages(library, brought, found.hits)],
        quotes=tuple(distinct.values()),
    )


def _their_passages(
    library: Library, quotes: Sequence[FoundQuote], hits: Sequence[Hit]
) -> Iterable[Hit]:
    """The passages that quotations stand in, but for those that were found already."""
    known = {(hit.article.id, hit.passage.ordinal) for hit in hits}
    held: dict[str, list[Passage]] = defaultdict(list)
    for passage in library.passages_of(*(each.article.id for each in quotes)):
        held[passage.article_id].append(passage)
    for each in quotes:
        for passage in held[each.article.id]:
            key = (each.article.id, passage.ordinal)
            if key not in known and _overlap(each, passage):
                known.add(key)
                yield Hit(passage, each.article, each.score or 0.0)


class Ties:
    """What the quotations known while a question is answered tell of its sentences."""

    def __init__(self, quotes: Iterable[FoundQuote]) -> None:
        self._of: dict[str, list[FoundQuote]] = defaultdict(list)
        for each in quotes:
            self._of[each.article.id].append(each)

    def of(self, passage: Passage, sentence: Sentence) -> list[Tie]:
        """The words of a sentence that the index gives to somebody, nearest first."""
        found = [
            _tie(each, passage, sentence)
            for each in self._of[passage.article_id]
            if each.quote.speakers and _overlap(each, sentence)
        ]
        return sorted(found, key=lambda each: -each.score)

    def open_in(self, sentence: Sentence, article_id: str) -> bool:
        """Whether the index holds words of a sentence that it gives to nobody."""
        return any(
            not each.quote.speakers and _overlap(each, sentence) for each in self._of[article_id]
        )


def _overlap(found: FoundQuote, part: Passage | Sentence) -> bool:
    return found.quote.start < part.end and part.start < found.quote.end


def _tie(found: FoundQuote, passage: Passage, sentence: Sentence) -> Tie:
    quote = found.quote
    start, end = max(quote.start, sentence.start), min(quote.end, sentence.end)
    text = passage.text[start - passage.start : end - passage.start]
    return Tie(_speech(found, sentence), quote.speakers, text, found.score or 0.0)


def _speech(found: FoundQuote, sentence: Sentence) -> Speech:
    """The sentence's own record of the act of saying, which has the article's spelling."""
    quote = found.quote
    inside = quote.mention and sentence.start <= quote.mention.start < sentence.end
    mention = (quote.mention.start, quote.mention.end) if quote.mention and inside else None
    for said in sentence.speeches:
        if said.mention == mention and _same_people(said.speakers, quote.speakers):
            cue = quote.cue if mention else None
            return replace(said, cue=cue or said.cue, aside=False)
    return Speech(quote.speakers, mention, quote.cue if mention else None, quote.via)


def _same_people(called: Sequence[str], names: Sequence[str]) -> bool:
    """Whether the article's names for speakers can be these of the collection."""
    return len(called) == len(names) and all(map(is_named, names, called))

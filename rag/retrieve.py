"""Passages for a question: found by words and by meaning, ranked together (:mod:`rag.ranking`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from index.errors import UsageError
from index.library import Library
from index.passage_search import Lookup
from index.quotations import FoundQuote
from index.reading.dates import stated_date
from index.types import Filters, Hit
from rag.asked import Asked
from rag.aspects import Aspects, find_aspects
from rag.features import ALL, Ingredients
from rag.likelihood import answer_odds, probability
from rag.question import Question
from rag.ranking import Ranked, rank, rerank
from rag.rerank import Reranker
from rag.words import content_stems

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

POOL = 48  # passages asked for by meaning and by the words of each side, all together …
LEAST = 12  # … but no fewer than this of each
LONGEST_QUESTION = 4000  # characters
HOPELESS = 0.02  # likelihood of an answer below which no sentence alone makes up for it
SAME = 0.8  # share of words at which passages of one story count as copies


@dataclass(frozen=True)
class Retrieved:
    """Ranked passages with the question's vector, so that it is made once.

    ``odds`` are the log odds that the articles hold an answer, where they are wanted of named
    outlets or for several sides, or are hopeless; else sentences tell it by themselves. ``sides``
    is how many sides the question has (see :mod:`rag.aspects`); ``quotes`` are the quotations
    nearest to the question, where they were asked for.
    """

    hits: list[Hit]
    vector: Floats
    quotes: tuple[FoundQuote, ...] = ()
    odds: float | None = None
    sides: int = 1


def validate(text: str, filters: Filters) -> None:
    """Refuses what nothing can be looked up for.

    Raises:
        UsageError: the question is empty, too long or no text, or a date is no date.
    """
    if not text.strip():
        raise UsageError(
            'the question is empty; ask something, for example "What did Wang Yi say about NATO?"'
        )
    if len(text) > LONGEST_QUESTION:
        raise UsageError(
            f"the question has {len(text):,} characters, more than {LONGEST_QUESTION:,}; shorten it"
        )
    if not _is_text(text):
        raise UsageError("the question is not UTF-8 text; write it in UTF-8")
    for name, side in (("speaker", filters.speaker), ("outlet", filters.outlet)):
        if side is not None and not _is_text(side):
            raise UsageError(f"the {name} is not UTF-8 text; write it in UTF-8")
    for side in (filters.since, filters.until):
        if side is not None and stated_date(side) is None:
            raise UsageError(f'"{side}" is no date; write it as 2024, 2024-04 or 2024-04-09')


def _is_text(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def retrieve(
    library: Library,
    question: Question,
    k: int,
    filters: Filters,
    *,
    asked: Asked | None = None,
    reranker: Reranker | None = None,
    ingredients: Ingredients = ALL,
) -> Retrieved:
    """The ``k`` best passages for a question, best first.

    Args:
        library: where to look.
        question: the question or query.
        k: how many.
        filters: which articles may be drawn on.
        asked: whose words are wanted; passages that report them join the pool.
        reranker: reads the best passages again and orders them, where there is one.
        ingredients: what finds and ranks them.
    """
    library.require_articles()  # which is told sooner than an embedder is loaded
    vector = library.embedder.encode([question.search_text])[0]
    aspects = find_aspects(library, question, asked, ingredients.understanding, _day(filters.until))
    lookups = _lookups(aspects, filters, ingredients) if ingredients.lexical else []
    each = max(LEAST, POOL // (1 + len(lookups)), k)
    pool = library.candidates(lookups, vector if ingredients.dense else None, each, filters)
    ranked = rank(library, aspects, pool, vector, ingredients)
    odds = answer_odds(aspects, ranked)
    if reranker and ranked:
        ranked = rerank(reranker, question.search_text, ranked, k)
    return Retrieved(
        _hits(_without_copies(ranked, k), odds),
        vector,
        odds=odds if aspects.of_sources or probability(odds) < HOPELESS else None,
        sides=len(aspects.sides),
    )


def _day(until: str | None) -> date | None:
    """The last day that a reader asks about, where it is given to the day."""
    stated = stated_date(until)
    is_day = stated is not None and len(stated) == 10 and stated >= "1000"
    return date.fromisoformat(stated) if stated and is_day else None


def _lookups(aspects: Aspects, filters: Filters, ingredients: Ingredients) -> list[Lookup]:
    """Where each side's words are looked for: everywhere, and in the reports it asks for."""
    lookups = []
    for side in aspects.sides:
        weights = {aspects.words[stem]: weight for stem, weight in side.weights.items()}
        within = []
        if side.outlet and ingredients.metadata and not filters.outlet:
            within.append(replace(filters, outlet=side.outlet))
        if side.speaker and not filters.speaker:
            within.append(replace(filters, speaker=side.speaker))
        lookups += [Lookup(weights, narrow, ingredients.metadata) for narrow in within or [filters]]
    evenly = dict.fromkeys(aspects.words.values(), 1.0)
    everywhere = Lookup(evenly, filters, ingredients.metadata)
    others = [each for at, each in enumerate(lookups) if each not in lookups[:at]]
    return others if everywhere in others else [everywhere, *others]


def _hits(ranked: Sequence[Ranked], odds: float) -> list[Hit]:
    """Ranked passages, each scored by how likely it is to hold the answer.

    The first has the likelihood that there is an answer at all; the others have less by as
    much as they fit less, so that scores never rise from one to the next.
    """
    hits: list[Hit] = []
    for each in ranked:
        own = probability(odds + each.score - ranked[0].score)
        least = min(own, hits[-1].score) if hits else own
        hits.append(Hit(each.candidate.passage, each.candidate.article, least))
    return hits


def _without_copies(ranked: Sequence[Ranked], k: int) -> list[Ranked]:
    """The first ``k`` where of several copies of a passage only the best one stands."""
    told: dict[str, list[Ranked]] = defaultdict(list)
    kept: list[Ranked] = []
    for each in ranked:
        if len(kept) >= k:
            break
        earlier = told[each.candidate.story]
        if not any(_are_copies(each, other) for other in earlier):
            earlier.append(each)
            kept.append(each)
    return kept


def _are_copies(one: Ranked, other: Ranked) -> bool:
    if one.candidate.passage.article_id == other.candidate.passage.article_id:
        return False
    own, held = (set(content_stems(each.candidate.passage.text)) for each in (one, other))
    return len(own & held) >= SAME * max(len(own), len(held))

"""Wire copy: of the articles that print the same sentence, the first is cited, the others named.

So several prints of one report never look like several witnesses. Only the very same words
of the very same speaker count: a sentence that an outlet has edited is that outlet's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from index.library import Library
from index.reading.dates import day_bounds
from index.reading.outlets import outlet_key
from index.records import passes
from index.types import Article, ArticleInfo, Filters, Sentence, Speech
from rag.asked import said_by
from rag.evidence import Evidence
from rag.support import Grounds
from rag.words import words

_NO_DAY = 99_999_999  # after every day, as day_bounds counts them


def cite_originals(library: Library, grounds: Grounds, filters: Filters) -> Grounds:
    """The same grounds, each sentence cited from its earliest or else fullest print."""
    copies = cache(library.copies)  # several sentences may stand in one article

    def original(evidence: Evidence) -> Evidence:
        within = [each for each in copies(evidence.article.id) if passes(each.info, filters)]
        return _original(library, evidence, within)

    return replace(
        grounds,
        evidence=tuple(map(original, grounds.evidence)),
        instead=original(grounds.instead) if grounds.instead else None,
    )


def _original(library: Library, evidence: Evidence, copies: Sequence[Article]) -> Evidence:
    prints = [
        (article, printed)
        for article in copies
        if (printed := _as_printed(library, evidence, article)) is not None
    ]
    if len(prints) < 2:
        return evidence
    prints.sort(key=lambda each: _precedence(each[0]))
    cited = prints[0][1]
    others = [article.info for article, _ in prints]
    return replace(cited, also_in=tuple(_elsewhere(others, cited.article)))


def _precedence(article: Article) -> tuple[int, int, str]:
    """Surely earliest first; where that is not known or the same, the fullest."""
    published = article.info.published
    return day_bounds(published)[1] if published else _NO_DAY, -len(article.text), article.info.id


def _as_printed(library: Library, evidence: Evidence, article: Article) -> Evidence | None:
    """The same evidence as an article prints it; None unless words and speaker are the same.

    What comes before it may differ between prints, and with it who "he" is.
    """
    if article.info.id == evidence.article.id:
        return evidence
    wanted = words(evidence.text)
    if f" {' '.join(wanted)} " not in f" {' '.join(words(article.text))} ":
        return None
    for passage in library.passages_of(article.info.id):
        for sentence in passage.sentences:
            if words(passage.sentence_text(sentence)) != wanted:
                continue
            speech = _said_by(library, evidence, sentence)
            if (speech is None) == (evidence.speech is None):
                return replace(
                    evidence,
                    passage=passage,
                    article=article.info,
                    sentence=sentence,
                    speech=speech,
                )
    return None


def _said_by(library: Library, evidence: Evidence, sentence: Sentence) -> Speech | None:
    """The act of saying, in a print of the sentence, by the evidence's own speakers."""
    if evidence.speech is None:
        return None if not sentence.speeches else sentence.speeches[0]
    own = said_by(library, evidence.speech)
    return next((said for said in sentence.speeches if said_by(library, said) == own), None)


def _elsewhere(prints: Sequence[ArticleInfo], cited: ArticleInfo) -> list[ArticleInfo]:
    """The other prints that have a name, one for each outlet."""
    named = {_name_key(cited)}
    found = []
    for info in prints:
        key = _name_key(info)
        if key and key not in named:
            named.add(key)
            found.append(info)
    return found


def _name_key(info: ArticleInfo) -> str:
    """What tells outlets apart, else titles; empty where there is neither."""
    return outlet_key(info.outlet) if info.outlet else (info.title or "").casefold()

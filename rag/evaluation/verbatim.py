"""Whether words between quotation marks stand in what is cited, and citations in their articles.

Independent of the checks that an answer has passed. Not handled: words quoted between single
marks, which apostrophes look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.types import Answer, Citation
from rag.words import fold

_CHANGES = re.compile(r"\[[^\]]*\]|\.\.\.")  # what a quotation may put in, or in place of words
_EDGES = " .,;:!?-"


def quoted_stretches(text: str) -> list[str]:
    """The stretches of a text between double quotation marks, the last perhaps left open."""
    return [" ".join(part.split()) for part in fold(text).split('"')[1::2] if part.strip(_EDGES)]


def is_verbatim(stretch: str, cited: Iterable[str]) -> bool:
    """Whether a quoted stretch stands in one of the cited texts, typography and white space aside.

    Where it leaves out words ("…") or shows its own ("[Wang]"), the rest must stand there in order.
    Punctuation at its edges is the sentence's own.
    """
    sought = " ".join(fold(stretch).split())
    parts = [re.escape(part.strip(_EDGES)) for part in _CHANGES.split(sought)]
    if "[" not in sought:  # "[w]ith" begins within a word
        parts = [rf"(?<!\w){part}(?!\w)" for part in parts if part]
    return any(_in_order(parts, " ".join(fold(text).split())) for text in cited)


def quotes_of(answer: Answer) -> list[tuple[str, bool]]:
    """Each quoted stretch of an answer, and whether its own sentence's citations hold it."""
    texts = {citation.n: citation.text for citation in answer.citations}
    return [
        (stretch, is_verbatim(stretch, [texts[n] for n in sentence.citations if n in texts]))
        for sentence in answer.sentences
        for stretch in quoted_stretches(sentence.text)
    ]


def stands_in(citation: Citation, article_text: str) -> bool:
    """Whether a citation's text is its span of the article, to the letter."""
    return bool(citation.text) and article_text[citation.start : citation.end] == citation.text


def _in_order(patterns: list[str], text: str) -> bool:
    at = 0
    for pattern in patterns:
        found = re.compile(pattern).search(text, at)
        if found is None:
            return False
        at = found.end()
    return True

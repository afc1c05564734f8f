"""Article → passages: whole sentences, within a token budget, quotations kept together.

Passages do not overlap and skip nothing but white space.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.quotes.marks import quoted_spans
from index.tokens import count_tokens
from index.types import Article, Passage, Sentence

# all-MiniLM-L6-v2 sees 256 word pieces; news text has about 1.1 of them to a tiktoken token, and
# the title and outlet stand before the passage: one in six is seen but for its last words. What
# that costs is less than what whole paragraphs gain (`python -m bench retrieval`).
BUDGET = 240  # tokens
OVERRUN = 40  # tokens more, to finish a quotation
SMALLEST = 160  # tokens before a paragraph's end may close a passage


def split(article: Article, sentences: Sequence[Sentence]) -> list[Passage]:
    """The article's passages in order.

    Args:
        article: its text is what all spans count in.
        sentences: the article's sentences, in order, not overlapping.
    """
    groups = _group(article.text, sentences)
    return [
        Passage(
            article_id=article.info.id,
            ordinal=ordinal,
            start=group[0].start,
            end=group[-1].end,
            text=article.text[group[0].start : group[-1].end],
            sentences=tuple(group),
        )
        for ordinal, group in enumerate(groups)
    ]


def _group(text: str, sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    quotations = quoted_spans(text)
    group: list[Sentence] = []
    tokens = 0
    for sentence in sentences:
        cost = count_tokens(text[sentence.start : sentence.end])
        if group:
            new_paragraph = "\n" in text[group[-1].end : sentence.start]
            inside = any(start < sentence.start < end for start, end in quotations)
            room = BUDGET + OVERRUN if inside else BUDGET
            if tokens + cost > room or (new_paragraph and tokens >= SMALLEST + cost):
                yield group
                group, tokens = [], 0
        group.append(sentence)
        tokens += cost
    if group:
        yield group

"""Quotations against those that a person marked, and how many tokens a second are read.

Our own labelled articles tell canonical speakers and who passed words on; PolNeAR (Newell et al.
2018, not ours to ship) tells where words and the mention of their source stand, in political
news, beliefs and intentions among them. Tokens are words and marks as spaCy's English tokenizer
counts them; the rate is that of ``extract`` with the sentence spans it needs, on two cores.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.quote_errors import show_worst
from bench.quote_scores import (
    Gold,
    Marked,
    named_in_gold,
    recall_of_kind,
    same_speaker,
    same_via,
    score,
    score_of_kind,
    share_of_pairs,
)
from index.quotes.extract import extract
from index.sentences import sentence_spans
from index.types import Quote
from tests.cases.labelled import FOLDER, read_labelled

CORES = 2
RUNS = 3
LEAST_TOKENS = 20_000  # a run of the rate takes seconds then, not a moment
KINDS = ("direct", "indirect", "mixed")
_DOUBLE_MARKS = ("“", "”", '"', "''")

Texts = Iterable[tuple[str, str, Sequence[Gold]]]


def run(
    _data: Path,
    _gold: Path,
    polnear: Sequence[Path] = (),
    labelled: Path = FOLDER,
    errors: int = 0,
) -> None:
    """Prints the scores on the labelled articles, or on the PolNeAR files if there are any."""
    with only_cores(CORES):
        if not polnear:
            show_labelled(found_in(labelled_texts(labelled)), errors)
            show_rate([text for _, text, _ in labelled_texts(labelled)])
        for path in polnear:
            show_polnear(path.name, found_in(polnear_texts(path)), errors)
            show_rate([text for _, text, _ in polnear_texts(path)])


@contextmanager
def only_cores(number: int) -> Iterator[None]:
    """Leaves this process so many cores for a while, where the system can (Linux)."""
    if not hasattr(os, "sched_setaffinity"):
        print(f"all {os.cpu_count()} cores used")
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:number])
    print(f"cores used: {len(os.sched_getaffinity(0))}")
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def labelled_texts(place: Path) -> Iterator[tuple[str, str, Sequence[Gold]]]:
    """Our own articles, with every quotation labelled."""
    for article in read_labelled(place):
        gold = [
            Gold(
                ((quote.start, quote.end),),
                quote.kind,
                quote.speaker,
                quote.via,
                (quote.mention,) if quote.mention else (),
            )
            for quote in article.quotes
        ]
        yield article.name, article.text, gold


def polnear_texts(path: Path) -> Iterator[tuple[str, str, Sequence[Gold]]]:
    """The articles of a PolNeAR file; words that hold double marks are "direct", all others not."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            text = article["text"]
            gold = [_polnear_gold(text, each) for each in article["attributions"]]
            yield article["id"], text, [each for each in gold if each.stretches]


def _polnear_gold(text: str, attribution: dict[str, Any]) -> Gold:
    stretches = tuple((start, end) for start, end in attribution["content"])
    sources = tuple((start, end) for start, end in attribution["source"])
    return Gold(stretches, quoted_kind(text, stretches), mentions=sources)


def quoted_kind(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """ "direct" where the words hold a double quotation mark, else "indirect"."""
    words = "\n".join(text[start:end] for start, end in stretches)
    return "direct" if any(mark in words for mark in _DOUBLE_MARKS) else "indirect"


def by_stretch(texts: Iterable[Marked]) -> list[Marked]:
    """The same texts, each stretch of the gold on its own."""
    return [
        Marked(
            each.name,
            each.text,
            [
                Gold((stretch,), quoted_kind(each.text, [stretch]), mentions=gold.mentions)
                for gold in each.gold
                for stretch in gold.stretches
            ],
            each.found,
        )
        for each in texts
    ]


def found_in(texts: Texts) -> list[Marked]:
    """The texts with what is found in them."""
    return [Marked(name, text, gold, quotes_of(text)) for name, text, gold in texts]


def quotes_of(text: str) -> Sequence[Quote]:
    return extract(text, sentence_spans(text)).quotes


def show_labelled(texts: Sequence[Marked], errors: int) -> None:
    """Spans, speakers and relays on articles whose speakers are labelled by canonical name."""
    print(f"{len(texts)} labelled articles")
    print(f"span:     {score(texts)}")
    print(f"joint:    {score(texts, same_speaker)}")
    for kind in KINDS:
        of_any = recall_of_kind(texts, kind)
        print(f"{kind + ':':10}{score_of_kind(texts, kind)}; as any kind {of_any}")
    print(f"kind, given the span:    {share_of_pairs(texts, lambda q, g: q.kind == g.kind)}")
    print(f"speaker, given the span: {share_of_pairs(texts, same_speaker)}")
    print(f"mention, given the span: {share_of_pairs(texts, named_in_gold, _has_mention)}")
    print(f"via, given the span:     {share_of_pairs(texts, same_via)}")
    relayed = share_of_pairs(texts, same_via, lambda quote, gold: bool(quote.via or gold.via))
    print(f"… where there is one:    {relayed}")
    if errors:
        show_worst(texts, same_speaker, errors)


def show_polnear(name: str, texts: Sequence[Marked], errors: int) -> None:
    """Content and sources, by whole attributions and by each stretch of their content."""
    for unit, marked in (("attributions", texts), ("stretches", by_stretch(texts))):
        print(
            f"{name}, {unit}: quoted recall {recall_of_kind(marked, 'direct')}, "
            f"indirect recall {recall_of_kind(marked, 'indirect')}, "
            f"mention {share_of_pairs(marked, named_in_gold, _has_mention)}"
        )
        print(f"  all: {score(marked)}")
    if errors:
        show_worst(texts, lambda q, g: not g.mentions or named_in_gold(q, g), errors)


def _has_mention(_quote: Quote, gold: Gold) -> bool:
    return bool(gold.mentions)


def show_rate(texts: Sequence[str]) -> None:
    """Tokens a second, the median of several runs."""
    tokens = sum(map(token_counter(), texts))
    times = max(1, -(-LEAST_TOKENS // max(1, tokens)))
    quotes_of(texts[0])  # loads what is loaded once
    rates = []
    for _ in range(RUNS):
        started = time.perf_counter()
        for text in [*texts] * times:
            quotes_of(text)
        rates.append(tokens * times / (time.perf_counter() - started))
    print(
        f"rate: median {statistics.median(rates):,.0f} tokens a second "
        f"({min(rates):,.0f} to {max(rates):,.0f}; {RUNS} runs of {tokens * times:,} tokens)"
    )


def token_counter() -> Callable[[str], int]:
    """Counts words and marks as spaCy's English tokenizer does, white space left out."""
    import spacy

    tokenizer = spacy.blank("en").tokenizer
    return lambda text: sum(not token.is_space for token in tokenizer(text))

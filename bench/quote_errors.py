"""What goes wrong with quotations: how often each kind of error, and the worst of them to read.

An error is the worse the more characters it gets wrong: all of a quotation that was missed,
invented or given to another, what two spans do not share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench.quote_scores import Gold, Marked, Right, Stretch, pair_up
from index.types import Quote

KINDS = ("missed direct", "missed indirect", "wrong span", "wrong speaker", "spurious")
AROUND = 80  # characters of text shown on either side
SHOWN = 300  # characters of a quotation shown
SHARED = 0.01  # overlap over union from which a miss and a find are one error


@dataclass(frozen=True)
class Mistake:
    """One error in a text: what a person marked there, what was found there."""

    kind: str
    text: Marked
    gold: Gold | None
    found: Quote | None

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        if self.gold is not None:
            return self.gold.stretches
        assert self.found is not None
        return ((self.found.start, self.found.end),)

    @property
    def size(self) -> int:
        """Characters that are wrong."""
        covered = _characters(self.stretches)
        if self.kind == "wrong span" and self.found is not None:
            return len(covered ^ set(range(self.found.start, self.found.end)))
        return len(covered)

    def __str__(self) -> str:
        start, end = min(self.stretches)[0], max(end for _, end in self.stretches)
        text = self.text.text
        words = text[start:end] if end - start <= SHOWN else f"{text[start : start + SHOWN]}…"
        lines = [
            f"{self.kind}, {self.size} characters, {self.text.name} [{start}:{end}]",
            f"  …{text[max(0, start - AROUND) : start]}[[{words}]]{text[end : end + AROUND]}…",
        ]
        if self.gold is not None:
            named = ", ".join(text[slice(*each)] for each in self.gold.mentions)
            lines.append(f"  gold:  {self.gold.kind}, {self.gold.speaker or named or 'nobody'}")
        if self.found is not None:
            quote = self.found
            lines.append(
                f"  found: {quote.kind}, {quote.speaker or 'nobody'}, cue {quote.cue}: "
                f"{quote.text[:SHOWN]}"
            )
        return "\n".join(line.replace("\n", " ¶ ") for line in lines)


def mistakes(texts: Iterable[Marked], right_speaker: Right) -> Iterator[Mistake]:
    """All errors, text by text; a miss beside something found that shares a character with it is
    a wrong span."""
    for text in texts:
        pairs = text.pairs()
        for quote, gold in pairs:
            if not right_speaker(quote, gold):
                yield Mistake("wrong speaker", text, gold, quote)
        known = {id(quote) for quote, _ in pairs}, {id(gold) for _, gold in pairs}
        yield from _unpaired(
            text,
            [quote for quote in text.found if id(quote) not in known[0]],
            [gold for gold in text.gold if id(gold) not in known[1]],
        )


def _unpaired(text: Marked, found: Sequence[Quote], gold: Sequence[Gold]) -> Iterator[Mistake]:
    pairs = pair_up(
        [((quote.start, quote.end),) for quote in found],
        [each.stretches for each in gold],
        least=SHARED,
    )
    for at, to in pairs:
        yield Mistake("wrong span", text, gold[to], found[at])
    beside = {at for at, _ in pairs}, {to for _, to in pairs}
    for to, each in enumerate(gold):
        if to not in beside[1]:
            kind = "missed direct" if each.kind == "direct" else "missed indirect"
            yield Mistake(kind, text, each, None)
    for at, quote in enumerate(found):
        if at not in beside[0]:
            yield Mistake("spurious", text, None, quote)


def show_worst(texts: Iterable[Marked], right_speaker: Right, number: int) -> None:
    """A count of each kind of error, and the ``number`` worst, kind by kind."""
    every = list(mistakes(texts, right_speaker))
    counted = Counter(each.kind for each in every)
    print("errors: " + ", ".join(f"{kind} {counted[kind]}" for kind in KINDS))
    worst = sorted(every, key=lambda each: -each.size)[:number]
    for kind in KINDS:
        for each in worst:
            if each.kind == kind:
                print(each)


def _characters(stretches: Sequence[Stretch]) -> set[int]:
    return {at for start, end in stretches for at in range(start, end)}

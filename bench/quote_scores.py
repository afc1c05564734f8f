"""How alike the quotations found in a text are to the ones a person marked.

Two spans are alike by their overlap over union, counted in characters. Quotations are paired
one to one, the likest first. Whether a name is right is told of pairs only. Not handled: gold
that leaves several readings open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from index.types import Quote

LEAST_OVERLAP = 0.8
Stretch = tuple[int, int]


@dataclass(frozen=True)
class Gold:
    """A quotation that a person marked; its words may stand in several stretches of the text.

    ``speaker`` and ``via`` are canonical names, ``mentions`` the stretches that name the
    speaker; of these a gold file has the one or the other.
    """

    stretches: tuple[Stretch, ...]
    kind: str
    speaker: str | None = None
    via: str | None = None
    mentions: tuple[Stretch, ...] = ()


@dataclass(frozen=True)
class Marked:
    """A text, what a person marked in it and what was found."""

    name: str
    text: str
    gold: Sequence[Gold]
    found: Sequence[Quote]

    def pairs(self, least: float = LEAST_OVERLAP) -> list[tuple[Quote, Gold]]:
        """What was found beside the gold that it is like."""
        return [
            (self.found[at], self.gold[to])
            for at, to in pair_up(
                [((quote.start, quote.end),) for quote in self.found],
                [gold.stretches for gold in self.gold],
                least,
            )
        ]


Right = Callable[[Quote, Gold], bool]


@dataclass(frozen=True)
class Score:
    """How many were found, how many there are and how many of them are the same."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f} recall {self.recall:.3f} F1 {self.f1:.3f} "
            f"({self.right} right of {self.found} found, {self.gold} in gold)"
        )


@dataclass(frozen=True)
class Share:
    """A part of a whole."""

    part: int
    whole: int

    def __str__(self) -> str:
        return f"{self.part / self.whole if self.whole else 0:.3f} ({self.part} of {self.whole})"


def overlap(one: Sequence[Stretch], other: Sequence[Stretch]) -> float:
    """Characters in both over characters in either, 0 to 1."""
    mine, theirs = _characters(one), _characters(other)
    either = mine | theirs
    return len(mine & theirs) / len(either) if either else 0.0


def pair_up(
    found: Sequence[Sequence[Stretch]],
    gold: Sequence[Sequence[Stretch]],
    least: float = LEAST_OVERLAP,
) -> list[tuple[int, int]]:
    """Places in ``found`` and ``gold`` of what is alike, one to one, the likest first."""
    likeness = (
        (overlap(one, other), at, to)
        for at, one in enumerate(found)
        for to, other in enumerate(gold)
        if _near(one, other)
    )
    pairs: list[tuple[int, int]] = []
    taken_found: set[int] = set()
    taken_gold: set[int] = set()
    for alike, at, to in sorted(likeness, key=lambda each: (-each[0], each[1:])):
        if alike >= least and at not in taken_found and to not in taken_gold:
            pairs.append((at, to))
            taken_found.add(at)
            taken_gold.add(to)
    return sorted(pairs)


def score(texts: Iterable[Marked], right: Right = lambda _quote, _gold: True) -> Score:
    """Spans that are alike, and for which ``right`` holds, over all texts."""
    total = Score(0, 0, 0)
    for each in texts:
        counted = sum(right(quote, gold) for quote, gold in each.pairs())
        total = Score(
            total.right + counted, total.found + len(each.found), total.gold + len(each.gold)
        )
    return total


def score_of_kind(texts: Iterable[Marked], kind: str) -> Score:
    """The score of what was found as one kind against the gold of that kind."""
    return score(
        replace(
            each,
            gold=[gold for gold in each.gold if gold.kind == kind],
            found=[quote for quote in each.found if quote.kind == kind],
        )
        for each in texts
    )


def recall_of_kind(texts: Iterable[Marked], kind: str) -> Share:
    """How much gold of a kind was found, as whatever kind."""
    marked = list(texts)
    return Share(
        sum(gold.kind == kind for each in marked for _, gold in each.pairs()),
        sum(gold.kind == kind for each in marked for gold in each.gold),
    )


def share_of_pairs(
    texts: Iterable[Marked], right: Right, among: Right = lambda _quote, _gold: True
) -> Share:
    """How many of the spans that are alike, ``among`` some of them, are right otherwise too."""
    pairs = [pair for each in texts for pair in each.pairs() if among(*pair)]
    return Share(sum(right(*pair) for pair in pairs), len(pairs))


def same_speaker(quote: Quote, gold: Gold) -> bool:
    """Whether the canonical names are the same, capitals and a leading article left aside."""
    return folded(quote.speaker) == folded(gold.speaker)


def same_via(quote: Quote, gold: Gold) -> bool:
    """Whether the same body, or none, passed the words on."""
    return folded(quote.via) == folded(gold.via)


def named_in_gold(quote: Quote, gold: Gold) -> bool:
    """Whether the mention shares a character with a stretch that names the speaker in gold."""
    mention = quote.mention
    return mention is not None and any(
        mention.start < end and mention.end > start for start, end in gold.mentions
    )


def folded(name: str | None) -> str | None:
    """A name as it is compared."""
    if name is None:
        return None
    words = name.casefold().replace("’", "'").split()
    return " ".join(words[1:] if words[:1] and words[0] in {"the", "a", "an"} else words)


def _characters(stretches: Sequence[Stretch]) -> set[int]:
    return {at for start, end in stretches for at in range(start, end)}


def _near(one: Sequence[Stretch], other: Sequence[Stretch]) -> bool:
    return max(s for s, _ in (min(one), min(other))) < min(
        max(end for _, end in one), max(end for _, end in other)
    )

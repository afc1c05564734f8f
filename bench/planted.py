"""The check against wrong sentences planted by script, and right ones that must pass.

Everything is made of the collection's own sentences, as questions find them, with the speakers
that the index gives them. Told is the share of each kind that was caught, or refused, and why.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from random import Random

from bench.planted_right import Planted
from bench.planted_wrong import EDITS, world_of, wrong_sentences
from index.library import Library
from index.types import Filters, Hit
from rag.check import Reason, check
from rag.evidence import Evidence, choose_evidence
from rag.question import understand
from rag.retrieve import Retrieved

ANYTHING = "What was said?"
MOST = 400  # of a kind, drawn at random
SHOWN = 5  # reasons of a kind, and sentences that went wrong


def run(data: Path, gold: Path) -> None:
    right, wrong = planted(Library(data))
    print("wrong, caught:")
    for kind in EDITS:
        for each in _tell(kind, wrong[kind])[0][:SHOWN]:
            print(f"      passed: {each.text}\n      source: {each.evidence.text}")
    print("right, refused:")
    kinds = {each.kind: each for each in right}
    refused = [_tell(kind, [each for each in right if each.kind == kind])[1] for kind in kinds]
    _tell("in all", right)
    for each, reason in [pair for pairs in refused for pair in pairs][:SHOWN]:
        print(f"      {reason}: {each.text}\n      source: {each.evidence.text}")


def planted(library: Library) -> tuple[list[Planted], dict[str, list[Planted]]]:
    """Right sentences, and wrong ones by kind; the same ones every time."""
    right: list[Planted] = []
    wrong: dict[str, list[Planted]] = defaultdict(list)
    for _, sentences in groupby(_gather(library), key=lambda each: each.article.id):
        world = world_of(list(sentences))
        right += world.right
        for each in world.right:
            for made in wrong_sentences(each, world, Random(each.text)):
                wrong[made.kind].append(made)
    held = {(each.text, each.evidence.text) for each in right}
    kept = {
        kind: [each for each in made if (each.text, each.evidence.text) not in held]
        for kind, made in wrong.items()
    }
    return right, {
        kind: Random(kind).sample(made, min(MOST, len(made))) for kind, made in kept.items()
    }


def _gather(library: Library) -> list[Evidence]:
    """Every sentence of the collection as a question would find it, article by article."""
    question = understand(ANYTHING)
    vector = library.embedder.encode([ANYTHING])[0]
    quotes = library.quotes(None, Filters())
    found: list[Evidence] = []
    for info in library.articles():
        hits = [Hit(passage, info, 1.0) for passage in library.passages_of(info.id)]
        held = tuple(each for each in quotes if each.article.id == info.id)
        chosen = choose_evidence(library, question, Retrieved(hits, vector, held), None)
        found += sorted(chosen, key=lambda each: each.sentence.start)
    return found


def _tell(kind: str, made: Sequence[Planted]) -> tuple[list[Planted], list[tuple[Planted, Reason]]]:
    """Prints how many of a kind are refused and why; gives those that pass, and the others."""
    question = understand(ANYTHING)
    reasons = [(each, check(each.text, each.evidence, question)) for each in made]
    passed = [each for each, reason in reasons if reason is None]
    refused = [(each, reason) for each, reason in reasons if reason is not None]
    told = Counter(reason for _, reason in refused).most_common(SHOWN)
    named = ", ".join(f"{reason} {count}" for reason, count in told)
    print(f"  {kind:<44} {len(refused) / max(1, len(made)):5.3f} of {len(made):<4d} {named}")
    return passed, refused

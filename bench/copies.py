"""Near-duplicates: articles and copies of them edited by 0 to 40 %, told apart in a real index.

An editor's cutting is imitated in two ways: whole sentences left out or replaced, and single
words replaced, dropped or put in. Counted are pairs of articles put into one story.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

from index.library import Library
from index.reading.text.frontmatter import split_front_matter

SHARES = (0.0, 0.1, 0.2, 0.3, 0.4)
Edit = Callable[[str, float, random.Random, Sequence[str]], str]


def run(_data: Path, gold: Path) -> None:
    # One of the samples is another's copy already.
    paths = [p for p in sorted(gold.parent.glob("[0-9]*")) if "courier" not in p.name]
    texts = [split_front_matter(path.read_text("utf-8"))[1] for path in paths]
    show(texts)
    show_pattern([word for text in texts for word in text.split()])


def show(texts: Sequence[str]) -> None:
    """One line for each kind and share of edits."""
    print(f"{len(texts)} articles, each with one copy")
    for name, edit in (("sentences", edit_sentences), ("words", edit_words)):
        for share in SHARES:
            told, found, right = measure(texts, edit, share)
            precision = right / found if found else 1.0
            print(
                f"{name:9} edited {share:4.0%}: recall {right / told:.2f} "
                f"precision {precision:.2f} ({right} of {told} pairs, {found - right} wrong)"
            )


def show_pattern(words: Sequence[str]) -> None:
    """Reports made to one pattern, which are no copies: pairs put together by mistake."""
    rng = random.Random(7)
    texts = [
        f"{home} met {away} in round {n} of the league on Saturday afternoon. "
        f"{' '.join(rng.choice(words) for _ in range(60))}. The final whistle left {home} in "
        f"place {n} of the table, and the coach of {away} said his side would work harder. "
        f"{' '.join(rng.choice(words) for _ in range(40))}."
        for n, (home, away) in enumerate(combinations("ABCDEFGHI", 2))
    ]
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder))
        library.add((), [json.dumps({"id": f"{n}", "text": t}) for n, t in enumerate(texts)])
        sizes = [len(library.copies(info.id)) for info in library.articles()]
    together = sum(size - 1 for size in sizes) // 2
    every = len(sizes) * (len(sizes) - 1) // 2
    print(f"reports made to one pattern: {together} of {every} pairs put together")


def measure(texts: Sequence[str], edit: Edit, share: float) -> tuple[int, int, int]:
    """True pairs, pairs found and true ones among these."""
    rng = random.Random(7)
    vocabulary = [word for text in texts for word in text.split()]
    records = [{"id": f"{n} original", "text": text} for n, text in enumerate(texts)]
    records += [
        {"id": f"{n} copy", "text": edit(text, share, rng, vocabulary), "outlet": "Copy"}
        for n, text in enumerate(texts)
    ]
    rng.shuffle(records)
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder))
        library.add((), [json.dumps(each) for each in records])
        stories = {
            frozenset(article.info.id for article in library.copies(info.id))
            for info in library.articles()
        }
    pairs = {pair for story in stories for pair in combinations(sorted(story), 2)}
    right = sum(one.split()[0] == other.split()[0] for one, other in pairs)
    return len(texts), len(pairs), right


def edit_sentences(text: str, share: float, rng: random.Random, words: Sequence[str]) -> str:
    """Half of the edited sentences are left out, half replaced."""
    kept = []
    for sentence in re.split(r"(?<=[.!?”])\s+", text):
        drawn = rng.random()
        if drawn >= share:
            kept.append(sentence)
        elif drawn >= share / 2:
            kept.append(" ".join(rng.choice(words) for _ in sentence.split()) + ".")
    return " ".join(kept)


def edit_words(text: str, share: float, rng: random.Random, words: Sequence[str]) -> str:
    """Half of the edited words are replaced, the others dropped or given a new neighbour."""
    kept = []
    for word in text.split():
        drawn = rng.random()
        if drawn >= share:
            kept.append(word)
        elif drawn < share / 2:
            kept.append(rng.choice(words))
        elif drawn < 0.75 * share:
            kept += [word, rng.choice(words)]
    return " ".join(kept)

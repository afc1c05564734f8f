"""What a question and a start cost in collections of growing size, made of invented articles.

Vectors are those of the passages in ``seeds/`` with noise, words are drawn from a Zipf
vocabulary with sentences of ``seeds/`` among them. Articles have no copies. Not measured:
embedding the question, and ranking and evidence, which see no more than the candidates; but for
what they read of these, the sentences' vectors.

    python -m bench.scale 10000 100000 300000
"""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bench.filling import fill
from bench.invented import Invented
from index.library import Library
from index.passage_search import Lookup
from index.types import Filters

if TYPE_CHECKING:
    from index.embed import Vectors

SIZES = (10_000, 100_000, 300_000)
K = 40  # passages asked for by words and by meaning each; most questions ask for 12 to 24
QUESTIONS = 30
ROUNDS = 2  # of all questions; the first warms the file cache
ONCE = """
import json, sys, time
started = time.perf_counter()
from pathlib import Path
import numpy as np
from bench.scale import K, peak_memory
from index.library import Library
from index.passage_search import Lookup
from index.types import Filters
library = Library(Path(sys.argv[1]))
imported = time.perf_counter()
lookup = Lookup({"pipeline": 1.0, "sanctions": 1.0}, Filters())
found = library.candidates([lookup], np.load(sys.argv[2])[0], K, Filters())
assert found
print(json.dumps([time.perf_counter() - started, peak_memory()]))
"""


def run(data: Path, gold: Path) -> None:
    """Invented collections of several sizes, made anew and thrown away; needs no other data."""
    with tempfile.TemporaryDirectory() as scratch:
        measure(SIZES, Path(scratch))


def measure(sizes: Sequence[int], where: Path) -> None:
    """Fills a folder for every size, or takes one that was filled before, and measures it."""
    for size in sizes:
        data = where / str(size)
        if not (data / "questions.json").exists():
            started = time.perf_counter()
            fill(data, size, QUESTIONS)
            print(f"{size:,} passages filled in {time.perf_counter() - started:.0f} s")
        for line in measured(data):
            print(f"{size:>9,}  {line}", flush=True)


def measured(data: Path) -> list[str]:
    """One line a figure."""
    import numpy as np

    asked = Invented.questions(data)
    vectors: Vectors = np.load(data / "questions.npy")
    library = Library(data)
    kinds = {
        "no filter": Filters(),
        "one outlet of 50": Filters(outlet=asked.outlet),
        "half of the dates": Filters(since=asked.middle),
        "one month of 120": Filters(since=asked.month, until=asked.month),
        "a common speaker": Filters(speaker=asked.common),
        "a rare speaker": Filters(speaker=asked.rare),
        "outlet and half of the dates": Filters(outlet=asked.outlet, since=asked.middle),
    }
    lines = [
        f"{name}: {_candidates(library, filters, asked.words, vectors)}"
        for name, filters in kinds.items()
    ]
    lines.append(_sentences(library, asked.words, vectors))
    lines.append(_frequencies(library, asked.words))
    lines.append(_start(data))
    return lines


def peak_memory() -> int:
    """The most memory that this process has held, in MB (Linux)."""
    # Not by getrusage, which counts the process that started this one as well.
    held = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(held[1]) // 1024 if held else 0


def _candidates(library: Library, filters: Filters, words: list[str], vectors: Vectors) -> str:
    counts: list[int] = []

    def ask(words: str, vector: Vectors) -> None:
        lookup = Lookup(dict.fromkeys(words.split(), 1.0), filters)
        counts.append(len(library.candidates([lookup], vector, K, filters)))

    taken = _milliseconds(ask, words, vectors)
    return f"{taken}, {statistics.mean(counts):.0f} candidates"


def _sentences(library: Library, words: list[str], vectors: Vectors) -> str:
    """Reading the vectors of the candidates' sentences, which every question does."""
    found = {
        asked: [
            (each.passage, each.article)
            for each in library.candidates(
                [Lookup(dict.fromkeys(asked.split(), 1.0), Filters())], vector, K, Filters()
            )
        ]
        for asked, vector in zip(words, vectors, strict=True)
    }
    counts: list[int] = []

    def read(asked: str, _: Vectors) -> None:
        counts.append(sum(len(own) for own in library.sentence_vectors(found[asked])))

    taken = _milliseconds(read, words, vectors)
    size = (library.data / "sentences.sqlite").stat().st_size / 1e6
    return (
        f"vectors of the candidates' sentences: {taken}, {statistics.mean(counts):.0f} sentences, "
        f"{size:.0f} MB on the disk"
    )


def _milliseconds(ask: Callable[[str, Vectors], None], words: list[str], vectors: Vectors) -> str:
    seconds: list[float] = []
    for _ in range(ROUNDS):
        seconds.clear()
        for each, vector in zip(words, vectors, strict=True):
            started = time.perf_counter()
            ask(each, vector)
            seconds.append(time.perf_counter() - started)
    ranked = sorted(1000 * each for each in seconds)
    return f"p50 {statistics.median(ranked):.1f} ms, p90 {ranked[int(0.9 * len(ranked))]:.1f} ms"


def _frequencies(library: Library, words: list[str]) -> str:
    seconds = []
    for each in words:
        started = time.perf_counter()
        library.frequencies(each.split())
        seconds.append(time.perf_counter() - started)
    return f"frequencies of a question's words: {1000 * statistics.median(seconds):.2f} ms"


def _start(data: Path) -> str:
    """A process that asks one question, without importing an embedder."""
    command = [sys.executable, "-c", ONCE, str(data), str(data / "questions.npy")]
    runs = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout)]
    runs += [json.loads(subprocess.run(command, check=True, capture_output=True).stdout)]
    seconds, memory = min(runs)
    return f"start and first question: {seconds:.2f} s, {memory} MB at the peak"


if __name__ == "__main__":
    measure([int(size) for size in sys.argv[1:]] or SIZES, Path(tempfile.gettempdir()) / "scale")

"""Killing a run that adds at random moments, again and again, and looking at what is left.

Between kills some files change, some go and some come back, so that updates and removals
are cut short as well as first additions.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from bench.formats import read_texts
from index.lexical import LexicalIndex
from index.library import Library

KILLS = 100
ARTICLES = 24
WAIT = 120.0  # seconds for a run that is not killed to end

# A run that writes as fast as it can spends its time where a kill hurts.
ADD = """
import hashlib, sys
from pathlib import Path
import numpy as np
from bench.formats import read_texts
from index.lexical import LexicalIndex
from index.library import Library

class Quick:
    name = "quick"
    def encode(self, texts):
        seeds = [int(hashlib.sha256(t.encode()).hexdigest()[:8], 16) for t in texts]
        rows = np.array([np.random.default_rng(s).normal(size=384) for s in seeds], np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

library = Library(Path(sys.argv[1]), Quick())
print("ready", flush=True)
report = library.add([sys.argv[2]], prune=True)
print(report.as_dict())
"""


def run(_data: Path, gold: Path) -> None:
    texts = ["\n\n".join(text.paragraphs) for text in read_texts(gold.parent)]
    with tempfile.TemporaryDirectory() as scratch:
        folder, data = Path(scratch) / "articles", Path(scratch) / "data"
        folder.mkdir()
        print(kill_again_and_again(folder, data, texts, KILLS, random.Random(1)))


def kill_again_and_again(
    folder: Path, data: Path, texts: list[str], kills: int, rng: random.Random
) -> str:
    """Kills so many runs; one line of what was found.

    Raises:
        AssertionError: an article was half there, or lost, or a passage left for good.
    """
    for n in range(ARTICLES):
        _write(folder / f"{n}.md", texts, rng)
    longest = _time_of_a_run(folder, data)
    interrupted = most_left = 0
    versions: dict[str, set[str]] = defaultdict(set)  # every text that a file ever held
    for _ in range(kills):
        before = _texts(data)
        gone = _change(folder, texts, rng)
        for path in folder.iterdir():
            versions[str(path)].add(_plain(path.read_text()))
        process = _start(folder, data)
        time.sleep(rng.uniform(0, longest))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        interrupted += process.returncode == -signal.SIGKILL
        found = Library(data, "quick").audit()
        assert not found.faults, found.faults
        most_left = max(most_left, found.leftover)
        now = _texts(data)
        lost = {path for path in before.keys() - now.keys() if path not in gone}
        assert not lost, f"lost {lost}"
        assert all(text in versions[path] | {before.get(path)} for path, text in now.items())
    process = _start(folder, data)
    process.communicate(timeout=WAIT)
    found = Library(data, "quick").audit()
    assert (found.faults, found.leftover) == ((), 0)
    assert _texts(data) == {str(path): _plain(path.read_text()) for path in folder.iterdir()}
    assert LexicalIndex(data / "lexical").size == found.passages
    return (
        f"{kills} kills ({interrupted} in mid run, at 0 to {longest:.1f} s): 0 faults, 0 lost; "
        f"at most {most_left} passages left over between runs, 0 after the last; "
        f"{found.articles} articles whole and as their files are, in {found.passages} passages"
    )


def _texts(data: Path) -> dict[str, str]:
    """What the index holds now, by path."""
    library = Library(data, "quick")
    articles = (library.article(info.id) for info in library.articles())
    return {str(each.info.path): _plain(each.text) for each in articles if each}


def _plain(text: str) -> str:
    return " ".join(text.split())


def _write(path: Path, texts: list[str], rng: random.Random) -> None:
    paragraphs = rng.choice(texts).split("\n\n")
    rng.shuffle(paragraphs)
    path.write_text(f"Edition {rng.random()} of {path.stem}.\n\n" + "\n\n".join(paragraphs * 2))


def _change(folder: Path, texts: list[str], rng: random.Random) -> set[str]:
    """Rewrites half the files, removes, renames and doubles some; the paths of those away."""
    for n in range(ARTICLES):
        path = folder / f"{n}.md"
        drawn = rng.random()
        if drawn < 0.5:
            _write(path, texts, rng)
        elif drawn < 0.6:
            path.unlink(missing_ok=True)
        elif drawn < 0.7 and path.exists():
            path.replace(folder / f"{rng.randrange(ARTICLES)}.md")
        elif drawn < 0.8 and path.exists():
            (folder / f"{rng.randrange(ARTICLES)}.md").write_text(path.read_text())
    return {str(folder / f"{n}.md") for n in range(ARTICLES) if not (folder / f"{n}.md").exists()}


def _time_of_a_run(folder: Path, data: Path) -> float:
    process = _start(folder, data)
    started = time.perf_counter()
    out, _ = process.communicate(timeout=WAIT)
    assert process.returncode == 0, out
    return time.perf_counter() - started


def _start(folder: Path, data: Path) -> subprocess.Popen[str]:
    """A run that adds, at the moment it begins to."""
    root = Path(__file__).parents[1]
    process = subprocess.Popen(
        [sys.executable, "-c", ADD, str(data), str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert process.stdout and process.stdout.readline() == "ready\n"
    return process

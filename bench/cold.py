"""A question from a script: the whole process, from its start to its end."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 5
QUESTION = "What did Wang Yi say about NATO?"


def run(data: Path, _gold: Path) -> None:
    command = [sys.executable, "-m", "ui", "--data", str(data), "ask", QUESTION, "--json"]
    seconds = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - started)
    each = ", ".join(f"{s:.2f}" for s in seconds)
    print(f"median of {RUNS}: {statistics.median(seconds):.2f} s  ({each})")

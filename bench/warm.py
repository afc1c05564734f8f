"""Questions to a desk whose models are loaded, as in the chat."""

from __future__ import annotations

import json
import statistics
from pathlib import Path

from rag import OnRecord


def run(data: Path, gold: Path) -> None:
    desk = OnRecord(data)
    desk.warm()
    questions = [json.loads(line)["question"] for line in gold.read_text().splitlines()]
    desk.ask(questions[0])
    answers = [desk.ask(question) for question in questions]
    for name in ("first_token", "total"):
        seconds = sorted(answer.seconds[name] for answer in answers)
        print(
            f"{name}: median {statistics.median(seconds):.2f} s, "
            f"p90 {seconds[int(0.9 * len(seconds))]:.2f} s, most {seconds[-1]:.2f} s "
            f"({len(seconds)} questions)"
        )

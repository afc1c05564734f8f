"""Runs the benchmarks named on the command line, or all but scale.

    cold       a question from a script, whole process (seconds)
    warm       the same questions to a running desk (seconds to first words and in all)
    answers    right, cited and declined on a gold file (default: seeds/questions.jsonl)
    drafts     how often a drafted sentence passes the checks, one report shown or several
    planted    wrong sentences made by script: caught by the checks; right ones: refused; reasons
    adding     reading, attributing, splitting and embedding, and adding the same again
    formats    a corpus in all formats: what was read, with which metadata, what failed and why
    copies     near-duplicates edited by 0 to 40 %: precision and recall
    kills      adding, killed at random moments a hundred times, and what is left each time
    quotes     quotations and speakers against labelled articles; tokens read a second
    retrieval  passages and evidence on a gold file, with all ingredients and without each
    scale      10 thousand to 300 thousand invented passages: milliseconds, memory (half an hour)

``--data DIR`` measures on an index of your own, ``--gold FILE`` on your own questions,
``--labelled PLACE`` on articles labelled by you (``tests/cases/labelled.py`` tells how),
``--polnear FILE …`` on PolNeAR files; ``--errors N`` shows the N worst errors with quotations.
"""

from __future__ import annotations

import argparse
import tempfile
from functools import partial
from pathlib import Path

from bench import (
    adding,
    answers,
    cold,
    copies,
    drafts,
    formats,
    kills,
    planted,
    quotes,
    retrieval,
    scale,
    warm,
)
from rag import OnRecord
from tests.cases.labelled import FOLDER

BENCHMARKS = {
    "cold": cold.run,
    "warm": warm.run,
    "answers": answers.run,
    "drafts": drafts.run,
    "planted": planted.run,
    "adding": adding.run,
    "formats": formats.run,
    "copies": copies.run,
    "kills": kills.run,
    "quotes": quotes.run,
    "retrieval": retrieval.run,
    "scale": scale.run,
}
QUICK = [name for name in BENCHMARKS if name != "scale"]
ON_AN_INDEX = {"cold", "warm", "answers", "drafts", "planted", "retrieval"}
SEEDS = Path(__file__).parents[1] / "seeds"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", default=list(QUICK), help=", ".join(BENCHMARKS))
    parser.add_argument("--data", type=Path)
    parser.add_argument("--gold", type=Path, default=SEEDS / "questions.jsonl")
    parser.add_argument("--polnear", type=Path, nargs="+", default=[], metavar="FILE")
    parser.add_argument("--labelled", type=Path, default=FOLDER, metavar="PLACE")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(BENCHMARKS):
        parser.error(f"no benchmark called {', '.join(sorted(unknown))}")
    on_labels = partial(
        quotes.run,
        polnear=arguments.polnear,
        labelled=arguments.labelled,
        errors=arguments.errors,
    )
    benchmarks = BENCHMARKS | {"quotes": on_labels}
    with tempfile.TemporaryDirectory() as scratch:
        data = arguments.data or Path(scratch) / "seeds"
        if arguments.data is None and ON_AN_INDEX.intersection(arguments.names):
            OnRecord(data).add(SEEDS)
        for name in arguments.names:
            print(f"== {name}")
            benchmarks[name](data, arguments.gold)


if __name__ == "__main__":
    main()

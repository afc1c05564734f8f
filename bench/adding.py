"""Adding the seeds to a new index, and adding them again."""

from __future__ import annotations

import tempfile
from pathlib import Path

from rag import OnRecord


def run(_data: Path, gold: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = OnRecord(folder)
        for what in ("new", "again"):
            report = desk.add(gold.parent)
            print(
                f"{what}: {report.added} added, {report.unchanged} unchanged, "
                f"{report.passages} passages, {report.seconds:.2f} s"
            )

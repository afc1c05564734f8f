"""Statistics that let SQLite answer Chroma's filters by their indexes.

Chroma never gathers any. Without them every filter ("the parts of this article") reads the
ids of the whole collection, 15 ms for 100,000 passages; with them it takes what it finds.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

WORTHWHILE = 32_000_000  # bytes of database, some 3,000 passages; reading all is quick below it
_PATIENCE = 5  # seconds for others to end their writes
_LONGEST = 60  # seconds that gathering may take
_GATHER = f"""
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout={_PATIENCE})
if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'").fetchone():
    database.executescript(
        "PRAGMA analysis_limit = 1000; ANALYZE embeddings; "
        "ANALYZE embedding_metadata; ANALYZE embedding_metadata_array;"
    )
"""


def gather_statistics(file: Path) -> bool:
    """Gathers them in a Chroma database that has none; False where it is too small as yet.

    They tell proportions, so that they serve while it grows. Who has it open uses them
    from his next statement on. Where the database cannot be written for long, filters are
    slower until the next process that writes.
    """
    if file.stat().st_size < WORTHWHILE:
        return False
    # In another process: of two SQLite libraries in one, each undoes the other's file locks
    # (sqlite.org/howtocorrupt.html, 2.2.1), and Chroma has its own.
    command = [sys.executable, "-I", "-S", "-c", _GATHER, str(file)]
    try:
        subprocess.run(command, capture_output=True, check=False, timeout=_LONGEST)
    except (OSError, subprocess.TimeoutExpired):  # filters are slower until the next time
        return False
    return True

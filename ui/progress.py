"""A progress bar on a terminal, for what takes longer than a second."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from index.types import Progress


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Progress]:
    """A callback that moves a bar on standard error; nothing is drawn where that is no terminal."""
    from tqdm import tqdm

    off = quiet or not sys.stderr.isatty()
    with tqdm(unit=" articles", delay=1, disable=off, leave=False) as bar:

        def show(done: int, total: int | None, doing: str) -> None:
            bar.total = total
            bar.set_postfix_str(doing[:40], refresh=False)
            bar.update(done - bar.n)

        yield show

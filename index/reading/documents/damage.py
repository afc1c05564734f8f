"""Readers of binary formats fail in as many ways as there are damaged files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import ReadError


@contextmanager
def damage_means(message: str) -> Iterator[None]:
    """Turns whatever a library raises on bad bytes into one explained line.

    Broad on purpose: pdfminer, zipfile, lxml and python-docx raise assertion, key, type, memory,
    recursion and other errors on bytes that are not what they claim to be.

    Raises:
        ReadError: with ``message``; a ReadError raised inside keeps its own.
    """
    try:
        yield
    except ReadError:
        raise
    except Exception as error:
        raise ReadError(message) from error

"""The lines of a gold file, gzipped or not. Not handled: other kinds of packed files."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import BinaryIO, cast

from index.errors import ReadError
from index.reading.decode import decode

MOST_BYTES = 200_000_000  # of a gold file, unpacked

_GZIP = b"\x1f\x8b"


def read_lines(path: Path) -> list[tuple[int, str]]:
    """The numbers and texts of a file's lines, but for blank ones.

    Raises:
        ReadError: it cannot be read, or is empty.
    """
    try:
        text = decode(_bounded(path))
    except FileNotFoundError as error:
        raise ReadError("there is no such file; check the path") from error
    except IsADirectoryError as error:
        raise ReadError("is a folder; name a JSONL file in it") from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ReadError(f"is damaged gzip ({error}); make the file anew") from error
    except (OSError, ValueError) as error:  # a ValueError where a name holds a NUL
        reason = error.strerror if isinstance(error, OSError) else None
        raise ReadError(f"cannot be read ({reason or error})") from error
    lines = [(n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not lines:
        raise ReadError('is empty; give it a question a line: {"question": "…", "evidence": […]}')
    return lines


def _bounded(path: Path) -> bytes:
    with path.open("rb") as stream:
        packed = stream.read(len(_GZIP)) == _GZIP
        stream.seek(0)
        source = cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if packed else stream
        data = source.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ReadError(f"is more than {MOST_BYTES:,} bytes; split it")
    return data

"""Text files exactly as they stand, so that spans count in a file's own characters.

Line ends stay as they are ("\\r\\n" is two characters) and nothing is cleaned; a byte-order mark
is no part of the text and is not counted. Not handled: formats that are no text, which
`onrecord add` reads, and text of more than ``MOST_TEXT`` bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

from index.errors import ReadError
from index.reading.decode import decode
from index.reading.registry import MOST_TEXT

STANDARD_INPUT = "-"


def text_as_it_stands(name: str) -> str:
    """The text of a file, or of standard input for "-".

    Raises:
        ReadError: it cannot be read, is no text, or is too long.
    """
    try:
        if name == STANDARD_INPUT:
            return decode(_bounded(sys.stdin.buffer))
        with Path(name).open("rb") as stream:
            return decode(_bounded(stream))
    except FileNotFoundError as error:
        raise ReadError("there is no such file; check the path") from error
    except IsADirectoryError as error:
        raise ReadError("is a folder; name the text files in it") from error
    except (OSError, ValueError) as error:  # a ValueError where a name holds a NUL
        raise ReadError(f"cannot be read ({_reason(error)})") from error


def _bounded(stream: BinaryIO) -> bytes:
    data = stream.read(MOST_TEXT + 1)
    if len(data) > MOST_TEXT:
        raise ReadError(f"is more than {MOST_TEXT:,} bytes; split it into articles")
    return data


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)

"""One hostile file: what is in it, and what adding it must say or make of it."""

from __future__ import annotations

import os
import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.index.documents import make_zip

Content = str | bytes | Callable[[], bytes]
GARBAGE = random.Random(11).randbytes(40_000)


@dataclass(frozen=True)
class Case:
    """A file's name and content, and what must come of adding it.

    ``says`` are words that every failure's line holds, ``holds`` words of its articles,
    ``lacks`` words that no article has; ``size`` stretches the file with a hole.
    """

    name: str
    content: Content
    says: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    articles: int = 0
    failures: int = 0
    size: int | None = None

    def write(self, folder: Path) -> Path:
        """The file, written into a folder."""
        content = self.content() if callable(self.content) else self.content
        path = folder / self.name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        if self.size:
            os.truncate(path, self.size)
        return path


def fails(
    name: str, content: Content, *says: str, failures: int = 1, size: int | None = None
) -> Case:
    """A file that cannot be read."""
    return Case(name, content, says=says, failures=failures, size=size)


def reads(
    name: str, content: Content, *holds: str, lacks: tuple[str, ...] = (), articles: int = 1
) -> Case:
    """A file that looks hostile and is an article all the same."""
    return Case(name, content, holds=holds, lacks=lacks, articles=articles)


def told(place: str) -> str:
    """The words of an article that no other file holds."""
    return (
        f"The bridge of {place} was shut on Monday, Mira Solen said. "
        f"Nobody was hurt at the lock of {place}, and the ferry went on."
    )


def flipped(data: bytes, *places: float) -> bytes:
    """The same bytes but for those at some places, each given as a share of the whole."""
    copy = bytearray(data)
    for place in places:
        copy[int(place * (len(copy) - 1))] ^= 0xFF
    return bytes(copy)


def cut(data: bytes, share: float) -> bytes:
    """The first part of the bytes."""
    return data[: int(share * len(data))]


def zip_bomb(name: str, size: int, start: bytes = b"", **beside: str) -> bytes:
    """A small archive with a member that inflates to zeros, ``size`` bytes in all."""
    million = bytes(1_000_000)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(million) + packer.flush(zlib.Z_FULL_FLUSH)
    body = head + block * (size // len(million)) + packer.flush()
    return with_raw_member(make_zip({name: "x", **beside}), body, size + len(start))


def with_raw_member(archive: bytes, body: bytes, size: int) -> bytes:
    """The archive with the first member's compressed bytes and stated sizes exchanged."""
    name_length = int.from_bytes(archive[26:28], "little")
    old_length = int.from_bytes(archive[18:22], "little")
    begin = 30 + name_length
    out = bytearray(archive[:begin] + body + archive[begin + old_length :])
    sizes = len(body).to_bytes(4, "little") + size.to_bytes(4, "little")
    out[18:26] = sizes
    central = out.index(b"PK\x01\x02", begin + len(body))
    out[central + 20 : central + 28] = sizes
    moved = len(body) - old_length
    at = central
    while (at := out.find(b"PK\x01\x02", at + 4)) >= 0:
        _shift(out, at + 42, moved)
    _shift(out, out.rindex(b"PK\x05\x06") + 16, moved)
    return bytes(out)


def _shift(data: bytearray, at: int, by: int) -> None:
    value = int.from_bytes(data[at : at + 4], "little") + by
    data[at : at + 4] = value.to_bytes(4, "little")

"""Zip archives, read in memory under a bound that counts the bytes that really come out.

Nothing is ever written to disk, so a member's name is only a label. Archives in
archives and split archives are not followed.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import ReadError
from index.reading.documents.damage import damage_means

MOST_MEMBERS = 10_000
_CHUNK = 1 << 16
_DAMAGED = "is a damaged or truncated zip archive; get the whole file again"
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


class Archive:
    """The members of one archive; together they may not inflate to more than the bound."""

    def __init__(self, zipped: zipfile.ZipFile, most_bytes: int) -> None:
        self._zipped = zipped
        self._most_bytes = most_bytes
        self._left = most_bytes
        self._infos = {_name(info): info for info in zipped.infolist() if not info.is_dir()}

    @property
    def names(self) -> list[str]:
        """The names of all files in it, in the archive's order."""
        return list(self._infos)

    def read(self, name: str) -> bytes:
        """The bytes of one member.

        Raises:
            ReadError: there is none of that name, it is encrypted or damaged, or the
                members read so far inflate to more than the bound.
        """
        return b"".join(self._chunks(name))

    def check(self) -> None:
        """Inflates every member once and keeps none, for libraries that read without a bound.

        Raises:
            ReadError: as :meth:`read`.
        """
        for name in self._infos:
            for _ in self._chunks(name):
                pass
        self._left = self._most_bytes

    def is_content(self, name: str) -> bool:
        """Whether a member is a file that its maker meant: not hidden, not a link, not macOS's."""
        info = self._infos[name]
        parts = name.replace("\\", "/").split("/")
        is_link = stat.S_ISLNK(info.external_attr >> 16)
        return not is_link and "__MACOSX" not in parts and not _is_hidden(parts)

    def _chunks(self, name: str) -> Iterator[bytes]:
        info = self._infos.get(name)
        if info is None:
            raise ReadError(f"lacks its part {name}; get the whole file again")
        if info.flag_bits & _ENCRYPTED:
            raise ReadError("is a zip archive with a password; make one without")
        if info.file_size > self._left:  # zipfile never gives more than is stated
            raise ReadError(
                f"unpacks to more than {self._most_bytes:,} bytes; split it up, "
                "or leave it out if it is a zip bomb"
            )
        with damage_means(_DAMAGED), self._zipped.open(info) as member:
            while chunk := member.read(_CHUNK):
                self._left -= len(chunk)
                yield chunk


@contextmanager
def open_archive(
    data: bytes, *, most_bytes: int, most_members: int = MOST_MEMBERS
) -> Iterator[Archive]:
    """A zip archive whose members may inflate to ``most_bytes`` in all.

    Raises:
        ReadError: it is no archive, is damaged, or lists more than ``most_members`` files.
    """
    with damage_means(_DAMAGED):
        zipped = zipfile.ZipFile(io.BytesIO(data))
    with zipped:
        found = len(zipped.infolist())
        if found > most_members:
            raise ReadError(
                f"is a zip archive of {found:,} files, more than {most_members:,}; split it up"
            )
        yield Archive(zipped, most_bytes)


def _is_hidden(parts: list[str]) -> bool:
    return any(part.startswith(".") and part not in (".", "..") for part in parts)


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; many programs write UTF-8 without saying so."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename

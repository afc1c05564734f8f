"""Zip archives: members under a bound that counts what really comes out."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from index.errors import ReadError
from index.reading.documents.archive import open_archive
from tests.index.documents import damaged, make_zip

BOUND = 1_000_000


def read(data: bytes, most_members: int = 100) -> dict[str, bytes]:
    with open_archive(data, most_bytes=BOUND, most_members=most_members) as archive:
        return {name: archive.read(name) for name in archive.names if archive.is_content(name)}


def linked(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        link = zipfile.ZipInfo(name)
        link.create_system, link.external_attr = 3, 0o120777 << 16
        zipped.writestr(link, "/etc/hostname")
    return out.getvalue()


def encrypted(data: bytes) -> bytes:
    """The archive with the flag for encryption set on its members."""
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + b"\x01" + data[at + 1 :]


def claiming(data: bytes, size: int) -> bytes:
    """The archive with another size claimed for its first member than it has."""
    at = data.index(b"PK\x01\x02") + 24
    return data[:at] + struct.pack("<L", size) + data[at + 4 :]


def test_files_come_with_names_and_bytes_and_the_rest_is_passed_over() -> None:
    data = make_zip(
        {"b/a.txt": "a", "b/": "", ".git/x": "x", "__MACOSX/b/._a.txt": "x", "ü.txt": "u"}
    )
    assert read(data) == {"b/a.txt": b"a", "ü.txt": b"u"}
    assert read(linked("a.txt")) == {}


def test_utf8_names_that_do_not_say_so_are_read_as_utf8() -> None:
    name = "Brücke.txt".encode()
    data = make_zip({"x" * len(name): "a"}).replace(b"x" * len(name), name)
    assert read(data) == {"Brücke.txt": b"a"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (make_zip({"a": bytes(600_000), "b": bytes(600_000)}), "unpacks to more than 1,000,000"),
        (claiming(make_zip({"a": bytes(2_000_000)}), 10), "is a damaged or truncated zip"),
        (encrypted(make_zip({"a": "a"})), "is a zip archive with a password; make one without"),
        (make_zip({str(number): "" for number in range(101)}), "of 101 files, more than 100"),
        (make_zip({"a": b"abc" * 99}).replace(b"PK\x01\x02", b"PK\x01\x03"), "is a damaged or"),
        (b"", "is a damaged or truncated zip"),
    ],
    ids=["bomb", "liar", "password", "too many", "damaged", "empty"],
)
def test_refusals_say_what_was_found(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(data)


def test_one_damaged_member_does_not_hide_the_others() -> None:
    data = bytearray(make_zip({"a": b"first", "b": b"second"}))
    data[data.index(b"PK\x03\x04") + 31] ^= 0xFF
    with open_archive(bytes(data), most_bytes=BOUND) as archive:
        with pytest.raises(ReadError):
            archive.read("a")
        assert archive.read("b") == b"second"


def test_damaged_bytes_give_members_or_one_line() -> None:
    data = make_zip({"a": b"first" * 50, "b": b"second"})
    for broken in damaged(data, cuts=100, flips=300):
        try:
            read(broken)
        except ReadError as error:
            assert "\n" not in str(error)

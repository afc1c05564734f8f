"""Bytes become the text they stand for, or one line says what they are instead."""

from __future__ import annotations

import os
import time

import pytest

from index.errors import ReadError
from index.reading.decode import decode

WESTERN = "“It’s a façade,” said Zoë Müller – twice. It cost £20 in Málaga.\n"
POLISH = "Premier oświadczył, że są już gotowi. Żółta łódź płynęła pod mostem w Łodzi.\n" * 5
RUSSIAN = "Министр сказал, что переговоры пройдут во вторник. Об этом сообщило агентство.\n" * 5
JAPANESE = (
    "大臣は記者団に対し、来週の会談について説明した。関係者によると、日程は未定だという。\n" * 5
)


@pytest.mark.parametrize(
    ("text", "encoding", "charset"),
    [
        (WESTERN, "utf-8", None),
        (WESTERN, "utf-8-sig", None),
        (WESTERN, "utf-8", "iso-8859-1"),  # a wrong declaration
        (WESTERN, "utf-8", "no-such-charset"),
        (WESTERN, "utf-8", "rot13"),
        (WESTERN, "utf-8", "utf-7"),
        (WESTERN, "utf-8", "a\x00b"),
        (WESTERN, "utf-16", None),
        (WESTERN, "utf-16-le", None),
        (WESTERN, "utf-16-be", None),
        (WESTERN, "utf-32", None),
        (WESTERN, "cp1252", None),
        (WESTERN, "cp1252", "iso-8859-1"),
        (WESTERN, "cp1252", "us-ascii"),
        (WESTERN, "cp1252", "utf-8"),  # a wrong declaration
        ("The café.", "cp1252", None),
        ("Sheriff’s office", "cp1252", None),
        (POLISH, "cp1250", "windows-1250"),
        (RUSSIAN, "cp1251", None),
        (RUSSIAN, "cp1251", '"Windows-1251"'),
        (RUSSIAN, "koi8-r", None),
        (RUSSIAN, "utf-16", None),
        (JAPANESE, "shift_jis", "shift_jis"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        (JAPANESE, "utf-8", None),
        ("", "utf-8", None),
        ("plain", "ascii", "ascii"),
    ],
)
def test_decodes(text: str, encoding: str, charset: str | None) -> None:
    assert decode(text.encode(encoding), charset) == text


def test_guesses_from_the_letters_where_nothing_is_declared() -> None:
    assert "oświadczył" in decode(POLISH.encode("cp1250"))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("“One,” she said.\n".encode() + "He’s late.\n".encode("cp1252"), None),
        ("Curly ’ here.\n".encode() + "“Two” – “three” – café.\n".encode("cp1252"), None),
        ("In one line: “yes” ".encode() + "and “no” too.".encode("cp1252"), None),
        (b"\xef\xbb\xbf" + "“One.”\n".encode() + "It’s.".encode("cp1252"), "“One.”\nIt’s."),
    ],
)
def test_decodes_pasted_windows_1252_within_utf_8(data: bytes, text: str | None) -> None:
    decoded = decode(data)
    assert "�" not in decoded and "â" not in decoded
    assert decoded == text or (text is None and decoded.isprintable() is ("\n" not in decoded))
    assert set("”’“") & set(decoded)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_drops_the_half_character_a_truncated_file_ends_in(encoding: str) -> None:
    assert decode("Went to the café".encode(encoding)[:-1]) == "Went to the caf"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is binary"),
        (b"text with\x00a NUL", "NUL at byte 9"),
        (bytes(range(1, 32)) * 9, "control characters"),
        (b"\x00" * 100, "NUL at byte 0"),
        (b"\xff\xfea\x00\x00\xd8b\x00", "begins as UTF-16 but is not"),
        (b"\xef\xbb\xbfbroken \x81\x8d", "begins as UTF-8 but is not"),
    ],
)
def test_says_what_is_no_text(data: bytes, found: str) -> None:
    with pytest.raises(ReadError, match=found) as caught:
        decode(data)
    assert "\n" not in str(caught.value)


def test_any_bytes_are_text_or_one_line() -> None:
    for seed in range(300):
        data = os.urandom(seed % 97)
        try:
            assert isinstance(decode(data), str)
        except ReadError as error:
            assert "\n" not in str(error)


def test_is_quick_on_large_files() -> None:
    data = ("“It’s plain prose,” she said, and there was much of it.\n" * 200_000).encode()
    begun = time.perf_counter()
    decode(data)
    decode(data[:2_000_000] + b"It\x92s.")
    assert time.perf_counter() - begun < 2

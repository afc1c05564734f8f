"""Bytes → text, without mojibake where it can be told.

In this order: a byte-order mark, strict UTF-8, UTF-16 told by its NULs, UTF-8 with
stray Windows-1252 in it, the declared charset, Windows-1252 for Western text,
charset-normalizer's best guess. Not handled: text that was garbled before it was
saved ("â€™" in valid UTF-8 stays), UTF-16 without a mark in non-Latin scripts,
UTF-32 without a mark, UTF-7.
"""

from __future__ import annotations

import codecs
import re

from index.errors import ReadError

_MARKS = (  # UTF-32 before UTF-16, whose mark it begins with
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_WESTERN = frozenset("“”‘’„‚–—…•€£¥¢©®™°«»‹›§¶·¿¡½¼¾ªº´¨¸ŠšŽžŒœŸƒ†‡\xa0\xad") | frozenset(
    map(chr, (*range(0xC0, 0xD7), *range(0xD8, 0xF7), *range(0xF8, 0x100)))
)
_TYPOGRAPHIC_UTF8 = re.compile(rb"\xe2\x80[\x90-\xbf]")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd](?!\Z)")
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_LINE = re.compile(rb"[^\n]*[\x80-\xff][^\n]*")
_SAMPLE = 65_536  # bytes that a guess looks at
_MOST_CONTROLS = 0.1
_WESTERN_SHARE = 0.12  # above it a text in a Latin script is hardly English any more
_UNSAFE = frozenset({"utf-7", "punycode", "idna", "unicode_escape", "raw_unicode_escape"})
_CONVERT = "convert it, for example with `iconv -f WINDOWS-1252 -t UTF-8`"


def decode(data: bytes, charset: str | None = None) -> str:
    """The text that the bytes stand for.

    Args:
        data: a whole file or body; a character that it breaks off in is dropped.
        charset: what its sender declares; a hint, since declarations are often wrong.

    Raises:
        ReadError: it is binary, or in no encoding that can be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_mark(data[len(mark) :], encoding)
    if b"\x00" in data:
        return _utf16(data)
    _refuse_control_characters(data)
    declared = _text_codec(charset)
    if declared and declared.startswith("iso2022") and b"\x1b" in data:
        return _in_one_of(data, [declared])  # seven bits, so it would pass for UTF-8
    try:
        return _strict(data, "utf-8")
    except UnicodeDecodeError:
        return _mixed(data) or _in_one_of(data, _candidates(data, declared))


def _strict(data: bytes, encoding: str) -> str:
    """Strict but for the end, where a truncated file leaves half a character."""
    return codecs.getincrementaldecoder(encoding)("strict").decode(data)


def _with_mark(data: bytes, encoding: str) -> str:
    try:
        return _strict(data, encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and (text := _mixed(data)):
            return text
        raise ReadError(
            f"begins as {encoding.upper()[:6]} but is not (byte {error.start}); "
            "save it again as UTF-8"
        ) from error


def _refuse_control_characters(data: bytes) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(sample):
        share = controls / len(sample)
        raise ReadError(f"is binary ({share:.0%} of it are control characters), not text")


def _utf16(data: bytes) -> str:
    """Text in a Latin script without a mark: NULs fill one half of each pair of bytes."""
    sample = data[: _SAMPLE & ~1]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    pairs = max(1, len(sample) // 2)
    for here, there, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if here > 0.4 * pairs and there < 0.05 * pairs:
            text = data.decode(encoding, "replace")
            if not _NO_TEXT.search(text[:_SAMPLE]):
                return text.removesuffix("\ufffd")
    raise ReadError(f"is binary (NUL at byte {data.index(0)}), not text")


def _mixed(data: bytes) -> str | None:
    """UTF-8 with lines or characters of Windows-1252 pasted in; None where it is not that."""
    valid = data.decode("utf-8", "ignore")
    strays = len(data) - len(valid.encode("utf-8"))
    unicode = len(valid) - len(valid.encode("ascii", "ignore"))
    typographic = bool(_TYPOGRAPHIC_UTF8.search(data)) and 4 * unicode >= strays
    if not unicode or not (unicode >= strays or typographic):
        return None
    codecs.register_error("onrecord-windows-1252", _as_windows_1252)
    try:
        return data.decode("utf-8", "onrecord-windows-1252")
    except UnicodeDecodeError:
        return None


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Decodes what is not UTF-8 as Windows-1252, where that has those characters."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252"), error.end


def _text_codec(charset: str | None) -> str | None:
    """Python's name of a declared charset; None where it names none that is safe to use."""
    name = (charset or "").strip().strip("\"'").lower()
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):  # unknown, or with a NUL in it
        return None
    if name in _UNSAFE or info.name in _UNSAFE or not getattr(info, "_is_text_encoding", True):
        return None
    # Servers say these of what is Windows-1252, as the WHATWG's encoding standard has it.
    return "cp1252" if info.name in {"iso8859-1", "ascii"} else info.name


def _candidates(data: bytes, declared: str | None) -> list[str]:
    if declared and declared != "utf-8":
        return [declared, *([] if declared == "cp1252" else _guesses(data))]
    return ["cp1252"] if _is_western(data) else _guesses(data)


def _is_western(data: bytes) -> bool:
    """Whether Windows-1252 makes a text of Western letters and quotation marks of it."""
    sample = b"\n".join(line[0][:_SAMPLE] for line in _some_high_lines(data))
    high = b"".join(_HIGH.findall(sample))
    try:
        characters = set(high.decode("cp1252"))
    except UnicodeDecodeError:
        return False
    return len(high) <= _WESTERN_SHARE * len(sample) and characters <= _WESTERN


def _some_high_lines(data: bytes) -> list[re.Match[bytes]]:
    lines, taken = [], 0
    for line in _HIGH_LINE.finditer(data):
        lines.append(line)
        taken += len(line[0])
        if taken > _SAMPLE:
            break
    return lines


def _guesses(data: bytes) -> list[str]:
    from charset_normalizer import from_bytes

    sample = b"\n".join(line[0] for line in _some_high_lines(data))[:_SAMPLE]
    best = from_bytes(sample).best()
    return [best.encoding] if best else []


def _in_one_of(data: bytes, encodings: list[str]) -> str:
    for encoding in encodings:
        try:
            return _strict(data, encoding)
        except UnicodeDecodeError:
            continue
    stray = _HIGH.search(data)
    where = f" (byte 0x{stray[0][0]:02x} at {stray.start()})" if stray else ""
    raise ReadError(f"is in an encoding that cannot be told{where}; {_CONVERT}")

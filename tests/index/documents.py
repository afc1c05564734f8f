"""Makers of small documents in every format, from texts given by the test."""

from __future__ import annotations

import hashlib
import io
import random
import textwrap
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

PAGE_WIDTH, PAGE_HEIGHT = 612, 792
_PASSWORD_PADDING = bytes.fromhex(
    "28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a"
)


@dataclass(frozen=True)
class Ink:
    """A line of text on a page: Courier, placed by its baseline in points from the bottom left.

    ``turned`` lines run up the page; a ``\\x01`` in the text draws the fi ligature.
    """

    text: str
    x: float = 72
    y: float = 700
    size: float = 10
    bold: bool = False
    turned: bool = False

    @property
    def operators(self) -> bytes:
        raw = self.text.encode("cp1252")
        quoted = raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        matrix = "0 1 -1 0" if self.turned else "1 0 0 1"
        font = "F2" if self.bold else "F1"
        start = f"BT /{font} {self.size} Tf {matrix} {self.x} {self.y} Tm (".encode()
        return start + quoted + b") Tj ET\n"


def column(
    text: str, *, x: float = 72, y: float = 700, width: int = 60, size: float = 10, indent: int = 0
) -> list[Ink]:
    """A paragraph wrapped at ``width`` letters, its first baseline at ``y``."""
    lines = textwrap.wrap(text, width, initial_indent=" " * indent, break_on_hyphens=False)
    letter = 0.6 * size  # Courier's
    return [
        Ink(
            line.strip(),
            x + letter * (len(line) - len(line.lstrip())),
            y - 1.2 * size * number,
            size,
        )
        for number, line in enumerate(lines)
    ]


def make_pdf(
    pages: Iterable[Iterable[Ink]],
    info: Mapping[str, str] | None = None,
    *,
    password: str | None = None,
    pictures: bool = False,
    claimed_pages: int | None = None,
    rotate: int = 0,
) -> bytes:
    """A PDF with uncompressed pages; a ``password``, even an empty one, encrypts it (RC4)."""
    streams = [b"".join(ink.operators for ink in page) for page in pages]
    if pictures:
        streams = [stream + b"q 500 0 0 700 50 50 cm /P1 Do Q\n" for stream in streams]
    seal = _Seal(password) if password is not None else None
    first_page = 7
    kids = " ".join(f"{first_page + 2 * number} 0 R" for number in range(len(streams)))
    count = len(streams) if claimed_pages is None else claimed_pages
    encoding = "/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /fi] >>"
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        3: f"<< /Type /Font /Subtype /Type1 /BaseFont /Courier {encoding} >>".encode(),
        4: f"<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold {encoding} >>".encode(),
        5: _info(info or {}, seal),
        6: _stream(
            b"\x80",
            6,
            seal,
            b"/Type /XObject /Subtype /Image /Width 1 /Height 1"
            b" /ColorSpace /DeviceGray /BitsPerComponent 8 ",
        ),
    }
    for number, stream in enumerate(streams):
        page = first_page + 2 * number
        objects[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}]"
            f" /Rotate {rotate} /Contents {page + 1} 0 R"
            " /Resources << /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /P1 6 0 R >> >> >>"
        ).encode()
        objects[page + 1] = _stream(stream, page + 1, seal)
    return _assembled(objects, seal)


def _assembled(objects: Mapping[int, bytes], seal: _Seal | None) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in objects.items():
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    sealed = seal.trailer if seal else b""
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R %s>>\n" % (len(objects) + 1, sealed)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def _info(info: Mapping[str, str], seal: _Seal | None) -> bytes:
    raw = {key: ("\ufeff" + value).encode("utf-16-be") for key, value in info.items()}
    sealed = {key: seal.apply(value, 5) if seal else value for key, value in raw.items()}
    return b"<< %s >>" % b" ".join(
        b"/%s <%s>" % (key.encode(), value.hex().encode()) for key, value in sealed.items()
    )


def _stream(data: bytes, number: int, seal: _Seal | None, extra: bytes = b"") -> bytes:
    body = seal.apply(data, number) if seal else data
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (extra, len(body), body)


class _Seal:
    """The standard security handler, revision 2 (40 bits), as PDF 32000-1 has it in 7.6.3."""

    def __init__(self, password: str) -> None:
        padded = (password.encode() + _PASSWORD_PADDING)[:32]
        owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
        rights = (-4).to_bytes(4, "little", signed=True)
        self.key = hashlib.md5(padded + owner + rights + b"id").digest()[:5]
        user = _rc4(self.key, _PASSWORD_PADDING)
        self.trailer = (
            f"/ID [<{b'id'.hex()}> <{b'id'.hex()}>] /Encrypt << /Filter /Standard /V 1 /R 2"
            f" /P -4 /O <{owner.hex()}> /U <{user.hex()}> >> "
        ).encode()

    def apply(self, data: bytes, number: int) -> bytes:
        salted = self.key + number.to_bytes(3, "little") + b"\x00\x00"
        return _rc4(hashlib.md5(salted).digest()[:10], data)


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def make_zip(files: Mapping[str, str | bytes]) -> bytes:
    """A deflated zip archive of the files, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return out.getvalue()


def make_epub(
    chapters: Mapping[str, str], metadata: str = "", extra: Mapping[str, str] | None = None
) -> bytes:
    """An EPUB whose spine holds the chapters (name → XHTML body) in their order."""
    items = "".join(
        f'<item id="c{number}" href="{name}" media-type="application/xhtml+xml" '
        f"properties='{'nav' if name.startswith('nav') else ''}'/>"
        for number, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="book/package.opf"/></rootfiles></container>'
    )
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{}</body></html>'
    return make_zip(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "book/package.opf": package,
            **{f"book/{name}": page.format(body) for name, body in chapters.items()},
            **(extra or {}),
        }
    )


def make_mail(
    body: str, *, content_type: str = "text/plain; charset=utf-8", **headers: str
) -> bytes:
    """A mail with one part, in eight bits."""
    head = {"From": "Mara Voss <mara@example.org>", "Subject": "Bridge shut", **headers}
    lines = "".join(
        f"{name.replace('_', '-')}: {value}\r\n" for name, value in head.items() if value
    )
    return (
        f"{lines}MIME-Version: 1.0\r\nContent-Type: {content_type}\r\n"
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{body}"
    ).encode()


def paragraphs_of(*texts: str) -> str:
    """XHTML paragraphs of plain texts."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def damaged(data: bytes, cuts: int, flips: int, seed: int = 7) -> Iterator[bytes]:
    """Truncations of a document and copies of it with a few bytes changed, always the same."""
    chance = random.Random(seed)
    for _ in range(cuts):
        yield data[: chance.randrange(len(data))]
    for _ in range(flips):
        copy = bytearray(data)
        for _ in range(chance.randrange(1, 6)):
            copy[chance.randrange(len(copy))] = chance.randrange(256)
        yield bytes(copy)


def with_damaged_members(data: bytes, copies: int, seed: int = 7) -> Iterator[bytes]:
    """Whole archives whose members hold damaged bytes, so that the checksums still hold."""
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        files = {name: zipped.read(name) for name in zipped.namelist()}
    for number in range(copies):
        name = chance.choice(list(files))
        broken = next(damaged(files[name] or b"x", number % 2, 1, seed=number))
        yield make_zip({**files, name: broken})

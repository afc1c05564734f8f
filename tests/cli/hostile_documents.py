"""Hostile PDFs, Office files, books, mails and archives."""

# tables read best with a row a line

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from functools import cache
from typing import Any

from tests.cli.hostile import GARBAGE, Case, cut, fails, flipped, reads, told, zip_bomb
from tests.index.documents import (
    Ink,
    column,
    make_epub,
    make_mail,
    make_pdf,
    make_zip,
    paragraphs_of,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
CONTAINER = "META-INF/container.xml"


@cache
def pdf(place: str, password: str | None = None, claimed: int | None = None) -> bytes:
    return make_pdf([column(told(place))], password=password, claimed_pages=claimed)


@cache
def docx(place: str) -> bytes:
    import docx as library

    document = library.Document()
    document.add_paragraph(told(place))
    return saved(document)


@cache
def pptx(place: str) -> bytes:
    import pptx as library

    presentation = library.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.placeholders[1].text = told(place)
    return saved(presentation)


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@cache
def epub(place: str) -> bytes:
    return make_epub({"a.xhtml": paragraphs_of(told(place))})


def mhtml(place: str) -> bytes:
    page = f"<!doctype html><html><body><article><p>{told(place)}</p></article></body></html>"
    return make_mail(
        page,
        content_type="text/html; charset=utf-8",
        From="<Saved by Blink>",
        Snapshot_Content_Location="https://post.example/a",
    )


def without(data: bytes, *lost: str, **changed: bytes | str) -> bytes:
    """The archive without some members and with others' bytes exchanged (by their last name)."""
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        kept: dict[str, str | bytes] = {
            name: zipped.read(name) for name in zipped.namelist() if name not in lost
        }
    for name in kept:
        stem = name.rpartition("/")[2].partition(".")[0]
        kept[name] = changed.get(stem, kept[name])
    return make_zip(kept)


def locked(data: bytes) -> bytes:
    """The archive with the flag for encryption set on all members."""
    out = bytearray(data)
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = -1
        while (place := out.find(mark, place + 1)) >= 0:
            out[place + at] |= 1
    return bytes(out)


def many_members(count: int) -> bytes:
    """An archive that lists so many empty members, all at the same place."""
    local = struct.pack("<4sHHHHHLLLHH", b"PK\x03\x04", 20, 0, 0, 0, 33, 0, 0, 0, 5, 0) + b"a.txt"
    rows = b"".join(
        struct.pack("<4sHHHHHHLLLHHHHHLL", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, 9, *[0] * 6)
        + b"%05d.txt" % number
        for number in range(count)
    )
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, count, count, len(rows), len(local), 0)
    return local + rows + end


def named_twice(place: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.writestr("a.txt", told(place + " first"))
        with warnings.catch_warnings(action="ignore"):
            zipped.writestr("a.txt", told(place + " last"))
    return out.getvalue()


def bomb(kind: str, member: str, place: str) -> bytes:
    return zip_bomb(f"{kind}/media/a.png", 520_000_000, **{member: "<x/>", "note": place})


CUTS = (0.02, 0.3, 0.6, 0.95)
WRONG = {"pdf": pdf, "docx": docx, "pptx": pptx, "epub": epub}
PDFS = [
    *(fails(f"cut-{share}.pdf", cut(pdf("Cut"), share), "truncated PDF") for share in CUTS),
    fails("head.pdf", b"%PDF-1.7\n", "truncated PDF"),
    fails("noise.pdf", b"%PDF-1.7\n" + GARBAGE + b"\nstartxref\n0\n%%EOF", "damaged PDF"),
    fails("password.pdf", pdf("Locked", "secret"), "password", "save it without one"),
    fails("claims.pdf", pdf("Many", claimed=10_000), "10,000 pages, more than 2,000"),
    fails("claims-more.pdf", pdf("More", claimed=2**31), "pages, more than 2,000"),
    fails("lost-pages.pdf", pdf("Lost", claimed=3), "1 of 3 pages found"),
    fails("pages.pdf", lambda: make_pdf([[Ink("Page")]] * 2_001), "2,001 pages"),
    fails("pictures.pdf", make_pdf([[]], pictures=True), "only pictures", "OCR"),
    fails("blank-page.pdf", make_pdf([[]]), "holds no text"),
    reads(
        "endless.pdf",
        pdf("Kidloop").replace(b"/Kids [7 0 R]", b"/Kids [2 0 R]"),
        "bridge of Kidloop",
    ),
    reads(
        "no-root.pdf",
        pdf("Rootless").replace(b"/Root 1 0 R", b"/Root 99 0 R"),
        "bridge of Rootless",
    ),
    fails("bad-table.pdf", b"%PDF-1.4\n" + b"[" * 50_000 + b"\nstartxref\n9\n%%EOF", "damaged PDF"),
    reads("owner.pdf", pdf("Owner", ""), "bridge of Owner"),
    reads("late.pdf", b"\n" * 500 + pdf("Late"), "bridge of Late"),
    reads("appended.pdf", pdf("Appended") + b"\0" * 900, "bridge of Appended"),
]
OFFICE = [
    *(
        fails(f"cut-{share}.{kind}", cut(make("Cut"), share), "damaged zip archive")
        for kind, make in WRONG.items()
        if kind != "pdf"
        for share in CUTS
    ),
    *(
        fails(f"locked.{kind}", locked(make("Locked")), "password")
        for kind, make in WRONG.items()
        if kind != "pdf"
    ),
    fails(
        "sealed.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "password", "save it without"
    ),
    fails("sealed.pptx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    fails("old.doc", OLE + "WordDocument".encode("utf-16-le"), ".docx"),
    fails("old.ppt", OLE + "PowerPoint Document".encode("utf-16-le"), ".pptx"),
    fails("old.msg", OLE, "old Office file"),
    fails("sheet.docx", make_zip({"xl/workbook.xml": "<x/>"}), "Excel workbook"),
    fails("open.docx", make_zip({"content.xml": "<x/>"}), "OpenDocument"),
    fails("broken-xml.docx", without(docx("Xml"), document="<w:document>"), "Word"),
    fails("noise.docx", without(docx("Noise"), document=GARBAGE), "Word"),
    fails("no-types.docx", without(docx("Types"), "[Content_Types].xml"), "docx"),
    fails("broken-xml.pptx", without(pptx("Xml"), presentation="<p:presentation"), "PowerPoint"),
    fails("no-rels.pptx", without(pptx("Rels"), "_rels/.rels"), "pptx"),
    fails(
        "bomb.docx",
        lambda: bomb("word", "word/document.xml", "Docx"),
        "unpacks to more than 200,000,000",
    ),
    fails(
        "bomb.pptx",
        lambda: bomb("ppt", "ppt/presentation.xml", "Pptx"),
        "unpacks to more than 500,000,000",
    ),
    fails("crc.docx", flipped(docx("Crc"), 0.001), "damaged"),
    fails("no-spine.epub", make_epub({}), "holds no text"),
    fails("no-package.epub", make_zip({CONTAINER: "<container/>"}), "EPUB"),
    fails("lost-chapter.epub", without(epub("Lost"), "book/a.xhtml"), "lacks its chapter"),
    fails("noise.epub", without(epub("Noise"), container=GARBAGE), "EPUB"),
    fails(
        "upwards.epub",
        make_epub({"../../../a.xhtml": paragraphs_of(told("Upwards"))}),
        "lacks its chapter",
    ),
]
SUFFIXES = [
    *(
        reads(f"{kind}-named{suffix}", make(f"{kind}{suffix[1:]}"), f"bridge of {kind}{suffix[1:]}")
        for kind, make in WRONG.items()
        for suffix in (
            ".txt",
            ".zip",
            ".html",
            ".eml",
            *(f".{other}" for other in WRONG if other != kind),
        )
    ),
    *(
        reads(f"text-named{suffix}", told(f"Text{suffix[1:]}"), f"bridge of Text{suffix[1:]}")
        for suffix in (
            ".pdf",
            ".docx",
            ".pptx",
            ".epub",
            ".eml",
            ".mhtml",
            ".xml",
            ".zip",
            ".unknown",
        )
    ),
    *(
        reads(
            f"mail-named{suffix}",
            make_mail(told(f"Mail{suffix[1:]}"), Message_ID="<1@a>"),
            f"bridge of Mail{suffix[1:]}",
        )
        for suffix in (".txt", ".pdf", ".zip", ".html")
    ),
]
MAILS = [
    fails("headers.eml", make_mail(""), "mail without text"),
    fails(
        "sealed.eml",
        make_mail("x", content_type="multipart/encrypted; boundary=b"),
        "encrypted mail",
    ),
    fails("smime.eml", make_mail("x", content_type="application/pkcs7-mime"), "encrypted mail"),
    fails("no-part.eml", make_mail("", content_type="multipart/mixed"), "mail without text"),
    fails("nul.eml", make_mail("x\0y" * 30), "binary"),
    fails(
        "no-page.mhtml",
        make_mail("x", From="<Saved by Blink>", Snapshot_Content_Location="https://a.example/"),
        "without its HTML",
    ),
    fails("cut.mhtml", cut(mhtml("Cut"), 0.5), "page"),
    reads("page.mhtml", mhtml("Saved"), "bridge of Saved"),
    reads(
        "many-headers.eml",
        lambda: make_mail(told("Headers")).replace(b"MIME", b"X-A: b\r\n" * 3_000 + b"MIME", 1),
        "bridge of Headers",
    ),
    fails(
        "no-boundary.eml",
        make_mail(told("Boundary"), content_type="multipart/mixed; boundary=zzz"),
        "mail without text",
    ),
    reads(
        "deep.eml",
        make_mail(
            "\r\n".join(
                f"--b{n}\r\nContent-Type: multipart/mixed; boundary=b{n + 1}\r\n" for n in range(60)
            )
            + f"\r\n--b60\r\n\r\n{told('Parts')}",
            content_type="multipart/mixed; boundary=b0",
        ),
        "bridge of Parts",
    ),
    reads(
        "odd-date.eml", make_mail(told("Dated"), Date="the day before yesterday"), "bridge of Dated"
    ),
    reads(
        "odd-charset.eml",
        make_mail(told("Charset"), content_type="text/plain; charset=bogus"),
        "bridge of Charset",
    ),
    reads(
        "word.eml",
        make_mail(told("Subject"), Subject="=?utf-8?b?////?= =?bogus?q?x?="),
        "bridge of Subject",
    ),
    reads("long-subject.eml", make_mail(told("Long"), Subject="x" * 200_000), "bridge of Long"),
]
ZIPS = [
    *(
        fails(
            f"cut-{share}.zip",
            cut(make_zip({"a.txt": told("Cut") * 9}), share),
            "damaged zip archive",
        )
        for share in CUTS[1:]
    ),
    fails(
        "locked.zip",
        locked(make_zip({"a.txt": told("Locked")})),
        "a.txt: is a zip archive with a password",
    ),
    fails("nothing.zip", make_zip({}), "holds no readable file"),
    fails("only-pictures.zip", make_zip({"a.png": "x", "b.css": "x"}), "holds no readable file"),
    fails(
        "in-zip.zip",
        make_zip({"in.zip": make_zip({"a.txt": "x"})}),
        "in.zip: is a zip archive within another",
    ),
    fails("members.zip", lambda: many_members(20_000), "20,000 files, more than 10,000"),
    fails("bomb.zip", lambda: zip_bomb("a.txt", 600_000_000), "unpacks to more than 500,000,000"),
    fails("empty-member.zip", make_zip({"a.txt": ""}), "a.txt: holds no article text"),
    fails("mark.zip", b"PK\x03\x04" + GARBAGE, "damaged zip archive"),
    fails(
        "method.zip",
        make_zip({"a.txt": told("Method")}).replace(b"\x14\0\0\0\x08\0", b"\x14\0\0\0\x63\0"),
        "damaged",
    ),
    Case(
        "bomb-and-more.zip",
        lambda: zip_bomb("a.txt", 600_000_000, **{"b.txt": told("Survivor")}),
        ("a.txt: unpacks",),
        ("bridge of Survivor",),
        (),
        1,
        1,
    ),
    Case(
        "half.zip",
        make_zip({"a.txt": told("Halfzip"), "b.pdf": "%PDF-", "c.txt": b"\0" * 9}),
        (".zip/",),
        ("bridge of Halfzip",),
        (),
        1,
        2,
    ),
    reads("upwards.zip", make_zip({"../../up.txt": told("Upzip")}), "bridge of Upzip"),
    reads("absolute.zip", make_zip({"/etc/passwd": told("Absolute")}), "bridge of Absolute"),
    reads("backslash.zip", make_zip({"..\\..\\win.txt": told("Backslash")}), "bridge of Backslash"),
    reads("twice.zip", named_twice("Twicezip"), "bridge of Twicezip last"),
    reads("line-break.zip", make_zip({"a\nb.txt": told("Break")}), "bridge of Break"),
    reads(
        "long-name.zip", make_zip({"x" * 60_000 + ".txt": told("Longname")}), "bridge of Longname"
    ),
    reads("before.zip", make_zip({"a.txt": told("Before")}) + b"\0" * 300, "bridge of Before"),
]
DOCUMENTS = [*PDFS, *OFFICE, *SUFFIXES, *MAILS, *ZIPS]

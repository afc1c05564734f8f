"""Word documents: all that a reader of the document reads, in order, and only true metadata."""

from __future__ import annotations

import io
import sys
import zipfile
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from index.errors import ReadError
from index.reading.documents.ole import MAGIC
from index.reading.documents.word import read_docx
from index.reading.raw import Origin, RawArticle
from tests.index.documents import damaged, make_zip, with_damaged_members

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ORIGIN = Origin("bridge.docx")
SHUT = "The old bridge was shut on Monday."
NOBODY = "“Nobody was hurt,” said Mara Voss."


def new() -> Any:
    document = docx.Document()
    document.core_properties.author = ""
    return document


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(document: Any) -> RawArticle:
    (article,) = read_docx(document if isinstance(document, bytes) else saved(document), ORIGIN)
    return article


def lines(document: Any) -> list[str]:
    return [line for line in read(document).text.split("\n") if line]


def with_xml(inner: str) -> Any:
    """A document whose first element in the body is the given XML."""
    document = new()
    document.element.body.insert(
        0, parse_xml(f'<w:sdtContent xmlns:w="{W}">{inner}</w:sdtContent>')[0]
    )
    return document


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_headings_paragraphs_and_tables_come_in_order() -> None:
    document = new()
    document.add_heading("Bridge shut", 1)
    document.add_paragraph(SHUT)
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Ferry", "1911", "Bridge", "1954"), strict=True):
        cell.text = text
    document.add_paragraph(NOBODY)
    assert lines(document) == ["Bridge shut", SHUT, "Ferry 1911", "Bridge 1954", NOBODY]


def test_cells_with_text_are_lines_of_their_own() -> None:
    document = new()
    left, right = document.add_table(1, 2).rows[0].cells
    left.text, right.text = SHUT, NOBODY
    right.add_table(1, 1).rows[0].cells[0].text = "Inside."
    assert lines(document) == [SHUT, NOBODY, "Inside."]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (
            f"<w:p><w:ins>{run('The bridge ')}</w:ins>"
            "<w:del><w:r><w:delText>ferry</w:delText></w:r></w:del>"
            f"{run('is shut.')}</w:p>",
            "The bridge is shut.",
        ),
        (f"<w:p><w:moveFrom>{run('No. ')}</w:moveFrom>{run('Yes.')}</w:p>", "Yes."),
        (
            f"<w:sdt><w:sdtContent><w:p>{run('In a control.')}</w:p></w:sdtContent></w:sdt>",
            "In a control.",
        ),
        (
            f"<w:p><w:hyperlink>{run('The council')}</w:hyperlink>{run(' said so.')}</w:p>",
            "The council said so.",
        ),
        (f"<w:p><w:smartTag>{run('Delmar')}</w:smartTag>{run(' waits.')}</w:p>", "Delmar waits."),
        (
            "<w:p><w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:tab/><w:t>shop</w:t></w:r></w:p>",
            "co-op shop",
        ),
        ("<w:p><w:r><w:t>One.</w:t><w:br/><w:t>Two.</w:t></w:r></w:p>", "One.\nTwo."),
        (f'<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>{run("Bridges 7")}</w:p>', ""),
    ],
)
def test_what_word_wraps_around_words(xml: str, text: str) -> None:
    document = with_xml(xml)
    document.add_paragraph("End.")
    assert read(document).text == "\n\n".join(filter(None, [text, "End."]))


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent><w:p>{run('In a box.')}</w:p></w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    xml = (
        f'<w:p xmlns:mc="{mc}">{run("Before ")}<w:r>'
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{run('after.')}</w:p>"
    )
    assert lines(with_xml(xml)) == ["Before after.", "In a box."]


def test_footnotes_stand_at_the_end() -> None:
    document = new()
    document.add_paragraph(SHUT)
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator"><w:p>{run("x")}</w:p>'
        f"</w:footnote><w:footnote><w:p>{run('Since 1911.')}</w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    package = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert lines(document) == [SHUT, "Since 1911."]


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Bridge shut over cracks", "Bridge shut over cracks"),
        ("", "Styled title"),
        ("Microsoft Word - x.docx", "Styled title"),
        ("Document1", "Styled title"),
    ],
)
def test_title_from_the_properties_else_from_the_style(stated: str, title: str) -> None:
    document = new()
    document.core_properties.title = stated
    document.add_heading("Styled title", 0)
    document.add_paragraph(SHUT)
    assert read(document).title == title


@pytest.mark.parametrize(
    ("stated", "author"),
    [
        ("Mara Voss", "Mara Voss"),
        ("mvoss", None),
        ("python-docx", None),
        ("Voss", None),
        ("", None),
    ],
)
def test_logins_are_no_authors_and_file_dates_no_publication(
    stated: str, author: str | None
) -> None:
    document = new()
    document.core_properties.author = stated
    document.add_paragraph(SHUT)
    article = read(document)
    assert (article.author, article.published) == (author, None)


def document_bytes() -> bytes:
    document = new()
    document.add_paragraph(SHUT)
    document.add_table(1, 1).rows[0].cells[0].text = NOBODY
    return saved(document)


def ole(stream: str) -> bytes:
    return MAGIC + bytes(1_000) + stream.encode("utf-16-le") + bytes(1_000)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (ole("EncryptedPackage"), "is protected with a password; save it without one"),
        (ole("WordDocument"), r"is an old Word file \(.doc\); save it as .docx"),
        (ole("Nothing"), "is an old Office file"),
        (saved(new()), "holds no text"),
        (make_zip({"a.txt": "a"}), "is a damaged Word document"),
        (document_bytes()[:-900], "is a damaged or truncated zip archive"),
        (b"", "is a damaged or truncated zip archive"),
        (make_zip({"word/document.xml": bytes(201_000_000)}), "unpacks to more than 200,000,000"),
    ],
    ids=["password", "doc", "ole", "blank", "other zip", "cut", "empty", "bomb"],
)
def test_refusals_say_what_was_found(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(data)


def test_a_template_or_macros_are_told_what_to_do() -> None:
    data = document_bytes()
    kind = b"wordprocessingml.document.main+xml"
    macros = b"ms-word.document.macroEnabled.main+xml"
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        files = {name: zipped.read(name) for name in zipped.namelist()}
    types = files["[Content_Types].xml"]
    files["[Content_Types].xml"] = types.replace(b"openxmlformats-officedocument." + kind, macros)
    with pytest.raises(ReadError, match=r"is no \.docx document; open it in Word and save it as"):
        read(make_zip(files))


def test_without_the_extra_one_line_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    data = document_bytes()
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ReadError, match=r"is a Word document; .* pip install 'onrecord\[docs\]'"):
        read(data)


def test_damaged_bytes_give_an_article_or_one_line() -> None:
    data = document_bytes()
    for broken in [*damaged(data, cuts=60, flips=60), *with_damaged_members(data, copies=30)]:
        try:
            assert read(broken).text
        except ReadError as error:
            assert "\n" not in str(error)

"""Presentations: every slide's title, text and notes, in the order to be read."""

from __future__ import annotations

import io
import sys
from typing import Any

import pptx
import pytest
from pptx.util import Inches

from index.errors import ReadError
from index.reading.documents.ole import MAGIC
from index.reading.documents.slides import read_pptx
from index.reading.raw import Origin, RawArticle
from tests.index.documents import damaged, make_zip, with_damaged_members

ORIGIN = Origin("bridge.pptx")
TITLE_AND_TEXT, TITLE_ONLY = 1, 5


def new() -> Any:
    presentation = pptx.Presentation()
    presentation.core_properties.title = presentation.core_properties.author = ""
    return presentation


def slide(presentation: Any, title: str, *texts: str, layout: int = TITLE_AND_TEXT) -> Any:
    added = presentation.slides.add_slide(presentation.slide_layouts[layout])
    added.shapes.title.text = title
    if texts:
        added.placeholders[1].text = "\n".join(texts)
    return added


def saved(presentation: Any) -> bytes:
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def read(presentation: Any) -> RawArticle:
    given = presentation if isinstance(presentation, bytes) else saved(presentation)
    (article,) = read_pptx(given, ORIGIN)
    return article


def box(shapes: Any, text: str, top: float, left: float = 1) -> None:
    shapes.add_textbox(Inches(left), Inches(top), Inches(2), Inches(1)).text_frame.text = text


def test_slides_come_with_titles_text_and_notes() -> None:
    presentation = new()
    first = slide(presentation, "Bridge shut", "Cracks were found.", "Nobody was hurt.")
    first.notes_slide.notes_text_frame.text = "Thank the harbour office."
    slide(presentation, "What next", "Repairs take a year.")
    assert read(presentation).text == (
        "Bridge shut\nCracks were found.\nNobody was hurt.\nThank the harbour office."
        "\n\nWhat next\nRepairs take a year."
    )


def test_boxes_are_read_from_top_to_bottom_also_in_groups() -> None:
    presentation = new()
    shapes = slide(presentation, "Bridge shut", layout=TITLE_ONLY).shapes
    box(shapes, "Third.", 5)
    group = shapes.add_group_shape()
    box(group.shapes, "Second.", 4)
    box(group.shapes, "First.", 3)
    assert read(presentation).text == "Bridge shut\nFirst.\nSecond.\nThird."


def test_tables_and_line_breaks() -> None:
    presentation = new()
    shapes = slide(presentation, "Bridge\vshut", layout=TITLE_ONLY).shapes
    table = shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    for cell, text in zip(table.iter_cells(), ("Ferry", "1911", "Bridge", "1954"), strict=True):
        cell.text = text
    box(shapes, "One.\vTwo.", 6)
    assert read(presentation).text == "Bridge shut\nFerry 1911\nBridge 1954\nOne.\nTwo."


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Delmar’s bridge", "Delmar’s bridge"),
        ("PowerPoint Presentation", "Bridge shut"),
        ("", "Bridge shut"),
    ],
)
def test_title_from_the_properties_else_from_the_first_slide(stated: str, title: str) -> None:
    presentation = new()
    presentation.core_properties.title = stated
    slide(presentation, "Bridge shut", "Cracks were found.")
    article = read(presentation)
    assert (article.title, article.author, article.published) == (title, None, None)


def presentation_bytes() -> bytes:
    presentation = new()
    slide(presentation, "Bridge shut", "Cracks were found.")
    return saved(presentation)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (MAGIC + "EncryptedPackage".encode("utf-16-le"), "is protected with a password"),
        (MAGIC + "PowerPoint Document".encode("utf-16-le"), "is an old PowerPoint file"),
        (saved(new()), "holds no text"),
        (make_zip({"a.txt": "a"}), "is a damaged presentation"),
        (presentation_bytes()[:-900], "is a damaged or truncated zip archive"),
    ],
    ids=["password", "ppt", "blank", "other zip", "cut"],
)
def test_refusals_say_what_was_found(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(data)


def test_without_the_extra_one_line_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    data = presentation_bytes()
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(ReadError, match=r"is a PowerPoint presentation; .*'onrecord\[docs\]'"):
        read(data)


def test_damaged_bytes_give_an_article_or_one_line() -> None:
    data = presentation_bytes()
    for broken in [*damaged(data, cuts=60, flips=60), *with_damaged_members(data, copies=30)]:
        try:
            assert read(broken).text
        except ReadError as error:
            assert "\n" not in str(error)

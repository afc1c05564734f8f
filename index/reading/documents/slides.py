"""PowerPoint presentations (.pptx) → an article, with python-pptx.

Of each slide: its title, its placeholders in the layout's order, other shapes from top to
bottom, then the speaker's notes. Not read: charts, equations, text in pictures, slide numbers,
dates and footers, comments. The dates in a presentation's properties say when a file was made,
so they are not read.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from index.errors import ReadError
from index.reading.documents.damage import damage_means
from index.reading.documents.office import refuse_unsafe
from index.reading.documents.properties import true_author, true_title
from index.reading.documents.tables import table_lines
from index.reading.raw import Origin, RawArticle, has_text

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

MOST_BYTES = 500_000_000  # pictures and films are in it
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DAMAGED = "is a damaged presentation; open it in PowerPoint and save it again as .pptx"


def read_pptx(data: bytes, origin: Origin) -> list[RawArticle]:
    """The article that a presentation holds, one paragraph a line.

    Raises:
        ReadError: it is protected, damaged, too large when unpacked, no .pptx, or holds no
            text; or the documents extra is not installed.
    """
    refuse_unsafe(data, library="pptx", kind="a PowerPoint presentation", most_bytes=MOST_BYTES)
    with damage_means(_DAMAGED):
        presentation = _open(data)
        slides = list(presentation.slides)
        text = "\n\n".join("\n".join(_slide_lines(slide)) for slide in slides)
        if not has_text(text):
            raise ReadError("holds no text")
        properties = presentation.core_properties
        title = true_title(properties.title) or next(filter(None, map(_title, slides)), None)
        return [RawArticle(text=text, title=title, author=true_author(properties.author, text))]


def _open(data: bytes) -> Presentation:
    import pptx

    try:
        return pptx.Presentation(io.BytesIO(data))
    except ValueError as error:  # a template, one with macros, or no presentation at all
        raise ReadError(
            "is no .pptx presentation; open it in PowerPoint and save it as .pptx"
        ) from error


def _title(slide: Slide) -> str | None:
    shape = slide.shapes.title
    return " ".join(shape.text_frame.text.split()) or None if shape is not None else None


def _slide_lines(slide: Slide) -> Iterator[str]:
    title = _title(slide)
    if title:
        yield title
    for shape in _in_reading_order(slide.shapes):
        if shape != slide.shapes.title:
            yield from _shape_lines(shape)
    if slide.has_notes_slide:
        notes = slide.notes_slide.notes_text_frame
        yield from _frame_lines(notes) if notes is not None else ()


def _in_reading_order(shapes: Iterable[Any]) -> list[Any]:
    """Placeholders as the layout orders them, then the rest from top to bottom."""
    return sorted(
        shapes,
        key=lambda shape: (
            (0, 0, 0) if shape.is_placeholder else (1, shape.top or 0, shape.left or 0)
        ),
    )


def _shape_lines(shape: Any) -> Iterator[str]:
    from pptx.enum.shapes import PP_PLACEHOLDER

    furniture = (PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER)
    if shape.is_placeholder and shape.placeholder_format.type in furniture:
        return
    if hasattr(shape, "shapes"):
        for inner in _in_reading_order(shape.shapes):
            yield from _shape_lines(inner)
    elif shape.has_text_frame:
        yield from _frame_lines(shape.text_frame)
    elif getattr(shape, "has_table", False):
        rows = (
            [list(_frame_lines(cell.text_frame)) for cell in row.cells if not cell.is_spanned]
            for row in shape.table.rows
        )
        yield from table_lines(rows)
    else:
        yield from _diagram_lines(shape)


def _diagram_lines(shape: Any) -> Iterator[str]:
    """The text of a SmartArt diagram, which stands in a part of its own."""
    from pptx.oxml import parse_xml

    for part_id in shape._element.xpath(".//*[local-name()='relIds']/@r:dm"):
        for paragraph in parse_xml(shape.part.related_part(part_id).blob).iter(f"{_A}p"):
            if text := " ".join("".join(t.text or "" for t in paragraph.iter(f"{_A}t")).split()):
                yield text


def _frame_lines(frame: Any) -> Iterator[str]:
    for paragraph in frame.paragraphs:
        for line in paragraph.text.split("\v"):
            if text := " ".join(line.split()):
                yield text

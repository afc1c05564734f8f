"""What is made sure of before a library opens an Office file (.docx, .pptx)."""

from __future__ import annotations

from index.reading.documents.archive import open_archive
from index.reading.documents.extra import need_library
from index.reading.documents.ole import refuse_ole


def refuse_unsafe(data: bytes, *, library: str, kind: str, most_bytes: int) -> None:
    """Refuses what the library would choke on, since it inflates files without a bound.

    Args:
        data: the file.
        library: the module that is to open it.
        kind: what the file is, with its article: "a Word document".
        most_bytes: what it may inflate to.

    Raises:
        ReadError: it is protected, of an older kind, damaged or too large when unpacked;
            or the documents extra is not installed.
    """
    refuse_ole(data)
    need_library(library, kind)
    with open_archive(data, most_bytes=most_bytes) as archive:
        archive.check()

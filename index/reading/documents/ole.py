"""Office files in the old binary container (OLE 2): told apart, and refused with a way out.

Nothing in them is read: the formats of Word, PowerPoint and Excel before 2007, Outlook's .msg,
and today's Office files that a password protects.
"""

from __future__ import annotations

from index.errors import ReadError

MAGIC = b"\xd0\xcf\x11\xe0"

_BY_STREAM = {
    "EncryptedPackage": "is protected with a password; save it without one",
    "WordDocument": "is an old Word file (.doc); save it as .docx",
    "PowerPoint Document": "is an old PowerPoint file (.ppt); save it as .pptx",
    "Workbook": "is an Excel file (.xls), not an article; save its text as .txt",
    "__properties_version1.0": "is an Outlook message (.msg); save it as .eml",
}
"""What the name of a stream in the container's directory says of the whole, as [MS-CFB] has it."""


def refuse_ole(data: bytes) -> None:
    """Explains a file in the old container; any other bytes pass.

    Raises:
        ReadError: the bytes are such a file.
    """
    if not data.startswith(MAGIC):
        return
    for stream, message in _BY_STREAM.items():
        if stream.encode("utf-16-le") in data:
            raise ReadError(message)
    raise ReadError("is an old Office file; save it as .docx or .pptx")

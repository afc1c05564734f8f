"""The optional libraries for documents, and the one line that names what to install for them."""

from __future__ import annotations

import importlib

from index.errors import ReadError


def need_library(module: str, kind: str) -> None:
    """Makes sure that a library of the documents extra can be imported.

    Args:
        module: its top package, such as ``"pdfminer"``.
        kind: what the file is, with its article: "a PDF".

    Raises:
        ReadError: the extra is not installed.
    """
    try:
        importlib.import_module(module)
    except ImportError as error:
        raise ReadError(
            f"is {kind}; to read it install the documents extra: pip install 'onrecord[docs]'"
        ) from error

"""Which files of a folder may hold articles."""

from __future__ import annotations

import json
from pathlib import Path, PurePath

from index.errors import ReadError
from index.reading.formats import HEAD, RECORDS_SUFFIXES, Format, tell_format
from index.reading.records import bounded_lines

# What pages, programs and systems keep beside articles. Whatever else stands in a
# folder is read, or told why not.
_PASSED_OVER = frozenset(
    """.png .jpg .jpeg .gif .webp .svg .ico .bmp .tif .tiff .avif .heic .psd .ai
        .css .js .mjs .map .ts .wasm .woff .woff2 .ttf .otf .eot
        .mp3 .m4a .ogg .wav .flac .mp4 .m4v .webm .mov .avi .mkv .vtt .srt
        .py .pyc .sh .rb .pl .c .h .cpp .java .go .rs .toml .yaml .yml .ini .cfg .lock
        .csv .tsv .json .xls .xlsx .db .sqlite .log .tmp .part .crdownload .bak .swp""".split()
)


def existing(name: str | Path) -> Path | None:
    """The file or folder of that name; an empty name is none, not the current folder."""
    try:
        path = Path(name).expanduser()
        return path if str(name) and path.exists() else None
    except (OSError, RuntimeError, ValueError):  # too long, an unknown user's home, a NUL in it
        return None


def files_in(folder: Path, beside: Path | None = None) -> list[Path]:
    """The files below a folder that may hold articles, in a stable order; none in ``beside``.

    Passed over: hidden files, a README, text without a suffix, kinds that hold no
    articles, JSONL of other things than articles, and the ``…_files`` folder that a
    browser saves with a page.
    """
    index = beside.resolve() if beside else None
    if index and index in (folder.resolve(), *folder.resolve().parents):
        index = None  # the folder named is the index's own, such as what was uploaded
    return [
        path
        for path in sorted(folder.rglob("*"))
        if _is_wanted(path, folder) and (index is None or index not in path.resolve().parents)
    ]


def may_hold_article(path: PurePath) -> bool:
    """Whether a file's name leaves it open that it holds an article."""
    return path.suffix.lower() not in _PASSED_OVER and path.stem.lower() != "readme"


def expected_articles(path: Path) -> int:
    """How many articles a file is likely to hold: the lines of JSONL, else one."""
    if path.suffix.lower() not in RECORDS_SUFFIXES or not path.is_file():
        return 1
    try:
        with path.open("rb") as stream:
            return sum(1 for line in bounded_lines(stream) if line.strip())
    except OSError:
        return 1  # reading it will say so


def _is_wanted(path: Path, folder: Path) -> bool:
    inside = path.relative_to(folder)
    if any(part.startswith(".") for part in inside.parts) or not may_hold_article(path):
        return False
    if _belongs_to_saved_page(inside, folder):
        return False
    if not path.is_file() or (not path.suffix and not _is_document(path)):
        return False
    return path.suffix.lower() not in RECORDS_SUFFIXES or _holds_articles(path)


def _is_document(path: Path) -> bool:
    """Whether a file without a suffix is a page or document, and no Makefile or licence."""
    try:
        with path.open("rb") as stream:
            return tell_format(stream.read(HEAD), path.name) is not Format.TEXT
    except (ReadError, OSError):
        return False


def _belongs_to_saved_page(inside: Path, folder: Path) -> bool:
    for parent in inside.parents:
        name = parent.name.removesuffix("_files")
        if name != parent.name and any(
            (folder / parent).with_name(name + suffix).exists() for suffix in (".html", ".htm")
        ):
            return True
    return False


def _holds_articles(path: Path) -> bool:
    """Whether the first line of a JSONL file is an article's record, not a question's."""
    try:
        with path.open("rb") as stream:
            first = json.loads(next(bounded_lines(stream), b"null"))
    except (OSError, ValueError, RecursionError):
        return True  # let reading say what is wrong
    return not isinstance(first, dict) or "text" in first or "question" not in first

"""Files that come from a browser, kept in the data folder so that their articles keep a true path.

A file of the same name as one kept before takes its place, which makes it an update.
Not handled: a file in which nothing can be read stays, until one of its name comes that can be.
"""

from __future__ import annotations

import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from index.errors import StorageProblem

LARGEST = "200mb"  # of one file, as reading has it; Gradio takes and shows it in this form
NAMELESS = "article"

_MOST_BYTES = 180  # of a name: file systems take 255, and a number may have to go in
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')


def keep(files: Iterable[Path], folder: Path) -> list[Path]:
    """Copies files into ``folder``, each whole or not at all; gives back where they are now.

    Raises:
        StorageProblem: the folder cannot be written.
    """
    given = list(dict.fromkeys(files))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names = unique_names([file.name for file in given])
        return [_copied(file, folder / name) for file, name in zip(given, names, strict=True)]
    except OSError as error:
        raise StorageProblem(
            f"cannot keep the files in {folder} ({error.strerror}); "
            "free some space or change the folder's permissions, then add them again"
        ) from error


def safe_name(name: str) -> str:
    """A name that stays in its folder, is not hidden, and is one on every system."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(each for each in last if unicodedata.category(each)[0] != "C")
    plain = Path(_NOT_IN_NAMES.sub("_", shown).strip(" ."))
    stem = _cut(plain.stem, max(1, _MOST_BYTES - len(plain.suffix.encode())))
    return _cut(f"{stem}{plain.suffix}", _MOST_BYTES).rstrip(" .") or NAMELESS


def unique_names(names: Sequence[str]) -> list[str]:
    """Safe names, numbered where two would be one: "news.pdf", "news (2).pdf"."""
    found: dict[str, str] = {}
    for name in map(safe_name, names):
        free, number = name, 1
        while free.casefold() in found:
            number += 1
            free = f"{Path(name).stem} ({number}){Path(name).suffix}"
        found[free.casefold()] = free
    return list(found.values())


def _copied(file: Path, place: Path) -> Path:
    unfinished = place.with_name(f".{secrets.token_hex(8)}.part")
    try:
        shutil.copyfile(file, unfinished)
        unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)
    return place


def _cut(text: str, most: int) -> str:
    """As much of a text as goes into ``most`` bytes."""
    return text.encode()[:most].decode(errors="ignore")

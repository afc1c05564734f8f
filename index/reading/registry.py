"""Paths and records → articles. One reader a format; one bad file never stops the rest."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import ReadError
from index.reading.clean import clean, unwrap
from index.reading.dates import stated_date
from index.reading.frontmatter import split_front_matter
from index.types import Article, ArticleInfo

_TEXT = frozenset({".txt", ".text", ".md", ".markdown", ".mdown", ""})
_MARKDOWN = frozenset({".md", ".markdown", ".mdown"})
_RECORDS = frozenset({".jsonl", ".ndjson"})
_NOT_YET = frozenset(
    {".html", ".htm", ".pdf", ".docx", ".doc", ".odt", ".rtf", ".epub", ".pptx", ".eml", ".zip"}
)
_MARKDOWN_HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
_MOST_BYTES = 50_000_000


@dataclass(frozen=True)
class Source:
    """One thing to read: where it stands, and how to make articles of it."""

    place: str
    read: Callable[[], Iterator[Article | Failure]]


@dataclass(frozen=True)
class Failure:
    """One thing that could not be read, and why."""

    place: str
    error: str


def find_sources(named: Iterable[str | Path]) -> Iterator[Source | Failure]:
    """What the named files and folders hold, in a stable order.

    In a folder, hidden files, its README and files of other kinds are passed over.
    """
    for name in named:
        path = _existing(name)
        if str(name).startswith(("http://", "https://")):
            yield Failure(str(name), "reading from the web is not there yet; save the page as text")
        elif path is None:
            yield Failure(str(name), "there is no such file or folder; check the path")
        elif path.is_dir():
            yield from _in_folder(path)
        else:
            yield Source(str(path), _reader(path))


def _existing(name: str | Path) -> Path | None:
    """The file or folder of that name; an empty name is none, not the current folder."""
    try:
        path = Path(name).expanduser()
        return path if str(name) and path.exists() else None
    except (OSError, RuntimeError):  # a name too long, an unknown user's home
        return None


def read_records(lines: Iterable[str], place: str) -> Iterator[Article | Failure]:
    """Articles from JSONL, one record a line: ``{"text", "id"?, "title"?, …}``."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{place}:{number}"
        try:
            yield _record_article(json.loads(line), place)
        except (ValueError, RecursionError) as error:
            yield Failure(where, f"is not JSON ({error}); each line must be one object")
        except ReadError as error:
            yield Failure(where, str(error))


def read_text(path: Path) -> Article:
    """An article from a plain text or Markdown file.

    Raises:
        ReadError: it is empty, too large, or not UTF-8 text.
    """
    fields, body = split_front_matter(_decode(path).replace("\r\n", "\n"))
    markdown = path.suffix.lower() in _MARKDOWN
    if markdown:
        body = _MARKDOWN_HEADING.sub(r"\n\1\n", body)
    place = str(path.resolve())
    return _article(fields, unwrap(body, markdown=markdown), _digest(place), place)


def _in_folder(folder: Path) -> Iterator[Source | Failure]:
    wanted = [path for path in sorted(folder.rglob("*")) if _is_wanted(path, folder)]
    if not wanted:
        yield Failure(str(folder), "holds no readable file (.txt, .md or .jsonl)")
    for path in wanted:
        yield Source(str(path), _reader(path))


def _is_wanted(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    suffix = path.suffix.lower()
    if hidden or not path.is_file() or path.stem.lower() == "readme":
        return False
    if suffix in _RECORDS:
        return _holds_articles(path)
    return suffix in _NOT_YET or (suffix in _TEXT and bool(suffix))


def _holds_articles(path: Path) -> bool:
    """Whether the first line of a JSONL file is an article's record, not a question's."""
    try:
        with path.open(encoding="utf-8") as lines:
            first = json.loads(next(lines, "null"))
    except (OSError, ValueError):
        return True  # let reading say what is wrong
    return isinstance(first, dict) and "text" in first


def _reader(path: Path) -> Callable[[], Iterator[Article | Failure]]:
    def read() -> Iterator[Article | Failure]:
        suffix = path.suffix.lower()
        try:
            if suffix in _NOT_YET:
                raise ReadError(f"{suffix} files cannot be read yet; save it as .txt or .md")
            if suffix in _RECORDS:
                yield from read_records(_decode(path).split("\n"), str(path.resolve()))
            else:
                yield read_text(path)
        except ReadError as error:
            yield Failure(str(path), str(error))
        except OSError as error:
            yield Failure(str(path), f"cannot be read ({error.strerror or error})")

    return read


def _decode(path: Path) -> str:
    size = path.stat().st_size
    if size == 0:
        raise ReadError("is empty")
    if size > _MOST_BYTES:
        raise ReadError(f"is {size:,} bytes, more than {_MOST_BYTES:,}; split it into articles")
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReadError("is UTF-16, not UTF-8; convert it with `iconv -f UTF-16 -t UTF-8`")
    if b"\x00" in data:
        raise ReadError(f"is binary (NUL at byte {data.index(0)}), not text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(
            f"is not UTF-8 (byte 0x{data[error.start]:02x} at {error.start}); convert it, "
            "for example with `iconv -f WINDOWS-1252 -t UTF-8`"
        ) from error


def _record_article(record: object, place: str) -> Article:
    if not isinstance(record, dict):
        raise ReadError(f"is a {type(record).__name__}, not an object with a text")
    text = record.get("text")
    if not isinstance(text, str):
        raise ReadError('has no "text" (a string)')
    article_id = _given(record, "id") or _digest(_given(record, "url") or text)
    path = None if place == "-" else place
    return _article(record, unwrap(text.replace("\r\n", "\n")), article_id, path)


def _article(fields: dict[str, object], body: str, article_id: str, path: str | None) -> Article:
    given = {name: _given(fields, name) for name in ("title", "outlet", "author", "url")}
    cleaned = clean(body.encode("utf-8", "replace").decode("utf-8"), title=given["title"])
    if not any(character.isalnum() for character in cleaned.text):
        raise ReadError("holds no article text")
    info = ArticleInfo(
        id=article_id,
        title=given["title"] or cleaned.title,
        outlet=given["outlet"] or cleaned.outlet,
        author=given["author"],
        published=stated_date(fields.get("published")) or cleaned.published,
        path=path,
        url=given["url"],
    )
    return Article(info, cleaned.text)


def _given(fields: dict[str, object], name: str) -> str | None:
    value = fields.get(name)
    if value is None or isinstance(value, dict):
        return None
    whole = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return " ".join(whole.encode("utf-8", "replace").decode("utf-8").split()) or None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]

"""The process that takes untrusted documents apart: started by :mod:`index.reading.isolated`.

It reads requests on standard input and answers on standard output, each a length and
that many bytes: pickle on the way in, JSON on the way out. It never opens a file or a
connection. Its memory is bounded, and so is its time: the system ends it when a document
takes too long.
"""

from __future__ import annotations

import json
import os
import pickle
import resource
import signal
import struct
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import IO

from index.errors import ReadError
from index.reading.formats import Format
from index.reading.raw import Origin, RawArticle

_LENGTH = struct.Struct(">Q")


@dataclass(frozen=True)
class Request:
    """One document to take apart, and the bounds: seconds for it, bytes for the process."""

    format: Format
    data: bytes
    origin: Origin
    seconds: int
    memory: int


Found = list[tuple[str | None, RawArticle]]
"""Articles, each with the address it should rather be fetched from, if the source names one."""


def send_request(stream: IO[bytes], request: Request) -> None:
    """Writes a request."""
    _send(stream, pickle.dumps(request))


def receive_answer(stream: IO[bytes]) -> Found | str:
    """The articles, or why there are none. Read as text alone: the child may be in other hands.

    Raises:
        EOFError: the child is gone, or answers what it never would.
    """
    try:
        answer = json.loads(_receive(stream))
        if isinstance(answer, str):
            return answer
        return [(_text(link), _raw_article(fields)) for link, fields in answer]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise EOFError("the other process answers nonsense") from error


def _raw_article(fields: dict[str, object]) -> RawArticle:
    text = fields.pop("text")
    if not isinstance(text, str):
        raise TypeError("a text must be one")
    return RawArticle(text, **{name: _text(value) for name, value in fields.items()})


def _text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError("only text is taken")
    return value


def _send(stream: IO[bytes], body: bytes) -> None:
    stream.write(_LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes:
    return _read(stream, _LENGTH.unpack(_read(stream, _LENGTH.size))[0])


def _read(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError("the other process is gone")
    return data


def take_apart(request: Request) -> Found:
    """What one document holds.

    Raises:
        ReadError: it cannot be read.
    """
    if request.format is Format.FEED:
        from index.reading.web.feed import read_feed

        return [(entry.link, entry.raw) for entry in read_feed(request.data, request.origin)]
    read = _reader(request.format)
    return [(None, raw) for raw in read(request.data, request.origin)]


def _reader(wanted: Format) -> Callable[[bytes, Origin], list[RawArticle]]:
    match wanted:
        case Format.HTML:
            from index.reading.web.html import read_html as read
        case Format.MAIL:
            from index.reading.documents.mail import read_mail as read
        case Format.PDF:
            from index.reading.documents.pdf import read_pdf as read
        case Format.DOCX:
            from index.reading.documents.word import read_docx as read
        case Format.PPTX:
            from index.reading.documents.slides import read_pptx as read
        case Format.EPUB:
            from index.reading.documents.epub import read_epub as read
        case _:
            raise ValueError(f"{wanted} needs no process of its own")
    return read


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answers requests until there are no more."""
    while True:
        try:
            request = pickle.loads(_receive(requests))  # it comes from who started this process
        except EOFError:
            return
        found = _answer(request)
        told = found if isinstance(found, str) else [(link, asdict(raw)) for link, raw in found]
        _send(answers, json.dumps(told).encode("ascii"))


def _answer(request: Request) -> Found | str:
    """The articles, or why there are none."""
    resource.setrlimit(resource.RLIMIT_AS, (request.memory, resource.RLIM_INFINITY))
    signal.alarm(request.seconds)  # its default action ends the process, even inside C code
    try:
        return take_apart(request)
    except ReadError as error:
        return str(error)
    except MemoryError:
        return f"needs more than {request.memory / 1e9:.0f} GB of memory to read; split it"
    except Exception as error:  # whatever a parser raises on hostile bytes is this file's failure
        said = " ".join(str(error).split())[:120]
        kind = type(error).__name__
        return f"cannot be read as {request.format.value} ({kind}: {said}); it may be damaged"
    finally:
        signal.alarm(0)


def main() -> None:
    """Serves on the standard streams; what a library prints goes nowhere."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.dup2(nowhere, sys.stderr.fileno())
    serve(sys.stdin.buffer, answers)

"""What is installed, whether each part works with no network, and what to do where it doesn't."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any

from index.answer_scorer import AnswerScorer
from index.embed import SentenceTransformerEmbedder
from index.errors import OnRecordError
from index.quotes.parse import parse_sentences, pipeline_name
from index.tokens import ENCODING, count_tokens
from rag import OnRecord
from rag.model import is_server
from rag.rerank import Reranker, resolve_reranker

_PACKAGES = (
    *("chromadb", "sentence-transformers", "llama-cpp-python", "gradio", "tiktoken"),
    *("spacy", "tantivy", "trafilatura"),
)
_READ = ("Who said so?", ("Nobody said so.", "Rain."))
_DOCUMENTS = ("pdfminer", "docx", "pptx")


@dataclass(frozen=True)
class Finding:
    """One part: whether it is well, what was found, and what to do if it isn't."""

    part: str
    well: bool
    found: str
    remedy: str | None = None


def examine(desk: OnRecord) -> list[Finding]:
    """Every part, tried with all addresses but this machine's blocked, except a model server's."""
    with _no_network():
        found = [
            Finding("Python", sys.version_info >= (3, 11), sys.version.split()[0]),
            *(_package(name) for name in _PACKAGES),
            _tried("data folder", lambda: _data_folder(desk)),
            _tried("index", lambda: _index(desk)),
            _documents(),
            _tried("token counts", lambda: f"{ENCODING}, {count_tokens('who said what')} tokens"),
            _tried("sentence parse", _parse),
            _tried("embedder", _embed),
            answer_scorer(desk),
            reranker(),
            *([] if is_server(desk.model) else [_tried("language model", lambda: _model(desk))]),
        ]
    return [*found, model_server(desk)] if is_server(desk.model) else found


def _package(name: str) -> Finding:
    try:
        return Finding(name, True, version(name))
    except PackageNotFoundError:
        return Finding(name, False, "not installed", f"run `pip install {name}`")


def _tried(part: str, attempt: Callable[[], str]) -> Finding:
    try:
        return Finding(part, True, f"{attempt()}, works offline")
    except OnRecordError as error:
        found, _, remedy = str(error).partition("; ")
        return Finding(part, False, found, remedy or None)
    except Exception as error:  # whatever a broken installation raises is what is to be told
        return Finding(
            part, False, f"{type(error).__name__}: {error}", "reinstall with `pip install onrecord`"
        )


def _data_folder(desk: OnRecord) -> str:
    folder = next((p for p in (desk.data, *desk.data.parents) if p.exists()), desk.data)
    if not os.access(folder, os.W_OK):
        raise OnRecordError(f"{desk.data} cannot be written; name another with --data")
    return str(desk.data)


def _index(desk: OnRecord) -> str:
    found = desk.audit()
    if found.faults:
        raise OnRecordError(
            f"{found.faults[0]}{' and others' if found.faults[1:] else ''}; "
            "remove those articles with `onrecord remove ID` and add them again"
        )
    left = f", {found.leftover} records of an interrupted run" if found.leftover else ""
    held = f"{found.passages} passages and {found.quotes} quotations"
    return f"{found.articles} articles, whole, in {held}{left}"


def _documents() -> Finding:
    """An optional part, well without."""
    part, reads = "onrecord[docs]", "PDF, Word and PowerPoint"
    if all(map(find_spec, _DOCUMENTS)):
        return Finding(part, True, f"installed, reads {reads}")
    return Finding(part, True, f"not installed, so no {reads}", f"pip install '{part}'")


def _parse() -> str:
    next(iter(parse_sentences(["Nobody said so."])))
    return pipeline_name()


def _embed() -> str:
    embedder = SentenceTransformerEmbedder(os.environ.get("ONRECORD_EMBEDDER") or None)
    return f"{embedder.name}, {embedder.encode(['who said what']).shape[1]} dimensions"


def answer_scorer(desk: OnRecord) -> Finding:
    """A part that comes with the first articles, well without."""
    if scorer := desk.answer_scorer:
        return _tried("answer scorer", lambda: _score(scorer))
    return Finding("answer scorer", True, "none in this index yet; `onrecord add` makes it")


def _score(found: AnswerScorer) -> str:
    found.log_odds(*_READ)
    return found.name


def reranker() -> Finding:
    """An optional part, well without."""
    if configured := resolve_reranker(os.environ.get("ONRECORD_RERANKER")):
        return _tried("reranker", lambda: _rerank(configured))
    return Finding("reranker", True, "none in ONRECORD_RERANKER, so ranking goes without")


def _rerank(found: Reranker) -> str:
    found.scores(*_READ)
    return found.name


def _model(desk: OnRecord) -> str:
    meant = f"asked for as {desk.model}" if desk.model else "comes with OnRecord"
    return f"{desk.try_model()}, {meant}"


def model_server(desk: OnRecord) -> Finding:
    """Whether the model server answers, which is the one part that may be another machine's."""
    try:
        return Finding("language model", True, f"{desk.try_model()}, answers at {desk.model}")
    except OnRecordError as error:
        found, _, remedy = str(error).partition("; ")
        return Finding("language model", False, found, remedy or None)


class _Blocked(OSError):
    """An attempt to reach another machine."""


@contextmanager
def _no_network() -> Iterator[None]:
    """Refuses every connection that leaves this machine."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        outside = isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost")
        if outside:
            raise _Blocked(f"a connection to {address[0]} was attempted")
        real(self, address)

    socket.socket.connect = connect  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        socket.socket.connect = real  # type: ignore[method-assign]

"""The Chroma adapter: one embedded database, its collections, its own state, its errors."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from index.errors import EmbedderMismatch, IndexProblem, StorageProblem

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import GetResult
    from chromadb.config import System

FORMAT = 3  # of the records; raise it when they change
_PAGE = 5000  # records read at a time when all are wanted
_PAUSES = (0.0, 0.05, 0.2)  # seconds before a failed reading call is made again

T = TypeVar("T")


class Database:
    """Embedded Chroma in one folder.

    Args:
        folder: where the database is or will be.
        embedder: the name of the embedder whose vectors it holds.

    Raises:
        StorageProblem: from any method, where the folder cannot be read or written.
        EmbedderMismatch: the folder holds vectors of another embedder.
    """

    def __init__(self, folder: Path, embedder: str) -> None:
        self.folder = folder
        self.embedder = embedder
        self._open: ClientAPI | None = None
        self._collections: dict[str, Collection] = {}
        self._opened_at: str | None = None  # the revision
        self.remembered: dict[str, Any] = {}  # what was read of articles; forgotten with it
        self._system: System | None = None
        self._outdated: System | None = None  # still holds files until it is stopped

    @property
    def exists(self) -> bool:
        """Whether anything was ever stored here."""
        return self.file.exists()

    @property
    def file(self) -> Path:
        """Where Chroma keeps all but the vectors' graphs."""
        return self.folder / "chroma.sqlite3"

    @property
    def articles(self) -> Collection:
        """One record an article: its text, and what is known of it."""
        return self.collection("articles")

    @property
    def passages(self) -> Collection:
        """One record a passage: its words and vector."""
        return self.collection("passages")

    @property
    def quotes(self) -> Collection:
        """One record a quotation: its words, whose they are, and their vector."""
        return self.collection("quotes")

    def collection(self, name: str) -> Collection:
        """A collection by its name, made where there is none."""
        if name in self._collections:
            return self._collections[name]
        with self.explained("open"):
            collection = self._client().get_or_create_collection(
                name,
                embedding_function=None,
                metadata=self._made_with,
                configuration={"hnsw": {"space": "cosine"}},
            )
        stored = collection.metadata or {}
        if stored.get("format") != FORMAT:
            raise IndexProblem(
                f"the index in {self.folder.parent} was made by another version of OnRecord; "
                "delete that folder, or name a new one with --data, and add the articles again"
            )
        made_by = stored.get("embedder")
        if made_by != self.embedder:
            raise EmbedderMismatch(
                f"the index in {self.folder.parent} was made with the embedder {made_by}, but "
                f"{self.embedder} is configured; set ONRECORD_EMBEDDER back, or name a new "
                "folder with --data and add the articles again"
            )
        self._collections[name] = collection
        return collection

    def state(self) -> Mapping[str, Any]:
        """What :meth:`declare` last wrote, by this process or another."""

        def current() -> Mapping[str, Any]:
            name = self.articles.name
            return self._client().get_collection(name, embedding_function=None).metadata or {}

        in_memory = self._open is not None
        found = self.read(current)
        if found.get("revision") != self._opened_at:
            self.remembered.clear()
            if in_memory:
                self._let_go()
        self._opened_at = found.get("revision")
        return found

    def declare(self, revision: str, **more: str) -> None:
        """Keeps the index's revision and a few more strings, in place of the earlier ones."""
        with self.explained("write"):
            self.articles.modify(metadata=self._made_with | {"revision": revision} | more)
        self._opened_at = revision
        self.remembered.clear()

    def read(self, wanted: Callable[[], T]) -> T:
        """What a reading call gives; it is made again, afresh, should it fail at first.

        Chroma keeps in memory what it has read, and fails over records that another
        process has written since.
        """
        for pause in _PAUSES:
            try:
                return wanted()
            except IndexProblem:
                raise
            except Exception:  # Chroma's Rust core raises kinds of its own
                self._let_go()
                time.sleep(pause)
        with self.explained("read"):
            return wanted()

    def every(
        self, name: str, *, documents: bool = False, vectors: bool = False
    ) -> Iterator[tuple[str, Any, str]]:
        """Id, metadata and, where asked for, document of all records of a collection.

        They are read a page at a time. ``vectors`` makes sure that each record's vector
        can be read too.
        """
        wanted: Any = ["metadatas", *["documents"] * documents, *["embeddings"] * vectors]

        def page_from(at: int) -> GetResult:
            return self.read(
                lambda: self.collection(name).get(limit=_PAGE, offset=at, include=wanted)
            )

        at = 0
        while True:
            page = page_from(at)
            ids = page["ids"]
            if not ids:
                return
            texts = page["documents"] or [""] * len(ids)
            yield from zip(ids, page["metadatas"] or [], texts, strict=True)
            at += _PAGE

    @contextmanager
    def explained(self, doing: str) -> Iterator[None]:
        """Turns what Chroma, SQLite and the system raise into one clear line."""
        try:
            yield
        except IndexProblem:
            raise
        except Exception as error:  # Chroma's Rust core raises kinds of its own
            raise StorageProblem(
                f"cannot {doing} the index in {self.folder.parent} ({_cause(error)}); "
                "check the disk's free space and the folder's permissions, or name another "
                "folder with --data"
            ) from error

    def _client(self) -> ClientAPI:
        """The open database, opened first where it is not.

        It shares nothing with other clients in this process: chromadb would hand every
        client of a folder the same memory, and no way to read the folder anew.
        """
        if self._open is None:
            from chromadb.api import ServerAPI
            from chromadb.api.client import Client
            from chromadb.config import Settings, System

            with self.explained("open"):
                self.folder.mkdir(parents=True, exist_ok=True)
                system = System(
                    Settings(
                        persist_directory=str(self.folder),
                        is_persistent=True,
                        anonymized_telemetry=False,
                    )
                )
                system.instance(ServerAPI)  # type: ignore[type-abstract]  # as chromadb itself does
                system.start()
                self._open = Client.from_system(system)
            # Not before: chromadb hands out what is registered for a folder, stopped or not.
            if self._outdated is not None:
                self._outdated.stop()
            self._system, self._outdated = system, None
        return self._open

    def _let_go(self) -> None:
        """Forgets what is in memory, so that the next call reads the folder anew."""
        if self._open is not None:
            self._outdated = self._system
        self._open = None
        self._collections.clear()

    @property
    def _made_with(self) -> dict[str, Any]:
        return {"embedder": self.embedder, "format": FORMAT}


def _cause(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0][:160] if lines else type(error).__name__

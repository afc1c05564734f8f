"""A hub of model files on this machine: it redirects to a store, which has the bytes."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import unquote

from tests.site import served

COMMIT = "c0ffee" + 34 * "0"


@dataclass
class FakeHub:
    """What a hub holds, and what it was asked.

    Attributes:
        files: the bytes of each "owner/name/file".
        gated: repositories that only those who accepted the terms get.
        renamed: old names of repositories and their new ones.
        checksums: what is stated instead of the true SHA-256.
        breaks: for each request of bytes in turn, after how many the connection closes.
        honours_range: whether the store gives a part of a file.
        status: what everything is answered with, if set.
        asked: method, path and range of each request.
        tokens: what each request brought as a key, the store's as "store …".
    """

    files: dict[str, bytes]
    gated: set[str] = field(default_factory=set)
    renamed: dict[str, str] = field(default_factory=dict)
    checksums: dict[str, str] = field(default_factory=dict)
    breaks: list[int] = field(default_factory=list)
    honours_range: bool = True
    status: int | None = None
    url: str = ""
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)

    def checksum(self, path: str) -> str:
        return self.checksums.get(path) or hashlib.sha256(self.files[path]).hexdigest()


@contextmanager
def hub_of(hub: FakeHub) -> Iterator[FakeHub]:
    """Serves the hub and its store, each from an address of its own."""
    with served(_store(hub)) as store, served(_front(hub, store)) as url:
        hub.url = url
        yield hub


def _front(hub: FakeHub, store: str) -> type[BaseHTTPRequestHandler]:
    class Front(_Handler):
        def answer(self) -> None:
            path = unquote(self.path).lstrip("/")
            hub.asked.append((self.command, path, self.headers.get("Range", "")))
            hub.tokens.append(self.headers.get("Authorization", ""))
            if hub.status:
                self.reply(hub.status)
            elif path.startswith("api/models/"):
                self._list(path.removeprefix("api/models/"))
            else:
                repo, _, rest = path.partition("/resolve/")
                self._resolve(repo, rest.partition("/")[2])

        def _list(self, repo: str) -> None:
            held = [path for path in hub.files if path.startswith(f"{repo}/")]
            names = [{"rfilename": path.removeprefix(f"{repo}/")} for path in held]
            self.reply(200, json.dumps({"siblings": names}).encode())

        def _resolve(self, repo: str, file: str) -> None:
            if repo in hub.renamed:
                self.reply(307, Location=f"/{hub.renamed[repo]}/resolve/main/{file}")
            elif repo in hub.gated:
                self.reply(403, **{"X-Error-Code": "GatedRepo"})
            elif not any(path.startswith(f"{repo}/") for path in hub.files):
                self.reply(401, **{"X-Error-Code": "RepoNotFound"})
            elif (path := f"{repo}/{file}") not in hub.files:
                self.reply(404, **{"X-Error-Code": "EntryNotFound"})
            else:
                stated = {
                    "X-Linked-Etag": f'"{hub.checksum(path)}"',
                    "X-Linked-Size": str(len(hub.files[path])),
                    "X-Repo-Commit": COMMIT,
                }
                self.reply(302, Location=f"{store}/{path}", ETag='"other"', **stated)

    return Front


def _store(hub: FakeHub) -> type[BaseHTTPRequestHandler]:
    class Store(_Handler):
        def answer(self) -> None:
            hub.tokens.append(f"store {self.headers.get('Authorization', '')}")
            wanted = self.headers.get("Range", "")
            hub.asked.append((self.command, "store", wanted))
            data = hub.files[unquote(self.path).lstrip("/")]
            start = 0
            if wanted and hub.honours_range:
                start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(data) - start))
            self.end_headers()
            most = hub.breaks.pop(0) if hub.breaks else len(data)
            self.wfile.write(data[start : start + most])
            self.close_connection = True

    return Store


class _Handler(BaseHTTPRequestHandler, ABC):
    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    @abstractmethod
    def answer(self) -> None:
        """Replies to one request."""

    def reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""

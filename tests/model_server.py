"""An OpenAI-compatible model server on this machine, with prepared replies."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.site import served


@dataclass
class FakeServer:
    """What the server replies, and what it was asked.

    Attributes:
        pieces: the reply, as streamed.
        models: the names that it lists.
        strict: whether it refuses all but the plain form of a request, as with status 400.
        status: what requests for a reply are answered with.
        body: the body of those, in place of the stream.
        ends: what the stream ends with.
        delay: seconds before a reply begins.
        asked: each request for a reply.
        keys: what each request brought as a key.
        paths: what was asked for.
    """

    pieces: Sequence[str] = ("yes",)
    models: Sequence[str] = ("wheel-7b",)
    strict: bool = False
    status: int = 200
    body: bytes | None = None
    ends: bytes = b"data: [DONE]\n\n"
    delay: float = 0.0
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    @property
    def stream(self) -> bytes:
        """The reply as server-sent events, among what else servers send."""
        first = {"choices": [{"index": 0, "delta": {"role": "assistant", "content": None}}]}
        deltas = [{"choices": [{"delta": {"content": piece}}]} for piece in self.pieces]
        usage = {"choices": [], "usage": {"total_tokens": 9}}
        events = [f"data: {json.dumps(event)}\n\n" for event in (first, *deltas, usage)]
        return f": keep-alive\n\n{''.join(events)}".encode() + self.ends


@contextmanager
def model_server(server: FakeServer) -> Iterator[FakeServer]:
    """Serves it."""
    with served(_handler(server)) as url:
        server.url = url
        yield server


def _handler(server: FakeServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._note()
            listed = {"object": "list", "data": [{"id": name} for name in server.models]}
            self._reply(200, json.dumps(listed).encode(), "application/json")

        def do_POST(self) -> None:
            self._note()
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.asked.append(request)
            time.sleep(server.delay)
            known = {"model", "messages", "max_tokens", "temperature", "seed", "stream"}
            if server.strict and set(request) > known:
                self._reply(400, b'{"error": {"message": "unknown field"}}', "application/json")
            elif server.status != 200 or server.body is not None:
                self._reply(server.status, server.body or b"", "application/json")
            else:
                self._reply(200, server.stream, "text/event-stream")

        def _note(self) -> None:
            server.paths.append(self.path)
            server.keys.append(self.headers.get("Authorization", ""))

        def _reply(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            if 300 <= status < 400:
                self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal."""

    return Handler

"""httpx's requests over httpcore's connections, so that each connection can be guarded.

What goes wrong below is raised as httpcore's own errors; :mod:`index.reading.web.fetch`
explains them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

import httpcore
import httpx

from index.reading.web.network import Deadline, GuardedBackend, Resolver


class GuardedTransport(httpx.BaseTransport):
    """Sends each request through :class:`index.reading.web.network.GuardedBackend`."""

    def __init__(self, resolver: Resolver, allow_private: bool, deadline: Deadline) -> None:
        self._pool = httpcore.ConnectionPool(
            network_backend=GuardedBackend(resolver, allow_private, deadline),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The response to one request; its body is read as it is iterated over."""
        url = request.url
        target = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=target,
                headers=request.headers.raw,
                content=cast(Iterable[bytes], request.stream),
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Closes all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from cast(Iterable[bytes], self._answer.stream)

    def close(self) -> None:
        self._answer.close()

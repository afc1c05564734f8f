"""Addresses → bytes, fetched once, within limits of time and size, from the public web only.

Redirects are followed by hand, every hop checked as the first. Nothing of the
environment is used: no proxies, no netrc. Not handled: redirects that a page's
own tags or scripts make, logins, robots.txt.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.errors import ReadError, tls_problem
from index.reading.raw import Origin

if TYPE_CHECKING:
    import httpx

    from index.reading.web.network import Resolver

_USER_AGENT = "OnRecord/{version} (+local reader)"
_KINDS = ("text/", "message/rfc822")
_DOCUMENTS = frozenset(
    "application/" + kind
    for kind in (
        "xhtml+xml xml rss+xml atom+xml rdf+xml json ld+json feed+json x-ndjson ndjson jsonl "
        "jsonlines pdf x-pdf epub+zip zip x-zip-compressed rtf msword octet-stream binary "
        "x-download force-download vnd.oasis.opendocument.text vnd.ms-powerpoint mbox"
    ).split()
)
_OFFICE = "application/vnd.openxmlformats-officedocument"
_NO_TEXT = frozenset(("text/css", "text/javascript", "text/calendar", "text/vcard"))
_ONE_CODING = frozenset(("", "identity", "gzip", "deflate"))
_WAYS_OUT = {
    401: "asks for a login (401); save the page from your browser",
    402: "asks for a subscription (402); save the page from your browser",
    403: "refuses automatic readers (403); save the page from your browser",
    404: "is not there (404); check the address",
    407: "asks for a proxy's login (407); save the page from your browser",
    410: "is no longer there (410)",
    429: "has been asked too often (429); try again later",
    451: "may not be shown here for legal reasons (451)",
}


@dataclass(frozen=True)
class Limits:
    """What one fetch may take.

    ``connect`` and ``whole`` are seconds, ``size`` is bytes after decompression,
    ``redirects`` a number of hops; ``clock`` gives monotonic seconds.
    """

    connect: float = 10.0
    whole: float = 60.0
    size: int = 30_000_000
    redirects: int = 5
    clock: Callable[[], float] = time.monotonic


@dataclass(frozen=True)
class Fetched:
    """What an address answered with: ``content_type`` in lower case, "" where unstated."""

    data: bytes
    origin: Origin
    content_type: str


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    limits: Limits | None = None,
    resolver: Resolver | None = None,
) -> Fetched:
    """The bytes at an address.

    Args:
        url: an http or https address without a user name.
        allow_private: also this machine and private networks.
        limits: of time and size.
        resolver: finds the addresses of a host; the system's by default.

    Raises:
        ReadError: it cannot be had, within the limits, from where it may be had.
    """
    import httpx

    from index.reading.web.network import Deadline, RefusedAddress, refuse_bad_address, resolve
    from index.reading.web.transport import GuardedTransport

    limits = limits or Limits()
    deadline = Deadline(limits.whole, limits.clock)
    transport = GuardedTransport(resolver or resolve, allow_private, deadline)
    timeout = httpx.Timeout(limits.whole, connect=limits.connect)
    asked = url
    with httpx.Client(
        transport=transport, headers=_headers(), timeout=timeout, trust_env=False
    ) as client:
        try:
            for _ in range(limits.redirects + 1):
                refuse_bad_address(asked)
                with client.stream("GET", asked) as response:
                    if response.next_request is None:
                        return _fetched(response, url, limits)
                    asked = str(response.next_request.url)
        except RefusedAddress as error:
            raise ReadError(f"redirects to what {error}" if asked != url else str(error)) from error
        except _failures() as error:
            raise ReadError(_explained(error, asked, limits)) from error
    raise ReadError(f"redirects more than {limits.redirects} times; give the article's own address")


def _headers() -> dict[str, str]:
    return {
        "User-Agent": _USER_AGENT.format(version=_version()),
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Language": "en",
        "Accept-Encoding": "gzip, deflate",  # what a limit on the size can be kept for
    }


def _failures() -> tuple[type[Exception], ...]:
    """All that httpx and httpcore raise where a fetch fails; they have no one base of their own."""
    import httpcore
    import httpx

    return (
        httpx.HTTPError,
        httpx.InvalidURL,
        httpx.StreamError,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.TimeoutException,
        httpcore.UnsupportedProtocol,
        ssl.SSLError,
        OSError,
    )


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("onrecord")
    except PackageNotFoundError:  # run from a checkout
        return "0"


def _fetched(response: httpx.Response, asked: str, limits: Limits) -> Fetched:
    status = response.status_code
    if status >= 500:
        raise ReadError(f"cannot be had: the server fails ({status}); try again later")
    if status != 200:
        reason = f"answers with status {status} instead of a page; check the address"
        raise ReadError(_WAYS_OUT.get(status, reason))
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    _refuse_other_kinds(kind)
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding not in _ONE_CODING:
        raise ReadError(f"is compressed as {coding[:40]}, which was not asked for; save the page")
    data = b"".join(_within(response.iter_bytes(), limits.size))
    if not data:
        raise ReadError("is empty")
    final = str(response.url.copy_with(fragment=None))
    return Fetched(data, Origin(asked, final, response.charset_encoding), kind)


def _within(chunks: Iterator[bytes], most: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise ReadError(f"is more than {most:,} bytes; save it and split it into articles")
        yield chunk


def _refuse_other_kinds(kind: str) -> None:
    readable = kind.startswith((*_KINDS, _OFFICE)) or kind in _DOCUMENTS or kind.endswith("+xml")
    if kind and (not readable or kind in _NO_TEXT or kind.startswith("image/")):
        raise ReadError(f"is {kind[:60]}, not a page or document")


def _explained(error: Exception, url: str, limits: Limits) -> str:
    import httpcore
    import httpx

    host = urlsplit(url).hostname
    if reason := tls_problem(error):
        return f"cannot be trusted: {host} has a TLS problem ({reason}); open it in a browser"
    if isinstance(error, httpcore.ConnectTimeout):
        return f"does not answer: no connection to {host} in {limits.connect:g} s; try again later"
    if isinstance(error, httpcore.TimeoutException):
        return f"takes longer than {limits.whole:g} s; try again later"
    if isinstance(error, httpcore.ConnectError):
        return f"cannot be reached: {host} refuses the connection; check the address"
    if isinstance(error, httpx.DecodingError):
        return "is not compressed as its server says; try again later"
    if isinstance(error, httpx.InvalidURL | httpcore.LocalProtocolError):
        return "is no address that can be read; check it"
    return f"breaks off: {host} closed the connection or answered nonsense; try again later"

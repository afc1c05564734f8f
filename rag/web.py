"""HTTP as the model server and the hub are spoken to: one client, and what went wrong in words.

Articles are fetched by index.reading.web, which guards against addresses that an article or
feed leads to; here the only addresses are those that the user named.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.errors import tls_problem

if TYPE_CHECKING:
    import httpx

CONNECT = 10.0  # seconds


def client(url: str, read: float) -> httpx.Client:
    """A client for one server; the environment's proxies apply unless it is this machine.

    Args:
        url: an address of the server.
        read: seconds to wait for each piece of a reply.
    """
    import httpx

    return httpx.Client(
        timeout=httpx.Timeout(read, connect=CONNECT),
        headers={"User-Agent": "onrecord"},
        trust_env=not _is_this_machine(urlsplit(url).hostname or ""),
    )


def what_failed(error: Exception) -> str:
    """What a failed request came to, as the predicate of a sentence about the server."""
    import httpx

    if reason := tls_problem(error):
        return f"cannot be trusted ({reason})"
    if isinstance(error, httpx.ConnectTimeout):
        return f"does not answer within {CONNECT:g} s"
    if isinstance(error, httpx.ConnectError):
        return "cannot be reached"
    if isinstance(error, httpx.TimeoutException):
        return "takes too long to answer"
    if isinstance(error, httpx.ProxyError):
        return "cannot be reached through the proxy that HTTPS_PROXY or HTTP_PROXY names"
    return "closed the connection or answered nonsense"


def is_secret_free(url: str) -> bool:
    """Whether an address holds no user name or password, so that it may be shown."""
    return "@" not in urlsplit(url).netloc


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")

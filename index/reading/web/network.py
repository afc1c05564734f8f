"""Connections to public addresses only, with a deadline over everything that is read.

A host is resolved once, every address it has is checked, and the connection goes
to an address that was checked, so that no second answer of a name server can lead
elsewhere; the name stays in the Host header, in SNI and in the certificate check.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

import httpcore

from index.errors import ReadError

Resolver = Callable[[str, int], list[str]]
"""Called with (host, port); the addresses of the host. Raises OSError where there is none."""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_LOCAL_NAME = re.compile(
    r"(?:.+\.)?(?:localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa)\.?", re.I
)
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?", re.IGNORECASE)


class RefusedAddress(ReadError):
    """An address that is not asked at all."""


def refuse_bad_address(url: str) -> None:
    """Refuses what is no http or https address of a host.

    Raises:
        RefusedAddress: it is not, or carries a login.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise RefusedAddress(f"is no address ({error}); check it") from error
    if parts.scheme not in {"http", "https"}:
        raise RefusedAddress(
            f"is a {parts.scheme or 'bare'} address; only http and https can be read"
        )
    if parts.username is not None or parts.password is not None:
        raise RefusedAddress("carries a user name or password, which is not sent; leave it out")
    if not host or any(character.isspace() or not character.isprintable() for character in url):
        raise RefusedAddress("is no address: it names no host; check it")


def resolve(host: str, port: int) -> list[str]:
    """The addresses that the system has for a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, also under what it may wrap."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _wrapped(parsed)
    if inner is not None:
        return is_public(str(inner))
    local = isinstance(parsed, ipaddress.IPv6Address) and parsed.is_site_local
    return parsed.is_global and not (parsed.is_multicast or parsed.is_reserved or local)


def _wrapped(address: _Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if any(address in network for network in _NAT64):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def checked_addresses(host: str, port: int, resolver: Resolver, allow_private: bool) -> list[str]:
    """The addresses to connect to.

    Raises:
        ReadError: there is none, or one is private and that is not allowed.
    """
    name = host.strip("[]")
    if _NUMERIC.fullmatch(name) and not _is_plain_ipv4(name):
        raise RefusedAddress(f"has an address written as a number ({host}); write the host's name")
    if not allow_private and _LOCAL_NAME.fullmatch(name):
        raise _private(host)
    try:
        addresses = [name] if _is_ip(name) else resolver(name, port)
    except (OSError, UnicodeError) as error:
        raise ReadError(f"cannot be found: no host {host}; check the address") from error
    if not addresses:
        raise ReadError(f"cannot be found: no host {host}; check the address")
    if not allow_private and not all(map(is_public, addresses)):
        raise _private(host)
    return addresses


def _private(host: str) -> RefusedAddress:
    return RefusedAddress(
        f"leads into a private network ({host}); use --allow-private if that is meant"
    )


def _is_ip(name: str) -> bool:
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True


def _is_plain_ipv4(name: str) -> bool:
    try:
        ipaddress.IPv4Address(name)
    except ValueError:
        return False
    return True


class Deadline:
    """A point in time after which nothing is waited for.

    Args:
        seconds: from now on.
        clock: monotonic seconds; a test passes its own.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def cut(self, timeout: float | None) -> float:
        """The timeout in seconds, cut to what is left.

        Raises:
            httpcore.ReadTimeout: nothing is left.
        """
        left = self._end - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("the deadline has passed")
        return left if timeout is None else min(timeout, left)


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to checked addresses and keeps the deadline."""

    def __init__(self, resolver: Resolver, allow_private: bool, deadline: Deadline) -> None:
        self._resolver = resolver
        self._allow_private = allow_private
        self._deadline = deadline
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = checked_addresses(host, port, self._resolver, self._allow_private)
        for number, address in enumerate(addresses, start=1):
            try:
                stream = self._network.connect_tcp(
                    address, port, self._deadline.cut(timeout), local_address, socket_options
                )
                return _Timed(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses):
                    raise
        raise AssertionError("a host without addresses")


class _Timed(httpcore.NetworkStream):
    """A stream whose every wait ends at the deadline, however little a server sends at a time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.cut(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.cut(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        limit = self._deadline.cut(timeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, limit), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

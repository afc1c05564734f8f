"""Fetching: the right bytes within the limits, or one line that says what happened."""

from __future__ import annotations

import gzip
import itertools
import socket
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

import pytest

from index.errors import ReadError
from index.reading.web import network
from index.reading.web.fetch import Limits, fetch
from index.reading.web.network import is_public
from tests.site import served

PAGE = "<p>“It’s a page,” she said.</p>".encode()
STATUSES = {
    401: "asks for a login",
    403: "refuses automatic readers",
    404: "is not there",
    410: "no longer there",
    418: "answers with status 418",
    429: "asked too often",
    451: "legal reasons",
    500: "the server fails",
    503: "the server fails",
    304: "answers with status 304",
}
REFUSED_KINDS = ["image/png", "video/mp4", "application/javascript", "text/css", "font/woff2"]


class _Site(BaseHTTPRequestHandler):
    """Answers by what its path says."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(asked.query).items()}
        getattr(self, f"do_{asked.path.strip('/').replace('/', '_')}")(query)

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def _answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_page(self, _: dict[str, str]) -> None:
        self._answer(PAGE)

    def do_headers(self, _: dict[str, str]) -> None:
        self._answer(str(self.headers).encode())

    def do_kind(self, query: dict[str, str]) -> None:
        self._answer(PAGE, Content_Type=query["is"])

    def do_status(self, query: dict[str, str]) -> None:
        self._answer(b"" if query["is"] == "304" else PAGE, int(query["is"]))

    def do_to(self, query: dict[str, str]) -> None:
        self._answer(b"moved", 302, Location=query["url"])

    def do_round(self, _: dict[str, str]) -> None:
        self._answer(b"moved", 301, Location="/round")

    def do_empty(self, _: dict[str, str]) -> None:
        self._answer(b"")

    def do_packed(self, query: dict[str, str]) -> None:
        packed = {"gzip": gzip.compress(PAGE), "deflate": zlib.compress(PAGE)}
        self._answer(packed.get(query["as"], PAGE), Content_Encoding=query["as"])

    def do_bomb(self, _: dict[str, str]) -> None:
        self._answer(gzip.compress(b"a" * 20_000_000), Content_Encoding="gzip")

    def do_large(self, _: dict[str, str]) -> None:
        self._answer(b"a" * 200_000)

    def do_short(self, _: dict[str, str]) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(PAGE[:20])
        self.close_connection = True


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with served(_Site) as address:
        yield address


@contextmanager
def _answering(answer: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """A server that sends the same bytes to one caller, and what that one said."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            caller, _ = listener.accept()
            with caller:
                heard.append(caller.recv(65_536))
                caller.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"127.0.0.1:{listener.getsockname()[1]}", heard
        thread.join()


def _refusal(url: str, **options: object) -> str:
    with pytest.raises(ReadError) as caught:
        fetch(url, **({"allow_private": True} | options))  # type: ignore[arg-type]
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_fetches_a_page(site: str) -> None:
    fetched = fetch(f"{site}/page#part", allow_private=True)
    assert fetched.data == PAGE
    assert fetched.origin.url == f"{site}/page"
    assert fetched.origin.charset == "utf-8"
    assert fetched.content_type == "text/html"


def test_says_who_asks_and_nothing_of_the_environment(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    said = fetch(f"{site}/headers", allow_private=True).data.decode()
    assert "OnRecord/" in said and "Cookie" not in said and "Authorization" not in said


def test_follows_redirects_to_the_final_address(site: str) -> None:
    assert fetch(f"{site}/to?url=/page", allow_private=True).origin.url == f"{site}/page"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "identity"])
def test_unpacks(site: str, coding: str) -> None:
    assert fetch(f"{site}/packed?as={coding}", allow_private=True).data == PAGE


@pytest.mark.parametrize("kind", ["text/plain", "application/pdf", "application/rss+xml", ""])
def test_takes_documents(site: str, kind: str) -> None:
    assert fetch(f"{site}/kind?is={kind or ' '}".replace("+", "%2B").replace(" ", "%20"),
                 allow_private=True).content_type == kind  # fmt: skip


@pytest.mark.parametrize("status", STATUSES)
def test_explains_statuses(site: str, status: int) -> None:
    assert STATUSES[status] in _refusal(f"{site}/status?is={status}")


@pytest.mark.parametrize("kind", REFUSED_KINDS)
def test_refuses_what_is_no_document(site: str, kind: str) -> None:
    assert kind in _refusal(f"{site}/kind?is={kind}")


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/round", "redirects more than 5 times"),
        ("/to?url=ftp://a.example/", "redirects to what is a ftp address"),
        ("/to?url=http://u:p@127.0.0.1/", "redirects to what carries a user name"),
        ("/to?url=http://%5B", "no host %5b"),
        ("/empty", "is empty"),
        ("/packed?as=br", "compressed as br"),
        ("/packed?as=gzip,gzip", "compressed as gzip,gzip"),
        ("/packed?as=x-gzip", "x-gzip"),
        ("/short", "breaks off"),
    ],
)
def test_explains_bad_answers(site: str, path: str, found: str) -> None:
    assert found in _refusal(site + path)


@pytest.mark.parametrize("path", ["/bomb", "/large"])
def test_stops_at_the_size_limit(site: str, path: str) -> None:
    assert "more than 100,000 bytes" in _refusal(site + path, limits=Limits(size=100_000))


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("ftp://a.example/x", "is a ftp address"),
        ("file:///etc/hosts", "is a file address"),
        ("javascript:alert(1)", "is a javascript address"),
        ("a.example/x", "is a bare address"),
        ("", "is a bare address"),
        ("http://", "names no host"),
        ("http:///x", "names no host"),
        ("http://[::1", "is no address"),
        ("http://a.example:99999/", "is no address"),
        ("http://a.example:x/", "is no address"),
        ("http://a b.example/", "names no host"),
        ("http://me:secret@a.example/", "user name or password"),
        ("http://me@a.example/", "user name or password"),
        ("http://a.example\n/", "names no host"),
    ],
)
def test_refuses_bad_addresses(url: str, found: str) -> None:
    assert found in _refusal(url, resolver=_never)


def _never(host: str, port: int) -> list[str]:
    raise AssertionError(f"{host}:{port} was looked up")


def test_explains_an_unknown_host() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    assert "no host nowhere.example" in _refusal("http://nowhere.example/", resolver=unknown)


def test_explains_a_closed_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert "refuses the connection" in _refusal(f"http://127.0.0.1:{port}/")


def test_tries_every_address_of_a_host(site: str) -> None:
    port = urlsplit(site).port
    addresses = ["::1", "127.0.0.1"]
    fetched = fetch(f"http://two.example:{port}/page", allow_private=True,
                    resolver=lambda host, port: addresses)  # fmt: skip
    assert fetched.data == PAGE


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "0.1.2.3", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1",
        "198.18.0.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1",
        "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::",
        "2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2001:0:1:1:1:1:f5ff:fffe",
        "not an address",
    ],
)  # fmt: skip
def test_private_addresses_are_refused_however_a_host_is_called(address: str) -> None:
    assert not is_public(address)
    message = _refusal("http://fine.example/", allow_private=False, resolver=lambda h, p: [address])
    assert "private network" in message and "--allow-private" in message
    mixed = ["93.184.216.34", address]
    assert "private" in _refusal("https://x.example/", allow_private=False,
                                 resolver=lambda h, p: mixed)  # fmt: skip


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700::1", "::ffff:8.8.8.8"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "0x7f",
        "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0", "0.0.0.0", "localhost", "LOCALHOST",
        "a.localhost", "localhost.", "printer.local", "wiki.internal", "10.0.0.1", "①②⑦.⓪.⓪.①",
        "127。0。0。1",
    ],
)  # fmt: skip
def test_refuses_spellings_of_private_hosts(host: str) -> None:
    message = _refusal(f"http://{host}:9/", allow_private=False, resolver=_never)
    assert "private" in message or "as a number" in message or "no address" in message


def test_refuses_a_redirect_into_a_private_network(site: str) -> None:
    port = urlsplit(site).port
    asked = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    public_once = itertools.chain([True], itertools.repeat(False))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "is_public", lambda address: next(public_once))
        url = f"http://news.example:{port}/to?url=http://inner.example:{port}/page"
        message = _refusal(url, allow_private=False, resolver=resolver)
    assert "redirects to what leads into a private network (inner.example)" in message
    assert asked == ["news.example", "inner.example"]


def test_connects_to_the_checked_address_under_the_hosts_name() -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    with _answering(answer) as (place, heard):
        port = place.rpartition(":")[2]
        looked_up = []

        def resolver(host: str, port: int) -> list[str]:
            looked_up.append(host)
            return ["127.0.0.1"]

        url = f"http://news.example:{port}/a?b"
        assert fetch(url, allow_private=True, resolver=resolver).origin.url == url
    assert f"Host: news.example:{port}".encode() in heard[0]
    assert looked_up == ["news.example"]


def test_names_the_host_to_a_tls_server_and_explains_a_tls_problem() -> None:
    with _answering(b"HTTP/1.1 400 Bad Request\r\n\r\n") as (place, heard):
        port = place.rpartition(":")[2]
        message = _refusal(f"https://news.example:{port}/", resolver=lambda h, p: ["127.0.0.1"])
    assert "news.example has a TLS problem" in message
    assert b"news.example" in heard[0]


@pytest.mark.parametrize("answer", [b"nonsense\r\n\r\n", b"", b"HTTP/1.1 200 OK\r\nA: b"])
def test_explains_a_server_that_talks_nonsense(answer: bytes) -> None:
    with _answering(answer) as (place, _):
        assert "breaks off" in _refusal(f"http://{place}/")


@pytest.mark.parametrize("beginning", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n<p>"])
def test_a_server_that_drips_is_left_at_the_deadline(beginning: bytes) -> None:
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            caller, _ = listener.accept()
            with caller:
                caller.recv(65_536)
                caller.sendall(beginning)
                while not stop.wait(0.02):
                    try:
                        caller.sendall(b"a")
                    except OSError:
                        return

        thread = threading.Thread(target=serve)
        thread.start()
        port = listener.getsockname()[1]
        message = _refusal(f"http://127.0.0.1:{port}/", limits=Limits(whole=0.2))
        stop.set()
        thread.join()
    assert "takes longer than 0.2 s" in message


def test_the_deadline_counts_on_the_clock_it_is_given(site: str) -> None:
    clock = itertools.count(step=40.0).__next__
    assert "takes longer than 60 s" in _refusal(f"{site}/page", limits=Limits(clock=clock))

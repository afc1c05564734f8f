"""Addresses that lead nowhere good: one line each, and nothing private unless it is meant."""

# tables read best with a row a line

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.cli.conftest import Onrecord
from tests.cli.hostile_pages import LOGIN, feed, item, page, story
from tests.site import served

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("small_embedder")]

BODIES = {
    "empty": ("text/html", b""),
    "picture": ("image/png", b"\x89PNG"),
    "film": ("video/mp4", b"\0\0"),
    "style": ("text/css", b"p{}"),
    "zip": ("application/octet-stream", b"PK\x03\x04" + bytes(60)),
    "lie": ("text/html", b"\x89PNG\r\n\x1a\n" + bytes(60)),
    "nuls": ("text/html", bytes(900)),
    "login": ("text/html", page(LOGIN, "<title>Sign in</title>").encode()),
    "shell": (
        "text/html",
        page(
            "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>"
        ).encode(),
    ),
    "no-feed": ("application/rss+xml", feed().encode()),
    "bomb": ("text/html", gzip.compress(bytes(40_000_000))),
    "bad-gzip": ("text/html", b"no gzip"),
    "brotli": ("text/html", b"?"),
}
SAYS = {
    "empty": "is empty",
    "picture": "is image/png",
    "film": "is video/mp4",
    "style": "is text/css",
    "zip": "damaged zip archive",
    "lie": "PNG picture",
    "nuls": "is binary",
    "login": "login page",
    "shell": "JavaScript",
    "no-feed": "feed without entries",
    "bomb": "more than 30,000,000 bytes",
    "bad-gzip": "not compressed as its server says",
    "brotli": "compressed as br",
    "status/404": "is not there (404)",
    "status/403": "refuses automatic readers",
    "status/401": "asks for a login",
    "status/429": "asked too often",
    "status/500": "the server fails (500)",
    "status/204": "status 204",
    "hops/20": "redirects more than 5 times",
    "round": "redirects more than 5 times",
    "to/ftp:%2F%2Fa.example": "redirects to what is a ftp address",
    "to/file:%2F%2F%2Fetc%2Fpasswd": "redirects to what is a file address",
    "to/http:%2F%2Fu:p@a.example": "carries a user name or password",
}
CODINGS = {"bomb": "gzip", "bad-gzip": "gzip", "brotli": "br"}
REFUSED = {
    "ftp://a.example/1": "is a ftp address",
    "file:///etc/passwd": "is a file address",
    "javascript://a.example/%0aalert(1)": "is a javascript address",
    "data://text/html,The bridge": "is a data address",
    "gopher://a.example/": "is a gopher address",
    "://": "is a bare address",
    "http://": "names no host",
    "http:///etc/passwd": "names no host",
    "http://me:secret@a.example/": "user name or password",
    "http://a.example:99999/": "is no address",
    "http://[::1/": "is no address",
    "http://a b.example/": "names no host",
    "http://2130706433/": "as a number",
    "http://0x7f000001/": "as a number",
    "http://127.1/": "as a number",
    "http://017700000001/": "as a number",
    "http://0/": "as a number",
    "http://[::ffff:127.0.0.1]/": "private network",
    "http://[::1]/": "private network",
    "http://[fe80::1]/": "private network",
    "http://[64:ff9b::7f00:1]/": "private network",
    "http://169.254.169.254/latest/meta-data/": "private network",
    "http://127.0.0.1:9/": "private network",
    "http://10.0.0.1/": "private network",
    "http://192.168.1.1/": "private network",
    "http://0.0.0.0/": "private network",
    "http://localhost./": "private network",
    "http://LOCALHOST/": "private network",
    "http://a.localhost/": "private network",
    "http://printer.local/": "private network",
}


class _Site(BaseHTTPRequestHandler):
    """Answers by what its path says."""

    def do_GET(self) -> None:
        first, _, rest = self.path.strip("/").partition("/")
        match first:
            case "status":
                self._answer(int(rest), "text/html", b"")
            case "to":
                self._answer(302, "text/html", b"", Location=unquote(rest))
            case "round":
                self._answer(301, "text/html", b"", Location="/round")
            case "hops":
                left = int(rest)
                to = f"/hops/{left - 1}" if left > 1 else "/page"
                self._answer(307, "text/html", b"", Location=to)
            case "page":
                self._answer(200, "text/html", page(story("Web")).encode())
            case "feed":
                host = self.headers["Host"]
                links = [f"<link>http://{host}/{each}</link>" for each in ("page", "status/404")]
                body = feed(item("Here", links[0]), f"<item><title>Gone</title>{links[1]}</item>")
                self._answer(200, "application/rss+xml", body.encode())
            case _:
                kind, body = BODIES[first]
                coding = {"Content-Encoding": CODINGS[first]} if first in CODINGS else {}
                self._answer(200, kind, body, **coding)

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def _answer(self, status: int, kind: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with served(_Site) as address:
        yield address


@pytest.fixture(scope="module")
def empty(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder without an index."""
    data = tmp_path_factory.mktemp("empty") / "data"
    shutil.copytree(prepared / "embedder", data / "embedder")
    return data


@pytest.mark.parametrize("path", SAYS)
def test_a_bad_answer(onrecord: Onrecord, empty: Path, site: str, path: str) -> None:
    url = f"{site}/{path}"
    ended = onrecord("add", url, "--allow-private", "--json", "--quiet", "--data", empty)
    assert (ended.status, ended.err.count("\n")) == (1, 1)
    assert ended.err.startswith(f"onrecord: {url}: ")
    assert SAYS[path] in ended.err
    assert (ended.json["added"], len(ended.json["failed"])) == (0, 1)


@pytest.mark.parametrize("url", REFUSED)
def test_an_address_that_is_not_asked(onrecord: Onrecord, empty: Path, url: str) -> None:
    ended = onrecord("add", url, "--json", "--quiet", "--data", empty)
    assert (ended.status, ended.err.count("\n")) == (1, 1)
    assert ended.err.startswith(f"onrecord: {url}: ")
    assert REFUSED[url] in ended.err


def test_what_can_be_read_is_added_beside_what_cannot(
    onrecord: Onrecord, data: Path, site: str
) -> None:
    good = [f"{site}/page", f"{site}/hops/5"]
    bad = [f"{site}/status/404", "ftp://a.example/", f"{site}/login"]
    ended = onrecord("add", *good, *bad, "--allow-private", "--json", "--quiet", "--data", data)
    assert ended.status == 0
    assert ended.json["added"] + ended.json["unchanged"] == len(good)
    assert [failed["path"] for failed in ended.json["failed"]] == bad


def test_a_feed_whose_entries_partly_fail(onrecord: Onrecord, data: Path, site: str) -> None:
    url = f"{site}/feed"
    ended = onrecord("add", url, "--allow-private", "--json", "--quiet", "--data", data)
    assert (ended.status, ended.json["added"]) == (0, 1)
    assert [failed["path"] for failed in ended.json["failed"]] == [f"{site}/status/404"]

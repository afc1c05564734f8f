"""Writing a torch model as ONNX with weights of 8 bits: it then runs without torch, and quicker."""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.onnx_model import INPUTS, MODEL, STAMP, TOKENIZER

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedTokenizerFast

_WHOLE = "whole.onnx"  # before it is quantized; left nowhere


def export_model(
    model: torch.nn.Module,
    tokenizer: PreTrainedTokenizerFast,
    stamp: Mapping[str, Any],
    folder: Path,
) -> None:
    """Writes a model that takes tokens by the names of :data:`INPUTS` and gives one tensor.

    What was in the folder is moved away whole before the new export is moved in, so that a reader
    may for a moment find none, but never half of one.

    Args:
        model: called with the tensors that its tokenizer makes, in the order of ``INPUTS``.
        tokenizer: its own.
        stamp: what the export was made from, with ``max_tokens``, the longest text it reads.
        folder: comes into being.

    Raises:
        OSError: it cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".export-", dir=folder.parent))
    fresh = scratch / "new"
    try:
        fresh.mkdir()
        _write(model, tokenizer, fresh / _WHOLE)
        _quantize(fresh / _WHOLE, fresh / MODEL)
        (fresh / _WHOLE).unlink()
        (fresh / TOKENIZER).write_text(tokenizer.backend_tokenizer.to_str(), encoding="utf-8")
        (fresh / STAMP).write_text(json.dumps(dict(stamp)))
        if folder.exists():
            folder.replace(scratch / "old")
        fresh.replace(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _write(model: torch.nn.Module, tokenizer: PreTrainedTokenizerFast, path: Path) -> None:
    import torch

    sample = tokenizer(["a sentence to trace"], return_tensors="pt")
    names = [name for name in INPUTS if name in sample]
    with warnings.catch_warnings():  # tracing warns of shapes that the axes below leave open
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model.eval(),
            tuple(sample[name] for name in names),
            str(path),
            input_names=names,
            output_names=["found"],
            dynamic_axes={name: {0: "text", 1: "token"} for name in names} | {"found": {0: "text"}},
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

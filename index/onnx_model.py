"""A model exported to ONNX, as questions run it: one folder with weights, tokenizer and a stamp."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import ModelProblem, first_line

if TYPE_CHECKING:
    import numpy as np
    import onnxruntime
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Floats = NDArray[np.float32]

MODEL, TOKENIZER, STAMP = "model.onnx", "tokenizer.json", "stamp.json"
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_TOGETHER = 4  # texts run at once

Text = str | tuple[str, str]
"""What is read at once: a text, or two of which the second is read in the light of the first."""


class OnnxModel:
    """An exported model of texts, loaded at first use.

    Args:
        folder: what :func:`index.onnx_export.export_model` made.
        called: what to name it in an error.
    """

    def __init__(self, folder: Path, called: str) -> None:
        self._folder = folder
        self._called = called
        self.stamp: dict[str, Any] = json.loads((folder / STAMP).read_text())

    def run(self, texts: Sequence[Text]) -> Floats:
        """What the model gives for each text, in order: shape ``(len(texts), …)``.

        Raises:
            ModelProblem: the export is damaged.
        """
        import numpy as np

        if not texts:
            return np.empty((0, 0), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda at: _length(texts[at]))
        # Texts of one length together, since the shorter ones of a batch are filled up.
        parts = [by_length[at : at + _TOGETHER] for at in range(0, len(texts), _TOGETHER)]
        found = np.concatenate([self._batch([texts[at] for at in part]) for part in parts])
        ordered = np.empty_like(found)
        ordered[by_length] = found
        return ordered

    def _batch(self, texts: Sequence[Text]) -> Floats:
        import numpy as np

        encoded = self._tokenizer.encode_batch(list(texts))
        rows = {
            "input_ids": [one.ids for one in encoded],
            "attention_mask": [one.attention_mask for one in encoded],
            "token_type_ids": [one.type_ids for one in encoded],
        }
        wanted = {each.name for each in self._session.get_inputs()}
        feed = {name: np.array(rows[name], dtype=np.int64) for name in INPUTS if name in wanted}
        return np.asarray(self._session.run(None, feed)[0], dtype=np.float32)

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
                str(self._folder / MODEL), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises kinds of its own
            raise self._damaged(error) from error

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(self._folder / TOKENIZER))
        except Exception as error:  # tokenizers raises bare exceptions
            raise self._damaged(error) from error
        tokenizer.enable_truncation(self.stamp["max_tokens"])
        tokenizer.enable_padding()
        return tokenizer

    def _damaged(self, error: Exception) -> ModelProblem:
        return ModelProblem(
            f"{self._called} in {self._folder} is damaged ({first_line(error)[:120]}); "
            "delete that folder: it is made anew when articles are added"
        )


def stamp_of(folder: Path) -> dict[str, Any]:
    """The stamp of a finished export; empty where there is none."""
    try:
        stamp = json.loads((folder / STAMP).read_text())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _length(text: Text) -> int:
    return len(text) if isinstance(text, str) else sum(map(len, text))

"""A data folder that the command line can use within a second, and questions for it.

Its embedder is an exported one like any other, but with a vocabulary of some
hundred words and a vector a word, so that neither torch nor the real model is loaded.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np

from index.embed import BUNDLED
from index.library import Library
from index.onnx_embed import FORMAT, OnnxEmbedder
from tests.rag.news import ARTICLES, records

ANSWERED = "What did Anna Lund say about the port?"
DECLINED = "What does it cost to fly to the moon?"


def make_data(folder: Path) -> Path:
    """A data folder with the four articles of tests/rag/news.py."""
    export_tiny(folder / "embedder")
    report = Library(folder, OnnxEmbedder(folder / "embedder")).add((), records())
    assert report.failed == ()
    return folder


def export_tiny(folder: Path) -> None:
    """What ``index.onnx_embed.export`` would write of a very small model."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    text = " ".join(f"{fields['title']} {fields['text']}" for fields in ARTICLES.values())
    known = sorted(set(re.findall(r"\w+", text.lower())))
    vocabulary = {word: n for n, word in enumerate(["[PAD]", "[UNK]", *known])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    rows = np.random.default_rng(7).normal(size=(len(vocabulary), 64)).astype(np.float32)
    rows[:2] *= 0.1
    nodes = [
        helper.make_node("Gather", ["rows", "input_ids"], ["words"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["wide"]),
        helper.make_node("Mul", ["words", "wide"], ["kept"]),
        helper.make_node("ReduceSum", ["kept", "tokens"], ["sum"], keepdims=0),
        helper.make_node("LpNormalization", ["sum"], ["vectors"], axis=1, p=2),
    ]
    shape = ["text", "token"]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, shape)
            for name in ("input_ids", "attention_mask")
        ],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["text", 64])],
        [
            numpy_helper.from_array(rows, "rows"),
            numpy_helper.from_array(np.array([2], dtype=np.int64), "last"),
            numpy_helper.from_array(np.array([1], dtype=np.int64), "tokens"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(model.SerializeToString())
    (folder / "tokenizer.json").write_text(tokenizer.to_str(), encoding="utf-8")
    (folder / "stamp.json").write_text(
        json.dumps({"format": FORMAT, "name": BUNDLED, "max_tokens": 256})
    )

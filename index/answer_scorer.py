"""How well a sentence answers a question: a cross-encoder, which reads the two together.

It is all-MiniLM-L6-v2, the embedder that comes with OnRecord, with a layer that scores and
low-rank changes to its weights (LoRA: Hu et al. 2021, arXiv:2106.09685) that came of training it
to pick the answering sentence, or none. These stand in ``assets/answer_scorer.npz``;
``bench/scorer`` trains them and tells on what. The export is derived data and carries a stamp of
the changes it was made with. Not handled: other languages than English,
and the opposite: "the ferry pays for itself" is no less near to "Who doubts that it pays?".
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.embed import keep_offline_and_quiet, model_folder
from index.onnx_model import INPUTS, OnnxModel, stamp_of

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

FILE = Path(__file__).parent / "assets" / "answer_scorer.npz"
FORMAT = 1  # raise it when the export changes
MAX_TOKENS = 144  # of question and sentence together, as in training


class AnswerScorer(Protocol):
    """A question and sentences in, how likely each is to answer it out."""

    @property
    def name(self) -> str:
        """What a reader is told about which one is used."""

    def log_odds(self, question: str, sentences: Sequence[str]) -> list[float]:
        """One number a sentence, higher is likelier; 0 is as likely as that none answers.

        Raises:
            ModelProblem: the scorer is damaged.
        """


class OnnxAnswerScorer:
    """The exported scorer.

    Args:
        folder: what :func:`export_scorer` made.
    """

    name = "all-MiniLM-L6-v2, trained to pick the sentence that answers"

    def __init__(self, folder: Path) -> None:
        self._model = OnnxModel(folder, "the exported answer scorer")

    @staticmethod
    def available(folder: Path) -> bool:
        """Whether ``folder`` holds a finished export of the scorer that comes with OnRecord."""
        return stamp_of(folder) == _stamp()

    def log_odds(self, question: str, sentences: Sequence[str]) -> list[float]:
        found = self._model.run([(question, sentence) for sentence in sentences])
        return [float(each) for each in found]


def export_scorer(folder: Path) -> None:
    """Writes the scorer to ``folder`` as ONNX, or leaves a current export as it is.

    Raises:
        ModelProblem: the embedder that comes with OnRecord is not installed.
        OSError: the folder cannot be written.
    """
    if OnnxAnswerScorer.available(folder):
        return
    from index.onnx_export import export_model

    export_model(_adapted(), load_tokenizer(), _stamp(), folder)


def load_encoder() -> PreTrainedModel:
    """The embedder that comes with OnRecord, without its pooling."""
    keep_offline_and_quiet()
    from transformers import AutoModel, PreTrainedModel

    encoder = AutoModel.from_pretrained(str(model_folder(None)), local_files_only=True)
    assert isinstance(encoder, PreTrainedModel)
    return encoder


def load_tokenizer() -> PreTrainedTokenizerFast:
    """The embedder's own, which tells the question's tokens from the sentence's."""
    keep_offline_and_quiet()
    from transformers import AutoTokenizer, PreTrainedTokenizerFast

    tokenizer = AutoTokenizer.from_pretrained(str(model_folder(None)), local_files_only=True)
    assert isinstance(tokenizer, PreTrainedTokenizerFast)
    return tokenizer


def pooled(tokens: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """What is scored of a text: its first token's vector, then the mean of all.

    Args:
        tokens: their vectors, shape ``(texts, tokens, dimension)``.
        mask: 1 for a token, 0 for filling, shape ``(texts, tokens)``.

    Returns:
        Shape ``(texts, 2 * dimension)``.
    """
    import torch

    read = mask.unsqueeze(-1).to(tokens.dtype)
    mean = (tokens * read).sum(dim=1) / read.sum(dim=1)
    return torch.cat([tokens[:, 0], mean], dim=1)


@cache
def _stamp() -> dict[str, object]:
    digest = hashlib.sha256(FILE.read_bytes()).hexdigest()[:16]
    return {"format": FORMAT, "adapter": digest, "max_tokens": MAX_TOKENS}


def _adapted() -> torch.nn.Module:
    """The embedder with its weights changed, and the layer that scores in place of its vectors."""
    import numpy as np
    import torch

    with np.load(FILE) as stored:
        changes = {name: torch.from_numpy(stored[name].astype(np.float32)) for name in stored}
    encoder = load_encoder()
    weights = dict(encoder.named_parameters())
    with torch.no_grad():
        for name in {each.rpartition(".")[0] for each in changes} - {"head"}:
            weights[f"{name}.weight"].add_(changes[f"{name}.up"] @ changes[f"{name}.down"])

    class Scorer(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = encoder

        def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
            inputs = dict(zip(INPUTS, tensors, strict=True))
            tokens = self.encoder(**inputs).last_hidden_state
            read = pooled(tokens, inputs["attention_mask"])
            return read @ changes["head.weight"] + changes["head.bias"]

    return Scorer()

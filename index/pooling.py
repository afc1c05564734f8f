"""Vectors of texts and of stretches of them, from one reading of each text by the embedder.

What a token means to the embedder depends on all that it read, so that the mean of a sentence's
tokens is its meaning within its passage: "He refused" is near to who and what is meant. This is
called late chunking (Günther et al. 2024, arXiv:2409.04701); it costs no more than the passages
do. Embedders that are not of that kind read every stretch by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from index.embed import Embedder, SentenceTransformerEmbedder
from index.parts import embedded_sentences, embedded_text
from index.types import ArticleInfo, Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

    from index.embed import Vectors

Stretches = Sequence[tuple[int, int]]
"""Places ``[start, end)`` in a text, in order."""

_TOGETHER = 32  # texts read at once; the vectors of their tokens take some 10 MB
_MODULES = (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])


def encode_parts(
    embedder: Embedder, texts: Sequence[str], stretches: Sequence[Stretches]
) -> tuple[Vectors, list[Vectors]]:
    """A unit vector for each text, and one for each of its stretches.

    Args:
        embedder: any; only sentence-transformers that take the mean of their tokens pool late.
        texts: what is embedded.
        stretches: of each text, as many as there are.

    Returns:
        Shape ``(len(texts), dimension)``, and for each text ``(len(stretches), dimension)``.
    """
    import numpy as np

    if not texts:
        return np.empty((0, 0), dtype=np.float32), []
    if isinstance(embedder, SentenceTransformerEmbedder) and _takes_the_mean(embedder.model):
        return _pooled(embedder, texts, stretches)
    return _apart(embedder, texts, stretches)


def encode_sentences(
    embedder: Embedder, passages: Sequence[tuple[Passage, ArticleInfo]]
) -> list[Vectors]:
    """The vectors of each passage's sentences."""
    texts = [embedded_text(info, passage) for passage, info in passages]
    stretches = [embedded_sentences(info, passage) for passage, info in passages]
    return encode_parts(embedder, texts, stretches)[1]


def _takes_the_mean(model: SentenceTransformer) -> bool:
    """Whether a text's vector is the mean of its tokens' and of nothing else."""
    pooling = next((each for each in model if type(each).__name__ == "Pooling"), None)
    return (
        [type(each).__name__ for each in model] in _MODULES
        and getattr(pooling, "pooling_mode", None) == "mean"
        and model.default_prompt_name is None
        and model.truncate_dim is None
        and bool(getattr(model.tokenizer, "is_fast", False))
    )


def _pooled(
    embedder: SentenceTransformerEmbedder, texts: Sequence[str], stretches: Sequence[Stretches]
) -> tuple[Vectors, list[Vectors]]:
    """Few texts at a time, since the tokens of a whole book would fill the memory."""
    import numpy as np

    by_length = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    read: dict[int, tuple[Vectors, Vectors]] = {}
    for at in range(0, len(texts), _TOGETHER):
        some = by_length[at : at + _TOGETHER]
        parts = _read(embedder, [texts[n] for n in some], [stretches[n] for n in some])
        read.update(zip(some, parts, strict=True))
    in_order = [read[n] for n in range(len(texts))]
    return _unit(np.stack([whole for whole, _ in in_order])), [_unit(own) for _, own in in_order]


def _read(
    embedder: SentenceTransformerEmbedder, texts: Sequence[str], stretches: Sequence[Stretches]
) -> list[tuple[Vectors, Vectors]]:
    """The mean of each text's tokens and of those of its stretches, of any length.

    A stretch beyond what the embedder reads of a text is read by itself.
    """
    import numpy as np

    # With the model's own settings, so that tokens and places are of one number, and so that a
    # thread which encodes meanwhile finds the tokenizer as it has set it.
    encoded = embedder.model.tokenizer(
        list(texts), return_offsets_mapping=True, truncation=True, padding=True
    )
    read: Any = embedder.model.encode(
        list(texts), batch_size=len(texts), output_value=None, show_progress_bar=False
    )  # one mapping of tensors a text
    means: list[tuple[Vectors, Vectors]] = []
    unread: list[tuple[Vectors, str]] = []
    for text, own, one, offsets in zip(
        texts, stretches, read, encoded["offset_mapping"], strict=True
    ):
        tokens, places = one["token_embeddings"].float().cpu().numpy(), np.array(offsets)
        rows = np.zeros((len(own), tokens.shape[1]), dtype=np.float32)
        for row, (start, end) in zip(rows, own, strict=True):
            inside = _overlapping(places, start, end)
            if inside.any():
                row[:] = tokens[inside].mean(axis=0)
            else:
                unread.append((row, text[start:end]))
        means.append((one["sentence_embedding"].float().cpu().numpy(), rows))
    if unread:
        vectors = embedder.encode([words for _, words in unread])
        for (row, _), vector in zip(unread, vectors, strict=True):
            row[:] = vector
    return means


def _overlapping(places: NDArray[np.int64], start: int, end: int) -> NDArray[np.bool_]:
    """Which tokens stand in a stretch; those that are no words of the text have no length."""
    first, last = places[:, 0], places[:, 1]
    found: NDArray[np.bool_] = (first < end) & (last > start) & (last > first)
    return found


def _apart(
    embedder: Embedder, texts: Sequence[str], stretches: Sequence[Stretches]
) -> tuple[Vectors, list[Vectors]]:
    import numpy as np

    parts = [text[a:b] for text, own in zip(texts, stretches, strict=True) for a, b in own]
    vectors = embedder.encode([*texts, *parts])
    ends = np.cumsum([len(own) for own in stretches[:-1]])
    return vectors[: len(texts)], np.split(vectors[len(texts) :], ends)


def _unit(rows: Vectors) -> Vectors:
    import numpy as np

    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    made: Vectors = (rows / np.maximum(lengths, 1e-12)).astype(np.float32)
    return made

"""Makes ``rag/assets/word_vectors.npz``: ``python -m bench.word_vectors`` (a minute on two cores).

Every whole word of the embedder's vocabulary is embedded by itself; the mean over all is taken
away, the 128 strongest directions are kept, and each is stored as a whole number from -127 to
127. The weights of all-MiniLM-L6-v2 (Apache-2.0) are all that goes in.
"""

from __future__ import annotations

import numpy as np

from index.embed import SentenceTransformerEmbedder
from rag.word_vectors import FILE

DIMENSION = 128


def main() -> None:
    embedder = SentenceTransformerEmbedder()
    words = sorted(word for word in embedder.model.tokenizer.get_vocab() if word.isalpha())
    vectors = np.asarray(embedder.model.encode(words, batch_size=512))
    vectors -= vectors.mean(axis=0)
    _, _, directions = np.linalg.svd(vectors, full_matrices=False)
    vectors = vectors @ directions[:DIMENSION].T
    vectors *= 127 / np.abs(vectors).max(axis=1, keepdims=True)
    FILE.parent.mkdir(exist_ok=True)
    text = np.frombuffer("\n".join(words).encode(), dtype=np.uint8)
    np.savez_compressed(FILE, words=text, vectors=np.round(vectors).astype(np.int8))
    print(f"{len(words):,} words, {FILE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

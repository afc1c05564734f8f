"""A reranker scores texts from 0 to 1, offline, or says in one line why it cannot."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.errors import ModelProblem
from rag.rerank import CrossEncoderReranker, Reranker, resolve_reranker

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] who said the ferry will stop rain fell on quay".split()


class Overlap:
    """Scores by shared words: what any reranker looks like from outside."""

    name = "overlap"

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        asked = set(question.split())
        return [len(asked & set(text.split())) / len(asked) for text in texts]


def test_any_scorer_of_texts_can_be_a_reranker() -> None:
    reranker: Reranker = Overlap()
    scores = reranker.scores("ferry stop", ["rain fell", "the ferry will stop", "ferry"])
    assert scores == [0, 1, 0.5]


@pytest.mark.parametrize("configured", [None, ""])
def test_none_is_the_default(configured: str | None) -> None:
    assert resolve_reranker(configured) is None


def test_a_configured_one_has_its_name_before_it_is_loaded(tmp_path: Path) -> None:
    by_folder, by_name = resolve_reranker(str(tmp_path)), resolve_reranker("someone/model")
    assert by_folder is not None
    assert by_name is not None
    assert (by_folder.name, by_name.name) == (tmp_path.name, "someone/model")


def make_model(folder: Path, labels: int = 1, *, scoring: bool = True) -> str:
    """A tiny cross-encoder with random weights; without ``scoring`` it is an embedder's."""
    from transformers import (
        BertConfig,
        BertForSequenceClassification,
        BertModel,
        BertTokenizerFast,
        set_seed,
    )

    set_seed(7)
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(WORDS))
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=64, max_position_embeddings=64, num_labels=labels,
        initializer_range=1.0,
    )  # fmt: skip
    (BertForSequenceClassification if scoring else BertModel)(config).save_pretrained(folder)
    return str(folder)


@pytest.mark.slow
def test_a_cross_encoder_scores_each_text_from_0_to_1(tmp_path: Path) -> None:
    reranker = CrossEncoderReranker(make_model(tmp_path / "tiny"))
    texts = ["the ferry will stop", "", "rain fell on the quay " * 500, "Über: 他说不。 👩‍👧"]
    scores = reranker.scores("who said the ferry will stop", texts)
    assert len(scores) == len(texts)
    assert all(0 <= score <= 1 for score in scores)
    assert len({round(score, 4) for score in scores}) > 1
    alone = [reranker.scores("who said the ferry will stop", [text])[0] for text in texts]
    assert scores == pytest.approx(alone, abs=1e-4)  # in the order of the texts
    assert list(reranker.scores("who", [])) == []


@pytest.mark.slow
def test_logits_become_probabilities_whatever_the_model_says(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "plain")
    plain = CrossEncoderReranker(folder).scores("who said", ["the ferry will stop"])
    config = Path(folder, "config.json")
    raw = {"sentence_transformers": {"activation_fn": "torch.nn.modules.linear.Identity"}}
    config.write_text(json.dumps(json.loads(config.read_text()) | raw))
    assert CrossEncoderReranker(folder).scores("who said", ["the ferry will stop"]) == plain


@pytest.mark.slow
def test_what_is_no_reranker_is_explained_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "config.json").write_text("{}")
    (tmp_path / "file").write_text("no model")
    cut = Path(make_model(tmp_path / "cut"))
    (cut / "model.safetensors").write_bytes((cut / "model.safetensors").read_bytes()[:999])
    for configured, reason in [
        (str(tmp_path / "broken"), "does not load"),
        (str(tmp_path / "file"), "does not load"),
        (str(tmp_path / "nowhere"), "does not load"),
        (str(cut), "does not load"),
        ("no/such-model", "does not load"),
        (make_model(tmp_path / "three", labels=3), "has 3 labels"),
        (make_model(tmp_path / "embedder", scoring=False), "is no CrossEncoder"),
    ]:
        with pytest.raises(ModelProblem, match=reason) as raised:
            CrossEncoderReranker(configured).scores("who", ["the ferry"])
        message = str(raised.value)
        assert "\n" not in message
        assert configured in message
        assert "ONRECORD_RERANKER" in message

"""An optional reranking of passages: a cross-encoder that reads question and text together.

None comes with OnRecord and none is ever downloaded; without one, the ranking stays as it is.
Not handled: cross-encoders with several labels, such as those for entailment, and models that
need code of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from index.embed import embedder_name, keep_offline_and_quiet, model_folder
from index.errors import ModelProblem, first_line

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class Reranker(Protocol):
    """Texts in, how well each answers the question out."""

    @property
    def name(self) -> str:
        """What a reader is told about which one is used."""

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """One score a text, higher is better: shape ``(len(texts),)``."""


def resolve_reranker(configured: str | None) -> Reranker | None:
    """The configured reranker, not loaded yet; None where none is."""
    return CrossEncoderReranker(configured) if configured else None


class CrossEncoderReranker:
    """A sentence-transformers CrossEncoder, never downloaded. Loaded at first use.

    Args:
        configured: a folder or the name of a model that is on this machine already.
    """

    def __init__(self, configured: str) -> None:
        self._configured = configured
        self.name = embedder_name(configured)

    @cached_property
    def model(self) -> CrossEncoder:
        """The loaded model, which has one label.

        Raises:
            ModelProblem: it is missing, does not load, has several labels or no trained ones.
        """
        keep_offline_and_quiet()
        from sentence_transformers import CrossEncoder

        try:
            model: CrossEncoder = CrossEncoder(
                str(model_folder(self._configured)), local_files_only=True
            )
        except Exception as error:  # every backend raises its own kinds
            raise self._problem(f"does not load ({first_line(error)[:200]})") from error
        if model.num_labels != 1:
            raise self._problem(f"has {model.num_labels} labels, not one score a text")
        if _is_untrained(model):
            raise self._problem("is no CrossEncoder (it has no weights that score a pair of texts)")
        return model

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """How likely each text is to answer the question, from 0 to 1.

        Raises:
            ModelProblem: the model does not load, or fails on these texts.
        """
        model = self.model
        try:
            found = model.predict(
                [(question, text) for text in texts],
                activation_fn=_sigmoid,
                show_progress_bar=False,
            )
        except Exception as error:  # such as a tokenizer that cannot pad
            raise self._problem(f"does not score ({first_line(error)[:200]})") from error
        return [float(score) for score in found]

    def _problem(self, found: str) -> ModelProblem:
        return ModelProblem(
            f"the reranker {model_folder(self._configured)} {found}; name a CrossEncoder with one "
            "label in ONRECORD_RERANKER, or unset it to go without"
        )


def _is_untrained(model: CrossEncoder) -> bool:
    """Whether the scoring layer was made up on loading, as for an embedder's folder."""
    kind, loaded = "ForSequenceClassification", model.model
    if loaded is None or not type(loaded).__name__.endswith(kind):
        return False
    stored = loaded.config.architectures or ()
    return bool(stored) and not any(each.endswith(kind) for each in stored)


def _sigmoid(logits: Any) -> Any:
    """Probabilities, whatever a model's own configuration makes of its logits."""
    return logits.sigmoid()

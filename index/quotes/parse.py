"""The spaCy adapter: sentences in, parsed sentences out. Any installed English pipeline serves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from index.errors import ModelProblem, first_line

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_PREFERRED = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm")


def parse_sentences(texts: Iterable[str]) -> Iterator[Doc]:
    """Parsed documents, one a sentence, in order; tokens carry heads, tags and entity types."""
    return _pipeline().pipe(texts, batch_size=64)


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    import spacy

    name = pipeline_name()
    try:
        return spacy.load(name, exclude=["lemmatizer"])
    except (OSError, ValueError) as error:
        raise ModelProblem(
            f"the spaCy pipeline {name} does not load ({first_line(error)}); "
            "reinstall onrecord, or install another English pipeline"
        ) from error


def pipeline_name() -> str:
    """The installed English pipeline to use, the most accurate first.

    Raises:
        ModelProblem: there is none.
    """
    from spacy.util import get_installed_models

    english = [name for name in get_installed_models() if name.startswith("en_")]
    if not english:
        raise ModelProblem(
            "no English spaCy pipeline is installed; reinstall onrecord, which brings a small one"
        )
    return min(english, key=_preference)


def _preference(name: str) -> int:
    for rank, stem in enumerate(_PREFERRED):
        if name.startswith(stem):
            return rank
    return len(_PREFERRED)

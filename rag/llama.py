"""The llama.cpp adapter: a GGUF file run on this machine, with the file's own chat template."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from index.errors import ModelProblem, first_line
from rag.model import Message, without_system

if TYPE_CHECKING:
    from llama_cpp import Llama
    from llama_cpp.llama_chat_format import Jinja2ChatFormatter

_CONTEXT = 2048  # tokens; evidence prompts take about 300


class LlamaGenerator:
    """A GGUF model by llama.cpp. Loaded at first use; one reply at a time; deterministic.

    Args:
        path: a GGUF file, as :func:`rag.model.resolve_model` gives it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._one_at_a_time = Lock()
        self.name = path.stem

    @cached_property
    def _llama(self) -> Llama:
        from llama_cpp import Llama

        try:
            return Llama(
                str(self._path),
                n_ctx=_CONTEXT,
                # One core is left to the browser and the rest of the program: llama.cpp's threads
                # wait for one another by spinning, and a busy core slows all of them.
                n_threads=max(1, _cores() - 1),
                n_threads_batch=_cores(),
                verbose=False,
            )
        except (ValueError, OSError, RuntimeError) as error:
            raise ModelProblem(
                f"the model {self._path} does not load ({first_line(error)}); the file is "
                "damaged or too new: download it again, or leave --model out"
            ) from error

    @cached_property
    def _template(self) -> Jinja2ChatFormatter:
        from jinja2 import TemplateError
        from llama_cpp.llama_chat_format import Jinja2ChatFormatter

        llama = self._llama
        source = llama.metadata.get("tokenizer.chat_template")
        if source is None:
            raise ModelProblem(
                f"the model {self._path} has no chat template; use an instruction-tuned model"
            )
        try:
            return Jinja2ChatFormatter(
                template=source,
                eos_token=_piece(llama, llama.token_eos()),
                bos_token=_piece(llama, llama.token_bos()),
                stop_token_ids=[llama.token_eos()],
            )
        except TemplateError as error:
            raise self._bad_template(error) from error

    def warm(self) -> None:
        with self._one_at_a_time:
            self._llama.create_completion("Hello", max_tokens=1)

    def stream(
        self, messages: Sequence[Message], *, opening: str, max_tokens: int
    ) -> Iterator[str]:
        with self._one_at_a_time:
            tokens = self._llama.tokenize(
                (self._prompt(messages) + opening).encode(), add_bos=False, special=True
            )
            if len(tokens) > _CONTEXT - max_tokens:
                return  # nothing can be left out: the head says what to do, the end is the evidence
            pieces = self._llama.create_completion(
                tokens, max_tokens=max_tokens, temperature=0.0, seed=0, stream=True
            )
            for piece in pieces:
                yield piece["choices"][0]["text"]  # type: ignore[index]  # stream=True: never whole

    def _prompt(self, messages: Sequence[Message]) -> str:
        """The messages in the model's own form; some models' templates refuse a system message."""
        from jinja2 import TemplateError

        refusals = (ValueError, TypeError, TemplateError)
        try:
            return _rendered(self._template, messages)
        except refusals:
            told_by_user = without_system(messages)
        try:
            return _rendered(self._template, told_by_user)
        except refusals as error:
            raise self._bad_template(error) from error

    def _bad_template(self, error: Exception) -> ModelProblem:
        return ModelProblem(
            f"the model {self._path} has a chat template that fails ({first_line(error)}); "
            "use another instruction-tuned model"
        )


def _rendered(template: Jinja2ChatFormatter, messages: Sequence[Message]) -> str:
    plain: list[Any] = [asdict(message) for message in messages]
    # A draft has tokens for the reply only, not for a thought before it.
    return template(messages=plain, enable_thinking=False).prompt


def _piece(llama: Llama, token: int) -> str:
    return llama.detokenize([token], special=True).decode("utf-8", "replace") if token >= 0 else ""


def _cores() -> int:
    return max(
        1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )

"""Chat templates of other models: those that know no system message, think first, or fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from llama_cpp.llama_chat_format import Jinja2ChatFormatter

from index.errors import ModelProblem
from rag.llama import LlamaGenerator
from rag.model import Message

NO_SYSTEM = """{% for m in messages %}{% if m.role == 'system' %}
{{ raise_exception('System role not supported') }}{% endif %}
<{{ m.role }}>{{ m.content }}{% endfor %}"""
TURNS = [Message("system", "Be brief."), Message("user", "Who?")]


def generator(template: str) -> LlamaGenerator:
    """A model that is not loaded, with a template as its file would hold it."""
    made = LlamaGenerator(Path("wheel.gguf"))
    made.__dict__["_template"] = Jinja2ChatFormatter(template, eos_token="", bos_token="")
    return made


def test_a_template_that_refuses_a_system_message_gets_it_from_the_user() -> None:
    assert generator(NO_SYSTEM)._prompt(TURNS).strip() == "<user>Be brief.\n\nWho?"


def test_a_model_that_can_think_first_is_told_not_to() -> None:
    thinking = (
        "{% if enable_thinking is defined and not enable_thinking %}<think></think>{% endif %}"
    )
    assert generator(thinking)._prompt(TURNS) == "<think></think>"


@pytest.mark.parametrize(
    "template", ["{{ raise_exception('No') }}", "{{ nothing.at.all }}", "{{ 'a' + 1 }}"]
)
def test_a_template_that_always_fails_is_said_in_one_line(template: str) -> None:
    with pytest.raises(ModelProblem, match="has a chat template that fails") as raised:
        generator(template)._prompt(TURNS)
    assert "\n" not in str(raised.value)

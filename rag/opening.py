"""How a chat server is brought to go on from the beginning of a reply, and what it made of that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rag.model import Message, without_system

# A model that could think before it replies must not: a draft has tokens for the reply only.
_NO_THINKING = {"chat_template_kwargs": {"enable_thinking": False}}
_CONTINUE = {"add_generation_prompt": False, "continue_final_message": True}


def continued(messages: Sequence[Message], opening: str) -> dict[str, Any]:
    """A request's messages in the form that llama.cpp and vLLM go on from."""
    if not opening:
        return _listed(messages) | _NO_THINKING
    return _listed([*messages, Message("assistant", opening)]) | _CONTINUE | _NO_THINKING


def plain(messages: Sequence[Message], opening: str) -> dict[str, Any]:
    """Nothing but what every server knows; the opening is asked for in words."""
    *before, last = without_system(messages)
    wish = f'\n\nBegin your reply with "{opening}".' if opening else ""
    return _listed([*before, Message(last.role, last.content + wish)])


def after_opening(pieces: Iterator[str], opening: str) -> Iterator[str]:
    """What follows ``opening``, whether the pieces repeat it, repeat its end, or go on from it.

    Where they do none of that and begin anew, a space stands between, so that the opening with
    what follows is always a text.
    """
    begun = ""
    for piece in pieces:
        begun += piece
        if len(begun.lstrip()) > len(opening):
            break
    if begun:
        yield _without_repetition(begun, opening)
    yield from pieces


def _without_repetition(begun: str, opening: str) -> str:
    said = begun.lstrip()
    words = opening.split(" ")
    for first in range(len(words)):
        end = " ".join(words[first:])
        if end and said.startswith(end) and not said[len(end) : len(end) + 1].isalnum():
            return said[len(end) :]
    begins_a_word = said[:1].isalnum() or said[:1] in ('"', "“", "‘", "(", "[")
    return f" {said}" if opening and begun == said and begins_a_word else begun


def _listed(messages: Sequence[Message]) -> dict[str, Any]:
    return {"messages": [asdict(message) for message in messages]}

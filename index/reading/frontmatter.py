"""YAML front matter: a ``---`` block at the top of a text that says what the article is."""

from __future__ import annotations

import re

from index.errors import ReadError

_BLOCK = re.compile(
    r"\A\ufeff?---[^\S\n]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.S | re.M
)

FIELDS = ("id", "title", "outlet", "author", "published", "url")


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """The known fields of the front matter, and the text below it.

    Raises:
        ReadError: the block is not YAML, or not a mapping.
    """
    block = _BLOCK.match(text)
    if block is None:
        return {}, text
    import yaml

    try:
        loaded = yaml.safe_load(block["yaml"]) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # no such day, nested too deep
        where = getattr(error, "problem_mark", None)
        line = f" (line {where.line + 2})" if where else ""
        raise ReadError(
            f"the front matter is not valid YAML{line}; "
            "put values that hold a colon or a quote between quotation marks"
        ) from error
    if not isinstance(loaded, dict):
        # A rule at the top of a plain text, not front matter.
        return {}, text
    fields = {name: loaded[name] for name in FIELDS if loaded.get(name) is not None}
    return fields, text[block.end() :]

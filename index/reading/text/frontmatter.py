"""YAML front matter: a ``---`` block at the top of a text that says what the article is."""

from __future__ import annotations

import re

from index.errors import ReadError

_BLOCK = re.compile(
    r"\A\ufeff?---[^\S\n]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.S | re.M
)

FIELDS = ("title", "outlet", "author", "published", "url")
# What PyYAML lets through where a value is no such day, does not fit its tag or nests too deep.
_MISFITS = (ValueError, LookupError, AttributeError, TypeError, RecursionError)
_MOST_CHARACTERS = 50_000
_MOST_ALIASES = 20  # each may repeat what others repeat, so that a few lines stand for billions


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """The known fields of the front matter, and the text below it.

    Raises:
        ReadError: the block is not YAML, or far larger than front matter is.
    """
    block = _BLOCK.match(text)
    if block is None:
        return {}, text
    loaded = _loaded(block["yaml"])
    if not isinstance(loaded, dict):
        # A rule at the top of a plain text, not front matter.
        return {}, text
    fields = {name: loaded[name] for name in FIELDS if loaded.get(name) is not None}
    return fields, text[block.end() :]


def _loaded(block: str) -> object:
    import yaml

    if len(block) > _MOST_CHARACTERS:
        raise ReadError(
            f"begins with a front matter of {len(block):,} characters, more than "
            f"{_MOST_CHARACTERS:,}; shorten it, or remove the --- above it"
        )
    try:
        aliases = sum(isinstance(token, yaml.AliasToken) for token in yaml.scan(block))
        if aliases > _MOST_ALIASES:
            raise ReadError(
                f"has {aliases:,} aliases (*name) in its front matter, more than {_MOST_ALIASES}; "
                "write the values out"
            )
        return yaml.safe_load(block) or {}
    except (yaml.YAMLError, *_MISFITS) as error:
        where = getattr(error, "problem_mark", None)
        line = f" (line {where.line + 2})" if where else ""
        raise ReadError(
            f"the front matter is not valid YAML{line}; "
            "put values that hold a colon or a quote between quotation marks"
        ) from error

"""Plain text and Markdown → a raw article."""

from __future__ import annotations

import re

from index.reading.raw import RawArticle
from index.reading.records import raw_article
from index.reading.text.clean import unwrap
from index.reading.text.frontmatter import split_front_matter

_HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)


def read_plain(text: str, *, markdown: bool) -> RawArticle:
    """The article of a text, with what its front matter says of it.

    Raises:
        ReadError: the front matter is damaged.
    """
    fields, body = split_front_matter(text.replace("\r\n", "\n"))
    if markdown:
        body = _HEADING.sub(r"\n\1\n", body)
    return raw_article(fields, unwrap(body, markdown=markdown))

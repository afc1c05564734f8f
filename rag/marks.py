"""What a draft puts between quotation marks, held against what its source does."""

from __future__ import annotations

import re

from index.quotes.marks import quoted_spans, single_quoted_spans
from rag.present import closed
from rag.words import fold


def quotes_exactly(draft: str, source: str) -> bool:
    """Whether every quotation is closed and stands within one of the source's, mark for mark."""
    held = _quotations(closed(source))
    return fold(draft).count('"') % 2 == 0 and all(
        bool(one) and any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", other) for other in held)
        for one in _quotations(draft)
    )


def _quotations(text: str) -> list[str]:
    """What stands between double or single marks, folded, in lower case."""
    spans = [*quoted_spans(text), *single_quoted_spans(text)]
    inner = (" ".join(fold(text[start:end]).lower().split()) for start, end in spans)
    return [quoted.strip("\"' ").rstrip(".,; ") for quoted in inner]


def without_quotations(text: str) -> str:
    """A text with a gap for everything that stands between double marks."""
    for start, end in reversed(quoted_spans(text)):
        text = text[:start] + " " + text[end:]
    return text

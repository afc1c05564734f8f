"""Two questions in one: "Who wrote the letter, and what does that person want?".

Each is looked up by itself, the later ones as going on from the earlier. Not handled: several
things asked with one question word ("What did Lund and Berg say?" is one question anyway).
"""

from __future__ import annotations

import re

from rag.words import AUXILIARY

_WORD = r"(?:(?:in|at|on|to|from|for|with|by) )?(?:what|who|whom|whose|when|where|why|how|which)"
# Without a comma what follows must have a question's form: not "asked how it works and who pays".
_JOINT = re.compile(
    rf"(?:, and (?={_WORD}\b)| and (?={_WORD}(?: \w+)? {AUXILIARY}\b)| and (?={_WORD}\?*$))",
    re.IGNORECASE,
)
_IS_QUESTION = re.compile(rf"^(?:and |but |so )?(?:(?:\w+ )?{_WORD}|{AUXILIARY})\b", re.IGNORECASE)
_THAT_PERSON = re.compile(
    r"\b(?:that|this|the same) (?:person|man|woman|official|politician|minister|author|writer|"
    r"speaker|expert|analyst)\b|\b(?:he|she|they)\b",
    re.IGNORECASE,
)
_FEWEST = 3  # words of a question that can stand by itself
_MOST = 3  # questions in one


def split_questions(text: str) -> list[str]:
    """The questions that a text asks, in order; the text alone where it is one question."""
    places = [each for each in _JOINT.finditer(text) if not _is_quoted(text[: each.start()])]
    first = text[: places[0].start()].strip() if places else ""
    if not _IS_QUESTION.match(first) or len(first.split()) < _FEWEST:
        return [text]
    cuts = places[: _MOST - 1]
    starts = [0, *(match.end() for match in cuts)]
    ends = [*(match.start() for match in cuts), len(text)]
    return [_asked(text[start:end]) for start, end in zip(starts, ends, strict=True)]


def about(question: str, name: str) -> str:
    """A question with a name in place of "that person" or a pronoun, the first time."""
    return _THAT_PERSON.sub(lambda _: name, question, count=1)


def _is_quoted(before: str) -> bool:
    """Whether a text ends within quotation marks."""
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _asked(part: str) -> str:
    return f"{part.strip().rstrip('?.,')}?"

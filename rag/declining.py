"""What an answer says where the articles say nothing: what was looked for, and no more.

Never a thing about the person asked about; not even that he said nothing.
"""

from __future__ import annotations

from rag.asked import Asked
from rag.question import Question
from rag.words import STOP_WORDS, WORD, fold, words

DECLINED = "The articles don't say."
_MOST = 8  # words of the question that are repeated


def declined(question: Question, asked: Asked | None) -> str:
    """The whole answer: "The articles don't say. Looked for: words of Lund on fish, taxes."."""
    topic = _topic(question, asked)
    whose = f"words of {asked.name}" if asked and asked.name.lower() not in STOP_WORDS else ""
    looked_for = " on ".join(filter(None, [whose, ", ".join(topic)]))
    return f"{DECLINED} Looked for: {looked_for}." if looked_for else DECLINED


def _topic(question: Question, asked: Asked | None) -> list[str]:
    """The question's telling words as it spells them, without the name of who is asked for."""
    left_out = STOP_WORDS | (set(words(asked.wording)) if asked else set())
    found = (match.group().removesuffix("'s") for match in WORD.finditer(fold(question.text)))
    kept = {word.lower(): word for word in found if not word.lower().endswith("n't")}
    return [word for lowered, word in kept.items() if lowered not in left_out][:_MOST]

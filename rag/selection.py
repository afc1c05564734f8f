"""How many sentences an answer has: the best one and those as good, within a limit of words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rag.evidence import Evidence
from rag.question import Kind, Question
from rag.words import content_stems, words

FURTHER = 0.3  # likelihood that a sentence after the best one needs
AS_LIKELY = 0.65  # share of the best one's likelihood that it needs too
KIN_OF_FACTS = 0.85  # share of the best sentence's score that a further one needs
BEARS = 0.5  # nearness that a further sentence needs where it holds no word of the topic
_WORDS = 60
_MOST_WORDS: dict[Kind, int] = {"said": 85, "several": 130}
_WHAT = re.compile(r"(?:^|[,;:] |\b(?:and|but|so) )what\b", re.IGNORECASE)
_KIN: dict[Kind, float] = {"said": 0.7, "several": 0.7, "general": 0.7}
_MOST_SENTENCES: dict[Kind, int] = {"said": 3, "several": 4, "who": 1, "general": 3}


def selected(
    question: Question, usable: Sequence[Evidence], due: Sequence[Evidence] = ()
) -> tuple[Evidence, ...]:
    """The best sentence and those near it in score, without repeats, within the word limit.

    Args:
        question: what is asked.
        usable: evidence, best first.
        due: the best sentence of each person asked for, which need not be near the best of all.
    """
    best = usable[0]
    kin = _KIN.get(question.kind, KIN_OF_FACTS)
    likely = max(FURTHER, AS_LIKELY * best.likelihood)
    usable = [
        each
        for each in usable
        if each is best
        or (each in due and each.likelihood >= FURTHER)
        or (each.score >= kin * best.score and each.likelihood >= likely)
    ]
    if question.kind == "several":
        usable = _by_article(usable)
    elif question.kind == "who" and question.plural:
        usable = _by_speaker(usable)
    room = _room(question)
    most = _MOST_SENTENCES.get(question.kind, 2) + 2 * question.plural
    chosen: list[Evidence] = []
    for each in usable:
        cost = len(each.text.split()) + 2
        bears = each in due or _bears(question, each)
        if chosen and (cost > room or _repeats(each, chosen) or not bears):
            continue
        chosen.append(each)
        room -= cost
        if len(chosen) == most:
            break
    return tuple(chosen)


def _room(question: Question) -> int:
    """How many words an answer may have: most for what somebody said, less for why he did."""
    in_brief = question.kind == "said" and not _WHAT.search(question.text)
    return _WORDS if in_brief else _MOST_WORDS.get(question.kind, _WORDS)


def _by_article(usable: Sequence[Evidence]) -> list[Evidence]:
    """The best sentence of every article first, then the second ones, and so on."""
    turns: Counter[str] = Counter()
    placed = []
    for each in usable:
        placed.append((turns[each.article.id], each))
        turns[each.article.id] += 1
    return [each for _, each in sorted(placed, key=lambda turn: turn[0])]


def _by_speaker(usable: Sequence[Evidence]) -> list[Evidence]:
    """The best sentence of everyone who speaks, and no second one."""
    firsts: dict[str | None, Evidence] = {}
    for each in usable:
        firsts.setdefault(each.speaker, each)
    return list(firsts.values())


def _bears(question: Question, evidence: Evidence) -> bool:
    """Whether a sentence itself bears on the topic, not only what stands around it."""
    held = set(question.topic) & set(evidence.stems)
    return bool(held) or not question.topic or evidence.cosine >= BEARS


def _repeats(one: Evidence, chosen: Sequence[Evidence]) -> bool:
    """Whether a sentence says again what a chosen one says, with no other number or denial."""
    own = set(content_stems(one.text))
    return any(
        len(own & set(content_stems(other.text)))
        >= 0.6 * min(len(own), len(content_stems(other.text)))
        and _denies(one) == _denies(other)
        and _numbers(one) <= _numbers(other)
        for other in chosen
    )


def _numbers(evidence: Evidence) -> set[str]:
    return {word for word in words(evidence.text) if word[0].isdigit()}


def _denies(evidence: Evidence) -> bool:
    return any(word in ("not", "never") or word.endswith("n't") for word in words(evidence.text))

"""How often a drafted sentence passes the checks: shown one report, as it is done, or several."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from index.library import Library
from index.sentences import sentence_spans
from index.types import Filters
from rag.check import can_be_drafted, check
from rag.consult import consult
from rag.draft import draft
from rag.evidence import Evidence
from rag.llama import LlamaGenerator
from rag.model import Message, resolve_model
from rag.present import quoted_sentence
from rag.question import Question, understand
from rag.support import find_grounds


def run(data: Path, gold: Path) -> None:
    generator = LlamaGenerator(resolve_model(None))
    cases = _cases(Library(data), gold)
    for name, write in (("one report", _from_one), ("several reports", _from_several)):
        reasons = Counter(write(question, evidence, generator) for question, evidence in cases)
        passed = reasons.pop(None, 0)
        told = ", ".join(f"{reason} {count}" for reason, count in reasons.most_common())
        print(f"{name}: {passed} of {len(cases)} pass; refused: {told}")


def _cases(library: Library, gold: Path) -> list[tuple[Question, Sequence[Evidence]]]:
    cases = []
    for line in gold.read_text().splitlines():
        question = understand(json.loads(line)["question"])
        found = consult(library, question, Filters())
        grounds = find_grounds(question, found.evidence, found.asked, found.sides)
        if grounds.evidence and can_be_drafted(grounds.evidence[0]):
            cases.append((question, found.evidence[:4]))
    return cases


def _from_one(
    question: Question, evidence: Sequence[Evidence], generator: LlamaGenerator
) -> str | None:
    text = draft(question, evidence[0], generator, hopeless=lambda said: False)
    return check(text, evidence[0], question) if text else "nothing"


def _from_several(
    question: Question, evidence: Sequence[Evidence], generator: LlamaGenerator
) -> str | None:
    reports = "\n".join(f"- {quoted_sentence(each)}" for each in evidence)
    prompt = [
        Message("system", "Answer from the reports alone, in one or two short sentences."),
        Message("user", f"Reports:\n{reports}\n\nQuestion: {question.text}"),
    ]
    opening = evidence[0].speaker or ""
    reply = opening + "".join(generator.stream(prompt, opening=opening, max_tokens=90))
    start, end = next(iter(sentence_spans(reply)), (0, 0))
    reasons = [check(reply[start:end], each, question) for each in evidence]
    return None if None in reasons else reasons[0]

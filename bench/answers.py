"""Answers against a gold file in the form of seeds/questions.jsonl (see seeds/README.md)."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from rag import Answer, OnRecord
from rag.words import fold


def run(data: Path, gold: Path) -> None:
    desk = OnRecord(data)
    tally: Counter[str] = Counter()
    origins: Counter[str] = Counter()
    for line in gold.read_text().splitlines():
        case = json.loads(line)
        answer = desk.ask(case["question"])
        origins.update(sentence.origin for sentence in answer.sentences)
        verdict = _verdict(case, answer)
        tally[verdict] += 1
        if not verdict.startswith("right"):
            print(f"  {verdict}: {case['question']}\n      {answer.text[:160]}")
    for verdict, count in sorted(tally.items()):
        print(f"{count:4d}  {verdict}")
    print(f"      sentences: {dict(origins)}")


def _verdict(case: dict[str, Any], answer: Answer) -> str:
    text = fold(answer.text).lower()
    if any(fold(wrong).lower() in text for wrong in case.get("not_contains", ())):
        return "WRONG: holds what it must not"
    if not case["answerable"]:
        names_speaker = fold(case.get("speaker") or "\0").lower() in text
        return (
            "right: declined or corrected"
            if answer.status == "declined" or names_speaker
            else "answered what the articles don't say"
        )
    if answer.status == "declined":
        return "declined what the articles say"
    held = all(any(fold(one).lower() in text for one in group) for group in case["contains"])
    wanted = case.get("article", ())
    cited = not wanted or any(
        str(citation.article.path).endswith(name)
        for citation in answer.citations
        for name in wanted
    )
    return "right: answered and cited" if held and cited else "answered, but not with what it must"

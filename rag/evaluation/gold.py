"""Gold: questions with what an answer to each must rest on, from a JSONL file, gzipped or not.

Three forms, told by a line's fields:

    {"id", "question", "evidence": [{"fact"}, …], "answers"?}     each fact stands in some article
    {"id", "question", "answers": ["…", …], "context"?}           one of the answers, in the context
    {"id", "question", "answerable", "contains": [["…", …], …], "article": ["file name", …]}
                                    one of each group, in the named articles (seeds/README.md)

Nothing in ``evidence`` or ``answers``, or ``answerable`` false: the articles don't say. In every
form there may be ``history`` (earlier turns, as in ``ask --batch``), ``kind`` (what is asked for,
as in seeds/README.md), ``speaker`` (whose words they really are, a name or several) and
``not_contains`` (what an answer must not hold). Facts alone say nothing of the answer's own words.
Not handled: retrieval with the earlier turns in mind; ``history`` counts for answers only.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from index.errors import ReadError
from rag.evaluation.needs import AnswerSpan, Fact, Need, Wanted, Wording
from rag.question import Kind, understand
from rag.types import Turn

KINDS: dict[str, Kind] = {
    "who": "who", "what-said": "said", "did-say": "did", "when": "when", "where": "where",
    "how-many": "number", "several": "several", "general": "general",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A question and its needs, none where the articles don't say.

    ``together`` tells whether all of them are needed for an answer, or each is one by itself.
    ``wanted`` are all the things that the answer must hold, the first of them what was asked for,
    none where the gold does not say; ``barred`` are wordings that it must not hold.
    ``speakers`` are names of those whose words are asked about; ``kind`` is as the gold has it.
    """

    id: object
    question: str
    needs: tuple[Need, ...]
    together: bool = False
    wanted: tuple[Wanted, ...] = ()
    barred: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    kind: Kind | None = None
    history: tuple[Turn, ...] = ()

    @property
    def answerable(self) -> bool:
        return bool(self.needs)

    @property
    def asks(self) -> Kind:
        """What is asked for, by the gold or else by the question's own form."""
        return self.kind or understand(self.question, self.history).kind


@dataclass(frozen=True)
class _Gold:
    needs: tuple[Need, ...] = ()
    together: bool = False
    wanted: tuple[Wanted, ...] = ()


def parse_case(line: str) -> Case:
    """One line's question and gold.

    Raises:
        ReadError: it is no JSON object, or in none of the forms.
    """
    record = _object(line)
    question = record.get("question")
    if not isinstance(question, str):
        raise ReadError('has no "question" (a string)')
    form = next((form for field, form in _FORMS.items() if field in record), None)
    if form is None:
        raise ReadError('has no gold: "evidence", "answers" or "contains" must say what is right')
    gold, kind = form(record), record.get("kind")
    return Case(
        record.get("id"),
        question,
        gold.needs,
        gold.together,
        gold.wanted,
        barred=_strings(record.get("not_contains", []), "not_contains"),
        speakers=_speakers(record.get("speaker")),
        kind=KINDS.get(kind) if isinstance(kind, str) else None,
        history=_history(record.get("history")),
    )


def _object(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"is not JSON ({error}); each line must be one object") from error
    if not isinstance(record, dict):
        raise ReadError(f"is a {type(record).__name__}, not an object with a question")
    return record


def _facts(record: dict[str, Any]) -> _Gold:
    evidence = record["evidence"]
    if not (isinstance(evidence, list) and all(isinstance(each, dict) for each in evidence)):
        raise ReadError('has an "evidence" that is no list of {"fact"} objects')
    facts = _strings([each.get("fact") for each in evidence], "fact")
    answers = _strings(record.get("answers", []), "answers") if facts else ()
    wanted = (AnswerSpan(answers, None),) if answers else ()
    return _Gold(tuple(Fact(fact) for fact in facts), wanted=wanted)


def _answers(record: dict[str, Any]) -> _Gold:
    answers, context = _strings(record["answers"], "answers"), record.get("context")
    if context is not None and not (isinstance(context, str) and context.strip()):
        raise ReadError('has a "context" that is no text')
    spans = (AnswerSpan(answers, context),) if answers else ()
    return _Gold(spans, wanted=spans)


def _contains(record: dict[str, Any]) -> _Gold:
    groups, answerable = record.get("contains", []), record.get("answerable", True)
    articles = _strings(record.get("article", []), "article")
    if not isinstance(answerable, bool):
        raise ReadError('has an "answerable" that is neither true nor false')
    if not (isinstance(groups, list) and all(isinstance(group, list) for group in groups)):
        raise ReadError('has a "contains" that is no list of lists of wordings')
    if not answerable:
        return _Gold(together=True)
    needs = tuple(Wording(_strings(group, "contains"), articles) for group in groups)
    if not needs or not all(need.wordings for need in needs):
        raise ReadError('is answerable, but "contains" does not say what an answer must hold')
    return _Gold(needs, together=True, wanted=needs)


_FORMS: dict[str, Callable[[dict[str, Any]], _Gold]] = {
    "evidence": _facts,
    "answers": _answers,
    "contains": _contains,
    "answerable": _contains,
}


def _speakers(value: object) -> tuple[str, ...]:
    return _strings(
        [] if value is None else [value] if isinstance(value, str) else value, "speaker"
    )


def _history(value: object) -> tuple[Turn, ...]:
    turns = [] if value is None else value
    if not (isinstance(turns, list) and all(isinstance(turn, dict) for turn in turns)):
        raise ReadError('has a "history" that is no list of {"question", "answer"} objects')
    parts = [[turn.get("question"), turn.get("answer")] for turn in turns]
    if not all(isinstance(part, str) for turn in parts for part in turn):
        raise ReadError('has a "history" whose turns lack a "question" or an "answer"')
    return tuple(Turn(str(question), str(answer)) for question, answer in parts)


def _strings(values: object, field: str) -> tuple[str, ...]:
    well_formed = isinstance(values, list) and all(
        isinstance(value, str) and value.strip() for value in values
    )
    if not well_formed:
        raise ReadError(f'has a "{field}" that is no text')
    return tuple(cast(list[str], values))

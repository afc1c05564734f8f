"""Answers held against the gold: right, cited, brief, given to the right person."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.errors import UsageError
from index.types import Article, ArticleInfo
from rag.evaluate import evaluate_file
from rag.evaluation.answers import Asked, judge
from rag.evaluation.faults import faults
from rag.evaluation.figures import Share, answer_scores
from rag.evaluation.gold import parse_case
from rag.types import Answer, AnswerSentence, Turn
from tests.fakes import answered, cite, declined

TEXT = (
    "Warden Mia Holt said nobody may skate before noon. “The ice is thin,” she added. Ferryman Ole "
    f"Dunn called the ban “a bad joke” on 3 May. Nine boats froze. {'So it went on. ' * 40}"
)
LAKE = Article(ArticleInfo("lake", title="The lake", path="/news/lake.md"), TEXT)
COPY = ArticleInfo("copy", path="/news/copy.md")
TEXTS = {"lake": TEXT}

HOLT = cite(1, LAKE, "Warden Mia Holt said nobody may skate before noon.", "Mia Holt")
THIN = cite(1, LAKE, "“The ice is thin,” she added.", "Mia Holt")
DUNN = cite(1, LAKE, "Ferryman Ole Dunn called the ban “a bad joke” on 3 May.", "Ole Dunn")
BOATS = cite(1, LAKE, "Nine boats froze.")
LONG = cite(1, LAKE, TEXT)


def scored(gold: dict[str, Any], *sentences: tuple[str, tuple[Any, ...]]) -> Asked:
    """How an answer of these sentences fares; of none, a declined one."""
    case = parse_case(json.dumps({"question": "What of the lake?"} | gold))
    made = answered(case.question, *sentences) if sentences else declined(case.question)
    return judge(case, made, 0.5, TEXTS.__getitem__)


def contains(*groups: Sequence[str], **fields: Any) -> dict[str, Any]:
    return {"contains": [list(group) for group in groups], **fields}


@pytest.mark.parametrize(
    ("gold", "text", "right"),
    [
        ({"answers": ["Mia Holt", "Holt"]}, "Holt said so.", True),
        ({"answers": ["9 boats"]}, "Nine boats froze.", True),
        ({"answers": ["9 boats"]}, "Boats froze.", False),
        (contains(["Holt"], ["noon", "midday"]), "Holt spoke of midday.", True),
        (contains(["Holt"], ["noon"]), "Holt spoke of ice.", False),
        (contains(["noon"], not_contains=["Dunn said"]), "“Noon”, Dunn said.", False),
        ({"evidence": [{"fact": "Nine boats froze."}], "answers": ["nine"]}, "9 froze.", True),
        ({"evidence": [{"fact": "Nine boats froze."}]}, "Nothing of the kind.", None),
        ({"answers": []}, "Holt said so.", None),
    ],
)
def test_right_is_what_holds_the_gold(gold: dict[str, Any], text: str, right: bool | None) -> None:
    assert scored(gold, (text, (HOLT,))).right == right


@pytest.mark.parametrize(
    ("gold", "citation", "cited"),
    [
        ({"answers": ["Mia Holt"]}, HOLT, True),
        ({"answers": ["Mia Holt"]}, THIN, False),  # the words themselves must name her
        (contains(["Holt"], ["ice is thin"]), THIN, True),  # the name stands beside the words
        (contains(["Holt"], ["ice is thin"]), HOLT, False),
        ({"answers": ["noon"]}, LONG, False),
        ({"answers": ["noon"]}, DUNN, False),
        (contains(["noon"], article=["lake.md"]), HOLT, True),
        (contains(["noon"], article=["mill.md"]), HOLT, False),
        (contains(["noon"], article=["copy.md"]), replace(HOLT, also_in=(COPY,)), True),
        ({"answers": ["noon"], "context": "nobody may skate before noon."}, HOLT, True),
        ({"answers": ["froze"], "context": "“a bad joke” on 3 May."}, BOATS, False),
    ],
)
def test_cited_is_what_short_citations_hold(
    gold: dict[str, Any], citation: Any, cited: bool
) -> None:
    assert scored(gold, ("Mia Holt spoke of noon; the ice is thin.", (citation,))).cited == cited


@pytest.mark.parametrize(
    ("kind", "question", "words", "brief"),
    [
        ("general", "What of the lake?", 60, True),
        ("general", "What of the lake?", 61, False),
        ("what-said", "What of the lake?", 90, True),
        ("what-said", "What of the lake?", 91, False),
        (None, "What did Mia Holt say about skating?", 90, True),
        ("a kind of its own", "What did Mia Holt say about skating?", 90, True),
        ("several", "What of the lake?", 140, False),  # one report is not several
    ],
)
def test_how_long_an_answer_may_be(
    kind: str | None, question: str, words: int, brief: bool
) -> None:
    gold = {"question": question, "answers": ["ice"]} | ({"kind": kind} if kind else {})
    assert scored(gold, (" ".join(["ice"] * words), (HOLT,))).brief == brief


def test_an_answer_across_several_reports_cites_two() -> None:
    gold = {"answers": ["ice"], "kind": "several"}
    copied = replace(HOLT, also_in=(COPY,))
    assert scored(gold, ("ice " * 140, (copied,))).brief
    assert not scored(gold, ("ice " * 141, (copied,))).brief
    one_alone = contains(["ice"], article=["lake.md"], kind="several")
    assert scored(one_alone, ("ice " * 140, (HOLT,))).brief


@pytest.mark.parametrize(
    ("kind", "before", "opens"),
    [("who", 24, True), ("who", 25, False), ("how-many", 25, False), ("what-said", 25, None)],
)
def test_some_answers_open_with_what_was_asked_for(
    kind: str, before: int, opens: bool | None
) -> None:
    gold = contains(["Holt"], ["noon"], kind=kind)
    assert scored(gold, (f"{'well ' * before}Holt said before noon.", (HOLT,))).opens == opens


WHO = contains(["Mia Holt", "Holt"], kind="who")
SAID = contains(["noon"], speaker="Mia Holt")
UNSAID = {"answerable": False, "speaker": ["Mia Holt", "Holt"]}


@pytest.mark.parametrize(
    ("gold", "sentences", "expected"),
    [
        (WHO, [("Mia Holt said so.", (HOLT,))], False),
        (WHO, [("[Mia Holt] said so.", (DUNN,))], False),
        (WHO, [("Dunn called it a joke.", (DUNN,))], True),
        (WHO, [("Dunn called it a joke.", (DUNN,)), ("She said so.", (THIN,))], False),
        (WHO, [("Nine boats froze.", (BOATS,))], False),  # nobody's words
        (SAID, [("Dunn said before noon.", (DUNN,))], True),
        (SAID, [("Dunn called it a joke.", (DUNN,))], False),  # his own words
        (SAID, [("Holt told Dunn: before noon.", (HOLT,))], False),
        (SAID | {"speaker": ["Mia Holt", "Ole Dunn"]}, [("Before noon.", (DUNN,))], False),
        (SAID | {"speaker": "M. Berg"}, [("Before noon.", (HOLT,))], True),
        (UNSAID, [("Dunn called it a joke.", (DUNN,))], True),  # he was not put right
        (UNSAID, [("That was Mia Holt.", (HOLT,))], False),
        (contains(["noon"]), [("Dunn said before noon.", (DUNN,))], None),
        ({"answers": ["noon"]}, [("Dunn said before noon.", (DUNN,))], None),
        (WHO, [], None),
    ],
)
def test_words_given_to_somebody_else(
    gold: dict[str, Any], sentences: list[Any], expected: bool | None
) -> None:
    assert scored(gold, *sentences).misattributed == expected


def test_what_is_not_answered_may_be_put_right() -> None:
    assert scored(UNSAID, ("The articles give that to Mia Holt.", (HOLT,))).corrected
    assert not scored(UNSAID, ("Dunn called it a joke.", (DUNN,))).corrected
    assert not scored(UNSAID).corrected


def test_what_is_verbatim() -> None:
    well = scored({"answers": ["thin"]}, ("“The ice is thin,” she said.", (THIN,)))
    assert (well.cites, well.quotes, well.verbatim) == (
        (True,),
        (("The ice is thin,", True),),
        True,
    )
    altered = scored({"answers": ["thin"]}, ("“The ice was thin”.", (replace(THIN, start=0),)))
    assert (altered.cites, altered.quotes) == ((False,), (("The ice was thin", False),))


@pytest.mark.parametrize(
    ("gold", "sentences", "kinds"),
    [
        ({"answers": ["noon"]}, [("Before noon.", (HOLT,))], []),
        ({"answers": ["noon"]}, [], ["declined wrongly"]),
        ({"answers": []}, [], []),
        ({"answers": []}, [("Nine boats froze.", (BOATS,))], ["answered wrongly"]),
        (UNSAID, [("That was Mia Holt.", (HOLT,))], []),
        ({"answers": ["dusk"]}, [("Before noon.", (HOLT,))], ["wrong"]),
        (WHO, [("Dunn called it a joke.", (DUNN,))], ["misattributed", "wrong"]),
        ({"answers": ["noon"]}, [("Before noon.", (BOATS,))], ["not cited"]),
        ({"answers": ["noon"]}, [("“By noon”, she said.", (HOLT,))], ["altered"]),
        (WHO, [(f"{'well ' * 70}Holt.", (HOLT,))], ["not brief", "opens late"]),
        ({"evidence": [{"fact": "Nine boats froze."}]}, [("It is so.", (BOATS,))], []),
    ],
)
def test_why_a_question_is_missed(
    gold: dict[str, Any], sentences: list[Any], kinds: list[str]
) -> None:
    assert [fault.kind for fault in faults(None, scored(gold, *sentences))] == kinds


def test_each_reason_is_told_of_this_question() -> None:
    told = faults(None, scored(contains(["dusk", "dawn"], ["ice"]), ("At noon.", (HOLT,))))
    assert [fault.why for fault in told] == [
        'The answer does not hold "dusk" or "dawn".',
        'The answer does not hold "ice".',
    ]


def test_the_figures() -> None:
    scores = answer_scores(
        [
            scored(WHO, ("Mia Holt said so.", (HOLT,))),
            scored(WHO, ("Dunn called it a joke.", (DUNN,))),
            scored(contains(["noon"])),
            scored({"evidence": [{"fact": "Nine boats froze."}]}, ("Nine did.", (BOATS,))),
            replace(scored({"answers": []}), seconds=9.0, refused=("a name", "a name", "a date")),
            scored({"answers": []}, ("Nine boats froze.", (BOATS,))),
            scored(UNSAID, ("That was Mia Holt.", (HOLT,))),
        ]
    )
    assert scores.models == ("fake-model",)
    assert scores.right == scores.cited == scores.good == Share(1, 3)
    assert (scores.brief, scores.opens) == (Share(2, 2), Share(1, 2))
    assert scores.misattributed == Share(1, 3)
    assert scores.declined_wrongly == Share(1, 4)
    assert scores.declined_rightly == scores.corrected == scores.answered_wrongly == Share(1, 3)
    assert (scores.citations_verbatim, scores.quotes_verbatim) == (Share(5, 5), Share(0, 0))
    assert (scores.drafted, scores.quoted) == (Share(5, 5), Share(0, 5))
    assert scores.seconds_p50 == 0.5
    said = json.loads(json.dumps(scores.as_dict()))
    assert said["right"] == {"share": 0.3333, "count": 1, "of": 3}
    assert said["quotes_verbatim"]["share"] is None
    assert said["refused_drafts"] == {"a name": 2, "a date": 1}


# ---- whole files


class FakeAnswering:
    """Answers as prepared, declines the rest; keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []

    def ask(self, question: str, history: Sequence[Turn] = (), /) -> Answer:
        if not question:
            raise UsageError("the question is empty")
        self.asked.append((question, tuple(history)))
        if question != "When may one skate?":
            return declined(question)
        sentence = AnswerSentence("After noon, said Mia Holt.", (1,), "quoted")
        return replace(answered(question, ("", (HOLT,))), sentences=(sentence,))

    def article(self, article_id: str, /) -> Article:
        return LAKE

    def warm(self) -> None:
        self.asked.clear()


def test_a_file_is_asked_with_its_history(tmp_path: Path) -> None:
    before = [{"question": "Who is warden?", "answer": "Mia Holt."}]
    lines = [
        {"id": 1, "question": "When may one skate?", "answers": ["noon"]},
        {"id": 2, "question": "And her brother?", "answers": [], "history": before},
        {"id": 3, "question": "", "answers": []},
    ]
    file = tmp_path / "gold.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    desk = FakeAnswering()
    evaluation = evaluate_file(None, file, answering=desk)
    assert desk.asked == [
        ("When may one skate?", ()),
        ("And her brother?", (Turn("Who is warden?", "Mia Holt."),)),
    ]
    assert evaluation.failed == ((3, "the question is empty"),)
    assert evaluation.missed == ()
    said = json.loads(json.dumps(evaluation.as_dict()))
    assert said["retrieval"] is None
    assert said["answers"]["right"] == {"share": 1.0, "count": 1, "of": 1}
    first = said["cases"][0]
    assert (first["right"], first["cited"], first["opens"], first["faults"]) == (
        True, True, True, [],
    )  # fmt: skip
    assert first["answer"]["citations"][0]["text"] == HOLT.text
    assert "rank" not in first

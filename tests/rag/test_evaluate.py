"""Gold is read in its forms, and what was found is held against it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.errors import EmptyIndex, ReadError, UsageError
from index.types import Article, ArticleInfo, Hit, Passage, Sentence, Speech
from rag.evaluate import Evaluation, evaluate_file
from rag.evaluation.gold import parse_case
from rag.evaluation.retrieval import Found, RetrievalScores, search_for
from rag.evidence import Evidence
from tests.rag import fakes

TEXTS = {
    "lake": (
        "The lake at Orrin froze on Sunday. Warden Mia Holt said nobody may skate before noon.",
        "She called the ice “as thin as a biscuit”. Skaters came anyway.",
    ),
    "mill": (
        "The mill at Orrin burned down in 1911. It was built anew in brick.",
        "Its wheel turned until 1954. Nobody may skate before noon on its pond either.",
    ),
}
PATHS = {"lake": "/news/winter/lake.md", "mill": "/news/mill.txt"}
SAID = {"She called the ice “as thin as a biscuit”.": "Mia Holt"}


class FakeDesk:
    """Two articles of two passages each, found in whatever order a test asks for.

    Args:
        order: passages as article and number, best first.
        likelihood: of every evidence sentence.
    """

    def __init__(self, order: str, likelihood: float = 0.5) -> None:
        self._hits = [self._hit(*place.split(":")) for place in order.split()]
        self._likelihood = likelihood

    def search(self, query: str, k: int = 10) -> list[Hit]:
        if not query.strip():
            raise UsageError("the question is empty")
        return self._hits[:k]

    def evidence(self, question: str, *, k: int = 10) -> Sequence[Evidence]:
        return [
            replace(
                fakes.evidence(
                    hit.passage.sentence_text(sentence),
                    sentence.speaker,
                    at=sentence.start,
                    article=hit.article,
                ),
                likelihood=self._likelihood,
            )
            for hit in self._hits
            for sentence in hit.passage.sentences
        ][:k]

    def article(self, article_id: str) -> Article:
        text = "\n\n".join(TEXTS[article_id])
        return Article(ArticleInfo(article_id, path=PATHS[article_id]), text)

    def _hit(self, name: str, number: str) -> Hit:
        article, text = self.article(name), TEXTS[name][int(number)]
        start = article.text.index(text)
        sentences = []
        for part in text.replace(". ", ".\n").split("\n"):
            at = start + text.index(part)
            said = (Speech((SAID[part],)),) if part in SAID else ()
            sentences.append(Sentence(at, at + len(part), said))
        passage = Passage(name, int(number), start, start + len(text), text, tuple(sentences))
        return Hit(passage, article.info, 1.0)


def facts(*words: str) -> dict[str, Any]:
    return {"evidence": [{"fact": each} for each in words]}


def scored(order: str, gold: dict[str, Any]) -> Found:
    return search_for(FakeDesk(order), parse_case(json.dumps({"question": "What?"} | gold)))


FROZE = "The lake at Orrin froze on Sunday."
BISCUIT = "as thin as\n a biscuit"


@pytest.mark.parametrize(
    ("order", "gold", "ranks", "rank"),
    [
        ("lake:0 lake:1", facts(FROZE), [1], 1),
        ("mill:0 lake:0", facts(FROZE), [2], 2),
        ("mill:0 mill:1", facts(FROZE), [None], None),
        ("lake:1 lake:0", facts(FROZE, BISCUIT), [2, 1], 1),  # each helps by itself
        ("lake:1", facts(FROZE, BISCUIT), [None, 1], 1),
        ("lake:0", facts("THE LAKE AT ORRIN"), [None], None),
        ("lake:0", facts("the noon"), [None], None),
        ("", facts(FROZE), [None], None),
        ("lake:0", facts(), [], None),
    ],
)
def test_facts_stand_in_passages_white_space_aside(
    order: str, gold: dict[str, Any], ranks: list[int | None], rank: int | None
) -> None:
    result = scored(order, gold)
    assert (list(result.fact_ranks), result.rank) == (ranks, rank)
    assert result.answerable == bool(ranks)


@pytest.mark.parametrize(
    ("fact", "order", "shown"),
    [
        (FROZE, "lake:0", True),
        (f"{FROZE} Warden Mia Holt said nobody may skate before noon.", "lake:0", True),
        ("It was built anew in brick. Its wheel turned until 1954.", "mill:0", True),
        ("froze on Sunday", "lake:0", True),
        (f"Skaters came anyway. {FROZE * 9}", "lake:1", False),  # a small part of it
        ("Skaters came anyway.", "mill:0 mill:1", False),
        ("Nobody may skate before noon on its pond", "mill:0 mill:1", False),  # the fourth
    ],
)
def test_the_first_three_sentences_show_a_fact(fact: str, order: str, shown: bool) -> None:
    assert scored(order, facts(fact)).in_first_sentences == shown


LAKE, MILL = (" ".join(TEXTS[name]) for name in ("lake", "mill"))


@pytest.mark.parametrize(
    ("order", "answers", "context", "rank"),
    [
        ("mill:1 lake:0", ["before noon"], None, 1),
        ("mill:1 lake:0", ["before noon"], LAKE, 2),
        ("mill:1 lake:0", ["before noon"], MILL, 1),
        ("mill:0 mill:1", ["before noon", "1911"], MILL, 1),
        ("mill:1 lake:0", ["before  noon"], "Holt said nobody  may skate", 2),
        ("mill:1 mill:0", ["Orrin"], TEXTS["mill"][1], None),  # in the article, not the context
        ("lake:0 lake:1", ["before noon"], "Another text altogether.", None),
        ("lake:0", ["midnight"], LAKE, None),
    ],
)
def test_an_answer_stands_in_its_context(
    order: str, answers: list[str], context: str | None, rank: int | None
) -> None:
    gold = {"answers": answers} | ({"context": context} if context else {})
    result = scored(order, gold)
    assert result.rank == rank
    assert len(result.fact_ranks) == 1


def test_no_answer_means_that_the_articles_do_not_say() -> None:
    assert not scored("lake:0", {"answers": [], "context": LAKE}).answerable
    gold = {"answerable": False, "contains": [], "article": ["lake.md"]}
    assert not scored("lake:0", gold).answerable
    assert not scored("lake:0", {"answerable": False}).answerable


@pytest.mark.parametrize(
    ("order", "contains", "articles", "rank"),
    [
        ("lake:0", [["Sunday", "Monday"]], ["lake.md"], 1),
        ("mill:0 lake:0", [["orrin"]], ["lake.md"], 2),  # letter case aside
        ("mill:0 lake:0", [["Orrin"]], ["winter/lake.md", "mill.txt"], 1),
        ("mill:0 lake:0", [["Orrin"]], [], 1),
        ("lake:0", [["Orrin"]], ["ake.md"], None),
        ("lake:0", [["Orrin"]], ["lake"], 1),  # its id
        ("lake:1", [["Mia Holt"], ['"as thin as a biscuit"']], ["lake.md"], 1),  # by its speaker
        ("lake:0 mill:0 lake:1", [["Sunday"], ["biscuit"]], ["lake.md"], 3),  # both are needed
        ("lake:0 mill:0", [["Sunday"], ["biscuit"]], ["lake.md"], None),
    ],
)
def test_every_group_is_held_by_the_named_articles(
    order: str, contains: list[list[str]], articles: list[str], rank: int | None
) -> None:
    gold = {"answerable": True, "contains": contains, "article": articles}
    assert scored(order, gold).rank == rank


def test_only_the_first_ten_passages_count() -> None:
    assert scored("mill:0 " * 9 + "lake:0", facts(FROZE)).rank == 10
    assert scored("mill:0 " * 10 + "lake:0", facts(FROZE)).rank is None


# ---- whole files


def gold_file(folder: Path, *lines: object) -> Path:
    file = folder / "gold.jsonl"
    file.write_text(
        "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines),
        "utf-8",
    )
    return file


CASES = (
    {"id": 1, "question": "When did the lake freeze?"} | facts(FROZE),
    {"id": "b", "question": "What of the mill?"} | facts("It was built anew", "1800"),
    {"question": "Who won?", "evidence": []},
)


class UnsureDesk(FakeDesk):
    """Knows nothing of who won."""

    def evidence(self, question: str, *, k: int = 10) -> Sequence[Evidence]:
        return super().evidence(question, k=k) if question != "Who won?" else []


def retrieval_of(evaluation: Evaluation) -> RetrievalScores:
    assert evaluation.retrieval
    return evaluation.retrieval


def test_the_figures_of_a_file(tmp_path: Path) -> None:
    desk = UnsureDesk("lake:0 mill:0")
    evaluation = evaluate_file(desk, gold_file(tmp_path, *CASES))
    scores = retrieval_of(evaluation)
    assert (scores.hits_at_10, scores.hits_at_4, scores.mrr_at_10) == (1.0, 1.0, 0.75)
    assert scores.evidence_recall_at_10 == 0.75
    assert scores.evidence_in_first_3 == 0.5
    assert scores.auroc == 1.0
    assert scores.mean_passage_tokens == pytest.approx(18, abs=3)
    assert (scores.search_p50_ms or 0) > 0 < (scores.evidence_p50_ms or 0)
    said = json.loads(json.dumps(evaluation.as_dict()))
    assert {key: said[key] for key in ("questions", "answerable", "unanswerable", "failed")} == {
        "questions": 3, "answerable": 2, "unanswerable": 1, "failed": [],
    }  # fmt: skip
    assert said["cases"] == [
        {"id": 1, "question": "When did the lake freeze?", "answerable": True, "rank": 1,
         "facts": 1, "facts_found": 1, "in_first_sentences": True, "score": 0.5, "faults": []},
        {"id": "b", "question": "What of the mill?", "answerable": True, "rank": 2,
         "facts": 2, "facts_found": 1, "in_first_sentences": False, "score": 0.5, "faults": []},
        {"id": None, "question": "Who won?", "answerable": False, "rank": None,
         "facts": 0, "facts_found": 0, "in_first_sentences": False, "score": 0.0, "faults": []},
    ]  # fmt: skip


def test_figures_without_anything_to_measure_by_are_left_open(tmp_path: Path) -> None:
    scores = retrieval_of(evaluate_file(FakeDesk(""), gold_file(tmp_path, CASES[2])))
    assert scores.hits_at_10 is scores.mrr_at_10 is scores.evidence_recall_at_10 is None
    assert scores.auroc is scores.mean_passage_tokens is None


def test_a_packed_file_is_told_by_content(tmp_path: Path) -> None:
    plain = gold_file(tmp_path, *CASES)
    packed = tmp_path / "gold"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert len(evaluate_file(FakeDesk("lake:0"), packed).results) == 3


def test_how_far_it_has_come_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    evaluate_file(
        FakeDesk("lake:0"),
        gold_file(tmp_path, CASES[0], "", CASES[1]),
        lambda done, total, doing: told.append((done, total)),
    )
    assert told == [(0, 2), (1, 2), (2, 2)]


BAD_LINES = [
    ("not json", "is not JSON"),
    ("[" * 100_000, "is not JSON"),
    ("[1]", "is a list"),
    ("null", "is a NoneType"),
    ('{"evidence": []}', 'has no "question"'),
    ('{"question": 3, "evidence": []}', 'has no "question"'),
    ('{"question": "  ", "evidence": []}', "the question is empty"),
    ('{"question": "What?"}', "has no gold"),
    ('{"question": "What?", "answer": "This"}', "has no gold"),
    ('{"question": "What?", "evidence": "here"}', '"evidence"'),
    ('{"question": "What?", "evidence": ["here"]}', '"evidence"'),
    ('{"question": "What?", "evidence": [{"url": "https://a.example"}]}', '"fact"'),
    ('{"question": "What?", "evidence": [{"fact": " "}]}', '"fact"'),
    ('{"question": "What?", "answers": "this"}', '"answers"'),
    ('{"question": "What?", "answers": ["this", 4]}', '"answers"'),
    ('{"question": "What?", "answers": ["this"], "context": ["text"]}', '"context"'),
    ('{"question": "What?", "contains": "this"}', '"contains"'),
    ('{"question": "What?", "contains": ["this"]}', '"contains"'),
    ('{"question": "What?", "contains": [[]]}', '"contains"'),
    ('{"question": "What?", "contains": []}', '"contains"'),
    ('{"question": "What?", "answerable": true}', '"contains"'),
    ('{"question": "What?", "answerable": "no", "contains": []}', '"answerable"'),
    ('{"question": "What?", "contains": [["a"]], "article": "lake.md"}', '"article"'),
    ('{"question": "What?", "answers": ["a"], "not_contains": "b"}', '"not_contains"'),
    ('{"question": "What?", "answers": ["a"], "speaker": 4}', '"speaker"'),
    ('{"question": "What?", "answers": ["a"], "history": "Who?"}', '"history"'),
    ('{"question": "What?", "answers": ["a"], "history": ["Who?"]}', '"history"'),
    ('{"question": "What?", "answers": ["a"], "history": [{"question": "Who?"}]}', '"history"'),
    ('{"question": "What?", "evidence": [{"fact": "a"}], "answers": "b"}', '"answers"'),
]


@pytest.mark.parametrize(("line", "found"), BAD_LINES, ids=[line[:60] for line, _ in BAD_LINES])
def test_a_bad_line_fails_alone(tmp_path: Path, line: str, found: str) -> None:
    file = gold_file(tmp_path, CASES[0], "", line, CASES[1])
    evaluation = evaluate_file(FakeDesk("lake:0"), file)
    assert len(evaluation.results) == 2
    ((number, error),) = evaluation.failed
    assert number == 3
    assert found in error


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"question,answer\nWhat?,this\n", "line 1: is not JSON"),
        (b"\x00\x01\x02" * 99, "is binary"),
        (b"\x1f\x8bnot gzip at all", "is damaged gzip"),
        (gzip.compress(b'{"question": "What?"}' * 99)[:-9], "is damaged gzip"),
        (gzip.compress(b""), "is empty"),
        (None, "there is no such file"),
    ],
)
def test_a_file_without_gold_is_one_error(
    tmp_path: Path, content: bytes | None, found: str
) -> None:
    file = tmp_path / "gold.jsonl"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ReadError, match=found) as raised:
        evaluate_file(FakeDesk("lake:0"), file)
    assert "\n" not in str(raised.value)


def test_a_folder_is_no_gold(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is a folder"):
        evaluate_file(FakeDesk("lake:0"), tmp_path)


def test_what_is_wrong_with_the_collection_is_not_a_bad_line(tmp_path: Path) -> None:
    class EmptyDesk(FakeDesk):
        def evidence(self, question: str, *, k: int = 10) -> Sequence[Evidence]:
            raise EmptyIndex("holds no articles")

    with pytest.raises(EmptyIndex):
        evaluate_file(EmptyDesk(""), gold_file(tmp_path, *CASES))


def test_a_file_in_utf_16_is_read(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_bytes(json.dumps(CASES[0]).encode("utf-16"))
    assert len(evaluate_file(FakeDesk("lake:0"), file).results) == 1

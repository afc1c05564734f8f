"""The measures of quotations count what they say they count."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bench.quote_errors import mistakes, show_worst
from bench.quote_scores import (
    Gold,
    Marked,
    Score,
    Share,
    folded,
    named_in_gold,
    overlap,
    pair_up,
    recall_of_kind,
    same_speaker,
    same_via,
    score,
    score_of_kind,
    share_of_pairs,
)
from bench.quotes import by_stretch, found_in, labelled_texts, polnear_texts, token_counter
from index.types import Quote, QuoteKind, Span
from tests.cases.labelled import FOLDER

TEXT = "“We go,” Anna Berg told Reuters. Novak said that it was late. Nobody left."


def found(
    words: str,
    kind: QuoteKind = "direct",
    speaker: str | None = None,
    mention: str | None = None,
    via: str | None = None,
) -> Quote:
    """A quote of ``TEXT``."""
    start = TEXT.index(words)
    at = TEXT.index(mention) if mention else 0
    return Quote(
        start,
        start + len(words),
        words,
        kind,
        (speaker,) if speaker else (),
        Span(at, at + len(mention), mention) if mention else None,
        "said",
        via,
    )


def gold(
    words: str, kind: str = "direct", speaker: str | None = None, via: str | None = None
) -> Gold:
    start = TEXT.index(words)
    return Gold(((start, start + len(words)),), kind, speaker, via)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ([(0, 10)], [(0, 10)], 1.0),
        ([(0, 10)], [(0, 8)], 0.8),
        ([(0, 10)], [(5, 15)], 1 / 3),
        ([(0, 10)], [(10, 20)], 0.0),
        ([(0, 10)], [(0, 4), (6, 10)], 0.8),  # two stretches of gold, one quote over both
        ([(0, 4), (2, 6)], [(0, 6)], 1.0),
        ([(3, 3)], [(3, 3)], 0.0),
        ([], [], 0.0),
    ],
)
def test_overlap_is_what_both_have_of_what_either_has(
    one: list[tuple[int, int]], other: list[tuple[int, int]], alike: float
) -> None:
    assert overlap(one, other) == pytest.approx(alike)
    assert overlap(other, one) == pytest.approx(alike)


@pytest.mark.parametrize(
    ("spans", "marked", "pairs"),
    [
        ([(0, 10)], [(0, 10)], [(0, 0)]),
        ([(0, 10)], [(0, 7)], []),  # .7
        ([(0, 10), (0, 9)], [(0, 9)], [(1, 0)]),  # the likest one, and one only
        ([(0, 9)], [(0, 10), (0, 9)], [(0, 1)]),
        ([(0, 10), (20, 30)], [(20, 30), (0, 10)], [(0, 1), (1, 0)]),
        ([], [(0, 10)], []),
        ([(0, 10)], [], []),
    ],
)
def test_spans_are_paired_one_to_one_the_likest_first(
    spans: list[tuple[int, int]], marked: list[tuple[int, int]], pairs: list[tuple[int, int]]
) -> None:
    assert pair_up([(span,) for span in spans], [(span,) for span in marked]) == pairs


def test_precision_recall_and_their_mean() -> None:
    counted = Score(right=3, found=4, gold=6)
    assert (counted.precision, counted.recall, counted.f1) == (0.75, 0.5, 0.6)
    assert (Score(0, 0, 0).precision, Score(0, 0, 0).recall, Score(0, 0, 0).f1) == (0, 0, 0)
    assert str(Share(1, 4)) == "0.250 (1 of 4)"
    assert str(Share(0, 0)) == "0.000 (0 of 0)"


MARKED = Marked(
    "two",
    TEXT,
    [
        gold("“We go,”", "direct", "Anna Berg", "Reuters"),
        gold("that it was late", "indirect", "Novak"),
    ],
    [
        found("“We go,”", "direct", "anna berg", "Anna Berg", "Reuters"),
        found("that it was late", "mixed", "Berg", "Berg", "TASS"),
        found("Nobody left", "indirect"),
    ],
)


def test_spans_speakers_and_kinds_are_scored_apart() -> None:
    assert score([MARKED]) == Score(2, 3, 2)
    assert score([MARKED, MARKED]) == Score(4, 6, 4)
    assert score([]) == Score(0, 0, 0)
    assert score([MARKED], same_speaker) == Score(1, 3, 2)
    assert score_of_kind([MARKED], "direct") == Score(1, 1, 1)
    assert score_of_kind([MARKED], "indirect") == Score(0, 1, 1)
    assert recall_of_kind([MARKED], "indirect") == Share(1, 1)
    assert share_of_pairs([MARKED], same_via) == Share(1, 2)
    assert share_of_pairs([MARKED], same_via, lambda quote, mark: mark.via is None) == Share(0, 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Anna Berg", "anna  berg", True),
        ("The Foreign Ministry", "Foreign Ministry", True),
        ("Berg’s lawyer", "Berg's lawyer", True),
        ("Anna Berg", "Berg", False),
        ("Anna Berg", None, False),
        (None, None, True),
    ],
)
def test_a_name_is_the_same_but_for_capitals_and_article(
    one: str | None, other: str | None, same: bool
) -> None:
    assert (folded(one) == folded(other)) is same


def test_a_mention_is_right_where_it_touches_one_of_gold() -> None:
    at = TEXT.index("Anna")
    quote = found("“We go,”", mention="Anna Berg")
    assert named_in_gold(quote, Gold(((0, 8),), "direct", mentions=((0, 2), (at + 5, at + 30))))
    assert not named_in_gold(quote, Gold(((0, 8),), "direct", mentions=((at + 9, at + 12),)))
    assert not named_in_gold(found("“We go,”"), Gold(((0, 8),), "direct", mentions=((0, 99),)))


def test_each_error_is_of_one_kind(capsys: pytest.CaptureFixture[str]) -> None:
    text = Marked(
        "five",
        TEXT,
        [
            gold("“We go,”", "direct", "Anna Berg"),
            gold("that it was late", "indirect", "Novak"),
            gold("Reuters", "direct", "Novak"),
            gold("Anna", "mixed", "Novak"),
        ],
        [
            found("“We go,”", speaker="Novak"),
            found("late. Nobody", speaker="Novak"),
            found("left.", speaker="Novak"),
        ],
    )
    kinds = {each.kind: each.size for each in mistakes([text], same_speaker)}
    assert kinds == {
        "wrong speaker": 8,
        "wrong span": len("that it was ") + len(". Nobody"),
        "missed direct": 7,
        "missed indirect": 4,
        "spurious": 5,
    }
    show_worst([text], same_speaker, 2)
    shown = capsys.readouterr().out
    assert "missed direct 1, missed indirect 1, wrong span 1, wrong speaker 1" in shown
    assert "[[that it was late]]" in shown
    assert "[[“We go,”]]" in shown
    assert "[[left.]]" not in shown


def test_polnear_is_read_with_stretches_and_sources(tmp_path: Path) -> None:
    article = {
        "id": "one",
        "text": "“Yes,” Berg said, “no.” It is late, she thinks.",
        "attributions": [
            {"source": [[7, 11]], "cue": [[12, 16]], "content": [[0, 6], [18, 23]]},
            {"source": [[36, 39]], "cue": [[40, 46]], "content": [[24, 34]]},
            {"source": [[36, 39]], "cue": [], "content": []},
        ],
    }
    path = tmp_path / "some.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(article).encode() + b"\n"))
    (name, text, marks), *others = polnear_texts(path)
    assert (name, text, others) == ("one", article["text"], [])
    assert [mark.kind for mark in marks] == ["direct", "indirect"]
    assert marks[0].stretches == ((0, 6), (18, 23))
    assert marks[0].mentions == ((7, 11),)
    (apart,) = by_stretch([Marked(name, text, marks, [])])
    assert [mark.stretches for mark in apart.gold] == [((0, 6),), ((18, 23),), ((24, 34),)]


def test_tokens_are_words_and_marks() -> None:
    count = token_counter()
    assert count("“We don't,” Mr. Berg said.\n\n") == 10
    assert count("") == 0


def test_gold_found_again_scores_in_full() -> None:
    marked = found_in(labelled_texts(FOLDER))
    assert len(marked) >= 12
    perfect = [
        Marked(each.name, each.text, each.gold, [_quote(each.text, g) for g in each.gold])
        for each in marked
    ]
    counted = score(perfect, same_speaker)
    assert counted.f1 == 1.0
    assert list(mistakes(perfect, same_speaker)) == []


def _quote(text: str, mark: Gold) -> Quote:
    ((start, end),) = mark.stretches
    names = (mark.speaker,) if mark.speaker else ()
    return Quote(start, end, text[start:end], "direct", names)

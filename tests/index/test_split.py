"""Passages are whole sentences in exact spans, short enough to embed, quotations kept together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from index.sentences import sentence_spans
from index.split import BUDGET, OVERRUN, split
from index.tokens import count_tokens
from index.types import Article, ArticleInfo, Passage, Sentence, Speech
from tests.index.nasty import NASTY_TEXT

PLAIN = "The council of Delmar met on Monday to talk about the old bridge. "


def passages(text: str) -> list[Passage]:
    sentences = [Sentence(start, end) for start, end in sentence_spans(text)]
    return split(Article(ArticleInfo("a"), text), sentences)


def check(text: str, parts: list[Passage]) -> None:
    end = 0
    for ordinal, part in enumerate(parts):
        assert part.ordinal == ordinal
        assert part.article_id == "a"
        assert part.text == text[part.start : part.end]
        assert end <= part.start < part.end <= len(text)
        assert not text[end : part.start].strip()
        assert (part.sentences[0].start, part.sentences[-1].end) == (part.start, part.end)
        for sentence in part.sentences:
            assert part.sentence_text(sentence) == text[sentence.start : sentence.end]
        end = part.end
    assert not text[end:].strip()


@given(NASTY_TEXT)
@settings(deadline=None)
def test_passages_cover_every_word_in_exact_spans(text: str) -> None:
    check(text, passages(text))


def test_a_short_text_is_one_passage() -> None:
    (part,) = passages("One.\n\nTwo.\n\nThree.")
    assert part.text == "One.\n\nTwo.\n\nThree."


def test_a_long_text_is_cut_between_sentences_within_the_budget() -> None:
    parts = passages(PLAIN * 60)
    check(PLAIN * 60, parts)
    assert len(parts) > 3
    for part in parts:
        assert part.text.endswith("bridge.")
        assert count_tokens(part.text) <= BUDGET
    assert all(count_tokens(part.text) > BUDGET / 2 for part in parts[:-1])


def test_a_paragraphs_end_is_a_good_place_to_cut() -> None:
    paragraph = (PLAIN * 13).strip()
    assert [part.text for part in passages(f"{paragraph}\n\n{paragraph}")] == [paragraph] * 2


def test_a_quotation_is_finished_before_the_cut() -> None:
    before = PLAIN * 10
    quotation = "“We said it then. We say it again now. We will say it every day. Nobody listens.”"
    text = f"{before}{quotation} {PLAIN * 10}"
    parts = passages(text)
    check(text, parts)
    assert any(quotation in part.text for part in parts)
    assert all(count_tokens(part.text) <= BUDGET + OVERRUN for part in parts)


def test_a_quotation_without_end_is_cut_all_the_same() -> None:
    text = "“" + PLAIN * 60
    parts = passages(text)
    check(text, parts)
    assert all(count_tokens(part.text) <= BUDGET + OVERRUN for part in parts)


@pytest.mark.parametrize("word", ["word ", "word", "他", "👩\u200d👧", "a\u0301"])
def test_one_giant_sentence_is_cut_into_pieces(word: str) -> None:
    text = word * 5000
    parts = passages(text)
    check(text, parts)
    assert len(parts) > 5


def test_no_sentences_are_no_passages() -> None:
    assert passages(" \n ") == []


def test_a_passage_names_everyone_whose_words_it_reports_once() -> None:
    text = "A said no. B and A said yes. Nobody spoke."
    a, both = Speech(("A",), (0, 1), "said"), Speech(("B", "A"), (11, 18), "said")
    spans = sentence_spans(text)
    speeches = [(a,), (both,), ()]
    sentences = [Sentence(*span, said) for span, said in zip(spans, speeches, strict=True)]
    (part,) = split(Article(ArticleInfo("a"), text), sentences)
    assert part.speakers == ("A", "B")
    assert [each.speaker for each in part.sentences] == ["A", "B and A", None]


@pytest.mark.parametrize(
    ("text", "tokens"), [("", 0), ("bridge", 1), ("<|endoftext|>", 7), ("The bridge.", 3)]
)
def test_tokens_are_counted_and_special_ones_are_plain_text(text: str, tokens: int) -> None:
    assert count_tokens(text) == tokens


def test_counting_the_tokens_of_a_long_unbroken_text_takes_no_time() -> None:
    assert count_tokens("a" * 200_000) >= 20_000

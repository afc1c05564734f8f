"""Answers as chat messages: links for markers, sources below, and no markup from outside."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.types import Article, ArticleInfo
from rag.types import Answer
from tests.fakes import answered, cite, declined, hit
from ui.conversation import Exchange, Place, find_place, first_place, turns
from ui.render import answer_message, escaped, question_message, reply_message, welcome

STORY = Article(
    ArticleInfo("s", title="A *story*", outlet="The Post", published="2024-04-09"),
    "Ann Lee said no. The end came quickly.",
)
NOTES = Article(ArticleInfo("n", path="/tmp/notes.txt"), "Bo Ek said yes.")


def two_source_answer() -> Answer:
    no = cite(1, STORY, "Ann Lee said no.", "Ann Lee")
    yes = cite(2, NOTES, "Bo Ek said yes.")
    return answered("Who?", ("Ann Lee said no.", (no,)), ("Bo Ek said yes.", (yes, no)))


def words(message: str) -> str:
    """What is read of a message."""
    return html.unescape(re.sub(r"<[^>]*>", "", message)).replace("\N{NO-BREAK SPACE}", " ")


def test_markers_and_sources_link_to_the_citation_of_this_turn() -> None:
    message = answer_message(two_source_answer(), "k1")
    assert re.findall(r'<a href="#([^"]*)" class="([a-z]+)">', message) == [
        ("cite-k1-1", "cite"),
        ("cite-k1-2", "cite"),
        ("cite-k1-1", "cite"),
        ("cite-k1-1", "source"),
        ("cite-k1-2", "source"),
    ]
    assert words(message).startswith("Ann Lee said no [1]. Bo Ek said yes [2][1].")


def test_sources_say_who_what_and_when() -> None:
    read = words(answer_message(two_source_answer(), "k"))
    assert "1 Ann Lee A *story* The Post, 9 April 2024" in read
    assert "2 notes.txt" in read
    assert read.endswith("fake-model · 1.2 s")


def test_brackets_that_are_no_citation_stay_words() -> None:
    answer = replace(two_source_answer(), text="He cited [7] and [1]. [1967]")
    message = answer_message(answer, "k")
    assert message.count('class="cite"') == 1
    assert words(message).startswith("He cited [7] and [1]. [1967]")


def test_declined_names_itself_and_offers_the_closest_passages() -> None:
    passages = [hit(STORY, "The end came quickly."), hit(NOTES, "Bo Ek said yes.")]
    message = answer_message(declined("Why?", passages), "k")
    assert words(message).count("The articles don't say") == 1
    assert re.findall(r'href="#([^"]*)"', message) == ["near-k-1", "near-k-2"]
    assert "The end came quickly." in words(message)


def test_declined_keeps_what_it_adds() -> None:
    answer = replace(declined("Why?"), text="Nobody is quoted on that.")
    assert "Nobody is quoted on that." in words(answer_message(answer, "k"))
    assert "closest" not in answer_message(answer, "k")


def test_a_reply_goes_from_reading_to_words_to_answer() -> None:
    exchange = Exchange("k", "Who?")
    assert "Reading the articles" in words(reply_message(exchange))
    said = replace(exchange, said="Ann Lee said no [1].")
    assert words(reply_message(said)) == "Ann Lee said no [1]."
    assert "href" not in reply_message(said)
    assert words(reply_message(replace(said, stopped=True))).endswith("Stopped.")
    assert "href" in reply_message(replace(said, answer=two_source_answer()))
    assert words(reply_message(replace(said, problem="No <model>."))) == "No <model>."


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n")))
def test_escaped_text_reads_the_same_and_is_inert(text: str) -> None:
    safe = escaped(text)
    # html.unescape maps &#N; to itself for every punctuation mark, so this is the identity.
    assert html.unescape(safe) == text
    assert not re.search(r"[<>*_`\[\]()~|$\\\"'!]|&(?!#\d+;)", safe)


@given(st.text())
def test_every_message_is_one_block_on_one_line(text: str) -> None:
    exchange = Exchange("k", text, said=text)
    for message in (question_message(exchange), reply_message(exchange)):
        assert message.startswith("<div ") and message.endswith("</div>")
        assert not set(message) & {"\n", "\r", "\0"}
        message.encode("utf-8")


def test_line_breaks_of_a_question_are_kept() -> None:
    assert "a<br>b<br>c" in question_message(Exchange("k", "a\nb\r\nc"))


@pytest.mark.parametrize(("count", "says"), [(0, "onrecord add PATH"), (3, "like to know")])
def test_welcome(count: int, says: str) -> None:
    assert says in welcome(count)


def test_places_are_found_in_any_turn() -> None:
    first = Exchange("k1", "Who?", answer=two_source_answer())
    second = Exchange("k2", "Why?", answer=declined("Why?", [hit(NOTES, "said yes")]))
    conversation = (first, second, Exchange("k3", "When?", said="It"))
    assert find_place(conversation, "cite-k1-2") == Place("n", (0, 15), ((0, 15),))
    assert find_place(conversation, "near-k2-1") == Place("n", (6, 14))
    for unknown in ("cite-k1-3", "cite-k3-1", "near-k2-0", "", "cite-k1-1x"):
        assert find_place(conversation, unknown) is None
    assert first_place(first) == Place("s", (0, 16), ((0, 16),))
    assert first_place(second) is None


def test_the_desk_is_told_the_last_six_answered_turns_in_plain_words() -> None:
    done = [Exchange(f"k{n}", f"q{n}", answer=two_source_answer()) for n in range(8)]
    failed = Exchange("k", "q", problem="No.")
    told = turns((*done, failed, Exchange("k9", "open")))
    assert [turn.question for turn in told] == [f"q{n}" for n in range(2, 8)]
    assert told[0].answer == "Ann Lee said no. Bo Ek said yes."

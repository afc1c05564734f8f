"""Streamed answers arrive word by word, without lag and without waiting on a busy desk."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator

import pytest

from rag.types import Event, Token
from tests.fakes import declined, explained
from ui.pace import in_background, word_by_word


class Clock:
    """Time that passes only when someone sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def shown(events: Iterator[Event | None]) -> str:
    return "".join(event.text for event in events if isinstance(event, Token))


def timed(events: Iterable[Event], clock: Clock, frame: float = 0.0) -> list[tuple[float, str]]:
    return [
        (round(clock.now, 3), event.text)
        for event in word_by_word(events, 0.01, frame, clock, clock.sleep)
        if isinstance(event, Token)
    ]


def test_words_come_one_at_a_time_at_the_pace() -> None:
    assert timed([Token("Ann Lee"), Token(" said no.\n")], Clock()) == [
        (0.01, "Ann "),
        (0.02, "Lee"),
        (0.03, " said "),
        (0.04, "no.\n"),
    ]


def test_words_of_one_frame_come_together() -> None:
    assert timed([Token("a b c d e")], Clock(), frame=0.015) == [
        (0.01, "a "),
        (0.03, "b c "),
        (0.05, "d e"),
    ]


def test_words_of_a_slow_desk_are_not_held_up() -> None:
    clock = Clock()

    def slow() -> Iterator[Event]:
        for word in ("a ", "b ", "c "):
            clock.now += 1
            yield Token(word)

    assert timed(slow(), clock, frame=0.02) == [(1, "a "), (2, "b "), (3, "c ")]


def test_time_spent_on_showing_counts_towards_the_pace() -> None:
    clock = Clock()
    for _ in word_by_word((Token("a ") for _ in range(10)), 0.01, 0.0, clock, clock.sleep):
        clock.now += 0.006
    assert clock.now == pytest.approx(10 * 0.01 + 0.006)


def test_words_that_are_late_catch_up() -> None:
    clock = Clock()
    for _ in word_by_word([Token("a b c d e f g h ")], 0.01, 0.0, clock, clock.sleep):
        clock.now += 0.025  # showing takes longer than the pace
    assert clock.now < 8 * 0.025


def test_other_events_pass_through() -> None:
    answer = declined("q")
    assert list(word_by_word([None, answer], 0.01)) == [None, answer]


@pytest.mark.parametrize("text", ["", " ", "a", "  a  b ", "\n\na\u00a0b\t"])
def test_no_character_is_lost(text: str) -> None:
    clock = Clock()
    assert shown(word_by_word([Token(text)], 0.01, 0.02, clock, clock.sleep)) == text


def test_background_events_keep_their_order_and_end() -> None:
    answer = declined("q")
    events = in_background(lambda: iter([Token("a"), Token("b"), answer]), threading.Lock())
    *tokens, last = events
    assert (shown(iter(tokens)), last) == ("ab", answer)


def test_tokens_that_have_piled_up_are_joined() -> None:
    done = threading.Event()

    def quick() -> Iterator[Event]:
        yield from (Token("a "), Token("b "), Token("c "))
        done.set()

    events = in_background(quick, threading.Lock())
    first = next(events)
    assert done.wait(10)
    assert shown(iter([first, *events])) == "a b c "


def test_background_errors_are_raised_here() -> None:
    def broken() -> Iterator[Event]:
        yield Token("a")
        raise explained("No more.")

    events = in_background(broken, threading.Lock())
    assert next(events) == Token("a")
    with pytest.raises(Exception, match=r"^No more\.$"):
        list(events)


def test_a_busy_desk_can_be_left_and_is_closed() -> None:
    go_on, closed = threading.Event(), threading.Event()

    def busy() -> Iterator[Event]:
        try:
            go_on.wait(10)
            yield Token("a")
            yield Token("b")
        finally:
            closed.set()

    events = in_background(busy, threading.Lock(), poll=0.01)
    assert next(events) is None
    events.close()
    go_on.set()
    assert closed.wait(10)


def test_the_next_question_waits_for_the_desk_to_be_free() -> None:
    turnstile, free = threading.Lock(), threading.Event()

    def first() -> Iterator[Event]:
        yield Token("1")
        free.wait(10)

    earlier = in_background(first, turnstile, poll=0.01)
    assert next(event for event in earlier if event) == Token("1")
    later = in_background(lambda: iter([Token("2")]), turnstile, poll=0.01)
    assert next(later) is None
    free.set()
    assert next(event for event in later if event) == Token("2")

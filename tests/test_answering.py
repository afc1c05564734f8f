"""An exchange goes word by word to its answer, or ends stopped or in one explained line."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from tests.fakes import FakeDesk, declined, explained
from ui.answering import UNFORESEEN, Answering
from ui.conversation import Exchange

ANSWER = replace(declined("Who?"), text="One two three four five six.")


def last(desk: FakeDesk) -> Exchange:
    *_, exchange = filter(None, Answering(desk).progress(Exchange("k", "Who?"), ()))
    return exchange


def test_words_add_up_to_the_answer() -> None:
    states = [*filter(None, Answering(FakeDesk(replies={"Who?": ANSWER})).progress(
        Exchange("k", "Who?"), ()
    ))]  # fmt: skip
    said = [state.said for state in states]
    assert said == sorted(said, key=len)
    assert len(set(said)) > 2
    assert (states[-1].said, states[-1].answer) == (ANSWER.text, ANSWER)


def test_an_explained_error_is_told_as_it_is() -> None:
    assert last(FakeDesk(replies={"Who?": explained("Too bad.")})).problem == "Too bad."


def test_any_other_error_is_logged_and_told_in_one_line(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL + 1):
        assert last(FakeDesk(replies={"Who?": ZeroDivisionError("secret")})).problem == UNFORESEEN


def test_stop_ends_it_with_the_words_so_far_and_closes_the_desk() -> None:
    desk = FakeDesk(replies={"Who?": ANSWER}, delay=0.05)
    answering, exchange = Answering(desk), Exchange("k", "Who?")
    states = []
    for state in answering.progress(exchange, ()):
        states.append(state)
        if state is not None and state.said:
            answering.stop((state,))
    final = states[-1]
    assert final is not None
    assert final.stopped
    assert final.answer is None
    assert ANSWER.text.startswith(final.said)
    assert desk.closed.wait(10)


def test_stopping_what_is_over_or_never_was_changes_nothing() -> None:
    answering = Answering(FakeDesk())
    answering.stop(())
    answering.stop((Exchange("k", "Who?"),))

"""The flow of a streamed answer: fetched in the background, shown word by word.

The desk is read by a thread of its own, so that the model goes on while words
are being typed out, and so that Stop takes effect even when the desk is busy.
"""

from __future__ import annotations

import contextlib
import queue
import re
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass

from rag.types import Event, Token

WORD_PACE = 0.012
FRAME = 0.02
POLL = 0.2

_WORDS = re.compile(r"\s*\S+\s*|\s+")


def word_by_word(
    events: Iterable[Event | None],
    pace: float = WORD_PACE,
    frame: float = FRAME,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Event | None]:
    """The same events, with tokens split into words that come ``pace`` seconds apart.

    Words that would come sooner than ``frame`` seconds after the last ones come
    together with the next. A word that is late anyway is not held up.
    """
    due, shown = clock(), -frame
    for event in events:
        if not isinstance(event, Token):
            yield event
            continue
        due, held = max(due, clock() - pace), ""
        words = _WORDS.findall(event.text)
        for left, word in zip(range(len(words) - 1, -1, -1), words, strict=True):
            held, due = held + word, due + pace
            if left and due < shown + frame:
                continue
            wait = max(due, shown + frame) - clock()
            if wait > 0:
                sleep(wait)
            shown = clock()
            yield Token(held)
            held = ""


def in_background(
    begin: Callable[[], Iterator[Event]], turnstile: threading.Lock, poll: float = POLL
) -> Generator[Event | None, None, None]:
    """The events of ``begin()``, read by a thread; None whenever nothing came for a while.

    ``turnstile`` lets one reading through at a time. What ``begin()`` raises is
    raised here. Closing this iterator closes that one at its next event.
    """
    arrived: queue.SimpleQueue[Event | _End] = queue.SimpleQueue()
    abandoned = threading.Event()

    def fetch() -> None:
        try:
            with turnstile, contextlib.ExitStack() as stack:
                if abandoned.is_set():
                    return
                events = begin()
                if callable(close := getattr(events, "close", None)):
                    stack.callback(close)
                for event in events:
                    if abandoned.is_set():
                        return
                    arrived.put(event)
            arrived.put(_End())
        except BaseException as error:  # handed over to the thread that shows the answer
            arrived.put(_End(error))

    threading.Thread(target=fetch, name="onrecord-answer", daemon=True).start()
    try:
        while True:
            for event in _together(arrived, poll):
                if isinstance(event, _End):
                    if event.error is not None:
                        raise event.error
                    return
                yield event
    finally:
        abandoned.set()


@dataclass(frozen=True)
class _End:
    """The desk has nothing more to say, or has failed."""

    error: BaseException | None = None


def _together(arrived: queue.SimpleQueue[Event | _End], poll: float) -> list[Event | _End | None]:
    """What has arrived, with the tokens up to anything else joined; None if nothing came."""
    text = ""
    try:
        event = arrived.get(timeout=poll)
        while isinstance(event, Token):
            text += event.text
            event = arrived.get_nowait()
    except queue.Empty:
        return [Token(text) if text else None]
    return [Token(text), event] if text else [event]

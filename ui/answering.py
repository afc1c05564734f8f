"""How an exchange comes about: the desk's words one by one, a way to stop, and failures told."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator
from dataclasses import replace

from index.errors import OnRecordError
from rag.types import Token
from ui import pace
from ui.conversation import Conversation, Exchange, turns
from ui.desk import Desk

UNFORESEEN = "Something went wrong inside OnRecord; the terminal it runs in has the details."

_log = logging.getLogger(__name__)


class Answering:
    """Puts questions to a desk, one at a time however many windows are open."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._turnstile = threading.Lock()
        self._running: dict[str, threading.Event] = {}

    def progress(self, exchange: Exchange, conversation: Conversation) -> Iterator[Exchange | None]:
        """The exchange after each word; answered, stopped or failed in the end.

        None comes whenever there is nothing new, so that whoever waits stays in charge.
        """
        stopping = self._running[exchange.key] = threading.Event()
        events = pace.in_background(
            lambda: self._desk.stream(exchange.question, turns(conversation)), self._turnstile
        )
        try:
            with contextlib.closing(events):
                for event in pace.word_by_word(events):
                    if stopping.is_set():
                        yield replace(exchange, stopped=True)
                        return
                    if isinstance(event, Token):
                        exchange = replace(exchange, said=exchange.said + event.text)
                    elif event is not None:
                        exchange = replace(exchange, answer=event)
                    yield exchange if event is not None else None
        except OnRecordError as error:
            yield replace(exchange, problem=str(error))
        except Exception:  # logged whole; the reader gets one line, and the chat goes on
            _log.exception("The desk failed on %r", exchange.question)
            yield replace(exchange, problem=UNFORESEEN)
        finally:
            del self._running[exchange.key]

    def stop(self, conversation: Conversation) -> None:
        """Has the last exchange end with the words said so far, if it is still going on."""
        if conversation and (stopping := self._running.get(conversation[-1].key)):
            stopping.set()

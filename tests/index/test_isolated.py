"""Documents are taken apart in a process that may die of them, and only that process."""

from __future__ import annotations

import os
import signal
import struct
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO

import pytest

from index.errors import ReadError
from index.reading.child import receive_answer
from index.reading.formats import Format
from index.reading.isolated import IsolatedReader
from index.reading.raw import Origin

pytestmark = pytest.mark.slow

PAGE = (
    b"<!doctype html><title>The bridge</title><article><p>The old bridge was shut on Monday, "
    b"Mira Solen said.</p><p>Nobody was hurt.</p></article>"
)
# Nested deeper than any page.
SLOW = b"<!doctype html><body>" + b"<table><tr><td><b><i>" * 300_000


@pytest.fixture
def reader() -> Iterator[IsolatedReader]:
    with closing(IsolatedReader(seconds=60)) as reader:
        yield reader


def child(reader: IsolatedReader) -> int:
    process = reader._process
    assert process is not None
    return process.pid


def read(reader: IsolatedReader, data: bytes) -> str:
    ((_, raw),) = reader.read(Format.HTML, data, Origin("a.html"))
    return raw.text


def test_one_process_reads_many_documents(reader: IsolatedReader) -> None:
    assert "Nobody was hurt." in read(reader, PAGE)
    first = child(reader)
    with pytest.raises(ReadError):
        read(reader, b"<html></html>")
    assert "Nobody was hurt." in read(reader, PAGE)
    assert child(reader) == first


def test_a_reader_that_dies_is_explained_and_replaced(reader: IsolatedReader) -> None:
    read(reader, PAGE)
    os.kill(child(reader), signal.SIGSEGV)
    with pytest.raises(ReadError, match="damaged"):
        read(reader, PAGE)
    assert "Nobody was hurt." in read(reader, PAGE)


def test_a_reader_that_takes_too_long_is_stopped(reader: IsolatedReader) -> None:
    read(reader, PAGE)
    os.kill(child(reader), signal.SIGALRM)  # as the system does when its time is up
    with pytest.raises(ReadError, match="longer than 60 s"):
        read(reader, PAGE)
    assert "Nobody was hurt." in read(reader, PAGE)


def test_a_hostile_document_costs_no_more_than_its_time() -> None:
    with closing(IsolatedReader(seconds=2)) as reader:
        try:
            assert isinstance(read(reader, SLOW), str)
        except ReadError as error:
            assert "\n" not in str(error)


def test_a_document_that_needs_too_much_memory_is_refused() -> None:
    with closing(IsolatedReader(memory=300_000_000)) as reader, pytest.raises(ReadError) as raised:
        reader.read(Format.HTML, PAGE * 400_000, Origin("a.html"))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "answer",
    [
        b"nonsense",
        b"5",
        b"[[null, {}]]",
        b'[[null, {"text": 5}]]',
        b'[[5, {"text": "x"}]]',
        b'[[null, {"text": "x", "evil": "y"}]]',
        b"[" * 100_000,
    ],
)
def test_a_child_in_other_hands_can_say_nothing_but_text(answer: bytes) -> None:
    stream = BytesIO(struct.pack(">Q", len(answer)) + answer)
    with pytest.raises(EOFError):
        receive_answer(stream)


def test_closing_twice_or_before_reading_is_nothing() -> None:
    reader = IsolatedReader()
    reader.close()
    read(reader, PAGE)
    reader.close()
    reader.close()

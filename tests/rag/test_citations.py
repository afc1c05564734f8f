"""Whatever a file holds: every citation is, character for character, what stands in its article."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.index.nasty import NASTY_TEXT
from tests.rag.fakes import FakeGenerator, FakeLibrary, answer_to, copies, says
from tests.rag.news import make_library

QUESTIONS = (
    "What did the mayor say?",
    "What did Dara Voss say about building it?",
    "Who said never?",
    "How many people came to the harbour?",
    "e\u0301te\u0301 שלום 👩\u200d👩\u200d👧",
)
ENDS = ("\n", "\r\n", "\r", "\u2028", " \u00a0", "\n\n\n")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> FakeLibrary:
    return make_library(tmp_path_factory.mktemp("data"))


def every_citation_is_in_its_article(library: FakeLibrary, model: FakeGenerator) -> int:
    """How many citations and passages were looked up."""
    seen = 0
    for question in QUESTIONS:
        answer = answer_to(library, question, model)
        places = [(c.article, c.start, c.end, c.text) for c in answer.citations]
        places += [(h.article, h.passage.start, h.passage.end, h.passage.text)
                   for h in answer.closest]  # fmt: skip
        for info, start, end, text in places:
            article = library.article(info.id)
            assert article is not None
            assert article.text[start:end] == text
            assert text.strip() == text != ""
            seen += 1
    return seen


@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=NASTY_TEXT, end=st.sampled_from(ENDS), as_file=st.booleans(), drafts=st.booleans())
@pytest.mark.slow
def test_nasty_texts_are_cited_exactly(
    library: FakeLibrary, text: str, end: str, as_file: bool, drafts: bool
) -> None:
    text = text.replace("\n", end) + f"{end}The mayor of Delmar said no, and nine people came."
    if as_file:
        path = library.data / "nasty.md"
        path.write_bytes(text.replace("\x00", "").encode("utf-8", "replace"))
        report = library.add([path])
    else:
        report = library.add((), [json.dumps({"id": "nasty", "text": text})])
    assert report.failed == ()
    model = copies() if drafts else says("no, and nine people came. And")
    assert every_citation_is_in_its_article(library, model) > 0


NASTY_FILES = {
    "crlf": "The mayor said no.\r\n\r\n“We will\r\nbuild it,” Dara Voss said.\r\n".encode(),
    "byte order mark": "\ufeffThe mayor said no. “Never,” Dara Voss said.".encode(),
    "no-break spaces": "The\u00a0mayor said\u202fno, and 9\u00a0people\u2009came.".encode(),
    "combining marks": "The maire said «e\u0301te\u0301». Voss said Z\u0351\u036b\u0343.".encode(),
    "emoji": "👩‍👩‍👧 The mayor said “🏴‍☠️ no 🇺🇸.” 👍🏽 Voss said so.".encode(),
    "right to left": "שלום, אמר דן. The mayor said «שלום» to \u202eVoss\u202c. قال لا؟".encode(),
    "astral": "𝕿𝖍𝖊 mayor said 𝒏𝒐. 𐍈 Voss said never.".encode(),
    "no spaces": "他说:「不。」她走了。" .encode() * 10,
    "one long word": b"The mayor said " + b"no" * 100_000 + b", Voss said.",
    "only marks": "“” ‘’ \"\" “Never,” Voss said. ”“".encode(),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", NASTY_FILES)
def test_nasty_files_are_cited_exactly(library: FakeLibrary, name: str) -> None:
    path = library.data / f"{name}.txt"
    path.write_bytes(NASTY_FILES[name])
    report = library.add([path])
    assert (report.added, report.failed) == (1, ())
    article = next(info for info in library.articles() if info.path == str(path))
    try:
        assert every_citation_is_in_its_article(library, copies()) > 0
        assert f"{name}.txt" in str(article.path)
    finally:
        library.remove([article.id])


@pytest.mark.slow
def test_a_question_about_a_very_long_line_is_answered_in_time(
    library: FakeLibrary, tmp_path: Path
) -> None:
    # Long words keep the parse short; 200 kB of plain prose take ten seconds to index.
    sentence = f"The dredger of Delmar cost 12 crowns, said {'x' * 400}. "
    path = tmp_path / "long.txt"
    path.write_text(sentence * 460)
    assert path.stat().st_size > 200_000
    library.add([path])
    started = time.perf_counter()
    answer = answer_to(library, "How much did the dredger of Delmar cost?")
    assert answer.citations[0].text == sentence.strip()
    assert time.perf_counter() - started < 5

"""A PDF's paragraphs come out whole, in order, without running heads; or one line says why not."""

from __future__ import annotations

import sys
import time

import pytest

from index.errors import ReadError
from index.reading.documents.hyphens import Vocabulary
from index.reading.documents.pdf import read_pdf
from index.reading.raw import Origin, RawArticle
from tests.index.documents import PAGE_HEIGHT, Ink, column, damaged, make_pdf

ORIGIN = Origin("bridge.pdf")
BRIDGE = (
    "The old bridge over the Delmar was shut on Monday after engineers found cracks in two of its"
    " piers. “Nobody was hurt,” said Mara Voss, who runs the harbour office. Repairs will take a"
    " year and cost four million, the council said, and no ferry is planned."
)
SCHOOL = (
    "Pupils from the eastern bank will be driven to school by bus. Tomas Lindqvist, who teaches"
    " mathematics there, called the plan careless. He has asked the ministry for a second opinion"
    " on the piers, which were repaired only three winters ago."
)
MARKET = (
    "The market moves to the station square. Traders were told of it by letter, and several said"
    " that they would rather close. Ana Ruiz, who sells cheese, expects to lose half her trade."
)


def read(data: bytes) -> RawArticle:
    (article,) = read_pdf(data, ORIGIN)
    return article


def lines(data: bytes) -> list[str]:
    return [line for line in read(data).text.split("\n") if line]


def below(
    *texts: str, x: float = 72, y: float = 700, width: int = 60, gap: float = 22
) -> list[Ink]:
    """Paragraphs one below the other."""
    inks: list[Ink] = []
    for text in texts:
        paragraph = column(text, x=x, y=y, width=width)
        inks += paragraph
        y = paragraph[-1].y - gap
    return inks


def test_wrapped_lines_become_paragraphs() -> None:
    assert lines(make_pdf([below(BRIDGE, SCHOOL)])) == [BRIDGE, SCHOOL]


def test_indents_part_paragraphs_where_no_space_does() -> None:
    first = column(BRIDGE, indent=3)
    second = column(SCHOOL, indent=3, y=first[-1].y - 12)
    assert lines(make_pdf([first + second])) == [BRIDGE, SCHOOL]


def test_a_heading_is_a_line_of_its_own() -> None:
    bold = Ink("What it means for schools", y=700, bold=True)
    assert lines(make_pdf([[bold, *column(SCHOOL, y=688)]])) == [bold.text, SCHOOL]


def test_a_headline_over_two_lines_is_one() -> None:
    inks = [
        Ink("Delmar shuts its bridge over", y=740, size=20),
        Ink("cracks in piers", y=716, size=20),
    ]
    article = read(make_pdf([inks + column(BRIDGE, y=680)]))
    assert article.title == "Delmar shuts its bridge over cracks in piers"
    assert article.text.split("\n")[0] == article.title


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_are_read_one_after_the_other(columns: int) -> None:
    texts = [BRIDGE, MARKET, SCHOOL][:columns]
    width = 72 // columns - 3
    inks = [
        ink
        for n, text in enumerate(texts)
        for ink in column(text, x=60 + n * 432 / columns, width=width)
    ]
    headline = Ink("A headline that runs over all of the columns", x=60, y=740, size=14)
    assert lines(make_pdf([[headline, *inks]])) == [headline.text, *texts]


def test_columns_drawn_row_by_row_are_still_columns() -> None:
    left = column(BRIDGE, x=60, width=32)
    right = column(SCHOOL, x=300, width=32)
    inks = sorted([*left, *right], key=lambda ink: -ink.y)
    assert lines(make_pdf([inks])) == [BRIDGE, SCHOOL]


def test_a_paragraph_runs_on_over_columns_and_pages() -> None:
    whole = column(" ".join([BRIDGE, SCHOOL, MARKET]), width=40)
    third = len(whole) // 3
    left, right, following = whole[:third], whole[third : 2 * third], whole[2 * third :]
    lift = left[0].y - right[0].y
    right = [Ink(ink.text, ink.x + 260, ink.y + lift) for ink in right]
    following = [Ink(ink.text, ink.x, ink.y + 2 * lift) for ink in following]
    assert lines(make_pdf([[*left, *right], following])) == [" ".join([BRIDGE, SCHOOL, MARKET])]


def test_a_note_at_the_foot_does_not_cut_the_paragraph_above_it() -> None:
    whole = column(BRIDGE, width=50)
    note = Ink("1 The office has run the harbour since 1911.", y=400, size=7)
    rest = [Ink(ink.text, ink.x, ink.y + 48) for ink in whole[4:]]
    assert rest[0].text[0].islower()
    assert lines(make_pdf([[*whole[:4], note], rest])) == [BRIDGE, note.text]


def test_short_rows_of_a_table_are_read_row_by_row() -> None:
    rows = [
        ("Ferry", "1911", "12 staff"),
        ("Bridge", "1954", "3 staff"),
        ("Tunnel", "2003", "40 staff"),
    ]
    inks = [
        Ink(cell, x=72 + 140 * place, y=700 - 14 * number)
        for number, row in enumerate(rows)
        for place, cell in enumerate(row)
    ]
    assert lines(make_pdf([inks])) == [" ".join(row) for row in rows]


def test_what_stands_at_both_ends_of_a_line_is_two_lines() -> None:
    inks = [Ink("By Ana Ruiz", y=740), Ink("12 May 2024", x=400, y=740), *column(BRIDGE)]
    assert lines(make_pdf([inks])) == ["By Ana Ruiz", "12 May 2024", BRIDGE]


def test_running_heads_feet_and_page_numbers_go() -> None:
    def page(number: int, text: str) -> list[Ink]:
        head = Ink(f"The Delmar Gazette, issue 77, page {number}", y=760, size=8)
        return [head, *column(text), Ink(str(number), x=300, y=30, size=8)]

    pdf = make_pdf([page(number, text) for number, text in enumerate((BRIDGE, SCHOOL, MARKET), 4)])
    assert lines(pdf) == [BRIDGE, SCHOOL, MARKET]


def test_a_lone_page_number_and_what_a_browser_prints_go() -> None:
    inks = [
        Ink("5/12/24, 3:04 PM", x=30, y=775, size=8),
        Ink("Bridge shut", x=300, y=775, size=8),
        *column(BRIDGE),
        Ink("https://example.org/bridge", x=30, y=15, size=8),
        Ink("1/1", x=570, y=15, size=8),
    ]
    assert lines(make_pdf([inks])) == [BRIDGE]
    assert lines(make_pdf([[*column(BRIDGE), Ink("- 1 -", x=300, y=30)]])) == [BRIDGE]


def test_a_figure_in_the_text_stays_though_it_counts_like_a_page() -> None:
    assert lines(make_pdf([[*column(BRIDGE), Ink("1", y=400)]])) == [BRIDGE, "1"]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("a matter of inter-", "national law", "a matter of international law"),
        ("the Franco-", "German border", "the Franco-German border"),
        ("a well-", "known teacher", "a well-known teacher"),
        ("the state-of-", "the-art pier", "the state-of-the-art pier"),
        ("the community-", "based office", "the community-based office"),
        ("from 2019-", "2024 it", "from 2019-2024 it"),
        ("said Mara —", "twice", "said Mara — twice"),
        ("the pier—", "and the dam", "the pier—and the dam"),
        ("a soft\u00ad", "ened blow", "a softened blow"),
        ("he said -", "and left", "he said - and left"),
        ("plain words", "go on", "plain words go on"),
    ],
)
def test_hyphens_at_line_ends(first: str, second: str, whole: str) -> None:
    assert Vocabulary([first, second]).joined(first, second) == whole


@pytest.mark.parametrize(
    ("elsewhere", "whole"),
    [
        ("the longterm plan", "a longterm view"),
        ("the long-term plan", "a long-term view"),
        ("no term so long", "a long-term view"),
    ],
)
def test_the_rest_of_the_document_decides_about_a_hyphen(elsewhere: str, whole: str) -> None:
    assert Vocabulary([elsewhere, "a long-", "term view"]).joined("a long-", "term view") == whole


def test_ligatures_become_letters_and_doubled_ink_is_read_once() -> None:
    inks = [
        Ink("The of\x01ce of the ferry is shut."),
        Ink("The of\x01ce of the ferry is shut.", x=72.4),
    ]
    assert lines(make_pdf([inks])) == ["The office of the ferry is shut."]


def test_a_large_initial_belongs_to_its_word() -> None:
    wrapped = column(BRIDGE[1:], x=110, width=50)
    beside, under = wrapped[:3], [Ink(ink.text, 72, ink.y) for ink in wrapped[3:]]
    inks = [Ink("T", x=72, y=beside[2].y, size=36), *beside, *under]
    assert lines(make_pdf([inks])) == [BRIDGE]


def test_footnote_marks_stay() -> None:
    inks = [Ink("The bridge was shut."), Ink("2", x=72 + 20 * 6, y=703, size=6)]
    assert lines(make_pdf([inks])) == ["The bridge was shut.2"]


def test_stamps_along_the_margin_go_and_turned_pages_are_read() -> None:
    stamp = Ink("Downloaded by library 7", x=20, y=300, turned=True)
    assert lines(make_pdf([[stamp, *column(BRIDGE)]])) == [BRIDGE]
    sideways = [Ink(i.text, x=PAGE_HEIGHT - i.y, y=i.x, turned=True) for i in column(BRIDGE)]
    assert lines(make_pdf([sideways])) == [BRIDGE]


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Delmar’s bridge is shut", "Delmar’s bridge is shut"),
        ("Microsoft Word - bridge_final.docx", None),
        ("untitled", None),
        ("bridge-7.indd", None),
        ("PowerPoint Presentation", None),
        ("bridge_v2", None),
        ("https://example.org/bridge", None),
        ("", None),
    ],
)
def test_titles_that_programs_made_up_are_not_believed(stated: str, title: str | None) -> None:
    assert read(make_pdf([column(BRIDGE)], {"Title": stated})).title == title


@pytest.mark.parametrize(
    ("stated", "author"),
    [
        ("Ana Ruiz", "Ana Ruiz"),
        ("Ruiz, Ana; Lindqvist, Tomas", "Ruiz, Ana; Lindqvist, Tomas"),
        ("Delmar Harbour Office", "Delmar Harbour Office"),
        ("aruiz", None),
        ("RUIZ07", None),
        ("Administrator", None),
        ("Windows User", None),
        ("Voss", "Voss"),  # stands in the text
        ("Ruiz", None),
        ("DELMAR\\aruiz", None),
    ],
)
def test_logins_are_no_authors(stated: str, author: str | None) -> None:
    assert read(make_pdf([column(BRIDGE)], {"Author": stated})).author == author


def test_when_the_file_was_made_is_no_date_of_publication() -> None:
    assert read(make_pdf([column(BRIDGE)], {"CreationDate": "D:20240512"})).published is None


def test_an_empty_password_opens_it() -> None:
    article = read(make_pdf([column(BRIDGE)], {"Title": "Bridge shut"}, password=""))
    assert (article.text, article.title) == (BRIDGE, "Bridge shut")


PDF = make_pdf(
    [below(BRIDGE, SCHOOL), column(MARKET)], {"Title": "Bridge shut", "Author": "Ana Ruiz"}
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            make_pdf([column(BRIDGE)], password="secret"),
            "is a PDF with a password; save it without",
        ),
        (PDF[: len(PDF) // 2], "is a truncated PDF"),
        (make_pdf([[]], pictures=True), "holds no text, only pictures; run OCR"),
        (make_pdf([[]]), "holds no text"),
        (make_pdf([]), "holds no text"),
        (make_pdf([[]], claimed_pages=10_000), "has 10,000 pages, more than 2,000; split it"),
        (make_pdf([column(BRIDGE)], claimed_pages=3), "is a damaged PDF .1 of 3 pages"),
        (b"%PDF-1.4\nnothing\nstartxref\n0\n%%EOF", "is a damaged PDF"),
        (b"", "is a truncated PDF"),
    ],
    ids=[
        "password",
        "cut",
        "scanned",
        "blank",
        "pageless",
        "long",
        "lost pages",
        "hollow",
        "empty",
    ],
)
def test_refusals_say_what_was_found(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(data)


def test_too_many_pages_are_refused_before_they_are_read() -> None:
    started = time.perf_counter()
    with pytest.raises(ReadError, match="has 2,500 pages"):
        read(make_pdf([column(BRIDGE)] * 2_500))
    assert time.perf_counter() - started < 2


def test_without_the_extra_one_line_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfminer", None)
    with pytest.raises(ReadError) as caught:
        read(PDF)
    assert str(caught.value) == (
        "is a PDF; to read it install the documents extra: pip install 'onrecord[docs]'"
    )


@pytest.mark.slow
def test_damaged_bytes_give_an_article_or_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    for data in damaged(PDF, cuts=60, flips=160):
        try:
            assert read(data).text
        except ReadError as error:
            assert "\n" not in str(error)
    assert capsys.readouterr().err == ""

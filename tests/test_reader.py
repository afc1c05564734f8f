"""The reader shows an article's text character for character, with the cited words marked."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.types import Article, ArticleInfo
from ui.conversation import Place
from ui.reader import article_page, empty_page, lit_text, missing_page


class Shown(HTMLParser):
    """What a browser would show of some HTML, and what of it is marked."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.lit = ""
        self.cited = ""
        self.tags: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open.append("lit" if tag == "mark" and dict(attrs).get("class") == "lit" else tag)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        if "lit" in self._open:
            self.lit += data
        elif "mark" in self._open:
            self.cited += data


def without_breaks(text: str) -> str:
    return text.replace("\r", "").replace("\n", "")


nasty_text = st.text(
    st.one_of(
        st.sampled_from("\n\r\t <>&\"'`{}$[]*_;#/-\u2028\u0301\u202e\u200d\u0627ש👩"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    )
)


@given(nasty_text, st.data())
def test_text_survives_and_marks_cover_their_spans(text: str, data: st.DataObject) -> None:
    edges = st.integers(0, len(text))
    spans = [tuple(sorted((data.draw(edges), data.draw(edges)))) for _ in range(3)]
    (start, end), *cited = spans
    shown = Shown(lit_text(text, (start, end), [(a, b) for a, b in cited]))
    assert shown.text == text
    assert without_breaks(shown.lit) == without_breaks(text[start:end])
    covered = {i for a, b in cited for i in range(a, b)} - set(range(start, end))
    assert without_breaks(shown.cited) == without_breaks("".join(text[i] for i in sorted(covered)))
    assert set(shown.tags) <= {"p", "mark", "span"}


@given(nasty_text)
def test_page_holds_the_text_once_and_no_markup_of_the_articles_own(text: str) -> None:
    article = Article(ArticleInfo("a", title=text, outlet=text, author=text, url=text), text)
    shown = Shown(article_page(article, Place("a", (0, len(text))), "1"))
    assert shown.text.endswith(text)
    assert set(shown.tags) <= {
        "article", "button", "header", "h2", "p", "bdi", "a", "div", "mark", "span",
    }  # fmt: skip


@pytest.mark.parametrize("unshowable", ["\0", "\ud800", "\udfff"])
def test_what_html_cannot_carry_is_replaced_one_for_one(unshowable: str) -> None:
    assert Shown(lit_text(f"a{unshowable}b", (2, 3))).text == "a\N{REPLACEMENT CHARACTER}b"


def test_a_very_long_line_is_one_paragraph_with_one_mark() -> None:
    text = "word " * 40_000
    shown = Shown(lit_text(text, (100_000, 100_004)))
    assert (shown.text, shown.lit, shown.tags) == (text, text[100_000:100_004], ["p", "mark"])


def test_paragraphs_follow_the_lines() -> None:
    shown = Shown(lit_text("one\ntwo\r\n\r\nthree", (0, 0)))
    assert shown.tags.count("p") == 3


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2024-04-09", "9 April 2024"),
        ("2024-04-09T10:00:00+02:00", "9 April 2024"),
        ("2024-04", "April 2024"),
        ("2024", "2024"),
        ("spring 2024", "spring 2024"),
    ],
)
def test_dates_are_as_precise_as_the_article_is(published: str, shown: str) -> None:
    article = Article(ArticleInfo("a", title="T", outlet="O", published=published), "text")
    page = article_page(article, Place("a", (0, 4)), "1")
    assert f"<bdi>O</bdi> · <bdi>{shown}</bdi>" in page


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ('https://example.org/a?b=1&c="2"', True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, linked: bool) -> None:
    page = article_page(Article(ArticleInfo("a", url=url), "text"), Place("a", (0, 4)), "1")
    assert ("<a " in page) is linked
    assert 'rel="noopener noreferrer"' in page or not linked


def test_notes_escape_what_they_say() -> None:
    assert "&lt;b&gt;" in missing_page("<b>")
    assert "opens here" in empty_page()

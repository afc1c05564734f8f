"""EPUB books: the spine's text in order, what the book says of itself, and nothing unbounded."""

from __future__ import annotations

import pytest

from index.errors import ReadError
from index.reading.documents import epub
from index.reading.documents.epub import read_epub
from index.reading.raw import Origin, RawArticle
from tests.index.documents import damaged, make_epub, make_zip, paragraphs_of, with_damaged_members

ORIGIN = Origin("bridge.epub")
SHUT = "The old bridge was shut on Monday."
NOBODY = "“Nobody was hurt,” said Mara Voss & her deputy."


def read(data: bytes) -> RawArticle:
    (article,) = read_epub(data, ORIGIN)
    return article


def encryption(algorithm: str) -> dict[str, str]:
    return {
        "META-INF/encryption.xml": "<encryption><EncryptedData><EncryptionMethod"
        f' Algorithm="{algorithm}"/></EncryptedData></encryption>'
    }


def test_chapters_come_in_the_order_of_the_spine_without_navigation() -> None:
    data = make_epub(
        {
            "nav.xhtml": "<nav><ol><li>Contents</li></ol></nav>",
            "z.xhtml": f"<h1>One</h1>{paragraphs_of(SHUT)}<script>var x;</script>",
            "a%20b.xhtml": paragraphs_of(NOBODY) + "<table><tr><td>A</td><td>1</td></tr></table>",
        },
        extra={"book/a b.xhtml": f"<html><body>{paragraphs_of(NOBODY)}</body></html>"},
    )
    assert read(data).text.split("\n\n") == ["One", SHUT, NOBODY]


def test_html_entities_and_unclosed_tags_lose_no_word() -> None:
    chapter = "<p>Delmar&rsquo;s caf&eacute;&nbsp;is<a id='p1'/> open.<br>Again</p><p>Late"
    assert (
        read(make_epub({"a.xhtml": chapter})).text == "Delmar’s café\xa0is open.\n\nAgain\n\nLate"
    )


@pytest.mark.parametrize(
    ("metadata", "title", "author", "outlet", "published"),
    [
        (
            "<dc:title>The Bridge</dc:title><dc:creator>Mara Voss</dc:creator>"
            "<dc:creator>Tomas Lindqvist</dc:creator><dc:publisher>Pier Press</dc:publisher>"
            "<dc:date>2019-05-02</dc:date>",
            "The Bridge",
            "Mara Voss, Tomas Lindqvist",
            "Pier Press",
            "2019-05-02",
        ),
        ("<dc:title>Untitled</dc:title><dc:creator>Unknown</dc:creator>", None, None, None, None),
        ("<dc:creator>Voss</dc:creator>", None, "Voss", None, None),
        (
            '<dc:date opf:event="creation">2020-01-01</dc:date>'
            '<dc:date opf:event="publication">2019</dc:date>',
            None,
            None,
            None,
            "2019",
        ),
        ('<dc:date opf:event="modification">2020-01-01</dc:date>', None, None, None, None),
        ("<dc:date>2020-01-01</dc:date><dc:date>2021-01-01</dc:date>", None, None, None, None),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", None, None, None, None),
    ],
)
def test_metadata_is_what_the_book_states(
    metadata: str, title: str | None, author: str | None, outlet: str | None, published: str | None
) -> None:
    article = read(make_epub({"a.xhtml": paragraphs_of(SHUT)}, metadata))
    found = (article.title, article.author, article.outlet, article.published)
    assert found == (title, author, outlet, published)


def test_scrambled_fonts_are_no_protection() -> None:
    extra = encryption("http://www.idpf.org/2008/embedding")
    assert read(make_epub({"a.xhtml": paragraphs_of(SHUT)}, extra=extra)).text == SHUT


def test_no_file_is_read_through_an_entity() -> None:
    bomb = '<!DOCTYPE container [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    data = make_epub(
        {"a.xhtml": paragraphs_of(SHUT)},
        extra={"META-INF/encryption.xml": f"{bomb}<encryption>&b;&a;</encryption>"},
    )
    assert read(data).text == SHUT


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            make_epub(
                {"a.xhtml": paragraphs_of(SHUT)},
                extra=encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc"),
            ),
            "is a copy-protected EPUB",
        ),
        (make_epub({"a.xhtml": ""}), "holds no text"),
        (make_epub({}), "holds no text"),
        (make_epub({"../../a.xhtml": paragraphs_of(SHUT)}), "lacks its chapter"),
        (make_zip({"a.txt": "a"}), "lacks its part META-INF/container.xml"),
        (make_zip({"META-INF/container.xml": "<container/>"}), "is a damaged EPUB"),
        (make_epub({"a.xhtml": paragraphs_of(SHUT)})[:-30], "is a damaged or truncated zip"),
    ],
    ids=["protected", "blank", "no chapters", "outside", "other zip", "hollow", "cut"],
)
def test_refusals_say_what_was_found(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(data)


def test_a_bomb_is_stopped_while_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epub, "MOST_BYTES", 100_000)
    with pytest.raises(ReadError, match="unpacks to more than 100,000 bytes"):
        read(make_epub({"a.xhtml": "a" * 200_000}))


def test_damaged_bytes_give_an_article_or_one_line() -> None:
    data = make_epub({"a.xhtml": paragraphs_of(SHUT, NOBODY)}, "<dc:title>The Bridge</dc:title>")
    for broken in [*damaged(data, cuts=60, flips=200), *with_damaged_members(data, copies=200)]:
        try:
            assert read(broken).text
        except ReadError as error:
            assert "\n" not in str(error)

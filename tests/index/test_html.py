"""Pages become the article on them: its words in order, nothing else, and what their tags say."""

from __future__ import annotations

import json
import time

import pytest

from index.errors import ReadError
from index.reading.raw import Origin, RawArticle
from index.reading.web.html import html_to_text, read_html
from tests.index.house_styles import STYLES
from tests.index.pages import BODY, HEADLINE, PAGES, Page, page, paragraphs

ORIGIN = Origin("page.html", url="https://www.tidetable.example/news/ferry?x=1#top")
TEXT = f"<article><h1>{HEADLINE}</h1>{paragraphs(BODY)}</article>"


def _read(source: str | bytes, origin: Origin = ORIGIN) -> RawArticle:
    data = source.encode() if isinstance(source, str) else source
    [article] = read_html(data, origin)
    return article


def _meta(head: str, body: str = TEXT, origin: Origin = ORIGIN) -> RawArticle:
    return _read(f"<html><head>{head}</head><body>{body}</body></html>", origin)


def _stated(*nodes: object, **fields: object) -> str:
    article = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    block = [*nodes, article] if nodes else article
    return f'<script type="application/ld+json">{json.dumps(block)}</script>'


@pytest.mark.parametrize("layout", [*PAGES.values(), *STYLES.values()], ids=[*PAGES, *STYLES])
def test_keeps_every_paragraph_in_order_and_nothing_else(layout: Page) -> None:
    article = _read(layout.source)
    lines = article.text.split("\n")
    assert [line for line in lines if line in layout.kept] == layout.kept
    assert not [gone for gone in layout.gone if gone in article.text]
    assert article.title in {HEADLINE, f"{HEADLINE} | The Tide Table"}


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One <b>bold</b>, <i>two</i>.</p><p>Three.</p>", "One bold, two.\nThree."),
        ("<p>He said, <q>Yes, <q>no</q>, maybe</q>.</p>", "He said, “Yes, ‘no’, maybe”."),
        ("<p>It said <q>“Done”</q>.</p>", "It said “Done”."),
        ("<p>“It&#8217;s fine,” she said &mdash; &quot;really&quot;.</p>",
         "“It’s fine,” she said — \"really\"."),
        ("<p>It&#146;s &#147;old&#148; HTML.</p>", "It’s “old” HTML."),
        ("One.<br><br>Two went to<br>Poland on<br />the boat.<br>Three.",
         "One.\nTwo went to Poland on the boat.\nThree."),
        ("<ul><li>One</li><li>Two <ul><li>Inner</li></ul></li></ul>", "One\nTwo\nInner"),
        ("<table><tr><th>Party</th><th>Seats</th></tr><tr><td>Reds</td><td>41</td></tr></table>",
         "Party\tSeats\nReds\t41"),
        ("<table><tr><td>A column of prose that is longer than any value in a table would be.</td>"
         "<td>And the next.</td></tr></table>",
         "A column of prose that is longer than any value in a table would be.\nAnd the next."),
        ("<div>Loose <div>Block</div> tail</div>", "Loose\nBlock\ntail"),
        ("5 &lt; 6 &amp; 7 &gt; 2", "5 < 6 & 7 > 2"),
        ("AT&amp;T said &amp;amp; meant it", "AT&T said &amp; meant it"),
        ("a<script>bad</script>b<style>bad</style>c<template>bad</template>d", "abcd"),
        ("<p>Plain < less than</p>", "Plain < less than"),
        ("Just words", "Just words"),
        ("", ""),
        ("<p></p>", ""),
        ("<p>H<sub>2</sub>O and m<sup>2</sup></p>", "H2O and m2"),
        ("<p>Sur<wbr>name</p>", "Surname"),
        ("<span style='display:block'>One.</span><span style='display:block'>Two.</span>",
         "One.\nTwo."),
    ],
)  # fmt: skip
def test_fragments(markup: str, text: str) -> None:
    assert html_to_text(markup) == text


def test_characters_that_no_text_may_hold_are_left_out() -> None:
    seen = html_to_text("<p>a&#1;<script></script>&#xD800;b&#0;c\x08</p>")
    assert seen.replace("\ufffd", "") == "abc"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Ferry stays</title>", HEADLINE),  # the one headline goes before
        ('<meta property="og:title" content="Ferry &amp;quot;stays&amp;quot;">', 'Ferry "stays"'),
        ('<meta property="og:title" content="Ferry stays | The Tide Table">'
         '<meta property="og:site_name" content="The Tide Table">', "Ferry stays"),
        ('<meta property="og:title" content="The Tide Table: Ferry stays">'
         '<meta property="og:site_name" content="The Tide Table">', "Ferry stays"),
        ('<meta property="og:title" content="The Tide Table">'
         '<meta property="og:site_name" content="The Tide Table">', HEADLINE),
        ('<meta property="og:title" content="Budget - a guide">', "Budget - a guide"),
        (_stated(headline="Ferry &#8216;stays&#8217;"), "Ferry ‘stays’"),
    ],
)  # fmt: skip
def test_title(head: str, title: str) -> None:
    assert _meta(head).title == title


def test_title_of_a_page_with_several_headlines() -> None:
    body = f"<h1>The Tide Table</h1><h1>Ferry stays</h1>{paragraphs(BODY)}"
    assert _meta("<title>Ferry stays - The Tide Table</title>", body).title == "Ferry stays"


def test_title_of_a_page_without_headline() -> None:
    head = "<title>Ferry stays — The Tide Table</title>" + _stated(
        publisher={"name": "The Tide Table"}
    )
    assert _meta(head, paragraphs(BODY)).title == "Ferry stays"
    assert _meta("", paragraphs(BODY)).title is None


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("", "tidetable.example"),
        ('<meta property="og:site_name" content="The Tide Table">', "The Tide Table"),
        (_stated(publisher={"@type": "Organization", "name": "Tide Table"}), "Tide Table"),
        (_stated(publisher=[{"name": "Tide Table"}]), "Tide Table"),
        (_stated(publisher="Tide Table"), "Tide Table"),
        (_stated({"@id": "#o", "@type": "Organization", "name": "TT"}, publisher={"@id": "#o"}),
         "TT"),
        ('<meta name="application-name" content="Tides">', "Tides"),
        ('<link rel="canonical" href="https://www.other.example/a/b">', "other.example"),
    ],
)  # fmt: skip
def test_outlet(head: str, outlet: str) -> None:
    assert _meta(head).outlet == outlet


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ("", None),
        (_stated(author={"@type": "Person", "name": "Mira Holm"}), "Mira Holm"),
        (_stated(author=[{"name": "Mira Holm"}, {"name": "Ida Roe"}]), "Mira Holm, Ida Roe"),
        (_stated(author=["Mira Holm", "Ida Roe"]), "Mira Holm, Ida Roe"),
        (_stated(author={"name": ["Mira Holm"]}), "Mira Holm"),
        (_stated({"@id": "#p", "@type": "Person", "name": "Mira Holm"}, author={"@id": "#p"}),
         "Mira Holm"),
        ('<meta name="author" content="By Mira Holm">', "Mira Holm"),
        ('<meta name="author" content="https://x.example/mira">', None),
        ('<meta name="author" content="@mira">', None),
        ('<meta name="author" content="mira@tidetable.example">', None),
        ('<meta name="author" content="admin">', None),
        ('<meta name="author" content="The Tide Table">'
         '<meta property="og:site_name" content="Tide Table">', None),
        ('<meta name="author" content="tidetable.example">', None),
        ('<meta property="article:author" content="Mira Holm">', "Mira Holm"),
        ('<meta property="article:author" content="https://www.facebook.com/mira">', None),
        ('<meta name="author" content="admin"><meta name="byl" content="By Mira Holm">',
         "Mira Holm"),
    ],
)  # fmt: skip
def test_author_tags(head: str, author: str | None) -> None:
    assert _meta(head).author == author


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ('<a rel="author" href="/m">Mira Holm</a>', "Mira Holm"),
        ('<p class="byline">By Mira Holm and Ida Roe</p>', "Mira Holm and Ida Roe"),
        ('<div class="article-byline">By Mira Holm | 9 April 2024</div>', "Mira Holm"),
        ('<span class="author-name">Mira Holm</span>', "Mira Holm"),
        ('<p class="byline">From our correspondent</p>', None),
        ('<div class="comments"><span class="author">Gull Watcher</span></div>', None),
        ('<span itemprop="author"><span itemprop="name">Mira Holm</span></span>', "Mira Holm"),
    ],
)
def test_author_bylines(byline: str, author: str | None) -> None:
    assert _meta(
        "", f"<article><h1>{HEADLINE}</h1>{byline}{paragraphs(BODY)}</article>"
    ).author == (author)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("", None),
        (_stated(datePublished="2024-04-09T22:15:00+02:00"), "2024-04-09"),
        (_stated(datePublished="2024-04"), "2024-04"),
        (_stated(datePublished="20240409T101500Z"), "2024-04-09"),
        (_stated(datePublished="Tue, 09 Apr 2024 10:15:00 GMT"), "2024-04-09"),
        (_stated(datePublished="April 9, 2024"), "2024-04-09"),
        (_stated(datePublished="04/09/2024"), None),  # could be read two ways
        (_stated(datePublished="2024-13-45"), None),
        (_stated(datePublished="yesterday"), None),
        (_stated(datePublished="1970-01-01T00:00:00Z"), None),
        (_stated(datePublished=None), None),
        (_stated(dateModified="2024-04-09"), None),
        (_stated(dateCreated="2024-04-09"), None),
        ('<meta property="article:published_time" content="2024-04-09T10:15">', "2024-04-09"),
        ('<meta property="article:modified_time" content="2024-04-09T10:15">', None),
        ('<meta name="DC.date.issued" content="2024-04-09">', "2024-04-09"),
        ('<meta name="parsely-pub-date" content="2024-04-09T10:15:00Z">', "2024-04-09"),
        ('<meta name="sailthru.date" content="2024-04-09 10:15:00">', "2024-04-09"),
        ('<meta itemprop="datePublished" content="2024-04-09">', "2024-04-09"),
        ('<meta name="last-modified" content="2024-04-09">', None),
    ],
)
def test_published_tags(head: str, published: str | None) -> None:
    assert _meta(head).published == published


TIME = '<time datetime="2024-04-09T10:00">9 April</time>'


@pytest.mark.parametrize(
    ("body", "published"),
    [
        (f"<article><header><h1>H</h1>{TIME}</header>{{}}</article>", "2024-04-09"),
        (f"<article><h1>H</h1><p>Published {TIME}</p>{{}}</article>", "2024-04-09"),
        (f"<article><h1>H</h1><p>Updated {TIME}</p>{{}}</article>", None),
        (f'<article><h1>H</h1><p class="modified">{TIME}</p>{{}}</article>', None),
        ('<article><header><h1>H</h1><time class="published" datetime="2024-04-09"></time><time '
         'class="updated" datetime="2024-04-11"></time></header>{}</article>', "2024-04-09"),
        ('<article><header><h1>H</h1><time datetime="2024-04-09"></time><time '
         'datetime="2024-04-11"></time></header>{}</article>', None),
        (f"<article><h1>H</h1>{{}}</article><aside>{TIME}</aside>", None),
        ('<article><h1>H</h1>{}<p>The old ferry sank off the island on the night of <time '
         'datetime="1911-04-14">14 April 1911</time>, as every child here learns at school, and '
         "no one has forgotten it since.</p></article>", None),
        ('<article><h1>H</h1><span itemprop="datePublished">9 April 2024</span>{}</article>',
         "2024-04-09"),
    ],
)  # fmt: skip
def test_published_times(body: str, published: str | None) -> None:
    assert _meta("", body.format(paragraphs(BODY))).published == published


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("", "https://www.tidetable.example/news/ferry?x=1#top"),
        ('<link rel="canonical" href="https://a.example/b">', "https://a.example/b"),
        ('<link rel="canonical" href="/b">', "https://www.tidetable.example/b"),
        ('<meta property="og:url" content="https://a.example/c">', "https://a.example/c"),
        ('<link rel="canonical" href="https://www.tidetable.example/">',
         "https://www.tidetable.example/news/ferry?x=1#top"),
        ('<link rel="canonical" href="javascript:void(0)">',
         "https://www.tidetable.example/news/ferry?x=1#top"),
        ('<link rel="canonical" href="http://[bad">',
         "https://www.tidetable.example/news/ferry?x=1#top"),
    ],
)  # fmt: skip
def test_url(head: str, url: str) -> None:
    assert _meta(head).url == url


def test_a_saved_page_knows_where_it_was_saved_from() -> None:
    article = _read(STYLES["saved_page"].source, Origin("Ferry.html"))
    assert article.url == "https://tidetable.example/news/ferry-vote"
    assert article.outlet == "tidetable.example"
    assert _read(page(TEXT), Origin("Ferry.html")).outlet is None


def test_the_statement_of_another_article_is_not_the_pages() -> None:
    other = {
        "@type": "NewsArticle", "url": "https://www.tidetable.example/news/other",
        "headline": "Other", "datePublished": "2020-01-01", "author": "Someone Else",
        "articleBody": "x",
    }  # fmt: skip
    own = {
        "@type": ["Article", "Thing"], "headline": "Own", "datePublished": "2024-04-09",
        "mainEntityOfPage": {"@id": "https://www.tidetable.example/news/ferry"},
        "isPartOf": other, "hasPart": [other],
    }  # fmt: skip
    head = '<link rel="canonical" href="https://www.tidetable.example/news/ferry">' + _stated(
        other, {"@type": "ItemList", "itemListElement": [other]}, {"@graph": [own]}
    )
    article = _meta(head)
    assert (article.title, article.published, article.author) == ("Own", "2024-04-09", None)


@pytest.mark.parametrize(
    "block",
    [
        '{"@type": "NewsArticle", "datePublished": "2024-04-09",}',
        '{"@type": "NewsArticle", "description": "two\nlines", "datePublished": "2024-04-09"}',
        '<!-- {"@type": "NewsArticle", "datePublished": "2024-04-09"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "datePublished": "2024-04-09"}\n//]]>',
        '{"@type": "NewsArticle", "datePublished": "2024-04-09"};',
        '[[{"@graph": [{"@type": "NewsArticle", "datePublished": "2024-04-09"}]}]]',
    ],
)
def test_takes_json_ld_that_is_not_quite_json(block: str) -> None:
    assert _meta(f'<script type="application/ld+json">{block}</script>').published == "2024-04-09"


@pytest.mark.parametrize(
    "block", ["{", "[1, null, []]", '"text"', "", "[" * 100_000, '{"@graph": {"@type": 3}}',
              '{"@type": "NewsArticle", "author": 7, "publisher": [[]], "headline": {}}'],
)  # fmt: skip
def test_passes_over_broken_json_ld(block: str) -> None:
    article = _meta(f'<script type="application/ld+json">{block}</script>')
    assert (article.title, article.author, article.published) == (HEADLINE, None, None)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("", "is an empty page"),
        ("   ", "is an empty page"),
        ("<html></html>", "no article text"),
        ("<html><body><nav><a href=/>Home</a></nav></body></html>", "no article text"),
        (page("<form><p>Please sign in to go on reading this site.</p><input type=email>"
              "<input type=password></form>"), "is a login page"),
        (page('<div id="root"></div><noscript>You need to enable JavaScript to run this app.'
              "</noscript>"), "JavaScript"),
        ("<title>404 Not Found</title><h1>Not found</h1><p>The page is not here, we are sorry.</p>",
         "is an error page"),
        ("<title>Just a moment...</title><p>Checking your browser before you go on, please wait.",
         "is an error page"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is binary"),
        ("<div>" * 100_000 + "deep", "too deep"),
        ("<i>" * 100_000, "too deep"),
        ("<p>a" * 150_000, "elements"),
        (page("<frameset><frame src=a></frameset>"), "no article text"),
    ],
)  # fmt: skip
def test_says_what_is_no_article(source: str | bytes, found: str) -> None:
    with pytest.raises(ReadError, match=found) as caught:
        _read(source)
    assert "\n" not in str(caught.value)


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["div", "b", "font", "blockquote", "q", "table><tr><td", "ul><li"])
def test_deep_nesting_ends_in_an_article_or_one_line(tag: str) -> None:
    try:
        assert BODY[0] in _read(f"<{tag}>" * 900 + f"<p>{BODY[0]}</p>").text
    except ReadError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_encodings(encoding: str) -> None:
    source = page(TEXT).replace("utf-8", encoding)
    assert BODY[1] in _read(source.encode(encoding)).text


def test_a_login_form_beside_an_article_is_no_login_page() -> None:
    form = "<form><input type=password></form>"
    assert BODY[9] in _read(page(f"{form}{TEXT}")).text
    assert BODY[2] in _read(page(f"{form}<article><h1>H</h1><p>{BODY[2]}</p></article>")).text


def test_is_quick_on_a_page_of_300_kilobytes() -> None:
    scripts = "".join(f"<script>var a{i} = '{'x' * 400}'</script>" for i in range(400))
    source = page(f"{scripts}<main><article><h1>{HEADLINE}</h1>{paragraphs(BODY * 10)}</article>")
    _read(source)
    begun = time.perf_counter()
    _read(source)
    assert time.perf_counter() - begun < 1

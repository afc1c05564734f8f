"""Feeds of every kind give their entries, with the words and dates that they state."""

from __future__ import annotations

import socket

import pytest

from index.errors import ReadError
from index.reading.raw import Origin
from index.reading.web.feed import read_feed

ORIGIN = Origin("feed", url="https://tidetable.example/feed")

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>World | The Tide Table</title><link>https://tidetable.example/</link>
<item><title>Ferry &amp;#8216;stays&amp;#8217;, council says</title>
 <link>https://tidetable.example/ferry?a=1&amp;b=2</link><guid isPermaLink="false">tt-1</guid>
 <dc:creator>Mira Holm</dc:creator><dc:creator>Ida Roe</dc:creator>
 <pubDate>Tue, 09 Apr 2024 23:30:00 -0700</pubDate>
 <atom:updated>2024-05-01T00:00:00Z</atom:updated>
 <description>A short summary.</description>
 <content:encoded><![CDATA[<p>“The boat <b>stays</b>,” the chair said.</p>
 <script>track()</script><p>Fares do not rise, she &amp; others said.</p>
 <p>The post <a href="x">Ferry</a> appeared first on <a href="y">The Tide Table</a>.</p>]]>
 </content:encoded></item>
<item><title>Plain</title><link>/plain</link><author>desk@tidetable.example (Pell Amsel)</author>
 <description>Prices rose 4 % in March, and 5 &lt; 6 still holds.</description></item>
<item><title>No words</title><link>ftp://tidetable.example/x</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">DW &amp;ndash; News</title>
<link rel="self" href="https://dw.example/atom"/>
<entry><title type="html">&lt;i&gt;Harbour&lt;/i&gt; vote</title><id>urn:1</id>
 <link rel="alternate" href="https://dw.example/a1"/><updated>2024-04-10T08:00:00Z</updated>
 <published>2024-04-09T22:00:00+02:00</published><author><name>Joren Vask</name></author>
 <author><name>admin</name></author><summary>Short.</summary>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p>
 <p>Two “words”.</p></div></content></entry>
<entry><title>Changed only</title><id>urn:2</id><link href="a2"/>
 <updated>2024-04-11T08:00:00Z</updated>
 <content type="html">&lt;p&gt;Hi &amp;amp; bye.&lt;/p&gt;</content>
 <source><title>The Other Paper</title></source></entry></feed>"""

RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>Reuters</title><link>https://r.example/</link></channel>
<item rdf:about="https://r.example/1"><title>T</title><link>https://r.example/1</link>
<description>Body here.</description><dc:date>2024-04-09T10:00:00Z</dc:date></item></rdf:RDF>"""


def test_rss() -> None:
    first, plain, bare = read_feed(RSS.encode(), ORIGIN)
    assert first.link == first.raw.url == "https://tidetable.example/ferry?a=1&b=2"
    assert first.raw.text == (
        "“The boat stays,” the chair said.\nFares do not rise, she & others said."
    )
    assert first.raw.title == "Ferry ‘stays’, council says"
    assert first.raw.author == "Mira Holm, Ida Roe"
    assert first.raw.published == "2024-04-09"
    assert first.raw.part == "tt-1"
    assert first.raw.outlet == "World | The Tide Table"
    assert plain.link == "https://tidetable.example/plain"
    assert plain.raw.author == "Pell Amsel"
    assert plain.raw.published is None
    assert plain.raw.text == "Prices rose 4 % in March, and 5 < 6 still holds."
    assert (bare.link, bare.raw.text, bare.raw.title) == (None, "", "No words")


def test_atom() -> None:
    first, changed = read_feed(ATOM.encode(), ORIGIN)
    assert first.raw.text == "One.\nTwo “words”."
    assert first.raw.title == "Harbour vote"
    assert first.raw.published == "2024-04-09"
    assert first.raw.author == "Joren Vask"
    assert first.raw.outlet == "Deutsche Welle"
    assert changed.raw.published is None  # it states only when it was changed
    assert changed.raw.text == "Hi & bye."
    assert changed.raw.outlet == "The Other Paper"
    assert changed.link == "https://tidetable.example/a2"


def test_rdf() -> None:
    [entry] = read_feed(RDF.encode(), ORIGIN)
    assert (entry.raw.outlet, entry.raw.published) == ("Reuters", "2024-04-09")
    assert entry.raw.text == "Body here."


@pytest.mark.parametrize(
    "data",
    [
        RSS.encode("utf-16"),
        RSS.replace("utf-8", "windows-1252").encode("cp1252"),
        RSS.encode() + b"<item><title>cut off",
        RSS.replace("</item>", "", 1).encode(),
        RSS.replace("&amp;b=2", "&b=2").encode(),
        b"\n\n" + RSS.encode(),
        RSS.replace('<?xml version="1.0" encoding="utf-8"?>', "").encode(),
    ],
)
def test_takes_feeds_that_are_not_quite_well_formed(data: bytes) -> None:
    entries = read_feed(data, ORIGIN)
    assert entries[0].raw.text.startswith("“The boat stays,” the chair said.")


def test_an_entry_said_twice_is_one() -> None:
    item = "<item><guid>1</guid><title>A</title><description>B.</description></item>"
    feed = f"<rss version='2.0'><channel><title>T</title>{item * 3}</channel></rss>"
    assert len(read_feed(feed.encode(), ORIGIN)) == 1


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"<html><body><p>Hello there.</p></body></html>", "no RSS or Atom feed"),
        (b"just words", "no RSS or Atom feed"),
        (b"http://127.0.0.1:9/feed", "no RSS or Atom feed"),
        (b"/etc/hostname", "no RSS or Atom feed"),
        (b"", "no RSS or Atom feed"),
        (b"<rss version='2.0'><channel><title>T</title></channel></rss>", "without entries"),
        (b"\x00\x01\x02", "binary"),
        (b"<rss>" * 50_000, "feed"),
    ],
)
def test_says_what_is_no_feed(data: bytes, found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", None)
    with pytest.raises(ReadError, match=found) as caught:
        read_feed(data, ORIGIN)
    assert "\n" not in str(caught.value)


def test_entities_do_not_multiply_and_files_are_not_read() -> None:
    levels = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 9))
    feed = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">{levels}'
        '<!ENTITY file SYSTEM "file:///etc/hostname">]><rss version="2.0"><channel>'
        "<title>T</title><item><title>A</title><description>x &a8; &file; y</description></item>"
        "</channel></rss>"
    )
    [entry] = read_feed(feed.encode(), ORIGIN)
    assert len(entry.raw.text) < 1000

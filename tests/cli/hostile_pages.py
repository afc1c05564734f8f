"""Hostile web pages and feeds."""

# ruff: noqa: E501  # tables read best with a row a line

from __future__ import annotations

from tests.cli.hostile import GARBAGE, Case, cut, fails, reads, told


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>News</title>{head}</head><body>{body}</body></html>"


def story(place: str, more: str = "") -> str:
    return f"<article><h1>The bridge of {place}</h1><p>{told(place)}</p>{more}</article>"


def feed(*items: str, top: str = "") -> str:
    return (
        f"<?xml version='1.0'?>{top}<rss version='2.0'><channel><title>Valley Post</title>"
        f"{''.join(items)}</channel></rss>"
    )


def item(place: str, extra: str = "") -> str:
    return (
        f"<item><title>Bridge {place}</title><description>{told(place)}</description>{extra}</item>"
    )


LOGIN = "<form><p>Sign in to read on</p><input name=u><input type=password></form>"
LOL = "".join(
    f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "ha"}' + (f"&l{n - 1};" * 9 if n else "") + '">'
    for n in range(10)
)  # fmt: skip
PAGES = [
    fails("no-body.html", "<!doctype html>", "is an empty page"),
    fails("no-text.html", page("<div><img src=a.png></div>"), "no article text"),
    fails(
        "only-script.html",
        page("<script>document.write('The bridge was shut.')</script>"),
        "no article",
    ),
    fails("only-style.html", page("<style>p::after{content:'The bridge'}</style>"), "no article"),
    fails(
        "only-frame.html",
        page("<iframe src='https://a.example/'>The bridge</iframe>"),
        "no article",
    ),
    fails(
        "only-hidden.html",
        page("<p hidden>The bridge was shut.</p><p style='display:none'>No.</p>"),
        "no article",
    ),
    fails("only-comment.html", page("<!-- The bridge was shut on Monday. -->"), "no article"),
    fails(
        "only-picture.html",
        page(f"<img src='data:image/png;base64,{'QUJD' * 200_000}'>"),
        "no article",
    ),
    fails("only-svg.html", page("<svg><text>The bridge was shut.</text></svg>"), "no article"),
    fails(
        "only-menu.html", page("<nav><a href=/a>Home</a> <a href=/b>News</a></nav>"), "no article"
    ),
    fails("login.html", page(LOGIN, "<title>Sign in</title>"), "login page", "browser"),
    fails(
        "not-found.html",
        "<!doctype html><title>404 Not Found</title><p>Not here.</p>",
        "error page",
    ),
    fails(
        "blocked.html",
        "<!doctype html><title>Access Denied</title><p>You don't have permission.</p>",
        "error page",
    ),
    fails(
        "shell.html",
        page(
            "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>"
        ),
        "JavaScript",
    ),
    fails("many-elements.html", lambda: page("<p>a" * 150_000), "elements, more than 100,000"),
    fails(
        "deep.html", lambda: page("<div>" * 100_000 + told("Deep")), "nests its elements too deep"
    ),
    fails("nul-page.html", page(story("Nul")) + "\0" * 90, "is binary"),
    fails("noise-page.html", b"<!doctype html><p>" + b"\x00" + GARBAGE, "is binary"),
    fails("picture.html", b"\x89PNG\r\n\x1a\n" + GARBAGE, "PNG picture"),
    reads(
        "scripts.html",
        page(f"<script>alert('x')</script>{story('Script')}<style>p{{}}</style><script>track()"),
        "bridge of Script",
        lacks=("alert", "track", "{}"),
    ),
    reads(
        "handlers.html",
        page(f"<p onclick='steal()'>{told('Click')}</p><a href='javascript:steal()'>More</a>"),
        "bridge of Click",
        lacks=("steal",),
    ),
    reads(
        "hidden.html",
        page(story("Seen", "<p style='display: none'>Ignore all that.</p>")),
        "bridge of Seen",
        lacks=("Ignore",),
    ),
    reads(
        "frames.html",
        page(story("Frame", "<iframe srcdoc='<p>Advert</p>'></iframe>")),
        "bridge of Frame",
        lacks=("Advert",),
    ),
    reads(
        "base64.html",
        page(f"<img src='data:image/png;base64,{'QUJD' * 100_000}'>{story('Picture')}"),
        "bridge of Picture",
        lacks=("QUJD",),
    ),
    reads("unclosed.html", "<html><body><article><p>" + told("Unclosed"), "bridge of Unclosed"),
    reads("cut-tag.html", page(story("Tag")) + "<a href='", "bridge of Tag"),
    reads(
        "comment.html",
        page(story("Comment") + "<!-- never closed " + "x" * 9000),
        "bridge of Comment",
    ),
    reads(
        "css-bomb.html",
        page(story("Style"), "<style>" + "a{b:c}" * 200_000 + "</style>"),
        "bridge of Style",
        lacks=("b:c",),
    ),
    reads(
        "attributes.html",
        page("<p " + " ".join(f"a{n}=1" for n in range(2_000)) + f">{told('Attribute')}</p>"),
        "bridge of Attribute",
    ),
    reads(
        "long-attribute.html",
        page(f"<p title='{'x' * 2_000_000}'>{told('Value')}</p>"),
        "bridge of Value",
    ),
    reads(
        "references.html",
        page(f"<p>{told('Number')} &#1;&#x110000;&#xD800;&bogus;&#99999999999;</p>"),
        "bridge of Number",
    ),
    reads(
        "entities.html",
        f"<!DOCTYPE html [{LOL}]><p>{told('Laughs')} &l9;</p>",
        "bridge of Laughs",
        lacks=("haha",),
    ),
    reads(
        "external.html",
        "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
        + f"<p>{told('External')} &x;</p>",
        "bridge of External",
        lacks=("root:",),
    ),
    reads(
        "base.html",
        page(story("Base"), "<base href='http://[bad'><link rel=canonical href='http://[worse'>"),
        "bridge of Base",
    ),
    reads(
        "refresh.html",
        page(story("Refresh"), "<meta http-equiv=refresh content='0;url=file:///etc/passwd'>"),
        "bridge of Refresh",
    ),
    reads(
        "wrong-charset.html",
        page(story("Charset", "<p>“It’s shut,” she said.</p>"), "<meta charset=utf-16>"),
        "bridge of Charset",
        "“It’s shut,”",
    ),
    reads(
        "no-charset.html", page(story("Unknown"), "<meta charset=bogus-99>"), "bridge of Unknown"
    ),
    reads("danger-charset.html", page(story("Seven"), "<meta charset=utf-7>"), "bridge of Seven"),
    reads(
        "zip-charset.html",
        page(story("Codec", "<p>The Café is shut.</p>"), "<meta charset=zlib_codec>"),
        "bridge of Codec",
        "Café",
    ),
    reads(
        "western.html",
        page(story("Western", "<p>The café’s €5.</p>")).encode("cp1252"),
        "café’s €5",
    ),
    reads("wide.html", page(story("Wide")).encode("utf-16"), "bridge of Wide"),
    reads(
        "ld-bomb.html",
        page(story("Json"), "<script type='application/ld+json'>" + "[" * 100_000 + "</script>"),
        "bridge of Json",
    ),
    reads(
        "ld-odd.html",
        page(
            story("Odd"),
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":{"a":[]},"author":[null,{"name":5}],"datePublished":[1]}</script>',
        ),
        "bridge of Odd",
    ),
    reads(
        "ld-digits.html",
        page(
            story("Digits"),
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":'
            + "9" * 5000
            + "}</script>",
        ),
        "bridge of Digits",
    ),
    reads(
        "meta-flood.html",
        page(story("Meta"), "<meta property='og:title' content='x'>" * 20_000),
        "bridge of Meta",
    ),
    reads(
        "no-date.html",
        page(story("Dateless"), "<meta property='article:published_time' content='yesterday-ish'>"),
        "bridge of Dateless",
    ),
    reads("tables.html", page("<table><tr><td>" * 90 + told("Table")), "bridge of Table"),
    reads("page.pdf", page(story("Pdfname")), "bridge of Pdfname"),
    reads("page.docx", page(story("Docxname")), "bridge of Docxname"),
    reads("page.txt", page(story("Textname")), "bridge of Textname", lacks=("<p>",)),
    reads("page.zip", page(story("Zipname")), "bridge of Zipname"),
    reads("page.eml", page(story("Mailname")), "bridge of Mailname"),
    reads("page.md", page(story("Markdownname")), "bridge of Markdownname", lacks=("<p>",)),
    reads("text.html", told("Plain"), "bridge of Plain"),
    fails(
        "noframes.html",
        page("<frameset><noframes>" + told("Frames") + "</noframes></frameset>"),
        "no article",
    ),
    fails(
        "catalogue.xml",
        f"<?xml version='1.0'?><catalogue><a>{told('Xml')}</a></catalogue>",
        "is XML but neither",
    ),
]
FEEDS = [
    fails("no-entries.xml", feed(), "feed without entries"),
    fails("cut-start.xml", "<rss version='2.0'><cha", "feed"),
    fails(
        "laughs.xml",
        feed("<item><title>&l9;</title></item>", top=f"<!DOCTYPE rss [{LOL}]>"),
        "no article",
    ),
    fails("thing.xml", "<?xml version='1.0'?><feed/>", "feed without entries"),
    fails("deep.xml", lambda: feed("<item>" * 2_000), "no article text"),
    fails("nul-feed.xml", feed(item("Nul")) + "\0" * 9, "is binary"),
    Case(
        "untitled.xml",
        feed(item("Good"), "<item><title>Only a headline</title></item>"),
        ("no article text",),
        ("bridge of Good",),
        (),
        1,
        1,
    ),
    Case(
        "truncated.xml",
        cut(feed(item("First"), item("Second")).encode(), 0.9),
        ("no article text",),
        ("bridge of First",),
        (),
        1,
        1,
    ),
    reads("bad-entity.xml", feed(item("Entity", "&nosuch; & <")), "bridge of Entity"),
    reads(
        "script.xml",
        feed(
            item(
                "Scripted",
                "<content:encoded><![CDATA[<p>Longer words follow here than in the summary of this entry, and they are many more than that, so many that they win, as they must.</p><script>steal()</script>]]></content:encoded>",
            )
        ),
        "Longer words",
        lacks=("steal",),
    ),
    reads(
        "bad-date.xml", feed(item("Date", "<pubDate>the day before</pubDate>")), "bridge of Date"
    ),
    reads("bad-link.xml", feed(item("Link", "<link>javascript:steal()</link>")), "bridge of Link"),
    reads(
        "same-guid.xml",
        feed(item("One", "<guid>a</guid>"), item("Two", "<guid>a</guid>")),
        "bridge of One",
    ),
    reads(
        "external.xml",
        feed(
            item("Outside", "<author>&x;</author>"),
            top="<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
        ),
        "bridge of Outside",
        lacks=("root:",),
    ),
    reads("feed.txt", feed(item("Textfeed")), "bridge of Textfeed"),
    reads("feed.pdf", feed(item("Pdffeed")), "bridge of Pdffeed"),
]
WEB = [*PAGES, *FEEDS]

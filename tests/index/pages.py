"""Invented pages in the layouts that articles come in: what must be kept, what must go."""
# ruff: noqa: E501 (mark-up reads better whole)

from __future__ import annotations

import html
import json
from dataclasses import dataclass

HEADLINE = "Harbour council votes to keep the night ferry"
BODY = [
    "The harbour council voted on Monday to keep the night ferry running through the winter, "
    "after weeks of protest from the island’s fishing families.",
    "“We heard you, and we were wrong to wait,” the council’s chair, Ottilie Brandt, said. "
    "“The boat stays.”",
    "Eleven members voted in favour and four against; one was absent.",
    "Joren Vask, who runs the fish market, said the decision came “at the very last minute”.",
    "“Had they waited another week, I would have sold the trucks,” he added.",
    "The ferry costs the town 1.2 million crowns a year. Ticket sales bring in about a third.",
    'Critics remain. Pell Amsel, of the taxpayers’ union, called the vote "a gift to the loud".',
    "Asked whether fares would rise, Brandt said: “Not this year.”",
    "A review is due in March, the council said in a statement.",
    "No one at the operator, Nordvik Lines, could be reached for comment.",
]
NAV = ["Home", "World", "Business", "Sport", "Weather", "Sign in", "Subscribe"]
RELATED = [
    "Storm closes the coastal road for a third day",
    "Mayor’s budget: what is in it and what is not",
    "Five walks for a cold weekend on the island",
    "Fish prices climb to the highest in ten years",
]
COOKIES = "We use cookies to make this site better for you. By going on you accept them all."
NEWSLETTER = "Get the best of our reporting in your inbox every morning. No spam, we promise."
COMMENTS = [
    "This is what happens when nobody listens to taxpayers, what a joke.",
    "I took that ferry for twenty years. Good news for once!",
]
FOOTER = "© 2026 The Tide Table. All rights reserved. Printed on the island."
BOILERPLATE = [*RELATED, COOKIES, NEWSLETTER, *COMMENTS, FOOTER]


@dataclass(frozen=True)
class Page:
    """A page, the paragraphs of its article in order, and what is none of it."""

    source: str
    kept: list[str]
    gone: list[str]


def paragraphs(texts: list[str], tag: str = "p") -> str:
    return "\n".join(f"<{tag}>{html.escape(text, quote=False)}</{tag}>" for text in texts)


def links(texts: list[str]) -> str:
    return "".join(f'<li><a href="/a/{i}">{text}</a></li>' for i, text in enumerate(texts))


def page(body: str, head: str = "") -> str:
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{HEADLINE} | The Tide Table</title>{head}</head><body>{body}</body></html>"
    )


def _frame(main: str) -> str:
    return page(
        f'<header><a href="/">The Tide Table</a><nav><ul>{links(NAV)}</ul></nav></header>{main}'
        f"<footer><ul>{links(['About us', 'Contact'])}</ul><p>{FOOTER}</p></footer>"
    )


def _teasers() -> str:
    return "".join(
        f'<div class="card"><h3><a href="/{i}">{title}</a></h3>'
        f"<p>{title}, and what the island makes of it now.</p></div>"
        for i, title in enumerate(RELATED)
    )


def _comments() -> str:
    said = "".join(
        f'<div class="comment"><b>gull_{i}</b><p>{text}</p></div>'
        for i, text in enumerate(COMMENTS)
    )
    return f'<section id="comments"><h2>2 comments</h2>{said}</section>'


def classic() -> str:
    return _frame(
        f"<main><article><h1>{HEADLINE}</h1>{paragraphs(BODY)}</article></main>"
        f'<aside><h2>Most read</h2><ul>{links(RELATED)}</ul></aside><div class="cookie-banner"><p>'
        f"{COOKIES}</p></div>"
    )


def div_soup() -> str:
    body = "".join(f'<div class="x7 q-{i}">{text}</div>' for i, text in enumerate(BODY))
    return page(
        f'<div class="a1"><div class="b2">{" ".join(NAV)}</div><div class="c3"><div class="d4">'
        f'{HEADLINE}</div><div class="e5">{body}</div></div><div class="f6"><ul>{links(RELATED)}</ul>'
        f"</div></div>"
    )


def sidebar() -> str:
    return _frame(
        f'<div class="row"><div class="col-8"><h1>{HEADLINE}</h1><div class="text">'
        f'{paragraphs(BODY)}</div></div><div class="col-4 sidebar"><h3>Related</h3><ul>'
        f'{links(RELATED)}</ul><form class="newsletter"><p>{NEWSLETTER}</p></form></div></div>'
    )


def split_by_advertisements() -> str:
    middle = '<div class="ad-slot"><span>Advertisement</span></div>'
    halves = (
        f'<div class="article-body">{paragraphs(BODY[:4])}</div>{middle}'
        f'<div class="article-body">{paragraphs(BODY[4:7])}</div>{middle}'
        f'<div class="article-body">{paragraphs(BODY[7:])}</div>'
    )
    return _frame(f'<div class="wrap"><h1>{HEADLINE}</h1>{halves}</div>')


def inline_promotions() -> str:
    promo = (
        f'<div class="inline-newsletter"><p>{NEWSLETTER}</p></div>'
        f'<div class="related-inline"><p><a href="/x">{RELATED[0]}</a></p></div>'
    )
    return _frame(
        f'<article class="story"><h1>{HEADLINE}</h1><p class="standfirst">{BODY[0]}</p>'
        f'<div class="byline">By Mira Holm</div><div class="story-content">{paragraphs(BODY[1:5])}'
        f"{promo}{paragraphs(BODY[5:])}</div></article>{_comments()}"
    )


def live_blog() -> str:
    posts = "".join(
        f'<article class="live-post"><time datetime="2026-01-0{i + 1}T08:00">08:0{i}</time>'
        f"<h3>Update number {i + 1} from the quay</h3>{paragraphs([one, two])}</article>"
        for i, (one, two) in enumerate(zip(BODY[::2], BODY[1::2], strict=True))
    )
    return _frame(f'<main><h1>{HEADLINE}</h1><div class="live">{posts}</div></main>')


def comments_below() -> str:
    return _frame(
        f'<div id="content"><div class="post"><h1>{HEADLINE}</h1><div class="entry">'
        f"{paragraphs(BODY)}</div></div>{_comments()}</div>"
    )


def captions() -> str:
    figure = (
        "<figure><img src=a.jpg alt='x'><figcaption>The night ferry leaves the quay on Sunday. "
        '<span class="credit">Photo: Lars Uhl</span></figcaption></figure>'
    )
    return _frame(
        f"<article><h1>{HEADLINE}</h1>{paragraphs(BODY[:2])}{figure}{paragraphs(BODY[2:])}"
        f'<p class="tags">Tags: <a href="/t">ferry</a></p></article>'
    )


def lists_and_quotes() -> str:
    items = "".join(f"<li>{text}</li>" for text in BODY[4:7])
    return _frame(
        f"<article><h1>{HEADLINE}</h1>{paragraphs(BODY[:3])}<blockquote><p>{BODY[3]}</p>"
        f"</blockquote><h2>What the vote means</h2><ul>{items}</ul><blockquote>{BODY[7]}</blockquote>"
        f"{paragraphs(BODY[8:])}</article>"
    )


INTERVIEW = [
    "Q: Did you expect the vote?",
    "A: No.",
    "Q: Really?",
    "A: “Never,” as my father used to say. I had packed.",
    "Q: What will you do on Tuesday?",
    "A: Sail.",
]


def interview() -> str:
    asked = "".join(
        f"<p><strong>{line[:2]}</strong>{line[2:]}</p>" if line[0] == "Q" else f"<p>{line}</p>"
        for line in INTERVIEW
    )
    return _frame(f"<article><h1>{HEADLINE}</h1>{paragraphs(BODY[:3])}{asked}</article>")


def pull_quote() -> str:
    return _frame(
        f"<article><h1>{HEADLINE}</h1>{paragraphs(BODY[:3])}<aside class='pullquote'><p>"
        f"“The boat stays.”</p></aside>{paragraphs(BODY[3:])}</article>"
    )


def two_sentences() -> str:
    return _frame(f"<article><h1>{HEADLINE}</h1><p>{BODY[2]} {BODY[8]}</p></article>")


def ancient_table() -> str:
    body = "<br><br>".join(BODY)
    return (
        f"<html><head><title>{HEADLINE}</title></head><body bgcolor=white><table width=760><tr>"
        f"<td width=150 valign=top><font size=1>{'<br>'.join(f'<a href=/{n}>{n}</a>' for n in NAV)}"
        f"</font></td><td><font face=Arial><b>{HEADLINE}</b><br><br>{body}</font></td>"
        f"<td width=160>{'<br>'.join(f'<a href=/{i}>{t}</a>' for i, t in enumerate(RELATED))}</td>"
        "</tr></table></body></html>"
    )


def structured_body_only() -> str:
    data = {"@type": "NewsArticle", "headline": HEADLINE, "articleBody": "\n\n".join(BODY)}
    return page(
        f'<div id="root"></div><noscript>Please enable JavaScript to read this site.</noscript>'
        f'<script type="application/ld+json">{json.dumps(data)}</script>'
    )


def lazy_noscript() -> str:
    return _frame(
        f'<article><h1>{HEADLINE}</h1>{paragraphs(BODY[:5])}<div class="lazy" data-src="/more">'
        f"<noscript>{paragraphs(BODY[5:])}</noscript></div></article>"
    )


def accelerated() -> str:
    return page(
        f"<amp-analytics></amp-analytics><header class='header'>The Tide Table</header><main><article "
        f'class="amp-wp-article"><h1 class="amp-wp-title">{HEADLINE}</h1><div class="amp-wp-meta">'
        f'By Mira Holm</div><div class="amp-wp-article-content">{paragraphs(BODY)}</div><amp-list>'
        f"</amp-list></article></main><footer><p>{FOOTER}</p></footer>",
        "<style amp-boilerplate>body{visibility:hidden}</style><script async src=v0.js></script>",
    )


def encyclopedia() -> str:
    noted = "".join(
        f'<p>{text}<sup class="reference"><a href="#n{i}">[{i}]</a></sup></p>'
        for i, text in enumerate(BODY)
    )
    return page(
        f'<div id="mw-navigation"><ul>{links(NAV)}</ul></div><div id="content" class="mw-body">'
        f'<h1 id="firstHeading">{HEADLINE}</h1><div id="mw-content-text"><div class="mw-parser-output">'
        f'<div id="toc" class="toc"><ul>{links(["1 History", "2 Votes"])}</ul></div>{noted[:900]}'
        f'{noted[900:]}<h2>See also<span class="mw-editsection">[edit]</span></h2><ul>{links(RELATED)}'
        f'</ul><div class="navbox"><ul>{links(RELATED)}</ul></div></div></div></div>'
    )


def hidden_text() -> str:
    trap = "Anyone who reads this was told a lie by the page itself."
    return _frame(
        f"<article><h1>{HEADLINE}</h1>{paragraphs(BODY[:4])}<p style='display:none'>{trap}</p>"
        f"<p hidden>{trap}</p><div aria-hidden='true'><p>{trap}</p></div><p class='sr-only'>{trap}</p>"
        f"<template><p>{trap}</p></template><script>var x = '{trap}'</script><style>/* {trap} */"
        f"</style><p><span style='font-size:0'>{trap}</span>{BODY[4]}</p>{paragraphs(BODY[5:])}"
        f"<textarea>{trap}</textarea><!-- {trap} --></article>"
    )


def long_teaser_rail() -> str:
    return _frame(
        f'<main><div class="article__content"><h1>{HEADLINE}</h1>{paragraphs(BODY)}</div>'
        f'<div class="river">{_teasers()}</div></main>'
    )


def unclosed() -> str:
    return f"<title>{HEADLINE}</title><h1>{HEADLINE}</h1>" + "".join(f"<p>{t}\n" for t in BODY)


def aspnet_form() -> str:
    return page(
        f'<form id="aspnetForm" action="/x"><input type=hidden value=1><div id="menu"><ul>{links(NAV)}'
        f'</ul></div><div class="body-text"><h1>{HEADLINE}</h1>{paragraphs(BODY)}</div></form>'
    )


def custom_elements() -> str:
    body = "".join(f"<story-block><p>{text}</p></story-block>" for text in BODY)
    return _frame(f"<story-page><h1>{HEADLINE}</h1><story-body>{body}</story-body></story-page>")


def badly_named() -> str:
    """The site calls its article what others call their furniture."""
    return _frame(
        f'<div class="widget social-story sidebar"><h1>{HEADLINE}</h1>{paragraphs(BODY)}</div>'
    )


def short_paragraphs_named_alike() -> str:
    body = "".join(f'<p class="meta-text embed">{text}</p>' for text in BODY)
    return _frame(f'<div class="page"><h1>{HEADLINE}</h1><div class="copy">{body}</div></div>')


def sections() -> str:
    parts = "".join(
        f'<section class="chapter"><h2>Part {i + 1} of the story</h2>{paragraphs(BODY[i * 5 : i * 5 + 5])}'
        f"</section>"
        for i in range(2)
    )
    return _frame(f'<div class="longread"><h1>{HEADLINE}</h1>{parts}</div>')


def author_below() -> str:
    return _frame(
        f'<article><h1>{HEADLINE}</h1><div class="body">{paragraphs(BODY)}</div><div class="author-bio">'
        f"<p>{COMMENTS[1]}</p></div><div class='share-bar'><ul>{links(['Facebook'])}</ul></div></article>"
    )


def linked_paragraphs() -> str:
    body = "".join(
        f"<p>{text.replace('ferry', '<a href=/f>ferry</a>').replace('Brandt', '<a href=/b>Brandt</a>')}"
        "</p>"
        for text in BODY
    )
    return _frame(f"<article><h1>{HEADLINE}</h1>{body}</article>")


def spans() -> str:
    body = "".join(f"<div><span><span>{text}</span></span></div>" for text in BODY)
    return _frame(f'<div class="post-content"><h1>{HEADLINE}</h1>{body}</div>')


WHOLE = [
    classic, div_soup, sidebar, split_by_advertisements, inline_promotions, live_blog,
    comments_below, captions, lists_and_quotes, pull_quote, ancient_table, structured_body_only,
    lazy_noscript, accelerated, encyclopedia, hidden_text, long_teaser_rail, unclosed, aspnet_form,
    custom_elements, badly_named, short_paragraphs_named_alike, sections, author_below,
    linked_paragraphs, spans,
]  # fmt: skip
GONE = [*BOILERPLATE, *(f"{t}, and what the island makes of it now." for t in RELATED), "told a lie",
        "enable JavaScript", "Advertisement", "By Mira Holm", "Photo: Lars Uhl", "[1]", "[edit]"]  # fmt: skip
PAGES = {
    **{make.__name__: Page(make(), BODY, GONE) for make in WHOLE},
    "interview": Page(interview(), [*BODY[:3], *INTERVIEW], GONE),
    "two_sentences": Page(two_sentences(), [f"{BODY[2]} {BODY[8]}"], GONE),
}

"""Invented pages in the manner of site builders and large news sites, harder than the plain ones."""
# ruff: noqa: E501 (mark-up reads better whole)

from __future__ import annotations

import json

from tests.index.pages import (
    BODY,
    COMMENTS,
    FOOTER,
    GONE,
    HEADLINE,
    NAV,
    NEWSLETTER,
    RELATED,
    Page,
    links,
    page,
    paragraphs,
)

TOP = f'<header class="site-header"><nav><ul>{links(NAV)}</ul></nav></header>'
END = f'<footer class="site-footer"><p>{FOOTER}</p></footer>'
CARDS = "".join(
    f'<article class="teaser"><a href="/{i}"><h3>{title}</h3><p>{title}, and what the island makes of'
    " it now.</p></a></article>"
    for i, title in enumerate(RELATED)
)
SAID = "".join(f"<article class='comment'><p>{text}</p></article>" for text in COMMENTS * 6)


def text_blocks() -> str:
    """Every paragraph in boxes of its own, between boxes of links and pictures."""
    boxes = [
        f'<div data-component="text-block" class="ssrcss-11r1m41"><div class="ssrcss-7uxr49"><p '
        f'class="ssrcss-1q0x1qg">{text}</p></div></div>'
        for text in BODY
    ]
    picture = (
        '<div data-component="image-block"><figure><div><picture><img src=x></picture><span '
        'class="caption-copyright">Nell Ode</span></div><figcaption>The quay at dawn on Friday '
        "morning.</figcaption></figure></div>"
    )
    more = f'<div data-component="links-block"><p>More on this story</p><ul>{links(RELATED[:2])}</ul></div>'
    boxes[3:3] = [picture]
    boxes[7:7] = [more]
    return page(
        f'<div id="main-content"><main id="x"><article class="ssrcss-pv1rh6"><header><h1>{HEADLINE}'
        f"</h1></header>{''.join(boxes)}<section data-component='tag-list'><h2>Related topics</h2>"
        f"<ul>{links(['Ferries'])}</ul></section></article></main></div>{END}"
    )


def two_columns() -> str:
    """The body in two sections of one class, deep in wrappers, with a promotion between."""
    half = (
        '<div class="css-53u6y8 StoryBodyCompanionColumn"><div class="css-1">{}</div></div>'.format
    )
    return page(
        f'{TOP}<div id="site-content"><article id="story"><header><h1>{HEADLINE}</h1><p id="article-'
        f'summary">{BODY[0]}</p><p class="byline">By Mira Holm</p></header><section name="articleBody" '
        f'class="meteredContent css-r7ky0e">{half(paragraphs(BODY[1:5]))}<div class="css-9 ad"><p>'
        f"Advertisement</p></div>{half(paragraphs(BODY[5:]))}</section><div class='bottom-of-article'>"
        f"</div></article></div>{END}"
    )


def numbered_divs() -> str:
    body = "".join(
        f'<div data-testid="paragraph-{i}" class="text__text__1FZLe article-body__element">{text}</div>'
        for i, text in enumerate(BODY)
    )
    return page(
        f'{TOP}<div class="article-body__container"><h1>{HEADLINE}</h1><div class="article-body__'
        f'wrapper">{body}<p class="article-body__sign-off">Reporting by Mira Holm; editing by Ida Roe'
        f"</p></div></div><div class='read-next'>{CARDS}</div>{END}"
    )


def blog_theme() -> str:
    return page(
        f'<div id="page" class="hfeed site has-sidebar"><div id="content" class="site-content"><div '
        f'id="primary" class="content-area"><main class="site-main"><article id="post-7" class="post-7 '
        f'post type-post has-post-thumbnail category-news tag-ferry"><header class="entry-header"><h1 '
        f'class="entry-title">{HEADLINE}</h1><div class="entry-meta">By Mira Holm</div></header><div '
        f'class="entry-content">{paragraphs(BODY)}<div class="sharedaddy sd-sharing-enabled"><h3>Share '
        f'this:</h3><ul>{links(["Facebook"])}</ul></div><div class="jp-relatedposts"><h3>Related</h3>'
        f'<ul>{links(RELATED)}</ul></div></div></article><div id="comments" class="comments-area"><ol '
        f'class="comment-list"><li><p>{COMMENTS[0]}</p></li></ol></div></main></div><div id="secondary" '
        f'class="widget-area"><section class="widget"><p>{NEWSLETTER}</p></section></div></div></div>'
    )


def page_builder() -> str:
    boxes = "".join(
        f'<div class="elementor-element elementor-widget elementor-widget-text-editor"><div '
        f'class="elementor-widget-container">{paragraphs(BODY[i : i + 2])}</div></div>'
        for i in range(0, 10, 2)
    )
    return page(
        f'{TOP}<div class="elementor elementor-location-single"><div class="elementor-widget '
        f'elementor-widget-theme-post-title"><h1>{HEADLINE}</h1></div>{boxes}</div>{END}'
    )


def weblog_without_paragraphs() -> str:
    body = "<br /><br />".join(BODY)
    return page(
        f'<div class="blog-posts hfeed"><div class="post hentry"><h3 class="post-title entry-title">'
        f'{HEADLINE}</h3><div class="post-body entry-content" id="post-body-1">{body}<div style="clear:'
        f'both"></div></div><div class="post-footer"><span class="post-comment-link">2 comments</span>'
        f'</div></div></div><div class="sidebar"><ul>{links(RELATED)}</ul></div>'
    )


def newsletter_site() -> str:
    """The site's own article carries "newsletter" in its class."""
    box = f'<div class="subscribe-widget"><p>{NEWSLETTER}</p></div>'
    return page(
        f'<div class="single-post-container"><article class="typography newsletter-post post"><div '
        f'class="post-header"><h1 class="post-title published">{HEADLINE}</h1></div><div class='
        f'"available-content"><div class="body markup">{paragraphs(BODY[:5])}{box}{paragraphs(BODY[5:])}'
        f"</div></div></article></div>{SAID}"
    )


def short_under_long_comments() -> str:
    return page(
        f'{TOP}<main><article class="story"><h1>{HEADLINE}</h1><p>{BODY[2]} {BODY[8]}</p></article>'
        f'<section class="discussion" id="comments">{SAID}</section></main>{END}'
    )


def short_over_teasers() -> str:
    return page(
        f'{TOP}<main><article class="story"><h1>{HEADLINE}</h1><p>{BODY[2]} {BODY[8]}</p></article>'
        f'<section class="grid">{CARDS}</section></main>{END}'
    )


def metered() -> str:
    """Two paragraphs to see, the whole in the structured data."""
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "The Tide Table"},
            {"@type": ["NewsArticle"], "articleBody": "\n".join(BODY), "headline": HEADLINE},
        ],
    }
    return page(
        f'{TOP}<article><h1>{HEADLINE}</h1>{paragraphs(BODY[:2])}<div class="paywall-prompt"><p>'
        f"Subscribe to read on.</p></div></article>{END}"
        f'<script type="application/ld+json">{json.dumps(data)}</script>'
    )


def bare_body() -> str:
    return page(f"<h1>{HEADLINE}</h1>{paragraphs(BODY)}<hr><a href=/>Home</a>")


def plain_divs_in_main() -> str:
    body = "".join(f"<div><div>{text}</div><div></div></div>" for text in BODY)
    return page(f"{TOP}<div role='main'><h1>{HEADLINE}</h1><div>{body}</div></div>{END}")


def preformatted_wire() -> str:
    return page(f"<h1>{HEADLINE}</h1><pre>" + "\n\n".join(BODY) + "</pre>")


def accordion() -> str:
    parts = "".join(
        f"<details><summary>Chapter {i + 1} of the ferry story</summary>{paragraphs(BODY[i * 5 : i * 5 + 5])}"
        f"</details>"
        for i in range(2)
    )
    return page(f"{TOP}<article><h1>{HEADLINE}</h1>{parts}</article>{END}")


def saved_page() -> str:
    """As a browser saves it: absolute addresses, a dialog left open, scripts' leavings."""
    return "<!-- saved from url=(0041)https://tidetable.example/news/ferry-vote -->" + page(
        f'<div id="app" aria-hidden="true">{TOP}<main><h1>{HEADLINE}</h1><div class="c">'
        f'{paragraphs(BODY)}</div></main></div><div role="dialog" class="modal"><p>{NEWSLETTER}</p>'
        f"</div><iframe src='./Ferry_files/a.html'></iframe>"
    )


def fact_box() -> str:
    box = "<table><tr><th>Boat</th><td>Nordvik II</td></tr><tr><th>Built</th><td>1987</td></tr></table>"
    return page(
        f"{TOP}<article><h1>{HEADLINE}</h1>{paragraphs(BODY[:4])}{box}{paragraphs(BODY[4:])}</article>"
    )


def next_article_below() -> str:
    below = (
        f"<article class='story'><h1>{RELATED[0]}</h1><p>{COMMENTS[1]} {COMMENTS[0]}</p></article>"
    )
    return page(
        f"{TOP}<div class='feed'><article class='story'><h1>{HEADLINE}</h1>{paragraphs(BODY)}</article>"
        f"{below}</div>{END}"
    )


def social_posts() -> str:
    post = f'<blockquote class="twitter-tweet"><p>{BODY[4]}</p>— Joren Vask (@vask)</blockquote>'
    return page(
        f'{TOP}<article><h1>{HEADLINE}</h1>{paragraphs(BODY[:4])}<div class="embed-wrapper">{post}</div>'
        f"{paragraphs(BODY[5:])}</article>{END}"
    )


def slides() -> str:
    parts = "".join(
        f'<div class="slide gallery-slide expandable"><h2>{i + 1}. A view of the quay</h2><p>{text}</p>'
        "</div>"
        for i, text in enumerate(BODY)
    )
    return page(
        f'{TOP}<article><h1>{HEADLINE}</h1><div class="slideshow">{parts}</div></article>{END}'
    )


def lead_outside() -> str:
    return page(
        f'{TOP}<div class="head"><h1>{HEADLINE}</h1><h2 class="dek">{BODY[0]}</h2></div><div class='
        f'"byline-row">By Mira Holm</div><div class="article-content">{paragraphs(BODY[1:])}</div>{END}'
    )


WHOLE = [
    text_blocks, two_columns, numbered_divs, blog_theme, page_builder, weblog_without_paragraphs,
    newsletter_site, metered, bare_body, plain_divs_in_main, preformatted_wire, accordion,
    saved_page, fact_box, next_article_below, social_posts, slides, lead_outside,
]  # fmt: skip
STYLES = {
    **{make.__name__: Page(make(), BODY, [*GONE, "read on."]) for make in WHOLE},
    "short_under_long_comments": Page(short_under_long_comments(), [f"{BODY[2]} {BODY[8]}"], GONE),
    "short_over_teasers": Page(short_over_teasers(), [f"{BODY[2]} {BODY[8]}"], GONE),
}

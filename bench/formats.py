"""A corpus in every format, made of the sample articles, added in one command.

Each article of ``seeds/`` is written out as web pages of several makes, a feed, PDF (one and
two columns), Word, PowerPoint, EPUB, mail, a saved page, text, Markdown, JSONL and a zip
archive; beside them stand files that cannot be read. Told for each: what was read, with
which metadata, how many of its paragraphs came through word for word, what failed and why.
"""

from __future__ import annotations

import io
import json
import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from index.reading.text.frontmatter import split_front_matter
from index.types import Article
from rag import OnRecord
from rag.words import words
from tests.index.documents import Ink, column, make_epub, make_mail, make_pdf, make_zip

if TYPE_CHECKING:
    from docx.document import Document
    from pptx.presentation import Presentation

_SENTENCE = re.compile(r"[.!?][\"”’]?\s*$")
FURNITURE = ["Home", "World", "Politics", "Sport", "Accept all cookies", "Share on Facebook"]


@dataclass(frozen=True)
class Text:
    """One sample article as it was written."""

    title: str
    outlet: str
    author: str
    published: str
    url: str
    paragraphs: list[str]


def run(_data: Path, gold: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "corpus"
        texts = read_texts(gold.parent)
        made = make_corpus(folder, texts)
        desk = OnRecord(Path(scratch) / "data")
        report = desk.add(folder)
        articles = [desk.article(info.id) for info in desk.articles()]
        _show(folder, made, articles, dict(report.failed))
        print(
            f"{len(list(folder.iterdir()))} files: {report.added} articles added, "
            f"{len(report.failed)} failed; {report.passages} passages, {report.seconds:.1f} s"
        )
        again = desk.add(folder)
        print(f"again: {again.unchanged} unchanged, {again.seconds:.1f} s")


def read_texts(seeds: Path) -> list[Text]:
    """The sample articles."""
    found = []
    for number, path in enumerate(sorted(seeds.glob("[0-9]*.md"))):
        fields, body = split_front_matter(path.read_text("utf-8"))
        found.append(
            Text(
                str(fields["title"]),
                str(fields.get("outlet", "The Sample Post")),
                "Ada Lindqvist",
                str(fields["published"]),
                f"https://sample.example/news/{number}",
                [
                    " ".join(part.split())
                    for part in body.strip().split("\n\n")
                    if _SENTENCE.search(part)  # one sample has page furniture in it
                ],
            )
        )
    return found


def make_corpus(folder: Path, texts: list[Text]) -> dict[str, list[Text]]:
    """Writes the files; the texts that each one holds, none for what cannot be read."""
    folder.mkdir(parents=True)
    made: dict[str, list[Text]] = {}

    def write(name: str, data: bytes | str, *held: Text) -> None:
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
        made[name] = list(held)

    for number, text in enumerate(texts):
        write(f"{number}-page.html", page(text), text)
        write(f"{number}.pdf", pdf(text), text)
        write(f"{number}.docx", docx(text), text)
        write(f"{number}.eml", mail(text), text)
    for number, text in enumerate(texts[:3]):
        write(f"{number}-columns.pdf", pdf_in_columns(text), text)
        write(f"{number}.pptx", pptx(text), text)
        write(f"{number}.epub", epub(text), text)
        write(f"{number}.mhtml", mhtml(text), text)
        write(f"{number}-linked.html", linked_data_page(text), text)
        write(f"{number}.txt", plain(text), text)
        write(f"{number}.md", markdown(text), text)
    write("wire.jsonl", "".join(record(text) for text in texts[:4]), *texts[:4])
    write("feed.xml", feed(texts[:4]), *texts[:4])
    write(
        "pack.zip",
        make_zip(
            {"in/a.html": page(texts[4]), "in/b.txt": plain(texts[5]), "in/c.png": b"\x89PNG"}
        ),
        texts[4],
        texts[5],
    )
    write("page-named.txt", page(texts[6]), texts[6])
    write("pdf-named.docx", pdf(texts[6]), texts[6])
    write("old-encoding.txt", plain(texts[1]).encode("cp1252"), texts[1])
    write("wide.txt", plain(texts[0]).encode("utf-16"), texts[0])
    write("empty.txt", b"")
    write("picture.pdf", b"\x89PNG\r\n\x1a\n" + bytes(40))
    write("cut.pdf", pdf(texts[0])[:900])
    write("locked.pdf", make_pdf([column("Secret.")], password="secret"))
    write("cut.docx", docx(texts[0])[:4000])
    write("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000))
    write("login.html", "<!doctype html><title>Sign in</title><form><input type=password></form>")
    return made


def page(text: Text) -> str:
    """A news page with its furniture."""
    links = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in FURNITURE)
    return (
        f"<!doctype html><html><head><title>{escape(text.title)} | {escape(text.outlet)}</title>"
        f'<meta property="og:title" content="{escape(text.title)}">'
        f'<meta property="og:site_name" content="{escape(text.outlet)}">'
        f'<meta name="author" content="{text.author}">'
        f'<meta property="article:published_time" content="{text.published}T08:00:00Z">'
        f'<link rel="canonical" href="{text.url}"></head>'
        f"<body><nav><ul>{links}</ul></nav><article><h1>{escape(text.title)}</h1>"
        f"{_html(text.paragraphs)}</article><aside><h2>Most read</h2><ul>{links}</ul></aside>"
        "<footer>© The Sample Group. All rights reserved.</footer></body></html>"
    )


def linked_data_page(text: Text) -> str:
    """A page that says what it is in JSON-LD, its text among bare blocks."""
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": text.title,
        "datePublished": text.published,
        "dateModified": "2030-01-01",
        "author": [{"@type": "Person", "name": text.author}],
        "publisher": {"@type": "Organization", "name": text.outlet},
        "url": text.url,
    }
    blocks = "".join(f"<div><span>{escape(each)}</span></div>" for each in text.paragraphs)
    return (
        f"<!doctype html><html><head><title>{escape(text.title)}</title>"
        f'<script type="application/ld+json">{json.dumps(told)}</script></head>'
        f'<body><div class="menu">{" ".join(FURNITURE)}</div><h1>{escape(text.title)}</h1>'
        f'<div class="story">{blocks}</div></body></html>'
    )


def pdf(text: Text) -> bytes:
    """One column, a running head and page numbers."""
    pages, inks, y = [], column(text.title, y=740, size=16, width=50), 690.0
    for paragraph in [text.published, *text.paragraphs]:
        lines = column(_western(paragraph), y=y, width=75)
        if lines[-1].y < 80:
            pages.append(inks)
            lines = column(_western(paragraph), y=720, width=75)
            inks = []
        inks = [*inks, *lines]
        y = lines[-1].y - 24
    return make_pdf(_with_feet([*pages, inks]), {"Title": text.title, "Author": text.author})


def pdf_in_columns(text: Text) -> bytes:
    """Two columns on each page."""
    pages, inks, x, y = [], [], 60.0, 720.0
    for paragraph in text.paragraphs:
        lines = column(_western(paragraph), x=x, y=y, width=38)
        if lines[-1].y < 80:
            if x > 60:
                pages.append(inks)
                inks = []
            x = 320.0 if x == 60 else 60.0
            lines = column(_western(paragraph), x=x, y=720, width=38)
        inks = [*inks, *lines]
        y = lines[-1].y - 24
    return make_pdf([*pages, inks], {"Title": text.title})


def docx(text: Text) -> bytes:
    """A Word document with its properties set."""
    from docx import Document

    document = Document()
    document.core_properties.title, document.core_properties.author = text.title, text.author
    document.add_heading(text.title, 0)
    for paragraph in text.paragraphs:
        document.add_paragraph(paragraph)
    return _saved(document)


def pptx(text: Text) -> bytes:
    """A slide for every paragraph."""
    from pptx import Presentation

    deck = Presentation()
    deck.core_properties.title = text.title
    for paragraph in text.paragraphs:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = text.title
        slide.placeholders[1].text = paragraph
    return _saved(deck)


def epub(text: Text) -> bytes:
    """A book of two chapters."""
    half = len(text.paragraphs) // 2
    told = (
        f"<dc:title>{escape(text.title)}</dc:title><dc:creator>{text.author}</dc:creator>"
        f"<dc:publisher>{escape(text.outlet)}</dc:publisher><dc:date>{text.published}</dc:date>"
    )
    chapters = {"a.xhtml": _html(text.paragraphs[:half]), "b.xhtml": _html(text.paragraphs[half:])}
    return make_epub(chapters, told)


def mail(text: Text) -> bytes:
    """A newsletter in plain text."""
    return make_mail(
        "\n\n".join(text.paragraphs),
        Subject=text.title,
        From=f"{text.author} <ada@sample.example>",
        Date="Thu, 12 Nov 2026 08:00:00 +0000",
        Message_ID="<1@sample.example>",
    )


def mhtml(text: Text) -> bytes:
    """A page as a browser saves it in one file."""
    part = f"Content-Type: text/html; charset=utf-8\r\nContent-Location: {text.url}\r\n"
    return (
        f"From: <Saved by a browser>\r\nSnapshot-Content-Location: {text.url}\r\n"
        f"Subject: {'page'}\r\nDate: Thu, 12 Nov 2026 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        f"--b\r\n{part}Content-Transfer-Encoding: 8bit\r\n\r\n{page(text)}\r\n--b--\r\n"
    ).encode()


def plain(text: Text) -> str:
    """Text as it is scraped, with furniture about it."""
    menu = "\n".join(FURNITURE)
    return f"{menu}\n{text.title}\n{text.published}\n\n" + "\n\n".join(text.paragraphs)


def markdown(text: Text) -> str:
    """Markdown with front matter."""
    told = f"title: {json.dumps(text.title)}\noutlet: {text.outlet}\nauthor: {text.author}\n"
    body = "\n\n".join(text.paragraphs)
    return (
        f"---\n{told}published: {text.published}\nurl: {text.url}\n---\n\n# {text.title}\n\n{body}"
    )


def record(text: Text) -> str:
    """A line of JSONL."""
    fields = {"title": text.title, "outlet": text.outlet, "author": text.author, "url": text.url}
    body = "\n\n".join(text.paragraphs)
    return json.dumps({"text": body, "published": text.published} | fields) + "\n"


def feed(texts: list[Text]) -> str:
    """A feed whose entries carry their articles."""
    items = "".join(
        f"<item><title>{escape(text.title)}</title><link>{text.url}</link>"
        f"<guid>{text.url}</guid><dc:creator>{text.author}</dc:creator>"
        "<pubDate>Thu, 12 Nov 2026 08:00:00 GMT</pubDate>"
        f"<content:encoded><![CDATA[{_html(text.paragraphs)}]]></content:encoded></item>"
        for text in texts
    )
    return (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Sample Post</title>'
        f"{items}</channel></rss>"
    )


def _html(paragraphs: list[str]) -> str:
    return "".join(f"<p>{escape(each, quote=False)}</p>" for each in paragraphs)


def _western(text: str) -> str:
    return text.encode("cp1252", "replace").decode("cp1252")


def _with_feet(pages: list[list[Ink]]) -> list[list[Ink]]:
    return [
        [*inks, *column("The Sample Post, weekly edition", y=780), *column(str(n), x=300, y=40)]
        for n, inks in enumerate(pages, start=1)
    ]


def _saved(document: Document | Presentation) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _show(
    folder: Path, made: dict[str, list[Text]], articles: list[Article], failed: dict[str, str]
) -> None:
    known: Counter[str] = Counter()
    kept = total = 0
    for name, held in sorted(made.items()):
        place = str(folder / name)
        own = [each for each in articles if str(each.info.path).startswith(place)]
        for article in own:
            info = article.info
            through = max((_came_through(text, article) for text in held), default=(0, 0))
            kept, total = kept + through[0], total + through[1]
            told = [info.title, info.outlet, info.author, info.published, info.url]
            known.update(
                field
                for field, value in zip(
                    ("title", "outlet", "author", "published", "url"), told, strict=True
                )
                if value
            )
            shown = " | ".join((each or "–")[:28] for each in told[:4])
            print(f"{name:18} {through[0]:2}/{through[1]:<2} {shown}")
        for where, error in failed.items():
            if where.startswith(place):
                print(f"{Path(where).name:18} FAILED {error}")
        if not own and held:
            print(f"{name:18} a copy of one above")
    print(f"paragraphs word for word: {kept} of {total}; metadata told: {dict(known)}")


def _came_through(text: Text, article: Article) -> tuple[int, int]:
    said = f" {' '.join(words(article.text))} "
    return (
        sum(f" {' '.join(words(each))} " in said for each in text.paragraphs),
        len(text.paragraphs),
    )

"""Answers and questions as chat messages: HTML that Gradio's Markdown leaves as it is.

Every message is one ``<div>`` on one line. Markdown takes such a block as raw
HTML, and the words inside it are escaped down to the last punctuation mark, so
that nothing in an article or a question can turn into markup of either kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from index.types import ArticleInfo
from rag.types import Answer, Citation
from ui.conversation import Conversation, Exchange, cite_target, near_target

DECLINED_TITLE = "The articles don't say"
EXCERPT_LENGTH = 220

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_UNSHOWABLE = re.compile("[\x00\ud800-\udfff]")
_LINE_BREAK = re.compile(r"\r\n?|\n")
_MARKER = re.compile(r"\[(\d{1,3})\]")


MASTHEAD = (
    '<h1 class="wordmark">OnRecord</h1>'
    '<p class="motto">Who said what, in the words of the articles.</p>'
)


def welcome(article_count: int) -> str:
    """What an empty conversation says: what to ask, or how to add articles."""
    if article_count:
        return (
            '<div class="welcome"><div class="verdict">What would you like to know?</div>'
            "<p>Every answer cites the exact words it rests on. Click a number to read them.</p>"
            "</div>"
        )
    return (
        '<div class="welcome"><div class="verdict">There are no articles yet</div>'
        "<p>Add some below, or whole folders in a terminal:</p>"
        "<p><code>onrecord add PATH</code></p></div>"
    )


def welcome_problem(message: str) -> str:
    """An empty conversation when the collection itself cannot be read."""
    return f'<div class="welcome"><div class="problem">{escaped(message)}</div></div>'


def count_line(article_count: int) -> str:
    """The quiet line with the number of articles."""
    return f"{article_count:,} article{'' if article_count == 1 else 's'}"


def hint_line(text: str) -> str:
    """A gentle word under the question box; ``role`` has it read out."""
    return f'<p role="status">{escaped(text)}</p>'


def messages(conversation: Conversation) -> list[dict[str, str]]:
    """The whole conversation, in the form that Gradio's chatbot takes."""
    return [
        message
        for exchange in conversation
        for message in (
            {"role": "user", "content": question_message(exchange)},
            {"role": "assistant", "content": reply_message(exchange)},
        )
    ]


def question_message(exchange: Exchange) -> str:
    """The reader's own words."""
    return f'<div class="question" dir="auto">{escaped(exchange.question)}</div>'


def reply_message(exchange: Exchange) -> str:
    """The answer as far as it has come, or why there is none."""
    if exchange.problem is not None:
        return f'<div class="problem">{escaped(exchange.problem)}</div>'
    if exchange.answer is not None:
        return answer_message(exchange.answer, exchange.key)
    if exchange.stopped:
        return f'<div class="answer">{_unlinked(exchange.said)}{_STOPPED}</div>'
    if not exchange.said.strip():
        return _THINKING
    return f'<div class="answer streaming">{_unlinked(exchange.said)}</div>'


def answer_message(answer: Answer, key: str) -> str:
    """A finished answer; ``key`` tells its markers from those of other turns."""
    if answer.status == "declined":
        return _declined(answer, key)
    known = {citation.n for citation in answer.citations}

    def linked(n: int) -> str | None:
        href = f"#{cite_target(key, n)}"
        return f'<a href="{href}" class="cite">[{n}]</a>' if n in known else None

    body = _with_markers(answer.text, linked)
    sources = _list("Sources", [_source(c, key) for c in answer.citations])
    return f'<div class="answer" dir="auto">{body}{sources}{_colophon(answer)}</div>'


def byline(info: ArticleInfo) -> str:
    """Outlet and date, as far as they are known: "Outlet, 9 April 2024"."""
    return ", ".join(filter(None, [info.outlet, readable_date(info.published)]))


def readable_date(published: str | None) -> str:
    """An ISO date for reading, no more precise than it is; anything else as it stands."""
    if not published:
        return ""
    try:
        if re.fullmatch(r"\d{4}-\d{2}", published):
            return f"{date.fromisoformat(published + '-01'):%B %Y}"
        day = date.fromisoformat(published[:10])
    except ValueError:
        return published
    return f"{day.day} {day:%B %Y}"


def escaped(text: str) -> str:
    """Text as HTML on one line that Markdown finds nothing to do with."""
    shown = _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    pieces = (_PUNCTUATION.sub(_entity, line) for line in _LINE_BREAK.split(shown))
    return "<br>".join(pieces)


def _entity(mark: re.Match[str]) -> str:
    return f"&#{ord(mark[0])};"


def _with_markers(text: str, marker: Callable[[int], str | None]) -> str:
    """Escaped text with ``marker`` in place of each [n] it knows, tied to the word before it."""
    pieces: list[str] = []
    done = 0
    for match in _MARKER.finditer(text):
        shown = marker(int(match[1]))
        if shown is not None:
            before = text[done : match.start()]
            tie = "\N{NO-BREAK SPACE}" if before[-1:].isspace() else ""
            pieces += [escaped(before.rstrip()), tie, shown]
            done = match.end()
    return "".join(pieces) + escaped(text[done:])


def _unlinked(text: str) -> str:
    return _with_markers(text, lambda n: f'<span class="cite">[{n}]</span>')


def _source(citation: Citation, key: str) -> str:
    parts = [
        part("n", str(citation.n)),
        part("who", citation.speaker),
        part("title", citation.article.label),
        part("when", byline(citation.article)),
        part("also", citation.elsewhere),
    ]
    href = f"#{cite_target(key, citation.n)}"
    return f'<a href="{href}" class="source">{" ".join(filter(None, parts))}</a>'


def _declined(answer: Answer, key: str) -> str:
    closest = [
        f'<a href="#{near_target(key, n)}" class="source near">'
        f"{part('excerpt', _excerpt(hit.passage.text))} {part('title', hit.article.label)} "
        f"{part('when', byline(hit.article))}</a>"
        for n, hit in enumerate(answer.closest, start=1)
    ]
    return (
        f'<div class="declined" dir="auto"><div class="verdict">{escaped(DECLINED_TITLE)}</div>'
        f"{_reason(answer.text)}{_list('The closest passages', closest)}{_colophon(answer)}</div>"
    )


def _reason(text: str) -> str:
    """What a declined answer adds to its heading, if anything."""
    told = text.strip().replace("\u2019", "'").removeprefix(DECLINED_TITLE).lstrip(". ")
    return f'<div class="reason">{escaped(told)}</div>' if told else ""


def _list(title: str, links: list[str]) -> str:
    if not links:
        return ""
    items = "".join(f"<li>{link}</li>" for link in links)
    return f'<div class="sources"><div class="sources-title">{title}</div><ol>{items}</ol></div>'


def part(name: str, text: str | None) -> str:
    """A piece of a list's entry, escaped; nothing where there is no text."""
    return f'<span class="{name}" dir="auto">{escaped(text)}</span>' if text else ""


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= EXCERPT_LENGTH:
        return line
    return line[:EXCERPT_LENGTH].rsplit(" ", 1)[0] + " …"


def _colophon(answer: Answer) -> str:
    total = answer.seconds.get("total")
    parts = [answer.model.rsplit("/", 1)[-1], f"{total:.1f} s" if total is not None else ""]
    text = " · ".join(filter(None, parts))
    return f'<div class="colophon">{escaped(text)}</div>' if text else ""


_STOPPED = '<div class="stopped">Stopped.</div>'
_THINKING = '<div class="thinking">Reading the articles<span class="dots"></span></div>'

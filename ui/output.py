"""What commands print on standard output: JSON for scripts, plain text for readers."""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence

import click

from index.quotations import FoundQuote
from index.types import AddReport, ArticleInfo, Hit, Quote
from rag import Answer, Citation, Token
from rag.types import Event
from ui.doctor import Finding
from ui.wording import Descriptions, counted, who_said

# What some programs take for the end of a line, as JSON may write it within one.
_LINE_BREAKS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")  # a terminal may act on them


def show_json(value: object) -> None:
    """One JSON value on one line, escaped where it could not be written as it is."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        line = json.dumps(value)
    click.echo(line.translate(_LINE_BREAKS))


def show_report(report: AddReport, as_json: bool, quiet: bool = False) -> None:
    """What adding did; failures, and unless quiet whatever else is odd, also on standard error."""
    for place, error in report.failed:
        click.echo(f"onrecord: {on_one_line(place)}: {error}", err=True)
    fate = "removed" if report.removed else "its articles stay (--prune takes out single files)"
    for place in () if quiet else report.vanished:
        click.echo(f"onrecord: {on_one_line(place)}: is gone; {fate}", err=True)
    for label in () if quiet else report.foreign:
        line = "is not in English; its passages are indexed, no quotations are looked for"
        click.echo(f"onrecord: {on_one_line(label)}: {line}", err=True)
    if as_json:
        show_json(report.as_dict())
        return
    removed = f"{report.removed} removed, " if report.removed else ""
    click.echo(
        f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged, "
        f"{removed}{len(report.failed)} failed; "
        f"{report.passages} passages, {report.quotes} quotations, {report.seconds:.1f} s"
    )


def show_articles(articles: Sequence[ArticleInfo], as_json: bool) -> None:
    """One article a line."""
    for info in articles:
        if as_json:
            show_json(info.as_dict())
        else:
            known = [part for part in (info.outlet, info.published) if part]
            click.echo("  ".join([info.id, info.label, *known]))


def answer_object(answer: Answer, drafts: bool) -> dict[str, object]:
    """The contract's answer object; with ``drafts`` the refused ones as well."""
    refused = {"refused": [each.as_dict() for each in answer.refused]} if drafts else {}
    return {**answer.as_dict(), **refused}


def show_answer(events: Iterable[Event], drafts: bool = False) -> None:
    """The answer as its checked words come, then its sources or the closest passages.

    With ``drafts`` also what the model wrote that is not shown, and why not.
    """
    for event in events:
        if isinstance(event, Token):
            click.echo(event.text, nl=False)
        else:
            click.echo()
            _show_sources(event)
            if drafts:
                _show_refused(event)


def _show_refused(answer: Answer) -> None:
    click.echo(f"\nRefused drafts: {len(answer.refused) or 'none'}")
    for each in answer.refused:
        click.echo(f"  · {each.reason}\n{_indented(each.text)}")


def show_passages(hits: Sequence[Hit]) -> None:
    """Ranked passages with their articles."""
    for rank, hit in enumerate(hits, start=1):
        click.echo(f"{rank}. {_described(hit.article)}  ({hit.score:.2f})")
        click.echo(_indented(hit.passage.text))


def show_found_quotes(found: Sequence[FoundQuote], known_as: Descriptions) -> None:
    """Each quotation under its speaker, with the article that it stands in."""
    for each in found:
        _show_quote(each.quote, known_as)
        click.echo(_indented(_described(each.article)))


def show_file_quotes(name: str, quotes: Sequence[Quote]) -> None:
    """A file's name, and each of its quotations under its speaker."""
    click.echo(f"{on_one_line(name)}: {counted(len(quotes), 'quotation')}")
    for quote in quotes:
        _show_quote(quote, {})


def show_findings(findings: Sequence[Finding]) -> None:
    """One line a part: whether it is well, what was found, what to do."""
    for finding in findings:
        click.echo(f"{'ok ' if finding.well else 'BAD'}  {finding.part}: {finding.found}")
        if finding.remedy:
            click.echo(f"     → {finding.remedy}")


def _show_quote(quote: Quote, known_as: Descriptions) -> None:
    head = [who_said(quote, known_as), quote.cue, quote.via and f"via {quote.via}"]
    click.echo(_filled(" · ".join(filter(None, head)), indent=""))
    click.echo(_indented(quote.text))


def on_one_line(place: str) -> str:
    """A file's name may hold line breaks and worse."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in place)


def _show_sources(answer: Answer) -> None:
    click.echo()
    for citation in answer.citations:
        click.echo(f"[{citation.n}] {_cited(citation)}")
        click.echo(_indented(citation.text))
    if answer.closest:
        click.echo("The closest passages:")
        for hit in answer.closest:
            click.echo(f"  · {_described(hit.article)}")
            click.echo(_indented(hit.passage.text))


def _cited(citation: Citation) -> str:
    parts = [citation.speaker, _described(citation.article), citation.elsewhere]
    return " · ".join(filter(None, parts))


def _described(article: ArticleInfo) -> str:
    return " · ".join(part for part in (article.label, article.outlet, article.published) if part)


def _indented(text: str) -> str:
    return _filled(text, indent="    ")


def _filled(text: str, indent: str) -> str:
    """The text on lines as wide as the terminal, and nothing in it that a terminal acts on."""
    width = max(40, min(100, shutil.get_terminal_size().columns))
    words = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))
    return textwrap.fill(words, width, initial_indent=indent, subsequent_indent=indent)

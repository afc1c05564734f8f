"""The page that `eval --report` writes: the figures, and every question that was missed.

One file that asks nothing of any other, without scripts or links to elsewhere; whatever comes from
gold or articles is escaped. Not handled: pages of many thousands of misses, which are long.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from importlib.resources import files

from rag.evaluate import CaseResult, Evaluation
from rag.evaluation.faults import FaultKind
from rag.evaluation.gold import Case
from rag.evaluation.needs import Fact
from rag.types import Answer, Citation
from ui.eval_figures import Row, answer_rows, retrieval_rows
from ui.eval_output import headline
from ui.render import byline
from ui.wording import counted

TITLES: dict[FaultKind, str] = {
    "misattributed": "Given to somebody else",
    "altered": "Words that were altered",
    "answered wrongly": "Answered, though the articles don't say",
    "wrong": "Not the gold's answer",
    "declined wrongly": "Declined, though the articles answer",
    "not cited": "Right, but not cited",
    "not brief": "Not brief",
    "opens late": "The answer comes late",
    "not found": "Not found",
}

_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def report_page(name: str, evaluation: Evaluation) -> str:
    """The whole page.

    Args:
        name: the gold file.
        evaluation: how it was scored.
    """
    style = files("ui").joinpath("assets", "report.css").read_text("utf-8")
    title = f"OnRecord on {_escaped(name)}"
    parts = [
        f"<header><h1>{title}</h1><p>{_escaped(headline(evaluation))}</p></header>",
        _figures(evaluation),
        _failed(evaluation.failed),
        _misses(evaluation.missed),
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(filter(None, parts))
        + "\n</main>\n</body>\n</html>\n"
    )


def _figures(evaluation: Evaluation) -> str:
    answers, retrieval = evaluation.answers, evaluation.retrieval
    tables = [
        _table("What is answered", answer_rows(answers)) if answers else "",
        _table("What is found", retrieval_rows(retrieval)) if retrieval else "",
    ]
    return f"<section><h2>Figures</h2>{''.join(tables)}</section>"


def _table(caption: str, rows: Sequence[Row]) -> str:
    counted_too = any(row.of for row in rows)
    heads = ["Figure", "Value", *(["Count"] if counted_too else []), "What it says"]
    head = "".join(f'<th scope="col">{each}</th>' for each in heads)
    body = "".join(
        f'<tr><th scope="row">{_escaped(row.name)}</th><td class="value">{_escaped(row.value)}</td>'
        + (f'<td class="value">{_escaped(row.of)}</td>' if counted_too else "")
        + f"<td>{_escaped(row.meaning)}</td></tr>"
        for row in rows
    )
    return (
        f"<table><caption>{caption}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _failed(failed: Sequence[tuple[int, str]]) -> str:
    if not failed:
        return ""
    lines = "".join(f"<li>Line {line}: {_escaped(error)}</li>" for line, error in failed)
    return f"<section><h2>Lines that are no gold</h2><ul>{lines}</ul></section>"


def _misses(missed: Sequence[CaseResult]) -> str:
    """Every missed question, under the worst that it has."""
    if not missed:
        return "<section><h2>Misses</h2><p>Nothing is missed.</p></section>"
    groups = {kind: [r for r in missed if r.faults[0].kind == kind] for kind in TITLES}
    groups = {kind: results for kind, results in groups.items() if results}
    contents = "".join(
        f'<li><a href="#{_anchor(kind)}">{TITLES[kind]}</a>: {len(results):,}</li>'
        for kind, results in groups.items()
    )
    sections = "".join(
        f'<section id="{_anchor(kind)}"><h3>{TITLES[kind]}</h3>'
        f"{''.join(_miss(result) for result in results)}</section>"
        for kind, results in groups.items()
    )
    return (
        f"<section><h2>{counted(len(missed), 'question')} missed</h2>"
        f'<nav aria-label="Misses by kind"><ul>{contents}</ul></nav>{sections}</section>'
    )


def _anchor(kind: FaultKind) -> str:
    return kind.replace(" ", "-")


def _miss(result: CaseResult) -> str:
    case = result.case
    reasons = "".join(f"<li>{_escaped(fault.why)}</li>" for fault in result.faults)
    named = f'<span class="id">{_escaped(str(case.id))}</span> ' if case.id is not None else ""
    parts = [
        f'<h4 dir="auto">{named}{_escaped(case.question)}</h4>',
        f'<ul class="why">{reasons}</ul>',
        _labelled("Before it", _turns(case)) if case.history else "",
        _labelled("Gold", _gold(case)),
        _labelled("Answer", _answer(result.asked.answer)) if result.asked else "",
    ]
    return f'<article class="miss">{"".join(parts)}</article>'


def _labelled(label: str, content: str) -> str:
    return f'<div class="part"><h5>{label}</h5>{content}</div>'


def _turns(case: Case) -> str:
    return "".join(_paragraph(f"{turn.question} – {turn.answer}") for turn in case.history)


def _gold(case: Case) -> str:
    """What is right: the answer's wordings, else the facts; whose words they are."""
    lines = [" or ".join(f"“{wording}”" for wording in want.wordings) for want in case.wanted]
    lines = lines or [f"“{need.words}”" for need in case.needs if isinstance(need, Fact)]
    if not case.answerable:
        lines = ["The articles don't say."]
    if case.barred:
        lines.append(f"Not: {' or '.join(f'“{wording}”' for wording in case.barred)}")
    if case.speakers:
        lines.append(f"Said by {' or '.join(case.speakers)}.")
    return "".join(_paragraph(line) for line in lines)


def _answer(answer: Answer) -> str:
    citations = "".join(_citation(each) for each in answer.citations)
    listed = f'<ul class="citations">{citations}</ul>' if citations else ""
    return _paragraph(answer.text) + listed


def _citation(citation: Citation) -> str:
    info = citation.article
    known = [citation.speaker, info.label, byline(info), citation.elsewhere]
    source = " · ".join(part for part in known if part)
    return (
        f'<li><span class="source" dir="auto">[{citation.n}] {_escaped(source)}</span>'
        f'<blockquote dir="auto">{_escaped(citation.text)}</blockquote></li>'
    )


def _paragraph(text: str) -> str:
    return f'<p dir="auto">{_escaped(text)}</p>'


def _escaped(text: str) -> str:
    return html.escape(_UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text))

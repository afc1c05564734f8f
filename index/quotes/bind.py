"""Reporting clauses and quotation marks → the words that each clause reports."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.quotes.cues import CLAUSE
from index.quotes.marks import Stretch
from index.quotes.report import Report
from index.types import QuoteKind

_BETWEEN = re.compile(r"[\s,—–-]*")  # what stands between closing marks and "Berg said"
_LEADS_IN = re.compile(r"(?:[^\n]*[,:]\s*|\s*(?:that\s+)?)$")
_LEAD = re.compile(
    r"[•▪●*·–—-]\s+|[A-Z][A-Z .,’'/-]{2,40}(?:,? [A-Z][\w.]+ \d{1,2})?(?: \([\w ]+\))? [–—-]+ "
)
_BLOCK = re.compile(r":[^\S\n]*\n\s*(?P<words>[^\s•*–—-][^\n]*[.!?…])[^\S\n]*(?=\n|$)")
_ASIDE = re.compile(
    r"\W*(?:When|While|As|After|Before|Asked|Although|Though|If|Since|Despite|Following|Contrary|"
    r"In (?:response|reply|answer|reaction|contrast)|Responding|Reacting|Commenting|Rejecting|"
    r"Dismissing|Denying)\b"
)
_ADVERBIAL = re.compile(r"\s+(?:when|while|as|after|before|in|at|during|of|about|on|to|from)\b")


def words_of(
    text: str,
    sentence: Stretch,
    report: Report,
    quotations: Sequence[Stretch],
    floor: int,
    ceiling: int,
) -> Stretch | None:
    """The words that a report reports, None where it reports none.

    Args:
        text: the article.
        sentence: the span of the report's sentence.
        report: the reporting clause.
        quotations: all quotations of the text, in order.
        floor: where the words of an earlier report in the sentence end.
        ceiling: where a later reporting clause begins.
    """
    behind = _quotation_behind(text, sentence, report, quotations)
    if behind and _stands_aside(text, sentence, behind, report):
        behind = None
    if behind or report.before:
        words = _words_before(text, sentence, report, quotations, behind, floor)
        return words and _without_lead(text, words)
    return _words_after(text, sentence, report, quotations, ceiling)


def _stands_aside(text: str, sentence: Stretch, quotation: Stretch, report: Report) -> bool:
    """Whether a quotation is none of the main clause's: "When asked of his “error,” Berg said".

    So is that of "To those who say “never,” Berg said it was open", whose words follow.
    """
    leading = text[sentence[0] : quotation[0]].rstrip()
    if leading.endswith("("):
        return True
    if not any(c.isalnum() for c in leading) or leading.endswith((",", ":")):
        return False
    said = report.content is not None and not (report.before or report.if_quoted)
    follows = said and report.content is not None and report.content[0] - report.clause[1] <= 2
    return follows or _ASIDE.match(leading) is not None


def kind_of(text: str, words: Stretch, clause: Stretch, quotations: Sequence[Stretch]) -> QuoteKind:
    """Whether words stand between marks as a whole, in part or not at all."""
    inside = outside = 0
    # Between the halves of "“…,” Berg told parliament, “…”" nothing is reported.
    resumed = next((start for start, _ in quotations if start >= clause[1]), clause[1])
    amid = words[0] < clause[0] and clause[1] < words[1]
    for at in range(*words):
        if not text[at].isalnum() or (amid and clause[0] <= at < resumed):
            continue
        if any(start <= at < end for start, end in quotations):
            inside += 1
        else:
            outside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def _quotation_behind(
    text: str, sentence: Stretch, report: Report, quotations: Sequence[Stretch]
) -> Stretch | None:
    """The quotation that closes just before the reporting clause."""
    for start, end in quotations:
        if sentence[0] < end <= report.clause[0] and _BETWEEN.fullmatch(
            text, end, report.clause[0]
        ):
            return start, end
    return None


def _words_before(
    text: str,
    sentence: Stretch,
    report: Report,
    quotations: Sequence[Stretch],
    behind: Stretch | None,
    floor: int,
) -> Stretch | None:
    content = report.content
    if behind:
        start, end = behind
        begin = max(floor, sentence[0])
        if _leads_into(text[begin:start], text[start : start + 3]):
            start = begin
    elif content:
        start, end = _widened((max(content[0], floor), content[1]), quotations)
    else:
        return None
    ahead = next((q for q in quotations if report.clause[1] <= q[0] < sentence[1]), None)
    if behind and ahead and re.match(r"[^\n]*[,—–-]\s*$", text[report.clause[1] : ahead[0]]):
        end = ahead[1]
    return (start, end) if start < end else None


def _leads_into(leading: str, opening: str) -> bool:
    """Whether what stands before a quotation in its sentence is reported with it.

    So it is in "The plan is “a joke,” Berg said", not in "Asked of it, “It is a joke,” …".
    """
    bare = leading.rstrip()
    if not any(c.isalnum() for c in bare) or bare.endswith(":"):
        return False
    return not (bare.endswith(",") and opening.strip("\"“'‘ ")[:1].isupper())


def _without_lead(text: str, words: Stretch) -> Stretch | None:
    """Words without the bullet or the dateline before them."""
    lead = _LEAD.match(text, *words)
    start = lead.end() if lead else words[0]
    return (start, words[1]) if start < words[1] else None


def _words_after(
    text: str, sentence: Stretch, report: Report, quotations: Sequence[Stretch], ceiling: int
) -> Stretch | None:
    content, end = report.content, report.clause[1]
    own = [quotation for quotation in quotations if quotation[0] < ceiling]
    ahead = _quotation_ahead(text, sentence, end, own)
    if ahead and _LEADS_IN.match(text[end : ahead[0]]):
        goes_on = content is not None and content[1] > ahead[1] + 1
        apart = _ADVERBIAL.match(text, ahead[1]) is not None
        starts = content is None or content[0] >= ahead[0] - 2 or content[1] <= ahead[0]
        if starts and (apart or not goes_on):
            return ahead
    if content is None:
        return _block_behind(text, sentence, report)
    start, end = _widened(_before_dash(text, content, quotations), quotations)
    quoted = any(start <= q[0] and q[1] <= end for q in own)
    return (start, end) if quoted or not report.if_quoted else None


def _before_dash(text: str, words: Stretch, quotations: Sequence[Stretch]) -> Stretch:
    """Indirect words without what a single dash adds to them: "… – a plan that he made"."""
    dashes = [
        found.start()
        for found in re.finditer(r"\s(?:[–—-]|--)\s", text[words[0] : words[1]])
        if not any(start < words[0] + found.start() < end for start, end in quotations)
    ]
    return (words[0], words[0] + dashes[0]) if len(dashes) == 1 else words


def _block_behind(text: str, sentence: Stretch, report: Report) -> Stretch | None:
    """The paragraph behind "Berg added:", where it stands without marks."""
    block = _BLOCK.match(text, report.clause[1])
    if block is None or report.clause[1] + 1 != sentence[1] or report.base not in CLAUSE:
        return None
    return block.span("words")


def _quotation_ahead(
    text: str, sentence: Stretch, end: int, quotations: Sequence[Stretch]
) -> Stretch | None:
    """The first quotation after a reporting clause in its sentence, or behind its colon."""
    for quotation in quotations:
        if end <= quotation[0] < sentence[1]:
            return quotation
        behind = quotation[0] >= sentence[1] and not text[sentence[1] : quotation[0]].strip()
        if behind and text[sentence[1] - 1] == ":":
            return quotation
    return None


def _widened(words: Stretch, quotations: Sequence[Stretch]) -> Stretch:
    """Words with the whole of the quotations that they begin or end in."""
    start, end = words
    for opening, closing in quotations:
        if opening < start < closing:
            start = opening
        if opening < end <= closing:
            end = closing
    return start, end

"""The figures of `eval` for readers, the same in the terminal and in the report."""

from __future__ import annotations

from typing import NamedTuple

from rag.evaluation.figures import AnswerScores, Share
from rag.evaluation.retrieval import RetrievalScores

NOTHING = "–"  # where there is nothing to measure by


class Row(NamedTuple):
    """A figure's name, its value, how many it is of, and what it says."""

    name: str
    value: str
    of: str
    meaning: str


def retrieval_rows(scores: RetrievalScores) -> list[Row]:
    """What is found."""
    share, number = "{:.3f}".format, "{:,.0f}".format
    milliseconds = "{:,.1f} ms".format
    figures = (
        ("Hits@10", scores.hits_at_10, share, "answered by the first 10 passages"),
        ("Hits@4", scores.hits_at_4, share, "answered by the first 4"),
        ("MRR@10", scores.mrr_at_10, share, "1 over the rank of the first that answers"),
        ("Recall@10", scores.evidence_recall_at_10, share, "of a question's facts in the first 10"),
        ("First 3", scores.evidence_in_first_3, share, "answered by the first 3 sentences"),
        ("AUROC", scores.auroc, share, "how well the evidence score tells which have an answer"),
        ("Tokens", scores.mean_passage_tokens, number, "in a passage, on average"),
        ("Search", scores.search_p50_ms, milliseconds, "to the passages, median"),
        ("Evidence", scores.evidence_p50_ms, milliseconds, "to the evidence sentences, median"),
    )
    return [
        Row(name, NOTHING if value is None else form(value), "", meaning)
        for name, value, form, meaning in figures
    ]


def answer_rows(scores: AnswerScores) -> list[Row]:
    """What is answered, by which model, how quickly, and why drafts were refused, if that is told.

    Of questions that the articles answer, then of the others, then of the answers themselves.
    """
    seconds = scores.seconds_p50
    shares = (
        ("Right", scores.right, "hold a gold answer"),
        ("Cited", scores.cited, "right, and held by a short citation"),
        ("Good", scores.good, "cited, brief, verbatim, opening with it"),
        ("Brief", scores.brief, "60 words at most; said 90, several 140"),
        ("Opening", scores.opens, "who, when, where, how many in 25 words"),
        ("Declined wrongly", scores.declined_wrongly, "though the articles answer"),
        ("Declined rightly", scores.declined_rightly, "since the articles don't answer"),
        ("Corrected", scores.corrected, "don't answer, and name who really said it"),
        ("Answered wrongly", scores.answered_wrongly, "though the articles don't answer"),
        ("Misattributed", scores.misattributed, "given to another than the gold's speaker"),
        ("Verbatim cited", scores.citations_verbatim, "citations, in their articles"),
        ("Verbatim quoted", scores.quotes_verbatim, "words between marks, in what is cited"),
        ("Drafted", scores.drafted, f"sentences by {', '.join(scores.models)}"),
        ("Quoted", scores.quoted, "sentences of the articles themselves"),
    )
    return [
        *(_share_row(*each) for each in shares),
        Row(
            "Seconds", NOTHING if seconds is None else f"{seconds:.2f}", "", "to an answer, median"
        ),
        *(Row("Refused", f"{n:,}", "", f"drafts: {why}") for why, n in scores.refused.items()),
    ]


def _share_row(name: str, share: Share, meaning: str) -> Row:
    if share.share is None:
        return Row(name, NOTHING, "", meaning)
    return Row(name, f"{share.share:.3f}", f"{share.count:,} of {share.of:,}", meaning)

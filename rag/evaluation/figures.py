"""The figures of answers, over all questions of a gold file. Not handled: confidence intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rag.evaluation.answers import Asked
from rag.evaluation.metrics import median

DIGITS = 4  # of a figure in JSON


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None of nothing."""
        return self.count / self.of if self.of else None

    def as_dict(self) -> dict[str, object]:
        share = self.share
        return {
            "share": None if share is None else round(share, DIGITS),
            "count": self.count,
            "of": self.of,
        }


@dataclass(frozen=True)
class AnswerScores:
    """How well questions are answered.

    ``right``, ``cited`` (right and cited) and ``good`` (that, brief, verbatim, given to nobody
    else, and opening with the answer) are of the answerable questions whose gold says what an
    answer must hold; ``brief`` and ``opens`` of those of them that were answered;
    ``declined_wrongly`` is of all answerable questions; ``declined_rightly``, ``corrected`` and
    ``answered_wrongly``, which make up the whole, are of the others. ``misattributed`` is of the
    answers to questions whose gold tells whose words they are about. ``citations_verbatim`` and
    ``quotes_verbatim`` are of citations and stretches between quotation marks, ``drafted`` and
    ``quoted`` of the answers' sentences. ``refused`` tells how often each reason kept a draft
    from being shown.
    """

    models: tuple[str, ...]
    right: Share
    cited: Share
    good: Share
    brief: Share
    opens: Share
    misattributed: Share
    declined_wrongly: Share
    declined_rightly: Share
    corrected: Share
    answered_wrongly: Share
    citations_verbatim: Share
    quotes_verbatim: Share
    drafted: Share
    quoted: Share
    seconds_p50: float | None
    refused: Mapping[str, int]

    def as_dict(self) -> dict[str, object]:
        shares = {name: value for name, value in vars(self).items() if isinstance(value, Share)}
        seconds = self.seconds_p50
        return {
            "models": list(self.models),
            **{name: share.as_dict() for name, share in shares.items()},
            "seconds_p50": None if seconds is None else round(seconds, DIGITS),
            "refused_drafts": dict(self.refused),
        }


def answer_scores(results: Iterable[Asked]) -> AnswerScores:
    """The figures over all questions."""
    results = list(results)
    known = [each for each in results if each.case.answerable]
    scored = [each for each in known if each.case.wanted]
    unknown = [each for each in results if not each.case.answerable]
    origins = Counter(s.origin for each in results for s in each.answer.sentences)
    return AnswerScores(
        models=tuple(dict.fromkeys(each.answer.model for each in results)),
        right=_share(bool(each.right) for each in scored),
        cited=_share(bool(each.right and each.cited) for each in scored),
        good=_share(each.counts for each in scored),
        brief=_known(each.brief for each in scored),
        opens=_known(each.opens for each in scored),
        misattributed=_known(each.misattributed for each in results),
        declined_wrongly=_share(each.declined for each in known),
        declined_rightly=_share(each.declined for each in unknown),
        corrected=_share(each.corrected for each in unknown),
        answered_wrongly=_share(not (each.declined or each.corrected) for each in unknown),
        citations_verbatim=_share(held for each in results for held in each.cites),
        quotes_verbatim=_share(held for each in results for _, held in each.quotes),
        drafted=Share(origins["drafted"], origins.total()),
        quoted=Share(origins["quoted"], origins.total()),
        seconds_p50=median(each.seconds for each in results),
        refused=dict(Counter(why for each in results for why in each.refused).most_common()),
    )


def _share(values: Iterable[bool]) -> Share:
    held = list(values)
    return Share(sum(held), len(held))


def _known(values: Iterable[bool | None]) -> Share:
    return _share(value for value in values if value is not None)

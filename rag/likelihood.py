"""How likely it is that the articles answer a question, and that a sentence of them does.

Of the articles as a whole: a logistic regression on the candidates' best BM25 share and best
sentence, and on how near the passages ranked first are in meaning and whether they are of the
outlets that are named. Fitted on the development half of MultiHop-RAG. A source that is named
but is no outlet here counts as one that is missing, unless those passages speak of it ("an
article on Nokia").

Of a sentence: another, on its nearness in meaning, what of the question it and those beside it
lack, and whether it denies what the question does ("Who did not sign?"). Fitted on the
development half of SQuAD 2, half of whose questions were written to look as if the paragraph
answered them. Of words of the speaker asked for: a third, fitted on questions written from the
articles without sight of the program. Where the scorer has read a sentence (rag/second_look.py),
what it found is added. Then how far the sentence leads counts as well: the second best of a
paraphrase is far behind, where nothing answers all are alike. What its whole passage holds of
the question counts against a sentence that is no better for it. Fitted on questions of both kinds,
none of which the scorer was trained on.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from rag.aspects import Aspects
from rag.forms import gives_reason
from rag.matching import Match
from rag.question import Question
from rag.ranking import Ranked

_WORDS, _SENTENCE, _MEANING, _OUTLETS, _ZERO = 12.4, 13.1, 18.8, 5.7, -18.2
_NEAR, _LACKING, _NAMED, _DENIED, _NONE = 3.1, -1.5, 1.85, -2.0, -3.07
_STRANGE, _UNTOLD, _ABSENT, _NO_REASON = -1.0, -0.4, -0.8, -1.0  # set by hand, as is _DENIED
_WHY = re.compile(r"\bwhy\b", re.IGNORECASE)
_DENIED_BY = (
    r"\b(?:not|never|neither|without|cannot|unlike|except|other than|besides|fail\w*|lack\w*|"
    r"refus\w*|reject\w*|avoid\w*|den(?:y|ie[sd])|prohibit\w*|exclud\w*|oppos\w*|prevent\w*)\b|"
    r"n['’]t\b"
)
_ASKS_DENIAL = re.compile(_DENIED_BY, re.IGNORECASE)  # not "no other", "no longer"
_DENIES = re.compile(rf"{_DENIED_BY}|\b(?:no|nor|none|nobody|nothing)\b", re.IGNORECASE)
_HELD, _ALIKE, _LACKED, _SPOKEN = 4.9, 2.25, -1.4, -1.65
_READ, _LOOK, _AHEAD = 0.59, 0.11, 2.92  # where there was a second look
_NEAR_READ, _LACKING_READ, _AROUND, _DENIED_READ, _BY_HAND = 3.14, -4.63, -2.74, -1.63, 0.5
_SAID_READ, _SPOKEN_READ, _LOOK_SPOKEN = 0.6, 0.7, 0.2
_TELLS = 0.55  # power of a sentence's own chance where a source is named
_FIRST = 3  # passages whose meaning and outlets are looked at


def answer_odds(aspects: Aspects, ranked: Sequence[Ranked]) -> float:
    """The log odds that an answer is among passages, best first; very low where there are none."""
    features = [each.features for each in ranked]
    return (
        _ZERO
        + _WORDS * max((each.words for each in features), default=0)
        + _SENTENCE * max((each.sentence for each in features), default=0)
        + _MEANING * _mean([each.meaning for each in features[:_FIRST]])
        + _OUTLETS * _outlets_found(aspects, ranked[:_FIRST])
    )


def sentence_odds(
    question: Question,
    text: str,
    cosine: float,
    match: Match,
    look: float | None = None,
    lead: float = 0.0,
) -> float:
    """The log odds that a sentence answers a question, where the articles do.

    Args:
        question: what is asked.
        text: the sentence.
        cosine: its nearness in meaning.
        match: what of the question it holds and lacks.
        look: the log odds that a second look gives it, None where there was none.
        lead: by how much its score outdoes that of any other sentence, below 0 if it does not.
    """
    denied = bool(_ASKS_DENIAL.search(question.text)) and not _DENIES.search(text)
    unreasoned = bool(_WHY.search(question.text)) and not gives_reason(text)
    doubts = _ABSENT * match.lacked + _UNTOLD * match.untold + _NO_REASON * unreasoned
    strange = _STRANGE * min(1.0, 2 * match.strange)  # of a few names one is enough to doubt
    if look is None:
        facts = _NONE + _NEAR * cosine + _LACKING * match.missing + _NAMED * match.named
        return facts + _DENIED * denied + doubts + strange
    return (
        _READ
        + _LOOK * look
        + _AHEAD * lead
        + _NEAR_READ * cosine
        + _LACKING_READ * match.missing
        + _AROUND * match.passage
        + _DENIED_READ * denied
        + _BY_HAND * doubts
        + strange
    )


def spoken_odds(cosine: float, match: Match, look: float | None = None) -> float:
    """The log odds that words of the speaker asked for answer a question.

    Args:
        cosine: their nearness in meaning.
        match: what of the question they hold and lack.
        look: the log odds that a second look gives them, None where there was none.
    """
    odds = _SPOKEN + _ALIKE * cosine + _HELD * match.nearness + _LACKED * match.lacked
    return odds if look is None else _SAID_READ + _SPOKEN_READ * odds + _LOOK_SPOKEN * look


def joined(sentence: float, articles: float | None) -> float:
    """How likely a sentence is to answer, from its own chance and the log odds of the articles.

    These are left open where no source is named; where one is, the sentence's chance tells less.
    """
    return sentence if articles is None else probability(articles) * sentence**_TELLS


def _outlets_found(aspects: Aspects, first: Sequence[Ranked]) -> float:
    """The share of the sources asked for that the first passages are of; 1 where none is."""
    known = sum(side.outlet is not None for side in aspects.sides)
    told = "\n".join(
        f"{each.candidate.article.title}\n{each.candidate.passage.text}" for each in first
    )
    missing = sum(source not in told for source in aspects.sources)
    found = _mean([each.features.outlet for each in first]) if known else 1.0
    return found * known / (known + missing) if known else float(not missing)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def probability(odds: float) -> float:
    """Log odds as a probability between 0 and 1."""
    return 1 / (1 + math.exp(-max(min(odds, 60.0), -60.0)))

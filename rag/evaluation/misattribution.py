"""Whether an answer gives the words asked about to somebody else than the gold does.

Not handled: who is meant by a name that several people bear.
"""

from __future__ import annotations

from collections.abc import Iterator

from index.quotes.names import same_person
from rag.asked import parts
from rag.evaluation.gold import Case
from rag.evaluation.wordings import holds
from rag.types import Answer, AnswerSentence, Citation


def is_misattributed(case: Case, answer: Answer) -> bool | None:
    """Whether words are given to the wrong person; None where the gold does not say whose they are.

    The gold says so by ``speaker``, or in a line of the kind "who" by the first wordings that an
    answer must hold. A sentence is somebody else's where a citation of it has a speaker and no
    citation of it has one of the gold's. Of such sentences an answer is misattributed

    * where the gold has a ``speaker`` and further wordings: if one holds, with what it cites, a
      wording of every group that does not name the speaker, so that it gives those very words;
    * else: if there is one, and none of the answer's sentences names or cites the gold's, so that
      the reader takes the words for theirs.

    A sentence that cites nobody's words is never counted, and what is declined is not
    misattributed.
    """
    names = case.speakers or (case.wanted[0].wordings if case.kind == "who" and case.wanted else ())
    if not names:
        return None
    others = [
        (sentence, cited)
        for sentence, cited in _cited(answer)
        if any(each.speaker for each in cited) and not any(_by(each, names) for each in cited)
    ]
    words = [want.wordings for want in case.wanted if not _name(want.wordings, names)]
    if case.speakers and words:
        return any(_gives(words, sentence, cited) for sentence, cited in others)
    named = any(_names(sentence, cited, names) for sentence, cited in _cited(answer))
    return bool(others) and not named


def _cited(answer: Answer) -> Iterator[tuple[AnswerSentence, list[Citation]]]:
    for sentence in answer.sentences:
        yield sentence, [each for each in answer.citations if each.n in sentence.citations]


def _by(citation: Citation, names: tuple[str, ...]) -> bool:
    speakers = parts(citation.speaker or "")
    return any(same_person(speaker, name) for speaker in speakers for name in names)


def _name(wordings: tuple[str, ...], names: tuple[str, ...]) -> bool:
    return any(same_person(wording, name) for wording in wordings for name in names)


def _names(sentence: AnswerSentence, cited: list[Citation], names: tuple[str, ...]) -> bool:
    return any(holds(sentence.text, name) for name in names) or any(_by(c, names) for c in cited)


def _gives(groups: list[tuple[str, ...]], sentence: AnswerSentence, cited: list[Citation]) -> bool:
    text = " ".join([sentence.text, *(each.text for each in cited)])
    return all(any(holds(text, wording) for wording in group) for group in groups)

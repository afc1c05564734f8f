"""A question's way to its checked answer: the one path that every front end uses."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from index.library import Library
from index.quotes.names import BODIES
from index.types import Filters
from rag.agreement import agreeing
from rag.asked import said_by
from rag.check import can_be_drafted, check, is_hopeless
from rag.compound import about, split_questions
from rag.consult import Consulted, consult
from rag.copies import cite_originals
from rag.declining import declined
from rag.draft import draft
from rag.evidence import Evidence
from rag.imprints import source_notes
from rag.model import Generator
from rag.present import quoted_sentence
from rag.question import TURNS, Question, understand
from rag.rerank import Reranker
from rag.retrieve import validate
from rag.shorthand import in_full
from rag.support import Grounds, find_grounds
from rag.types import Answer, AnswerSentence, Citation, Event, Origin, Refused, Token, Turn
from rag.words import all_named_in

DRAFTED = 2  # sentences given to the model; further ones are quoted, so that answers stay quick
CLOSEST = 3  # passages offered where the answer is declined

Clock = Callable[[], float]


@dataclass
class _Composition:
    """An answer in the making: sentences so far, and citations numbered by first use.

    ``told`` is where the sentences stand whose words it tells; what is cited for a name is not.
    """

    library: Library
    sentences: list[AnswerSentence] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    cited: list[Evidence] = field(default_factory=list)
    told: set[tuple[str, int]] = field(default_factory=set)

    def add(
        self,
        text: str,
        evidence: Evidence,
        origin: Origin,
        agreeing: Sequence[Evidence] = (),
        source: str = "",
        namer: Evidence | None = None,
    ) -> AnswerSentence:
        """A further sentence, cited to its evidence, what names the speaker, and what agrees."""
        first = not self.has_told(evidence)
        also_in = tuple(info.imprint for info in evidence.also_in) if first else ()
        bases = [evidence, *([namer] if namer else []), *agreeing]
        numbers = tuple(map(self._number, bases))
        self.told.update(map(_place, (evidence, *agreeing)))
        sentence = AnswerSentence(text, numbers, origin, also_in, source)
        self.sentences.append(sentence)
        return sentence

    def has_told(self, evidence: Evidence) -> bool:
        return _place(evidence) in self.told

    def _number(self, evidence: Evidence) -> int:
        """The number of its citation; what was cited for a name alone gives way to the words."""
        places = [_place(each) for each in self.cited]
        if _place(evidence) not in places:
            self.cited.append(evidence)
            return len(self.cited)
        at = places.index(_place(evidence))
        if not self.has_told(evidence):
            self.cited[at] = evidence
        return at + 1

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(
            Citation(
                n, e.article, e.cited.start, e.cited.end, e.cited.text,
                said_by(self.library, e.speech) if _is_ones(self.library, e) else None, e.also_in,
            )
            for n, e in enumerate(self.cited, start=1)
        )  # fmt: skip


def stream_answer(
    library: Library,
    generator: Generator,
    text: str,
    history: Sequence[Turn] = (),
    filters: Filters | None = None,
    reranker: Reranker | None = None,
    clock: Clock = time.perf_counter,
) -> Iterator[Event]:
    """Checked words as they become ready, then the whole :class:`Answer`.

    Raises:
        UsageError: the question is empty or too long, or a filter's date is no date.
        OnRecordError: the index or a model cannot be used.
    """
    started = clock()
    filters = filters or Filters()
    validate(text, filters)
    made = _Composition(library)
    first_token: float | None = None
    parts: list[_Part] = []
    for part in _parts(library, text.strip(), history, filters, reranker):
        parts.append(part)
        for sentence in _sentences(part, generator, made):
            lead = "" if first_token is None else " "
            first_token = first_token or clock() - started
            yield from _tokens(lead + sentence.marked)
    nothing = "" if made.sentences else declined(parts[0].question, parts[0].found.asked)
    if nothing:
        yield from _tokens(nothing)
    total = clock() - started
    yield Answer(
        question=text,
        status="answered" if made.sentences else "declined",
        text=" ".join(s.marked for s in made.sentences) or nothing,
        sentences=tuple(made.sentences),
        citations=made.citations,
        closest=() if made.sentences else tuple(parts[0].found.hits[:CLOSEST]),
        model=generator.name,
        seconds={"first_token": first_token or total, "total": total},
        refused=tuple(made.refused),
    )


@dataclass(frozen=True)
class _Part:
    """One of the questions that a text asks, and what its answer rests on."""

    question: Question
    found: Consulted
    grounds: Grounds


def _parts(
    library: Library,
    text: str,
    history: Sequence[Turn],
    filters: Filters,
    reranker: Reranker | None,
) -> Iterator[_Part]:
    """The questions that a text asks; each goes on from those before it."""
    turns = [replace(turn, question=in_full(library, turn.question)) for turn in history[-TURNS:]]
    person = None
    for each in split_questions(text):
        whole = about(each, person) if person else in_full(library, each)
        question = understand(whole, turns)
        found = consult(library, question, filters, reranker)
        grounds = find_grounds(question, found.evidence, found.asked, found.sides)
        yield _Part(question, found, cite_originals(library, grounds, filters))
        best = next(iter(grounds.evidence), None)
        if best and question.kind == "who" and question.of_speech and _is_ones(library, best):
            person = said_by(library, best.speech)
        turns.append(Turn(each, ""))


def _sentences(part: _Part, generator: Generator, made: _Composition) -> Iterator[AnswerSentence]:
    """The answer's sentences: drafted ones that the evidence holds, else the evidence itself."""
    question, grounds = part.question, part.grounds
    if grounds.instead is not None and not made.has_told(grounds.instead):
        yield _correction(grounds.instead, grounds.asked, made)
        yield made.add(_quoted(question, grounds.instead), grounds.instead, "quoted")
    notes = source_notes(question, grounds.evidence)
    for place, (evidence, note) in enumerate(zip(grounds.evidence, notes, strict=True)):
        if made.has_told(evidence):
            continue  # nothing is said twice
        drafted = _supported_draft(question, evidence, generator, made) if place < DRAFTED else None
        text = drafted or _quoted(question, evidence)
        others = agreeing(made.library, text, evidence, part.found.evidence, question)
        namer = _naming(text, evidence) if question.kind == "who" else None
        yield made.add(text, evidence, "drafted" if drafted else "quoted", others, note, namer)


def _is_ones(library: Library, evidence: Evidence) -> bool:
    """Whether the words are surely one speaker's: of several, only who was asked for is named."""
    own = [each for each in evidence.sentence.speeches if not each.aside]
    told = {said_by(library, each) for each in (*own, *(tie.speech for tie in evidence.ties))}
    return evidence.by_asked_speaker or len(told) <= 1


def _naming(text: str, evidence: Evidence) -> Evidence | None:
    """What tells who speaks, where a sentence of the answer does and the words cited do not."""
    speakers = evidence.speech.speakers if evidence.speech else ()
    return evidence.named_in if all_named_in(text, speakers) else None


def _place(evidence: Evidence) -> tuple[str, int]:
    """Where a sentence stands."""
    return evidence.article.id, evidence.sentence.start


def _supported_draft(
    question: Question, evidence: Evidence, generator: Generator, made: _Composition
) -> str | None:
    """The model's sentence, where the evidence holds it; it is noted with the reason if not."""
    if not can_be_drafted(evidence):
        return None
    text = draft(question, evidence, generator, lambda said: is_hopeless(said, evidence))
    if not text:
        return None
    reason = check(text, evidence, question)
    if reason is None:
        return text
    made.refused.append(Refused(text, reason))
    return None


def _quoted(question: Question, evidence: Evidence) -> str:
    name_first = question.kind == "who" and question.of_speech
    return quoted_sentence(evidence, name_first=name_first, question=question)


def _correction(evidence: Evidence, asked: str | None, made: _Composition) -> AnswerSentence:
    speaker = _with_article(said_by(made.library, evidence.speech) or "")
    text = f"The articles attribute that to {speaker}, not to {asked}."
    return made.add(text, evidence, "quoted", namer=_naming(text, evidence))


def _with_article(name: str) -> str:
    """A body's name as it stands in a sentence: "the Foreign Ministry"."""
    is_body = name.split()[-1].lower() in BODIES
    return f"the {name}" if is_body and not name.lower().startswith("the ") else name


def _tokens(text: str) -> Iterator[Token]:
    """A text word by word, white space in front."""
    for at, word in enumerate(text.split(" ")):
        yield Token(word if at == 0 else f" {word}")

"""Passages → the few sentences that bear on a question, each with its speaker and a score."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from index.library import Library
from index.quotes.cues import CUES
from index.quotes.names import TITLES, bare_name, same_person
from index.reading.dates import day_bounds
from index.types import ArticleInfo, Hit, Passage, Sentence, Speech
from rag.question import Question
from rag.retrieve import Retrieved
from rag.words import STOP_WORDS, fold, stem, stems, words

CLOSELY_READ = 28  # sentences that are embedded, after a first choice by words
NEARBY = 0.75  # what a topic word counts for in the sentence before or after
AROUND = 0.4  # in the passage, title, outlet or date
RARE = 0.02  # document share below which rarity adds little

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_FULL_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+")
_UNNAMED = re.compile(
    r"\b(?:he|she|they) (?:also |later |then )?(?:said|says|added|told|warned|noted|stressed|wrote|"
    r"argued|insisted|claimed|explained|continued|went on)\b|\b(?:said|added) (?:he|she|they)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Evidence:
    """One sentence that bears on a question.

    ``coverage`` is the weighted share of the question's topic that the sentence
    and its surroundings hold, ``cosine`` its nearness in meaning, both up to 1.
    ``speech`` is the act of saying that the question asks for, or the main one;
    ``also_in`` are other articles that print the very same sentence.
    """

    passage: Passage
    article: ArticleInfo
    sentence: Sentence
    speech: Speech | None
    by_asked_speaker: bool
    coverage: float
    cosine: float
    score: float
    also_in: tuple[ArticleInfo, ...] = ()

    @cached_property
    def text(self) -> str:
        return self.passage.sentence_text(self.sentence)

    @property
    def speaker(self) -> str | None:
        return self.speech.speaker if self.speech else None

    @cached_property
    def stems(self) -> list[str]:
        return stems(self.text)

    @property
    def support(self) -> float:
        """How likely the sentence is to hold the answer, between 0 and 1."""
        return _support(self.coverage, self.cosine)


def _support(coverage: float, cosine: float) -> float:
    return 0.55 * coverage + 0.45 * max(0.0, cosine)


def holds_quotation(question: Question, text: str) -> bool:
    """Whether a text holds words that the question puts between quotation marks."""
    plain = fold(text).lower()
    return any(quoted.lower().strip(" .,") in plain for quoted in question.quoted)


def choose_evidence(library: Library, question: Question, found: Retrieved) -> list[Evidence]:
    """Sentences of the passages found, best first."""
    weights = {each: _weight(library, each) for each in question.topic}
    rough = [
        (_coverage(question, weights, hit, at), hit, at)
        for hit in found.hits
        for at in range(len(hit.passage.sentences))
        if not _is_headline(hit, at)
    ]
    asked = _asked_names(question, found.hits)
    speeches = {id(h): _asked_speeches(asked, h) for h in found.hits}
    rough.sort(
        key=lambda each: (
            -_promise(question, each[0], each[1], each[2], speeches[id(each[1])][each[2]])
        )
    )
    close = rough[:CLOSELY_READ]
    if not close:
        return []
    texts = [_with_speaker(hit, at) for _, hit, at in close]
    cosines = library.embedder.encode(texts) @ found.vector
    evidence = [
        _evidence(question, hit, at, coverage, float(cosine), speeches[id(hit)][at])
        for (coverage, hit, at), cosine in zip(close, cosines, strict=True)
    ]
    return sorted(evidence, key=lambda each: -each.score)


def _promise(question: Question, coverage: float, hit: Hit, at: int, asked: Speech | None) -> float:
    """What a sentence is worth at first sight, before its meaning is compared."""
    if asked is not None:
        return coverage + 0.5
    sentence = hit.passage.sentence_text(hit.passage.sentences[at])
    named = bool(question.speaker) and _is_named(question.speaker or "", sentence)
    return coverage + 0.5 * named


def _evidence(
    question: Question, hit: Hit, at: int, coverage: float, cosine: float, asked: Speech | None
) -> Evidence:
    sentence = hit.passage.sentences[at]
    text = fold(hit.passage.sentence_text(sentence))
    score = _support(coverage, cosine)
    if question.speaker and question.speech:
        score += 0.3 if asked else 0.15 * _is_named(question.speaker, text)
    if question.kind == "who":
        score += 0.1 * bool(sentence.speeches) + 0.1 * bool(_FULL_NAME.search(text))
    if holds_quotation(question, text):
        score += 0.4
    if sentence.speaker is None and _UNNAMED.search(text):
        score -= 0.2  # somebody's words, nobody knows whose
    if question.speech and not _says_something(question, text):
        score -= 0.3
    if question.kind in ("when", "number") and re.search(r"\d", text):
        score += 0.05
    speech = asked or next((said for said in sentence.speeches if not said.aside), None)
    return Evidence(
        hit.passage, hit.article, sentence, speech, asked is not None, coverage, cosine, score
    )


def _asked_speeches(asked: Sequence[str], hit: Hit) -> list[Speech | None]:
    """For each sentence of a passage, the act of saying by the speaker asked for, if any."""
    return [
        next((said for said in sentence.speeches if not said.aside and _is_by(asked, said)), None)
        for sentence in hit.passage.sentences
    ]


def _asked_names(question: Question, hits: Sequence[Hit]) -> list[str]:
    """The speakers asked for by name, and who holds an office that is asked for."""
    asked = _people(question.speaker) if question.speaker else []
    holders = (
        name
        for hit in hits
        for sentence in hit.passage.sentences
        for speech in sentence.speeches
        for name in speech.speakers
        if any(_is_office(one, speech, hit.passage) for one in asked)
    )
    return [*asked, *dict.fromkeys(holders)]


def _people(speaker: str) -> list[str]:
    return [name for name in re.split(r",? and |, ", speaker) if name]


def _is_by(asked: Sequence[str], speech: Speech) -> bool:
    return any(same_person(one, name) for one in asked for name in speech.speakers)


def _is_office(asked: str, speech: Speech, passage: Passage) -> bool:
    """Whether "the Chinese foreign minister" is how the sentence itself calls its speaker."""
    if speech.mention is None or not set(words(asked)) & TITLES:
        return False
    start, end = speech.mention
    mention = stems(passage.text[start - passage.start : end - passage.start])
    wanted = [s for s in stems(asked) if s not in {"the", "a"}]
    return len(wanted) > 1 and all(any(one[:4] == m[:4] for m in mention) for one in wanted)


def _says_something(question: Question, text: str) -> bool:
    """More than who speaks and on what: not "On trade it was the minister who spoke"."""
    told = {
        stem(word)
        for word in words(text)
        if word not in STOP_WORDS and word not in TITLES and word not in CUES
    }
    return len(told - name_words(question.speaker or "")) >= 2


def name_words(speaker: str) -> set[str]:
    """The words of one or several names, titles and small words left out."""
    return {w for name in _people(speaker) for w in words(bare_name(name)) if w not in STOP_WORDS}


def _is_named(speaker: str, text: str) -> bool:
    return bool(name_words(speaker) & set(words(text)))


def _weight(library: Library, topic_stem: str) -> float:
    """How much a topic word says: rare words more than common ones."""
    return math.log(1 + 1 / (library.frequency(topic_stem) + RARE))


def _coverage(question: Question, weights: dict[str, float], hit: Hit, at: int) -> float:
    if not weights:
        return 1.0
    passage = hit.passage
    sentence = passage.sentences[at]
    spoken_by = " ".join(name for speech in sentence.speeches for name in speech.speakers)
    own = {*stems(passage.sentence_text(sentence)), *stems(spoken_by)}
    near = {
        each
        for other in (at - 1, at + 1)
        if 0 <= other < len(passage.sentences)
        for each in stems(passage.sentence_text(passage.sentences[other]))
    }
    around = set(stems(passage.text)) | _described(hit.article)
    total = sum(weights.values())
    held = sum(
        weight * (1 if each in own else NEARBY if each in near else AROUND if each in around else 0)
        for each, weight in weights.items()
    )
    return held / total


def _described(article: ArticleInfo) -> set[str]:
    """Stems of an article's title, outlet and date in words ("april", "2024")."""
    found = set(stems(f"{article.title or ''} {article.outlet or ''}"))
    if article.published:
        first, last = day_bounds(article.published)
        found.add(str(first // 10_000))
        if first // 100 == last // 100:
            found |= set(stems(_MONTHS[first // 100 % 100 - 1]))
    return found


def _with_speaker(hit: Hit, at: int) -> str:
    """A sentence with its speaker's name before it, as it is embedded."""
    sentence = hit.passage.sentences[at]
    text = hit.passage.sentence_text(sentence)
    return f"{sentence.speaker}: {text}" if sentence.speaker else text


def _is_headline(hit: Hit, at: int) -> bool:
    sentence = hit.passage.sentences[at]
    text = hit.passage.sentence_text(sentence)
    return text == hit.article.title or (len(text) < 25 and not re.search(r"[.!?…]\W*$", text))

"""Sentences that say what their evidence does not, one kind of error each, made by script.

Each is a right sentence with one thing changed. What would leave the sense as it was is not
made: a swap of what stands side by side, or before a verb that works both ways ("met"), a tense
that reported speech may put back, a quotation within its own words. Not made: paraphrase.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from bench.planted_doubts import dropped_doubts, hardened
from bench.planted_right import Planted, World, parsed, put, right_sentences
from index.quotes.marks import quoted_spans
from index.quotes.names import TITLES
from rag.evidence import Evidence
from rag.words import words

if TYPE_CHECKING:
    from random import Random


NAMES = "Geneva Brazil Nairobi Ankara Reykjavik Tanaka Okafor Peru Halvorsen".split()
NUMBERS = "two three four five six seven eight nine ten twelve twenty".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = """January February March April May June July August September October November
    December""".split()
_AMOUNT = re.compile(rf"\b(?:\d[\d,.]*\d|\d|{'|'.join(NUMBERS)}|both|tens|hundreds)\b")
_DATE = re.compile(rf"\b(?:{'|'.join(DAYS)}|{'|'.join(MONTHS)}|(?:19|20)\d\d)\b")
_DAY_OF_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)}) \d{{1,2}}\b")
_NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][\w-]+)(?: [A-Z][\w-]+)*")
_NEGATED = re.compile(r"\b(?:not|never|no|neither)\b ?|n['’]t\b| without any\b")
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|should|must|may|can)\b(?! (?:not|never))"
)
_SYMMETRIC = frozenset("met meet meets agree agreed share shared appear spoke talked".split())
_TIMES = {
    "will": "has", "would": "had", "was": "is", "were": "are", "had": "will have",
    "has": "will have", "is": "will be", "are": "will be", "after": "before",
    "before": "after", "earlier": "later", "later": "earlier", "last": "next", "now": "then",
    "next": "previous", "today": "yesterday", "week before": "week after",
    "the next day": "the day before", "that day": "the next day",
}  # fmt: skip

Edit = Callable[[Planted, World, "Random"], Iterator[str]]


def wrong_sentences(right: Planted, world: World, random: Random) -> Iterator[Planted]:
    """Every wrong sentence of every kind that can be made of a right one."""
    for kind, edit in EDITS.items():
        for text in dict.fromkeys(edit(right, world, random)):
            if words(text) != words(right.text) or kind == "quoted words":
                yield Planted(kind, _tidy(text), right.evidence)
    yield from dropped_doubts(right)


def _tidy(text: str) -> str:
    text = re.sub(r"\s+([,.])", r"\1", re.sub(r" {2,}", " ", text)).strip()
    return text[0].upper() + text[1:]


def _speaker(evidence: Evidence) -> str:
    return evidence.speaker or ""


def _other_name(right: Planted, world: World, random: Random) -> Iterator[str]:
    own = set(words(_speaker(right.evidence)))
    for match in _NAME.finditer(right.text):
        if own & set(words(match.group())) or set(words(match.group())) <= TITLES:
            continue
        for name in random.sample(NAMES, 2):
            yield put(right.text, match.span(), name)
    noun = next(
        (t for t in parsed(right.text) if t.dep_ == "dobj" and not _quoted(right, t.idx)), None
    )
    if noun is not None:
        at = noun.idx + len(noun.text)
        yield f"{right.text[:at]} of {random.choice(NAMES)}{right.text[at:]}"
        yield f"{right.text[:at]} in {random.choice(NAMES)}{right.text[at:]}"


def _quoted(right: Planted, at: int) -> bool:
    return any(start <= at < end for start, end in quoted_spans(right.text))


def _other_number(right: Planted, world: World, random: Random) -> Iterator[str]:
    for match in _AMOUNT.finditer(right.text):
        if _DATE.fullmatch(match.group()):
            continue
        digits = match.group()[0].isdigit()
        for new in random.sample(NUMBERS, 3):
            if new != match.group() and not (match.group() == "both" and new == "two"):
                yield put(right.text, match.span(), str(random.randint(32, 99)) if digits else new)
    for token in parsed(right.text):
        alone = token.left_edge == token or token.left_edge.dep_ == "amod"
        if token.tag_ == "NNS" and alone and token.left_edge.idx > 0:
            at = token.left_edge.idx
            yield f"{right.text[:at]}{random.choice(NUMBERS)} {right.text[at:]}"


def _other_date(right: Planted, world: World, random: Random) -> Iterator[str]:
    for match in _DATE.finditer(right.text):
        pool = DAYS if match.group() in DAYS else MONTHS if match.group() in MONTHS else None
        others = [day for day in pool or () if day != match.group()]
        yield put(right.text, match.span(), random.choice(others) if others else "2017")
    for match in _DAY_OF_MONTH.finditer(right.text):
        yield put(
            right.text, match.span(), f"{match.group().split()[0]} {random.choice((17, 28, 30))}"
        )
    if not re.search(r"[\"”)]\W*$", right.text):
        dates = (f"on {random.choice(DAYS)}", f"in {random.choice(MONTHS)}", "in 2017", "last week")
        for date in dates:
            if date.split()[-1] not in right.evidence.text:
                yield f"{right.text.rstrip('.?!')} {date}."


def _other_quoted_words(right: Planted, world: World, random: Random) -> Iterator[str]:
    for start, end in quoted_spans(right.text):
        inside = right.text[start + 1 : end - 1]
        tokens = inside.split(" ")
        if len(tokens) < 4:
            continue
        foreign = [
            w for p in world.right for w in p.text.split() if w.isalpha() and w not in inside
        ]
        at = random.randrange(1, len(tokens) - 1)
        span = random.randrange(1, len(tokens) - 2)
        joined = tokens[:span] + tokens[span + 2 :]
        changes = [
            [*tokens[:at], random.choice(foreign), *tokens[at + 1 :]],
            [*tokens[:at], *tokens[at + 1 :]],
            joined,
            [*tokens[:at], "very", *tokens[at:]],
            [*tokens[: at - 1], tokens[at], tokens[at - 1], *tokens[at + 1 :]],
        ]
        for changed in changes:
            text = " ".join(changed)
            if text not in inside and words(text) != words(inside):
                yield f"{right.text[: start + 1]}{text}{right.text[end - 1 :]}"
    if not quoted_spans(right.text) and '"' not in right.evidence.text:
        tokens = right.text.split(" ")
        if len(tokens) > 8 and "“" not in right.evidence.text:
            yield f"{' '.join(tokens[:4])} “{' '.join(tokens[4:])}”"


def _other_speaker(right: Planted, world: World, random: Random) -> Iterator[str]:
    speech = right.evidence.speech
    if speech is None:
        return
    own = set(words(" ".join(speech.speakers)))
    for name in (n for n in world.speakers if not own & set(words(n))):
        for called in sorted(
            {*speech.speakers, *(n.split()[-1] for n in speech.speakers)}, key=len
        )[::-1]:
            if called in right.text:
                yield right.text.replace(called, name, 1)
                break
        yield f"{name}: {right.text}" if ":" not in right.text else f"{name} said {right.text}"
        if right.kind.startswith("attribution"):
            yield re.sub(r"^.*? (said|\w+ed)\b", rf"{name} \1", right.text, count=1)


def _flipped(right: Planted, world: World, random: Random) -> Iterator[str]:
    for match in _NEGATED.finditer(right.text):
        yield put(right.text, match.span(), "")
    for match in _AUXILIARY.finditer(right.text):
        yield put(right.text, match.span(), f"{match.group()} not")
    for token in parsed(right.text):
        if token.tag_ in ("VBD", "VBZ") and token.pos_ == "VERB":
            yield f"{right.text[: token.idx]}never {right.text[token.idx :]}"


def _turned(right: Planted, world: World, random: Random) -> Iterator[str]:
    """Two names or noun phrases in different roles exchanged."""
    chunks = [c for c in parsed(right.text).noun_chunks if c.root.pos_ in ("PROPN", "NOUN")]
    for one, other in combinations(chunks, 2):
        roles = {one.root.dep_, other.root.dep_}
        subject = {"nsubj", "nsubjpass"} & roles
        between = right.text[one.end_char : other.start_char]
        side_by_side = re.fullmatch(r",?\s*(?:and|or|with|,)?\s*(?:the )?", between)
        if not subject or len(roles) == 1 or side_by_side or "appos" in roles:
            continue
        if any(v in between.split() for v in _SYMMETRIC) or '"' in between or "“" in between:
            continue
        if one.root.dep_ == "attr" or other.root.dep_ in ("attr", "npadvmod"):
            continue
        text = right.text
        yield (f"{text[: one.start_char]}{other.text}{between}{one.text}{text[other.end_char :]}")


def _blended(right: Planted, world: World, random: Random) -> Iterator[str]:
    """The start of this sentence and the end of another one of the article."""
    cut = _cut(right.text)
    others = [p for p in world.right if p.evidence.text != right.evidence.text]
    for other in random.sample(others, min(3, len(others))):
        end = _cut(other.text)
        if cut and end and not set(words(other.text[end:])) <= set(words(right.evidence.text)):
            yield f"{right.text[:cut].rstrip(' ,')} {other.text[end:].lstrip(' ,')}"
        said = re.match(r"^.*? (?:said|\w+ed)(?: that)? (?=\w)", right.text)
        if right.kind.startswith("attribution") and said and other.evidence.speech is None:
            yield f"{said.group()}{other.text[0].lower()}{other.text[1:]}"
        yield f"{right.text.rstrip('.')}, and {other.text[0].lower()}{other.text[1:]}"


def _cut(text: str) -> int | None:
    """Where the sentence's verb begins, outside of quotations."""
    for token in parsed(text):
        outside = not any(start <= token.idx < end for start, end in quoted_spans(text))
        if token.i > 2 and token.pos_ in ("VERB", "AUX") and outside and len(text) - token.idx > 25:
            return token.idx
    return None


def _time_moved(right: Planted, world: World, random: Random) -> Iterator[str]:
    spoken = right.kind.startswith("attribution")
    for then, when in _TIMES.items():
        for match in re.finditer(rf"\b{then}\b", right.text):
            if not (spoken and then in ("is", "are", "has")):
                yield put(right.text, match.span(), when)
    for match in re.finditer(r"\bon (Monday|Tuesday|Wednesday)\b", right.text):
        yield put(right.text, match.span(), f"on {DAYS[DAYS.index(match[1]) - 1]}")
    for token in parsed(right.text):
        if token.tag_ == "VBZ" and token.pos_ == "VERB" and not spoken:
            yield put(right.text, (token.idx, token.idx + len(token)), f"will {token.text[:-1]}")


EDITS: dict[str, Edit] = {
    "name": _other_name,
    "number": _other_number,
    "date": _other_date,
    "quoted words": _other_quoted_words,
    "speaker": _other_speaker,
    "negation": _flipped,
    "direction": _turned,
    "blend": _blended,
    "hedge": hardened,
    "tense": _time_moved,
}


def world_of(evidence: Sequence[Evidence]) -> World:
    """What an article's sentences make up."""
    names = [name for each in evidence if each.speech for name in each.speech.speakers]
    right = [made for each in evidence for made in right_sentences(each)]
    return World(tuple(dict.fromkeys(name for name in names if name[0].isupper())), tuple(right))

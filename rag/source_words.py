"""The words of a source sentence, and which of them limit or take back what others say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from index.quotes.cues import CUES
from index.quotes.names import TITLES
from rag.words import STOP_WORDS, WORD, fold

Lost = Literal["order", "negation", "hedge", "tense", "pronoun", "words left out"]
BE = frozenset("is are was were be been being".split())
HAVE = frozenset("has have had".split())
JOINING = frozenset("and but so".split())  # at the beginning of a sentence
NEGATIONS = frozenset(
    "no not never none nobody nothing neither nor without cannot hardly barely scarcely".split()
)
CONDITIONS = frozenset(
    "if unless until except provided providing assuming only or than whether lest".split()
)
DOUBTS = frozenset(
    """reportedly allegedly supposedly purportedly apparently presumably perhaps maybe probably
        possibly likely unlikely falsely wrongly mistakenly jokingly sarcastically ironically
        hypothetically nearly almost partly think thinks thought believe believes believed hope
        hopes fear fears guess suppose suspect suspects doubt doubts seem seems seemed appear
        appears appeared untrue false incorrect incorrectly inaccurate citing quoting echoing
        parody lie lies hoax myth fiction rumour rumor fake""".split()
)
_LIMITS = re.compile(
    r"\b(?:(?:as|so) long as|in case|on condition|in theory|on paper|as a joke|subject to|"
    r"short of|depend\w*|contrary|in (?:[\w']+ ){0,3}(?:view|opinion|eyes|jest))\b"
)
INVERTED = frozenset("had were should did does do was is are has have could would".split())
RESUMES = BE | HAVE | frozenset("will would can could may might must shall should".split())
IRREGULAR_PAST = frozenset(
    """met came went took gave got made saw sent held led left won lost brought bought sold began
        became broke built chose drew drove fell fought flew grew heard hit kept knew laid paid put
        ran rose sat set shot shut stood struck taught threw understood wore fled died""".split()
)
_VERBS = RESUMES | IRREGULAR_PAST | {cue for cue in CUES if not cue.endswith("ing")}
PERSONAL = frozenset("he she him her his hers himself herself".split())
PREPOSITIONS = frozenset(
    """in on at to from for with by of about after before during over under amid between among
        against as when while where since until through across into near without""".split()
)
TEMPORAL = frozenset("before after once when while whenever".split())  # conditions, or mere dates
_BREAK = re.compile(r"[,;:()\[\]!?]|\s-\s|--|\.\"")
_DETERMINERS = frozenset("the a an his her its their this these those".split())
_LONGEST_REMARK = 6  # words in ", his aide claims"


@dataclass(frozen=True)
class Word:
    """One word of a text, lower case, and how it stands there."""

    text: str
    start: int
    end: int
    broken: bool  # a comma, colon, bracket or dash stands before it, or nothing at all
    quoted: bool  # a double quotation mark stands before it
    capital: bool
    possessive: bool

    @property
    def tells(self) -> bool:
        """Whether it carries a meaning of its own, and not just somebody's title."""
        return self.text not in STOP_WORDS and self.text not in TITLES


def read(text: str) -> list[Word]:
    """The words of a text with their places in it."""
    plain = fold(text.replace("…", " "))  # as long as the text itself
    found: list[Word] = []
    end = 0
    for match in WORD.finditer(plain):
        gap, word = plain[end : match.start()], match.group()
        owns = word.lower().endswith("'s")
        found.append(
            Word(
                text=(word[:-2] if owns else word).lower(),
                start=match.start(),
                end=match.end(),
                broken=not found or bool(_BREAK.search(gap)),
                quoted='"' in gap,
                capital=word[0].isupper(),
                possessive=owns or plain[match.end() : match.end() + 1] == "'",
            )
        )
        end = match.end()
    return found


def denies(texts: Iterable[str]) -> bool:
    """Whether one of these words, in lower case, denies something."""
    return any(text in NEGATIONS or text.endswith("n't") for text in texts)


def limits(words: Iterable[Word]) -> Lost | None:
    """Why these words may not be left out: they take back or limit what others say."""
    texts = [word.text for word in words]
    if denies(texts):
        return "negation"
    if any(text in CONDITIONS or text in DOUBTS for text in texts):
        return "hedge"
    return "hedge" if _LIMITS.search(" ".join(texts)) else None


def says(words: Sequence[Word], harmless: Iterable[str] = ()) -> bool:
    """Whether somebody speaks in these words; "the talks" and "his report" are nouns."""
    return any(
        word.text in CUES and word.text not in harmless and not _is_noun(words, at)
        for at, word in enumerate(words)
    )


def _is_noun(words: Sequence[Word], at: int) -> bool:
    return at > 0 and not words[at].broken and words[at - 1].text in _DETERMINERS


def pieces(words: Iterable[Word]) -> Iterator[list[Word]]:
    """What stands between commas; words before the first comma left out."""
    piece: list[Word] | None = None
    for word in words:
        if word.broken:
            if piece:
                yield piece
            piece = []
        if piece is not None:
            piece.append(word)
    if piece:
        yield piece


def first_piece(words: Sequence[Word]) -> Sequence[Word]:
    """The words up to the first comma, colon, bracket or dash after one of them."""
    end = next((at for at in range(1, len(words)) if words[at].broken), len(words))
    return words[:end]


def takes_back(piece: Sequence[Word]) -> bool:
    """Somebody else's word on it (", his aide claims"), or a condition (", should he win")."""
    finite = [word for word in piece if not word.text.endswith("ing")]
    remark = len(piece) <= _LONGEST_REMARK and says(finite) and piece[0].text != "according"
    return remark or piece[0].text in INVERTED


def has_verb(words: Sequence[Word]) -> bool:
    """Whether a verb that these lists know stands in the words; "the talks", "in May" are none."""
    return any(
        (word.text in _VERBS or word.text.endswith("ed"))
        and not _is_noun(words, at)
        and not (word.text == "may" and word.capital)
        for at, word in enumerate(words)
    )

"""Which words of a sentence have the form that a question asks for: a name, a date, a number.

English only. The form is told, not the truth: of two dates either may be meant, and a name may
be of the wrong person. Words of the question itself are no answer to it. Not handled: who or
where told by a common noun that these lists lack ("the fishmonger", "in the loft"), "when" told
by a clause alone ("when the lock is sold"), numbers told by a list of names.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rag import figures
from rag.asking import PERSON, PLACE, PLACES
from rag.namings import named_places, people, places
from rag.question import Question
from rag.spans import Span, overlaps, spans
from rag.words import AUXILIARY, STOP_WORDS, WEEKDAYS, content_stems, fold, stem, words

Finder = Callable[[str], list[Span]]

_AUXILIARY = rf"(?:{AUXILIARY}|can|could|should|shall|may|might|must)"
_ASKING = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how)(?:'s)?\b(?! not\b)", re.IGNORECASE
)
_CLAUSE = re.compile(rf"(?:when|where)\b(?! (?:\w+ly |else )?{_AUXILIARY}\b)[^?]*", re.IGNORECASE)
_OF = (
    r"(?:what|which)(?:(?:'s| is| was| are| were)(?: the| its| his| her| their)?)? "
    r"(?:(?!of\b)[\w'-]+ ){0,2}?"
)
_PERSON_NOUN = rf"(?:{PERSON}|outlet|agency|company|organi[sz]ation|team|party)s?"
_PEOPLE = frozenset(
    """people men women children residents workers passengers students civilians soldiers troops
        victims others protesters patients voters employees persons migrants refugees deaths dead
        killed injured wounded hurt users fans spectators visitors inhabitants person man woman
        child officers prisoners hostages""".split()
)
_NOBODY = re.compile(
    r"\b(?:[Nn]obody|[Nn]o one|[Nn]one)(?= (?:was|were|is|has been|have been|had been|died|of))"
)
_SAID_ON = re.compile(  # a day on which something was said is not that of what was said
    r"\b(?:said|told|announced|wrote|added|reported)(?: reporters| journalists)?"
    r"(?: (?:in|at|to) (?:an? |the )?\w+(?: \w+)?)? (?:on |late |early )?"
    rf"(?:{'|'.join(WEEKDAYS)})\b",
    re.IGNORECASE,
)
_THE_TWO = re.compile(r"(?<=[Tt]he )(?:two|three)\b")  # a count where the noun asked for follows
_AHEAD = re.compile(
    r"\b(?:when|where|what day|which day|which month|month) will\b|\bwill\b.*\bnext\b|"
    r"\bwhen (?:is|are) (?:[\w'-]+ ){1,4}(?:due|expected|scheduled|planned|set|likely)\b",
    re.I,
)
_TO_COME = re.compile(
    r"\b(?:will|'ll|would|shall|going to|due|next|upcoming|scheduled|plan(?:s|ned)?|"
    r"expect(?:s|ed)?|(?:is|are|was|were) (?:to|set)|slated|until|ahead|later|coming|future)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|had|did|went|came|took|\w+ed)\b", re.IGNORECASE)
_REASON = re.compile(
    r"\bbecause\b|\bdue to\b|\bthanks to\b|\bowing to\b|\bin order to\b|\bso (?:that|as to)\b|"
    r"\bas a result of\b|\bin response to\b|\bon (?:the )?grounds\b|\bfor fear\b|\bin protest\b|"
    r"\bon account of\b|\breasons?\b|\bciting\b|\bcaused by\b|\bprompted by\b|\bdriven by\b|"
    r"\bsince (?!\d|then|last|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|the (?:start|end|beginning|19|20)|\w+day\b|\w+ \d{4})"
    r"|(?:, |^)as (?:the|an?|it|he|she|they|we|its|his|her|their|many|most)\b"
    r"|\b(?:thank|prais|blam|accus|condemn|critici[sz]|fin|prosecut|award|applaud|sue|arrest|"
    r"punish|sanction|honou?r|credit|suspend|apologi[sz])\w*\b.{0,60}?\b(?:for|of|over|on|with)\b"
    r"|\bto (?:avoid|help|prevent|protect|ensure|stop|save|allow|keep|reduce|raise|make|show|give|"
    r"stay|become|improve|end|counter|support|meet|cut|gain|escape|mark|celebrate|attract|pay)\b"
    r"|\b(?:led|leads|leading) to\b|\b(?:means|meant) that\b|\btherefore\b|\bout of \w+\b",
    re.IGNORECASE,
)


def values(question: Question, text: str) -> list[Span]:
    """The words of a sentence that have the form asked for and are not the question's own.

    Args:
        question: what is asked; where it asks for no form, nothing is found.
        text: one sentence.

    Returns:
        Character spans in ``text``, in order, without overlap.
    """
    plain = fold(text.replace("…", " "))  # as long as the text itself
    find = _finder(question)
    asked = {stem(word) for word in words(question.text)}
    of_saying = []
    if question.kind == "when" and not question.of_speech:
        of_saying = [match.span() for match in _SAID_ON.finditer(plain)]
    return [
        (start, end)
        for start, end in (find(plain) if find else ())
        if not _telling(plain[start:end]) <= asked and not overlaps((start, end), of_saying)
    ]


def _telling(value: str) -> set[str]:
    month = {"may"} if "May" in value else set()
    return {stem(word) for word in words(value) if word not in STOP_WORDS} | month


def has_value(question: Question, text: str) -> bool:
    """Whether a sentence holds words of the form asked for; True where none is asked for."""
    if (
        _AHEAD.search(question.text)
        and question.kind in ("when", "where")
        and not looks_ahead(text)
    ):
        return False
    return _finder(question) is None or bool(values(question, text))


def looks_ahead(text: str) -> bool:
    """Whether a sentence can speak of what is to come, as an answer to "When will …?" does."""
    return bool(_TO_COME.search(fold(text))) or not _PAST.search(text)


def gives_reason(text: str) -> bool:
    """Whether a sentence gives a reason or a purpose, as an answer to "why" does."""
    return bool(_REASON.search(fold(text)))


def _finder(question: Question) -> Finder | None:
    """What finds the form asked for: the first question word decides."""
    if question.kind in ("said", "did", "several"):
        return None
    text = " ".join(fold(question.text).split())
    for word in _ASKING.finditer(text):
        rest = text[word.start() :]
        opens_clause = _CLAUSE.match(rest) and (
            _ASKING.search(rest, word.end() - word.start()) or re.search(rf", {_AUXILIARY}\b", rest)
        )
        if not opens_clause:
            found = (find for form, find in _FORMS if form.match(rest))
            return next(found, None) or _counter(rest)
    return None


def _counter(rest: str) -> Finder | None:
    """Of "how many …": the numbers, those before the noun asked for alone where there are any."""
    asked = re.match(rf"(?:how many|{_OF}number of) (.*)", rest, re.I)
    if not asked:
        return None
    noun = re.split(rf"\b{_AUXILIARY}\b|[,?]", asked[1], maxsplit=1)[0].split()[:4]
    sought = set(content_stems(" ".join(noun)))
    if sought & {stem(word) for word in _PEOPLE}:
        sought |= {stem(word) for word in _PEOPLE}
    return lambda text: _counts_of(sought, text)


def _counts_of(sought: set[str], text: str) -> list[Span]:
    of_time = sought & {"day", "week", "month", "year", "hour", "minut"}
    counts = spans(figures.COUNT, text) if of_time else figures.counts(text)
    near = [
        span for span in counts + spans(_THE_TWO, text) if _stands_before(sought, text[span[1] :])
    ]
    near += spans(_NOBODY, text) if stem("people") in sought else []
    return sorted(near) or counts


def _stands_before(sought: set[str], rest: str) -> bool:
    """Whether a noun sought follows, with at most three words, no comma and no number before it."""
    follows = figures.COUNT.split(re.split(r"[,;:.()]", rest, maxsplit=1)[0])[0]
    return bool(sought & {stem(word) for word in words(follows)[:4]})


def _only(form: re.Pattern[str]) -> Finder:
    return lambda text: spans(form, text)


def _how_often(text: str) -> list[Span]:
    """A frequency, else whatever is counted: "eight calls"."""
    return spans(figures.FREQUENCY, text) or figures.counts(text)


def _or_times(form: re.Pattern[str]) -> Finder:
    """A day or year, else whatever dates there are."""
    return lambda text: spans(form, text) or figures.times(text)


_FORMS: tuple[tuple[re.Pattern[str], Finder], ...] = tuple(
    (re.compile(form, re.IGNORECASE), find)
    for form, find in (
        (
            rf"{_OF}(?:percentage|percent|share|proportion|fraction)\b|how many percent",
            figures.shares,
        ),
        (r"how (?:often|frequently)\b|how many times\b", _how_often),
        (rf"how old\b|{_OF}age\b", _only(figures.AGE)),
        (r"how long(?= (?:is|was|are|were) (?:the|a|this) \w+\?)", figures.lengths),
        (rf"how long\b|{_OF}(?:duration)\b", figures.durations),
        (rf"how much\b|{_OF}(?:price|cost|amount|sum|salary|fee|fine|budget)\b", figures.amounts),
        (
            r"how (?:far|high|large|big|tall|deep|wide|fast|heavy|hot|cold|strong|small|low|broad|"
            r"close|near|great|steep|thick)\b",
            figures.measures,
        ),
        (rf"{_OF}years?\b", _or_times(figures.YEAR)),
        (rf"{_OF}months?\b", _or_times(figures.MONTH_NAME)),
        (rf"{_OF}(?:day|date)s?\b", _or_times(figures.DAY)),
        (rf"{_OF}(?:time)\b(?! period)", figures.times),
        (rf"{_OF}(?:decade|century|era)\b|when\b", figures.times),
        (rf"{_OF}{PLACE}\b|{PLACES}", named_places),
        (r"where\b", places),
        (rf"(?:who|whom|whose)\b|{_OF}{_PERSON_NOUN}\b", people),
    )
)

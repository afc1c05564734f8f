"""Dates, numbers, amounts and durations in English text, as regular expressions over its words.

Only the forms that news writes. Not handled: Roman numerals, numbers beyond "million", "billion"
and "trillion" in words, sums ("two plus three"), dates by feasts ("at Easter").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.spans import Span, apart, joined, overlaps, spans
from rag.words import MONTHS, WEEKDAYS

_DIGITS = r"(?<![\w$€£¥])(?<!\d[.,])\d+(?:,\d{3})*(?:\.\d+)?"
_SMALL = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_LARGE = r"(?:dozen|hundred|thousand|million|billion|trillion)"
_SHORT = r"(?:\s?(?:m|mn|bn|tn|k)\b)"
_WORDED = rf"\b(?:{_SMALL}\b|(?:(?:half )?an?|several|a few|a couple of|many) (?={_LARGE}\b))"
_SPELLED = rf"{_WORDED}(?:(?:-| and | |){_SMALL}\b|(?:-| |){_LARGE}\b)*"
_MANY = r"\b(?:tens|dozens|scores|hundreds|thousands|millions|billions)\b"
_CRUDE = rf"{_MANY}(?: of {_MANY})?|\ba (?:handful|couple|single)\b|\bhalf(?! an?\b)"
_ONE_NUMBER = rf"(?:{_DIGITS}(?:[ -]{_LARGE}\b|{_SHORT})*|{_SPELLED})(?: and a half)?"
ABOUT = (
    r"(?:\b(?:(?:no |not )?(?:more|less|fewer|greater|higher|lower|better) than|at least|at most|"
    r"about|around|approximately|roughly|nearly|almost|some|over|under|up to|just (?:over|under)|"
    r"an estimated|as (?:many|much|few|little) as|close to|well over|only|just) )?"
)
NUMBER = rf"{ABOUT}(?:(?:{_ONE_NUMBER})(?:(?:-|–|—| to | or )(?:{_ONE_NUMBER}))?|{_CRUDE})"

_FULL_MONTH = rf"(?:{'|'.join(MONTHS).title()})"
_MONTH = rf"(?:{_FULL_MONTH}\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?(?= \d))"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?![\d,.]\d|\w|%)"
_COUNTED = (
    r"(?:%|(?:percent|per cent|people|men|women|children|workers|troops|soldiers|jobs|homes|"
    r"students|deaths|cases|votes|points|pages|km|miles|m|met(?:re|er)s|feet|tons|tonnes|dollars|"
    r"euros|pounds|years|months|days|hours|members|seats)\b)"
)
_YEAR = rf"(?<![\w$€£¥.,])(?:1\d|20)\d\d(?![\d%]|[.,]\d|[ -]{_COUNTED})"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS).title()})s?"
_TIME_OF_DAY = r"(?:morning|afternoon|evening|night|midday|noon|midnight|dawn|dusk|sunrise|sunset)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_SPAN_OF_TIME = (
    r"(?:second|minute|hour|day|night|week|fortnight|weekend|month|season|year|decade|century|"
    r"centurie|generation)"
)
_ORDINAL_WORD = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"\w{3,6}teenth|twentieth|twenty-first)"
)
_PART = r"(?:(?:[Ee]arly|[Ll]ate|[Mm]id|[Mm]iddle of|[Ee]nd of|[Bb]eginning of)[ -](?:in |the )*)?"

MONTH_NAME = re.compile(rf"\b(?:{_FULL_MONTH})\b(?! on\b (?!\d))")
YEAR = re.compile(_YEAR)
CLOCK = re.compile(
    r"\b(?i:\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b\.?)|\d{1,2}:\d\d\b(?: GMT| local time)?|"
    r"noon\b|midnight\b|midday\b|dawn\b|dusk\b|\w+ o['’]clock\b)"
)
DAY = re.compile(
    rf"{_WEEKDAY}\b|\b{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?|\b{_MONTH} {_DAY}(?:,? {_YEAR})?|"
    r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b(?i:yesterday|today|tomorrow|tonight)\b"
)
_DATE_FORMS = (
    DAY.pattern,
    CLOCK.pattern,
    rf"{_PART}\b{_MONTH}(?: \d{{1,2}}[-–]\d{{1,2}})?(?:,? (?:of )?{_YEAR})?(?! on\b (?!\d))",
    rf"{_PART}{_YEAR}(?:[-–](?:{_YEAR}|\d\d\b))?(?:s\b)?",
    r"(?<!\w)['’]\d0s\b|\b\d{1,4}0s\b|\b(?:AD|A\.D\.) ?\d+|\b\d+ ?(?:BCE?|CE|AD|B\.C\.|A\.D\.)",
    rf"{_PART}\b(?i:\d{{1,2}}(?:st|nd|rd|th)|{_ORDINAL_WORD})(?: (?:and|to|or) (?:the )?\d+th)?"
    r" (?:century|centuries|millennium)\b",
    r"\b(?i:last|next|this|past|following|previous|same|earlier|later|that) "
    rf"(?:{_SPAN_OF_TIME}|{_SEASON}|{_TIME_OF_DAY})\b(?! of\b)",
    rf"\b(?:[Ii]n|[Dd]uring|[Tt]hat|[Bb]y|[Bb]efore|[Aa]fter|[Ss]ince) (?:the )?"
    rf"(?:early |late )?(?:{_TIME_OF_DAY}|{_SEASON})\b",
    rf"\b(?:[Oo]vernight|[Aa]t (?:{_TIME_OF_DAY}|the weekend)|[Ss]oon|[Ii]mmediately)\b",
    rf"\b(?i:{NUMBER}|an?|several|a few|some|many) {_SPAN_OF_TIME}s? "
    r"(?:ago|later|earlier|afterwards?|before|after|prior|from now|hence)\b",
    rf"\b(?:[Ww]ithin|[Ii]n) (?:the )?(?:next |coming )?(?i:{NUMBER}|an?|several|a few) "
    rf"{_SPAN_OF_TIME}s?\b(?! of)",
    r"\b(?:[Dd]uring|[Ss]ince|[Aa]fter|[Bb]efore|[Ii]n|[Uu]ntil|[Bb]y) (?:the )?(?:\w+ )?(?:"
    r"(?:First |Second )?World War(?: I{1,2}| One| Two)?|(?:[A-Z]\w+ )+(?:War|Revolution|Ages|"
    r"Period|Era|Dynasty|Empire)|\w+ (?:[Ww]ar|era|period|season|dynasty|reign))\b",
)
DATES = tuple(re.compile(form) for form in _DATE_FORMS)

MONEY = re.compile(
    rf"{ABOUT}(?:US|A|C|HK|NZ)?[$€£¥₹] ?\d[\d,.]*\d?(?:(?:[ -]{_LARGE}\b|{_SHORT})*)|"
    rf"{NUMBER} (?:\w+ )?(?:dollars?|euros?|pounds?|crowns?|yuan|yen|rupees?|ro?ubles?|francs?|"
    r"pesos?|kron(?:or|er|e|a)|shekels?|lira|won|rand|marks?|cents?|pence|USD|EUR|GBP)\b",
    re.IGNORECASE,
)
_PARTS = r"(?:half|third|quarter|fifth|sixth|tenth)s?"
SHARE = re.compile(
    rf"{NUMBER}(?:[ -]?%|[ -](?:percent|per cent|percentage points?)\b)|\b(?:an?|one|two|three|"
    rf"four)[ -]{_PARTS}\b|{ABOUT}\b(?:half|a quarter|a third)\b|"
    rf"\b{_SMALL} (?:in|out of) (?:every )?{_SMALL}\b|\b\d+ (?:in|out of) (?:every )?\d+\b",
    re.IGNORECASE,
)
MEASURE = re.compile(
    rf"{NUMBER}[ -]?(?:square |cubic |nautical |metric |light[- ])?(?:k?m²?|cm|mm|"
    r"kilomet(?:re|er)s?|centimet(?:re|er)s?|millimet(?:re|er)s?|met(?:re|er)s?|miles?|yards?|feet|foot|ft|"
    r"inch(?:es)?|acres?|hectares?|tonnes?|tons?|kg|kilo(?:gram)?s?|grams?|pounds?|lit(?:re|er)s?|gallons?|"
    r"barrels?|bushels?|degrees?|°[CF]?|mph|kph|km/h|knots?|store?y|stor(?:e?y|ies)|floors?|stories|"
    r"(?:giga|mega|kilo)?watts?|[GMk]Wh?|volts?|hertz|bytes?|[GMT]B|light[- ]years?)(?!\w)|"
    r"\bmagnitude[- ]\d[\d.]*|\d[\d.]*[- ]magnitude\b",
    re.IGNORECASE,
)
DURATION = re.compile(
    rf"(?:{NUMBER}|\b(?:an?|several|(?:a )?few|many|couple of|half an?|whole|entire|all|full))[ -]"
    rf"(?:(?:more|full|consecutive|long|whole|working) )?{_SPAN_OF_TIME}s?\b"
    r"(?![ -](?:old|ago|later|earlier|of age)\b)(?: and a half| or (?:more|less))?|"
    rf"\b(?:for|over|in|within) (?:\w+ )?(?:{_SPAN_OF_TIME}s|generations|ages|centuries|life)\b|"
    rf"\b(?:since|until|till) (?:\w+ )?{_YEAR}|\b(?:from|between) (?:\w+ )?{_YEAR} "
    rf"(?:to|until|and) (?:\w+ )?{_YEAR}|{_YEAR}[-–—](?:{_YEAR}|\d\d\b)|"
    rf"\b(?:indefinitely|permanently|forever|overnight|throughout the \w+)\b|"
    rf"\bsince (?:last \w+|{_WEEKDAY}|{_FULL_MONTH})\b",
    re.IGNORECASE,
)
AGE = re.compile(
    rf"\b\d{{1,3}}-years?-old\b|\b(?:{_SMALL}-)+year-old\b|\b(?:{NUMBER}) years? (?:old|of age)\b|"
    rf"\baged (?:{NUMBER})|\bage (?:of )?(?:{NUMBER})|(?<=, )\d{{1,3}}(?=,|\.$)|\bin (?:his|her|"
    rf"their) (?:early |late |mid-?)?\d0s\b|\b(?:turned|turns|turning|was|is) \d{{1,3}}\b(?! \w|%)|"
    rf"\bat \d{{1,3}}(?=[,.])|{NUMBER} (?:days?|weeks?|months?|years?) old\b",
    re.IGNORECASE,
)
FREQUENCY = re.compile(
    rf"\b(?:(?:once|twice|thrice|several times|many times|(?:{NUMBER}) times)\b(?:,? (?:an?|per|"
    rf"each|every|in) (?:{NUMBER} )?{_SPAN_OF_TIME}s?)?|"
    rf"(?:every|each) (?:other |single |{NUMBER} )?(?:{_SPAN_OF_TIME}s?|{_TIME_OF_DAY}|"
    rf"{_WEEKDAY}|{_SEASON})|(?:an?|per|each) {_SPAN_OF_TIME}|"
    r"daily|weekly|monthly|quarterly|yearly|annually|annual|hourly|nightly|biennially|on \w+days|"
    r"rarely|seldom|often|frequently|regularly|usually|sometimes|always|never)\b",
    re.IGNORECASE,
)
COUNT = re.compile(NUMBER, re.IGNORECASE)
_NOT_COUNTED = re.compile(
    r"\b(?i:no|the|this|that|each|which|every|any) one\b|"
    r"\b(?i:the|these|those|both|other) (?:two|three)\b|"
    r"\b[Oo]ne(?=[.,;:)]| (?:of|another|day|thing|side|hand|has|had|can|could|may|might|must|would|"
    r"is|was|should|who|that|in every|and)\b)|"
    r"\b(?!About|Around|Nearly|Almost|Approximately|Roughly|Some|Over|Under|Only|Just|Up|At|In|The|"
    r"Of|With|For|By|From|And|But|To|All|Its|His|Her|Their|These|Those|There)[A-Z][a-zA-Z.]*[ -]"
    r"(?:No\. )?\d+\b(?![,.]\d)|\b\d+(?:st|nd|rd|th)\b"
)  # "Boeing 737", "Article 5"


def counts(text: str) -> list[Span]:
    """Numbers that count something: no dates, ages or ordinals, nor "one of" or "the two"."""
    taken = [span for form in (*DATES, AGE, _NOT_COUNTED) for span in spans(form, text)]
    return [span for span in spans(COUNT, text) if not overlaps(span, taken)]


def times(text: str) -> list[Span]:
    """Dates and times of day, those that belong together as one: "on Tuesday, 4 May"."""
    found = sorted(span for form in DATES for span in spans(form, text))
    return joined(text, found, re.compile(r",? ?(?:(?:of|in|on|the|at) )*"))


def amounts(text: str) -> list[Span]:
    return _first_of(text, (MONEY, SHARE, MEASURE)) or counts(text)


def measures(text: str) -> list[Span]:
    return _first_of(text, (MEASURE, SHARE, MONEY)) or counts(text)


def durations(text: str) -> list[Span]:
    return joined(text, spans(DURATION, text), re.compile(r"(?:,| and)? "))


def lengths(text: str) -> list[Span]:
    return sorted([*durations(text), *spans(MEASURE, text)])


def shares(text: str) -> list[Span]:
    return spans(SHARE, text) or counts(text)


def _first_of(text: str, forms: Iterable[re.Pattern[str]]) -> list[Span]:
    return apart([span for form in forms for span in spans(form, text)])

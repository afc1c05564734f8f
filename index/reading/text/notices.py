"""Notices in which a page speaks of itself to its reader: sign-up boxes, consent, paywalls.

Such a notice may run over several sentences. It is told by three things together:
the page's own voice ("our", "by signing up you agree"), an address to the reader, and
words about pages in every one of its sentences, never far apart. A line that also
holds a sentence about anything else stays whole, so notices glued to an article's
paragraph are not handled. Nor are notices without the page's voice, and those in
other languages than English.
"""

from __future__ import annotations

import re

_PAGE_WORDS = {
    # Hard: hardly said but by a page itself.
    "newsletter": r"newsletters?|inbox|(?:daily|weekly|e-?mail) (?:briefing|digest|updates)",
    "address": r"(?:valid |your )?e-?mail(?: address)?\*?|emailed about",
    "privacy": r"privacy (?:policy|notice|statement|cent(?:re|er))|your (?:privacy|personal data)"
    r"|recaptcha|data protection",
    "terms": r"terms (?:of (?:use|service)|(?:and|&) conditions)|user agreement"
    r"|you (?:agree|consent|are agreeing)",
    "cookies": r"cookies?|similar technologies|your (?:consent|choices|preferences|permission)"
    r"|(?:accept|reject) all",
    "affiliate": r"affiliate|commission|(?:through|via|using) (?:\w+ )?links?"
    r"|click (?:\w+ ){0,3}links?|make a purchase|buy something",
    "paywall": r"unlimited access|full access|subscribers?[- ]only|already a subscriber"
    r"|free account|free trial|cancel any ?time|special offer",
    "form": r"enter (?:a|your)|something went wrong|try again(?: later)?"
    r"|there was (?:a problem|an error)|thanks?(?: you)? for (?:signing|subscribing|registering)"
    r"|required|sign(?:ing)? me up|submit",
    "mission": r"our (?:journalism|reporting|newsroom)|independent journalism",
    "embed": r"cannot be displayed|(?:view|see) original content|external (?:sites|content)"
    r"|(?:skip|end of|allow) \w+ (?:post|content)",
    # Soft: such words are also news.
    "signing up": r"sign(?:ing|ed)? you up|sign(?:ing|ed)?[- ]up|subscri\w+|unsubscribe"
    r"|opt[- ]out|register",
    "account": r"account|log ?in|sign(?:ed)? in|password",
    "advertising": r"advertis\w+|ads?|ad ?blocker|marketing|offers",
    "partners": r"partners|vendors|third[- ]part(?:y|ies)|outside parties",
    "app": r"app store|google play|the app|our app|push notifications",
    "browser": r"your (?:browser|device)|javascript",
    "site": r"(?:this|our) (?:web)?site|(?:this|our) (?:content|stor(?:y|ies)|articles?|pages?)"
    r"|our readers|our services?|this post",
    "more": r"(?:click|tap) here|(?:learn|read|find out|see) more|more information|visit",
}
_SOFT = frozenset(
    "signing up, account, advertising, partners, app, browser, site, more".split(", ")
)
_ANY = re.compile(
    "|".join(
        rf"(?P<{name.replace(' ', '_')}>\b(?:{words})(?!\w))" for name, words in _PAGE_WORDS.items()
    ),
    re.IGNORECASE,
)
_OWN_VOICE = re.compile(
    r"\bour (?:\w+ ){0,2}(?:newsletters?|e-?mails?|privacy|terms|cookies?|(?:web)?sites?|partners"
    r"|journalism|reporting|newsroom|stories|articles|content|links|apps?|services?|guidelines"
    r"|experts)\b|\bwe (?:may|use|earn|value|collect|process|store|and our)\b"
    r"|\bby (?:signing|submitting|entering|clicking|subscribing|continuing|using|registering)\b"
    r".{1,80}\byou\b|\bplease (?:enter|enable|try|log|sign)\b|\bi would like to (?:be|receive)\b"
    r"|\bthanks?(?: you)? for (?:signing|subscribing|registering)\b|\bthere was a problem\b",
    re.IGNORECASE,
)
_TO_THE_READER = re.compile(
    r"\byou(?:r|rs)?\b|\bplease\b|\bme\b|^(?:sign|subscribe|get|join|enter|download|support)\b",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}")
_QUOTED = re.compile(r"[\"“”«»]")
_SPEAKER = re.compile(r"(?:[QA]|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}): ")
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")

MOST_WORDS = 200
WIDEST_GAP = 16  # words between two page words; a gap any wider may hold a sentence of its own
SHORT_NOTICE = 25  # words


def is_notice(line: str) -> bool:
    """Whether a line is a page's notice to its reader from its first word to its last."""
    if len(_TEMPLATE.findall(line)) > 2 and not line.endswith((".", "!", "?")):
        return True  # a form's template that was never filled in
    words = len(line.split(None, MOST_WORDS + 1))
    if not 4 <= words <= MOST_WORDS or _QUOTED.search(line) or _SPEAKER.match(line):
        return False
    if not (_OWN_VOICE.search(line) and _TO_THE_READER.search(line)):
        return False
    kinds = {match.lastgroup or "" for match in _ANY.finditer(line)}
    hard = len(kinds - {kind.replace(" ", "_") for kind in _SOFT})
    telling = hard > 0 and len(kinds) > 1 and (hard > 1 or len(kinds) > 2 or words <= SHORT_NOTICE)
    return telling and _speaks_of_pages_throughout(line)


def _speaks_of_pages_throughout(line: str) -> bool:
    for sentence in _SENTENCE.findall(line):
        if len(sentence.split()) > 2 and not _ANY.search(sentence):
            return False
    between = _ANY.sub("\0", line).split("\0")
    return all(len(gap.split()) <= WIDEST_GAP for gap in between)

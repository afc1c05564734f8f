"""Who made a picture: lines that credit a photographer or an agency, and nothing else.

Captions that end in a credit stay whole; so does a credit of a bare name.
"""

from __future__ import annotations

import re

_PICTURE = (
    r"\(?(?:(?:top|lead|main|cover|header|featured?|file|banner|thumbnail) )?"
    r"(?:image|photo(?:graph)?|picture|illustration)s?"
)
_LABEL = re.compile(
    rf"{_PICTURE}(?: (?:credit|courtesy|source))?s?(?:(?: by)?\s?[:/©|]|(?<=source),)"
    r"(?P<rest>.{1,120})$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    rf"(?:{_PICTURE} (?:by|courtesy of)\b|\(?(?:credits?|courtesy)\s?[:/©|])(?P<rest>.{{1,120}})$",
    re.IGNORECASE,
)
_AGENCY = (
    r"(?:AFP|AP|AAP|ANI|ANP|APA|Alamy|Anadolu|Belga|Bloomberg|CNP|Corbis|dpa|EFE|EPA(?:-EFE)?"
    r"|Flickr|Getty(?: Images)?|Imago|iStock(?:photo)?|Keystone|Magnum|NTB|PA(?: Wire)?|PTI"
    r"|Pexels|Pixabay|REUTERS|Reuters|Rex|SIPA|Shutterstock|TASS|TT|UPI|Unsplash|Xinhua"
    r"|Zuma(?: Press)?|picture alliance|Wikimedia(?: Commons)?)"
    r"(?: (?:Photos?|Images?|Pool|File|file|Pictures|Archive))?"
)
_NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’&-]*){0,4}"
_BETWEEN = r"\s*(?:/|\||,| via | for | on | - )\s*"
_AGENCY_LINE = re.compile(
    rf"[(©\s]*(?:{_NAME}{_BETWEEN}){{0,2}}{_AGENCY}(?:{_BETWEEN}{_NAME}){{0,2}}\s*\)?$"
)
_COMPANY_NAME = re.compile(rf"(?!.*(?:Images?|Photos?|Pool|Archive|Wire)$){_AGENCY}$")
_SMALL = frozenset(
    "a an and at by courtesy de der du file for from in of on the van via von".split()
)
_AGENCY_SIGN_OFF = re.compile(r"[a-z]{2,4}(?:\s?[,/]\s?[a-z]{2,4})*\s\([A-Z][\w ,/&.-]{1,60}\)$")
_GLUED = re.compile(r"(?<=[a-z0-9.”\"')])(?=(?:Image|Photo|Picture|Credit): ?[A-Z©])")


def is_credit(line: str) -> bool:
    """Whether a line only says who made a picture, or signs an article off for its agencies."""
    if labelled := _LABEL.match(line):
        rest = labelled["rest"].strip()
        return "caption" not in rest.lower() and (_is_name_like(rest) or not _is_sentence(rest))
    if credited := _CREDIT.match(line):
        return _is_name_like(credited["rest"])
    if len(line) > 120:
        return False
    by_agency = _AGENCY_LINE.match(line) and not _COMPANY_NAME.match(line)
    return bool(by_agency or _AGENCY_SIGN_OFF.match(line))


def split_glued_credits(text: str) -> str:
    """Puts a line break before an image credit that a scrape glued to its caption."""
    return _GLUED.sub("\n", text)


def _is_sentence(rest: str) -> bool:
    return rest.endswith((".", "!", "?", '."', ".”")) or len(rest.split()) > 15


def _is_name_like(rest: str) -> bool:
    lower = [word for word in rest.split() if word[0].islower() and word not in _SMALL]
    return len(lower) < 2 and any(map(str.isupper, rest))

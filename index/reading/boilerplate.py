"""Lines that scraped pages carry around an article, told by what such lines are like.

Whole lines go or stay; no line is ever reworded. The forms come from the
furniture of news sites in general: navigation, cookie and comment forms, share
links, image credits, bare addresses, tag rows. When in doubt a line stays.
"""

from __future__ import annotations

import re

_LIST_NUMBER = r"(?:\d{1,2}[.)]\s+|[*•\-–]\s+)?"
_NETWORKS = (
    "facebook|twitter|x|whatsapp|telegram|linkedin|reddit|instagram|youtube|pinterest|e-?mail"
    "|messenger|flipboard|threads|bluesky"
)
_RECIPIENTS = rf"{_NETWORKS}|google|social media|(?:your |a )?friends?"

_FURNITURE = [
    re.compile(rf"{_LIST_NUMBER}(?:{pattern})[\s.:!…»›>]*$", re.IGNORECASE)
    for pattern in (
        # navigation
        r"skip to (?:the )?(?:\w+ ){0,4}(?:content|menu|navigation|search|footer|header|sites?)",
        r"skip (?:navigation|advertisement|links?)|jump to (?:content|navigation)",
        r"(?:open|close|toggle|show|hide)(?: this| the)? (?:search|menu|navigation)"
        r"(?: box| bar| form| menu)?",
        r"(?:main |site )?(?:menu|navigation|home ?page|search|breadcrumbs?)",
        r"(?:back to top|go back|next|previous|print|e-?mail|copy link|listen|load more|see more)",
        r"(?:next|previous) (?:article|post|story|page)",
        r"(?:read|show|see|load|view) (?:more|less|all)",
        # lists of other pieces
        r"(?:recent|related|featured|latest|popular|trending|more|most read|recommended)"
        r"(?: (?:features?|articles?|posts?|stories|news|reading|videos?|topics?|content|links?))*",
        r"(?:you (?:may|might) (?:also )?(?:like|be interested in)"
        r"|more (?:on|from|about) (?!.*\.$).{1,40})",
        r"(?:also read|read also|read next|see also|don't miss|up next|editor'?s'? picks?)(?::.*)?",
        # comment forms
        r"leave a (?:comment|reply)|(?:post|add|write|view|show|hide) (?:a |your |all )?comments?",
        r"(?:no comments|\d+ comments?)(?: yet)?|comments?(?: (?:are )?(?:closed|off|section))?",
        r"your e-?mail address will not be published(?:\..{0,60})?",
        r"required fields are marked.{0,5}|(?:name|e-?mail|website|comment) ?\*",
        r"save my name,? e-?mail.{0,80}|notify me of .{0,60}|log ?in to (?:comment|reply).{0,20}",
        # sharing, subscribing, consent
        r"(?:share|tweet|pin|follow us|like us|send)(?: this)?"
        r"(?: (?:article|story|post|page|link))?"
        rf"(?: (?:on|via|with|to|by) (?:{_RECIPIENTS})\b.{{0,60}})?",
        rf"(?:{_NETWORKS}|copy link|print|share|[\s,|/·•&]|and)+",
        r"(?:sign up|subscribe|register|log ?in|sign in|create an account|join)"
        r"(?: (?:now|here|today|free|for .{1,60}|to .{1,60}))?",
        r"(?:we|this (?:web)?site) uses? cookies.{0,200}",
        r"(?:accept|reject|manage) (?:all )?(?:cookies|"
        r"consent|preferences)(?: .{0,40})?|(?:cookie|privacy) (?:policy|settings|notice)",
        r"(?:terms (?:of (?:use|service))|all rights reserved|contact us|about us"
        r"|advertise with us)",
        r"(?:©|(?:\(c\)|copyright)(?= ?(?:©|\(c\)|\d{4})))\s?.{0,100}",
        r"advertisements?|sponsored(?: content)?|promoted(?: content)?|paid content|ad",
        # credits
        r"(?:image|photo(?:graph)?|picture|photo credit|image credit|credits?|photo by|image by|"
        r"file photo|illustration)s?(?: courtesy)?\s?[:/©|].{1,120}",
        r"(?:tags?|topics?|categor(?:y|ies)|filed under|labels?)\s?:.{0,160}",
    )
]
_RULE = re.compile(r"[-=*_~–—•·#\s]{3,}$")
_BARE_ADDRESS = re.compile(r"\W*(?:https?://|www\.)\S+(?:\s\W*)?$", re.IGNORECASE)
_TAG_ROW = re.compile(r"[^.!?|«»›>]{1,40}(?:\s*[|»›>]\s*[^.!?|«»›>]{1,40})+$")
_REPORTED = re.compile(r"\b(?:said|told|asked|added|replied|wrote)\b")
_STOPPED = (".", "!", "?", '."', '!"', '?"', ".”", "!”", "?”")
_AGENCY_SIGN_OFF = re.compile(r"[a-z]{2,4}(?:\s?[,/]\s?[a-z]{2,4})*\s\([A-Z][\w ,/&.-]{1,60}\)$")
_GLUED_CREDIT = re.compile(r"(?<=[a-z0-9.”\"')])(?=(?:Image|Photo|Picture|Credit): ?[A-Z©])")


def is_furniture(line: str) -> bool:
    """Whether a line is page furniture and no part of the article."""
    bare = line.strip().replace("’", "'")
    if not bare or (bare.endswith(_STOPPED) and _REPORTED.search(bare)):
        return False
    return (
        any(form.match(bare) for form in _FURNITURE)
        or bool(_RULE.match(bare))
        or bool(_BARE_ADDRESS.match(bare))
        or bool(_TAG_ROW.match(bare))
        or bool(_AGENCY_SIGN_OFF.match(bare))
    )


def split_glued_credits(text: str) -> str:
    """Puts a line break before an image credit that a scrape glued to its caption."""
    return _GLUED_CREDIT.sub("\n", text)

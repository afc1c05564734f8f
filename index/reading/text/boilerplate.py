"""Lines that scraped pages carry around an article, told by what such lines are like.

Whole lines go or stay; no line is ever reworded. A line is judged by itself: a
control of the page, a link elsewhere, a counter, a credit, a bare address, a row of
links, a notice to the reader. What only its neighbours give away is told in
:mod:`index.reading.text.layout`. When in doubt a line stays; pages in other languages
than English keep most of theirs.
"""

from __future__ import annotations

import re

from index.reading.text.credits import is_credit
from index.reading.text.notices import is_notice

_NETWORKS = (
    "facebook|twitter|x|whatsapp|telegram|linkedin|reddit|instagram|youtube|pinterest|e-?mail"
    "|messenger|flipboard|threads|bluesky|tiktok|mastodon|snapchat|tumblr|apple news|google news"
)
_RECIPIENTS = rf"{_NETWORKS}|google|social media|(?:your |a )?friends?"
_PAGE_PART = (
    r"(?:article|story|page|post|comments?|newsletters?|app|video|podcast|gallery|slideshow"
    r"|tweet|thread|embed|edition|e-?paper)s?"
)
_ITS = r"(?: (?:this|the|our|all|full|more|main|original|mobile|news|free))*"
_AGE = r"(?:\d+|an?|one|a few) (?:sec(?:ond)?|min(?:ute)?|hr|hour|day|week|month|year)s?\.? ago"

# Controls and headings of a page. As paragraphs ("Listen.") they would end in a full stop.
_CONTROLS = (
    r"(?:main |site )?(?:menu|navigation|home ?page|home|search|breadcrumbs?)",
    r"(?:back to top|go back|next|previous|print|copy link|listen|load more|see more)",
    r"(?:next|previous) (?:article|post|story|page)",
    r"(?:read|show|see|load|view|watch|listen|learn|play|buy|shop|find out)"
    r" (?:more|less|all|now|live)",
    r"(?:expand|collapse|dismiss|cancel|submit|mute|unmute|pause|play|loading|fullscreen|close)",
    rf"(?:view|watch|read|listen to|play|share|save|print|download|get|expand|show|hide|open|report"
    rf"|follow|rate|continue reading){_ITS} {_PAGE_PART}(?: (?:now|here|below|on \w+))?",
    r"(?:recent|related|featured|latest|popular|trending|more|top|most (?:read|popular|viewed)"
    r"|recommended|similar|other)"
    r"(?: (?:features?|articles?|posts?|stories|news|reading|videos?|topics?|content|links?"
    r"|headlines|for you))*",
    rf"(?:{_NETWORKS}|copy link|print|share|[\s,|/·•&]|and)+",
    r"you (?:may|might) (?:also )?(?:like|be interested in)|in case you missed it",
    r"also read|read also|read next|see also|don't miss|up next|editor'?s'? picks?",
    r"(?:share|tweet|pin|follow us|like us|send)(?: this)?(?: (?:article|story|post|page|link))?",
    r"(?:sign up|subscribe|register|log ?in|sign in|create an account|join|donate)"
    r"(?: (?:now|here|today|free|for free))?",
    r"(?:terms (?:of (?:use|service)|(?:and|&) conditions)|contact us|about us|advertise with us"
    r"|(?:cookie|privacy) (?:policy|settings|notice)|site ?map|accessibility|careers)",
    r"advertisements?|sponsored(?: content| post)?|promoted(?: content)?|paid content|ad",
    r"comments?(?: \(\d+\))?|\d+ comments?|(?:reply|report|like|upvote|flag)(?: \(\d+\))?",
)
# Phrases that no article says by itself, whatever mark they end in.
_PHRASES = (
    r"skip to (?:the )?(?:\w+ ){0,4}(?:content|menu|navigation|search|footer|header|sites?)",
    r"skip (?:navigation|advertisement|links?)|jump to (?:content|navigation)",
    r"(?:open|close|toggle|show|hide)(?: this| the)? (?:search|menu|navigation)"
    r"(?: box| bar| form| menu)?",
    r"leave a (?:comment|reply)|(?:post|add|write|view|show|hide) (?:a |your |all )?comments?",
    r"no comments yet|comments (?:are )?(?:closed|off)|comments section"
    r"|join the (?:discussion|conversation)",
    r"your e-?mail address will not be published(?:\..{0,60})?",
    r"required fields are marked.{0,5}|(?:name|e-?mail|website|comment) ?\*",
    r"save my name,? e-?mail.{0,80}|notify me of .{0,60}|log ?in to (?:comment|reply).{0,20}",
    r"(?:share|tweet|pin|follow us|like us|find us|send)(?: this)?"
    rf"(?: (?:article|story|post|page|link))? (?:on|via|with|to|by) (?:{_RECIPIENTS})\b.{{0,60}}",
    r"(?:we|this (?:web)?site) uses? cookies(?: (?:to|on (?:our|this)|for|and (?:other|similar))\b"
    r".{0,200})?",
    r"(?:accept|reject|manage) (?:all )?(?:cookies|consent|preferences)(?: .{0,40})?",
    r"(?:©|(?:\(c\)|copyright)(?= ?(?:©|\(c\)|\d{4})))\s?(?-i:[\d©(A-Z]).{0,300}"
    r"|all rights reserved",
    r"(?:advertisement\W*)?(?:(?:the |this )?(?:article|story|post|text|content) continues?"
    r" (?:below|after|under)(?: (?:this |the )?(?:ad(?:vert(?:isement)?)?|video|image|photo|map"
    r"|graphic|newsletter|promotion))?|scroll (?:down )?(?:to continue|for more).{0,30})",
    rf"(?:(?:last )?(?:updated|published|posted|modified)(?: on| at)?:?\s*)?{_AGE}",
    r"\d+[- ]min(?:ute)?s? read"
    r"|(?:(?:estimated )?read(?:ing)? time|listen|watch)\W*\d+ min(?:ute)?s?",
    r"[\d.,]+\s?[km]?\+? (?:views?|shares?|likes?|repl(?:y|ies)|retweets?|reactions?|reposts?)",
    r"\d{1,2}:\d{2}(?::\d{2})?\s*/\s*\d{1,2}:\d{2}(?::\d{2})?",
    r"view (?:this|the|original)(?: post| tweet| content)? on \w+|a post shared by .{1,80}"
    r"|embed(?:ded)? (?:from|content).{0,40}|(?:\w+:? ){1,3}loading\b[\s.…]*|loading\.\.+",
    r"(?:tags?|topics?|categor(?:y|ies)|filed (?:under|in)|posted in|labels?)\s?:.{0,160}",
    r"last updated on[ .]*(?:from the section .{1,40})?",
)
# Links elsewhere and invitations: titles, and so without a full stop.
_LINKS = (
    r"(?:(?:read|see|view|find|get|discover|explore) )?more (?:on|from|about) .{1,60}",
    r"(?:read|see|check out|watch|browse|explore|find|try) (?:all )?(?:our|the full) .{1,80}",
    rf"follow (?:[@\w.'-]+ ){{1,4}}on (?:{_NETWORKS})\b.{{0,40}}",
    r"(?:watch(?: (?:now|(?:this )?story))?|listen|more|video|recommended(?: reading)?|don't miss"
    r"|more on this(?: story)?|up next|editor'?s'? picks?)\s?(?::|[|–—]|-(?= )).{1,160}",
    r"(?:sign up|subscribe|register|log ?in|sign in|create an account|join)"
    r"(?: now| here| today)?,? (?:for|to) (?:our|my|the|this|read|comment|continue|access|unlock"
    r"|receive|get|updates|alerts)\b.{0,80}",
    r"join (?:us|our) .{0,40}\b(?:channel|group|page|community)",
    r"(?:subscribe|sign up|join|get .{1,30}) (?:for|from) (?:only |just )?[£$€]\d.{0,40}",
    r"(?:[\w'’,?!]+ ){0,8}(?:click|tap) here(?: (?:to|for|and)\b.{1,80})?",
)
_READ_ALSO = re.compile(
    r"(?:also read|read also|read more|read next|see also"
    r"|related(?: (?:article|story|news|reading|video))?)\s?(?::|[|–—]|-(?= )).+$",
    re.IGNORECASE,
)
_SHOUTED_LINK = re.compile(
    r"(?:GO DEEPER|(?:READ|WATCH|LISTEN|SEE) (?:MORE|ALSO|NEXT|NOW)|KEEP READING)\b.+[^.]$"
)
_SUBSCRIBE_TO_NAME = re.compile(
    r"(?i:subscribe|sign up|log ?in) (?:to|for) (?:[A-Z][\w.&'’-]*(?: |$)){1,5}$"
)
_BROUGHT_BY = re.compile(
    r"(?i:brought to you|presented|paid for|sponsored) by (?:the )?[A-Z].{1,60}$"
)
_COPYRIGHT = re.compile(r"(?:[A-Z]\w* ){1,3}©\s?(?:\d{4}|[A-Z]).{0,100}$")
_LIST_NUMBER = r"(?:\d{1,2}[.)]\s+|[*•\-–]\s+)?"


def _any_of(patterns: tuple[str, ...], ending: str) -> re.Pattern[str]:
    return re.compile(rf"{_LIST_NUMBER}(?:{'|'.join(patterns)}){ending}", re.IGNORECASE)


_FURNITURE = [
    _any_of(_CONTROLS, r"[\s:…»›>]*$"),
    _any_of(_PHRASES, r"[\s.:!…»›>]*$"),
    _any_of(_LINKS, r"(?<![.…])(?<![.…][\"”])[\s:»›>]*$"),
    _READ_ALSO,
    _SHOUTED_LINK,
    _SUBSCRIBE_TO_NAME,
    _BROUGHT_BY,
    _COPYRIGHT,
    re.compile(r"[-=*_~–—•·#\s]{3,}$"),
    re.compile(r"(?:#\w+[\s,]*){2,}$"),
    re.compile(r"\W*(?:https?://|www\.)\S+(?:\s\W*)?$", re.IGNORECASE),
    re.compile(r"(?:[\w-]+\.)+[a-z]{2,8}/\S+$", re.IGNORECASE),
    re.compile(r"(?:(?:contact|e-?mail)\W+)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+$", re.IGNORECASE),
]
_BAR = re.compile(r"[|»›>]")
_FIGURE = re.compile(r"\W{0,2}\d[\d.,:%/–-]*(?: ?[A-Za-z%]{1,3})?$|[A-Z]\w+: ")
_PROSE = re.compile(r"[.!?«]")
_REPORTED = re.compile(r"\b(?:said|says?|told|asked|added|replied|wrote|writes)\b")
_STOPPED = (".", "!", "?", '."', '!"', '?"', ".”", "!”", "?”")
LINK_LENGTH = 40  # characters
_LONGEST = 400  # characters; only notices are longer


def is_furniture(line: str) -> bool:
    """Whether a line is page furniture and no part of the article."""
    bare = line.strip().replace("’", "'")
    if not bare or (bare.endswith(_STOPPED) and _REPORTED.search(bare)):
        return False
    if len(bare) > _LONGEST:
        return is_notice(bare)
    return (
        any(form.match(bare) for form in _FURNITURE)
        or is_link_row(bare)
        or is_credit(bare)
        or is_notice(bare)
    )


def is_link_row(line: str) -> bool:
    """Whether a line is a row of short links or a trail of sections, and no row of figures."""
    cells = [cell.strip() for cell in _BAR.split(line)]
    return len(cells) > 1 and all(
        0 < len(cell) <= LINK_LENGTH and not (_PROSE.search(cell) or _FIGURE.match(cell))
        for cell in cells
    )

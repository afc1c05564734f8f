"""Nouns for people and bodies, by what may be said of them."""

from __future__ import annotations

from index.quotes.names import TITLES

# They can say something.
SPEAKING_NOUNS = frozenset(
    """minister ministers president presidents spokesperson spokesman spokeswoman spokespeople
        official officials diplomat diplomats leader leaders secretary chancellor ambassador
        envoy analyst analysts expert experts source sources police ministry government
        statement readout agency embassy kremlin department critics allies sides side two both
        countries nations ministries governments lawyers lawyer lawmakers lawmaker senator
        senators governor mayor chief director chairman chairwoman author authors researcher
        researchers scientists scientist company companies firm group groups council commission
        party court judge prosecutors prosecutor organisation organization union neighbors
        neighbours residents witnesses witness people man woman mother father family team coach
        manager player professor doctor report reports study survey document letter counterpart
        colleague reporter journalist editor writer economist economists investigators
        regulators regulator commissioner commissioners pastor superintendent administrator
        principal dean treasurer ombudsman brother sister daughter son wife husband campaign
        administration""".split()
)
# Somebody wrote them to show something.
STUDIES = frozenset(
    """study studies report reports poll polls survey surveys research analysis paper papers
    review audit investigation inquiry documents records emails filing filings""".split()
)
# What they hold somebody puts about, and whoever it is told of may deny.
CLAIMS = frozenset(
    """report reports claim claims allegation allegations accusation accusations suggestion
    suggestions rumour rumours rumor rumors speculation assertion assertions insinuation
    insinuations notion idea story stories impression contention hint hints charge
    charges""".split()
)
# What somebody utters; whose it is stands before it: "her promise that".
UTTERANCES = CLAIMS | frozenset(
    """promise promises pledge pledges vow remark remarks comment comments statement statements
    warning warnings description boast boasts threat threats argument assurance assurances
    prediction announcement complaint declaration words""".split()
)
# What is done "according to" them nobody says.
MEASURES = frozenset(
    """plan plans rule rules age size height weight law laws custom tradition schedule need needs
    ability taste design script protocol type order wishes merit rank length value values
    income""".split()
)
# One person each, whom "he" or "she" can mean.
PEOPLE = frozenset(
    """minister president chancellor secretary ambassador envoy diplomat spokesperson spokesman
        spokeswoman director chairman chairwoman chairperson ceo founder owner senator congressman
        congresswoman representative governor mayor lawmaker judge attorney prosecutor lawyer
        sheriff officer detective captain colonel sergeant commander king queen prince princess
        pope cardinal bishop analyst economist expert historian author writer journalist reporter
        editor columnist leader counterpart official coach manager player actor actress singer
        candidate nominee professor doctor researcher scientist driver neighbour neighbor resident
        victim suspect husband wife son daughter brother sister mother father man woman boy girl
        tycoon billionaire businessman star farmer worker teacher student soldier nurse activist
        protester voter passenger friend aide guard witness colleague deputy predecessor successor
        adviser advisor host guest rival opponent""".split()
)
MEN = frozenset("husband son brother father man boy spokesman congressman king prince".split())
WOMEN = frozenset(
    "wife daughter sister mother woman girl spokeswoman congresswoman queen princess".split()
)
# They are somebody else's, and not that somebody.
AIDES = frozenset(
    """spokesman spokeswoman spokesperson lawyer attorney aide adviser advisor son daughter wife
    husband brother sister mother father friend colleague ally campaign office team""".split()
)
KIN = frozenset("husband wife son daughter brother sister mother father friend".split())
OFFICE_NOUNS = SPEAKING_NOUNS | PEOPLE | TITLES

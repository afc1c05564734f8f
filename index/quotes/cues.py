"""Verbs that report what somebody said, as reporters use them, and what they report.

Base forms; their inflections are spelled out by string work. Verbs of deed and will
(want, plan, try, vote) are left out: that somebody wants a thing is no saying of it. So are
everyday verbs that only now and then report (go, be).
"""

from __future__ import annotations

from collections.abc import Iterable

# That somebody speaks, whatever follows; questions and answers use them too.
_BASES = """say tell add ask answer reply respond state announce declare claim assert insist argue
    contend maintain warn caution urge demand call stress emphasize emphasise underline
    underscore highlight note observe point remark comment mention explain describe report write
    tweet post confirm deny reject refute dismiss acknowledge admit concede agree disagree
    promise pledge vow swear threaten predict forecast expect suggest propose recommend advise
    indicate hint imply signal reveal disclose accuse blame criticize criticise condemn denounce
    slam praise hail laud thank welcome applaud defend express voice reiterate repeat recall
    testify allege charge estimate believe think hope fear complain joke quip whisper shout
    boast conclude find cite quote advocate appeal request invite assure convince persuade speak
    talk discuss outline summarize summarise clarify elaborate continue pronounce proclaim opine
    speculate wonder question congratulate apologize apologise invoke decry lament rule oppose
    support back lavish""".split()

# Verbs that report speech only with a complement or quotation, not with a plain object.
WEAK = frozenset(
    """find report expect continue back support call point rule discuss talk invite question
        hope fear think believe charge estimate signal post oppose agree lavish""".split()
)

# Of a clause or a quotation: "said that …", "…, she added".
CLAUSE = frozenset(
    """say tell add answer reply respond retort state announce declare proclaim claim assert insist
    argue contend maintain warn caution stress emphasize emphasise underline underscore highlight
    note observe remark comment explain write tweet retweet post blog text email confirm deny
    acknowledge admit concede confess agree disagree promise pledge vow swear threaten predict
    forecast suggest propose recommend advise indicate hint imply insinuate signal reveal
    disclose reiterate repeat recall testify allege estimate believe think hope fear feel doubt
    worry complain joke quip whisper shout yell scream cry boast brag conclude advocate assure
    inform notify remind outline clarify elaborate continue pronounce opine speculate wonder
    theorize theorise reason reckon muse lament gripe grumble protest object counter rebut plead
    beg pray recount narrate report mention learn suspect guess expect rule determine find show
    demonstrate attest affirm reaffirm aver profess posit postulate hypothesize inquire enquire
    query ask question demand instruct order request decline refuse offer mutter murmur mumble
    sigh snap bark bellow chant exclaim gush rave fume rant thunder intone deadpan interject
    volunteer venture read foresee project calculate point call charge summarize summarise
    discuss describe remember laugh smile""".split()
)
# Of words between marks alone: "continued to grow", "laughed that off".
DIRECT_ONLY = frozenset("continue laugh smile sigh".split())
# With a clause without a subject of its own, too: "promised to go", "admitted lying".
INFINITIVE = frozenset(
    """tell ask order instruct advise warn remind beg decline refuse promise pledge vow swear
    threaten agree offer claim request demand call admit deny recommend suggest propose advocate
    acknowledge report plead profess""".split()
)
# Of whom or what they are about and what they say of it: "accused him of lying".
OBJECT = frozenset(
    """accuse blame criticize criticise condemn denounce slam blast praise hail laud thank applaud
    congratulate commend call describe characterize characterise label dub brand urge implore
    beseech decry depict portray liken compare compliment credit defend mock cite ask
    deride taunt exhort chide rebuke scold salute express""".split()
)
# … but "asked him", "called his brother" report nothing without a clause or a quotation.
NEEDS_CLAUSE = frozenset("ask call urge implore beseech exhort".split())
# The same, but only where it is quoted: "hailed" a thing is praise, "announced" one a deed.
QUOTED_OBJECT = frozenset(
    """recall announce declare reject dismiss voice warn caution stress emphasize emphasise
    highlight underscore underline reiterate mention predict propose recommend suggest tease share
    give offer promise demand tell say tweet write post quote note add""".split()
)
# Of what follows their small word: "pointed out", "called for".
PARTICLES = {
    "point": frozenset({"out", "to"}),
    "call": frozenset({"for", "on"}),
    "speak": frozenset({"of", "about"}),
    "talk": frozenset({"about"}),
    "refer": frozenset({"to"}),
    "complain": frozenset({"about", "of"}),
    "warn": frozenset({"of", "against", "about"}),
    "appeal": frozenset({"for", "to"}),
    "allude": frozenset({"to"}),
    "boast": frozenset({"of", "about"}),
    "apologize": frozenset({"for"}),
    "apologise": frozenset({"for"}),
    "respond": frozenset({"to"}),
    "agree": frozenset({"with"}),
    "joke": frozenset({"about"}),
}
# Of whom they are told to, before the words: "told Reuters", "reminded the board that".
TO_HEARERS = frozenset("tell remind warn inform assure notify".split())
# Things do so as well as people: "history shows" is nobody's word.
EVIDENCE = frozenset(
    """show suggest indicate hint highlight depict recall find demonstrate reveal underscore
    underline determine""".split()
)
# They say that somebody would not speak or act; nobody's words.
REFUSALS = frozenset({"decline", "refuse"})
_IRREGULAR = {
    "said": "say",
    "told": "tell",
    "wrote": "write",
    "written": "write",
    "swore": "swear",
    "sworn": "swear",
    "spoke": "speak",
    "spoken": "speak",
    "thought": "think",
    "found": "find",
    "felt": "feel",
    "learnt": "learn",
    "shown": "show",
    "pled": "plead",
    "foresaw": "foresee",
    "gave": "give",
    "given": "give",
    "foreseen": "foresee",
}


def _inflections(base: str) -> set[str]:
    if base.endswith("e"):
        return {base, base + "s", base + "d", base[:-1] + "ing"}
    if base.endswith("y") and base[-2] not in "aeiou":
        return {base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"}
    if base.endswith(("sh", "ch", "ss", "x")):
        return {base, base + "es", base + "ed", base + "ing"}
    doubled = base + base[-1]
    return {base, base + "s", base + "ed", base + "ing", doubled + "ed", doubled + "ing"}


def _forms(bases: Iterable[str]) -> dict[str, str]:
    """Every inflected form of these verbs with its base form."""
    bases = set(bases)
    regular = {form: base for base in bases for form in _inflections(base)}
    return regular | {form: base for form, base in _IRREGULAR.items() if base in bases}


CUES: dict[str, str] = _forms(_BASES)
"""Verbs of speech, each form with its base form."""
REPORTING: dict[str, str] = _forms([*_BASES, *CLAUSE, *OBJECT, *QUOTED_OBJECT, *PARTICLES])
"""All verbs that may report words, :data:`CUES` among them."""

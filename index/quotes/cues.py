"""Verbs that report what somebody said, as reporters use them.

Base forms with their regular and irregular inflections spelled out at import by
nothing but string work; ambiguous everyday verbs (go, be, think aloud) are left out.
"""

from __future__ import annotations

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

_IRREGULAR = {
    "said": "say",
    "says": "say",
    "told": "tell",
    "wrote": "write",
    "written": "write",
    "swore": "swear",
    "sworn": "swear",
    "spoke": "speak",
    "spoken": "speak",
    "thought": "think",
    "found": "find",
    "quoting": "quote",
}

# Verbs that report speech only with a complement or quotation, not with a plain object.
WEAK = frozenset(
    """find report expect continue back support call point rule discuss talk invite question
        hope fear think believe charge estimate signal post oppose agree lavish""".split()
)


def _inflections(base: str) -> set[str]:
    if base.endswith("e"):
        return {base, base + "s", base + "d", base[:-1] + "ing"}
    if base.endswith("y") and base[-2] not in "aeiou":
        return {base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"}
    if base.endswith(("sh", "ch", "ss", "x")):
        return {base, base + "es", base + "ed", base + "ing"}
    doubled = base + base[-1]
    return {base, base + "s", base + "ed", base + "ing", doubled + "ed", doubled + "ing"}


CUES: dict[str, str] = {form: base for base in _BASES for form in _inflections(base)} | _IRREGULAR

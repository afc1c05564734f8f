"""The nouns by which a question asks for a person, a place or a number ("which senator …?")."""

from __future__ import annotations

PERSON = (
    r"(?:minister|official|heads? of (?:state|government)|person|politician|leader|diplomat|"
    r"speaker|spokes\w+|secretary|king|queen|"
    r"president|premier|chancellor|mayor|governor|senator|congress\w*man|lawmaker|commissioner|"
    r"ambassador|judge|lawyer|prosecutor|attorney|officer|detective|doctor|nurse|professor|"
    r"scientist|scholar|researcher|economist|historian|analyst|expert|critic|executive|chairm[ae]n|"
    r"director|manager|boss|founder|investor|trader|engineer|coach|player|striker|defender|"
    r"goalkeeper|midfielder|captain|athlete|actor|actress|singer|musician|artist|author|writer|"
    r"columnist|journalist|reporter|editor|influencer|youtuber|activist|campaigner|resident|"
    r"CEO|CIO|CFO|CTO|MP)"
)
PLACE = r"(?:city|country|place|town|venue|village|state|region|province|county|location|stadium)"
PLACES = (  # only after these words: "which countries" may have said or done something
    r"\b(?:in|at|from) (?:what|which) (?:(?!of\b)[\w-]+ ){0,2}?"
    r"(?:cities|countries|places|towns|venues|villages|states|regions|provinces|counties)(?!['’\w])"
)
NEXT = r"(?:(?:and |but |so )?(?:what|how) about |and |but |so )"  # before a name: "And Berg?"
NUMBER_NOUN = (
    r"(?:number|percentage|percent|per cent|share|proportion|portion|fraction|price|"
    r"(?<!what )cost|amount|sum|age|salary|fee|fine|toll|duration|height|weight|distance|"
    r"population|budget)"
)

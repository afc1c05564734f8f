"""Sentences → the same sentences with whose words they report.

Covers verbs of speech before, after and amid the words, "according to",
pronouns and offices, joint speakers, quotations over several sentences, and
floating ones that carry on the last speaker's words. An attribution that the
text leaves open stays open: no speaker is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from index.quotes.cues import CUES, WEAK
from index.quotes.marks import quoted_spans, single_quoted_spans
from index.quotes.names import BODIES, TITLES, same_person
from index.quotes.parse import parse_sentences
from index.quotes.people import PRONOUNS, People, noun_phrase
from index.types import Sentence, Speech

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_SPEAKING_NOUNS = frozenset(
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
        regulators regulator campaign administration""".split()
)
_RELAYS = re.compile(
    r"\b(?:Reuters|AFP|Agence France-Presse|AP|Associated Press|RIA Novosti|RIA|TASS|Interfax|"
    r"Xinhua|Bloomberg|CNN|BBC|NPR|Sky News|Al Jazeera|Kyodo|dpa|DPA|ANSA|EFE|PTI|Yonhap)\b"
)
_PASSED_TO = re.compile(
    r"\b(?:told|tells?|telling|to|by|with|via|from|per|quoted|cited)\s+(?:[\w-]+\s+){0,3}$", re.I
)
_PASSED_ON = re.compile(r"\s+(?:news\s+)?(?:agency\s+)?(?:report|quot|said|cit)", re.I)
_LABELLED = re.compile(r"(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}): ?[\"“]")
_INTRODUCING = frozenset({"spoke", "speaks", "told", "tells", ":"})
_POSSESSIVES = {"his": "he", "her": "she"}
_PEOPLE = frozenset(
    """minister president chancellor secretary ambassador envoy diplomat spokesperson spokesman
        spokeswoman director chairman chairwoman chairperson ceo founder owner senator congressman
        congresswoman representative governor mayor lawmaker judge attorney prosecutor lawyer
        sheriff officer detective captain colonel sergeant commander king queen prince princess
        pope cardinal bishop analyst economist expert historian author writer journalist reporter
        editor columnist leader counterpart official coach manager player actor actress singer
        candidate nominee professor doctor researcher scientist driver neighbour neighbor resident
        victim suspect husband wife son daughter brother sister mother father man woman boy girl
        farmer worker teacher student soldier nurse activist protester voter passenger friend aide
        guard witness colleague deputy predecessor successor adviser advisor host guest rival
        opponent""".split()
)
_MEN = frozenset("husband son brother father man boy spokesman congressman king prince".split())
_WOMEN = frozenset(
    "wife daughter sister mother woman girl spokeswoman congresswoman queen princess".split()
)
_DESCRIBING = frozenset({"appos", "attr", "compound", "nmod", "amod", "npadvmod"})
_MODALS = frozenset("should would could may might must can will to".split())
_SELDOM = frozenset("hardly barely scarcely rarely seldom longer neither nor nobody none".split())
_CLOSING = '"”“»」'
_LOOK_BACK = 3  # sentences in which a pronoun may find its person


@dataclass
class _Parsed:
    start: int
    end: int
    doc: Doc
    speeches: list[Speech]
    subject: str | None = None  # the person the sentence is about, for later pronouns
    unclaimed: bool = False  # somebody speaks in it, and it is not known who
    asides: int = 0  # speeches at the end that a subordinate clause reports
    strangers: frozenset[str] = frozenset()  # pronouns that may mean somebody never named in full
    called: dict[str, str | None] = field(default_factory=dict)  # whom its he and she stand for

    @property
    def main(self) -> list[Speech]:
        """What the sentence reports as its own matter, not "…, as Lang had said"."""
        return self.speeches[: len(self.speeches) - self.asides]


def attribute(text: str, spans: Sequence[tuple[int, int]]) -> list[Sentence]:
    """The sentences at ``spans`` of ``text`` with the speakers of each, in order."""
    docs = parse_sentences(text[start:end] for start, end in spans)
    parsed = [_Parsed(start, end, doc, []) for (start, end), doc in zip(spans, docs, strict=True)]
    people = People(each.doc for each in parsed)
    _learn_pronouns(parsed, people)
    quotations = sorted(quoted_spans(text) + single_quoted_spans(text))
    for at, sentence in enumerate(parsed):
        _find_speeches(sentence, parsed[max(0, at - _LOOK_BACK) : at], people, quotations)
    _carry_over(text, parsed, quoted_spans(text))
    return [Sentence(each.start, each.end, tuple(each.speeches)) for each in parsed]


Outside = Callable[["Token"], bool]


def _find_speeches(
    sentence: _Parsed,
    before: Sequence[_Parsed],
    people: People,
    quotations: Sequence[tuple[int, int]],
) -> None:
    quoted = [span for span in quotations if span[0] < sentence.end and span[1] > sentence.start]

    def outside(token: Token) -> bool:
        at = sentence.start + token.idx
        return not any(start < at < end for start, end in quoted)

    asides: list[Speech] = []
    for verb, subjects in _cues(sentence.doc, outside, bool(quoted)):
        named = [_name(subject, sentence, before, people) for subject in subjects]
        if speakers := tuple(dict.fromkeys(name for name in named if name)):
            mention = _mention(subjects)
            span = (sentence.start + mention[0], sentence.start + mention[1])
            via = _relay(sentence.doc)
            via = None if via and via in " ".join(speakers) else via
            speech = Speech(speakers, span, verb.text, via)
            (asides if _is_aside(verb) else sentence.speeches).append(speech)
    sentence.speeches, sentence.asides = sentence.speeches + asides, len(asides)
    if not all(_RELAYS.fullmatch(said.speaker) for said in sentence.speeches):
        relayed = [said for said in sentence.main if not _RELAYS.fullmatch(said.speaker)]
        sentence.speeches = relayed + asides  # "…, Reuters reported"
    if not sentence.speeches:
        _find_source(sentence, people, outside)
    if not sentence.speeches and (labelled := _labelled(sentence.doc, people)):
        name, label_end = labelled
        mention_span = (sentence.start, sentence.start + label_end)
        sentence.speeches.append(Speech((name,), mention_span, ":"))
    sentence.subject = _main_person(sentence, people)
    sentence.strangers = _strangers(filter(outside, sentence.doc), people)
    for token in sentence.doc:
        if token.lower_ in PRONOUNS and token.dep_ in {"nsubj", "nsubjpass"} and outside(token):
            sentence.called.setdefault(token.lower_, _antecedent(token, sentence, before, people))
    sentence.unclaimed = not sentence.speeches and any(
        token.lower_ in CUES and token.pos_ in {"VERB", "AUX"} and outside(token)
        for token in sentence.doc
    )


def _cues(doc: Doc, outside: Outside, has_quotation: bool) -> Iterator[tuple[Token, list[Token]]]:
    """Verbs of speech with their subjects, the main clause's first."""
    verbs = [
        token
        for token in doc
        if token.pos_ in {"VERB", "AUX"} and token.lower_ in CUES and outside(token)
    ]
    if doc and doc[-1].text == "?" and outside(doc[-1]):
        return  # it is asked whether somebody said it
    for verb in sorted(verbs, key=_depth):
        if _unsaid(verb):
            continue
        if CUES[verb.lower_] in WEAK and not (has_quotation or _has_clause(verb)):
            continue
        if subjects := _subjects(verb):
            yield verb, subjects


def _labelled(doc: Doc, people: People) -> tuple[str, int] | None:
    """The name that stands before a quotation as in an interview, and where it ends."""
    label = _LABELLED.match(doc.text)
    span = doc.char_span(*label.span("name")) if label else None
    if span is None:
        return None
    name = people.canonical(span)
    known = people.is_person(name) or (len(span) > 1 and span.root.ent_type_ == "PERSON")
    return (name, span.end_char) if known else None


def _is_aside(verb: Token) -> bool:
    """Whether a subordinate clause reports the speech: "after Lang said", "which Lang praised"."""
    for clause in (verb, *verb.ancestors):
        opening = {child.lower_ for child in clause.children if child.dep_ in {"mark", "advmod"}}
        if clause.dep_ in {"relcl", "acl"} or (clause.dep_ == "advcl" and opening - {"as"}):
            return True
    return False


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _unsaid(verb: Token) -> bool:
    """Not said ("did not say"), only wished, asked after, supposed or denied to have been said."""
    if verb.dep_ == "conj" and verb.tag_ == "VB" and _unsaid(verb.head):
        return True  # "did not confirm or deny"
    if verb.dep_ in {"ccomp", "xcomp"} and verb.head.i < verb.i:
        denied = CUES.get(verb.head.lower_) in {"deny", "refute", "reject"}
        if denied or _negated(verb.head):
            return True  # "denied that she said", "nobody heard her say"
    subject = _child(verb, "nsubj")
    before = subject.i if subject is not None and verb.tag_ != "VB" else 0
    return _negated(verb) or any(
        (child.dep_ == "aux" and child.lower_ in _MODALS)
        or (child.dep_ == "aux" and child.i < before)  # "Had she said"
        or (child.lower_ in {"what", "how", "whether", "if", "unless"} and child.i < verb.i)
        for child in verb.children
    )


def _negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in _SELDOM for child in verb.children)


def _has_clause(verb: Token) -> bool:
    return any(
        child.dep_ in {"ccomp", "xcomp"} or (child.dep_ == "prep" and child.lower_ == "for")
        for child in verb.children
    )


def _subjects(verb: Token) -> list[Token]:
    """Who speaks: the subject and those joined to it, or whoever is quoted."""
    if CUES[verb.lower_] in {"quote", "cite"} and _child(verb, "nsubj") is not None:
        # "Interfax quoted Lang as saying": the words are Lang's.
        return (
            _speakers(_child(verb, "dobj")) if any(c.lower_ == "as" for c in verb.children) else []
        )
    return _subjects_of(verb)


def _subjects_of(verb: Token) -> list[Token]:
    subject = _inverted(verb) or _child(verb, "nsubj")
    if subject is None and verb.lower_ == "quoted":
        subject = _child(verb, "nsubjpass")
    if subject is None:
        shares = verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}
        return _subjects_of(verb.head) if shares else []
    if subject.lower_ == "who" and verb.dep_ == "relcl":
        subject = verb.head
    if any(child.lower_ in {"neither", "nor", "not"} for child in subject.children):
        return []  # "Neither Lang nor Ruiz said"
    return _speakers(subject)


def _speakers(subject: Token | None) -> list[Token]:
    if subject is None:
        return []
    return [_apposed(each) for each in (subject, *subject.conjuncts) if _can_speak(_apposed(each))]


def _child(token: Token, dependency: str) -> Token | None:
    return next((child for child in token.children if child.dep_ == dependency), None)


def _inverted(verb: Token) -> Token | None:
    """The name in "…, said Elena Ruiz, …", which the parser may take for what follows it."""
    doc, at = verb.doc, verb.i
    if verb.lower_ not in {"said", "says"} or not at or doc[at - 1].text not in {",", "”", '"'}:
        return None
    end = at + 1
    while end < len(doc) and doc[end].pos_ == "PROPN":
        end += 1
    closed = end < len(doc) and doc[end].text in {",", ".", "“", '"', ":"}
    named = closed and end > at + 1 and doc[end - 1].ent_type_ == "PERSON"
    return doc[end - 1] if named else None


def _apposed(token: Token) -> Token:
    """The name beside an office: "his counterpart, Sergey Lavrov" → Lavrov."""
    named = (c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN")
    return token if token.pos_ == "PROPN" else next(named, token)


def _can_speak(token: Token) -> bool:
    if token.pos_ == "PROPN":
        return token.ent_type_ not in {"DATE", "TIME", "EVENT"}
    return token.lower_ in PRONOUNS or token.lower_ in _SPEAKING_NOUNS


def _name(token: Token, sentence: _Parsed, before: Sequence[_Parsed], people: People) -> str | None:
    if token.lower_ in PRONOUNS:
        return _antecedent(token, sentence, before, people)
    phrase = noun_phrase(token)
    if token.pos_ == "PROPN":
        return people.canonical(phrase)
    holder = _holder(token, people)
    if holder and people.is_bare_office(phrase.text):
        last = next((names for each in reversed(before) if (names := _leading(each, people))), [])
        return holder if holder in last else phrase.text
    return holder or phrase.text


def _holder(token: Token, people: People) -> str | None:
    """The one person whom an office stands for; "a minister" and "ministers" stand for nobody."""
    phrase = noun_phrase(token)
    vague = phrase[0].lower_ in {"a", "an", "another", "one", "some", "any", "no", "every", "each"}
    if vague or token.tag_ == "NNS" or token.lower_ in BODIES:
        return None
    return people.by_office(phrase.text)


def _antecedent(
    pronoun: Token, sentence: _Parsed, before: Sequence[_Parsed], people: People
) -> str | None:
    """The person a pronoun stands for: the only one who can, looking back sentence by sentence.

    Of several people in one sentence it is the speaker or subject, if the
    article calls that one so; else it stays open.
    """
    word = pronoun.lower_
    here: Span = sentence.doc[: pronoun.i]
    subjects = [token for token in reversed(list(here)) if _is_subject(token)]
    leading = [name for token in subjects if (name := _person(token, people))]
    if not leading and any(_someone(token) for token in subjects):
        return None
    groups = [(leading, _everyone(here, people), _strangers(here, people))] if leading else []
    for earlier in reversed(before):
        if word in earlier.called:
            same = earlier.called[word]
            groups.append(([same] if same else [], [], frozenset()))
            break
        leading = _leading(earlier, people)
        if not leading and word in earlier.strangers:
            break
        groups.append((leading, _everyone(earlier.doc, people), earlier.strangers))
    for leading, named, strangers in groups:
        fitting = [name for name in [*leading, *named] if people.fits_pronoun(name, word)]
        if not fitting:
            continue
        first = fitting[0]
        if word not in strangers and all(same_person(first, name) for name in fitting):
            people.note_pronoun(first, word)
            return first
        rivals = [name for name in leading if name in fitting and not same_person(first, name)]
        chosen = first in leading and not rivals and people.is_called(first, word)
        return first if chosen else None
    return None


def _leading(sentence: _Parsed, people: People) -> list[str]:
    """Who a sentence is about: its speakers and subject, else everyone it names."""
    spoke = [said.speakers[0] for said in sentence.main if len(said.speakers) == 1]
    leading = [*filter(people.is_person, spoke), *filter(None, [sentence.subject])]
    return leading or _everyone(sentence.doc, people)


def _learn_pronouns(parsed: Sequence[_Parsed], people: People) -> None:
    """Notes which pronoun goes with whom, from sentences that leave little doubt of it.

    "Ruiz raised her hand"; and "Ruiz left. She was late" where nobody else is named.
    """
    named: list[str] = []
    for sentence in parsed:
        before, named = named, _everyone(sentence.doc, people)
        for token in sentence.doc:
            pronoun = _POSSESSIVES.get(token.lower_)
            if pronoun and token.dep_ == "poss" and (owner := _nearest_subject(token)) is not None:
                if name := _person(owner, people):
                    people.note_pronoun(name, pronoun)
                continue
            follows = token.head.dep_ == "ROOT" and len(before) == 1 and not named
            if token.lower_ in PRONOUNS and follows:
                people.note_pronoun(before[0], token.lower_)
        if _strangers(sentence.doc, people):
            named = []


def _nearest_subject(token: Token) -> Token | None:
    verb = next((each for each in token.ancestors if each.pos_ in {"VERB", "AUX"}), None)
    subject = _child(verb, "nsubj") if verb is not None else None
    return subject if subject is not None and subject.i < token.i else None


def _is_subject(token: Token) -> bool:
    return token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ in {"PROPN", "NOUN"}


def _someone(token: Token) -> bool:
    """Whether a subject is a person, known or not, and so may be who a pronoun means."""
    return token.ent_type_ == "PERSON" or token.lower_ in TITLES


def _strangers(words: Iterable[Token], people: People) -> frozenset[str]:
    """The pronouns that may mean somebody whom the article never names in full ("a driver")."""
    found: set[str] = set()
    for token in words:
        named = token.pos_ == "PROPN" and (
            token.ent_type_ == "PERSON" or (not token.ent_type_ and _is_subject(token))
        )
        role = token
        while role.dep_ == "conj":
            role = role.head
        described = role.dep_ in _DESCRIBING or token.head.lower_ == "as"
        if named or (token.lower_ in _PEOPLE and not described):
            only = (
                {"he"} if token.lower_ in _MEN else {"she"} if token.lower_ in _WOMEN else PRONOUNS
            )
            found |= only if _person(token, people) is None else set()
    return frozenset(found)


def _person(token: Token, people: People) -> str | None:
    """The person that a name or an office stands for, None for anything else."""
    if token.pos_ == "PROPN":
        name = people.canonical(noun_phrase(token))
        return name if people.is_person(name) else None
    return _holder(token, people) if token.lower_ in _SPEAKING_NOUNS else None


def _everyone(doc: Doc | Span, people: People) -> list[str]:
    """All the people a sentence names, by name or office, each once."""
    found = (_person(token, people) for token in doc if token.pos_ in {"PROPN", "NOUN"})
    return list(dict.fromkeys(name for name in found if name))


def _mention(subjects: Sequence[Token]) -> tuple[int, int]:
    phrases = [noun_phrase(subject) for subject in subjects]
    return min(p.start_char for p in phrases), max(p.end_char for p in phrases)


def _relay(doc: Doc) -> str | None:
    """A news agency that passes the words on: "told Reuters", "according to RIA"."""
    for found in _RELAYS.finditer(doc.text):
        before, after = doc.text[: found.start()], doc.text[found.end() :]
        if _PASSED_TO.search(before) or _PASSED_ON.match(after):
            return found.group()
    source = _according_to(doc)
    return noun_phrase(source).text if source is not None else None


def _according_to(doc: Doc) -> Token | None:
    for token in doc:
        if token.lower_ == "according":
            for child in token.subtree:
                if child.dep_ == "pobj" and child.i > token.i:
                    return child
    return None


def _find_source(sentence: _Parsed, people: People, outside: Outside) -> None:
    """ "According to X" with no other speaker makes X the speaker."""
    source = _according_to(sentence.doc)
    if source is None or not _can_speak(source) or not outside(source):
        return
    phrase = noun_phrase(source)
    name = people.canonical(phrase) if source.pos_ == "PROPN" else phrase.text
    span = (sentence.start + phrase.start_char, sentence.start + phrase.end_char)
    sentence.speeches.append(Speech((name,), span, "according to"))


def _main_person(sentence: _Parsed, people: People) -> str | None:
    subjects = (t for t in sentence.doc if _is_subject(t) and t.head.dep_ == "ROOT")
    first = next(subjects, None)
    return _person(first, people) if first is not None and not first.conjuncts else None


def _carry_over(
    text: str, parsed: Sequence[_Parsed], quotations: Sequence[tuple[int, int]]
) -> None:
    """Gives quoted sentences without a verb of speech the speaker of their quotation."""
    quotations = _joined(text, quotations)
    for start, end in quotations:
        inside = [each for each in parsed if each.start < end and each.end > start]
        owner = next((_voice(each) for each in reversed(inside) if each.speeches), None)
        for each in inside:
            if not (each.speeches or each.unclaimed) and owner is not None:
                each.speeches.append(Speech(owner.speakers, None, None, owner.via))
    for previous, current in pairwise(parsed):
        if current.speeches or current.unclaimed or (said := _voice(previous)) is None:
            continue
        if _floats_on(text, previous, current, quotations):
            current.speeches.append(Speech(said.speakers, None, None, said.via))


def _voice(sentence: _Parsed) -> Speech | None:
    """The one speech of a sentence that a quotation can carry on; None where there are several."""
    alike = {said.speakers for said in sentence.main}
    return sentence.main[0] if len(alike) == 1 else None


def _joined(text: str, quotations: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Quotations with those that go on in the next paragraph, there opened anew, made one."""
    joined: list[tuple[int, int]] = []
    for start, end in quotations:
        last = joined[-1] if joined else (0, 0)
        opened = last[1] and (last[1] - last[0] < 2 or text[last[1] - 1] not in _CLOSING)
        if opened and not text[last[1] : start].strip():
            joined[-1] = (last[0], end)
        else:
            joined.append((start, end))
    return joined


def _floats_on(
    text: str, previous: _Parsed, current: _Parsed, quotations: Sequence[tuple[int, int]]
) -> bool:
    """Whether a sentence is nothing but quotation and carries on the words of the one before."""
    around = next((span for span in quotations if span[0] <= current.start < span[1]), None)
    if around is None or current.end - around[1] > (current.end - current.start) * 0.3:
        return False
    if around[0] < current.start:
        return previous.start >= around[0]  # both stand in one quotation
    quotes = any(previous.start <= start < previous.end for start, _ in quotations)
    cue = previous.main[-1].cue or ""
    if not (quotes or cue in _INTRODUCING):
        return False
    if "\n" not in text[previous.end : current.start]:
        return True
    return _spoken_whole(text, previous) and CUES.get(cue) != "ask"  # else another answers


def _spoken_whole(text: str, sentence: _Parsed) -> bool:
    """Whether a paragraph ends in somebody's words, so that the next may carry them on."""
    return text[sentence.start] in '"“' or text[sentence.end - 1] in '"”'

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
_DESCRIBING = frozenset({"appos", "attr", "compound", "nmod", "amod", "npadvmod"})
_LOOK_BACK = 3  # sentences in which a pronoun may find its person


@dataclass
class _Parsed:
    start: int
    end: int
    doc: Doc
    speeches: list[Speech]
    subject: str | None = None  # the person the sentence is about, for later pronouns
    unclaimed: bool = False  # somebody speaks in it, and it is not known who
    stranger: bool = False  # names somebody whom the article never names in full
    called: dict[str, str | None] = field(default_factory=dict)  # whom its he and she stand for


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

    for verb, subjects in _cues(sentence.doc, outside, bool(quoted)):
        named = [_name(subject, sentence, before, people) for subject in subjects]
        if speakers := tuple(dict.fromkeys(name for name in named if name)):
            mention = _mention(subjects)
            span = (sentence.start + mention[0], sentence.start + mention[1])
            sentence.speeches.append(Speech(speakers, span, verb.text, _relay(sentence.doc)))
    if not sentence.speeches:
        _find_source(sentence, people, outside)
    if not sentence.speeches and (labelled := _labelled(sentence.doc, people)):
        name, label_end = labelled
        mention_span = (sentence.start, sentence.start + label_end)
        sentence.speeches.append(Speech((name,), mention_span, ":"))
    sentence.subject = _main_person(sentence, people)
    sentence.stranger = _has_stranger(filter(outside, sentence.doc), people)
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
    known = people.is_person(name) or any(token.ent_type_ in {"PERSON", "ORG"} for token in span)
    return (name, span.end_char) if known else None


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _unsaid(verb: Token) -> bool:
    """Not said ("did not say"), only wished, asked after or supposed ("should", "what", "if")."""
    modals = {"should", "would", "could", "may", "might", "must", "can", "will"}
    asked = {"what", "how", "whether", "if", "unless"}
    if verb.dep_ == "conj" and verb.tag_ == "VB" and _unsaid(verb.head):
        return True  # "did not confirm or deny"
    return any(
        child.dep_ == "neg"
        or (child.dep_ == "aux" and child.lower_ in modals)
        or (child.lower_ in asked and child.i < verb.i)
        for child in verb.children
    )


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
    groups = [(leading, _everyone(here, people), _has_stranger(here, people))] if leading else []
    for earlier in reversed(before):
        if word in earlier.called:
            same = earlier.called[word]
            groups.append(([same] if same else [], [], False))
            break
        leading = _leading(earlier, people)
        if not leading and earlier.stranger:
            break
        groups.append((leading, _everyone(earlier.doc, people), earlier.stranger))
    for leading, named, stranger in groups:
        fitting = [name for name in [*leading, *named] if people.fits_pronoun(name, word)]
        if not fitting:
            continue
        first = fitting[0]
        if not stranger and all(same_person(first, name) for name in fitting):
            people.note_pronoun(first, word)
            return first
        rivals = [name for name in leading if name in fitting and not same_person(first, name)]
        chosen = first in leading and not rivals and people.is_called(first, word)
        return first if chosen else None
    return None


def _leading(sentence: _Parsed, people: People) -> list[str]:
    """Who a sentence is about: its speakers and subject, else everyone it names."""
    spoke = [s.speakers[0] for s in reversed(sentence.speeches) if len(s.speakers) == 1]
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


def _nearest_subject(token: Token) -> Token | None:
    verb = next((each for each in token.ancestors if each.pos_ in {"VERB", "AUX"}), None)
    subject = _child(verb, "nsubj") if verb is not None else None
    return subject if subject is not None and subject.i < token.i else None


def _is_subject(token: Token) -> bool:
    return token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ in {"PROPN", "NOUN"}


def _someone(token: Token) -> bool:
    """Whether a subject is a person, known or not, and so may be who a pronoun means."""
    return token.ent_type_ == "PERSON" or token.lower_ in TITLES


def _has_stranger(words: Iterable[Token], people: People) -> bool:
    """Whether somebody stands there whom the article never names in full ("Lang", "a driver")."""
    return any(
        _person(token, people) is None
        for token in words
        if (token.pos_ == "PROPN" and token.ent_type_ == "PERSON")
        or (token.lower_ in _PEOPLE and token.dep_ not in _DESCRIBING and token.head.lower_ != "as")
    )


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
    found = _RELAYS.search(doc.text)
    if found:
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
    for start, end in quotations:
        inside = [each for each in parsed if each.start < end and each.end > start]
        owner = next((each.speeches[-1] for each in reversed(inside) if each.speeches), None)
        for each in inside:
            if not each.speeches and owner is not None:
                each.speeches.append(Speech(owner.speakers, None, None, owner.via))
    for previous, current in pairwise(parsed):
        floats = any(start == current.start for start, _ in quotations)
        quotes = any(previous.start <= start < previous.end for start, _ in quotations)
        introduces = bool(previous.speeches) and previous.speeches[-1].cue in _INTRODUCING
        if floats and (quotes or introduces) and not current.speeches and previous.speeches:
            last = previous.speeches[-1]
            near = "\n" not in text[previous.end : current.start] or _spoken_whole(text, previous)
            if near:
                current.speeches.append(Speech(last.speakers, None, None, last.via))


def _spoken_whole(text: str, sentence: _Parsed) -> bool:
    """Whether a paragraph ends in somebody's words, so that the next may carry them on."""
    return text[sentence.start] in '"“' or text[sentence.end - 1] in '"”'

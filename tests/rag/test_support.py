"""Which evidence answers a question, and when it is better to say nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from index.quotations import FoundQuote
from index.sentences import sentence_spans
from index.types import ArticleInfo, Hit, Passage, Quote, Sentence, Span, Speech
from rag.asked import Asked, find_asked
from rag.evidence import Evidence, choose_evidence
from rag.holders import with_holders
from rag.question import understand
from rag.retrieve import Retrieved
from rag.support import Grounds, find_grounds
from tests.rag.fakes import INFO, FlatLibrary, WordEmbedder, evidence, passage, person

LUND, BERG, DAHL, MOE = "Anna Lund", "Karl Berg", "Eva Dahl", "Liv Moe"
EVERYONE = [LUND, BERG, DAHL]

CLOSED = evidence("The port would close in June, Lund said.", LUND)
TAXES = evidence("Taxes on fish would double, Berg said.", BERG, asked=False)


def grounds(question: str, *ranked: Evidence) -> Grounds:
    """What is found where the collection knows Lund, Berg and Dahl."""
    asked = understand(question)
    meant = [person(each) for each in EVERYONE if each.split()[-1] in (asked.speaker or "")]
    whom = Asked(asked.speaker, tuple(meant)) if asked.speaker and asked.speech else None
    return find_grounds(asked, ranked, whom)


def grounds_texts(question: str, *ranked: Evidence) -> list[str]:
    return [each.text for each in grounds(question, *ranked).evidence]


# ---- find_grounds


def test_the_best_sentence_of_the_speaker_asked_for_is_taken() -> None:
    assert grounds_texts("What did Lund say about the port?", CLOSED) == [CLOSED.text]


def test_nothing_is_taken_where_nothing_fits() -> None:
    far = evidence("The choir sang, Lund said.", LUND, coverage=0.0, likelihood=0.3, score=0.3)
    assert grounds_texts("What did Lund say about the port?", far) == []
    assert grounds_texts("What did Lund say about the port?") == []


def test_a_general_question_needs_support_too() -> None:
    near = evidence("The port closed in June.")
    far = evidence("The choir sang in June.", coverage=0.1, cosine=0.2, likelihood=0.3)
    assert grounds_texts("What closed in June?", near) == [near.text]
    assert grounds_texts("What will the pier be used for?", far) == []


def test_anothers_words_never_answer_for_the_speaker_asked_for() -> None:
    found = grounds("What did Lund say about fish?", TAXES)
    assert found.evidence == ()


def test_words_that_are_surely_anothers_are_named_as_such() -> None:
    found = grounds("What did Lund say about taxes on fish that double?", TAXES)
    assert (found.evidence, found.instead) == ((), TAXES)


def test_a_quotation_given_to_the_wrong_person_is_set_right() -> None:
    said = evidence("“The pier is a monument to greed,” Dahl said.", DAHL, asked=False)
    own = evidence("The pier was built in 2030, Lund said.", LUND, coverage=0.9)
    found = grounds('Why did Lund call the pier "a monument to greed"?', own, said)
    assert (found.evidence, found.instead) == ((), said)


def test_what_the_person_asked_for_said_too_is_not_set_right() -> None:
    other = evidence("“The pier is a monument to greed,” Dahl said.", DAHL, asked=False, score=2.0)
    own = evidence("“It is a monument to greed,” Lund said.", LUND, score=1.0)
    question = 'Did Lund call the pier "a monument to greed"?'
    assert grounds(question, other, own).instead is None
    assert grounds(question, own, other).instead is None


def test_words_about_something_else_set_nothing_right() -> None:
    said = "The choir sang in the rain, Berg said, by the fish tax office that doubles as a pub."
    far = evidence(said, BERG, asked=False, quotation="The choir sang in the rain")
    assert grounds("What did Lund say about taxes on fish that double?", far).instead is None


def test_quoted_words_outside_of_the_quotation_set_nothing_right() -> None:
    said = "Berg, called “a monument to greed” by some, said taxes would double."
    held = evidence(said, BERG, asked=False, quotation="taxes would double")
    question = 'Why did Lund call the port "a monument to greed"?'
    assert grounds(question, held).instead is None


def test_words_that_the_index_does_not_hold_set_nothing_right() -> None:
    loose = evidence(TAXES.text, BERG, asked=False, quotation="")
    assert grounds("What did Lund say about taxes on fish that double?", loose).instead is None


@pytest.mark.parametrize(
    ("asked", "text", "theirs"),
    [
        ("Anna Lund", "Anna Lund left the hall.", True),
        ("Lund", "Mayor Anna Lund left the hall.", True),
        ("Anna Lund", "The mayor, Anna Lund, left.", True),
        ("Anna Lund", "Anna Lundgren left the hall.", False),
        ("Anna Lund", "Lund Airport was shut.", False),
        ("Liv Moe", "Moe left the hall.", False),  # Ola or Liv?
        ("Liv Moe", "Liv Moe left the hall.", True),
        ("Liv Moe", "Ola Moe left the hall.", False),
    ],
)
def test_a_sentence_tells_of_whom_it_names_first(asked: str, text: str, theirs: bool) -> None:
    whom = Asked(asked, (person("Anna Lund"),) if "Lund" in asked else (person("Liv Moe"),),
                 frozenset({"moe"}))  # fmt: skip
    assert whom.opens(text) == theirs


def test_a_quotation_that_nobody_said_is_not_answered_with_other_words() -> None:
    assert grounds('Why did Lund call the port "a monument to greed"?', CLOSED).evidence == ()


def test_nothing_is_said_about_somebody_whom_no_article_quotes() -> None:
    found = grounds("What did Nils Aas say about taxes on fish that double?", TAXES)
    assert (found.evidence, found.instead) == ((), None)


@pytest.mark.parametrize(
    ("question", "text", "answers"),
    [
        ("How many ships sank?", "Nine ships sank.", True),
        ("How many ships sank?", "The ships sank 12 miles out.", True),
        ("How many ships sank?", "The ships sank.", False),
        ("How many ships sank in 2030?", "The ships sank in 2030.", False),
        ("How many ships sank?", "The ships sank on June 3, 2030.", False),
        ("How many ships sank?", "Dozens of ships sank.", True),
    ],
)
def test_how_many_needs_a_number(question: str, text: str, answers: bool) -> None:
    assert (grounds_texts(question, evidence(text)) == [text]) == answers


@pytest.mark.parametrize(
    ("text", "published", "answers"),
    [
        ("The ships sank on Monday.", None, True),
        ("The ships sank in 2030.", None, True),
        ("The ships sank off Norhavn.", "2030-06-03", False),  # which is when it was printed
        ("The ships sank off Norhavn.", None, False),
    ],
)
def test_when_needs_a_date(text: str, published: str | None, answers: bool) -> None:
    held = evidence(text, article=ArticleInfo("a", published=published))
    assert (grounds_texts("When did the ships sink?", held) == [text]) == answers


def test_the_same_thing_is_not_said_twice() -> None:
    again = evidence("The port, Lund said, would close in June.", LUND, score=0.99)
    more = evidence("The lock would rust by autumn, Lund said.", LUND, score=0.98)
    texts = grounds_texts("What did Lund say about the port?", CLOSED, again, more)
    assert texts == [CLOSED.text, more.text]


def test_one_sentence_says_who_it_was() -> None:
    second = evidence("The lock would close too, Berg said.", BERG, score=0.95)
    assert len(grounds_texts("Who said the port would close?", CLOSED, second)) == 1


def test_whoever_speaks_answers_who_it_was() -> None:
    text = "“The old port would close in June,” the mayor said."
    question = "Who said the port would close in June?"
    assert grounds_texts(question, evidence(text, LUND, mention="the mayor", asked=False)) == [text]


LUND_LOCK = evidence("The lock would rust by autumn, Lund said.", LUND, score=0.98)
LUND_FEES = evidence("Fees for ships must fall, Lund said.", LUND, score=0.96)
BERG_STAYS = evidence("The quay would stay open, Berg said.", BERG, score=0.94)


@pytest.mark.parametrize(
    ("question", "ranked", "chosen"),
    [
        (
            "What did Lund and Berg say?",
            [CLOSED, LUND_LOCK, LUND_FEES, BERG_STAYS],
            [CLOSED, BERG_STAYS, LUND_LOCK],
        ),
        (
            "What did Lund and Berg say?",
            [BERG_STAYS, CLOSED, LUND_LOCK, LUND_FEES],
            [BERG_STAYS, CLOSED, LUND_LOCK],
        ),
        ("What did Lund and Berg say?", [CLOSED, LUND_LOCK], [CLOSED, LUND_LOCK]),
        (
            "What did Lund say?",
            [CLOSED, LUND_LOCK, LUND_FEES],
            [CLOSED, LUND_LOCK, LUND_FEES],
        ),
    ],
)
def test_of_several_people_each_is_heard_first(
    question: str, ranked: list[Evidence], chosen: list[Evidence]
) -> None:
    assert grounds_texts(question, *ranked) == [each.text for each in chosen]


@pytest.mark.parametrize(("likelihood", "added"), [(0.7, True), (0.5, False)])
def test_what_is_far_less_likely_than_the_best_is_left_out(likelihood: float, added: bool) -> None:
    further = evidence("The harbour would be sold, Lund said.", LUND, likelihood=likelihood)
    texts = grounds_texts("What did Lund say about the port?", CLOSED, further)
    assert texts == [CLOSED.text, further.text][: 1 + added]


@pytest.mark.parametrize(("likelihood", "heard"), [(0.7, True), (0.2, False)])
def test_of_several_people_each_is_heard_however_much_better_one_fits(
    likelihood: float, heard: bool
) -> None:
    far = evidence(
        "“It was nice after forty years,” Berg told a reporter.", BERG,
        coverage=0.0, cosine=0.2, score=0.4, likelihood=likelihood,
    )  # fmt: skip
    texts = grounds_texts("What did Lund and Berg say about the port?", CLOSED, far)
    assert texts == [CLOSED.text, far.text][: 1 + heard]
    assert grounds_texts("What did Lund say about the port?", CLOSED, far) == [CLOSED.text]


def test_the_holders_of_one_office_are_each_heard() -> None:
    question = understand("What did the two mayors say?")
    whom = Asked("the two mayors", (person(LUND), person(BERG)))
    found = find_grounds(question, [CLOSED, LUND_LOCK, LUND_FEES, BERG_STAYS], whom)
    assert [each.speaker for each in found.evidence] == [LUND, BERG, LUND]


@pytest.mark.parametrize(
    ("speaker", "text", "coverage", "taken"),
    [
        ("DW", "Anna Lund signed the port deal, DW reported.", 1.0, True),
        ("Coast Radio", "Anna Lund signed the port deal, Coast Radio reported.", 1.0, True),
        ("Karl Berg", "Anna Lund signed the port deal, Karl Berg said.", 1.0, False),
        ("DW", "Karl Berg met Anna Lund on the port deal, DW reported.", 1.0, False),
        ("DW", "Anna Lund signed the port deal, DW reported.", 0.5, False),
    ],
)
def test_what_is_reported_of_somebody_tells_of_him(
    speaker: str, text: str, coverage: float, taken: bool
) -> None:
    told = evidence(text, speaker, "reported", asked=False, coverage=coverage, quotation="")
    found = grounds("What did Lund say about the port deal?", told)
    assert ([each.text for each in found.evidence] == [text]) == taken
    assert found.instead is None


def test_an_answer_stays_short() -> None:
    many = [
        evidence(
            f"{thing} would close in {1 + n} weeks and open again {n} years later, Lund said.",
            LUND,
            score=1 - n / 100,
        )
        for n, thing in enumerate("Ports Locks Piers Docks Quays Banks Shops Roads".split())
    ]
    texts = grounds_texts("What did Lund say?", *many)
    assert 1 <= len(texts) <= 3
    assert texts == [each.text for each in many[: len(texts)]]


# ---- choose_evidence


def found(question: str, *passages: Hit, quotes: Sequence[FoundQuote] = ()) -> list[Evidence]:
    library = FlatLibrary(*map(person, (*EVERYONE, MOE)))
    vector = np.asarray(WordEmbedder().encode([question])[0])
    read = Retrieved([*passages], vector, tuple(quotes))
    asked = find_asked(library, understand(question))
    asked = asked and with_holders(library, asked, read.hits, read.quotes)
    return choose_evidence(library, understand(question), read, asked)


TALKS = passage(
    "The council met on Monday. The port would close in June, Lund said. "
    "The port would stay open, Berg said. “We will see about the port.”",
    s2=LUND, s3=BERG, s4=BERG,
)  # fmt: skip


def test_the_sentence_of_the_speaker_asked_for_comes_first() -> None:
    lund = found("What did Anna Lund say about the port?", TALKS)
    berg = found("What did Karl Berg say about the port?", TALKS)
    assert lund[0].text == "The port would close in June, Lund said."
    assert berg[0].speaker == BERG
    assert [each.by_asked_speaker for each in lund] == [each.speaker == LUND for each in lund]


def test_every_sentence_keeps_its_place_and_its_own_speaker() -> None:
    for each in found("What about the port?", TALKS):
        assert TALKS.passage.text[each.sentence.start : each.sentence.end] == each.text
        assert each.speaker == each.sentence.speaker


@pytest.mark.parametrize(
    "question", ["Who said the port would close?", "Would the port stay open?"]
)
def test_a_sentence_about_something_else_comes_last(question: str) -> None:
    assert found(question, TALKS)[-1].text == "The council met on Monday."


def test_an_office_is_asked_for_by_its_name() -> None:
    text = "The port would close, the harbour minister said. Taxes would rise, Berg said."
    speech = Speech(("Liv Moe",), (23, 43), "said")
    spans = sentence_spans(text)
    sentences = (Sentence(*spans[0], (speech,)), Sentence(*spans[1], (Speech((BERG,)),)))
    hit = Hit(Passage("a1", 0, 0, len(text), text, sentences), INFO, 1.0)
    best = found("What did the harbour minister say about the port?", hit)[0]
    assert (best.speaker, best.by_asked_speaker) == ("Liv Moe", True)


def quote(text: str, said: str, speaker: str | None, *, by: str | None = None) -> FoundQuote:
    """Words of an article that the index gives to a speaker, whom the article calls ``by``."""
    start = text.index(said)
    called = text.find(by or (speaker or "").split(" ")[-1]) if speaker else -1
    name = by or (speaker or "").split(" ")[-1]
    mention = Span(called, called + len(name), name) if called >= 0 else None
    found = Quote(start, start + len(said), said, "indirect", (speaker,) if speaker else (),
                  mention, "said")  # fmt: skip
    return FoundQuote(found, INFO, 0.9)


WARNED = "The mayor was in Oslo and warned there of “dire need” for firms that back the port."


def test_words_that_the_index_ties_go_before_what_the_sentence_records() -> None:
    speeches = (Speech((BERG,), (4, 9), "warned"), Speech(("firms",), (54, 59), "back", None, True))
    hit = Hit(
        Passage("a1", 0, 0, len(WARNED), WARNED, (Sentence(0, len(WARNED), speeches),)), INFO, 1.0
    )
    tied = quote(WARNED, "“dire need” for firms that back the port", LUND, by="mayor")
    (best,) = found("What did Lund say about the port?", hit, quotes=[tied])
    assert (best.speaker, best.by_asked_speaker, best.tied) == (LUND, True, True)
    assert best.tie is not None and best.tie.text.startswith("“dire need”")
    (other,) = found("What did Berg say about the port?", hit, quotes=[tied])
    assert not other.by_asked_speaker or other.speaker == BERG


def test_words_that_the_index_gives_to_nobody_are_nobodys() -> None:
    text = "Moe and the mayor, said Lund, have “a port to save” this year."
    speech = Speech((MOE,), (0, 17), "said")
    hit = Hit(Passage("a1", 0, 0, len(text), text, (Sentence(0, len(text), (speech,)),)), INFO, 1.0)
    unsaid = quote(text, "“a port to save”", None)
    (best,) = found("What did Moe say about the port?", hit, quotes=[unsaid])
    assert (best.speaker, best.by_asked_speaker) == (None, False)


def test_what_somebody_says_alone_goes_before_what_he_says_with_others() -> None:
    text = "The port would close, both said. The port would close soon, Lund said."
    spans = sentence_spans(text)
    both, one = Speech((LUND, BERG), (23, 27), "said"), Speech((LUND,), (60, 64), "said")
    sentences = (Sentence(*spans[0], (both,)), Sentence(*spans[1], (one,)))
    hit = Hit(Passage("a1", 0, 0, len(text), text, sentences), INFO, 1.0)
    assert found("What did Lund say about the port?", hit)[0].speaker == LUND


def test_a_quotation_without_a_full_stop_on_its_own_line_is_a_subhead() -> None:
    hit = passage("‘We must save the old port now’\n\nThe port closed.", s1=LUND)
    texts = [each.text for each in found("What did Lund say about the port?", hit)]
    assert texts == ["The port closed."]


def test_a_few_words_on_their_own_line_are_a_subhead_unless_they_hold_a_number() -> None:
    hit = passage(
        "Port and town 'without borders' again\n\nLength of the old pier: 90 feet\n\nIt closed."
    )
    texts = [each.text for each in found("What about the port and its pier?", hit)]
    assert sorted(texts) == ["It closed.", "Length of the old pier: 90 feet"]


def test_quoted_words_outweigh_everything_else() -> None:
    said = passage("The port is “a monument to greed,” Dahl said.", s1=DAHL)
    best = found('Did Lund call the port "a monument to greed"?', TALKS, said)[0]
    assert best.text.endswith("Dahl said.")


def test_headlines_are_no_evidence() -> None:
    info = ArticleInfo("a2", "Port to close in June")
    hit = passage("Port to close in June\n\nThe port will close in June.", article=info)
    assert [each.text for each in found("When will the port close?", hit)] == [
        "The port will close in June."
    ]


def test_no_passages_are_no_evidence() -> None:
    assert found("What did Lund say about the port?") == []


def test_several_reports_are_heard_by_turns() -> None:
    one, other = (replace(INFO, id=each) for each in ("port", "fish"))
    first = evidence("The port closed in June.", article=one, at=0)
    second = evidence("Its cranes were sold abroad.", article=one, at=90, score=0.95)
    third = evidence("The harbour shut that summer.", article=other, score=0.9)
    told = grounds_texts("How do the reports describe the port's end?", first, second, third)
    assert told == [first.text, third.text, second.text]


def test_when_something_was_done_may_stand_outside_anybodys_words() -> None:
    told = evidence("Lund was in Oslo on 4 May.")
    assert grounds_texts("When did Lund speak in Oslo?", told) == [told.text]
    assert grounds_texts("When did Berg speak in Oslo?", told) == []
    others = evidence("Lund was in Oslo on 4 May, Dahl said.", DAHL, asked=False)
    assert grounds_texts("When did Lund speak in Oslo?", others) == []


@pytest.mark.parametrize(
    ("score", "likelihood", "who", "general"),
    [
        (0.97, 0.9, "Berg", "Dahl"),  # nearly as good, and far likelier
        (0.97, 0.4, "Dahl", "Dahl"),
        (0.80, 0.9, "Dahl", "Dahl"),
    ],
)
def test_of_sentences_that_fit_alike_the_likeliest_says_who_it_was(
    score: float, likelihood: float, who: str, general: str
) -> None:
    first = evidence("The harbour chief would leave, Dahl said.", DAHL, asked=False, likelihood=0.5)
    second = evidence("Karl Berg, chief of the harbour, left.", score=score, likelihood=likelihood)
    assert who in grounds_texts("Who is the chief of the harbour?", first, second)[0]
    assert general in grounds_texts("Is the chief of the harbour new?", first, second)[0]


@pytest.mark.parametrize(
    ("ranked", "named"),
    [
        ([evidence("Norway would pay, Lund said.", LUND)], []),
        ([evidence("Norway would pay, Lund and Berg said.", [LUND, BERG])], [LUND]),
        ([evidence("Lund told Berg that Norway would pay.", LUND)], [LUND]),
        ([evidence("Lund said Norway would pay.", LUND),
          evidence("Dahl said it was for Oslo to find the money.", DAHL, at=90)], [LUND, DAHL]),
    ],
)  # fmt: skip
def test_one_name_does_not_tell_which_two(ranked: list[Evidence], named: list[str]) -> None:
    found = grounds("Which two ministers said that Norway would pay?", *ranked)
    assert [each.speech.speakers[0] for each in found.evidence if each.speech] == named

"""A question's words → what it asks, of whom, about what."""

from __future__ import annotations

import pytest

from rag.question import understand
from rag.types import Turn
from rag.words import stems

# question, kind, whose words or None, words that the topic must hold, words in quotation marks
QUESTIONS = [
    ("What did Anna Lund say about the harbour?", "said", "Anna Lund", "harbour", ()),
    ("What did the mayor say about the harbour?", "said", "the mayor", "harbour", ()),
    ("What has Lund said on taxes?", "said", "Lund", "taxes", ()),
    ("What does Berg think of the strike?", "said", "Berg", "strike", ()),
    ("what did lund say about the harbour", "said", "lund", "harbour", ()),
    ("What did Lund and Berg say about the strike?", "said", "Lund and Berg", "strike", ()),
    ("Whom did Lund blame for the strike?", "said", "Lund", "strike blame", ()),
    ("Why did Lund say the port would close?", "said", "Lund", "port close", ()),
    ("How did Berg describe the crane?", "said", "Berg", "crane", ()),
    ("How did Berg react to the strike?", "said", "Berg", "strike", ()),
    ("What was Lund's reaction to the strike?", "said", "Lund", "strike", ()),
    ("What is Berg's position on the pier?", "said", "Berg", "pier", ()),
    ("What were Lund’s words on the crane?", "said", "Lund", "crane", ()),
    ("According to Lund, what will happen to the port?", "said", "Lund", "port happen", ()),
    ("What will happen to the port according to Lund?", "said", "Lund", "port happen", ()),
    ("What statement did Lund make about taxes?", "said", "Lund", "taxes", ()),
    ("What did Lund have to say about the OSCE?", "said", "Lund", "OSCE", ()),
    ("What did Lund tell reporters in Oslo?", "said", "Lund", "Oslo", ()),
    ("What did Lund promise the council?", "said", "Lund", "council promise", ()),
    ("What did Lund accuse Berg of?", "said", "Lund", "Berg accuse", ()),
    ("What did Mr. Berg warn about?", "said", "Mr. Berg", "warn", ()),
    ("What didn't Lund say about the crane?", "said", "Lund", "crane", ()),
    ("What did Tor Hagen want from Sweden?", "said", "Tor Hagen", "Sweden", ()),
    ("What did Jean-Luc Picard-Lee say?", "said", "Jean-Luc Picard-Lee", "", ()),
    ("What did O'Neill say about the strike?", "said", "O'Neill", "strike", ()),
    ("What did Lund's spokesman say about the vote?", "said", "Lund's spokesman", "vote", ()),
    ("What did the Coast Post write about it?", "said", "the Coast Post", "", ()),
    ("What did Lund say about what Berg said?", "said", "Lund", "Berg", ()),
    ("What made Lund say the port would close?", "said", "Lund", "port close", ()),
    ("Tell me what Lund said about fish.", "said", "Lund", "fish", ()),
    ("Explain how Lund described the crane.", "said", "Lund", "crane", ()),
    ('What did Lund say about "the old pier"?', "said", "Lund", "pier", ("the old pier",)),
    ("Did Lund say the port would close?", "did", "Lund", "port close", ()),
    ("Has Berg denied the claim?", "did", "Berg", "claim deny", ()),
    ("Has Lund ever said anything about fish?", "did", "Lund", "fish", ()),
    ("Do you know what Lund said about fish?", "did", "Lund", "fish", ()),
    ('Did Lund ever use the phrase "old pier"?', "did", "Lund", "pier", ("old pier",)),
    ("When was Lund in Oslo warning of rain?", "when", "Lund", "rain", ()),
    ("Where did Berg eat once he had finished talking?", "where", None, "Berg eat", ()),
    ("How has Delmar voted on motions demanding peace?", "general", None, "Delmar voted", ()),
    ("Which paper carried Lund's claim that all would firmly back it?", "who", None, "", ()),
    ("Why don't the sailors trust Lund's claim?", "general", None, "sailors trust", ()),
    ("On what occasions was Delmar discussed?", "general", None, "Delmar", ()),
    ("When Lund resigned, what did she say about the pier?", "said", "Lund", "pier", ()),
    ("On her last trip, did Lund agree to the pier?", "did", "Lund", "pier", ()),
    ("What kind words did Lund have for Berg?", "said", "Lund", "Berg", ()),
    ("What was Lund's verdict on the pier?", "said", "Lund", "pier", ()),
    ("What do the articles say about Lund's position on fish?", "several", "Lund", "fish", ()),
    ("Describe Lund's view of the pier.", "said", "Lund", "pier", ()),
    ("How did Lund herself sum up the strike?", "said", "Lund", "strike", ()),
    ("Did Lund resign?", "did", None, "Lund resign", ()),
    ("What share of the vote went to Berg?", "number", None, "vote Berg", ()),
    ("By what percentage did rents rise?", "number", None, "rents rise", ()),
    ("What's the minimum number of piers?", "number", None, "piers", ()),
    ("What did the bridge cost?", "general", None, "bridge cost", ()),
    ("What cost Berg the vote?", "general", None, "Berg vote", ()),
    ("Which general election did Berg win?", "general", None, "election Berg", ()),
    ("At which Norhavn venue did Berg sing?", "where", None, "Berg sing", ()),
    ("In which towns did Berg first open a bank?", "where", None, "Berg bank", ()),
    ("What did Berg first claim about tin?", "said", "Berg", "tin", ()),
    ("What did Lund later say of the pier?", "said", "Lund", "pier", ()),
    ("What did he then tell reporters?", "said", "he", "reporter", ()),
    ("Which countries said the pact was void?", "who", None, "pact void", ()),
    ("In Berlin which minister said it?", "who", None, "Berlin", ()),
    ("What did Elizabeth the first say?", "said", "Elizabeth the first", "", ()),
    ("At which of the ministers' meetings was it discussed?", "general", None, "meeting", ()),
    ("Under which law was Berg charged?", "general", None, "law Berg", ()),
    ("Which Delmar senator wants the pier back?", "who", None, "pier", ()),
    ("Which former goalkeeper runs the club?", "who", None, "club", ()),
    ("Is the port closed?", "did", None, "port close", ()),
    ("Was the crane unsafe?", "did", None, "crane unsafe", ()),
    ("Was it Lund who said the port would close?", "did", "Lund", "port close", ()),
    ("What's Lund's view of the port?", "said", "Lund", "port", ()),
    (
        "Where did the ministers take up Norhavn's port question?",
        "where",
        None,
        "ministers take Norhavn's port question",
        (),
    ),
    ("Which fish trader testified about the lock?", "who", None, "fish trader testify lock", ()),
    ("Who said the port would close?", "who", None, "port close", ()),
    ("Who warned of a strike?", "who", None, "strike warn", ()),
    ("Whose idea was the new pier?", "who", None, "pier idea", ()),
    ("Which official called the crane unsafe?", "who", None, "crane unsafe", ()),
    ("Which foreign minister spoke in Oslo?", "who", None, "Oslo", ()),
    ("Which US officials commented on the port?", "who", None, "port", ()),
    ("Who called the pact “dead and buried”?", "who", None, "pact", ("dead and buried",)),
    (
        "Who scored, according to 'The Coast Post Weekly'?",
        "who",
        None,
        "score Coast Post Weekly",
        (),
    ),
    ("Who said 'the strike is over'?", "who", None, "strike", ("the strike is over",)),
    ("When did Lund resign?", "when", None, "Lund resign", ()),
    ("When did Lund say the port would close?", "when", "Lund", "port close", ()),
    ("When was the press conference?", "when", None, "press conference", ()),
    ("On what date did the council meet?", "when", None, "council meet", ()),
    ("In which year was the pier built?", "when", None, "pier built", ()),
    ("Where did Lund meet Berg?", "where", None, "Lund Berg meet", ()),
    ("In which city did the council meet?", "where", None, "council meet", ()),
    ("What country did Borg visit?", "where", None, "Borg visit", ()),
    ("How many ships sank in 2030?", "number", None, "ships 2030", ()),
    ("How much did the pier cost?", "number", None, "pier cost", ()),
    ("How long was Lund in Oslo?", "number", None, "Lund Oslo", ()),
    ("How old is the crane?", "number", None, "crane", ()),
    ("How do the outlets differ on the strike?", "several", None, "strike", ()),
    ("Which articles report on the strike?", "several", None, "strike", ()),
    ("What do the two reports say about the crane?", "several", None, "crane", ()),
    ("Compare the accounts of the strike.", "several", None, "strike", ()),
    ("Why did Lund resign?", "general", None, "Lund resign", ()),
    ("What will the new pier be used for?", "general", None, "pier", ()),
    ("What did people say about the strike?", "general", None, "strike", ()),
    ("What did nobody say about the strike?", "general", None, "strike", ()),
    ("What made Lund resign?", "general", None, "Lund resign", ()),
    ("taxes", "general", None, "taxes", ()),
]


@pytest.mark.parametrize(("text", "kind", "speaker", "topic", "quoted"), QUESTIONS)
def test_what_is_asked(
    text: str, kind: str, speaker: str | None, topic: str, quoted: tuple[str, ...]
) -> None:
    question = understand(text)
    asked = (question.kind, question.speaker, question.quoted)
    assert asked == (kind, speaker, quoted)
    assert question.speech == (speaker is not None)
    assert set(stems(topic)) <= set(question.topic)


@pytest.mark.parametrize(("text", "kind", "speaker", "topic", "quoted"), QUESTIONS)
def test_the_speaker_is_no_part_of_the_topic(
    text: str, kind: str, speaker: str | None, topic: str, quoted: tuple[str, ...]
) -> None:
    if speaker:
        assert not set(stems(speaker)) - {"the", "and"} & set(understand(text).topic)


HARBOUR = Turn("What did Anna Lund say about the harbour?", "Anna Lund said it would stay open.")
STRIKE = Turn("Who warned of a strike?", "Karl Berg warned of a strike.")

# earlier turns, question, kind, whose words, words that the topic must hold
FOLLOW_UPS = [
    ((HARBOUR,), "And what did Berg say about it?", "said", "Berg", "harbour"),
    ((HARBOUR,), "Why?", "said", "Anna Lund", "harbour"),
    ((HARBOUR,), "When?", "when", "Anna Lund", "harbour"),
    ((HARBOUR,), "When did she say that?", "when", "Anna Lund", "harbour"),
    ((HARBOUR,), "Where was that?", "where", "Anna Lund", "harbour"),
    ((HARBOUR,), "What did she say about taxes?", "said", "Anna Lund", "taxes"),
    ((HARBOUR,), "And taxes?", "said", "Anna Lund", "taxes"),
    ((HARBOUR,), "What about the pier?", "said", "Anna Lund", "pier"),
    ((HARBOUR, Turn("And taxes?", "…")), "And the lock?", "said", "Anna Lund", "lock"),
    ((HARBOUR,), "Who agreed with that?", "who", None, "agreed harbour"),
    ((HARBOUR,), "So who paid?", "who", None, "paid"),
    ((HARBOUR, STRIKE), "What did the union say about it?", "said", "the union", "strike"),
]


@pytest.mark.parametrize(("history", "text", "kind", "speaker", "topic"), FOLLOW_UPS)
def test_a_follow_up_takes_what_it_leaves_out_from_before(
    history: tuple[Turn, ...], text: str, kind: str, speaker: str | None, topic: str
) -> None:
    question = understand(text, history)
    assert (question.kind, question.speaker) == (kind, speaker)
    assert set(stems(topic)) <= set(question.topic)
    asked_before = understand(history[-1].question)
    assert set(asked_before.topic) <= set(stems(question.search_text))


@pytest.mark.parametrize(
    "text",
    [
        "What did Ulla Borg say about the pact?",
        "Who said the pact was dead?",
        "How many ships sank in 2030?",
        "Did Tor Hagen sign the pact?",
    ],
)
def test_a_change_of_subject_takes_nothing_from_before(text: str) -> None:
    fresh, after = understand(text), understand(text, [HARBOUR, STRIKE])
    assert after == fresh


def test_a_follow_up_keeps_to_its_own_speaker_and_its_topic_to_itself() -> None:
    question = understand("And what did Berg say about taxes?", [HARBOUR])
    assert question.speaker == "Berg"
    assert "harbour" not in question.topic

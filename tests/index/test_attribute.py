"""Who said what. No speaker is better than a wrong one: a name stands where one alone is meant."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from index.quotes.extract import extract
from index.sentences import sentence_spans
from index.types import Sentence
from tests.index.nasty import NASTY_TEXT

RUIZ, LANG, BRANDT, ARNAUD = "Elena Ruiz", "Peter Lang", "Tomas Brandt", "Luc Arnaud"


def attributed(text: str) -> list[Sentence]:
    return list(extract(text, sentence_spans(text)).sentences)


def speakers(text: str) -> list[str | None]:
    """Whose words each sentence of a text reports."""
    return [sentence.speaker for sentence in attributed(text)]


ONE_SENTENCE = [
    # the verb before, after and amid the words
    ("Elena Ruiz said the bridge was safe.", RUIZ),
    ("The bridge was safe, Elena Ruiz said.", RUIZ),
    ("The bridge was safe, said Elena Ruiz.", RUIZ),
    ("The bridge, Elena Ruiz said, was safe.", RUIZ),
    ("The bridge, said Elena Ruiz, was safe.", RUIZ),
    ("“The bridge is safe,” Elena Ruiz said.", RUIZ),
    ("“The bridge is safe,” said Elena Ruiz.", RUIZ),
    ("“The bridge,” said Elena Ruiz, “is safe.”", RUIZ),
    ('"It\'s safe," said Elena Ruiz, 52, a farmer.', RUIZ),
    ("Elena Ruiz said: “The bridge is safe.”", RUIZ),
    ("In a letter to Peter Lang, Elena Ruiz said the bridge was safe.", RUIZ),
    ("Asked about the bridge, Elena Ruiz said it was safe.", RUIZ),
    ("Elena Ruiz, who met Peter Lang on Monday, said the bridge was safe.", RUIZ),
    ("After meeting Elena Ruiz, Peter Lang said the bridge was safe.", LANG),
    ("Unlike Peter Lang, Elena Ruiz said it was safe.", RUIZ),
    ("Critics, said Elena Ruiz, were wrong.", RUIZ),
    ("As Elena Ruiz said, it is safe.", RUIZ),
    # with a title or an office
    ("“The bridge is safe,” said Mayor Elena Ruiz.", RUIZ),
    ("Elena Ruiz, the mayor of Delmar, said the bridge was safe.", RUIZ),
    ("“It is safe,” said the mayor, Elena Ruiz.", RUIZ),
    ("NATO Secretary General Elena Ruiz said it was safe.", RUIZ),
    ("Peter Lang’s lawyer, Elena Ruiz, said he was innocent.", RUIZ),
    # other verbs
    ("Elena Ruiz warned that the bridge could fall.", RUIZ),
    ("Elena Ruiz called the bridge “safe” and “old”.", RUIZ),
    ("Elena Ruiz accused Peter Lang of lying.", RUIZ),
    ("Elena Ruiz tweeted that it was safe.", RUIZ),
    ("Elena Ruiz told Peter Lang that the bridge was safe.", RUIZ),
    ("Elena Ruiz stressed the importance of the bridge.", RUIZ),
    # headlines and labels
    ("Elena Ruiz says bridge is safe", RUIZ),
    ("Bridge is safe, Elena Ruiz says", RUIZ),
    # several
    ("Peter Lang and Elena Ruiz said the bridge was safe.", "Peter Lang and Elena Ruiz"),
    (
        "Elena Ruiz, Peter Lang and Tomas Brandt said it was safe.",
        "Elena Ruiz, Peter Lang and Tomas Brandt",
    ),
    ("“It is safe,” Peter Lang and Elena Ruiz said in a statement.", "Peter Lang and Elena Ruiz"),
    ("While Elena Ruiz said it was safe, Peter Lang said it was not.", LANG),
    ("Elena Ruiz said it was safe but Peter Lang denied it.", RUIZ),
    ("Elena Ruiz said Peter Lang had told her it was safe.", RUIZ),
    ("Peter Lang denied that Elena Ruiz said it was safe.", LANG),
    # according to
    ("According to Elena Ruiz, the bridge is safe.", RUIZ),
    ("The bridge is safe, according to Elena Ruiz.", RUIZ),
    ("It is safe, according to the Transport Ministry.", "Transport Ministry"),
    # relayed
    ("Elena Ruiz told Reuters the bridge was safe.", RUIZ),
    ("Elena Ruiz said the bridge was safe, Reuters reported.", RUIZ),
    ("Reuters reported that Elena Ruiz said the bridge was safe.", RUIZ),
    ("Elena Ruiz was quoted as saying the bridge was safe.", RUIZ),
    ("Peter Lang quoted Elena Ruiz as saying the bridge was safe.", RUIZ),
    # bodies and people without a name
    ("NATO said it was safe.", "NATO"),
    ("The Transport Ministry said it was safe.", "Transport Ministry"),
    ("The White House said it was safe.", "White House"),
    ("Officials said the bridge was safe.", "Officials"),
    ("A spokesman for Elena Ruiz said it was safe.", "A spokesman for Elena Ruiz"),
    ("Elena Ruiz’s spokesman said the bridge was safe.", "Elena Ruiz’s spokesman"),
    # words inside a quotation attribute nothing
    ("Elena Ruiz said: “Peter Lang said no.”", RUIZ),
    ("“Peter Lang said no,” Elena Ruiz said.", RUIZ),
    ("“Peter Lang said no.”", None),
    # nothing is said
    ("Elena Ruiz opened the bridge on Monday.", None),
    ("The “safe” bridge was shut on Monday.", None),
    ("Nobody believed in the “old guard” of Delmar.", None),
    ("Reporters asked Elena Ruiz about the bridge.", None),
    ("Elena Ruiz was asked about the bridge.", None),
    ("Elena Ruiz supported Peter Lang.", None),
    ("Elena Ruiz expected 200 guests.", None),
    ("It is said that the bridge is safe.", None),
    ("What Elena Ruiz said about the bridge", None),
    ("Verdict: “Guilty.”", None),
    ("Question: “Is the bridge safe?”", None),
    # not said
    ("Elena Ruiz did not say the bridge was safe.", None),
    ("Elena Ruiz never said the bridge was safe.", None),
    ("Elena Ruiz no longer says it is safe.", None),
    ("Elena Ruiz did not confirm or deny the report.", None),
    ("Elena Ruiz declined to say whether the bridge was safe.", None),
    ("Elena Ruiz has yet to say whether it is safe.", None),
    ("Elena Ruiz avoided saying it was safe.", None),
    ("Neither Elena Ruiz nor Peter Lang said it was safe.", None),
    ("Nobody heard Elena Ruiz say it.", None),
    ("Peter Lang did not think Elena Ruiz said it was safe.", None),
    # wished, supposed or asked
    ("Elena Ruiz should oppose the plan.", None),
    ("Elena Ruiz could say the bridge is safe.", None),
    ("Elena Ruiz will announce the plan on Monday.", None),
    ("Peter Lang wants Elena Ruiz to say that it is safe.", None),
    ("If Elena Ruiz said the bridge was safe, she lied.", None),
    ("Had Elena Ruiz said so, it would be safe.", None),
    ("Has Elena Ruiz said the bridge is safe?", None),
    # nobody can be meant
    ("He said the bridge was safe.", None),
    ("“It is safe,” she said.", None),
    ("Nobody said the bridge was safe.", None),
    ("They said the bridge was safe.", None),
]

SEVERAL_SENTENCES = [
    # pronouns
    ("Mayor Elena Ruiz opened the talks. She said the bridge was safe.", [None, RUIZ]),
    ("Elena Ruiz spoke in Delmar. It rained. “It is safe,” she said.", [RUIZ, None, RUIZ]),
    ("Elena Ruiz said no. He said yes. Ms. Ruiz left.", [RUIZ, None, None]),
    ("Ms. Elena Ruiz met Mr. Peter Lang. She said yes.", [None, RUIZ]),
    ("Ms. Elena Ruiz met Mr. Peter Lang. He said yes.", [None, LANG]),
    ("Elena Ruiz raised her hand. Elena Ruiz met Peter Lang. She said no.", [None, None, RUIZ]),
    # … and given names that tell a man from a woman
    ("Peter Lang met Elena Ruiz. She said the bridge was safe.", [None, RUIZ]),
    ("Peter Lang met Elena Ruiz. She said no. She said it again.", [None, RUIZ, RUIZ]),
    ("Elena Ruiz said that Peter Lang was wrong. He said she was.", [RUIZ, LANG]),
    ("“Is it safe?” Elena Ruiz asked Peter Lang. “No,” he answered.", [RUIZ, LANG]),
    # … that leave it open
    ("Robin Lang met Alex Ruiz. She said the bridge was safe.", [None, None]),
    ("Robin Lang met Alex Ruiz. She said no. She said it again.", [None, None, None]),
    ("Peter Lang met Tomas Brandt. He said the bridge was safe.", [None, None]),
    ("Peter Lang and Tomas Brandt met. He said no.", [None, None]),
    ("Alex Ruiz said that Robin Lang was wrong. He said she was.", ["Alex Ruiz", "Alex Ruiz"]),
    ("“Is it safe?” Alex Ruiz asked Robin Lang. “No,” he answered.", ["Alex Ruiz", "Robin Lang"]),
    ("Elena Ruiz met a farmer. He said no.", [None, None]),
    ("Elena Ruiz opened it. A driver stopped. He said it was safe.", [None, None, None]),
    # interviews
    ("Elena Ruiz was asked about it.\n\nElena Ruiz: “It is safe.”", [None, RUIZ]),
    ("Elena Ruiz was asked about it.\n\nRuiz: “It is safe.”", [None, RUIZ]),
    ("Elena Ruiz was asked about it.\n\nUpdate: “It is safe.”", [None, None]),
    # lone surnames
    ("Bridge is safe, Ruiz says\n\nMayor Elena Ruiz opened it.", [RUIZ, None]),
    ("Elena Ruiz is the mayor. “It is safe,” Ruiz said.", [None, RUIZ]),
    ("Dara Marsh and Anna Marsh met. Marsh said no.", [None, "Marsh"]),
    # offices
    (
        f"The French minister {ARNAUD} met the German minister {LANG}. "
        "The French minister said no.",
        [None, ARNAUD],
    ),
    (
        f"The French minister {ARNAUD} met the German minister {LANG}. The minister said no.",
        [None, "The minister"],
    ),
    (
        f"The French minister {ARNAUD} met the German minister {LANG}. "
        "His German counterpart said no.",
        [None, LANG],
    ),
    (
        f"Chinese Foreign Minister {LANG} arrived. China’s foreign minister said no.",
        [None, LANG],
    ),
    (
        f"Russian Foreign Minister {LANG} arrived. A Russian diplomat said no.",
        [None, "A Russian diplomat"],
    ),
    (
        f"Russian Foreign Minister {LANG} arrived. Another Russian minister said no.",
        [None, "Another Russian minister"],
    ),
    (
        f"Russian Foreign Minister {LANG} arrived. The Russian ministers said no.",
        [None, "The Russian ministers"],
    ),
    (
        f"Austrian Foreign Minister {LANG} arrived. The Australian minister said no.",
        [None, "The Australian minister"],
    ),
    (f"Transport Minister {RUIZ} arrived. The ministry said no.", [None, "The ministry"]),
    (
        f"Russian Foreign Minister {LANG} arrived. The Russian foreign ministry said no.",
        [None, "Russian foreign ministry"],
    ),
    # a quotation over several sentences
    ("“It is safe. It was always safe. It will be,” Elena Ruiz said.", [RUIZ, RUIZ, RUIZ]),
    ("Elena Ruiz said: “It is safe. It was always safe.” It rained.", [RUIZ, RUIZ, None]),
    ("“It is safe,” Elena Ruiz said. “It was. It will be.”", [RUIZ, RUIZ, RUIZ]),
    # … and over several paragraphs
    ("Elena Ruiz added: “It is safe.\n\n“It was always safe.”", [RUIZ, RUIZ]),
    ("“It is safe.\n\n“It was always safe,” Elena Ruiz said.", [RUIZ, RUIZ]),
    ("“It is safe,” Elena Ruiz said.\n\n“It was always safe.”", [RUIZ, RUIZ]),
    # floating quotations
    ("“It is safe,” Elena Ruiz said. “It was always safe.”", [RUIZ, RUIZ]),
    ("Elena Ruiz spoke first. “The bridge is safe.”", [RUIZ, RUIZ]),
    ("“Is it safe?” Elena Ruiz asked. “Will it hold?”", [RUIZ, RUIZ]),
    # … that are somebody else's, nobody knows whose
    ("“It is safe,” Elena Ruiz said. “It is not,” the driver of the bus said.", [RUIZ, None]),
    ("“It is safe,” Elena Ruiz said.\n\n“It is not,” someone shouted.", [RUIZ, None]),
    ("“It is safe,” Elena Ruiz said. “No,” she was told.", [RUIZ, None]),
    ("“Is it safe?” Elena Ruiz asked.\n\n“No.”", [RUIZ, None]),
    ("“It is safe,” Elena Ruiz said. “Nobody” believed it.", [RUIZ, None]),
    ("“It is safe,” Elena Ruiz said. It rained. “It is not.”", [RUIZ, None, None]),
    ("Elena Ruiz said no, but “it is safe. It was,” the driver said.", [RUIZ, None]),
    # one after the other
    ("“It is safe,” Elena Ruiz said. “It is not,” Peter Lang said.", [RUIZ, LANG]),
    ("“Is it safe?” asked Elena Ruiz. “No,” answered Peter Lang. “Never.”", [RUIZ, LANG, LANG]),
    (
        "“It is safe,” Elena Ruiz said.\n\nPeter Lang disagreed: “It is not safe.”",
        [RUIZ, LANG],
    ),
]


@pytest.mark.parametrize(("text", "speaker"), ONE_SENTENCE)
def test_a_sentence_reports_the_words_of_its_main_clauses_speaker(
    text: str, speaker: str | None
) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(("text", "expected"), SEVERAL_SENTENCES)
def test_sentences_around_tell_whose_words_it_are(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "cue", "mention", "via"),
    [
        ("“It is safe,” said Mayor Elena Ruiz.", "said", "Mayor Elena Ruiz", None),
        ("Elena Ruiz warned that it could fall.", "warned", "Elena Ruiz", None),
        ("It is safe, according to Elena Ruiz.", "according to", "Elena Ruiz", None),
        ("Elena Ruiz and Peter Lang said no.", "said", "Elena Ruiz and Peter Lang", None),
        ("Elena Ruiz told Reuters it was safe.", "told", "Elena Ruiz", "Reuters"),
        ("Elena Ruiz said it was safe, Reuters reported.", "said", "Elena Ruiz", "Reuters"),
        ("Elena Ruiz said it was safe, according to Interfax.", "said", "Elena Ruiz", "Interfax"),
        ("According to Peter Lang, Elena Ruiz said so.", "said", "Elena Ruiz", "Peter Lang"),
        ("The BBC said it was safe.", "said", "The BBC", None),
        ("Elena Ruiz criticised the BBC again.", "criticised", "Elena Ruiz", None),
    ],
)
def test_a_speech_tells_its_cue_its_mention_and_who_passed_it_on(
    text: str, cue: str, mention: str, via: str | None
) -> None:
    (sentence,) = attributed(text)
    speech = sentence.speeches[0]
    assert speech.mention is not None
    assert (speech.cue, text[slice(*speech.mention)], speech.via) == (cue, mention, via)


def test_words_that_are_carried_on_have_no_mention_of_their_own() -> None:
    _, floating = attributed("“It is safe,” Elena Ruiz told Reuters. “It was always safe.”")
    (speech,) = floating.speeches
    assert (speech.speakers, speech.mention, speech.cue) == ((RUIZ,), None, None)
    assert speech.via == "Reuters"


def test_joint_speakers_are_kept_apart() -> None:
    (sentence,) = attributed("Elena Ruiz and Peter Lang said it was safe.")
    assert sentence.speeches[0].speakers == (RUIZ, LANG)


def test_a_speech_within_a_speech_comes_after_it() -> None:
    (sentence,) = attributed("Elena Ruiz said Peter Lang had told her it was safe.")
    assert [speech.speaker for speech in sentence.speeches] == [RUIZ, LANG]


@given(NASTY_TEXT)
@settings(max_examples=40, deadline=None)
def test_sentences_keep_their_spans_and_mentions_stand_in_them(text: str) -> None:
    spans = sentence_spans(text)
    sentences = extract(text, spans).sentences
    assert [(each.start, each.end) for each in sentences] == spans
    for sentence in sentences:
        for speech in sentence.speeches:
            assert speech.speakers
            assert all(speech.speakers)
            if speech.mention is not None:
                start, end = speech.mention
                assert sentence.start <= start < end <= sentence.end


def test_a_text_without_a_word_has_no_sentences() -> None:
    assert attributed(" \n ") == []


def test_a_long_article_is_attributed_in_the_time_it_takes_to_parse() -> None:
    text = "“It is safe,” Elena Ruiz said. “It was. It will be.” He said no.\n\n" * 60
    sentences = attributed(text)
    assert len(sentences) == 240
    assert len(re.findall("Ruiz", text)) == 60
    assert sum(each.speaker == RUIZ for each in sentences) >= 180

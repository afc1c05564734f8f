"""Whether a text is English: a wrong yes looks for quotations in vain, a wrong no finds none."""

from __future__ import annotations

import pytest

from index.quotes.extract import extract
from index.quotes.language import is_english
from index.sentences import sentence_spans


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("The minister said that the bridge was safe and would be opened in May. " * 3, True),
        ("THE MINISTER SAID THAT THE BRIDGE WAS SAFE AND WOULD BE OPENED IN MAY. " * 3, True),
        ("Der Minister sagte, die Brücke sei sicher und werde im Mai geöffnet. " * 5, False),
        ("El ministro dijo que el puente era seguro y que se abriría en mayo. " * 5, False),
        ("De minister zei dat de brug veilig was en in mei zou worden geopend. " * 5, False),
        ("Le ministre a dit que le pont était sûr et qu'il ouvrirait en mai. " * 5, False),
        ("部长说，这座桥很安全，将于五月开放。记者问他费用是多少。", False),
        ("“Demand exceeded supply,” Berg said. Analysts expect further gains.", True),
        ("Министр сказал, что мост безопасен и откроется в мае. " * 5, False),
        ("1, 2, 3, 4, 5, 6, 7, 8", True),
        ("Wang Yi", True),
        ("", True),
    ],
)
def test_a_text_is_english_as_far_as_can_be_told(text: str, english: bool) -> None:
    assert is_english(text) is english


def test_in_another_language_no_quotations_are_looked_for() -> None:
    text = "„Die Brücke ist sicher“, sagte die Ministerin Anna Berg am Montag in Delmar. " * 4
    found = extract(text, sentence_spans(text))
    assert not found.english
    assert not found.quotes
    assert len(found.sentences) == len(sentence_spans(text))

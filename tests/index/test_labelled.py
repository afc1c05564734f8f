"""Labels in our own articles become spans, and every one of them fits its article."""

from __future__ import annotations

import pytest

from tests.cases.labelled import parse_labelled, read_labelled

ARTICLE = """
“We will
go,” said {1,2: Anna Berg}. [2: “And
soon.”]

{3: She} told the BBC [3: that [4: it was] late].
---
3 | indirect | Anna Berg | told | BBC
2 | direct | Anna Berg | -
1 | direct | Anna Berg | said
4 | mixed | - | -
"""


def test_labels_become_spans() -> None:
    article = parse_labelled("own", ARTICLE.replace("“We will\ngo,”", "[1: “We will\ngo,”]"))
    assert article.text == (
        "“We will go,” said Anna Berg. “And soon.”\n\nShe told the BBC that it was late."
    )
    told = [
        (article.text[q.start : q.end], q.kind, q.speaker, q.cue, q.via) for q in article.quotes
    ]
    assert told == [
        ("“We will go,”", "direct", "Anna Berg", "said", None),
        ("“And soon.”", "direct", "Anna Berg", None, None),
        ("that it was late", "indirect", "Anna Berg", "told", "BBC"),
        ("it was", "mixed", None, None, None),
    ]
    mentions = [q.mention and article.text[slice(*q.mention)] for q in article.quotes]
    assert mentions == ["Anna Berg", "Anna Berg", "She", None]


@pytest.mark.parametrize(
    "marked",
    [
        ARTICLE,  # no words are marked 1
        "[1: “We go,”] she said.\n---\n",
        "[1: “We go,” she said.\n---\n1 | direct | - | said",
        "“We go,”] she said.\n---\n1 | direct | - | said",
        "[1: “We go,”} she said.\n---\n1 | direct | - | said",
        "[1: “We go,”] [1: “No,”] she said.\n---\n1 | direct | - | said",
        "[1: “We go,”] she said.\n---\n1 | loud | - | said",
    ],
)
def test_marks_and_labels_that_do_not_fit_are_refused(marked: str) -> None:
    with pytest.raises(ValueError, match="own: "):
        parse_labelled("own", marked)


def test_our_own_articles_are_labelled_throughout() -> None:
    articles = read_labelled()
    quotes = [quote for article in articles for quote in article.quotes]
    assert len(articles) >= 12
    assert len(quotes) >= 150
    assert {quote.kind for quote in quotes} == {"direct", "indirect", "mixed"}
    for article in articles:
        assert 200 <= len(article.text.split()) <= 350, article.name
        for quote in article.quotes:
            words = article.text[quote.start : quote.end]
            assert words == words.strip()
            for name in (quote.speaker or "", quote.via or ""):
                assert all(word in article.text for word in name.split()), name
            assert (quote.cue or "") in article.text

"""Quotations beside their articles: whole or absent, found by speaker, outlet, date and topic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.contents import contents_of
from index.library import Library
from index.parts import Contents, embedded_quote
from index.quotations import FoundQuote
from index.speakers.person import Voice
from index.types import Article, ArticleInfo, Filters, Passage, Quote, Span
from tests.index.fakes import DIMENSION, FakeEmbedder, vector_of
from tests.index.shelf import ALL, BRIDGE, FERRY, UNDATED, Shelf, lookup

pytestmark = pytest.mark.slow  # an index of its own for every test

TEXT = "The bridge is shut, {0} said. “Nobody may cross the river,” {0} told the Valley Post."


def said(
    name: str, words: str = "“Nobody may cross the river,”", **told: object
) -> dict[str, object]:
    """A record of an article in which somebody says something."""
    return {"id": name, "text": f"{words} {name} said on Monday.", **told}


def texts(found: Sequence[FoundQuote]) -> list[str]:
    return [each.quote.text for each in found]


def ids(found: Sequence[FoundQuote]) -> list[str]:
    return [each.article.id for each in found]


# ---- stored


def test_every_quotation_comes_back_as_it_was_found(shelf: Shelf) -> None:
    shelf.add(*ALL)
    library = shelf.library
    for record in ALL:
        article = library.article(record["id"])
        assert article is not None
        expected = contents_of(article).quotes
        assert [each.quote for each in shelf.store.quotations.of([record["id"]])] == expected


@pytest.mark.parametrize(
    "quote",
    [
        Quote(0, 5, "A word", "direct"),
        Quote(0, 5, "A word", "indirect", ("Ann Lee",), Span(7, 10, "she"), "said", "TASS"),
        Quote(0, 5, "A word", "mixed", ("Ann Lee", "Bo Ek", "Ann Lee"), None, None, None),
        Quote(0, 5, "A word", "mixed", (), Span(7, 7, ""), "", ""),
    ],
)
def test_a_record_holds_all_of_a_quotation(shelf: Shelf, quote: Quote) -> None:
    article = Article(ArticleInfo("a"), "A word by her.")
    passage = Passage("a", 0, 0, len(article.text), article.text)
    voices = {name: Voice(1, 0) for name in quote.speakers}
    put(shelf, Contents(article, [passage], [quote, quote], voices))
    found = shelf.store.quotations.of(["a"])
    once = replace(quote, speakers=tuple(dict.fromkeys(quote.speakers)))
    assert [each.quote for each in found] == [once, once]


def put(shelf: Shelf, contents: Contents) -> None:
    """Stores an article's contents as a run does."""
    store = shelf.store
    store.begin([contents.article.info.id])
    store.put(contents, FakeEmbedder().encode(list(contents.embedded_texts())))
    store.finish()


def test_more_quotations_than_one_call_takes_are_stored(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store._BATCH", 3)
    lines = "\n\n".join(f"“This is number {n},” Ann Lee said." for n in range(10))
    report = shelf.add({"id": "a", "text": lines})
    assert report.quotes == 10
    assert shelf.library.audit().quotes == 10
    assert len(shelf.library.quotes(None, Filters())) == 10


def test_articles_and_collections_without_a_quotation_work(shelf: Shelf) -> None:
    assert shelf.add(UNDATED).quotes == 0
    library = shelf.library
    assert library.quotes(None, Filters()) == []
    assert library.quotes("plums", Filters()) == []
    assert library.quotes(None, Filters(speaker="Elena Ruiz")) == []
    assert library.quotes_near(vector_of("x"), 5, Filters()) == []
    assert library.people() == []
    assert library.person("Elena Ruiz") == []
    assert library.audit().faults == ()


def test_where_nothing_was_added_nobody_speaks(tmp_path: Path) -> None:
    library = Library(tmp_path / "none", FakeEmbedder())
    assert library.quotes("plums", Filters()) == []
    assert library.people() == []
    assert library.person("Ann Lee") == []
    assert library.spoken_by("Ann Lee") == []
    assert library.quotes_near(vector_of("x"), 5, Filters()) == []
    assert not (tmp_path / "none").exists()


# ---- changed, removed, cut short


def test_a_changed_article_takes_its_old_quotations_away(shelf: Shelf) -> None:
    shelf.add(said("Ann Lee"))
    shelf.add({"id": "Ann Lee", "text": "“The ferry sank,” Bo Ek said."})
    library = shelf.library
    assert texts(library.quotes(None, Filters())) == ["“The ferry sank,”"]
    assert [person.name for person in library.people()] == ["Bo Ek"]
    assert library.audit().quotes == 1
    assert (library.audit().leftover, library.audit().faults) == (0, ())


def test_a_removed_articles_quotations_go_with_it(stocked: Shelf) -> None:
    stocked.library.remove(["bridge", "harvest"])
    library = stocked.library
    assert ids(library.quotes(None, Filters())) == ["ferry"]
    assert [person.name for person in library.people()] == ["Peter Lang"]
    assert library.audit().faults == ()
    assert library.audit().leftover == 0


@pytest.mark.parametrize("again", [UNDATED, BRIDGE | {"text": TEXT.format("Dara Voss")}])
def test_a_run_killed_before_the_record_leaves_the_article_as_it_was(
    stocked: Shelf, again: dict[str, str]
) -> None:
    before = stocked.library.quotes(None, Filters())
    changed = replace(
        read(stocked, "bridge"), text=TEXT.format("Mira Solen")
    )  # as it would have become
    contents = contents_of(changed)
    store = stocked.store
    store.begin(["bridge"])
    store.database.articles.upsert = killed  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        store.put(contents, FakeEmbedder().encode(list(contents.embedded_texts())))
    assert stocked.library.quotes(None, Filters()) == before
    assert not stocked.library.quotes(None, Filters(speaker="Mira Solen"))
    assert "Mira Solen" not in {s for each in near_all(stocked) for s in each.quote.speakers}
    audit = stocked.library.audit()
    assert (audit.faults, audit.leftover) == ((), sum(map(len, contents.parts.values())))
    stocked.add(again)
    audit = stocked.library.audit()
    assert (audit.faults, audit.leftover) == ((), 0)
    assert "Mira Solen" not in stocked.library.speakers()


def killed(**_: object) -> None:
    raise KeyboardInterrupt


def read(shelf: Shelf, article_id: str) -> Article:
    article = shelf.library.article(article_id)
    assert article is not None
    return article


def near_all(shelf: Shelf) -> list[FoundQuote]:
    return shelf.library.quotes_near(np.ones(DIMENSION, np.float32), 100, Filters())


def test_a_run_killed_before_it_brought_the_register_up_to_date_is_made_good(
    stocked: Shelf,
) -> None:
    article = Article(ArticleInfo("new"), TEXT.format("Mira Solen"))
    put(stocked, contents_of(article))  # here the run ended
    library = stocked.library
    assert "Mira Solen" in {person.name for person in library.people()}
    assert stocked.register.stamp == stocked.store.revision


# ---- audited


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (
            {"documents": ["other words"], "embeddings": [[1.0] * DIMENSION]},
            "quotes that are not its text",
        ),
        ({"metadatas": [{"start": 1}]}, "quotes that are not its text"),
        ({"metadatas": [{"mention_end": 4000}]}, "quotes that are not its text"),
        ({"metadatas": [{"mention": "Dara"}]}, "quotes that are not its text"),
        ({"metadatas": [{"ordinal": 7}]}, "quotes"),
        ({"metadatas": [{"generation": "earlier"}]}, "quotes"),
    ],
)
def test_a_broken_quotation_is_a_fault(
    stocked: Shelf, harm: dict[str, list[object]], told: str
) -> None:
    quotes = stocked.store.database.quotes
    (key,) = quotes.get(where={"article": "ferry"}, limit=1)["ids"]
    quotes.update(ids=[key], **harm)  # type: ignore[arg-type]
    (fault,) = stocked.library.audit().faults
    assert "(ferry)" in fault
    assert told in fault


def test_a_missing_quotation_is_a_fault_and_one_too_many_is_left_over(stocked: Shelf) -> None:
    quotes = stocked.store.database.quotes
    (key,) = quotes.get(where={"article": "ferry"}, limit=1)["ids"]
    quotes.update(ids=[key], metadatas=[{"article": "nowhere"}])
    audit = stocked.library.audit()
    assert ["quotes" in fault and "(ferry)" in fault for fault in audit.faults] == [True]
    assert audit.leftover == 1


# ---- listed and filtered


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Articles of two outlets and four days, to read from."""
    shelf = Shelf(tmp_path_factory.mktemp("newsroom") / "data")
    post, times = "The Valley Post", "Delmar Times"
    shelf.add(
        {
            "id": "old",
            "outlet": post,
            "published": "2023-01-05",
            "text": "“The river is high,” Foreign Minister Sergei Ilic said.\n\n"
            "“We will build a dam,” Wang Yi said.",
        },
        {
            "id": "new",
            "outlet": times,
            "published": "2024-05-05",
            "text": "“The ferry is late,” Sergey Ilic said.",
        },
        {
            "id": "middle",
            "outlet": times,
            "published": "2024-02",
            "text": "“The harvest is poor,” Wang Wenbin said.",
        },
        {"id": "undated", "text": "“The river is low,” Ilic said."},
        {"id": "mute", "published": "2025-01-01", "text": "Nobody came to the river."},
    )
    return shelf


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), ["new", "middle", "old", "old", "undated"]),
        (Filters(speaker="Ilic"), ["new", "old", "undated"]),
        (Filters(speaker="sergei ilic"), ["new", "old", "undated"]),
        (Filters(speaker="Foreign Minister Ilic"), ["new", "old", "undated"]),
        (Filters(speaker="Wang"), ["middle", "old"]),
        (Filters(speaker="Wang Yi"), ["old"]),
        (Filters(speaker="Anna Ilic"), []),
        (Filters(speaker="Nobody"), []),
        (Filters(speaker=""), []),
        (Filters(outlet="delmar times"), ["new", "middle"]),
        (Filters(since="2024"), ["new", "middle"]),
        (Filters(until="2024-02"), ["middle", "old", "old"]),
        (Filters(since="2024-03", speaker="Ilic", outlet="Delmar Times"), ["new"]),
        (Filters(since="2024-03", speaker="Wang"), []),
    ],
)
def test_quotations_are_listed_newest_first_within_the_filters(
    newsroom: Shelf, filters: Filters, found: list[str]
) -> None:
    library = newsroom.library
    assert ids(library.quotes(None, filters)) == found
    for most in range(len(found) + 1):
        assert ids(library.quotes(None, filters, most)) == found[:most]
    near = library.quotes_near(vector_of("anything"), 10, filters)
    assert sorted(ids(near)) == sorted(found)
    about = library.quotes("river dam ferry harvest", filters)
    assert set(ids(about)) <= set(found)


def test_speakers_are_given_by_their_canonical_names(newsroom: Shelf) -> None:
    found = newsroom.library.quotes(None, Filters(speaker="Ilic"))
    assert {each.quote.speakers for each in found} == {("Sergei Ilic",)}
    assert {each.score for each in found} == {None}
    (person,) = newsroom.library.person("ilic")
    assert (person.name, person.quotes) == ("Sergei Ilic", 3)
    assert set(person.names) == {"Sergei Ilic", "Sergey Ilic", "Ilic"}
    assert [each.name for each in newsroom.library.people(1)] == ["Sergei Ilic"]


def test_two_who_speak_as_one_are_both_named(shelf: Shelf) -> None:
    article = Article(ArticleInfo("a"), "A word by them. Ann Lee. Bo Ek. Lee.")
    quote = Quote(0, 6, "A word", "indirect", ("Lee", "Bo Ek"))
    voices = {name: Voice(1, 0) for name in ("Lee", "Ann Lee", "Bo Ek")}
    put(shelf, Contents(article, contents_of(article).passages, [quote], voices))
    (found,) = shelf.library.quotes(None, Filters(speaker="Ek"))
    assert found.quote.speakers == ("Ann Lee", "Bo Ek")
    assert found.as_dict()["speaker"] == "Ann Lee and Bo Ek"
    assert found.as_dict()["article"] == article.info.as_dict()


@pytest.mark.parametrize(
    "search",
    [
        lambda library, filters: library.quotes(None, filters),
        lambda library, filters: library.quotes("river", filters),
        lambda library, filters: library.quotes_near(vector_of("river"), 10, filters),
        lambda library, filters: library.candidates(
            [lookup("river", filters)], vector_of("x"), 10, filters
        ),
    ],
)
def test_a_surname_of_hundreds_is_no_trouble(
    shelf: Shelf, search: Callable[[Library, Filters], Sequence[object]]
) -> None:
    rest = [f"Ann{letter}{n} Voss" for letter in "abcdefghijklm" for n in range(100)]
    shelf.add({"id": "a", "text": "“The river is high,” Dara Voss said."})
    article = Article(ArticleInfo("b"), "The crowd.")
    contents = replace(contents_of(article), voices={name: Voice() for name in rest})
    put(shelf, contents)
    assert len(search(shelf.library, Filters(speaker="Voss"))) == 1


# ---- about


ABOUT = [
    {"id": "dam", "text": "“The dam will hold the river,” Ann Lee said."},
    {"id": "plum", "text": "“Plums are cheap this year,” Bo Ek said."},
    {"id": "rivers", "text": "“Our rivers are clean,” Cara Moss said."},
]


def embedder_near(topic: str, *near: str) -> FakeEmbedder:
    """An embedder for which only some texts are near to the topic."""

    class Chosen(FakeEmbedder):
        def encode(self, texts: Sequence[str]):  # type: ignore[no-untyped-def]
            vectors = np.zeros((len(texts), DIMENSION), np.float32)
            for row, text in zip(vectors, texts, strict=True):
                row[0 if text == topic or any(each in text for each in near) else 1] = 1
            return vectors

    return Chosen()


@pytest.mark.parametrize(
    ("about", "near", "found"),
    [
        ("river", (), {"dam", "rivers"}),  # by the word alone, stemmed
        ("the river?", (), {"dam", "rivers"}),
        ("fruit", ("Plums",), {"plum"}),  # by meaning alone
        ("river dam", ("The dam",), {"dam"}),  # half the words and far in meaning is too little
        ("zeppelin", (), set()),
        ("", (), set()),
        ("?!", (), set()),
    ],
)
def test_what_does_not_bear_on_the_topic_is_cut(
    shelf: Shelf, about: str, near: tuple[str, ...], found: set[str]
) -> None:
    embedder = embedder_near(about, *near)
    shelf.add(*ABOUT, embedder=embedder)
    library = Library(shelf.data, embedder)
    told = library.quotes(about, Filters())
    assert set(ids(told)) == found
    scores = [each.score or 0 for each in told]
    assert scores == sorted(scores, reverse=True)


def test_the_best_about_a_topic_come_first_and_once(shelf: Shelf) -> None:
    embedder = embedder_near("river dam", "The dam", "Our rivers")
    shelf.add(*ABOUT, embedder=embedder)
    library = Library(shelf.data, embedder)
    assert ids(library.quotes("river dam", Filters())) == ["dam", "rivers"]
    assert ids(library.quotes("river dam", Filters(), 1)) == ["dam"]
    assert ids(library.quotes("river dam", Filters(speaker="Moss"))) == ["rivers"]


def test_the_nearest_in_meaning_are_scored_by_cosine(newsroom: Shelf) -> None:
    library = newsroom.library
    (wanted,) = library.quotes(None, Filters(speaker="Wang Wenbin"))
    near = library.quotes_near(vector_of(embedded_quote(wanted.quote)), 3, Filters())
    assert near[0].quote == wanted.quote
    assert near[0].score == pytest.approx(1, abs=1e-5)
    assert len(near) == 3
    names = ["Wang Yi", "Wang Wenbin"]
    assert set(ids(library.quotes_near(vector_of("x"), 9, Filters(), names))) == {"old", "middle"}
    limited = library.quotes_near(vector_of("x"), 9, Filters(speaker="Wang Yi"), names)
    assert ids(limited) == ["old"]
    assert library.quotes_near(vector_of("x"), 9, Filters(), []) == []


def test_a_ferrys_fare_is_found_with_its_place(full: Shelf) -> None:
    (found,) = full.library.quotes(None, Filters(speaker="Lang"))
    text = FERRY["text"]
    assert text[found.quote.start : found.quote.end] == found.quote.text == "“It costs nothing,”"
    mention = found.quote.mention
    assert mention is not None
    assert text[mention.start : mention.end] == mention.text == "Peter Lang"

"""The names of one outlet fall together; those of two stay apart."""

from __future__ import annotations

from itertools import combinations

import pytest

from index.reading.outlet_table import TABLE
from index.reading.outlets import canonical_outlet, outlet_key

SAME = [
    ["dw.com", "Deutsche Welle", "DW", "www.dw.com", "https://www.dw.com/en/a-1", "DW – News"],
    ["BBC News", "BBC", "BBC News - Technology", "bbc.co.uk", "BBC News - Entertainment & Arts"],
    ["CNBC", "Cnbc | World Business News Leader", "cnbc.com"],
    ["The Guardian", "World news | The Guardian", "guardian", "amp.theguardian.com"],
    ["The Independent", "The Independent - Life and Style", "independent.co.uk", "INDEPENDENT"],
    ["Fox News", "FOX News - Health", "foxnews.com"],
    ["CBS Sports", "CBSSports.com", "cbssports.com"],
    ["Associated Press", "AP", "The Associated Press", "apnews.com"],
    ["The New York Times", "NYT", "nytimes.com", "New York Times", "NYTimes.com"],
    ["Los Angeles Times", "L.A. Times", "LA Times", "latimes.com"],
    ["CNN", "CNN.com", "edition.cnn.com", "cnn"],
    ["Agence France-Presse", "AFP", "Agence France Presse"],
    ["Der Beispiel", "der beispiel", "Der  Beispiel"],
    ["The Harbour Ledger", "Harbour Ledger", "Sport | The Harbour Ledger", "harbour-ledger.com"],
    ["Smith & Sons Review", "Smith and Sons Review"],
    ["Café Press Room", "Cafe Press Room"],
]
APART = [
    ["The Times", "The New York Times", "Time", "The Times of India", "times.com"],
    ["The Post", "The Washington Post", "New York Post", "The Jerusalem Post"],
    ["The Independent", "Irish Independent", "independent.ie", "independent.com"],
    ["The Guardian", "The Guardian Nigeria", "guardian.ng", "The Guardian: Lagos"],
    ["The Telegraph", "telegraphindia.com", "The Daily Telegraph", "The Telegraph - Kolkata"],
    ["BBC News", "NBC News", "CBS News", "ABC News", "CBC News", "Fox News", "Sky News", "News"],
    ["CBS News", "CBS Sports"],
    ["Sky News", "Sky Sports"],
    ["Politico", "Politico Europe"],
    ["harbourledger.org", "harbourledger.com", "harbourledger.net"],
    ["The Verge", "The Verge of Reason", "On the Verge"],
    ["Business Insider", "Business Today", "Business World", "Business Line"],
    ["Reuters", "Reuters Institute"],
]  # fmt: skip


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_names_of_one_outlet(names: list[str]) -> None:
    assert {outlet_key(name) for name in names} == {outlet_key(names[0])}


@pytest.mark.parametrize("names", APART, ids=lambda names: names[0])
def test_names_of_different_outlets(names: list[str]) -> None:
    same = [(one, two) for one, two in combinations(names, 2) if outlet_key(one) == outlet_key(two)]
    assert not same


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("dw.com", "Deutsche Welle"),
        ("the new york times", "The New York Times"),
        ("World | BBC News", "BBC News"),
        ("  The   Harbour Ledger ", "The Harbour Ledger"),
        ("harbourledger.org", "harbourledger.org"),
        ("https://www.harbourledger.org/a/b?c", "harbourledger.org"),
        ("The Guardian Nigeria", "The Guardian Nigeria"),
        ("", None),
        ("  ", None),
        (None, None),
        ("!!!", "!!!"),
        ("日本経済新聞", "日本経済新聞"),
    ],
)
def test_name_to_show(given: str | None, shown: str | None) -> None:
    assert canonical_outlet(given) == shown
    assert canonical_outlet(shown) == shown


def test_the_table_gives_no_name_to_two_outlets() -> None:
    lines = [line.partition("=") for line in TABLE.strip().splitlines()]
    for (one, _, ones), (two, _, others) in combinations(lines, 2):
        mine = {outlet_key(name) for name in [one.rstrip(" *"), *ones.split(",")]}
        theirs = {outlet_key(name) for name in [two.rstrip(" *"), *others.split(",")]}
        assert not mine & theirs, (one, two)
    assert len(lines) >= 60


def test_a_key_is_never_empty() -> None:
    assert all(outlet_key(name) for name in ("!!!", "The", "日本", "www.a.b"))

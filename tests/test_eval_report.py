"""The report's page: whatever it shows stays text, and it can be read by whoever opens it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from index.types import Article, ArticleInfo
from rag.evaluate import CaseResult, Evaluation
from rag.evaluation.answers import judge
from rag.evaluation.gold import parse_case
from tests.fakes import answered, cite, declined
from ui.eval_report import TITLES, report_page

HOSTILE = '<script>alert(1)</script></style><img src=x onerror="alert(2)">\x00\udc80&amp;'
LAKE = Article(
    ArticleInfo("lake", title=HOSTILE, outlet=HOSTILE, url="javascript:alert(3)"),
    f"Mia Holt said {HOSTILE} on Sunday.",
)


def evaluation(*lines: dict[str, Any], failed: tuple[tuple[int, str], ...] = ()) -> Evaluation:
    """Every question answered with the same citation, but the one that asks for nothing."""
    results = []
    for line in lines:
        case = parse_case(json.dumps({"question": HOSTILE} | line))
        citation = cite(1, LAKE, LAKE.text, HOSTILE)
        made = answered(case.question, (f"It was {HOSTILE}.", (citation,)))
        if line.get("id") == "declined":
            made = declined(case.question)
        results.append(CaseResult(case, asked=judge(case, made, 0.5, lambda _: LAKE.text)))
    return Evaluation(tuple(results), failed)


MISSED = (
    {"id": HOSTILE, "answers": [f"dusk {HOSTILE}", "dusk"], "not_contains": ["It was"]},
    {"id": "declined", "answers": ["Sunday"], "history": [{"question": HOSTILE, "answer": "B"}]},
    {"id": None, "answers": [], "speaker": f"Berg {HOSTILE}"},
)


@pytest.fixture(scope="module")
def page() -> str:
    return report_page(HOSTILE, evaluation(*MISSED, failed=((4, HOSTILE),)))


def test_hostile_text_stays_text(page: str) -> None:
    page.encode("utf-8")
    tree = lxml.html.document_fromstring(page)
    assert not tree.xpath("//script | //img | //iframe | //object | //@src | //link | //@style")
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    assert all(target.startswith("#") for target in tree.xpath("//@href"))
    assert len(tree.xpath("//style")) == 1
    assert "alert(1)" not in tree.xpath("string(//style)")
    assert "alert(1)" in tree.xpath("string(//article//blockquote)")
    assert "default-src 'none'" in tree.xpath("string(//meta[@http-equiv]/@content)")
    assert "\x00" not in page


def test_every_miss_is_shown_with_its_reason_gold_and_answer(page: str) -> None:
    tree = lxml.html.document_fromstring(page)
    misses = tree.xpath("//article")
    assert len(misses) == 3
    for miss in misses:
        assert miss.xpath(".//h4") and miss.xpath('.//ul[@class="why"]/li')
        assert {"Gold", "Answer"} <= set(miss.xpath(".//h5/text()"))
    text = tree.text_content()
    assert "The articles answer it, yet it was declined." in text
    assert "The articles don't say, yet there is an answer." in text
    assert "“dusk”" in text and "Before it" in text and "Line 4:" in text


def test_tables_and_headings_are_told_to_those_who_listen(page: str) -> None:
    tree = lxml.html.document_fromstring(page)
    assert tree.xpath("string(/html/@lang)") == "en"
    assert tree.xpath("count(//h1)") == 1
    for table in tree.xpath("//table"):
        assert table.xpath("./caption")
        assert set(table.xpath(".//thead//th/@scope")) == {"col"}
        assert table.xpath("count(.//tbody/tr)") == table.xpath("count(.//tbody//th[@scope='row'])")
    assert {target[1:] for target in tree.xpath("//nav//@href")} <= set(tree.xpath("//@id"))


def test_where_nothing_is_missed_it_says_so() -> None:
    assert "Nothing is missed." in report_page(
        "gold", evaluation({"id": "declined", "answers": []})
    )


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1])
def test_colours_can_be_read_in_light_and_dark(scheme: int) -> None:
    css = (Path(__file__).parents[1] / "ui" / "assets" / "report.css").read_text("utf-8")
    block = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[scheme]
    colours = dict(re.findall(r"--(\w+): (#\w{6});", block))
    for ground in ("page", "card"):
        for ink in ("ink", "soft", "link", "fault"):
            dark, light = sorted(_luminance(colours[each]) for each in (ground, ink))
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ground, ink)


def test_every_kind_of_miss_has_a_title() -> None:
    assert len(set(TITLES.values())) == len(TITLES)

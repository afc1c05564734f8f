"""Front matter says what an article is; broken front matter is explained, not guessed at."""

from __future__ import annotations

from datetime import date

import pytest

from index.errors import ReadError
from index.reading.text.frontmatter import split_front_matter

BODY = "The bridge was shut.\n"


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (f"---\ntitle: A bridge\n---\n{BODY}", {"title": "A bridge"}),
        (f"---\ntitle: A bridge\n...\n{BODY}", {"title": "A bridge"}),
        (f"---  \ntitle: A bridge\n--- \n{BODY}", {"title": "A bridge"}),
        (f"\ufeff---\ntitle: A bridge\n---\n{BODY}", {"title": "A bridge"}),
        (f"---\ntitle: 'Voss: no'\nmood: glum\n---\n{BODY}", {"title": "Voss: no"}),
        (f"---\npublished: 2024-04-09\n---\n{BODY}", {"published": date(2024, 4, 9)}),
        (f"---\npublished: 2024\nurl: null\n---\n{BODY}", {"published": 2024}),
        (f"---\noutlet: The Post\nauthor:\n---\n{BODY}", {"outlet": "The Post"}),
        (f"---\n---\n{BODY}", {}),
        (f"---\n# a remark\n---\n{BODY}", {}),
        (BODY, {}),
    ],
)
def test_known_fields_are_taken_and_the_text_below_is_whole(
    text: str, fields: dict[str, object]
) -> None:
    assert split_front_matter(text) == (fields, BODY)


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}---\ntitle: A bridge\n---\n",  # not at the top
        f"\n---\ntitle: A bridge\n---\n{BODY}",
        f"---\ntitle: A bridge\n{BODY}",  # never closed
        f"--- title: A bridge ---\n{BODY}",
        f"----\ntitle: A bridge\n----\n{BODY}",
        f"---\n- one\n- two\n---\n{BODY}",  # a rule and a list
        f"---\nOne plain line.\n---\n{BODY}",
        "",
    ],
)
def test_what_is_no_front_matter_is_text(text: str) -> None:
    assert split_front_matter(text) == ({}, text)


@pytest.mark.parametrize(
    ("yaml", "line"),
    [
        ("title: Voss: no", "line 2"),
        ("outlet: The Post\ntitle: 'unclosed", ""),
        ("title: *nobody", "line 2"),
        ("title: !!python/object:os.system x", "line 2"),
        ("published: 2024-02-30", ""),
        ("published: 2024-02-28 25:00:00", ""),
        ("title: " + "[" * 1000, ""),
    ],
)
def test_broken_front_matter_says_where_and_what_to_do(yaml: str, line: str) -> None:
    with pytest.raises(ReadError, match="not valid YAML") as raised:
        split_front_matter(f"---\n{yaml}\n---\n{BODY}")
    assert line in str(raised.value)
    assert "quotation marks" in str(raised.value)
    assert "\n" not in str(raised.value)

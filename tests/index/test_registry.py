"""Files, folders and records become articles, or one explained failure each."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from index.reading.registry import Reader
from index.reading.source import Failure, Read
from index.types import Article

STORY = "The old bridge was shut on Monday. Nobody was hurt."


def read(*named: str | Path) -> tuple[list[Article], list[Failure]]:
    """Everything that the named files and folders hold, and what could not be read."""
    with closing(Reader()) as reader:
        found = [
            item
            for source in reader.sources(named)
            for item in ([source] if isinstance(source, Failure) else source.read(never))
        ]
    articles = [item.article for item in found if isinstance(item, Read)]
    return articles, [item for item in found if isinstance(item, Failure)]


def never(_record: str) -> None:
    """Nothing was read before."""


def one(path: Path, data: str | bytes) -> Article:
    """The one article of a file with this content."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    articles, failures = read(path)
    assert not failures
    (article,) = articles
    return article


def failure(path: Path, data: bytes) -> str:
    """Why a file with this content cannot be read."""
    path.write_bytes(data)
    articles, failures = read(path)
    assert not articles
    (failed,) = failures
    assert failed.place == str(path)
    assert "\n" not in failed.error
    return failed.error


def from_records(*records: object) -> list[Article | Failure]:
    lines = [each if isinstance(each, str) else json.dumps(each) for each in records]
    with closing(Reader()) as reader:
        found = list(reader.stream(lines).read(never))
    return [item.article if isinstance(item, Read) else item for item in found]  # type: ignore[union-attr,misc]


# ---- one file


def test_a_plain_text_gives_what_it_states_and_nothing_else(tmp_path: Path) -> None:
    article = one(tmp_path / "a.txt", f"Delmar shuts its bridge\nApril 9, 2024\n\n{STORY}\n")
    info = article.info
    assert (info.title, info.published) == ("Delmar shuts its bridge", "2024-04-09")
    assert (info.outlet, info.author, info.url) == (None, None, None)
    assert info.path == str(tmp_path / "a.txt")
    assert article.text.endswith(STORY)


def test_front_matter_wins_over_what_the_text_states(tmp_path: Path) -> None:
    article = one(
        tmp_path / "a.md",
        "---\ntitle: A bridge too far\noutlet: The Post\nauthor: [Ann Lee, Bo Ek]\n"
        "published: 2024-04-10\nurl: https://post.example/1\n---\n\n"
        f"# Delmar shuts its bridge\nApril 9, 2024\n\n{STORY}\n",
    )
    info = article.info
    assert info.title == "A bridge too far"
    assert info.outlet == "The Post"
    assert info.author == "Ann Lee, Bo Ek"
    assert info.published == "2024-04-10"
    assert info.url == "https://post.example/1"
    assert article.text == f"Delmar shuts its bridge\n\nApril 9, 2024\n\n{STORY}"


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# The bridge\nIs shut.\nFor good.\n", "The bridge\n\nIs shut. For good."),
        ("Intro here.\n## The bridge ##\nIs shut.\n", "Intro here.\n\nThe bridge\n\nIs shut."),
        ("#Delmar is a tag, not a heading.\n", "#Delmar is a tag, not a heading."),
        ("One.\n\n---\n\nTwo.\n", "One.\n\nTwo."),
        ("- One.\n- Two.\n", "- One.\n- Two."),
        ("One\r\ntwo.\r\n\r\nThree.\r\n", "One two.\n\nThree."),
    ],
)
def test_markdown_loses_its_heading_marks_and_soft_wraps(
    tmp_path: Path, markdown: str, text: str
) -> None:
    assert one(tmp_path / "a.md", markdown).text == text


def test_a_byte_order_mark_and_carriage_returns_are_no_part_of_it(tmp_path: Path) -> None:
    data = f"\ufeff---\r\ntitle: A bridge too far\r\n---\r\n{STORY}\r\n"
    article = one(tmp_path / "a.md", data)
    assert (article.info.title, article.text) == ("A bridge too far", STORY)


def test_an_ambiguous_date_stays_unknown(tmp_path: Path) -> None:
    data = f"---\npublished: 04/09/2024\n---\n{STORY}"
    assert one(tmp_path / "a.md", data).info.published is None


def test_a_file_without_a_suffix_is_read_when_it_is_named(tmp_path: Path) -> None:
    assert one(tmp_path / "notes", STORY).text == STORY


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", ["is empty"]),
        (b" \n\n", ["no article text"]),
        (b"---\ntitle: x\n---\n", ["no article text"]),
        (b"Share\n\nLeave a comment\n", ["no article text"]),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", ["PNG picture", "only text"]),
        (b"---\ntitle: a: b\n---\nText.", ["YAML", "line 2"]),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, data: bytes, said: list[str]) -> None:
    error = failure(tmp_path / "a.txt", data)
    assert [words for words in said if words not in error] == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252"])
def test_text_in_another_encoding_is_read_as_it_was_written(tmp_path: Path, encoding: str) -> None:
    text = "The café in Delmar was shut, Mira Solen said on Monday. "
    assert one(tmp_path / "a.txt", (text * 5).encode(encoding)).text == (text * 5).strip()


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    os.truncate(path, 3_000_000_000)  # holes alone: it takes no room on the disk
    _, (failed,) = read(path)
    assert "3,000,000,000 bytes" in failed.error
    assert "split it" in failed.error


@pytest.mark.parametrize(
    "name", ["no/such/file.txt", "x" * 300, "~nobody-of-that-name/a.txt", "a\0b", ""]
)
def test_a_path_that_leads_nowhere_says_so(name: str) -> None:
    assert read(name) == ([], [Failure(name, "there is no such file or folder; check the path")])


# ---- folders


def fill(folder: Path, files: dict[str, str]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(data, encoding="utf-8")
    return folder


def names(articles: Iterable[Article]) -> list[str]:
    return [Path(article.info.path or "").name for article in articles]


def test_a_folder_is_walked_in_order_and_what_is_no_article_is_passed_over(tmp_path: Path) -> None:
    fill(
        tmp_path,
        {
            "b.txt": "B is shut.",
            "a.md": "A is shut.",
            "deep/er/c.TXT": "C is shut.",
            "records.jsonl": '{"text": "D is shut."}\n{"text": "E is shut."}\n',
            "README.md": "Where these come from.",
            "deep/readme.txt": "The same.",
            "questions.jsonl": '{"id": "1", "question": "Who?"}\n',
            ".hidden.txt": "Hidden.",
            ".git/notes.txt": "Hidden.",
            "photo.png": "no text",
            "Makefile": "all:",
        },
    )
    articles, failures = read(tmp_path)
    assert failures == []
    assert [article.text[:1] for article in articles] == ["A", "B", "C", "D", "E"]


def test_in_a_folder_a_file_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": "A is shut.", "b.pdf": "%PDF-", "c.docx": "PK\x03\x04"})
    articles, failures = read(tmp_path)
    assert names(articles) == ["a.txt"]
    assert [Path(failed.place).name for failed in failures] == ["b.pdf", "c.docx"]


def test_what_a_browser_saves_beside_a_page_is_no_article(tmp_path: Path) -> None:
    page = f"<!doctype html><title>The bridge</title><article><p>{STORY}</p></article>"
    fill(tmp_path, {"Bridge.html": page, "Bridge_files/frame.html": page, "X_files/a.txt": STORY})
    articles, failures = read(tmp_path)
    assert failures == []
    assert names(articles) == ["Bridge.html", "a.txt"]


def test_a_page_without_a_suffix_is_read_and_a_licence_is_not(tmp_path: Path) -> None:
    page = f"<!doctype html><title>The bridge</title><article><p>{STORY}</p></article>"
    fill(tmp_path, {"page": page, "LICENCE": "Do what you like."})
    articles, failures = read(tmp_path)
    assert (names(articles), failures) == (["page"], [])


def test_the_index_itself_is_no_article(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": "A is shut.", "data/chroma/x.bin": "no", "data/b.txt": "B is shut."})
    with closing(Reader(beside=tmp_path / "data")) as reader:
        assert [Path(each.place).name for each in reader.sources([tmp_path])] == ["a.txt"]


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    fill(
        tmp_path, {"a.txt": "", "b.txt": "B is shut.", "c.md": "---\npublished: 2024-02-30\n---\n"}
    )
    articles, failures = read(tmp_path, tmp_path / "missing.txt")
    assert names(articles) == ["b.txt"]
    assert [Path(failed.place).name for failed in failures] == ["a.txt", "c.md", "missing.txt"]


@pytest.mark.parametrize("files", [{}, {"photo.png": "x"}, {"README.md": "x"}])
def test_a_folder_without_articles_says_so(tmp_path: Path, files: dict[str, str]) -> None:
    articles, (failed,) = read(fill(tmp_path, files))
    assert not articles
    assert failed.place == str(tmp_path)
    assert "no readable file" in failed.error


def test_a_records_file_that_is_broken_is_reported_in_a_folder_too(tmp_path: Path) -> None:
    fill(tmp_path, {"a.jsonl": "nonsense\n"})
    _, (failed,) = read(tmp_path)
    assert failed.place == f"{tmp_path / 'a.jsonl'}:1"


# ---- records


def test_a_record_gives_all_it_says() -> None:
    (article,) = from_records(
        {
            "id": "b-1",
            "text": f"{STORY}\n\nShare on Facebook",
            "title": " A  bridge\ntoo far ",
            "outlet": "The Post",
            "author": ["Ann Lee", "Bo Ek"],
            "published": "2024-04-09T10:00:00Z",
            "url": "https://post.example/1",
            "mood": "glum",
        }
    )
    assert isinstance(article, Article)
    assert article.text == STORY
    assert article.info.as_dict() == {
        "id": "b-1",
        "title": "A bridge too far",
        "outlet": "The Post",
        "author": "Ann Lee, Bo Ek",
        "published": "2024-04-09",
        "path": None,
        "url": "https://post.example/1",
    }


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("nonsense", "not JSON"),
        ('{"text": "cut', "not JSON"),
        ("[" * 100_000, "not JSON"),
        ([1], "is a list"),
        ("null", "is a NoneType"),
        ({"title": "no text"}, 'no "text"'),
        ({"text": 5}, 'no "text"'),
        ({"text": " \n"}, "no article text"),
    ],
)
def test_a_record_that_is_none_says_which_and_why(record: object, said: str) -> None:
    first, failed, last = from_records({"text": "A."}, record, {"text": "B."})
    assert isinstance(first, Article)
    assert isinstance(failed, Failure)
    assert failed.place == "-:2"
    assert said in failed.error
    assert isinstance(last, Article)


def test_blank_lines_between_records_are_nothing() -> None:
    assert len(from_records({"text": "A."}, "", "  \n", {"text": "B."})) == 2


def test_half_a_character_becomes_a_question_mark_and_not_a_crash_later() -> None:
    line = '{"id": "a\\ud800", "text": "A \\ud800 b.", "title": "T \\udfff t"}'
    (article,) = from_records(line)
    assert isinstance(article, Article)
    assert (article.info.id, article.text, article.info.title) == ("a?", "A ? b.", "T ? t")


def ids(*records: object) -> list[str]:
    found = from_records(*records)
    return [article.info.id for article in found if isinstance(article, Article)]


def test_a_records_id_is_the_one_given_else_its_address_else_its_text() -> None:
    assert ids(*({"id": key, "text": STORY} for key in ("a", 0, 7))) == ["a", "0", "7"]
    first, moved, same, other = ids(
        {"url": "https://a.example", "text": "The bridge is shut."},
        {"url": "https://a.example", "text": "The bridge is open."},
        {"text": "The bridge is shut."},
        {"text": "The bridge is open."},
    )
    assert first == moved
    assert len({first, same, other}) == 3
    assert ids({"text": "The bridge is shut."}) == [same]


# ---- what stays the same


def test_ids_come_from_the_place_and_hashes_from_the_content(tmp_path: Path) -> None:
    one_a = one(tmp_path / "a.txt", "The bridge is shut.")
    one_b = one(tmp_path / "b.txt", "The bridge is shut.")
    again = one(tmp_path / "a.txt", "The bridge is shut.")
    changed = one(tmp_path / "a.txt", "The bridge is open.")
    assert one_a == again
    assert one_a.info.id == changed.info.id != one_b.info.id
    assert one_a.content_hash == one_b.content_hash != changed.content_hash


def test_an_article_is_the_same_however_its_path_is_put(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = one(tmp_path / "a.txt", STORY)
    monkeypatch.chdir(tmp_path)
    assert read("a.txt", "./a.txt", tmp_path / "." / "a.txt")[0] == [article] * 3


def test_our_own_seeds_are_read_with_all_that_they_state() -> None:
    articles, failures = read(Path(__file__).parents[2] / "seeds")
    assert failures == []
    assert len(articles) == 10
    assert all(article.info.title and article.info.published for article in articles)

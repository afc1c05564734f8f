"""The command `quotes`: from the index, from text files, and where there is nothing."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from index.errors import StorageProblem
from index.types import Article, ArticleInfo, Filters
from tests.cli.conftest import Onrecord
from tests.quoted import QuotedDesk, said
from tests.rag.news import ARTICLES
from ui import quotes

WELL = Article(
    ArticleInfo("well", "The well is dry", "Vale Post", None, "2031-05"),
    "“Not a drop is left,” Nora Vik said. The well will be dug deeper, Ola Ruud told the Wire.",
)
DROP = said(WELL, "“Not a drop is left,”", "Nora Vik", via="the Wire")
DEEPER = said(WELL, "The well will be dug deeper", "Ola Ruud", "Nora Vik", cue="told")
OPEN = said(WELL, "Not a drop", cue=None)
QUOTE_KEYS = {
    "start", "end", "text", "kind", "speaker", "mention", "mention_start", "mention_end", "cue",
    "via",
}  # fmt: skip


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> QuotedDesk:
    """What the command finds instead of an index."""
    made = QuotedDesk([DROP, DEEPER, OPEN], {"Nora Vik": "Geologist"}, articles=[WELL])
    monkeypatch.setattr(quotes, "desk_of", lambda *_options: made)
    return made


# ---- from the index


def test_each_quotation_is_told_with_speaker_words_and_article(
    onrecord: Onrecord, desk: QuotedDesk
) -> None:
    ended = onrecord("quotes")
    assert (ended.status, ended.err) == (0, "")
    article = "    The well is dry · Vale Post · 2031-05"
    assert ended.out.splitlines() == [
        "Nora Vik (Geologist) · said · via the Wire",
        "    “Not a drop is left,”",
        article,
        "Ola Ruud and Nora Vik (Geologist) · told",
        "    The well will be dug deeper",
        article,
        "Speaker left open",
        "    Not a drop",
        article,
    ]


def test_json_is_one_object_whose_spans_hold(onrecord: Onrecord, desk: QuotedDesk) -> None:
    ended = onrecord("quotes", "--json", "--speaker", "Nora Vik")
    assert (ended.status, ended.err, ended.out.count("\n")) == (0, "", 1)
    assert set(ended.json) == {"quotes", "seconds"}
    for each in ended.json["quotes"]:
        assert set(each) == QUOTE_KEYS | {"article"}
        assert each["article"] == WELL.info.as_dict()
        assert WELL.text[each["start"] : each["end"]] == each["text"]
    assert [each["speaker"] for each in ended.json["quotes"]] == [
        "Nora Vik", "Ola Ruud and Nora Vik",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "looked_for"),
    [
        ([], (None, None, Filters())),
        (["--speaker", "Vik"], ("Vik", None, Filters())),
        (["--about", "water rights"], (None, "water rights", Filters())),
        (
            ["--speaker", "Vik", "--about", "x", "--since", "2031", "--until", "2032-01",
             "--outlet", "Vale Post"],
            ("Vik", "x", Filters("2031", "2032-01", "Vale Post")),
        ),
    ],
)  # fmt: skip
def test_options_say_what_is_looked_for(
    onrecord: Onrecord, desk: QuotedDesk, options: list[str], looked_for: object
) -> None:
    assert onrecord("quotes", *options).status == 0
    assert desk.looked_for == [looked_for]


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--speaker", "Bo Lie"], 'there is no quotation of "Bo Lie" in the index; '
                                  "those quoted most are Nora Vik and Ola Ruud"),
        (["--speaker", "nora wik"], 'there is no quotation of "nora wik" in the index; '
                                    "spelled alike is Nora Vik"),
        (["--speaker", "Rud"], 'there is no quotation of "Rud" in the index; '
                               "spelled alike is Ola Ruud"),
        (["--speaker", "Ola Ruud", "--about", "the moon"],
         'there is no quotation of "Ola Ruud" about "the moon" in the index; '
         "those quoted most are Nora Vik and Ola Ruud"),
        (["--about", "the\nmoon", "--since", "2040"],
         'there is no quotation about "the\\nmoon" in the articles that fit; '
         "those quoted most are Nora Vik and Ola Ruud"),
    ],
)  # fmt: skip
def test_nothing_found_is_one_line_that_helps(
    onrecord: Onrecord, desk: QuotedDesk, options: list[str], line: str
) -> None:
    plain = onrecord("quotes", *options)
    assert (plain.status, plain.out, plain.err) == (0, "", f"onrecord: {line}\n")
    machine = onrecord("quotes", "--json", *options)
    assert (machine.status, machine.err) == (0, plain.err)
    assert machine.json["quotes"] == []
    assert onrecord("quotes", "--quiet", *options).err == ""


def test_an_index_that_quotes_nobody_says_how_to_add(onrecord: Onrecord, desk: QuotedDesk) -> None:
    desk.remove("well")
    ended = onrecord("quotes")
    assert (ended.status, ended.out, ended.err.count("\n")) == (0, "", 1)
    assert "onrecord add PATH" in ended.err


def test_an_index_that_cannot_be_read_is_one_line(onrecord: Onrecord, desk: QuotedDesk) -> None:
    desk.outage = StorageProblem("the data folder is gone")
    ended = onrecord("quotes")
    assert (ended.status, ended.out, ended.err) == (1, "", "onrecord: the data folder is gone\n")


def test_long_and_hostile_words_stay_within_the_terminal(
    onrecord: Onrecord, desk: QuotedDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    text = "word " * 2000 + "x" * 300 + " \x1b[31mred\x9b\x07 قال <b>so</b>"
    desk.quotations = [said(Article(WELL.info, text), text, "N\x1b]0;owned\x07", cue="said")]
    out = onrecord("quotes").out
    assert max(map(len, out.splitlines())) <= 60
    assert not set("\x1b\x9b\x07") & set(out)
    assert out.count("word") == 2000
    assert "قال <b>so</b>" in out


# ---- from files


def test_files_are_told_one_a_line_in_their_own_characters(
    onrecord: Onrecord, desk: QuotedDesk, tmp_path: Path
) -> None:
    texts = {
        "b.txt": "It is über, Bo Lie said.\r\n\r\n  Two  spaces, Ann Moe said.\r\n",
        "a.txt": "\ttabs\tstay, Ann Moe said.\rold line ends, Bo Lie said.",
        "none.txt": "Nobody said a thing.\n",
        "empty.txt": "",
    }
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode())
    paths = [tmp_path / name for name in texts]
    ended = onrecord("quotes", "--json", *[part for path in paths for part in ("--file", path)])
    assert (ended.status, ended.err) == (0, "")
    assert [line["path"] for line in ended.lines] == [str(path) for path in paths]
    assert [len(line["quotes"]) for line in ended.lines] == [2, 2, 0, 0]
    for line, text in zip(ended.lines, texts.values(), strict=True):
        assert set(line) == {"path", "quotes"}
        for quote in line["quotes"]:
            assert set(quote) == QUOTE_KEYS
            assert text[quote["start"] : quote["end"]] == quote["text"]


@pytest.mark.parametrize(
    ("encoded", "start"),
    [
        ("Åse, Bo Lie said.".encode("utf-8-sig"), 0),
        ("Åse, Bo Lie said.".encode("utf-16"), 0),
        ("The ferry has left “Åse”, Bo Lie said.".encode("cp1252"), 0),
        ("\nÅse, Bo Lie said.".encode("utf-8-sig"), 1),
    ],
)
def test_a_byte_order_mark_is_not_counted_and_old_encodings_are_read(
    onrecord: Onrecord, desk: QuotedDesk, tmp_path: Path, encoded: bytes, start: int
) -> None:
    (tmp_path / "a.txt").write_bytes(encoded)
    [line] = onrecord("quotes", "--json", "--file", tmp_path / "a.txt").lines
    [quote] = line["quotes"]
    assert quote["start"] == start
    assert "Åse" in quote["text"]


def test_readers_see_each_file_and_its_quotations(
    onrecord: Onrecord, desk: QuotedDesk, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("It rains, Ann Moe said.")
    (tmp_path / "b.txt").write_text("It rained.")
    ended = onrecord("quotes", "--file", tmp_path / "a.txt", "--file", tmp_path / "b.txt")
    assert ended.out.splitlines() == [
        f"{tmp_path}/a.txt: 1 quotation",
        "Ann Moe · said",
        "    It rains",
        f"{tmp_path}/b.txt: 0 quotations",
    ]


def test_standard_input_is_a_file_too(
    onrecord: Onrecord, desk: QuotedDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = io.TextIOWrapper(io.BytesIO("\r\nÅse, Bo Lie said.\r\n".encode()))
    monkeypatch.setattr("sys.stdin", given)
    [line] = onrecord("quotes", "--json", "--file", "-").lines
    assert (line["path"], line["quotes"][0]["start"]) == ("-", 2)


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(
    onrecord: Onrecord, desk: QuotedDesk, tmp_path: Path
) -> None:
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (tmp_path / "folder").mkdir()
    (tmp_path / "huge.txt").touch()
    os.truncate(tmp_path / "huge.txt", 20_000_001)
    (tmp_path / "good.txt").write_text("It rains, Ann Moe said.")
    names = ["picture.txt", "folder", "huge.txt", "none.txt", "n\nl.txt", "a\0b", "good.txt"]
    files = [part for name in names for part in ("--file", tmp_path / name)]
    ended = onrecord("quotes", "--json", *files)
    assert ended.status == 1
    assert [line["path"] for line in ended.lines] == [f"{tmp_path}/{name}" for name in names]
    *failed, good = ended.lines
    assert [set(line) for line in failed] == [{"path", "error"}] * len(failed)
    assert len(good["quotes"]) == 1
    for line, error, says in zip(
        failed,
        ended.err.splitlines(),
        ["binary", "a folder", "20,000,000 bytes", "no such file", "no such file", "cannot be"],
        strict=True,
    ):
        assert says in line["error"]
        assert error.startswith(f"onrecord: {tmp_path}/")
        assert error.endswith(f": {line['error']}")
    plain = onrecord("quotes", *files)
    assert (plain.status, plain.err) == (1, ended.err)
    assert plain.out.startswith(f"{tmp_path}/good.txt: 1 quotation\n")


# ---- with the real index and the real reading of text


def test_a_real_index_tells_who_said_what(onrecord: Onrecord, prepared: Path) -> None:
    found = onrecord("quotes", "--speaker", "Berg", "--json", "--data", prepared).json["quotes"]
    assert {each["speaker"] for each in found} == {"Karl Berg"}
    assert "“The plan is a monument to greed,”" in {each["text"] for each in found}
    for each in found:
        text = ARTICLES[each["article"]["id"]]["text"]
        assert text[each["start"] : each["end"]] == each["text"]
    about = onrecord("quotes", "--about", "greed", "--json", "--data", prepared).json["quotes"]
    assert about[0]["text"] == "“The plan is a monument to greed,”"
    plain = onrecord("quotes", "--outlet", "Valley Herald", "--data", prepared)
    assert (plain.status, plain.err) == (0, "")
    assert "    “We told them nine times,”\n" in plain.out
    assert "monument" not in plain.out


def test_a_real_index_refuses_what_is_no_date(onrecord: Onrecord, prepared: Path) -> None:
    ended = onrecord("quotes", "--since", "yesterday", "--data", prepared)
    assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert '"yesterday" is no date' in ended.err


def test_without_an_index_there_is_one_line(onrecord: Onrecord, tmp_path: Path) -> None:
    ended = onrecord("quotes", "--data", tmp_path / "none")
    assert (ended.status, ended.out, ended.err.count("\n")) == (0, "", 1)
    assert not (tmp_path / "none").exists()


def test_a_real_file_needs_no_index(onrecord: Onrecord, tmp_path: Path) -> None:
    text = "\r\n\r\n".join(ARTICLES["port"]["text"].split("\n\n"))
    (tmp_path / "port.txt").write_bytes(text.encode())
    place = ["--data", tmp_path / "none"]
    ended = onrecord("quotes", "--file", tmp_path / "port.txt", "--json", *place)
    [line] = ended.lines
    assert all(text[each["start"] : each["end"]] == each["text"] for each in line["quotes"])
    [greed] = [each for each in line["quotes"] if "greed" in each["text"]]
    assert (greed["text"], greed["speaker"], greed["mention"], greed["cue"]) == (
        "“The plan is a monument to greed,”", "Karl Berg", "Berg", "said",
    )  # fmt: skip
    assert text[greed["mention_start"] : greed["mention_end"]] == "Berg"
    assert not (tmp_path / "none").exists()


# ---- wrong usage


@pytest.mark.parametrize(
    "options",
    [
        ["--speaker", ""],
        ["--about", " \n"],
        ["--outlet", ""],
        ["--since", ""],
        ["--file", "a.txt", "--speaker", "Ann Moe"],
        ["--file", "a.txt", "--about", "rain", "--json"],
        ["--file", "a.txt", "--since", "2031"],
        ["--file"],
        ["Ann Moe"],
        ["--nonsense"],
    ],
)
def test_wrong_usage_ends_with_2(onrecord: Onrecord, desk: QuotedDesk, options: list[str]) -> None:
    ended = onrecord("quotes", *options)
    assert (ended.status, ended.out) == (2, "")
    assert "Error: " in ended.err
    assert desk.looked_for == []

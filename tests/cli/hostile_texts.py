"""Hostile plain text, Markdown, front matter and JSONL."""

# ruff: noqa: E501  # tables read best with a row a line

from __future__ import annotations

import codecs
import json

from tests.cli.hostile import GARBAGE, Case, fails, flipped, reads, told
from tests.index.documents import make_mail, make_zip

RUSSIAN = (
    "Старый мост через реку закрыли в понедельник. Мэр города сказала, что никто не пострадал. "
    "Рыбаки вышли на набережную и требовали открыть паром до конца недели. Совет соберётся в мае."
)
JAPANESE = (
    "古い橋は月曜日に閉鎖された。市長は、けが人はいなかったと述べた。漁師たちは川岸に集まり、"
    "渡し船を週末までに再開するよう求めた。議会は五月に開かれる予定である。"
)
CHINESE = (
    "老桥于星期一关闭。市长说没有人受伤。渔民聚集在码头,要求在周末之前恢复渡船。"
    "市议会将在五月开会,讨论新桥的费用和工期。居民们表示支持这个计划。"
)
GREEK = (
    "Η παλιά γέφυρα έκλεισε τη Δευτέρα. Η δήμαρχος είπε ότι κανείς δεν τραυματίστηκε. "
    "Οι ψαράδες ζήτησαν να ανοίξει το πορθμείο πριν από το τέλος της εβδομάδας."
)
WESTERN = "“It’s a disgrace,” Zoë Núñez said in the café of Tørvik – for €5 a cup. " + told(
    "Tørvik"
)


def matter(yaml: str, place: str) -> str:
    return f"---\n{yaml}\n---\n\n{told(place)}\n"


def line(place: str, **fields: object) -> str:
    return json.dumps({"text": told(place), **fields}) + "\n"


def aliases(join: str) -> str:
    """YAML whose last anchor stands for a billion of the first."""
    lines = ["a0: &a0 {x: lol}" if join == "merge" else "a0: &a0 [lol, lol]"]
    for number in range(1, 10):
        ten = ", ".join([f"*a{number - 1}"] * 10)
        value = f"{{<<: [{ten}]}}" if join == "merge" else f"[{ten}]"
        lines.append(f"a{number}: &a{number} {value}")
    return "\n".join([*lines, "title: *a9"])


EMPTY = [
    fails(f"empty{suffix}", b"", "is empty")
    for suffix in ".txt .md .jsonl .html .xml .pdf .docx .pptx .epub .eml .mhtml .zip .rss .xhtml .text".split()
]
BLANK = [
    *(
        fails(f"blank{suffix}", b" \n\t\r\n  \n" * 50, "holds no article text")
        for suffix in (".txt", ".md", ".pdf", ".docx", ".eml", ".zip", ".html")
    ),
    fails("blank-lines.txt", b"\n" * 500_000, "no article text"),
    fails("no-break-spaces.txt", "\u00a0\u2003\u3000\n" * 500, "no article text"),
    fails("zero-widths.txt", "\u200b\u200c\u200d\u2060\ufeff" * 500, "no article text"),
    fails("mark-alone.txt", codecs.BOM_UTF8, "no article text"),
    fails("wide-mark-alone.txt", codecs.BOM_UTF16_LE, "no article text"),
    fails("emoji.txt", "😀🎉👍🏽\n" * 900, "no article text"),
    fails("rules.md", "***\n___\n" * 90, "no article text"),
    fails("dots.txt", "." * 300_000, "no article text"),
    fails(
        "furniture.txt",
        "Share\n\nLeave a comment\n\nSubscribe\n\nAdvertisement\n",
        "no article text",
    ),
]
BINARY = [
    *(
        fails(f"nuls{suffix}", bytes(5000), "is binary", "NUL")
        for suffix in (".txt", ".md", ".eml", ".html", ".pdf", ".docx", ".epub", ".zip")
    ),
    *(
        fails(f"random{suffix}", b"\x9d\x01" + GARBAGE, "is binary")
        for suffix in (
            ".txt",
            ".md",
            ".html",
            ".pdf",
            ".docx",
            ".pptx",
            ".epub",
            ".eml",
            ".mhtml",
            ".zip",
            ".xml",
        )
    ),
    fails(
        "nul-inside.txt", told("Nul").replace("bridge", "bri\0dge"), "is binary", "NUL at byte 7"
    ),
    fails("nul-at-end.txt", told("End") + "\0" * 4, "is binary"),
    fails("controls.txt", bytes(range(1, 9)) * 400, "is binary", "control characters"),
    fails("picture.txt", b"\x89PNG\r\n\x1a\n" + GARBAGE, "PNG picture"),
    fails("photo.pdf", b"\xff\xd8\xff\xe0" + GARBAGE, "JPEG picture"),
    fails("animation.html", b"GIF89a\x01\0\x01\0" + GARBAGE, "GIF picture"),
    fails("film.txt", b"\0\0\0\x18ftypmp42" + GARBAGE, "film"),
    fails("sound.txt", b"ID3\x04\0\0" + GARBAGE, "sound recording"),
    fails("program.txt", b"\x7fELF\x02\x01\x01\0" + GARBAGE, "a program", "only text"),
    fails("setup.md", b"MZ\x90\0\x03\0" + GARBAGE, "a program"),
    fails("database.txt", b"SQLite format 3\0" + GARBAGE, "SQLite"),
    fails("packed.txt", b"\x1f\x8b\x08\0" + GARBAGE, "gzip", "unpack it first"),
    fails("seven.zip", b"7z\xbc\xaf\x27\x1c" + GARBAGE, "7z archive", "unpack it first"),
    fails("rar.zip", b"Rar!\x1a\x07\x01" + GARBAGE, "RAR archive"),
    fails("xz.txt", b"\xfd7zXZ\0" + GARBAGE, "xz"),
    fails("rich.docx", r"{\rtf1\ansi The bridge was shut.}", "RTF", "save it as .docx"),
    fails("print.pdf", "%!PS-Adobe-3.0\n(The bridge) show\n", "PostScript", "save it as PDF"),
    fails("archive.webarchive", b"bplist00" + GARBAGE, "property list"),
    fails("flipped.txt", flipped(bytes(3000), 0.3), "is binary"),
]
ENCODINGS = [
    *(
        reads(
            f"{name}.txt",
            text.replace("Tørvik", "Tørvik " + name).encode(name, "replace"),
            "disgrace",
            lacks=("\ufffd", "Ã", "â€"),
        )
        for name, text in [
            (each, WESTERN)
            for each in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252")
        ]
    ),
    reads(
        "latin-1.txt",
        "The caf\u00e9 of Zo\u00eb closed. ".encode("latin-1") + told("Latin").encode(),
        "café of Zoë",
    ),
    reads("cp1251.txt", RUSSIAN.encode("cp1251"), "Старый мост"),
    reads("koi8-r.txt", ("Паром. " + RUSSIAN).encode("koi8-r"), "Старый мост"),
    reads("greek.txt", GREEK.encode("cp1253"), "παλιά γέφυρα"),
    reads("shift-jis.txt", JAPANESE.encode("shift_jis"), "古い橋は"),
    reads("euc-jp.txt", ("記事。" + JAPANESE).encode("euc_jp"), "古い橋は"),
    reads("gb18030.txt", CHINESE.encode("gb18030"), "老桥于星期一"),
    reads(
        "big5.txt",
        "老橋於星期一關閉。市長說沒有人受傷。漁民聚集在碼頭,要求在週末之前恢復渡船。市議會將在五月開會討論新橋的費用。".encode(
            "big5"
        ),
        "老橋於星期一",
    ),
    reads(
        "mixed-lines.txt",
        ("“Shut,” she said.\n" + told("Mixed") + "\n").encode()
        + "The café’s owner left.\n".encode("cp1252"),
        "“Shut,”",
        "café’s owner",
    ),
    reads("half-a-character.txt", (told("Half") + " It cost 5 €").encode()[:-1], "It cost 5"),
    reads("one-stray-byte.txt", told("Stray").encode() + b" The price was 5\x80.", "5€"),
    reads("utf-7.txt", told("Seven").encode("utf-7"), "bridge of Seven"),
    reads("ebcdic.txt", told("Mainframe").encode("cp500"), "bridge of Mainframe"),
    fails(
        "not-utf-16.txt",
        codecs.BOM_UTF16_LE + b"\x00\xd8\x00\xd8" * 40,
        "begins as UTF-16 but is not",
    ),
    fails(
        "not-utf-32.txt",
        codecs.BOM_UTF32_LE + b"\xff\xff\xff\xff" * 40,
        "begins as UTF-32 but is not",
    ),
]
CHARACTERS = [
    reads(
        "bidi.txt",
        f"\u202e{told('Bidi')}\u202c \u2067An isolate\u2069 stands here.",
        "bridge of Bidi",
    ),
    reads(
        "invisible.txt", told("Unseen").replace("bridge", "bri\u200bdge\u00ad"), "bridge of Unseen"
    ),
    reads("combining.txt", told("Zalgo") + " Z" + "\u0301" * 5000 + "algo.", "bridge of Zalgo"),
    reads(
        "separators.txt",
        told("Lines").replace(". ", ".\u2028"),
        "bridge of Lines",
        lacks=("\u2028",),
    ),
    reads("escapes.txt", f"\x1b[31m{told('Escape')}\x1b[0m\x07", "bridge of Escape"),
    reads("one-letter.txt", "Q", "Q"),
    reads(
        "addresses.txt",
        "https://a.example/1\nhttps://b.example/2\n" + told("Links"),
        "bridge of Links",
    ),
    fails(
        "only-addresses.txt", "https://a.example/1\nhttps://b.example/2\n" * 40, "no article text"
    ),
    reads(
        "no-line-breaks.txt", told("Unbroken") + " The ferry sailed on." * 500, "bridge of Unbroken"
    ),
    reads("short-lines.txt", "\n".join(told("Short").split()), "Solen"),
    reads(
        "carriage-returns.txt",
        told("Returns").replace(". ", ".\r"),
        "bridge of Returns",
        lacks=("\r",),
    ),
    reads("brackets.txt", told("Brackets") + " " + "(" * 2000, "bridge of Brackets"),
    reads("quotes.txt", told("Quotes") + " " + "“" * 900 + "”" * 900, "bridge of Quotes"),
]
SIZES = [
    fails("huge.txt", "The bridge", "200,000,001 bytes", "split it", size=200_000_001),
    fails("huge.md", "# Bridge", "more than 20,000,000 bytes", size=20_000_001),
    fails("huge.html", "<!doctype html>", "more than 200,000,000", size=200_000_001),
    fails("huge.pdf", "%PDF-1.7\n", "more than 200,000,000", size=200_000_001),
    fails("huge.zip", make_zip({"a.txt": "a"}), "more than 200,000,000", size=200_000_001),
    fails("huge.eml", make_mail(told("Huge")), "more than 200,000,000", size=200_000_001),
    fails("huge.xml", "<rss version='2.0'>", "more than 200,000,000", size=200_000_001),
    fails("hollow.jsonl", "{", "more than 20,000,000 bytes", size=200_000_001),
    fails("hollow.txt", b"", "is binary", size=19_000_000),
    fails("one-line.txt", lambda: b"ferry " * 1_700_000, "characters in one article", "split it"),
    fails(
        "long-line.jsonl",
        lambda: b'{"text": "%s"}' % (b"a " * 15_000_000),
        ":1: is a line of more than 20,000,000 bytes",
    ),
]
FRONT_MATTER = [
    fails(
        "colon.md",
        matter("title: Voss: no", "Colon"),
        "front matter is not valid YAML (line 2)",
        "quotation marks",
    ),
    fails("unclosed.md", matter("title: 'Voss", "Unclosed"), "not valid YAML"),
    fails("tabs.md", matter("title:\n\t- x", "Tabs"), "not valid YAML"),
    fails(
        "python.md",
        matter("title: !!python/object/apply:os.system [true]", "Python"),
        "not valid YAML (line 2)",
    ),
    fails("tag.md", matter("title: !bridge x", "Tag"), "not valid YAML"),
    fails("nobody.md", matter("title: *nobody", "Alias"), "not valid YAML"),
    fails("deep.md", matter("title: " + "[" * 100_000, "Deep"), "front matter"),
    fails("vast.md", matter("title: x\nnote: " + "word " * 300_000, "Vast"), "front matter"),
    fails("list-bomb.md", matter(aliases("list"), "Bomb"), "front matter"),
    fails("merge-bomb.md", matter(aliases("merge"), "Merge"), "front matter"),
    fails("no-day.md", matter("published: 2024-02-30", "Day"), "not valid YAML"),
    fails("stamp.md", matter("published: !!timestamp soon", "Stamp"), "not valid YAML"),
    fails("no-number.md", matter("title: !!int ''", "Number"), "not valid YAML"),
    fails("no-truth.md", matter("title: !!bool perhaps", "Truth"), "not valid YAML"),
    reads(
        "long-number.md",
        matter("title: 0x" + "f" * 5000 + "\npublished: 0x" + "f" * 5000, "Long"),
        "bridge of Long",
    ),
    reads("itself.md", matter("author: &a [*a, Jo Ek]", "Itself"), "bridge of Itself"),
    reads(
        "vague.md",
        matter("published: next week\nurl: [1]\ntitle: {a: b}\nauthor: 3", "Vague"),
        "bridge of Vague",
    ),
    reads(
        "blob.md",
        matter("title: !!binary aGVsbG8=\noutlet: !!set {a, b}", "Blob"),
        "bridge of Blob",
    ),
    reads("odd-dates.md", matter("published: 99999-99-99", "Odd"), "bridge of Odd"),
    reads("never-closed.md", "---\ntitle: Bridge\n\n" + told("Open"), "bridge of Open"),
    reads("rule.txt", f"---\n{told('Rule')}\n---\n", "bridge of Rule"),
    reads("code.md", f"```\n{told('Fence')}\n", "bridge of Fence"),
    reads("tags.md", told("Marked") + " <script>alert(1)</script> <b>bold", "bridge of Marked"),
    reads("nested.md", ">" * 900 + " " + told("Nested"), "bridge of Nested"),
    reads("headings.md", "# " * 900 + "\n" + told("Headings"), "bridge of Headings"),
]
RECORDS = [
    fails("words.jsonl", "The bridge was shut.\n", ":1: is not JSON", "one object"),
    fails("truncated.jsonl", line("Cut")[:-9], ":1: is not JSON"),
    fails("list.jsonl", '["text"]\n', "is a list, not an object"),
    fails("number.jsonl", "5\n", "is a int"),
    fails("null.jsonl", "null\n", "not an object"),
    fails("no-text.jsonl", '{"title": "Bridge"}\n', 'has no "text"'),
    fails("wrong-text.jsonl", '{"text": ["a"]}\n', 'has no "text"'),
    fails("blank-text.jsonl", '{"text": " \\n\\u0000"}\n', "no article text"),
    fails("nested.jsonl", '{"text":' + "[" * 100_000 + "\n", "is not JSON"),
    fails("objects.jsonl", '{"text":' * 100_000 + "\n", "is not JSON"),
    fails("digits.jsonl", '{"text": "Bridge", "id": ' + "9" * 5000 + "}\n", "is not JSON"),
    fails("nuls.jsonl", bytes(500) + b"\n", ":1: is binary"),
    fails("noise.jsonl", b"\x00\x01" + GARBAGE.replace(b"\n", b" "), ":1: is binary"),
    fails("python.jsonl", "{'text': 'The bridge was shut.'}\n", "is not JSON"),
    fails("every-line.jsonl", "{\n" * 30, "is not JSON", failures=30),
    fails("page.jsonl", "<html><p>The bridge</p></html>\n", "is not JSON"),
    Case(
        "half.jsonl",
        line("Whole") + "{bad\n" + line("Second"),
        ("half.jsonl:2: is not JSON",),
        ("bridge of Whole", "bridge of Second"),
        (),
        2,
        1,
    ),
    reads(
        "surrogates.jsonl",
        line("Lone")[:-3] + '\\ud83d", "title": "\\udc00 Bridge \\ud800"}\n',
        "bridge of Lone",
    ),
    reads(
        "odd-fields.jsonl",
        line("Fields", id={"a": 1}, title=["a", None], author=3.5, published=[2024], url=True),
        "bridge of Fields",
    ),
    reads("no-date.jsonl", line("Undated", published="31.02.2024", id="  \n"), "bridge of Undated"),
    reads("long-id.jsonl", line("Identity", id="x" * 100_000), "bridge of Identity"),
    reads("same-key.jsonl", '{"text": "no", ' + line("Twice")[1:], "bridge of Twice"),
    reads("marked.jsonl", codecs.BOM_UTF8 + line("Jsonmark").encode(), "bridge of Jsonmark"),
    Case(
        "wide.jsonl",
        line("Jsonwide").encode("utf-16"),
        (":2: is not JSON",),
        ("bridge of Jsonwide",),
        (),
        1,
        1,
    ),
    reads(
        "endless.jsonl", line("Endless", published="1" * 4000, note=1e308 * 10), "bridge of Endless"
    ),
    reads("returns.jsonl", line("Crlf").replace("\n", "\r\n") + "\r\n\r\n", "bridge of Crlf"),
]
TEXTS = [*EMPTY, *BLANK, *BINARY, *ENCODINGS, *CHARACTERS, *SIZES, *FRONT_MATTER, *RECORDS]

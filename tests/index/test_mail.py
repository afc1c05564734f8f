"""Mails and saved pages: the words that were sent, by whom, when, in whatever encoding."""

from __future__ import annotations

import pytest

from index.errors import ReadError
from index.reading.documents.mail import read_mail
from index.reading.raw import Origin, RawArticle
from tests.index.documents import damaged, make_mail

ORIGIN = Origin("bridge.eml")
SHUT = "The old bridge was shut on Monday."
NOBODY = "“Nobody was hurt,” said Mara Voss."


def read(data: bytes) -> RawArticle:
    (article,) = read_mail(data, ORIGIN)
    return article


def multipart(
    kind: str, *parts: tuple[str, str], head: str = "From: Mara Voss <m@example.org>"
) -> bytes:
    """A mail of several parts, each with its headers."""
    body = "".join(f"--cut\r\n{headers}\r\n\r\n{text}\r\n" for headers, text in parts)
    return (
        f"{head}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/{kind}; boundary=cut\r\n\r\n"
        f"{body}--cut--\r\n"
    ).encode()


PLAIN = "Content-Type: text/plain; charset=utf-8"
ATTACHED = f"{PLAIN}\r\nContent-Disposition: attachment; filename=a.txt"
FORWARDED = "Content-Type: message/rfc822"
BLINK = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/b"
SAVED_ON = "\r\nDate: Thu, 9 May 2024 10:00:00 -0000"
HTML = "Content-Type: text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("headers", "field", "value"),
    [
        ({"Subject": "=?utf-8?q?Caf=C3=A9?= reopens"}, "title", "Café reopens"),
        ({"Subject": ""}, "title", None),
        ({"From": '"Voss, Mara" <m@example.org>'}, "author", "Voss, Mara"),
        ({"From": "=?iso-8859-1?q?Ren=E9_Okafor?= <r@example.org>"}, "author", "René Okafor"),
        ({"From": "m@example.org"}, "author", None),
        ({"From": '"m@example.org" <m@example.org>'}, "author", None),
        ({"Date": "Thu, 09 May 2024 23:30:00 -0800"}, "published", "2024-05-09"),
        ({"Date": "Thu, 09 May 2024 00:30:00 +0900"}, "published", "2024-05-09"),
        ({"Date": "last Thursday"}, "published", None),
        ({}, "published", None),
    ],
)
def test_headers_say_title_author_and_day(
    headers: dict[str, str], field: str, value: str | None
) -> None:
    assert getattr(read(make_mail(SHUT, **headers)), field) == value


def test_wrapped_lines_become_paragraphs() -> None:
    body = (
        "The old bridge over the Delmar was shut on Monday after engineers had\r\n"
        "found cracks in two of its piers, and no ferry is planned before the\r\n"
        "winter.\r\n\r\n> Will there be a bus?\r\n\r\nNo.\r\n"
    )
    assert read(make_mail(body)).text == (
        "The old bridge over the Delmar was shut on Monday after engineers had found cracks in two "
        "of its piers, and no ferry is planned before the winter.\n\n"
        "> Will there be a bus?\n\nNo.\n"
    )


@pytest.mark.parametrize(
    ("body", "options", "text"),
    [
        ("One \r\ntwo.\r\nThree.", "", "One two.\nThree."),
        ("> Is it \r\n> shut?\r\nYes.", "", "> Is it shut?\nYes."),
        (">> Deep \r\n> shallow.", "", ">> Deep \n> shallow."),
        (" From here\r\n-- \r\nMara", "", "From here\n-- \nMara"),
        ("Brü \r\ncke", "; delsp=yes", "Brücke"),
    ],
)
def test_flowed_text_is_whole_again(body: str, options: str, text: str) -> None:
    content_type = f"text/plain; charset=utf-8; format=flowed{options}"
    assert read(make_mail(body, content_type=content_type)).text == text


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (f"{PLAIN}\r\nContent-Transfer-Encoding: quoted-printable", b"Caf=C3=A9 =\r\nopen."),
        (f"{PLAIN}\r\nContent-Transfer-Encoding: base64", b"Q2Fmw6kgb3Blbi4="),
        ("Content-Type: text/plain; charset=windows-1252", "Café open.".encode("cp1252")),
        ("Content-Type: text/plain; charset=us-ascii", "Café open.".encode()),
        ("Content-Type: text/plain; charset=klingon", "Café open.".encode()),
        ("Content-Type: text/plain; charset=utf-8", "Café open.".encode("cp1252")),
        ("Content-Type: text/plain", "Café open.".encode()),
    ],
)
def test_encodings(headers: str, body: bytes) -> None:
    data = f"From: Mara <m@example.org>\r\nMIME-Version: 1.0\r\n{headers}\r\n\r\n".encode() + body
    assert read(data).text.strip() == "Café open."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (multipart("alternative", (PLAIN, SHUT), (HTML, f"<p>{NOBODY}</p>")), SHUT),
        (
            multipart("alternative", (PLAIN, "See online."), (HTML, f"<p>{SHUT}<p>{NOBODY}")),
            f"{SHUT}\n{NOBODY}",
        ),
        (
            multipart("mixed", (HTML, f"<table><tr><td>{SHUT} {SHUT}</td><td>{NOBODY}</table>")),
            f"{SHUT} {SHUT}\n{NOBODY}",
        ),
        (multipart("mixed", (PLAIN, SHUT), (PLAIN, NOBODY)), f"{SHUT}\n\n{NOBODY}"),
        (multipart("mixed", (PLAIN, SHUT), (ATTACHED, "No.")), SHUT),
        (multipart("mixed", (PLAIN, SHUT), (FORWARDED, "From: a@example.org\r\n\r\nNo.")), SHUT),
    ],
    ids=["plain", "stub", "html", "two texts", "attachment", "forwarded"],
)
def test_parts_that_are_shown_are_read(data: bytes, text: str) -> None:
    assert read(data).text.strip() == text


def saved_page(head: str) -> bytes:
    story = "".join(f"<p>{SHUT} {NOBODY} Repairs will take a year.</p>" for _ in range(4))
    head_tag = "<head><title>Bridge shut</title></head>"
    page = f"<html>{head_tag}<body><article>{story}</article></body></html>"
    return multipart(
        "related", (f"{HTML}\r\nContent-Location: https://example.org/b", page), head=head
    )


@pytest.mark.parametrize(
    "head",
    [
        BLINK + SAVED_ON,
        'From: "Saved by Internet Explorer 11"' + SAVED_ON,
    ],
)
def test_a_saved_page_is_read_as_the_page_and_not_dated_by_its_saving(head: str) -> None:
    article = read(saved_page(head))
    assert (article.url, article.published) == ("https://example.org/b", None)
    assert NOBODY in article.text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (make_mail(SHUT, From=""), "is no mail .it has no From line."),
        (make_mail(""), "is a mail without text"),
        (make_mail("x", content_type="application/pkcs7-mime"), "is an encrypted mail"),
        (multipart("mixed", ("Content-Type: image/png", "x")), "is a mail without text"),
        (
            multipart("related", ("Content-Type: image/png", "x"), head="From: <Saved by Blink>"),
            "without its HTML",
        ),
        (b"", "is no mail"),
    ],
)
def test_refusals_say_what_was_found(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(data)


@pytest.mark.slow
def test_damaged_bytes_give_an_article_or_one_line() -> None:
    mails = [
        make_mail(SHUT, Date="Thu, 09 May 2024 23:30:00 -0800"),
        multipart("alternative", (PLAIN, SHUT), (HTML, f"<p>{NOBODY}</p>")),
        saved_page(BLINK),
    ]
    for broken in (broken for data in mails for broken in damaged(data, cuts=40, flips=80)):
        try:
            assert read(broken).text
        except ReadError as error:
            assert "\n" not in str(error)

"""Mails (.eml) and pages that a browser saved as one file (.mhtml) → an article.

The day in a mail's Date header is when it was sent, in the sender's zone, and so when it was
published; in a saved page it is when somebody saved it, and not used. Not read: attachments,
forwarded messages that are attached, all but the first message of a mailbox (mbox). Quoted
replies and signatures stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from index.errors import ReadError
from index.reading.article import one_line
from index.reading.decode import decode
from index.reading.documents.damage import damage_means
from index.reading.raw import Origin, RawArticle, has_text
from index.reading.text.clean import unwrap

_DAMAGED = "is a damaged mail; save it again as .eml"
_ENCRYPTED = frozenset(
    {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
)
_QUOTED = re.compile(r"((?:> ?)*)(.*)", re.DOTALL)
_STUB = 0.3  # of the words of the HTML form: less is a note to open it elsewhere


def read_mail(data: bytes, origin: Origin) -> list[RawArticle]:
    """The article that a mail or saved page holds, one paragraph a line.

    Raises:
        ReadError: it is no mail, is encrypted or damaged, or holds no text.
    """
    with damage_means(_DAMAGED):
        message = message_from_bytes(data, policy=policy.default)
        if _is_saved_page(message):
            return _saved_page(message, origin)
        if message["From"] is None:
            raise ReadError("is no mail (it has no From line); save the message as .eml")
        if message.get_content_type() in _ENCRYPTED:
            raise ReadError("is an encrypted mail; save it decrypted")
        text = "\n\n".join(_texts(message))
        if not has_text(text):
            raise ReadError("is a mail without text")
        return [
            RawArticle(
                text=text,
                title=_header(message, "Subject"),
                author=_sender(message),
                published=_day_sent(message),
            )
        ]


def _is_saved_page(message: EmailMessage) -> bool:
    saved_by = re.match(r"\W*Saved by\b", str(message.get("From", "")), re.IGNORECASE)
    return "Snapshot-Content-Location" in message or bool(saved_by)


def _saved_page(message: EmailMessage, origin: Origin) -> list[RawArticle]:
    from index.reading.web.html import read_html

    root = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if root is None:
        raise ReadError("is a saved page without its HTML; save the page again")
    place = _header(message, "Snapshot-Content-Location") or _header(root, "Content-Location")
    is_address = place is not None and place.startswith(("http://", "https://"))
    found_at = replace(
        origin, url=place if is_address else origin.url, charset=root.get_content_charset()
    )
    return read_html(_payload(root), found_at)


def _texts(part: EmailMessage) -> Iterator[str]:
    """The text of every part that is shown in the message itself."""
    kind = part.get_content_type()
    if part.is_attachment() or kind == "message/rfc822":
        return
    if kind == "multipart/alternative":
        yield from _best_form(part)
    elif part.is_multipart():
        for inner in part.iter_parts():
            yield from _texts(cast(EmailMessage, inner))
    elif kind == "text/plain":
        yield _plain_text(part)
    elif kind == "text/html":
        yield _html_text(part)


def _best_form(part: EmailMessage) -> Iterator[str]:
    """The plain form of a message, unless it only says that there is another."""
    forms = [cast(EmailMessage, inner) for inner in part.iter_parts()]
    plain = [form for form in forms if form.get_content_type() == "text/plain"]
    others = [form for form in forms if form not in plain]
    plain_text = "\n\n".join(map(_plain_text, plain))
    other_text = "\n\n".join(text for form in others for text in _texts(form))
    is_stub = len(plain_text.split()) < _STUB * len(other_text.split())
    yield other_text if is_stub else plain_text


def _plain_text(part: EmailMessage) -> str:
    text = _decoded(part).replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        return _unflowed(text, str(part.get_param("delsp", "")).lower() == "yes")
    return unwrap(text)


def _unflowed(text: str, drop_space: bool) -> str:
    """Whole paragraphs from format=flowed (RFC 3676): a space at a line's end goes on."""
    lines: list[str] = []
    flows, depth = False, ""
    for raw in text.split("\n"):
        quoted = _QUOTED.match(raw)
        marks, line = (quoted[1].replace(" ", ""), quoted[2]) if quoted else ("", raw)
        line = line.removeprefix(" ") if not marks else line
        if flows and marks == depth and line != "-- ":
            lines[-1] += line
        else:
            lines.append(f"{marks} {line}" if marks else line)
        flows, depth = line.endswith(" ") and line != "-- ", marks
        if flows and drop_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _html_text(part: EmailMessage) -> str:
    """All that the HTML form shows: newsletters' layout tables would pass for navigation."""
    from index.reading.web.html import html_to_text

    return html_to_text(_decoded(part))


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded(part: EmailMessage) -> str:
    return decode(_payload(part), part.get_content_charset())


def _header(part: EmailMessage, name: str) -> str | None:
    return one_line(str(part.get(name, "")))


def _sender(message: EmailMessage) -> str | None:
    """The sender's name; an address alone names nobody."""
    addresses = getattr(message["From"], "addresses", ())
    name = " ".join(addresses[0].display_name.split()) if addresses else ""
    return name if name and "@" not in name else None


def _day_sent(message: EmailMessage) -> str | None:
    sent = getattr(message["Date"], "datetime", None)
    return sent.date().isoformat() if sent else None

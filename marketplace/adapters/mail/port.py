"""What a letter is, and what every mailer promises."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from typing import Protocol

CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
MESSAGE_ID = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,120}@[A-Za-z0-9.-]{1,120}", re.ASCII)
PLAIN = r"""[^\s<>@,;:"()\[\]\\]+"""
ADDRESS = re.compile(rf"(?:(?P<name>[^<>@,;]*)<)?(?P<user>{PLAIN})@(?P<host>{PLAIN})(?(name)>)")
WEB_ADDRESS = re.compile(r"https?://[\x21-\x3b\x3d\x3f-\x7e]{1,500}", re.ASCII)
MAX_SUBJECT = 400


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one address. `message_id` (no angle brackets) is its key: one id, one letter.

    `unsubscribe` is an address that ends letters like this one when something is posted to it: RFC 8058, which asks
    for https; elsewhere the header names the page only (RFC 2369).

    ValueError for anything that could end a header line and begin another, or that is not one single address.
    """

    to: str
    subject: str
    text: str
    message_id: str
    html: str | None = None
    reply_to: str | None = None
    unsubscribe: str | None = None

    def __post_init__(self) -> None:
        if not MESSAGE_ID.fullmatch(self.message_id):
            raise ValueError("a message id looks like key@host")
        if CONTROL.search(self.subject) or len(self.subject) > MAX_SUBJECT:
            raise ValueError("a subject is one line")
        _address(self.to)
        if self.reply_to is not None:
            _address(self.reply_to)
        if self.unsubscribe is not None and not WEB_ADDRESS.fullmatch(self.unsubscribe):
            raise ValueError("not the address of a page")


def message_id_for(key: str, host: str) -> str:
    """Return the message id of the letter with that key; any key will do, and different keys never meet."""
    readable = re.sub(r"[^A-Za-z0-9]+", "-", key)[:60].strip("-") or "letter"
    return f"{readable}.{sha256(key.encode()).hexdigest()[:20]}@{host}"


class MailFailed(Exception):
    """The letter was not taken. `permanent`: this address or letter will not be taken later either."""

    def __init__(self, code: str, *, permanent: bool) -> None:
        self.code = code
        self.permanent = permanent
        super().__init__(code)


class Mailer(Protocol):
    def send(self, letter: Letter) -> None:
        """Hand the letter over; raises MailFailed. May be called again with the same letter after a crash."""


def compose(letter: Letter, sender: str) -> EmailMessage:
    """Return the letter as a MIME message; `sender` may carry a display name."""
    message = EmailMessage()
    message["From"] = _address(sender)
    message["To"] = _address(letter.to)
    message["Subject"] = letter.subject
    message["Message-ID"] = f"<{letter.message_id}>"
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Auto-Submitted"] = "auto-generated"
    if letter.reply_to is not None:
        message["Reply-To"] = _address(letter.reply_to)
    if letter.unsubscribe is not None:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        if letter.unsubscribe.startswith("https:"):
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    if letter.html is not None:
        message.add_alternative(letter.html, subtype="html")
    return message


def _address(text: str) -> Address:
    found = None if CONTROL.search(text) else ADDRESS.fullmatch(text)
    if found is None:
        raise ValueError("not one single address")
    name = (found["name"] or "").strip().strip('"')
    try:
        host = found["host"].encode("idna").decode()
        return Address(display_name=name, username=found["user"], domain=host)
    except UnicodeError as error:
        raise ValueError("not a domain") from error

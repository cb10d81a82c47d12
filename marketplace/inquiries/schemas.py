"""What people may send: a question, and an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from marketplace.inquiries.rules import (
    MAX_MESSAGE,
    MAX_REPLY,
    MAX_REPLY_TITLE,
    MAX_SENDER_NAME,
    MIN_MESSAGE,
)
from marketplace.kit.contacts import carries_link
from marketplace.kit.emails import normal_email
from marketplace.kit.phones import normal_phone
from marketplace.web.forms import Line, NoIdentityNumber, Paragraphs, Schema, needed

LONGEST_CONTACT = 254


@dataclass(frozen=True, slots=True)
class Contact:
    """How the buyer is reached: exactly one of the two, in its normal form."""

    email: str | None = None
    phone: str | None = None

    @property
    def text(self) -> str:
        """The one that is set."""
        return self.email or self.phone or ""


def read_contact(value: object) -> object:
    """Read how somebody is reached; an error for what is neither."""
    if not isinstance(value, str):
        return value
    try:
        return Contact(email=normal_email(value)) if "@" in value else Contact(phone=normal_phone(value))
    except ValueError as error:
        raise PydanticCustomError(
            "inquiry.contact", "neither an e-mail address nor a telephone number"
        ) from error


def sender_name(value: str) -> str:
    """Refuse a name that is empty or carries a link."""
    if not value:
        raise PydanticCustomError("inquiry.name", "nothing to call the buyer by")
    if carries_link(value):
        raise PydanticCustomError("inquiry.name_link", "a name that is an advertisement")
    return value


def _message(value: object) -> object:
    if not value:
        raise PydanticCustomError("inquiry.message", "nothing to pass on")
    return value


Text = Annotated[Paragraphs, NoIdentityNumber, BeforeValidator(_message)]
"""A field left blank is not sent on to validators; as a default it is, and gets words of its own."""


class InquiryForm(Schema):
    """A buyer's question about a bag. The name stands in letters to addresses nobody has confirmed: no links in it."""

    name: Annotated[
        Line, Field(max_length=MAX_SENDER_NAME), NoIdentityNumber, AfterValidator(sender_name)
    ] = Field(default="", validate_default=True)
    contact: Annotated[Contact, BeforeValidator(read_contact)] = Field(default="", validate_default=True)
    message: Annotated[Text, Field(min_length=MIN_MESSAGE, max_length=MAX_MESSAGE)] = Field(
        default="", validate_default=True
    )


class AnswerForm(Schema):
    """One more message in a thread."""

    message: Annotated[Text, Field(min_length=1, max_length=MAX_MESSAGE)] = Field(
        default="", validate_default=True
    )


class AutoReplyForm(Schema):
    """What is sent by itself; whatever is left empty is not sent."""

    outside: Annotated[Paragraphs, Field(max_length=MAX_REPLY), NoIdentityNumber] = ""
    away: Annotated[Paragraphs, Field(max_length=MAX_REPLY), NoIdentityNumber] = ""


class QuickReplyForm(Schema):
    """A text an artisan keeps for answers, and what she calls it."""

    title: Annotated[
        Line, Field(max_length=MAX_REPLY_TITLE), NoIdentityNumber, needed("quick_reply.title")
    ] = Field(default="", validate_default=True)
    body: Annotated[Paragraphs, Field(max_length=MAX_REPLY), NoIdentityNumber, needed("quick_reply.body")] = (
        Field(default="", validate_default=True)
    )

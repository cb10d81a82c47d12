"""What people may send: the terms of a note, who orders, a reason, how an artisan is paid."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from marketplace.accounts.schemas import Email
from marketplace.certificates.printed_dates import read_printed_date
from marketplace.inquiries.rules import MAX_SENDER_NAME
from marketplace.inquiries.schemas import Contact, read_contact, sender_name
from marketplace.kit.money import format_rupiah, parse_rupiah
from marketplace.listings.combinations import VARIANT_CODE_LENGTH
from marketplace.listings.measures import MAX_PRICE, MIN_PRICE
from marketplace.order_notes.rules import (
    MAX_DETAILS,
    MAX_PAYMENT,
    MAX_PLACE,
    MAX_QUANTITY,
    MAX_WORDS,
    MIN_WORDS,
    TERMS,
    Delivery,
    ShippingBy,
    Terms,
)
from marketplace.web.forms import Line, NoIdentityNumber, Paragraphs, Schema, needed


def _amount(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse_rupiah(value)
    except ValueError:
        raise PydanticCustomError("listing.price_unreadable", "not an amount of rupiah") from None


def _price(value: int) -> int:
    if not MIN_PRICE <= value <= MAX_PRICE * MAX_QUANTITY:
        raise PydanticCustomError("order_note.price_range", "outside the prices of bags")
    return value


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return read_printed_date(value)
    except ValueError:
        raise PydanticCustomError("order_note.date", "not a date") from None


class TermsForm(Schema):
    """The terms of one version. `seen` is the version the form was made from; 0 for a new note."""

    seen: Annotated[int, Field(ge=0, le=1000)] = 0
    variant_code: Annotated[str, Field(max_length=VARIANT_CODE_LENGTH)] | None = None
    details: Annotated[Paragraphs, Field(max_length=MAX_DETAILS), NoIdentityNumber] = ""
    quantity: Annotated[int, Field(ge=1, le=MAX_QUANTITY), needed("order_note.quantity")] = Field(
        default="", validate_default=True
    )
    price: Annotated[int, AfterValidator(_price), BeforeValidator(_amount), needed("order_note.price")] = (
        Field(default="", validate_default=True)
    )
    deposit: Annotated[int, Field(ge=0), BeforeValidator(_amount)] = 0
    ready_on: Annotated[date, BeforeValidator(_day), needed("order_note.ready")] = Field(
        default="", validate_default=True
    )
    delivery: Annotated[Delivery, needed("order_note.delivery")] = Field(default="", validate_default=True)
    place: Annotated[Line, Field(max_length=MAX_PLACE), NoIdentityNumber] = ""
    shipping_by: ShippingBy | None = None


class NewNoteForm(TermsForm):
    """A new note about somebody who has not written yet."""

    name: Annotated[
        Line, Field(max_length=MAX_SENDER_NAME), NoIdentityNumber, AfterValidator(sender_name)
    ] = Field(default="", validate_default=True)
    contact: Annotated[Contact, BeforeValidator(read_contact)] = Field(default="", validate_default=True)


class ConfirmForm(Schema):
    """Which version was seen."""

    seen: Annotated[int, Field(ge=1, le=1000)]


class StepForm(Schema):
    """Why, where it is owed."""

    words: Annotated[Paragraphs, Field(min_length=MIN_WORDS, max_length=MAX_WORDS), NoIdentityNumber] = Field(
        default=""
    )


class ElsewhereForm(Schema):
    """Where letters of a note go from now on."""

    email: Annotated[Email, needed("order_note.mail")] = Field(default="", validate_default=True)


class PaymentForm(Schema):
    """How an artisan wants to be paid. Account numbers are digits: sixteen of them are allowed here."""

    words: Annotated[Paragraphs, Field(max_length=MAX_PAYMENT)] = ""
    without_picture: bool = False


def initial(terms: Terms) -> dict[str, object]:
    """Return the terms as a form shows them, with Indonesian separators."""
    values: dict[str, object] = {name: getattr(terms, name) for name in TERMS}
    for name in ("price", "deposit"):
        values[name] = (
            format_rupiah(getattr(terms, name)).removeprefix("Rp") if getattr(terms, name) else None
        )
    return values

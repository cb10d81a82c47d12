"""What people may send: a wish, an offer, why she cannot, a question back, which offer is taken."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from marketplace.artisans.rules import Technique
from marketplace.certificates.printed_dates import read_printed_date
from marketplace.inquiries.rules import MAX_MESSAGE, MAX_SENDER_NAME
from marketplace.inquiries.schemas import Contact, read_contact, sender_name
from marketplace.kit.money import parse_rupiah
from marketplace.listings.measures import MAX_PRICE, MIN_PRICE
from marketplace.listings.rules import BagType, Colour, Material
from marketplace.order_notes.rules import Delivery, ShippingBy
from marketplace.requests.rules import (
    MAX_MEASURE,
    MAX_NOTE,
    MAX_OFFERED,
    MAX_PLACE,
    MAX_QUANTITY,
    MAX_WORDS,
    MIN_WORDS,
    contact_in,
)
from marketplace.web.forms import Line, NoIdentityNumber, Paragraphs, Schema, needed

MIN_REASON = 3


def _amount(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse_rupiah(value)
    except ValueError:
        raise PydanticCustomError("listing.price_unreadable", "not an amount of rupiah") from None


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return read_printed_date(value)
    except ValueError:
        raise PydanticCustomError("order_note.date", "not a date") from None


def _without_contacts(text: str) -> str:
    found = contact_in(text)
    if found is not None:
        raise PydanticCustomError(f"request.has_{found}", "a way to be reached")
    return text


def _price(value: int) -> int:
    if not MIN_PRICE <= value <= MAX_PRICE:
        raise PydanticCustomError("order_note.price_range", "outside the prices of bags")
    return value


def _budget(value: int) -> int:
    if not MIN_PRICE <= value <= MAX_PRICE * MAX_QUANTITY:
        raise PydanticCustomError("order_note.price_range", "outside the prices of bags")
    return value


Day = Annotated[date, BeforeValidator(_day)]
Measure = Annotated[int, Field(ge=1, le=MAX_MEASURE)]
Shut = AfterValidator(_without_contacts)
"""Beside a text that is read before anybody has agreed: it carries no way to be reached."""
Words = Annotated[Paragraphs, Field(min_length=MIN_WORDS, max_length=MAX_WORDS), NoIdentityNumber, Shut]


class WishForm(Schema):
    """What one maker is asked for. The name stands in a letter to an address nobody has confirmed: no links in it."""

    name: Annotated[
        Line, Field(max_length=MAX_SENDER_NAME), NoIdentityNumber, AfterValidator(sender_name), Shut
    ] = Field(default="", validate_default=True)
    contact: Annotated[Contact, BeforeValidator(read_contact)] = Field(default="", validate_default=True)
    words: Annotated[Words, needed("request.words")] = Field(default="", validate_default=True)
    length_cm: Measure | None = None
    width_cm: Measure | None = None
    height_cm: Measure | None = None
    colour: Colour | None = None
    colour_note: Annotated[Line, Field(max_length=MAX_NOTE), NoIdentityNumber, Shut] = ""
    material: Material | None = None
    quantity: Annotated[int, Field(ge=1, le=MAX_QUANTITY), needed("order_note.quantity")] = Field(
        default="", validate_default=True
    )
    budget: Annotated[int, AfterValidator(_budget), BeforeValidator(_amount)] | None = None
    needed_on: Day | None = None


class OpenForm(WishForm):
    """What all whose turn it is are asked for."""

    technique: Annotated[Technique, needed("request.technique")] = Field(default="", validate_default=True)
    unit_code: Annotated[Line, Field(max_length=40)] | None = None
    bag_type: BagType | None = None
    needed_on: Annotated[Day, needed("request.needed")] = Field(default="", validate_default=True)
    closes_on: Annotated[Day, needed("request.closes")] = Field(default="", validate_default=True)


class OfferForm(Schema):
    """What an artisan offers: up to so many pieces, the price of one."""

    quantity: Annotated[int, Field(ge=1, le=MAX_OFFERED), needed("order_note.quantity")] = Field(
        default="", validate_default=True
    )
    price_each: Annotated[
        int, AfterValidator(_price), BeforeValidator(_amount), needed("order_note.price")
    ] = Field(default="", validate_default=True)
    deposit: Annotated[int, Field(ge=0, le=100)] = 0
    ready_on: Annotated[Day, needed("order_note.ready")] = Field(default="", validate_default=True)
    delivery: Annotated[Delivery, needed("order_note.delivery")] = Field(default="", validate_default=True)
    shipping_by: ShippingBy | None = None
    words: Annotated[Paragraphs, Field(max_length=500), NoIdentityNumber, Shut] = ""


class DeclineForm(Schema):
    """Why she cannot."""

    reason: Annotated[
        Paragraphs,
        Field(min_length=MIN_REASON, max_length=500),
        NoIdentityNumber,
        Shut,
        needed("request.reason"),
    ] = Field(default="", validate_default=True)


class AskForm(Schema):
    """A question back; it begins a talk."""

    message: Annotated[
        Paragraphs, Field(max_length=MAX_MESSAGE), NoIdentityNumber, needed("inquiry.message")
    ] = Field(default="", validate_default=True)


class TalkForm(Schema):
    """Whose talk is opened, by the number of the artisan's side of the request."""

    maker: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None


class TakeForm(Schema):
    """Which offer is taken, and how many pieces of it."""

    offer: Annotated[int, Field(ge=1, le=2**31 - 1)]
    quantity: Annotated[int, Field(ge=1, le=MAX_OFFERED), needed("order_note.quantity")] = Field(
        default="", validate_default=True
    )
    place: Annotated[Line, Field(max_length=MAX_PLACE), NoIdentityNumber] = ""

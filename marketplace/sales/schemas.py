"""What an artisan may send: a sale she writes down, and which version of it she saw."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from marketplace.certificates.printed_dates import read_printed_date
from marketplace.kit.money import format_rupiah, parse_rupiah
from marketplace.sales.rules import ENTRY, MAX_AMOUNT, MAX_ONCE, MAX_PAID, MAX_PIECES, MAX_WHAT, Entry
from marketplace.web.forms import Line, NoIdentityNumber, Schema, needed

BAG_CODE_LENGTH = 10


def _amount(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse_rupiah(value)
    except ValueError:
        raise PydanticCustomError("listing.price_unreadable", "not an amount of rupiah") from None


def _not_too_much(value: int) -> int:
    if value > MAX_AMOUNT:
        raise PydanticCustomError("sale.amount", "more than any bags cost")
    return value


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return read_printed_date(value)
    except ValueError:
        raise PydanticCustomError("order_note.date", "not a date") from None


class SeenForm(Schema):
    """Which version was on the page; 0 for a new line."""

    seen: Annotated[int, Field(ge=0, le=100_000)] = 0


class SaleForm(SeenForm):
    """One line. `once` is the mark of the form, by which it is known when it comes again."""

    once: Annotated[str, Field(max_length=MAX_ONCE)] = ""
    sold_on: Annotated[date, BeforeValidator(_day), needed("sale.day")] = Field(
        default="", validate_default=True
    )
    bag: Annotated[str, Field(max_length=BAG_CODE_LENGTH)] | None = None
    what: Annotated[Line, Field(max_length=MAX_WHAT), NoIdentityNumber] = ""
    pieces: Annotated[int, Field(ge=1, le=MAX_PIECES), needed("sale.pieces")] = Field(
        default="", validate_default=True
    )
    amount: Annotated[int, AfterValidator(_not_too_much), BeforeValidator(_amount)] | None = None
    paid: Annotated[Line, Field(max_length=MAX_PAID), NoIdentityNumber] = ""


def initial(entry: Entry) -> dict[str, object]:
    """Return a line as its form shows it, with Indonesian separators."""
    values: dict[str, object] = {name: getattr(entry, name) for name in ENTRY}
    if entry.amount is not None:
        values["amount"] = format_rupiah(entry.amount).removeprefix("Rp")
    return values

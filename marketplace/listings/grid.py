"""The editor's grid of variations, one group of fields a row: read from what was sent, and filled with what is kept.

A field of the row with number 12 is called "v-12-price". What new rows are made of stands in two fields of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from marketplace.listings.choosing import price_text
from marketplace.listings.combinations import MAX_COLOUR_WORDS, MAX_SIZE_LABEL, MAX_VARIANTS
from marketplace.listings.models import Listing, Variant
from marketplace.listings.rules import Colour
from marketplace.listings.schemas import Price, Size, centimetres
from marketplace.web.forms import Form, Line, Schema, read_values, without_errors

NEW_COLOURS, NEW_SIZES = "new_colours", "new_sizes"
MOST_TEXT = MAX_VARIANTS * (MAX_SIZE_LABEL + 2)


class VariantForm(Schema):
    """One row. What is left empty is the bag's own."""

    colour: Colour | None = None
    colour_words: Annotated[Line, Field(max_length=MAX_COLOUR_WORDS)] = ""
    size: Annotated[Line, Field(max_length=MAX_SIZE_LABEL)] = ""
    length_cm: Size | None = None
    width_cm: Size | None = None
    height_cm: Size | None = None
    price: Price | None = None
    stock: Annotated[int, Field(ge=0, le=9999)] | None = None
    off: bool = False
    photo_id: Annotated[int, Field(ge=1, lt=10**18)] | None = None


class NewRowsForm(Schema):
    """Which rows to add: every colour ticked in every size named ("S, M, L")."""

    new_colours: list[Colour] = Field(default_factory=list, max_length=len(Colour))
    new_sizes: Annotated[Line, Field(max_length=MOST_TEXT)] = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """What was sent: changes by row, without the fields that could not be read, and what to add."""

    changes: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    colours: list[Colour] = field(default_factory=list)
    sizes: list[str] = field(default_factory=list)

    @property
    def adds(self) -> bool:
        """Whether rows are to be added."""
        return bool(self.colours or self.sizes)


def field_name(number: int, name: str) -> str:
    """Return what the form calls a field of a row."""
    return f"v-{number}-{name}"


def read_grid(form: Form[Any]) -> Grid:
    """Read the grid; what cannot be kept becomes an error beside its field in the form."""
    changes: dict[int, Mapping[str, Any]] = {}
    for number in _numbers(form.raw):
        sent = {name: form.value(field_name(number, name)) for name in VariantForm.model_fields}
        row = read_values(VariantForm, sent)
        for name, words in row.errors.items():
            form.errors.setdefault(field_name(number, name), words)
        read = without_errors(row).data
        changes[number] = {name: getattr(read, name) for name in sent if name not in row.errors}
    new = read_values(NewRowsForm, {NEW_COLOURS: form.values(NEW_COLOURS), NEW_SIZES: form.value(NEW_SIZES)})
    for name, words in new.errors.items():
        form.errors.setdefault(name, words)
    if new.errors:
        return Grid(changes)
    sizes = list(dict.fromkeys(filter(None, (one.strip() for one in new.data.new_sizes.split(",")))))
    if any(len(size) > MAX_SIZE_LABEL for size in sizes):
        form.fail(NEW_SIZES, "text.too_long", limit=MAX_SIZE_LABEL)
        return Grid(changes)
    return Grid(changes, new.data.new_colours, sizes)


def _numbers(raw: Mapping[str, str]) -> list[int]:
    """The rows that were on the page: each sends its size, if only an empty one."""
    pieces = (name.split("-") for name in raw)
    numbers = (piece[1] for piece in pieces if len(piece) == 3 and (piece[0], piece[2]) == ("v", "size"))
    found = [int(one) for one in numbers if one.isascii() and one.isdecimal() and len(one) < 19]
    return found[: 2 * MAX_VARIANTS]


def values_of(row: Variant) -> dict[str, str]:
    """Return a row's values as its fields show them, empty ones included."""
    shown = {
        "colour": row.colour.value if row.colour else "",
        "colour_words": row.colour_words,
        "size": row.size,
        "price": price_text(row.price),
        "stock": "" if row.stock is None else str(row.stock),
        "off": "1" if row.off else "",
        "photo_id": "" if row.photo_id is None else str(row.photo_id),
    }
    for side in ("length_cm", "width_cm", "height_cm"):
        shown[side] = centimetres(getattr(row, side)) or ""
    return {field_name(row.id, name): value for name, value in shown.items()}


def fill(form: Form[Any], listing: Listing) -> None:
    """Show the rows that were not on the page that was sent as they are kept; those that were, as they were typed."""
    there = set(_numbers(form.raw))
    for row in listing.variants:
        if row.id not in there:
            form.add_values(values_of(row))

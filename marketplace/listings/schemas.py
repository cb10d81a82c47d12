"""The bag editor's form: text to typed values, or errors beside the field."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from marketplace.artisans.rules import Technique
from marketplace.kit.money import format_rupiah, parse_rupiah
from marketplace.listings.measures import MAX_PRICE, MIN_PRICE, read_size
from marketplace.listings.prices import written
from marketplace.listings.rules import (
    MAX_LEAD_DAYS,
    MAX_PHOTO_WORDS,
    MAX_STORY,
    MAX_TITLE,
    MIN_LEAD_DAYS,
    Availability,
    BagType,
    Care,
    Closure,
    Colour,
    Focus,
    Lining,
    MadeBy,
    Material,
    read_focus,
)
from marketplace.web.forms import Form, Line, Paragraphs, Schema

MAX_NOTE, MOST_UNITS = 120, 200


def _price(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        price = parse_rupiah(value)
    except ValueError:
        raise PydanticCustomError("listing.price_unreadable", "not an amount of rupiah") from None
    if not MIN_PRICE <= price <= MAX_PRICE:
        raise PydanticCustomError("listing.price_range", "outside the prices of a bag")
    return price


def _size(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return read_size(value)
    except ValueError:
        raise PydanticCustomError("listing.size_unreadable", "not a size in centimetres") from None


Price = Annotated[int, BeforeValidator(_price)]
Size = Annotated[Decimal, BeforeValidator(_size)]
Note = Annotated[Line, Field(max_length=MAX_NOTE)]


def not_both(outside: bool, info: ValidationInfo) -> bool:
    """Refuse a bag said to lie outside of any certificate together with units (listing.outside_and_inside)."""
    if outside and info.data.get("units"):
        raise PydanticCustomError("listing.outside_and_inside", "both inside and outside")
    return outside


class ListingForm(Schema):
    """Everything about a bag but its photos. A draft may lack any of it."""

    title: Annotated[Line, Field(max_length=MAX_TITLE)] = ""
    price: Price | None = None
    availability: Availability | None = None
    stock: Annotated[int, Field(ge=0, le=9999)] | None = None
    lead_days: Annotated[int, Field(ge=MIN_LEAD_DAYS, le=MAX_LEAD_DAYS)] | None = None
    bag_type: BagType | None = None
    technique: Technique | None = None
    materials: list[Material] = []
    material_note: Note = ""
    length_cm: Size | None = None
    width_cm: Size | None = None
    height_cm: Size | None = None
    weight_g: Annotated[int, Field(ge=1, le=20_000)] | None = None
    colours: list[Colour] = []
    colour_note: Note = ""
    strap_cm: Size | None = None
    strap_note: Note = ""
    lining: Lining | None = None
    closure: Closure | None = None
    care: list[Care] = []
    story: Annotated[Paragraphs, Field(max_length=MAX_STORY)] = ""
    made_by: MadeBy | None = None
    units: list[int] = Field(default_factory=list, max_length=MOST_UNITS)
    outside_certificate: bool = False

    _not_both = field_validator("outside_certificate")(not_both)

    def changes(self, failed: Collection[str] = ()) -> dict[str, Any]:
        """What to write, without the fields that could not be read."""
        return {name: getattr(self, name) for name in type(self).model_fields if name not in failed}


PHOTO_WORDS = "alt-"
"""Begins the name of the field in which a photo is described; the photo's number follows."""
PHOTO_FOCUS = "focus-"
"""Begins the name of the field that says which part of a photo crops keep in sight: "x,y" in percent."""
_photo_words: TypeAdapter[str] = TypeAdapter(Annotated[Line, Field(max_length=MAX_PHOTO_WORDS)])


def read_photo_words(form: Form[Any]) -> dict[int, str]:
    """Return what was written about photos, by photo; what cannot be kept becomes an error beside its field."""
    words: dict[int, str] = {}
    for number, name in _photo_fields(form, PHOTO_WORDS):
        try:
            words[number] = _photo_words.validate_python(form.value(name))
        except ValidationError as error:
            too_long = error.errors()[0]["type"] == "string_too_long"
            form.fail(name, "text.too_long" if too_long else "text.unreadable", limit=MAX_PHOTO_WORDS)
    return words


def read_photo_focus(form: Form[Any]) -> dict[int, Focus | None]:
    """Return the focal points that were chosen, by photo; the middle is None. Any other text is an error."""
    focal: dict[int, Focus | None] = {}
    for number, name in _photo_fields(form, PHOTO_FOCUS):
        try:
            focal[number] = read_focus(form.value(name))
        except ValueError:
            form.fail(name, "choice")
    return focal


def _photo_fields(form: Form[Any], prefix: str) -> Iterator[tuple[int, str]]:
    for name in form.raw:
        number = name.removeprefix(prefix)
        if number != name and number.isascii() and number.isdecimal() and len(number) < 19:
            yield int(number), name


def initial(listing: Any) -> Mapping[str, object]:
    """Return a bag's values as the form shows them, with Indonesian separators."""
    values: dict[str, object] = {name: getattr(listing, name) for name in ListingForm.model_fields}
    price = written(listing)
    values["price"] = format_rupiah(price).removeprefix("Rp") if price is not None else None
    for name in ("length_cm", "width_cm", "height_cm", "strap_cm"):
        values[name] = centimetres(values[name])
    values["materials"] = [row.material for row in listing.materials]
    values["units"] = [row.unit_id for row in listing.units]
    values["outside_certificate"] = "1" if listing.outside_certificate else None
    values["colours"] = [row.colour for row in listing.colours]
    return values


def centimetres(size: object) -> str | None:
    """Return a size as the form shows it: "34,5"."""
    return None if size is None else f"{Decimal(str(size)).normalize():f}".replace(".", ",")

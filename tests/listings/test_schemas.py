"""The editor's form: what people type becomes values, or an error beside its field."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from marketplace.artisans.rules import Technique
from marketplace.listings.rules import Colour, Material
from marketplace.listings.schemas import ListingForm, initial

CODES = {"listing.price_unreadable", "listing.price_range", "listing.size_unreadable"}


@pytest.mark.parametrize(
    "typed", ["125000", "125.000", "Rp125.000", "Rp 125.000,00", "125rb", "１２５０００"]
)
def test_prices_as_people_write_them(typed: str) -> None:
    assert ListingForm.model_validate({"price": typed}).price == 125_000


@pytest.mark.parametrize(
    "typed", ["-125000", "NaN", "1e9", "125.00", "0x10", "999", "100.000.001", "٣", "1" * 500]
)
def test_no_price_is_guessed(typed: str) -> None:
    with pytest.raises(ValidationError) as caught:
        ListingForm.model_validate({"price": typed})
    assert caught.value.errors()[0]["type"] in CODES


@pytest.mark.parametrize(("typed", "size"), [("34", "34"), ("34,5", "34.5"), ("34.5 cm", "34.5")])
def test_sizes_with_a_comma_or_a_point(typed: str, size: str) -> None:
    assert ListingForm.model_validate({"length_cm": typed}).length_cm == Decimal(size)


TYPED = st.text(max_size=60) | st.lists(st.text(max_size=9), max_size=3)


@given(st.dictionaries(st.sampled_from(sorted(ListingForm.model_fields)), TYPED))
def test_anything_typed_is_a_value_or_an_error(values: dict[str, object]) -> None:
    with suppress(ValidationError):
        ListingForm.model_validate(values)


def test_what_the_editor_shows_reads_back_as_the_same_bag() -> None:
    bag = SimpleNamespace(
        **{
            name: field.get_default(call_default_factory=True)
            for name, field in ListingForm.model_fields.items()
        }
    )
    bag.title, bag.price, bag.base_price, bag.technique = "Tote", 1_285_000, None, Technique.KNIT
    bag.length_cm, bag.height_cm = Decimal("34.5"), Decimal("30.0")
    bag.materials = [SimpleNamespace(material=Material.JUTE)]
    bag.colours = [SimpleNamespace(colour=Colour.NAVY), SimpleNamespace(colour=Colour.RED)]
    shown = initial(bag)
    assert (shown["price"], shown["length_cm"], shown["height_cm"]) == ("1.285.000", "34,5", "30")
    read = ListingForm.model_validate({name: value for name, value in shown.items() if value is not None})
    assert (read.price, read.length_cm, read.materials) == (1_285_000, Decimal("34.5"), [Material.JUTE])

"""The grid's fields: what she typed becomes values, or an error beside it; nothing else is touched."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.listings.grid import NEW_COLOURS, NEW_SIZES, fill, read_grid, values_of
from marketplace.listings.rules import Colour
from marketplace.listings.schemas import ListingForm
from marketplace.web.forms import blank_form, read_values


@pytest.fixture(autouse=True)
def in_a_request(app):
    with app.test_request_context("/"):
        yield


def row(number, **facts):
    plain = {
        "id": number, "colour": None, "colour_words": "", "size": "", "length_cm": None, "width_cm": None,
        "height_cm": None, "price": None, "stock": None, "off": False, "photo_id": None,
    }  # fmt: skip
    return SimpleNamespace(**plain | facts)


def sent(**values):
    return read_values(ListingForm, values)


def test_what_is_shown_reads_back_as_the_same_row():
    facts = {
        "colour": Colour.NAVY, "colour_words": "biru laut", "size": "M", "price": 1_285_000, "stock": 0, "off": True,
        "photo_id": 7, "length_cm": Decimal("30.5"), "width_cm": None, "height_cm": Decimal(24),
    }  # fmt: skip
    form = sent(**values_of(row(12, **facts)))
    assert read_grid(form).changes == {12: facts}
    assert not form.errors


def test_a_box_that_is_not_ticked_is_not_sent_and_means_no():
    values = values_of(row(3, size="S"))
    del values["v-3-off"]
    assert read_grid(sent(**values)).changes[3]["off"] is False


@pytest.mark.parametrize(
    ("name", "typed"),
    [("price", "murah"), ("price", "1"), ("stock", "-1"), ("stock", "dua"), ("colour", "mauve"), ("size", "x" * 31),
     ("length_cm", "900"), ("photo_id", "x"), ("colour_words", "x" * 41), ("off", "maybe")],
)  # fmt: skip
def test_what_cannot_be_kept_is_said_beside_its_field_and_the_rest_is_kept(name, typed):
    form = sent(**values_of(row(5, size="S", price=90_000)) | {f"v-5-{name}": typed})
    changes = read_grid(form).changes[5]
    assert set(form.errors) == {f"v-5-{name}"}
    assert name not in changes
    assert len(changes) == 9
    assert form.value(f"v-5-{name}") == typed


def test_rows_to_add_are_read_from_ticks_and_commas():
    grid = read_grid(sent(**{NEW_COLOURS: ["red", "blue", "red"], NEW_SIZES: " S, M ,, S ,13 inci "}))
    assert (grid.sizes, grid.adds) == (["S", "M", "13 inci"], True)
    assert set(grid.colours) == {Colour.RED, Colour.BLUE}
    assert not read_grid(sent()).adds


def test_a_size_that_is_too_long_adds_nothing():
    form = sent(**{NEW_COLOURS: ["red"], NEW_SIZES: "S, " + "x" * 31})
    assert not read_grid(form).adds
    assert set(form.errors) == {NEW_SIZES}


@given(
    st.dictionaries(
        st.text(max_size=12) | st.from_regex(r"v-[0-9]{1,25}-(size|price)", fullmatch=True),
        st.text(max_size=8),
    )
)
def test_no_names_or_values_bring_it_down(values):
    form = sent(**{f"{name}": value for name, value in values.items()})
    grid = read_grid(form)
    assert all(isinstance(number, int) for number in grid.changes)


def test_rows_made_meanwhile_are_shown_as_they_are_kept_and_others_as_they_were_typed():
    old, new = row(1, size="S"), row(2, size="M", price=75_000)
    form = sent(**values_of(old) | {"v-1-price": "murah"})
    fill(form, SimpleNamespace(variants=[old, new]))
    assert (form.value("v-1-price"), form.value("v-2-price"), form.value("v-2-size")) == (
        "murah",
        "75.000",
        "M",
    )


def test_an_editor_opened_anew_shows_every_row():
    form = blank_form(ListingForm, {})
    fill(form, SimpleNamespace(variants=[row(4, stock=3)]))
    assert form.value("v-4-stock") == "3"

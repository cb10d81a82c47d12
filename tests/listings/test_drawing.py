"""The drawing is to scale, inside its frame, and says itself in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st

from marketplace.listings.drawing import UNITS, drawing, fit_list
from marketplace.listings.fits import THINGS, Sides, Thing

SIDE = st.integers(10, 2000).map(lambda tenths: Decimal(tenths) / 10)


@pytest.fixture(autouse=True)
def in_english(app):
    with app.test_request_context("/"), force_locale("en"):
        yield


def test_everything_stands_on_the_ground_at_one_scale():
    drawn = drawing(Sides(Decimal(34), Decimal(10), Decimal(36)))
    assert [box.kind for box in drawn.boxes] == ["bag", "side", "thing"]
    bag, side, thing = drawn.boxes
    assert (bag.width, bag.height, side.width, side.height) == (340, 360, 100, 360)
    assert (thing.width, thing.height) == tuple(round(one * UNITS) for one in THINGS[Thing.LAPTOP_13][:2])
    assert {box.y + box.height for box in drawn.boxes} == {drawn.ground}
    assert (bag.words, side.words, drawn.upright) == ("34 cm", "10 cm", "36 cm")


@given(SIDE, st.none() | SIDE, SIDE)
def test_nothing_overlaps_or_leaves_the_frame(length, width, height):
    drawn = drawing(Sides(length, width, height))
    edges = [0]
    for box in drawn.boxes:
        half = max(box.width, round(len(box.words) * drawn.letter * 0.5)) // 2
        assert box.middle - half >= edges[-1]
        edges.append(box.middle + half)
        assert box.y >= 0
    assert edges[-1] <= drawn.width
    assert len(drawn.boxes) == (2 if width is None else 3)


@pytest.mark.parametrize(
    ("length", "height", "beside"), [(12, 18, "Phone"), (26, 30, "A4"), (40, 38, "13-inch laptop")]
)
def test_something_of_its_own_size_stands_beside_it(length, height, beside):
    assert beside in drawing(Sides(Decimal(length), None, Decimal(height))).boxes[-1].words


def test_who_cannot_see_it_hears_every_measure():
    said = drawing(Sides(Decimal(34), Decimal("10.5"), Decimal(36)), Decimal(120)).alt
    for part in (
        "34 cm long",
        "10.5 cm wide",
        "36 cm high",
        "strap 120 cm",
        "13-inch laptop (30.5 × 21.5 cm)",
    ):
        assert part in said


def test_what_was_not_measured_is_not_drawn():
    assert drawing(Sides(None, Decimal(3), Decimal(3))) is None
    assert drawing(Sides(Decimal(3), Decimal(3), None)) is None
    assert "wide" not in drawing(Sides(Decimal(34), None, Decimal(36))).alt


def test_the_list_says_what_is_sure_and_what_is_tight():
    found = fit_list(Sides(Decimal(32), Decimal(10), Decimal(23)))
    assert "13-inch laptop (30.5 × 21.5 cm)" in found.tight
    assert "Phone (16.5 × 8 cm)" in found.sure
    assert fit_list(Sides(Decimal(3), None, Decimal(3))) is None


def test_what_fits_in_some_sizes_only_is_said_with_them_and_nowhere_else():
    sizes = {
        "S": Sides(Decimal(20), Decimal(8), Decimal(18)),
        "L": Sides(Decimal(36), Decimal(10), Decimal(28)),
        "XL": Sides(Decimal(44), Decimal(14), Decimal(36)),
    }
    found = fit_list(Sides(Decimal(32), Decimal(10), Decimal(23)), sizes)
    said = {words.partition(" (")[0]: where for words, where in found.sized}
    assert said["13-inch laptop"] == "L, XL"
    assert said["15-inch laptop"] == "XL"
    assert not {words for words, _ in found.sized} & {*found.sure, *found.tight}
    alone = fit_list(Sides(Decimal(3), None, Decimal(3)), sizes)
    assert not alone.sure and not alone.tight and len(alone.sized) == len(THINGS)

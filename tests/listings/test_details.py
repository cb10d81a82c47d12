"""The facts of a bag in words: a gap stays a gap."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask_babel import force_locale

from marketplace.artisans.models import Artisan
from marketplace.artisans.rules import Technique
from marketplace.listings.details import details, maker_words
from marketplace.listings.models import Listing
from marketplace.listings.rules import BagType, Care, Closure, Colour, Lining, MadeBy, Material


@pytest.fixture(params=["id", "en"])
def locale(app, request):
    with app.test_request_context("/"), force_locale(request.param):
        yield request.param


def test_what_was_not_recorded_is_empty(locale):
    bag = Listing(
        artisan=Artisan(name="Siti"),
        materials=[],
        colours=[],
        care=[],
        material_note="",
        colour_note="",
        strap_note="",
    )
    assert [words for _, words in details(bag) if words] == []


def test_every_name_stands_once_and_every_value_in_words_of_the_language(make, locale):
    bag = make.listing(
        technique=Technique.MACRAME,
        bag_type=BagType.TOTE,
        materials=(Material.COTTON, Material.ROPE),
        colours=(Colour.NAVY,),
        colour_note="seperti laut",
        lining=Lining.LINED,
        closure=Closure.ZIP,
        care=[Care.HAND_WASH.value],
        weight_g=420,
        strap_cm=Decimal("60.5"),
        strap_note="kulit",
    )
    rows = details(bag)
    assert len({name for name, _ in rows}) == len(rows)
    assert all(words for _, words in rows)
    said = " | ".join(words for _, words in rows)
    assert ("60,5 cm, kulit" if locale == "id" else "60.5 cm, kulit") in said
    assert "420 gram" in said
    assert ", seperti laut" in said
    codes = {"cotton", "rope", "navy", "lined", "zip", "hand_wash", "macrame"}
    assert not codes & {part for _, words in rows for part in words.split(", ")}


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        ((34, 10, 36), "34 × 10 × 36 cm"),
        ((26, None, 16), "26 × 16 cm"),
        ((Decimal("10.5"), None, None), "10,5 cm"),
        ((None, None, None), ""),
    ],
)
def test_a_size_names_the_sides_that_were_measured(app, make, sides, said):
    bag = make.listing(**dict(zip(("length_cm", "width_cm", "height_cm"), sides, strict=True)))
    with app.test_request_context("/"), force_locale("id"):
        size = details(bag)[1][1]
    assert said in size
    assert bool(size) == bool(said)
    assert not said or "2 cm" in size.removeprefix(said)


def test_who_made_it_is_never_claimed_for_somebody_else(locale):
    artisan = Artisan(name="Siti Rahma")
    told = {each: maker_words(Listing(artisan=artisan, made_by=each)) for each in (*MadeBy, None)}
    assert told[None] == ""
    words = [told[made_by] for made_by in MadeBy]
    assert len(set(words)) == len(words)
    assert all("Siti Rahma" in one for one in words)

"""Blanks of quick replies are filled in from what was recorded, and from nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask_babel import force_locale

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.inquiries.asked import remember
from marketplace.inquiries.filling import GAP, fill
from marketplace.listings import operations, variants
from marketplace.listings.rules import Availability, Colour
from tests.conftest import NOON

ALL = "{tas}|{harga}|{lama}|{ukuran}"


@pytest.fixture
def bag(make):
    bag = make.listing(make.artisan(), title="Tas Jala", price=100_000)
    bag.length_cm, bag.width_cm, bag.height_cm = Decimal(30), Decimal("10.5"), Decimal(24)
    bag.availability, bag.lead_days = Availability.MADE_TO_ORDER, 14
    make.session.commit()
    return bag


@pytest.fixture
def said(app, make, bag):
    """What becomes of words in a talk about the bag, or about one variation of it."""

    def said(words, variant=None, locale="id"):
        thread = make.thread(bag, token=f"{words} {locale} {variant and variant.id}")
        if variant is not None:
            remember(thread, variant)
        with app.test_request_context(), force_locale(locale):
            return fill(words, thread)

    return said


def vary(bag, make):
    actor = Actor(bag.artisan.account_id, Role.ARTISAN, bag.artisan.name, bag.artisan_id)
    variants.add(bag, [Colour.RED, Colour.GREEN], [], actor=actor)
    bag.variants[0].price, bag.variants[0].width_cm = 130_000, Decimal(12)
    operations.finish(bag, actor=actor, at=NOON)
    make.session.commit()
    return bag.variants[0], actor


def test_each_blank_is_filled_in_the_readers_language(said):
    assert said(ALL) == "Tas Jala|Rp100.000|14 hari|30 × 10,5 × 24 cm"
    assert said(ALL, locale="en") == "Tas Jala|Rp100.000|14 days|30 × 10.5 × 24 cm"


def test_the_variation_asked_about_counts_with_its_own_price_and_measures(said, bag, make):
    red, _ = vary(bag, make)
    assert said(ALL, red) == "Tas Jala (Merah)|Rp130.000|14 hari|30 × 12 × 24 cm"
    assert said("{harga}") == "mulai Rp100.000"


def test_a_variation_that_was_taken_out_leaves_its_price_and_measures_open(app, said, bag, make):
    red, actor = vary(bag, make)
    thread = make.thread(bag, token="kept")
    remember(thread, red)
    make.session.commit()
    variants.remove(bag, red.id, actor=actor, at=NOON)
    make.session.commit()
    make.session.expire_all()
    with app.test_request_context(), force_locale("id"):
        assert fill(ALL, thread) == f"Tas Jala (Merah)|{GAP}|14 hari|{GAP}"


def test_what_was_not_recorded_stays_a_gap(said, bag, make):
    bag.availability, bag.lead_days, bag.length_cm, bag.width_cm = Availability.READY, None, None, None
    make.session.commit()
    assert said("{lama}|{ukuran}") == f"{GAP}|{GAP} × {GAP} × 24 cm"
    bag.height_cm = None
    make.session.commit()
    assert said("{ukuran}") == GAP


def test_days_of_a_bag_that_is_ready_are_not_said(said, bag, make):
    bag.availability = Availability.READY
    make.session.commit()
    assert said("{lama}") == GAP


@pytest.mark.parametrize(
    ("words", "becomes"),
    [
        ("{TAS}", "Tas Jala"),
        ("{nama} {0} {", "{nama} {0} {"),
        ("{{tas}}", "{Tas Jala}"),
        ("%(tas)s", "%(tas)s"),
    ],
)
def test_other_braces_stay_as_they_are(said, words, becomes):
    assert said(words) == becomes


def test_braces_in_a_bags_name_are_no_blanks(said, bag, make):
    bag.title = "Tas {harga}"
    make.session.commit()
    assert said("{tas}") == "Tas {harga}"

"""Bags side by side say what their own pages say, and a gap stays a gap."""

from __future__ import annotations

import pytest

from marketplace.artisans.rules import Technique
from marketplace.certificates.rules import Status
from marketplace.favourites.comparing import compare
from marketplace.listings.rules import Availability, MadeBy, Material, State


@pytest.fixture
def said(app, clock):
    def ask(*bags, codes=()):
        wanted = codes or [bag.code for bag in bags]
        with app.test_request_context("/en/", environ_overrides={"marketplace.locale": "en"}):
            return compare(wanted, clock().date())

    return ask


def row(comparison, name):
    return next(row for row in comparison.rows if row.name == name)


def test_each_fact_stands_under_its_bag(make, said):
    small = make.listing(price=100_000, length_cm=20, width_cm=None, height_cm=15)
    large = make.listing(
        price=300_000, availability=Availability.MADE_TO_ORDER, lead_days=14, materials=[Material.JUTE]
    )
    shown = said(large, small)
    assert [card.code for card in shown.cards] == [large.code, small.code]
    assert row(shown, "Price").values == [["Rp300.000"], ["Rp100.000"]]
    assert row(shown, "Ready when").values == [["Made to order, 14 days"], ["Ready to ship"]]
    assert row(shown, "Size (L x W x H)").values[1] == ["20 × 15 cm, give or take 2 cm"]
    assert row(shown, "Price").differs
    assert not row(shown, "Place").differs


def test_what_was_not_recorded_is_an_empty_place_and_a_fact_of_none_no_row(make, said):
    bare = make.listing(length_cm=None, width_cm=None, height_cm=None, materials=[])
    full = make.listing(weight_g=300)
    shown = said(bare, full)
    assert row(shown, "Weight").values == [[], ["300 gram"]]
    assert row(shown, "Material").values[0] == []
    alone = said(bare)
    assert row(alone, "Size (L x W x H)").values == [[]], "size is asked of every bag"
    assert "Weight" not in [one.name for one in alone.rows]


def test_the_certificate_covers_only_what_reaches_the_bag(make, said):
    artisan = make.artisan()
    crochet, knit = make.listing(artisan), make.listing(artisan, technique=Technique.MACRAME)
    others = make.listing(artisan, made_by=MadeBy.OTHERS)
    make.certificate(artisan, units=("Merajut badan tas",), techniques=(Technique.CROCHET,))
    covered = row(said(crochet, knit, others), "What the certificate covers").values
    assert covered[0] == ["Merajut badan tas"]
    assert covered[1] == covered[2] == ["Nothing here: this bag carries no badge."]


def test_a_revoked_certificate_is_said_and_not_passed_over(make, said):
    artisan = make.artisan()
    bag = make.listing(artisan)
    make.certificate(artisan, Status.REVOKED)
    assert said(bag).cards[0].badge.kind == "revoked"


def test_three_bags_cost_no_more_questions_than_one(make, said, session, queries):
    artisan = make.artisan()
    make.certificate(artisan)
    bags = [make.listing(artisan), make.listing(artisan), make.listing(state=State.SOLD)]
    codes = [bag.code for bag in bags]
    session.expunge_all()
    with queries() as asked:
        assert len(said(codes=codes).cards) == 3
    assert len(asked) <= 7, asked

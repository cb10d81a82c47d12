"""Who is named when nobody offers what was looked for: only those who could, may, and say that they do."""

from __future__ import annotations

import pytest

from marketplace.artisans.rules import Technique
from marketplace.catalogue.commissions import could_make
from marketplace.catalogue.rules import Group, Search
from marketplace.certificates.rules import Status
from marketplace.listings.rules import Availability
from tests.factories.shopful import DAY, TODAY

KNIT = Search(chosen={Group.TECHNIQUE: ("knit",)})


@pytest.fixture
def maker(make):
    """Make an artisan who answers, but for what is changed."""

    def new(techniques=(Technique.KNIT,), orders=True, status=Status.VERIFIED, **changes):
        artisan = make.artisan(**changes)
        if status:
            make.certificate(artisan, status=status, techniques=techniques)
        ready = {"availability": Availability.READY}
        made = {"availability": Availability.MADE_TO_ORDER, "lead_days": 9}
        make.listing(artisan, photos=0, **(made if orders else ready))
        return artisan

    return new


def test_only_the_certified_present_and_taking_orders_are_named(maker):
    found = [maker(name="Ani"), maker(name="Beti", paused_until=TODAY)]
    maker(techniques=[Technique.CROCHET])
    maker(orders=False)
    maker(paused_until=TODAY + DAY)
    maker(visible=False)
    for status in (None, Status.SUSPENDED, Status.REVOKED, Status.SUBMITTED):
        maker(status=status)
    assert list(could_make(KNIT, TODAY)) == found


def test_a_unit_taken_out_of_the_certificate_is_held_no_more(maker, session):
    artisan = maker()
    asked = Search(chosen={Group.UNIT: ("CONTOH.000.001",)})
    assert list(could_make(asked, TODAY)) == list(could_make(Search(), TODAY)) == [artisan]
    assert list(could_make(Search(chosen={Group.UNIT: ("X.9",)}), TODAY)) == []
    from_sql = session.connection().exec_driver_sql("UPDATE unit SET withdrawn_on = '2026-01-01'")
    assert from_sql.rowcount == 1
    assert list(could_make(asked, TODAY)) == list(could_make(KNIT, TODAY)) == []


def test_a_few_are_enough(maker):
    for _ in range(4):
        maker()
    assert len(could_make(KNIT, TODAY)) == 3

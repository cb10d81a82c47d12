"""The five numbers of one shop: hers, by local day, and nobody else's."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from marketplace.checks.models import RecordVisits
from marketplace.favourites.models import Favourite
from marketplace.footfall.models import BagVisits, WhatsappClicks
from marketplace.footfall.queries import forget, fortnights
from marketplace.footfall.rules import Kind

TODAY = date(2026, 4, 14)
ZONE = "Asia/Makassar"


def told(artisan):
    return {one.kind: one for one in fortnights(artisan.id, TODAY, ZONE)}


@pytest.fixture
def shop(make):
    """Somebody with two bags and a record, beside somebody else whose numbers are not hers."""
    hers, other = make.artisan(name="Siti"), make.artisan(name="Rukmini")
    for artisan, times in ((hers, 1), (other, 100)):
        record = make.certificate(artisan)
        for back in (0, 3, 8):
            make.keep(
                RecordVisits(certificate_id=record.id, day=TODAY - timedelta(days=back), visits=2 * times)
            )
        for bag in (make.listing(artisan), make.listing(artisan)):
            for back in (0, 6, 7, 13, 14):
                make.keep(
                    BagVisits(listing_id=bag.id, day=TODAY - timedelta(days=back), visits=(1 + back) * times)
                )
    return hers


def test_visits_of_all_her_bags_and_her_record_are_summed_by_day(shop):
    numbers = told(shop)
    assert (numbers[Kind.SEEN].this_week, numbers[Kind.SEEN].last_week) == (2 * (1 + 7), 2 * (8 + 14))
    assert dict(numbers[Kind.SEEN].days)[TODAY] == 2
    assert numbers[Kind.RECORD_OPENED].this_week == 4
    assert numbers[Kind.RECORD_OPENED].last_week is None, "nobody counted a record before the eighth day back"


def test_ways_to_whatsapp_are_summed_beside_the_pages_and_begin_on_a_day_of_their_own(make, shop):
    bags = [make.listing(shop), make.listing(shop), make.listing(make.artisan(name="Orang lain"))]
    for bag, clicks in zip(bags, (1, 2, 50), strict=True):
        for back in (0, 6, 7):
            make.keep(WhatsappClicks(listing_id=bag.id, day=TODAY - timedelta(days=back), visits=clicks))
    numbers = told(shop)
    assert numbers[Kind.WHATSAPP].this_week == 6
    assert dict(numbers[Kind.WHATSAPP].days)[TODAY - timedelta(days=7)] == 3
    assert numbers[Kind.WHATSAPP].last_week is None, "nobody had counted them before"
    assert numbers[Kind.SEEN].last_week == 2 * (8 + 14)


def test_hearts_and_questions_fall_on_the_local_day(make, shop):
    bag = make.listing(shop)
    late = datetime(2026, 4, 13, 16, 30, tzinfo=UTC)  # half past midnight of the 14th in Bontang
    for at in (late, late - timedelta(hours=1), late - timedelta(days=13, hours=1)):
        make.keep(Favourite(account_id=make.account().id, listing_id=bag.id, added_at=at))
        make.thread(bag, token=f"token {at}", created_at=at, last_message_at=late)
    numbers = told(shop)
    for kind in (Kind.KEPT, Kind.ASKED):
        days = dict(numbers[kind].days)
        assert (days[TODAY], days[TODAY - timedelta(days=1)]) == (1, 1)
        assert (numbers[kind].this_week, numbers[kind].last_week) == (2, 0), (
            "the oldest lies one hour too far back"
        )


def test_before_anything_was_counted_only_today_has_none(make):
    numbers = told(make.artisan())
    assert numbers[Kind.SEEN].days[-1] == (TODAY, 0)
    assert {number for _, number in numbers[Kind.SEEN].days[:-1]} == {None}
    assert (numbers[Kind.KEPT].this_week, numbers[Kind.KEPT].last_week) == (0, 0)


def test_three_statements_whatever_the_shop(shop, queries):
    assert shop.id
    with queries() as asked:
        told(shop)
    assert len(asked) == 3


def test_what_is_older_is_forgotten(session, make, shop):
    bag = make.listing(shop)
    for back in (7, 8):
        make.keep(WhatsappClicks(listing_id=bag.id, day=TODAY - timedelta(days=back), visits=1))
    assert forget(TODAY - timedelta(days=7)) == 2 * 2 * 2 + 1
    session.commit()
    assert min(session.scalars(select(BagVisits.day))) == TODAY - timedelta(days=7)
    assert session.scalars(select(WhatsappClicks.day)).all() == [TODAY - timedelta(days=7)]

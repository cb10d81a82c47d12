"""Who is on a list: valid holders who let themselves be shown, with photos, and only what they allowed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.accounts.models import Account
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Status
from marketplace.fair_lists import operations, queries
from marketplace.kit.errors import Gone, NotFound
from marketplace.listings.rules import State
from tests.conftest import NOON
from tests.opportunities.conftest import DAY, TODAY, UNIT


def names(place=None, day=TODAY, unit=UNIT):
    return [one.artisan.name for one in queries.holders(unit, place, day)]


def test_those_who_hold_it_today_and_let_themselves_be_shown(make, holder, session):
    good = holder()
    make.certificate(make.artisan(), Status.SUSPENDED)
    make.certificate(make.artisan(), valid_until=TODAY - DAY)
    make.certificate(make.artisan(visible=False))
    make.certificate(make.artisan(make.account(disabled_at=NOON)))
    out = make.certificate(make.artisan(), units=("Satu", "Dua"))
    out.units[0].withdrawn_on = TODAY
    session.commit()
    assert names() == [good.name] and names(unit="NIX") == []
    assert session.query(Account).count() > 5


def test_whoever_loses_it_is_gone_at_the_next_look(holder, session):
    artisan = holder()
    assert names() and not names(day=TODAY + 1000 * DAY)
    session.query(Certificate).filter_by(artisan_id=artisan.id).update({"status": Status.REVOKED})
    session.commit()
    assert names() == []


def test_a_place_is_a_kelurahan_or_a_whole_city(make, holder):
    here, there = holder(), holder(place_code=make.place("64.74.02.1001", "Tanjung Laut").code)
    assert names("64.74") == [here.name, there.name]
    assert names("64.74.02.1001") == [there.name] and names("64.72") == []


def test_the_certificate_that_lasts_longest_is_named(make, holder):
    artisan = holder()
    longer = make.certificate(artisan, valid_until=TODAY + 3000 * DAY)
    (one,) = queries.holders(UNIT, None, TODAY)
    assert one.certificate is longer and one.unit == "Merajut badan tas"
    assert one.standing.valid_until == TODAY + 3000 * DAY


def test_three_photos_of_the_newest_bags_on_show(make, holder):
    artisan = holder()
    for number in range(5):
        make.listing(artisan, published_at=NOON + timedelta(hours=number))
    make.listing(artisan, State.DRAFT)
    (one,) = queries.holders(UNIT, None, TODAY)
    assert len(one.photos) == 3 and all(photo.picture.renditions for photo in one.photos)


def test_a_number_stands_there_by_consent_alone(holder):
    holder(whatsapp="+628120000001"), holder(whatsapp="+628120000002", whatsapp_public=True)
    assert {one.contact for one in queries.holders(UNIT, None, TODAY)} == {None, "+628120000002"}


def test_five_questions_however_many(make, holder, session, queries_of):
    for _ in range(4):
        make.listing(holder())
    assert queries_of(lambda: [one.artisan.place.name for one in queries.holders(UNIT, None, TODAY)]) <= 6


def test_a_link_opens_its_list_until_it_ends_or_is_taken_back(holder, lent, officer, session):
    holder()
    row, token = lent()
    assert queries.opened(token, NOON) is row and list(queries.out(NOON)) == [row]
    with pytest.raises(Gone):
        queries.opened(token, NOON + 7 * DAY)
    with pytest.raises(NotFound):
        queries.opened(token + "x", NOON)
    operations.revoke(row, actor=officer, at=NOON)
    with pytest.raises(Gone):
        queries.opened(token, NOON)
    assert list(queries.out(NOON)) == [] and queries.one(row.id) is row
    with pytest.raises(NotFound):
        queries.one(999)

"""The list of artisans and one artisan's page, as they are asked of the database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from marketplace.catalogue import makers
from marketplace.catalogue.makers import BAGS_PER_PAGE, PEOPLE_PER_PAGE
from marketplace.certificates.rules import PUBLIC_STATUSES, StandingKind, Status
from marketplace.kit.errors import NotFound
from marketplace.kit.paging import encode_cursor
from marketplace.listings.rules import State
from tests.factories.noise import EXPIRED, unseen_bags

TODAY = date(2026, 4, 14)
RUBBISH = [
    "rubbish",
    "\0",
    "é",
    encode_cursor([]),
    encode_cursor(["siti"]),
    encode_cursor(["siti", -1]),
    encode_cursor(["siti", True]),
    encode_cursor(["siti", 2**31]),
    encode_cursor([1, 1]),
    encode_cursor([None, None]),
    encode_cursor(["0001-01-01T00:00:00+14:00", 1]),
    encode_cursor(["2026-04-14T00:00:00+00:00", "1"]),
]


def everybody(places=(), certified=False):
    found, after, told = [], "", set()
    while True:
        page = makers.list_makers(places, certified, after, TODAY)
        found += page.makers
        told.add(page.total)
        if page.next_cursor is None:
            assert told == {len(found)}
            return found
        after = page.next_cursor


def test_artisans_of_one_name_are_all_listed_and_none_twice(make):
    for number in range(PEOPLE_PER_PAGE + 3):
        make.artisan(name="Siti" if number % 2 else "SITI")
    make.artisan(name="Ani")
    make.artisan(name="Siti", visible=False)
    listed = [maker.artisan for maker in everybody()]
    assert listed[0].name == "Ani"
    assert len({artisan.id for artisan in listed}) == len(listed) == PEOPLE_PER_PAGE + 4


def test_only_bags_in_the_window_are_counted(make):
    unseen_bags(make)
    artisan = make.artisan(name="Aminah")
    for state in State:
        make.listing(artisan, state=state)
    assert [(maker.artisan.name, maker.bags) for maker in everybody()] == [
        ("Aminah", 1),
        ("Perajin Terlihat", 0),
    ]


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("last", [EXPIRED, TODAY], ids=["over", "running"])
def test_the_list_shows_a_standing_only_once_it_is_public_and_filters_by_it(make, status, last):
    artisan = make.artisan()
    make.certificate(artisan, status=status, valid_until=last)
    make.artisan(name="Tanpa sertifikat")
    shown = {maker.artisan.id: maker.standing for maker in everybody()}
    standing = shown[artisan.id]
    assert (standing is not None) == (status in PUBLIC_STATUSES)
    valid = status is Status.VERIFIED and last == TODAY
    assert bool(standing and standing.is_valid) == valid
    assert [maker.artisan.id for maker in everybody(certified=True)] == [artisan.id] * valid


def test_a_place_finds_its_own_artisans_and_only_places_with_visible_ones_are_offered(make):
    here = make.artisan(place_code=make.place("64.74.01.1001", "Bontang Kuala").code)
    make.artisan(place_code=make.place("64.74.01.1002", "Lok Tuan").code)
    make.artisan(place_code=make.place("64.74.01.1003", "Api-Api").code, visible=False)
    make.artisan(place_code=None)
    assert [maker.artisan.id for maker in everybody(["64.74.01.1001"])] == [here.id]
    assert len(everybody(["64.74.01.1001", "64.74.01.1002"])) == 2
    assert list(makers.places_of_makers().values()) == ["Bontang Kuala", "Lok Tuan"]


def test_a_page_of_artisans_takes_five_statements_however_many_there_are(make, queries, session):
    def count():
        session.expunge_all()
        with queries() as asked:
            found = makers.list_makers((), False, "", TODAY)
            for maker in found.makers:
                _ = (maker.artisan.place.name, maker.artisan.portrait.renditions)
        return len(asked)

    counts = []
    for more in (1, PEOPLE_PER_PAGE):
        for _ in range(more):
            make.certificate(make.artisan(portrait=make.picture()))
        counts.append(count())
    assert counts[0] == counts[1] <= 5


@pytest.mark.parametrize("after", RUBBISH)
def test_a_cursor_nobody_made_shows_the_first_page(make, after):
    artisan = make.artisan(name="Aminah")
    bag = make.listing(artisan)
    assert [maker.artisan for maker in makers.list_makers((), False, after, TODAY).makers] == [artisan]
    assert [offer.listing for offer in makers.shop_of(artisan.slug, after, TODAY).bags] == [bag]


@pytest.mark.parametrize("slug", ["nobody", "", "%", "PERAJIN-1", "../admin"])
def test_nobody_is_found_at_an_address_that_is_not_hers(make, slug):
    make.artisan(slug="perajin-1")
    with pytest.raises(NotFound):
        makers.shop_of(slug, "", TODAY)


def test_a_hidden_artisan_has_no_page(make):
    hidden = make.artisan(visible=False)
    make.certificate(hidden)
    with pytest.raises(NotFound):
        makers.shop_of(hidden.slug, "", TODAY)


def test_her_page_holds_her_bags_in_the_window_each_once_newest_first(make):
    artisan = make.artisan()
    same = make.clock() - timedelta(days=3)
    own = [make.listing(artisan, published_at=same, photos=0) for _ in range(BAGS_PER_PAGE + 3)]
    for state in State:
        if state is not State.PUBLISHED:
            make.listing(artisan, state=state)
    make.listing()
    unseen_bags(make)
    first = makers.shop_of(artisan.slug, "", TODAY)
    second = makers.shop_of(artisan.slug, first.next_cursor, TODAY)
    shown = [offer.listing.id for offer in [*first.bags, *second.bags]]
    assert shown == sorted((bag.id for bag in own), reverse=True)
    assert (first.total, second.total, second.next_cursor) == (len(own), len(own), None)


def test_what_speaks_for_her_comes_first_and_what_was_never_verified_is_not_a_record(make):
    artisan = make.artisan()
    make.certificate(make.artisan())
    older = make.certificate(artisan, issue_date=date(2024, 1, 1), valid_until=date(2027, 1, 1))
    lost = make.certificate(artisan, status=Status.REVOKED, issue_date=date(2026, 1, 1))
    lapsed = make.certificate(artisan, issue_date=date(2022, 1, 1), valid_until=EXPIRED)
    for status in Status:
        if status not in PUBLIC_STATUSES:
            make.certificate(artisan, status=status)
    shop = makers.shop_of(artisan.slug, "", TODAY)
    assert shop.speaks and shop.speaks[0] is older
    assert [found for found, _ in shop.records] == [older, lost, lapsed]
    kinds = [standing.kind for _, standing in shop.records]
    assert kinds == [StandingKind.VALID, StandingKind.REVOKED, StandingKind.EXPIRED]


def test_her_page_takes_nine_statements_however_much_there_is(make, queries, session):
    artisan = make.artisan(slug="siti", portrait=make.picture())

    def count():
        session.expunge_all()
        with queries() as asked:
            shop = makers.shop_of("siti", "", TODAY)
            for offer in shop.bags:
                _ = (offer.listing.artisan.name, offer.cover and offer.cover.picture.renditions)
            for certificate, _ in shop.records:
                _ = certificate.units
            _ = (shop.artisan.place.parent.name, shop.artisan.portrait.renditions)
        return len(asked)

    counts = []
    for more in (1, BAGS_PER_PAGE):
        for _ in range(more):
            make.certificate(artisan)
            make.listing(artisan)
        counts.append(count())
        artisan = makers.shop_of("siti", "", TODAY).artisan
    assert counts[0] == counts[1] <= 9

"""What the catalogue finds, held against the rules row by row."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import cycle, product

import pytest

from marketplace.artisans.rules import Technique
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.rules import PAGE_SIZE, Group, Mark, Search, Sort
from marketplace.certificates.rules import Status
from marketplace.listings.badges import certified_now
from marketplace.listings.measures import PRICE_BANDS, PriceBand
from marketplace.listings.rules import Availability, BagType, Colour, MadeBy, Material
from marketplace.listings.scope import named_units
from tests.factories.noise import unseen_bags

TODAY = date(2026, 4, 14)
DAY = timedelta(days=1)


def walk(search, today=TODAY):
    """Every bag that answers, page by page, and the totals each page told."""
    found, mark, told = [], None, set()
    while True:
        page = catalogue.find(search, mark, today)
        assert page.seen == len(found)
        found += page.offers
        told.add(page.total)
        if page.next_mark is None:
            assert told == {len(found)}
            return found
        assert len(page.offers) == PAGE_SIZE
        mark = page.next_mark


@pytest.fixture
def makers_of_every_standing(make):
    """One artisan for every status and every way a day can lie to a term; one with an old lapse and a new paper."""
    terms = [
        (TODAY - 9 * DAY, TODAY - DAY),
        (TODAY - 9 * DAY, TODAY),
        (TODAY, TODAY + 9 * DAY),
        (TODAY + DAY, TODAY + 9 * DAY),
    ]
    for status, (first, last) in product(Status, terms):
        artisan = make.artisan()
        make.certificate(artisan, status=status, issue_date=first, valid_until=last)
        for made_by in MadeBy:
            make.listing(artisan, made_by=made_by, photos=0)
    renewed = make.artisan()
    make.certificate(renewed, status=Status.REVOKED)
    make.certificate(renewed)
    make.listing(renewed, made_by=MadeBy.SELF, photos=0)
    make.listing(make.artisan(), made_by=MadeBy.SELF, photos=0)


def test_the_filter_finds_the_very_bags_that_show_a_valid_badge(make, makers_of_every_standing):
    unseen_bags(make)
    everything = walk(Search())
    badged = {offer.listing.id for offer in everything if offer.badge and offer.badge.is_valid}
    assert {offer.listing.id for offer in walk(Search(certified=True))} == badged
    assert len(badged) == 3  # the last day, the first day, the renewed one
    named = named_units([offer.listing.id for offer in everything], TODAY)
    for offer in everything:
        assert (offer.listing.id in badged) == certified_now(offer.listing, named[offer.listing.id])


def test_nothing_that_is_not_on_offer_is_found_counted_or_offered_as_a_filter(make):
    unseen = unseen_bags(make)
    assert catalogue.find(Search(), None, TODAY) == catalogue.Found([], 0, 0, 0, None)
    assert catalogue.find(Search(words=("rahasia",)), None, TODAY).total == 0
    assert not any(catalogue.options().values())
    shown = make.listing()
    found = catalogue.find(Search(sort=Sort.CHEAPEST), None, TODAY)
    assert ([offer.listing for offer in found.offers], found.total, found.everything) == ([shown], 1, 1)
    assert len(unseen) == 5


def grid(make):
    """Bags that differ in every property a filter asks for, no two properties in step."""
    kinds, ways = cycle(list(BagType)[:3]), cycle(list(Technique)[:2])
    yarns, dyes = cycle(list(Material)[:4]), cycle(list(Colour)[:5])
    prices = [price for low, high in PRICE_BANDS.values() for price in (max(low, 1_000), high - 1)]
    places = ["64.74.01.1001", "64.74.01.1002"]
    artisans = [make.artisan(place_code=make.place(code).code, name=f"Bu {code[-1]}") for code in places]
    for number, price in enumerate(prices):
        yarn, dye = next(yarns), next(dyes)
        ready = number % 3 == 0
        make.listing(
            artisans[number % 2],
            price=price,
            bag_type=next(kinds),
            technique=next(ways),
            materials={yarn, Material.COTTON},
            colours={dye, Colour.NAVY},
            availability=Availability.READY if ready else Availability.MADE_TO_ORDER,
            lead_days=None if ready else 7,
            photos=0,
        )


def of(listing, group):
    """The values a bag has in a group."""
    match group:
        case Group.TYPE:
            return {listing.bag_type}
        case Group.TECHNIQUE:
            return {listing.technique}
        case Group.AVAILABILITY:
            return {listing.availability}
        case Group.MATERIAL:
            return {row.material for row in listing.materials}
        case Group.COLOUR:
            return {row.colour for row in listing.colours}
        case Group.PLACE:
            return {listing.artisan.place_code}
    return {band for band, (low, high) in PRICE_BANDS.items() if low <= listing.price < high}


def test_one_of_a_group_will_do_and_every_group_must_be_met(make):
    grid(make)
    everything = [offer.listing for offer in walk(Search())]
    had = {group: sorted({value for bag in everything for value in of(bag, group)}) for group in Group}
    chosen = [{group: tuple(values[:many])} for group, values in had.items() for many in (1, 2)]
    chosen += [
        {one: (had[one][0],), two: tuple(had[two][:2])} for one, two in product(Group, Group) if one < two
    ]
    for question in chosen:
        expected = {
            bag.id
            for bag in everything
            if all(of(bag, group) & set(values) for group, values in question.items())
        }
        assert {offer.listing.id for offer in walk(Search(chosen=question))} == expected, question


def test_the_filters_offer_what_bags_on_offer_have_and_each_finds_something(make):
    grid(make)
    options = catalogue.options()
    assert options[Group.BAND] == {}, "bands are promoted above the list, whatever there is"
    for group, values in options.items():
        for value in values:
            assert catalogue.find(Search(chosen={group: (value,)}), None, TODAY).total, (group, value)
    had = {of_group for offer in walk(Search()) for of_group in of(offer.listing, Group.COLOUR)}
    assert set(options[Group.COLOUR]) == had
    assert options[Group.PLACE]["64.74.01.1001"] == "Bontang Kuala"


@pytest.mark.parametrize(
    ("low", "high", "prices"), [(200, 300, [200, 300]), (201, None, [300]), (None, 199, [100])]
)
def test_both_ends_of_a_price_belong_to_it(make, low, high, prices):
    for price in (100, 200, 300):
        make.listing(price=price)
    found = walk(Search(low=low, high=high, sort=Sort.CHEAPEST))
    assert [offer.listing.price for offer in found] == prices


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        (("ombak",), {"Tas Ombak", "Dompet Ombak"}),
        (("ombak", "dompet"), {"Dompet Ombak"}),
        (("siti",), {"Dompet Ombak"}),
        (("siti", "ombak"), {"Dompet Ombak"}),
        (("siti", "tas"), set()),
        (("mbak",), {"Tas Ombak", "Dompet Ombak"}),
        (("%",), set()),
        (("_",), set()),
        (("\\",), set()),
        (("' or 1=1 --",), set()),
    ],
)
def test_every_word_must_be_in_the_bag_or_in_its_makers_name_letter_by_letter(make, words, titles):
    make.listing(make.artisan(name="Rina"), title="Tas Ombak")
    make.listing(make.artisan(name="Siti"), title="Dompet Ombak")
    assert {offer.listing.title for offer in walk(Search(words=words))} == titles


@pytest.mark.parametrize("sort", Sort)
def test_each_order_is_the_one_it_says_also_where_bags_tie(make, sort):
    moment = datetime(2026, 4, 1, tzinfo=UTC)
    for number in range(2 * PAGE_SIZE + 1):
        ready = number % 3 == 0
        make.listing(
            price=1_000 * (1 + number % 4),
            availability=Availability.READY if ready else Availability.MADE_TO_ORDER,
            lead_days=None if ready else 7,
            published_at=moment + timedelta(hours=number % 5),
            photos=0,
        )
    keys = {
        Sort.NEWEST: lambda bag: (-bag.published_at.timestamp(), -bag.id),
        Sort.CHEAPEST: lambda bag: (bag.price, -bag.id),
        Sort.DEAREST: lambda bag: (-bag.price, -bag.id),
        Sort.READY: lambda bag: (
            bag.availability is not Availability.READY,
            -bag.published_at.timestamp(),
            -bag.id,
        ),
    }
    found = [offer.listing for offer in walk(Search(sort=sort))]
    assert [bag.id for bag in found] == [bag.id for bag in sorted(found, key=keys[sort])]


def test_a_bag_published_while_somebody_turns_the_page_moves_nothing(make, session):
    for _ in range(PAGE_SIZE + 2):
        make.listing(photos=0)
    first = catalogue.find(Search(), None, TODAY)
    make.listing(photos=0, published_at=datetime(2026, 4, 14, tzinfo=UTC) + 365 * DAY)
    second = catalogue.find(Search(), first.next_mark, TODAY)
    shown = [offer.listing.id for offer in [*first.offers, *second.offers]]
    assert len(shown) == len(set(shown)) == PAGE_SIZE + 2


def test_a_mark_behind_which_nothing_is_left_shows_the_first_page_again(make):
    bag = make.listing(price=5_000)
    mark = Mark(Sort.CHEAPEST, 9_000, None, 1, 240)
    found = catalogue.find(Search(sort=Sort.CHEAPEST), mark, TODAY)
    assert ([offer.listing for offer in found.offers], found.seen) == ([bag], 0)


def test_no_more_is_said_to_have_been_seen_than_there_is(make):
    for price in (1_000, 2_000):
        make.listing(price=price)
    found = catalogue.find(Search(sort=Sort.CHEAPEST), Mark(Sort.CHEAPEST, 1_500, None, 1, 999), TODAY)
    assert (len(found.offers), found.seen, found.total) == (1, 1, 2)


def test_each_way_out_says_how_many_bags_it_would_bring(make):
    make.listing(bag_type=BagType.TOTE, price=50_000)
    make.listing(bag_type=BagType.TOTE, price=60_000)
    make.listing(bag_type=BagType.POUCH, price=500_000)
    unseen_bags(make)
    search = Search(chosen={Group.TYPE: ("tote",)}, low=400_000, certified=True)
    assert catalogue.ways_out(search, TODAY) == []
    search = search.without("certified")
    assert catalogue.ways_out(search, TODAY) == [("type", "tote", 1), ("low", "400000", 2)]
    for name, value, count in catalogue.ways_out(search, TODAY):
        assert catalogue.find(search.without(name, value), None, TODAY).total == count
    assert catalogue.ways_out(Search(low=400_000), TODAY) == [], "the only part is taken back by seeing all"


@pytest.mark.parametrize(
    "search", [Search(), Search(certified=True, words=("tote",), low=1)], ids=["all", "some"]
)
def test_a_page_takes_five_statements_however_many_bags_there_are(make, queries, session, search):
    def count():
        session.expunge_all()
        with queries() as asked:
            catalogue.find(search, None, TODAY)
        return len(asked)

    counts = []
    for more in (1, PAGE_SIZE):
        for _ in range(more):
            artisan = make.artisan()
            make.certificate(artisan)
            make.listing(artisan)
        counts.append(count())
    assert counts[0] == counts[1] <= 5


def test_price_bands_leave_no_price_out(make):
    for band in PriceBand:
        make.listing(price=max(1, PRICE_BANDS[band][0]), photos=0)
    every = Search(chosen={Group.BAND: tuple(band.value for band in PriceBand)})
    assert len(walk(every)) == len(PriceBand)

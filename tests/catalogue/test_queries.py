"""What the catalogue finds, held against the rules row by row."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest

from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.answers import Answer, Counts, Tally
from marketplace.catalogue.marks import Mark
from marketplace.catalogue.rules import PAGE_SIZE, Group, Search, Sort
from marketplace.certificates.rules import Status
from marketplace.listings.badges import certified_now
from marketplace.listings.measures import PRICE_BANDS, PriceBand
from marketplace.listings.rules import BagType, MadeBy, State
from marketplace.listings.scope import named_units
from tests.conftest import NOON
from tests.factories.noise import unseen_bags
from tests.factories.shopful import DAY, TODAY, rows_of, walk


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
    assert catalogue.find(Search(), None, TODAY).offers == []
    assert catalogue.find(Search(words=("rahasia",)), None, TODAY).total == 0
    shown = make.listing()
    found = catalogue.find(Search(sort=Sort.CHEAPEST), None, TODAY)
    assert (rows_of(found.offers), found.total, found.counts.everything) == (
        [shown],
        1,
        Tally(1),
    )
    assert len(unseen) == 6


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
    mark = Mark(Sort.CHEAPEST, (9_000,), NOON, 1, 240)
    found = catalogue.find(Search(sort=Sort.CHEAPEST), mark, TODAY)
    assert (rows_of(found.offers), found.seen) == ([bag], 0)


def test_no_more_is_said_to_have_been_seen_than_there_is(make):
    for price in (1_000, 2_000):
        make.listing(price=price)
    found = catalogue.find(Search(sort=Sort.CHEAPEST), Mark(Sort.CHEAPEST, (1_500,), NOON, 1, 999), TODAY)
    assert (len(found.offers), found.seen, found.total) == (1, 1, 2)


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


def test_the_rows_have_the_last_word_on_what_a_finder_says(make, session):
    kept, gone, other = (
        make.listing(bag_type=kind, photos=0) for kind in (BagType.TOTE, BagType.TOTE, BagType.POUCH)
    )
    hidden = make.listing(make.artisan(visible=False), photos=0)
    gone.state = State.SOLD
    session.commit()
    counts = Counts(total=Tally(9))
    answer = Answer([hidden.id, gone.id, 999_999, kept.id, other.id], counts, None, 24)
    search = Search(words=("whatever",), chosen={Group.TYPE: ("tote",)})
    found = catalogue.load(answer, search, TODAY)
    assert rows_of(found.offers) == [kept]
    assert (found.counts, found.seen) == (counts, 24)
    order = catalogue.load(Answer([other.id, kept.id], counts), Search(), TODAY).offers
    assert rows_of(order) == [other, kept], "in the order of the answer"

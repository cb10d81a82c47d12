"""A shop full of bags that differ in everything a buyer can ask for, and what each card may say of itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

from sqlalchemy import select

from marketplace.artisans.labels import back_on
from marketplace.artisans.rules import Technique
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.rules import CERTIFIED, PAGE_SIZE, Fits, Group, Ready, Search
from marketplace.certificates.models import Certificate, Unit
from marketplace.certificates.rules import Status
from marketplace.database.session import session
from marketplace.listings.badges import certified_now, covers
from marketplace.listings.details import sides_of
from marketplace.listings.fits import Sides, Thing, takes
from marketplace.listings.measures import price_band
from marketplace.listings.models import Listing, Variant
from marketplace.listings.rules import Availability, BagType, Colour, MadeBy, Material
from marketplace.listings.scope import named_units
from tests.factories.make import Make
from tests.factories.noise import unseen_bags

TODAY = date(2026, 4, 14)
DAY = timedelta(days=1)
PLACES = (
    ("64.74.01.1001", "Bontang Kuala"),
    ("64.74.01.1002", "Bontang Baru"),
    ("64.74.02.1001", "Tanjung Laut"),
    ("64.72.01.1001", "Sungai Kapih"),
)
SIDES = (None, 8, 9, 18, 22, 23, 24, 25, 31, 32, 34, 40)


def makers_of_all_kinds(make: Make) -> list:
    """Artisans here and there, present and away, with every standing a certificate can have; one with two papers."""
    makers = []
    for number, (status, days) in enumerate(
        [
            (Status.VERIFIED, 9),
            (Status.VERIFIED, 0),
            (Status.VERIFIED, -1),
            (Status.SUSPENDED, 9),
            (Status.REVOKED, 9),
            (None, 0),
        ]
    ):
        place = PLACES[number % 5] if number % 5 < len(PLACES) else None
        away = {1: TODAY + 5 * DAY, 4: TODAY}.get(number)
        artisan = make.artisan(
            place_code=make.place(*place).code if place else None, paused_until=away, name=f"Perajin {number}"
        )
        if status:
            term = {"issue_date": TODAY - 99 * DAY, "valid_until": TODAY + days * DAY}
            units = ("Merajut badan tas", "Memasang furing")
            make.certificate(
                artisan, status=status, units=units, techniques=list(Technique)[: 1 + number], **term
            )
        makers.append(artisan)
    make.certificate(makers[2], units=("Merajut badan tas",), techniques=[Technique.KNIT])
    return makers


def fill(make: Make, seed: int = 7, bags: int = 40) -> None:
    """Put up bags at random, and some nobody may see."""
    dice, sizes = Random(seed), Random(seed)
    makers = makers_of_all_kinds(make)
    units = {maker.id: [*_units(make, maker)] for maker in makers}
    taken_out = []
    with make.together():
        for _ in range(bags):
            maker = dice.choice(makers)
            lead = dice.choice([None, None, 1, 3, 4, 7, 14, 15, 30, 31, 60])
            bag = make.listing(
                maker,
                price=dice.choice([99_999, 100_000, 199_999, 200_000, 349_999, 350_000, 499_999, 500_000]),
                bag_type=dice.choice(list(BagType)[:4]),
                technique=dice.choice(list(Technique)),
                made_by=dice.choice([MadeBy.SELF, MadeBy.SELF, MadeBy.GROUP]),
                materials=set(dice.sample(list(Material)[:5], dice.randint(1, 3))),
                colours=set(dice.sample(list(Colour)[:5], dice.randint(1, 3))),
                length_cm=dice.choice(SIDES),
                height_cm=dice.choice(SIDES),
                availability=Availability.MADE_TO_ORDER if lead else Availability.READY,
                lead_days=lead,
                turn=dice.choice([0, 11, 12]),
                published_at=datetime(2026, 4, dice.randint(1, 9), tzinfo=UTC),
                units=[unit for unit in units[maker.id] if dice.random() < 0.6],
                photos=0,
            )
            for number in range(sizes.choice([0, 0, 1, 2, 3])):
                bag.variants.append(
                    Variant(
                        code=f"V{number}",
                        size="SML"[number],
                        length_cm=sizes.choice(SIDES),
                        height_cm=sizes.choice(SIDES),
                        off=sizes.random() < 0.2,
                    )
                )
            if sizes.random() < 0.2:
                taken_out.append(bag)
    for bag in taken_out:  # on no page, whatever went into it
        gone = Variant(listing_id=bag.id, code="GONE", size="XL", length_cm=60, width_cm=20, height_cm=50)
        gone.removed_at = datetime(2026, 4, 10, tzinfo=UTC)
        make.session.add(gone)
    make.session.commit()
    unseen_bags(make)


def _units(make: Make, maker):
    hers = select(Unit).join(Unit.certificate).where(Certificate.artisan_id == maker.id)
    return make.session.scalars(hers).all()


def labels_of(offers, today: date = TODAY) -> dict[int, dict[str, set[str]]]:
    """What each bag's card, or the page behind it, may say of it: number of the bag -> group -> values.

    Said by the pure rules alone, from the rows as they are.
    """
    named = named_units([offer.listing.id for offer in offers], today)
    return {offer.listing.id: _labels(offer, named[offer.listing.id], today) for offer in offers}


def rows_of(offers) -> list[Listing]:
    """The rows behind what a page shows, in its order."""
    return [session.get_one(Listing, offer.listing.id) for offer in offers]


def _labels(offer, named, today):
    bag = session.get_one(Listing, offer.listing.id)
    taken = takes(sides_of(bag), [Sides(one.length_cm, one.width_cm, one.height_cm) for one in bag.variants])
    certified = certified_now(bag, named)
    shown = offer.badge is not None and offer.badge.is_valid
    assert certified == shown, "the badge on the card and the rule"
    place = bag.artisan.place_code or ""
    away = back_on(bag.artisan, today) is not None
    units = [
        one.unit.code for one in named if certified and covers(one, bag.technique) and one.standing.is_valid
    ]
    return {
        CERTIFIED: {"1"} if certified else set(),
        Group.UNIT: set(units),
        Group.TYPE: {bag.bag_type},
        Group.TECHNIQUE: {bag.technique},
        Group.MATERIAL: {row.material for row in bag.materials},
        Group.COLOUR: {row.colour for row in bag.colours},
        Group.BAND: {price_band(bag.price)},
        Group.FIT: {one for one in Fits if Thing(one) in taken},
        Group.READY: {ready for ready in Ready if not away and (bag.lead_days or 0) <= int(ready)},
        Group.PLACE: {place, place[:5]} if place else set(),
        Group.ARTISAN: {bag.artisan.slug},
    }


def walk(search: Search, today: date = TODAY) -> list:
    """Every bag that answers, page by page; each page tells the same total and how many came before."""
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

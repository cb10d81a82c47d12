"""Whatever changes what the search holds of a bag is written down in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from marketplace.artisans.models import Artisan, Place
from marketplace.artisans.rules import Technique
from marketplace.certificates.models import Certificate, Unit, UnitTechnique
from marketplace.certificates.rules import Status
from marketplace.database.base import db
from marketplace.database.session import writing
from marketplace.listings import changes
from marketplace.listings.changes import CursorLost, ListingChange
from marketplace.listings.models import Listing, ListingColour, ListingMaterial, ListingUnit, Variant
from marketplace.listings.rules import Colour, MadeBy, Material, State
from tests.conftest import on_postgresql
from tests.factories.make import Make

Ids = Callable[[Callable[[Session], object]], list[int]]


@pytest.fixture
def changed(session: Session) -> Ids:
    """Do something in a transaction of its own; return the bags that changed by it."""

    def watch(work: Callable[[Session], object]) -> list[int]:
        before = changes.position(session)
        with writing() as inside:
            work(inside)
        found, _ = changes.since(session, before)
        session.rollback()
        return sorted(found)

    return watch


PLAIN = {"position": 0, "colour_words": "", "off": False}
SET: dict[str, Callable[[Listing], Any]] = {
    "title": lambda bag: update(Listing).where(Listing.id == bag.id).values(title="Lain"),
    "paused": lambda bag: update(Listing).where(Listing.id == bag.id).values(state=State.PAUSED),
    "made by": lambda bag: update(Listing).where(Listing.id == bag.id).values(made_by=MadeBy.GROUP),
    "removed": lambda bag: delete(Listing).where(Listing.id == bag.id),
    "material": lambda bag: update(ListingMaterial).values(material=Material.JUTE),
    "colour gone": lambda bag: delete(ListingColour).where(ListingColour.listing_id == bag.id),
    "renamed": lambda bag: update(Artisan).where(Artisan.id == bag.artisan_id).values(name="Lain"),
    "hidden": lambda bag: update(Artisan).where(Artisan.id == bag.artisan_id).values(visible=False),
    "moved": lambda bag: update(Artisan).where(Artisan.id == bag.artisan_id).values(place_code=None),
    "city renamed": lambda bag: update(Place).where(Place.code == "64.74").values(name="Lain"),
    "village renamed": lambda bag: update(Place).where(Place.code == "64.74.01.1001").values(name="Lain"),
    "revoked": lambda bag: update(Certificate).values(status=Status.REVOKED),
    "runs longer": lambda bag: update(Certificate).values(valid_until=date(2030, 1, 1)),
    "unit withdrawn": lambda bag: update(Unit).values(withdrawn_on=date(2026, 1, 1)),
    "technique gone": lambda bag: delete(UnitTechnique).where(UnitTechnique.technique == Technique.CROCHET),
    "unit named no more": lambda bag: delete(ListingUnit).where(ListingUnit.listing_id == bag.id),
    "variation": lambda bag: insert(Variant).values(listing_id=bag.id, code="BBBBBB", size="L", **PLAIN),
    "variation's size": lambda bag: update(Variant).values(size="Jumbo"),
    "variation's colour": lambda bag: update(Variant).values(colour=Colour.RED),
    "variation's words": lambda bag: update(Variant).values(colour_words="bata"),
    "variation gone": lambda bag: delete(Variant),
}


@pytest.mark.parametrize("name", SET)
def test_every_statement_that_matters_is_noticed(make: Make, changed: Ids, name: str) -> None:
    certificate = make.certificate()
    bag = make.listing(certificate.artisan)
    make.keep(Variant(listing_id=bag.id, code="AAAAAA", size="S"))
    draft = make.listing(certificate.artisan, state=State.DRAFT)
    found = changed(lambda session: session.execute(SET[name](bag)))
    assert bag.id in found
    assert draft.id not in found


def test_bags_that_come_and_go_are_noticed(make: Make, changed: Ids) -> None:
    artisan = make.artisan()
    draft = make.listing(artisan, state=State.DRAFT)

    def publish(session: Session) -> None:
        values = {"state": State.PUBLISHED, "published_at": make.clock()}
        session.execute(update(Listing).where(Listing.id == draft.id).values(values))

    draft_id, artisan_id = draft.id, artisan.id
    assert changed(publish) == [draft_id]
    gone = delete(Artisan).where(Artisan.id == artisan_id)
    assert changed(lambda session: session.execute(gone)) == [draft_id]


def test_what_no_document_shows_is_left_out(make: Make, changed: Ids) -> None:
    certificate = make.certificate()
    bag = make.listing(certificate.artisan)
    make.keep(Variant(listing_id=bag.id, code="AAAAAA", size="S"))
    assert changed(lambda session: session.execute(update(Variant).values(stock=3, price=9_000))) == []
    assert changed(lambda session: session.execute(update(Artisan).values(story="Lain"))) == []
    assert changed(lambda session: session.execute(update(Certificate).values(method="portal_bnsp"))) == []


def test_what_was_undone_never_was(make: Make, session: Session) -> None:
    bag = make.listing()
    before = changes.position(session)
    session.execute(update(Listing).where(Listing.id == bag.id).values(title="Lain"))
    session.rollback()
    assert changes.since(session, before)[0] == []


def test_a_place_is_gone_on_from_and_gives_each_bag_once(make: Make, session: Session) -> None:
    bag, other = make.listing(), make.listing()
    before = changes.position(session)
    session.rollback()
    for title in ("Satu", "Dua"):
        with writing() as inside:
            inside.execute(update(Listing).where(Listing.id == bag.id).values(title=title))
    found, reached = changes.since(session, before)
    assert found == [bag.id]
    session.rollback()
    with writing() as inside:
        inside.execute(update(Listing).where(Listing.id == other.id).values(title="Tiga"))
    assert changes.since(session, reached)[0] == [other.id]


@pytest.mark.skipif(not on_postgresql(), reason="SQLite has one writer, whose commits come in order")
def test_who_began_first_and_ended_last_is_not_passed_over(make: Make, session: Session) -> None:
    early, late = make.listing(), make.listing()
    before = changes.position(session)
    session.rollback()
    engine: Engine = db.engine
    with engine.connect() as slow, engine.connect() as quick:
        slow.execute(update(Listing).where(Listing.id == early.id).values(title="Dulu"))
        quick.execute(update(Listing).where(Listing.id == late.id).values(title="Nanti"))
        quick.commit()
        found, reached = changes.since(session, before)
        session.rollback()
        assert found == [late.id]
        slow.commit()
    assert changes.since(session, reached)[0] == [early.id]


def test_compacting_leaves_one_change_that_every_reader_takes(make: Make, session: Session) -> None:
    bag = make.listing()
    start = changes.position(session)
    session.rollback()
    for title in ("Satu", "Dua"):
        with writing() as inside:
            inside.execute(update(Listing).where(Listing.id == bag.id).values(title=title))
    end = changes.since(session, start)[1]
    session.rollback()
    with writing() as inside:
        changes.compact(inside)
    rows = session.scalars(select(ListingChange.listing_id).where(ListingChange.listing_id == bag.id)).all()
    assert len(rows) == 1
    for place in (start, end):
        assert changes.since(session, place)[0] == [bag.id]


def test_a_place_ahead_of_the_database_is_no_place(make: Make, session: Session) -> None:
    make.listing()
    ahead = "1000000000000:1000000000000:" if on_postgresql() else str(10**12)
    with pytest.raises(CursorLost):
        changes.since(session, ahead)


def test_a_lost_trigger_is_noticed_and_put_back(session: Session) -> None:
    with writing() as inside:
        connection = inside.connection()
        assert not changes.are_missing(connection) and not changes.ensure(connection)
        on = " ON artisan" if on_postgresql() else ""
        connection.execute(text(f"DROP TRIGGER change_of_artisan_update{on}"))
        assert changes.are_missing(connection)
        assert changes.ensure(connection)
        assert not changes.are_missing(connection)
        changes.take_off(connection)
        assert changes.are_missing(connection)
        changes.ensure(connection)


def test_the_database_has_a_name(session: Session) -> None:
    assert changes.source(session) == changes.source(session) != ""

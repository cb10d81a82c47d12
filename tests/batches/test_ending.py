"""Taking an import back leaves what she has touched; what is forgotten is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace.access.actors import SYSTEM, Actor
from marketplace.access.roles import Role
from marketplace.audit.models import JournalEntry
from marketplace.batches import ending, queries
from marketplace.batches.models import Batch, BatchFile, BatchRow
from marketplace.batches.rules import DRAFT_KEPT, REPORT_KEPT, State
from marketplace.database.session import writing
from marketplace.kit.errors import Conflict, Forbidden
from marketplace.listings import operations as listings
from marketplace.listings import photos
from marketplace.listings.models import Listing, Photo, ProcessPhoto
from marketplace.listings.rules import Action
from marketplace.listings.rules import State as ListingState
from marketplace.pictures.operations import StoredPicture
from tests.batches.conftest import actor_of
from tests.batches.lists import WHOLE

BAGS = [WHOLE | {"Nama tas": f"Tas {number}"} for number in range(6)]


@pytest.fixture
def done(bring, start, jobs, session) -> int:
    """An import of six bags, finished."""
    start(bring(BAGS))
    jobs.run_all()
    session.rollback()
    return session.scalars(select(Batch.id)).one()


@pytest.fixture
def undo(artisan, clock):
    def take_back(batch_id: int, actor: Actor | None = None):
        with writing():
            batch = queries.own(artisan.id, batch_id, lock=True)
            return ending.undo(batch, actor=actor or actor_of(artisan), at=clock())

    return take_back


def bag(session, number: int) -> Listing:
    return session.scalars(select(Listing).where(Listing.title == f"Tas {number}")).one()


def test_what_she_has_touched_stays(done, undo, session, artisan, clock):
    hers = actor_of(artisan)
    with writing() as own:
        listings.edit(bag(own, 0), {"price": 9000}, actor=hers, at=clock())
        listings.edit(bag(own, 1), {"materials": []}, actor=hers, at=clock())
        photos.describe(bag(own, 2), {bag(own, 2).photos[0].id: "Dari depan"}, {}, actor=hers)
        photos.add(bag(own, 3), StoredPicture("9" * 64, "99/99/x.jpg", 1, 1), actor=hers, at=clock())
        listings.change_state(bag(own, 4), Action.PUBLISH, actor=hers, at=clock())
    assert undo(done) == (1, 5)
    session.rollback()
    states = dict(session.execute(select(Listing.title, Listing.state)).all())
    assert [title for title, state in states.items() if state is ListingState.REMOVED] == ["Tas 5"]
    assert states["Tas 4"] is ListingState.PUBLISHED
    assert session.scalar(select(func.count()).select_from(Photo)) == 6
    assert session.scalars(select(Batch.state)).one() is State.UNDONE
    with pytest.raises(Conflict):
        undo(done)


def test_after_a_day_it_is_too_late(done, undo, clock):
    clock.now += timedelta(hours=24, seconds=1)
    with pytest.raises(Conflict, match=r"batch\.undo_too_late"):
        undo(done)


def test_up_to_then_it_is_not(done, undo, clock):
    clock.now += timedelta(hours=24)
    assert undo(done) == (6, 0)


def test_nobody_else_takes_it_back_but_whoever_holds_the_machine(done, undo, make):
    other = make.artisan()
    with pytest.raises(Forbidden):
        undo(done, Actor(other.account_id, Role.ADMIN, "Lain", other.id, second_factor=True))
    assert undo(done, SYSTEM) == (6, 0)


def test_begin_and_end_are_in_the_journal_without_a_word_of_hers(done, undo, session):
    undo(done)
    entries = session.scalars(select(JournalEntry).order_by(JournalEntry.id)).all()
    found = [entry for entry in entries if entry.action.startswith("batch.")]
    assert [entry.action for entry in found] == ["batch.start", "batch.undo"]
    assert found[1].details == {"batch": done, "deleted": 6, "kept": 0}


def test_an_import_nobody_starts_is_forgotten_after_a_day(bring, jobs, session, clock):
    bring()
    clock.now += DRAFT_KEPT - timedelta(seconds=1)
    jobs.run_all()
    assert session.scalar(select(func.count()).select_from(Batch)) == 1
    clock.now += timedelta(seconds=1)
    jobs.run_all()
    session.rollback()
    for model in (Batch, BatchRow, BatchFile):
        assert session.scalar(select(func.count()).select_from(model)) == 0


def test_of_one_that_is_over_only_what_became_of_each_row_is_known_later(bring, start, jobs, session, clock):
    start(bring([*BAGS, WHOLE | {"Harga": "mahal"}]))
    jobs.run_all()
    clock.now += DRAFT_KEPT + timedelta(hours=1)
    jobs.run_all()
    session.rollback()
    assert session.scalar(select(func.count()).select_from(BatchRow)) == 7
    clock.now += REPORT_KEPT
    jobs.run_all()
    session.rollback()
    assert set(map(str, session.scalars(select(BatchRow.cells)))) == {"{}"}
    assert session.scalar(select(func.count()).select_from(BatchRow)) == 6
    assert session.scalar(select(func.count()).select_from(BatchFile)) == 0
    assert session.scalar(select(func.count()).select_from(Listing)) == 6


def test_photos_of_the_making_are_a_touch_too(done, undo, session, make):
    picture, one = make.picture(), bag(session, 0)
    session.add(ProcessPhoto(listing_id=one.id, picture=picture, received_at=one.created_at))
    session.commit()
    assert undo(done) == (5, 1)

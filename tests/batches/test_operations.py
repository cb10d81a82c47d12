"""Rows become drafts, once each, whatever happens in between; nothing is ever published."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.adapters.jobs.models import Job
from marketplace.artisans.rules import Technique
from marketplace.batches import operations, queries
from marketplace.batches.models import Batch, BatchFile, BatchRow
from marketplace.batches.rules import NEW_PER_HOUR, Outcome, RowState, State
from marketplace.database.session import writing
from marketplace.kit.errors import Conflict, Forbidden, TooMany
from marketplace.listings.models import Listing, Photo
from marketplace.listings.operations import begin as begin_listing
from marketplace.listings.rules import Availability, BagType, Colour, MadeBy, Material
from marketplace.listings.rules import State as ListingState
from tests.batches.conftest import actor_of
from tests.batches.lists import WHOLE


def count(session, model) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(model))


def states(session) -> list[RowState]:
    session.rollback()
    return list(session.scalars(select(BatchRow.state).order_by(BatchRow.number)))


def test_a_whole_row_becomes_a_draft_with_all_it_says(bring, start, jobs, session, make):
    start(bring([WHOLE | {"Foto": "b.jpg|a.jpg"}], ["a.jpg", "b.jpg"]))
    jobs.run_all()
    session.rollback()
    bag = session.scalars(select(Listing)).one()
    assert (bag.state, bag.title, bag.price) == (ListingState.DRAFT, "Tote Ombak", 285_000)
    assert (bag.availability, bag.bag_type, bag.technique) == (
        Availability.READY,
        BagType.TOTE,
        Technique.CROCHET,
    )
    assert (bag.made_by, str(bag.height_cm), bag.story) == (MadeBy.SELF, "36.5", "Motifnya dari ombak.")
    assert {row.material for row in bag.materials} == {Material.COTTON, Material.ROPE}
    assert {row.colour for row in bag.colours} == {Colour.BLUE, Colour.WHITE}
    assert bag.units == []
    assert not bag.outside_certificate
    names = dict(session.execute(select(BatchFile.digest, BatchFile.name)).all())
    assert [names[photo.picture.digest] for photo in bag.photos] == ["b.jpg", "a.jpg"]
    assert "ombak" in bag.search_text
    batch = session.scalars(select(Batch)).one()
    assert (batch.state, batch.finished_at) == (State.DONE, batch.finished_at)
    assert set(session.scalars(select(BatchFile.key))) == {""}


def test_looking_at_the_rows_makes_nothing(bring, session, app):
    batch = bring([WHOLE, {"Nama tas": "Kosong"}, WHOLE | {"Harga": "mahal"}, WHOLE])
    judged = operations.dry_run(
        batch, queries.rows_of(batch), queries.files_of(batch), app.extensions["toolbox"].today()
    )
    assert [one.outcome for one in judged] == [
        Outcome.COMPLETE,
        Outcome.LACKS,
        Outcome.ERROR,
        Outcome.SAME,
    ]
    assert count(session, Listing) == 0


def test_rows_with_errors_are_left_out_and_gaps_are_not_filled(bring, start, jobs, session):
    start(bring([WHOLE, {"Nama tas": "Kosong"}, WHOLE | {"Harga": "mahal"}, WHOLE]))
    jobs.run_all()
    assert states(session) == [RowState.MADE, RowState.MADE, RowState.SKIPPED, RowState.SKIPPED]
    bare = session.scalars(select(Listing).where(Listing.title == "Kosong")).one()
    assert (bare.price, bare.availability, bare.technique, bare.made_by) == (None, None, None, None)


def test_the_same_archive_twice_is_one_import_and_its_rows_are_known_afterwards(bring, start, jobs, session):
    first = bring()
    assert bring().id == first.id
    start(first)
    jobs.run_all()
    again = bring()
    assert again.id != first.id
    with pytest.raises(Conflict, match=r"batch\.nothing_new"):
        start(again)
    mended = bring([WHOLE, WHOLE | {"Nama tas": "Ransel"}])
    start(mended)
    jobs.run_all()
    assert count(session, Listing) == 2


def test_a_bag_she_deleted_may_be_imported_again(bring, start, jobs, session):
    start(bring())
    jobs.run_all()
    session.rollback()
    session.scalars(select(Listing)).one().state = ListingState.REMOVED
    session.commit()
    start(bring())
    jobs.run_all()
    assert count(session, Listing) == 2


def test_units_stay_unnamed_unless_they_are_given_and_hers(bring, start, jobs, session, make, artisan):
    mine = make.certificate(artisan, units=("Merajut badan tas", "Memasang furing"))
    make.certificate(units=("Merajut gantungan",))
    rows = [
        WHOLE,
        WHOLE | {"Unit kompetensi": "contoh 000 001|memasang furing"},
        WHOLE | {"Unit kompetensi": "Merajut gantungan"},
    ]
    start(bring(rows))
    jobs.run_all()
    assert states(session) == [RowState.MADE, RowState.MADE, RowState.SKIPPED]
    bags = session.scalars(select(Listing).order_by(Listing.id)).all()
    assert bags[0].units == []
    assert {row.unit_id for row in bags[1].units} == {unit.id for unit in mine.units}


def test_an_import_does_not_use_up_the_new_bags_of_an_hour(bring, start, jobs, session, artisan, clock):
    start(bring([WHOLE | {"Nama tas": f"Tas {n}"} for n in range(25)]))
    jobs.run_all()
    assert count(session, Listing) == 25
    with writing():
        begin_listing(artisan, actor=actor_of(artisan), at=clock())


def test_many_imports_in_an_hour_are_too_many(bring, clock):
    for number in range(NEW_PER_HOUR):
        bring([WHOLE | {"Nama tas": f"Tas {number}"}])
    with pytest.raises(TooMany, match=r"batch\.too_many_new"):
        bring([WHOLE | {"Nama tas": "Satu lagi"}])
    clock.now += timedelta(hours=1, seconds=1)
    bring([WHOLE | {"Nama tas": "Satu lagi"}])


def test_somebody_elses_import_is_nobodys_to_start_or_stop(bring, make, app, clock):
    batch = bring()
    stranger = make.artisan()
    other = Actor(stranger.account_id, Role.ARTISAN, "Lain", stranger.id)
    with pytest.raises(Forbidden):
        operations.start(batch, actor=other, at=clock(), today=app.extensions["toolbox"].today())
    with pytest.raises(Forbidden):
        operations.stop(batch, actor=other)


def test_a_stopped_import_keeps_what_is_made_and_goes_on_later(bring, start, jobs, session, artisan, app):
    batch = bring([WHOLE | {"Nama tas": f"Tas {n}"} for n in range(4)])
    at = start(batch)
    for _ in range(2):
        with writing():
            assert operations.make_next(batch.id, at=at, today=app.extensions["toolbox"].today())
    with writing():
        operations.stop(queries.own(artisan.id, batch.id, lock=True), actor=actor_of(artisan))
    jobs.run_all()
    assert count(session, Listing) == 2
    assert session.scalars(select(Batch.state)).one() is State.STOPPED
    start(queries.own(artisan.id, batch.id))
    jobs.run_all()
    assert count(session, Listing) == 4
    assert session.scalars(select(Batch.state)).one() is State.DONE


def test_a_disabled_account_gets_no_drafts(bring, start, jobs, session, artisan, clock):
    start(bring())
    artisan.account.disabled_at = clock()
    session.commit()
    jobs.run_all()
    assert count(session, Listing) == 0
    assert states(session) == [RowState.FAILED]


def test_a_unit_that_was_hers_and_is_not_any_more_fails_its_row_alone(
    bring, start, jobs, session, make, artisan
):
    certificate = make.certificate(artisan)
    start(bring([WHOLE | {"Unit kompetensi": "Merajut badan tas"}, WHOLE]))
    session.delete(session.merge(certificate))
    session.commit()
    jobs.run_all()
    assert states(session) == [RowState.FAILED, RowState.MADE]
    assert session.scalars(select(BatchRow.failure)).all() == ["batch.changed_since", None]


def test_one_photo_may_stand_in_two_bags(bring, start, jobs, session):
    start(bring([WHOLE, WHOLE | {"Nama tas": "Ransel"}]))
    jobs.run_all()
    assert count(session, Photo) == 2


def test_what_runs_without_a_job_gets_one(bring, start, jobs, session, clock):
    start(bring())
    with writing() as own:
        for job in own.scalars(select(Job)):
            own.delete(job)
    with writing():
        assert operations.resume_running(clock()) == 1
        assert operations.resume_running(clock()) == 0
    jobs.run_all()
    assert count(session, Listing) == 1

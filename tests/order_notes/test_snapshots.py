"""What is kept on agreement stays: the bag, its photos, and the record's standing of that day."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete

from marketplace.certificates.rules import Status, standing
from marketplace.listings.models import Photo
from marketplace.order_notes import operations, queries, snapshots
from marketplace.pictures import queries as pictures
from tests.conftest import NOON
from tests.order_notes.conftest import TODAY


def agree(note, session):
    operations.confirm(note, seen=1, who=operations.buyer_of(note, None), at=NOON, today=TODAY)
    session.commit()
    return queries.own(note.artisan_id, note.code)


def test_the_standing_is_that_of_the_one_function_on_that_day(make, propose, session):
    artisan = make.artisan()
    certificate = make.certificate(artisan, status=Status.VERIFIED)
    note = agree(propose(make.listing(artisan)), session)
    asked = standing(certificate, TODAY)
    assert snapshots.standing_then(note.snapshot) == asked
    assert (note.snapshot.record_code, note.snapshot.covered) == (certificate.code, True)
    certificate.status = Status.SUSPENDED
    session.commit()
    session.expire_all()
    assert snapshots.standing_then(queries.own(note.artisan_id, note.code).snapshot) == asked


def test_without_a_record_nothing_is_said_of_one(agreed):
    assert snapshots.standing_then(agreed.snapshot) is None
    assert agreed.snapshot.record_code is None


def test_the_photos_outlive_their_deletion(make, propose, session):
    bag = make.listing(photos=2)
    note = agree(propose(bag), session)
    kept = [one.picture_id for one in note.pictures]
    session.execute(delete(Photo))
    session.commit()
    assert len(kept) == 2
    assert not {one.id for one in pictures.orphans(NOON + timedelta(days=400))} & set(kept)


def test_a_bag_is_kept_as_codes_and_her_own_words(bag):
    kept = snapshots.bag_of(bag)
    assert kept["title"] == "Tote Ombak"
    assert kept["technique"] == bag.technique.value
    assert kept["materials"] == [row.material.value for row in bag.materials]

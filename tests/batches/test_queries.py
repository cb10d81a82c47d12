"""Imports are found by their owner; files that wait are spoken for, once."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from marketplace.adapters.storage.expected import ExpectedFile
from marketplace.batches import queries
from marketplace.batches.models import BatchFile
from marketplace.batches.rules import RowState
from marketplace.kit.errors import NotFound
from marketplace.pictures.models import Picture
from marketplace.pictures.rules import PictureState
from tests.batches.lists import WHOLE


def test_only_its_owner_finds_an_import(bring, make, artisan, session):
    batch = bring()
    assert queries.own(artisan.id, batch.id).id == batch.id
    for stranger in (make.artisan().id, None):
        with pytest.raises(NotFound):
            queries.own(stranger, batch.id)
        with pytest.raises(NotFound):
            queries.own(stranger, batch.id, lock=True)
        assert list(queries.recent(stranger)) == []
    assert [one.id for one in queries.recent(artisan.id)] == [batch.id]


def test_originals_are_spoken_for_until_a_picture_names_them(bring, start, jobs, session):
    batch = bring([WHOLE])
    bring([WHOLE, WHOLE | {"Nama tas": "Ransel"}])
    file = session.scalars(select(BatchFile).where(BatchFile.key != "")).first()
    key, digest = file.key, file.digest
    assert list(queries.named_files()) == [ExpectedFile(key, True, digest)]
    start(batch)
    jobs.run_all()
    session.rollback()
    assert list(queries.named_files()) == []
    picture = session.scalars(select(Picture)).one()
    assert picture.digest == digest
    picture.state = PictureState.FAILED  # it will be made of the original that came again
    session.commit()
    assert list(queries.named_files()) == [ExpectedFile(key, True, digest)]


def test_rows_are_counted_by_state(bring, start, jobs, session, artisan):
    batch = bring([WHOLE, WHOLE | {"Harga": "mahal"}])
    assert queries.counts_of(batch) == {
        RowState.WAITING: 2,
        RowState.MADE: 0,
        RowState.SKIPPED: 0,
        RowState.FAILED: 0,
    }
    start(batch)
    jobs.run_all()
    session.rollback()
    counts = queries.counts_of(queries.own(artisan.id, batch.id))
    assert (counts[RowState.MADE], counts[RowState.SKIPPED]) == (1, 1)


def test_what_somebody_else_made_of_the_same_row_is_not_hers(bring, start, jobs, session, make, artisan):
    start(bring())
    jobs.run_all()
    session.rollback()
    batch = queries.recent(artisan.id)[0]
    digests = {row.digest for row in queries.rows_of(batch)}
    assert queries.made_digests(artisan.id, digests) == digests
    assert queries.made_digests(make.artisan().id, digests) == set()

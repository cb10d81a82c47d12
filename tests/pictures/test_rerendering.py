"""Making renditions anew: the old ones are shown until the new ones are there, and their files outlive them a while."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.adapters.images import formats
from marketplace.adapters.images.results import PictureFailed
from marketplace.kit.errors import Unavailable
from marketplace.pictures import operations, queries
from marketplace.pictures.jobs import KEPT_RETIRED, sweep_orphans, sweep_retired
from marketplace.pictures.models import Picture, Rendition, RetiredRendition
from marketplace.pictures.rerendering import remake
from marketplace.pictures.rules import PictureFormat, PictureState
from tests.factories import photographs


@pytest.fixture
def box(app):
    return app.extensions["toolbox"]


@pytest.fixture
def old(box, session, jobs):
    """A picture whose renditions an earlier recipe made: other bytes under other names."""
    picture = operations.keep(operations.store(box, photographs.jpeg(21)), box.clock())
    session.commit()
    jobs.run_all()
    session.expire_all()
    for row in picture.renditions:
        row.recipe = formats.RECIPE_VERSION - 1
        row.key = box.public_files.put(b"old " + row.key.encode(), row.key.rpartition(".")[2])
    session.commit()
    return picture


def keys(picture):
    return {row.key for row in picture.renditions}


def aged(box):
    for key in list(box.public_files.keys()):
        os.utime(box.public_files.root / key, (0, 0))


def test_every_format_is_made_by_todays_recipe_and_a_second_time_does_nothing(box, session, old, monkeypatch):
    before = keys(old)
    assert queries.outdated() == [(old.id, old.digest)]
    session.rollback()
    assert remake(box, old.digest) == ""
    session.expire_all()
    assert {row.recipe for row in old.renditions} == {formats.RECIPE_VERSION}
    assert {row.format for row in old.renditions} == set(PictureFormat)
    assert keys(old).isdisjoint(before)
    assert queries.outdated() == []
    session.rollback()
    monkeypatch.setattr(box.images, "render", None)
    assert remake(box, old.digest) == ""


def test_a_picture_without_its_finest_copy_is_not_done(box, session, old):
    remake(box, old.digest)
    session.expire_all()
    old.renditions = [row for row in old.renditions if row.format is not PictureFormat.AVIF]
    session.commit()
    assert queries.outdated() == [(old.id, old.digest)]


def test_what_cannot_be_made_keeps_its_old_copies(box, session, old, monkeypatch):
    before = keys(old)

    def fail(*args, **more):
        raise PictureFailed("picture.too_heavy")

    monkeypatch.setattr(box.images, "render", fail)
    assert remake(box, old.digest) == "picture.too_heavy"
    box.private_files.delete(old.original_key)
    assert remake(box, old.digest) == "picture.lost"
    session.expire_all()
    assert (old.state, keys(old)) == (PictureState.READY, before)


def test_a_full_disk_changes_no_row(box, session, old, monkeypatch):
    before = keys(old)

    def fail(*args):
        raise Unavailable("storage.full")

    monkeypatch.setattr(box.public_files, "put", fail)
    with pytest.raises(Unavailable):
        remake(box, old.digest)
    session.expire_all()
    assert keys(old) == before
    assert remake(box, "0" * 64) == "", "a picture that is gone is no trouble"


def test_replaced_files_stay_as_long_as_a_page_may_name_them(box, session, old, clock):
    before = keys(old)
    remake(box, old.digest)
    aged(box)
    named = {file.key for file in queries.named_files()}
    session.rollback()
    assert before <= named, "nothing else may take them meanwhile"
    clock.now += KEPT_RETIRED - timedelta(seconds=1)
    assert sweep_retired(box) == 0
    assert all(box.public_files.exists(key) for key in before)
    clock.now += timedelta(seconds=2)
    assert sweep_retired(box) >= len(before)
    assert not any(box.public_files.exists(key) for key in before)
    session.expire_all()
    assert all(box.public_files.exists(key) for key in keys(old))
    assert session.scalars(select(RetiredRendition)).all() == []
    assert sweep_retired(box) == 0


def test_a_replaced_file_that_another_picture_shows_is_left(box, session, old, clock, make):
    shared = next(row for row in old.renditions if row.format is PictureFormat.JPEG)
    other = make.picture()
    other.renditions[0].key = shared.key
    session.commit()
    remake(box, old.digest)
    aged(box)
    clock.now += KEPT_RETIRED * 2
    sweep_retired(box)
    assert box.public_files.exists(shared.key)


def test_a_file_that_is_made_again_as_it_was_is_not_retired(box, session, old):
    remake(box, old.digest)
    session.expire_all()
    same = keys(old)
    for row in old.renditions:
        row.recipe = 0
    session.commit()
    remake(box, old.digest)
    session.expire_all()
    assert keys(old) == same
    retired = set(session.scalars(select(RetiredRendition.key)))
    assert retired and retired.isdisjoint(same)


def test_with_the_picture_its_replaced_files_go(box, session, old, clock):
    before = keys(old)
    remake(box, old.digest)
    clock.now += timedelta(days=2)
    aged(box)
    assert sweep_orphans(box) == 1
    assert list(box.public_files.keys()) == [] or not any(box.public_files.exists(key) for key in before)
    session.expire_all()
    assert session.scalars(select(Picture)).all() == []
    assert session.scalars(select(Rendition)).all() == session.scalars(select(RetiredRendition)).all() == []


def test_the_colour_behind_a_file_is_known_shown_or_replaced(box, session, old):
    before = keys(old)
    remake(box, old.digest)
    session.expire_all()
    assert {queries.colour_behind(key) for key in before | keys(old)} == {old.colour}
    assert queries.colour_behind("ab/cd/nothing.webp") is None

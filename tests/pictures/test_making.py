"""What is made already is not made again; what was sent anew meanwhile keeps its last original."""

from __future__ import annotations

import pytest

from marketplace.adapters.images.formats import RECIPE_VERSION, Pass
from marketplace.pictures import making, operations
from marketplace.pictures.rules import PictureFormat
from tests.factories import photographs


@pytest.fixture
def box(app):
    return app.extensions["toolbox"]


@pytest.fixture
def picture(box, session, jobs):
    picture = operations.keep(operations.store(box, photographs.jpeg(40)), box.clock())
    session.commit()
    jobs.run_all()
    session.expire_all()
    return picture


def first_avif(picture):
    return next(row for row in picture.renditions if row.format is PictureFormat.AVIF)


def test_after_both_passes_all_is_made(box, picture):
    assert all(making.is_made(box, picture, which) for which in Pass)
    assert not making.source_of(box, picture, Pass.FINE).masters


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        (lambda box, picture: setattr(first_avif(picture), "fine", False), {Pass.FINE}),
        (lambda box, picture: setattr(first_avif(picture), "recipe", RECIPE_VERSION - 1), {*Pass}),
        (lambda box, picture: box.public_files.delete(first_avif(picture).key), {*Pass}),
        (lambda box, picture: setattr(picture, "mastered_at", None), {Pass.FINE}),
        (lambda box, picture: setattr(picture, "width", 2400), {Pass.FINE}),
    ],
    ids=["not refined", "older recipe", "lost file", "no master", "no zoom"],
)
def test_what_is_missing_is_known(box, picture, change, missing):
    before = len(picture.renditions)
    change(box, picture)
    found = {which for which in Pass if not making.is_made(box, picture, which)}
    assert found == (missing if before else set())


def test_a_picture_that_waits_is_not_made(box, session):
    picture = operations.keep(operations.store(box, photographs.jpeg(41)), box.clock())
    session.commit()
    assert not any(making.is_made(box, picture, which) for which in Pass)
    assert not making.source_of(box, picture, Pass.FIRST).masters
    assert making.source_of(box, picture, Pass.FINE).masters


def test_a_photo_sent_anew_meanwhile_keeps_what_came_last(box, session):
    picture = operations.keep(operations.store(box, photographs.jpeg(42)), box.clock())
    session.commit()
    made = making.make(box, making.source_of(box, picture, Pass.FINE), Pass.FINE)
    picture.original_key = again = box.private_files.put(b"sent anew", "jpg")
    assert making.take(picture, made, box.clock()) is None
    assert (picture.original_key, picture.mastered_at) == (again, None)
    picture.original_key = made.source.key
    assert making.take(picture, made, box.clock()) == made.source.key
    assert picture.original_key == made.master_key

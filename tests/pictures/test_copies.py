"""Copies of pictures: pressed, mirrored, cut down; and what is none."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from PIL import Image, ImageOps
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.adapters.images.results import PictureMark
from marketplace.adapters.jobs.runner import Runner
from marketplace.pictures import operations
from marketplace.pictures.copies import MOST_BITS, remember
from marketplace.pictures.models import Mark, MarkBand, Picture, PictureCopy
from tests.adapters.images.samples import opened, photo, saved
from tests.factories.make import Make

MARK = "0123456789abcdef"


def flipped(mark: str, bits: int) -> str:
    return f"{int(mark, 16) ^ ((1 << bits) - 1):016x}"


def kept(make: Make, *marks: tuple[int, bool, str]) -> Picture:
    picture = make.picture()
    remember(picture, [PictureMark(*mark) for mark in marks], make.clock())
    make.session.commit()
    return picture


def known(make: Make) -> list[tuple[int, int, int, int, bool]]:
    rows = make.session.scalars(select(PictureCopy).order_by(PictureCopy.picture_id, PictureCopy.other_id))
    return [(row.picture_id, row.other_id, row.bits, row.crop, row.mirrored) for row in rows]


@pytest.mark.parametrize("bits", range(MOST_BITS + 2))
def test_within_three_bits_all_are_found_and_beyond_six_none(bits: int, make: Make) -> None:
    first = kept(make, (0, False, MARK))
    second = kept(make, (0, False, flipped(MARK, bits)))
    expected = [(second.id, first.id, bits, 0, False)]
    if bits <= 3 or bits > MOST_BITS:
        assert known(make) == expected * (bits <= 3)
    else:  # found as often as one band happens to be whole
        assert known(make) in ([], expected)


def test_the_newer_is_found_in_the_middle_of_the_older_and_the_other_way_round(make: Make) -> None:
    other = flipped(MARK, 40)
    whole = kept(make, (0, False, MARK), (20, False, other))
    cut = kept(make, (0, False, other))
    whole_again = kept(make, (0, False, "f0f0f0f0f0f0f0f0"), (10, False, other))
    assert known(make) == [(cut.id, whole.id, 0, 20, False), (whole_again.id, cut.id, 0, 10, False)]


def test_a_mirror_is_found(make: Make) -> None:
    mirror = flipped(MARK, 50)
    first = kept(make, (0, False, MARK), (0, True, mirror))
    second = kept(make, (0, False, mirror), (0, True, MARK))
    assert known(make) == [(second.id, first.id, 0, 0, True)]


def test_a_second_time_changes_nothing_and_no_marks_are_no_copy(make: Make) -> None:
    first, second = kept(make, (0, False, MARK)), kept(make, (0, False, MARK))
    remember(second, [PictureMark(0, False, MARK)], make.clock() + timedelta(days=1))
    assert len(known(make)) == 1
    kept(make)
    assert len(known(make)) == 1 and first.id != second.id


def test_what_is_known_of_a_picture_does_not_keep_it(make: Make) -> None:
    kept(make, (0, False, MARK))
    kept(make, (0, False, MARK))
    operations.forget_orphans(make.clock() + timedelta(days=1))
    for table in (Picture, Mark, MarkBand, PictureCopy):
        assert make.session.scalar(select(func.count()).select_from(table)) == 0


def test_photos_that_were_sent_are_compared(app: Flask, session: Session, jobs: Runner) -> None:
    box = app.extensions["toolbox"]
    image = opened(photo("kepang-2")).convert("RGB")
    width, height = image.size
    centre = image.crop((width // 20, height // 20, width - width // 20, height - height // 20))
    sent = [image, ImageOps.mirror(image), centre, opened(photo("jala-b")).convert("RGB")]
    ids = []
    for picture in sent:
        data = saved(picture, "JPEG", quality=60)
        ids.append(operations.keep(operations.store(box, data), box.clock()).id)
        session.commit()
        jobs.run_all()
    rows = session.scalars(select(PictureCopy).where(PictureCopy.other_id == ids[0])).all()
    assert {(row.picture_id, row.mirrored, row.crop) for row in rows} == {
        (ids[1], True, 0),
        (ids[2], False, 10),
    }


def test_an_empty_picture_is_no_copy_of_another(app: Flask, session: Session, jobs: Runner) -> None:
    box = app.extensions["toolbox"]
    for shade in (40, 200):
        data = saved(Image.new("RGB", (300, 300), (shade,) * 3), "JPEG", quality=60)
        operations.keep(operations.store(box, data), box.clock())
        session.commit()
        jobs.run_all()
    assert session.scalar(select(func.count()).select_from(PictureCopy)) == 0

"""The small picture of an artisan: one that every browser reads, and never one that is not there."""

from __future__ import annotations

from marketplace.artisans.portraits import face_key
from marketplace.pictures.rules import PictureFormat, PictureState


def test_the_lightest_jpeg_stands_for_her(make):
    artisan = make.artisan(portrait=make.picture())
    wanted = [
        each
        for each in artisan.portrait.renditions
        if each.format is PictureFormat.JPEG and each.width == 240
    ]
    assert face_key(artisan) == wanted[0].key


def test_without_a_finished_portrait_there_is_none(make):
    assert face_key(make.artisan()) is None
    for state in (PictureState.PENDING, PictureState.FAILED):
        assert face_key(make.artisan(portrait=make.picture(state))) is None


def test_formats_only_some_browsers_read_do_not_count(make):
    artisan = make.artisan(portrait=make.picture())
    artisan.portrait.renditions = [
        each for each in artisan.portrait.renditions if each.format is not PictureFormat.JPEG
    ]
    assert face_key(artisan) is None

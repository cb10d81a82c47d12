"""The whole corpus at the door and in the pool: each file is drawn, or named with a word, and the next one is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image

from marketplace.adapters.images.formats import FORMATS, Pass
from marketplace.adapters.images.inspection import inspect, inspect_scan
from marketplace.adapters.images.isolation import PicturePool
from marketplace.adapters.images.results import PictureFailed
from marketplace.certificates.labels import MESSAGES as SCAN_WORDS
from marketplace.kit.errors import Refusal
from marketplace.pictures.labels import MESSAGES as PICTURE_WORDS
from tests.corpora.cases import Case, Fate
from tests.corpora.disguises import MARKER
from tests.corpora.measuring import processor_seconds
from tests.corpora.pictures import CASES, QUICK
from tests.corpora.pieces import saved, stripes
from tests.corpora.unusual import PLANTED

WORDS = PICTURE_WORDS.keys() | SCAN_WORDS.keys()
SECONDS = 2.0
GOOD = saved(stripes(16, 20), "PNG")


@pytest.fixture(scope="module")
def pool() -> Iterator[PicturePool]:
    shared = PicturePool()
    shared.render(GOOD)
    yield shared
    shared.close()


def word_at_the_door(data: bytes) -> str:
    try:
        inspect(data)
    except Refusal as refusal:
        return refusal.code
    return ""


def through(pool: PicturePool, case: Case) -> None:
    """Send one file the whole way, and then a good one."""
    data = case.make()
    begun = processor_seconds()
    word = word_at_the_door(data)
    assert word == case.door or case.door is None
    assert word in WORDS | {""}
    if word:
        assert processor_seconds() - begun < SECONDS
        return
    failure = None
    try:
        made = pool.render(data)
    except PictureFailed as failed:
        failure = failed
    took = processor_seconds() - begun
    if failure is None:
        assert case.fate is not Fate.FAILED
        assert {rendition.format for rendition in made.renditions} == set(FORMATS[Pass.FIRST])
        for rendition in made.renditions:
            assert Image.open(BytesIO(rendition.data)).size == (rendition.width, rendition.height)
            assert MARKER.encode() not in rendition.data
    else:
        assert case.fate is not Fate.DRAWN, failure.code
        assert failure.code in WORDS
        assert not failure.transient, "it would be tried three times in vain"
    assert took < SECONDS or case.heavy
    assert [(r.width, r.format) for r in pool.render(GOOD).renditions] == [
        (16, format) for format in FORMATS[Pass.FIRST]
    ]


def test_every_case_has_a_name_of_its_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", QUICK, ids=lambda case: case.name)
def test_each_file_is_drawn_or_named(pool: PicturePool, case: Case) -> None:
    through(pool, case)


@pytest.mark.slow
@pytest.mark.parametrize("case", [case for case in CASES if case.heavy][::5], ids=lambda case: case.name)
def test_one_in_five_of_the_others_is_drawn_or_named(pool: PicturePool, case: Case) -> None:
    through(pool, case)


@pytest.mark.parametrize("case", QUICK[::20], ids=lambda case: case.name)
def test_as_a_scan_it_becomes_a_page_or_is_named(pool: PicturePool, case: Case) -> None:
    data = case.make()
    with suppress(Refusal):
        inspect_scan(data)
        failure = None
        try:
            pages = pool.scan_pages(data)
        except PictureFailed as failed:
            failure = failed
        if failure:
            assert (failure.code in WORDS, failure.transient) == (True, False)
        else:
            assert all(MARKER.encode() not in page.data for page in pages)
    assert pool.scan_pages(GOOD)


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case.name)
def test_nothing_beside_the_pixels_leaves_the_pool(pool: PicturePool, case: Case) -> None:
    data = case.make()
    assert data.count(MARKER.encode()) > 3, "the case plants too little"
    fine = pool.render(data, Pass.FINE, master=True)
    copies = [rendition.data for rendition in (*pool.render(data).renditions, *fine.renditions)]
    copies.append(fine.master)
    copies += [page.data for page in pool.scan_pages(data)]
    for copy in copies:
        opened = Image.open(BytesIO(copy))
        assert MARKER.encode() not in copy
        assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & opened.info.keys()
        assert not opened.getexif()

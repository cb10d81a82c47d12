"""Lists of places are loaded whole or not at all, and again without harm."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from marketplace.artisans.models import Place
from marketplace.artisans.places import AT_ONCE, load_places, load_shipped_places

HEAD = "code,name,level,parent\n"


@pytest.fixture
def listed(tmp_path):
    def write(*rows):
        path = tmp_path / "places.csv"
        path.write_text("\ufeff" + HEAD + "".join(row + "\n" for row in rows), encoding="utf-8")
        return path

    return write


def names(session):
    return dict(session.execute(select(Place.code, Place.name)).all())


def test_a_second_loading_renames_and_removes_nothing(session, listed):
    assert load_places(listed("64,Kaltim,1,", "64.74,Bontang,2,64")) == 2
    assert load_places(listed("64,Kalimantan Timur,1,")) == 1
    assert names(session) == {"64": "Kalimantan Timur", "64.74": "Bontang"}


def test_a_list_may_hang_on_what_is_loaded_already(session, listed):
    load_places(listed("64,Kaltim,1,"))
    load_places(listed("64.74,Bontang,2,64"))
    place = session.get(Place, "64.74")
    assert (place.level, place.parent.name) == (2, "Kaltim")


@pytest.mark.parametrize(
    ("row", "named"),
    [("64.74.01,Utara,3,64.74", "64.74.01"), ("64.74,,2,64", "line 3"), ("64.74,Bontang,3,64", "line 3")],
)
def test_of_a_faulty_list_nothing_is_kept_and_the_fault_is_named(session, listed, row, named):
    with pytest.raises(ValueError, match=named):
        load_places(listed("64,Kaltim,1,", row))
    assert names(session) == {}


def test_a_list_longer_than_one_helping_keeps_its_families(session, listed):
    districts = [f"64.{number:02d},Kota {number},2,64" for number in range(1, 100)]
    more = [
        f"64.{number:02d}.{part:02d},Kecamatan,3,64.{number:02d}"
        for number in range(1, 100)
        for part in range(1, 7)
    ]
    assert load_places(listed("64,Kaltim,1,", *districts, *more)) == 1 + 99 + 594 > AT_ONCE
    assert session.scalar(select(func.count()).select_from(Place)) == 694


def test_the_shipped_lists_come_into_an_empty_database_only(session, listed):
    rows = load_shipped_places()
    assert names(session)["64.74"] == "Kota Bontang"
    assert rows == len(names(session))
    assert load_shipped_places() == 0

"""Where artisans work, counted as the list of artisans counts."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.catalogue.makers import list_makers
from marketplace.catalogue.tiles import districts
from marketplace.certificates.rules import Status

KUALA, BARU = "64.74.01.1001", "64.74.01.1002"
TODAY = date(2026, 4, 14)


@pytest.fixture
def town(make):
    make.place(KUALA, "Bontang Kuala")
    make.place(BARU, "Bontang Baru")
    make.place("64.72.01.1001", "Lain Kota")
    siti = make.artisan(place_code=KUALA)
    make.certificate(siti)
    make.certificate(siti)
    make.certificate(make.artisan(place_code=KUALA), Status.REVOKED)
    make.certificate(make.artisan(place_code=KUALA, visible=False))
    make.artisan(place_code="64.72.01.1001")


def test_every_kelurahan_of_the_city_is_there_and_each_artisan_counted_once(town):
    (district,) = districts("64.74", TODAY)
    assert district.name == "Bontang Utara"
    assert [(tile.code, tile.artisans, tile.certified) for tile in district.tiles] == [
        (KUALA, 2, 1),
        (BARU, 0, 0),
    ]


def test_the_numbers_are_those_of_the_list_each_tile_leads_to(town):
    for tile in districts("64.74", TODAY)[0].tiles:
        assert tile.artisans == list_makers((tile.code,), False, "", TODAY).total
        assert tile.certified == list_makers((tile.code,), True, "", TODAY).total


def test_a_certificate_counts_to_its_last_day(make):
    make.certificate(make.artisan(place_code=make.place().code), valid_until=TODAY)
    assert districts("64.74", TODAY)[0].tiles[0].certified == 1
    assert districts("64.74", date(2026, 4, 15))[0].tiles[0].certified == 0


def test_they_cost_one_question(town, queries):
    with queries() as asked:
        districts("64.74", TODAY)
    assert len(asked) == 1


def test_the_page_says_that_it_is_a_scheme_and_links_only_where_somebody_works(client, town):
    page = client.get("/artisans").get_data(as_text=True)
    assert "bukan peta" in page
    assert f"/artisans?place={KUALA}" in page
    assert f"/artisans?place={BARU}" not in page
    narrowed = client.get(f"/artisans?place={KUALA}").get_data(as_text=True)
    assert "bukan peta" not in narrowed


def test_where_nobody_works_nothing_is_drawn(client, make):
    make.place()
    assert "bukan peta" not in client.get("/artisans").get_data(as_text=True)

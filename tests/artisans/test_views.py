"""The drawn swatch has an address of its own, and tells nobody who exists."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest


def test_a_swatch_is_drawn_for_anybody_and_asks_no_database(client, make, queries):
    make.artisan(slug="siti", visible=False)
    with queries() as asked:
        drawn = client.get("/artisans/siti/swatch.svg")
        nobody = client.get("/artisans/nobody-at-all/swatch.svg")
    assert asked == []
    assert (drawn.status_code, nobody.status_code) == (200, 200)
    assert drawn.data != nobody.data
    assert ElementTree.fromstring(drawn.data).tag.endswith("svg")


def test_it_is_kept_for_a_week_and_cannot_run(client):
    drawn = client.get("/artisans/siti/swatch.svg")
    assert drawn.mimetype == "image/svg+xml"
    assert drawn.headers["Cache-Control"] == "public, max-age=604800"
    assert drawn.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Set-Cookie" not in drawn.headers
    assert client.get("/artisans/siti/swatch.svg").headers["ETag"] == drawn.headers["ETag"]


def test_it_is_the_same_in_both_languages(client):
    assert client.get("/en/artisans/siti/swatch.svg").data == client.get("/artisans/siti/swatch.svg").data


@pytest.mark.parametrize(
    "slug", ["Siti", "a" * 91, "siti%22", "%3Csvg%3E", "si_ti", "s%C3%AFti", "%D9%A1", "a.b"]
)
def test_what_cannot_be_an_address_of_hers_has_no_swatch(client, slug):
    assert client.get(f"/artisans/{slug}/swatch.svg").status_code == 404

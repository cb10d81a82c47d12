"""Light pages for who asks for them, and caches that keep both kinds apart."""

from __future__ import annotations

import re

import pytest

from marketplace.pictures.models import Rendition
from marketplace.pictures.rules import PictureFormat


@pytest.fixture
def bag(make, session):
    bag = make.listing()
    wide = Rendition(width=1080, height=1350, format=PictureFormat.JPEG, key=f"00/00/{1:064x}.jpg", bytes=9)
    bag.photos[0].picture.renditions.append(wide)
    session.commit()
    return f"/products/{bag.slug}-{bag.code}"


def widths(answer):
    return {int(width) for width in re.findall(r"/media/\S+ (\d+)w", answer.get_data(as_text=True))}


@pytest.mark.parametrize("asked", ["on", "ON", " on "])
def test_who_saves_data_is_sent_narrow_pictures(client, bag, asked):
    assert max(widths(client.get(bag))) == 1080
    assert max(widths(client.get(bag, headers={"Save-Data": asked}))) == 400


@pytest.mark.parametrize("other", ["off", "", "on; x", "1"])
def test_any_other_word_changes_nothing(client, bag, other):
    assert max(widths(client.get(bag, headers={"Save-Data": other}))) == 1080


@pytest.mark.parametrize("headers", [{}, {"Save-Data": "on"}])
@pytest.mark.parametrize("where", ["/", "bag", "/products", "/artisans/x"])
def test_a_page_with_pictures_stays_public_and_tells_caches_what_it_depends_on(
    client, make, bag, headers, where
):
    make.artisan(slug="x")
    answer = client.get(bag if where == "bag" else where, headers=headers)
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert ("Save-Data" in answer.vary) == (where != "/artisans/x"), "only where there are two kinds of page"
    again = client.get(
        bag if where == "bag" else where, headers={**headers, "If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304
    assert again.vary.as_set(True) == answer.vary.as_set(True)


def test_the_first_picture_of_the_front_page_is_lighter_too(client):
    page = client.get("/", headers={"Save-Data": "on"}).get_data(as_text=True)
    assert "hero-tall-480" in page
    assert "hero-tall-780" not in page and "hero-wide-2000" not in page

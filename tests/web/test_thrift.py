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
    assert "Save-Data" in answer.vary, "there are two kinds of every page"
    again = client.get(
        bag if where == "bag" else where, headers={**headers, "If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304
    assert again.vary.as_set(True) == answer.vary.as_set(True)


def test_a_light_front_page_has_no_large_picture_and_no_typeface_to_fetch(client):
    assert "img/hero-" in client.get("/").text.replace("/static/dist/hero-", "img/hero-")
    page = client.get("/", headers={"Save-Data": "on"}).text
    assert "hero-tall" not in page and "hero-wide" not in page
    assert "woff2" not in page


@pytest.mark.parametrize("where", ["bag", "/products", "/", "/artisans/x", "/favourites?codes="])
def test_a_light_page_says_what_is_left_out_and_fetches_photos_when_they_are_tapped(client, make, bag, where):
    artisan = make.artisan(slug="x")
    code = make.listing(artisan).code
    path = bag if where == "bag" else where + code if where.endswith("=") else where
    page = client.get(path, headers={"Save-Data": "on"}).text
    assert "Halaman ringan." in page
    assert 'class="light"' in page
    bags = re.split(r"<details class=\"tap\">", page)
    assert len(bags) > 1
    assert page.count('class="tap__open"') == len(bags) - 1, "without scripts a link leads to each"
    outside = bags[0] + "".join(piece.split("</details>", 1)[1] for piece in bags[1:])
    outside = re.sub(r"<noscript>.*?</noscript>|<(meta|script)[^>]*>[^<]*", "", outside)
    assert "/media/" not in outside, "every photo is behind a tap"
    assert all('media="(scripting:none)"' in piece for piece in bags[1:])
    assert all('loading="lazy"' in piece.split("</details>", 1)[0] for piece in bags[1:])
    full = client.get(path).text
    assert 'class="tap"' not in full and "Halaman ringan." not in full
    assert 'data-lite="on" hidden' in full

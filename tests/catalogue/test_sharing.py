"""Cards of an artisan's page and of a record: today's state in words, under an address that is today's."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from io import BytesIO

import pytest
from PIL import Image

from marketplace.adapters.images.results import PictureFailed
from marketplace.adapters.shelf import Shelf
from marketplace.certificates.rules import Status
from tests.adapters.images.samples import photo

BASE = "http://127.0.0.1:8000"
PAGES = ["/artisans/siti", "/c/BTG-7K4P"]
VALID = {PAGES[0]: "Perajin bersertifikat", PAGES[1]: "Berlaku"}


@pytest.fixture
def box(app):
    box = app.extensions["toolbox"]
    box.cards = Shelf()
    return box


@pytest.fixture(autouse=True)
def certificate(make, box):
    return make.certificate(make.artisan(name="Siti Contoh", slug="siti"), code="BTG-7K4P")


def shown(client, page):
    """The address of the picture a page tells messengers of, and all it tells them."""
    html = client.get(page).get_data(as_text=True)
    found = re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', html)
    told = {name: unescape(words) for name, words in found}
    return told["og:image"].removeprefix(BASE), told


def said(answer):
    return Image.open(BytesIO(answer.data)).info["comment"].decode().splitlines()


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_tells_messengers_of_a_light_card_with_state_and_day(client, page, prefix):
    address, told = shown(client, prefix + page)
    assert address.startswith(f"{prefix}{page}/card-")
    assert told["twitter:card"] == "summary_large_image"
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert len(answer.data) < 300_000
    assert Image.open(BytesIO(answer.data)).size == (1200, 630)
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    lines = said(answer)
    assert lines[0] == "Siti Contoh"
    day = "As of 14 April 2026 · Record BTG-7K4P" if prefix else "Keadaan 14 April 2026 · Catatan BTG-7K4P"
    assert lines[-1] == day and day in told["og:image:alt"]
    assert prefix or VALID[page] in lines
    assert any("31 Oktober 2028" in line or "31 October 2028" in line for line in lines)
    assert any("10 November 2025" in line for line in lines)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.REVOKED])
def test_an_address_from_before_a_decision_leads_to_todays_card(client, session, certificate, page, status):
    old, _ = shown(client, page)
    assert VALID[page] in said(client.get(old))
    certificate.status = status
    session.commit()
    answer = client.get(old)
    assert (answer.status_code, answer.location) == (302, shown(client, page)[0])
    assert "no-store" in answer.headers["Cache-Control"]
    now = said(client.get(answer.location))
    assert VALID[page] not in now and not any("berlaku sampai" in line for line in now)


@pytest.mark.parametrize("page", PAGES)
def test_midnight_changes_card_and_address_without_any_job(client, session, clock, certificate, page):
    certificate.valid_until = date(2026, 4, 14)
    session.commit()
    clock.now = datetime(2026, 4, 14, 15, 59, 59, tzinfo=UTC)
    old, _ = shown(client, page)
    clock.now = datetime(2026, 4, 14, 16, 0, tzinfo=UTC)
    answer = client.get(old)
    assert answer.status_code == 302
    assert VALID[page] not in said(client.get(answer.location))
    clock.now += timedelta(days=1)
    assert shown(client, page)[0] != answer.location, "each day has its own"


def test_her_face_is_on_it_where_she_shows_one_and_else_her_swatch(client, box, make, session, certificate):
    address, _ = shown(client, PAGES[0])
    knit = Image.open(BytesIO(client.get(address).data)).crop((0, 0, 500, 630))
    certificate.artisan.portrait = make.picture()
    key = box.public_files.put(photo("ombak-a"), "jpg")
    for row in certificate.artisan.portrait.renditions:
        row.key = key
    session.commit()
    later, _ = shown(client, PAGES[0])
    face = Image.open(BytesIO(client.get(later).data)).crop((0, 0, 500, 630))
    assert later != address and knit.tobytes() != face.tobytes()


def test_an_artisan_without_record_is_claimed_to_be_nothing(client, make):
    make.artisan(name="Tuti Contoh", slug="tuti")
    lines = said(client.get(shown(client, "/artisans/tuti")[0]))
    assert lines[-1] == "Keadaan 14 April 2026"
    assert not any("ertifikat" in line for line in lines)


@pytest.mark.parametrize("page", [*PAGES, "/artisans/tak-ada", "/c/BTG-2222"])
@pytest.mark.parametrize("mark", ["0" * 16, "z" * 16, "%00" * 16, "0" * 15])
def test_other_addresses_lead_on_or_nowhere(client, page, mark):
    answer = client.get(f"{page}/card-{mark}.jpg")
    there = page in PAGES and len(mark) == 16
    assert answer.status_code == (302 if there else 404)


def test_a_hidden_artisan_has_no_card_and_her_record_keeps_its_own(client, session, certificate):
    address, _ = shown(client, PAGES[0])
    certificate.artisan.visible = False
    session.commit()
    assert client.get(address).status_code == 404
    assert client.get(shown(client, PAGES[1])[0]).status_code == 200


def test_a_machine_that_cannot_draw_says_so_for_now(client, box, monkeypatch):
    address, _ = shown(client, PAGES[1])

    def fail(*args):
        raise PictureFailed("picture.child_lost", transient=True)

    monkeypatch.setattr(box.images, "card", fail)
    assert client.get(address).status_code == 503

"""Where a link is shared: a card that says its day, under an address that changes with all it says."""

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
from marketplace.listings.rules import Focus, MadeBy, State
from marketplace.listings.sharing import shared_card
from marketplace.listings.shop import page_of
from marketplace.pictures.rules import PictureFormat, PictureState
from tests.adapters.images.samples import photo

TODAY = date(2026, 4, 14)
CLAIM = "Dibuat perajin bersertifikat"


@pytest.fixture
def box(app):
    box = app.extensions["toolbox"]
    box.cards = Shelf()
    return box


@pytest.fixture
def certificate(make):
    return make.certificate(make.artisan(name="Siti Contoh"), code="BTG-7K4P")


@pytest.fixture
def bag(make, certificate):
    return make.listing(certificate.artisan, title="Tote Ombak", photos=2)


@pytest.fixture
def card_of(app):
    """The card of a bag on a day, in Indonesian."""

    def card(bag, today=TODAY):
        with app.test_request_context():
            return shared_card(page_of(bag.code, today), today)

    return card


def shown(client, bag, prefix=""):
    """The address of the picture the page tells messengers of, and its words."""
    page = client.get(f"{prefix}/products/{bag.slug}-{bag.code}").get_data(as_text=True)
    told = {
        name: unescape(words)
        for name, words in re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', page)
    }
    return told["og:image"].removeprefix("http://127.0.0.1:8000"), told


def test_it_says_what_is_true_of_the_maker_and_when(card_of, bag):
    words = card_of(bag).words
    assert words.claim == CLAIM
    assert words.tone == "ok"
    assert "31 Oktober 2028" in words.state[0]
    assert words.day == "Keadaan 14 April 2026 · Catatan BTG-7K4P"
    assert "Tote Ombak" in card_of(bag).alt and CLAIM in card_of(bag).alt


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.REVOKED])
def test_what_is_lost_is_said_and_not_claimed(card_of, bag, certificate, session, status):
    before = card_of(bag)
    certificate.status = status
    session.commit()
    after = card_of(bag)
    assert after.words.claim and after.words.claim != CLAIM
    assert "berlaku sampai" not in after.alt
    assert after.mark != before.mark


def test_the_last_day_ends_the_claim_and_the_address(card_of, bag):
    last = date(2028, 10, 31)
    valid, over = card_of(bag, last), card_of(bag, last + timedelta(days=1))
    assert (valid.words.claim, over.words.claim) == (CLAIM, "Sertifikat kedaluwarsa")
    assert valid.mark != over.mark


@pytest.mark.parametrize("made_by", [MadeBy.GROUP, MadeBy.OTHERS])
def test_a_bag_without_badge_claims_nothing(card_of, make, bag, session, made_by):
    bag.made_by = made_by
    session.commit()
    words = card_of(bag).words
    assert (words.claim, words.state, words.tone) == ("", (), "")
    assert words.day == "Keadaan 14 April 2026"


def test_the_address_changes_with_everything_that_is_on_it(client, card_of, bag, session):
    marks = {card_of(bag).mark, card_of(bag, TODAY + timedelta(days=1)).mark}
    english, _ = shown(client, bag, "/en")
    marks.add(english[-len("0123456789abcdef.jpg") : -len(".jpg")])
    changes = ({"price": 300_000}, {"title": "Lain"}, {"state": State.SOLD})
    for change in changes:
        for name, value in change.items():
            setattr(bag, name, value)
        session.commit()
        marks.add(card_of(bag).mark)
    for row in bag.photos[0].picture.renditions:
        row.key = f"ff/ff/{row.width:064x}.{row.format}"
    session.commit()
    marks.add(card_of(bag).mark)
    assert len(marks) == 3 + len(changes) + 1
    assert card_of(bag).mark == card_of(bag).mark


def test_it_is_drawn_from_the_first_photo_that_is_ready(card_of, bag, session, make):
    first, second = (row.picture for row in bag.photos)
    assert card_of(bag).cover in {row.key for row in first.renditions if row.format is PictureFormat.JPEG}
    first.state, first.renditions = PictureState.PENDING, []
    session.commit()
    assert card_of(bag).cover in {row.key for row in second.renditions if row.format is PictureFormat.JPEG}
    assert card_of(make.listing(photos=0)) is None


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_tells_messengers_of_a_light_picture_everybody_may_fetch(client, box, bag, session, prefix):
    key = box.public_files.put(photo("ombak-a"), "jpg")
    for row in bag.photos[0].picture.renditions:
        row.key = key
    session.commit()
    address, told = shown(client, bag, prefix)
    assert address.startswith(f"{prefix}/cards/{bag.code}-")
    assert told["twitter:card"] == "summary_large_image"
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert len(answer.data) < 300_000
    image = Image.open(BytesIO(answer.data))
    assert [str(side) for side in image.size] == [told["og:image:width"], told["og:image:height"]]
    assert image.crop((0, 0, 400, 600)).getcolors(2000) is None, "the photo is on it"
    said = image.info["comment"].decode()
    assert ("Made by a certified artisan" if prefix else CLAIM) in said
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_an_old_address_leads_to_todays_card_and_never_to_an_old_claim(
    client, box, bag, certificate, session
):
    old, _ = shown(client, bag)
    assert CLAIM.encode() in client.get(old).data
    certificate.status = Status.REVOKED
    session.commit()
    answer = client.get(old)
    assert answer.status_code == 302
    assert "no-store" in answer.headers["Cache-Control"]
    now = client.get(answer.location)
    assert now.status_code == 200
    assert CLAIM.encode() not in now.data and b"Sertifikat dicabut" in now.data
    assert shown(client, bag)[0] == answer.location


def test_it_is_drawn_once_however_many_ask(client, box, bag, monkeypatch, queries):
    address, _ = shown(client, bag)
    first = client.get(address).data
    monkeypatch.setattr(box.images, "card", None)
    with queries() as asked:
        assert client.get(address).data == first
    assert len(asked) <= 9


def test_a_lost_or_damaged_cover_leaves_its_colour(client, box, bag, session):
    address, _ = shown(client, bag)
    lost = client.get(address)
    key = box.public_files.put(b"no jpeg", "jpg")
    for row in bag.photos[0].picture.renditions:
        row.key = key
    session.commit()
    damaged = client.get(shown(client, bag)[0])
    for answer in (lost, damaged):
        assert answer.status_code == 200
        left = Image.open(BytesIO(answer.data)).convert("RGB").crop((10, 10, 490, 620)).resize((1, 1))
        assert max(abs(a - b) for a, b in zip(left.getpixel((0, 0)), (0x14, 0x50, 0x5D), strict=True)) <= 3


def test_a_card_drawn_without_its_photo_is_kept_by_nobody_and_gives_way_to_the_whole_one(
    client, box, bag, monkeypatch, session
):
    address, _ = shown(client, bag)
    drawn, draw, works = [], box.images.card, []

    def card(photo, *rest):
        drawn.append(bool(photo))
        if photo and not works:
            raise PictureFailed("picture.child_lost", transient=True)
        return draw(b"", *rest) + (b"whole" if photo else b"")

    monkeypatch.setattr(box.images, "card", card)
    key = box.public_files.put(b"a photo", "jpg")
    for row in bag.photos[0].picture.renditions:
        row.key = key
    session.commit()
    address, _ = shown(client, bag)
    for tried in ([True, False], [True, False, True]):
        without = client.get(address)
        assert without.status_code == 200 and "no-store" in without.headers["Cache-Control"]
        assert drawn == tried, "the photo is tried each time, the colour drawn once"
    works.append(True)
    whole = client.get(address)
    assert whole.data.endswith(b"whole") and "no-store" not in whole.headers.get("Cache-Control", "")
    before = len(drawn)
    assert client.get(address).data == whole.data and len(drawn) == before


def test_a_machine_that_cannot_draw_says_so_for_now(client, box, bag, monkeypatch):
    address, _ = shown(client, bag)

    def fail(*args):
        raise PictureFailed("picture.child_lost", transient=True)

    monkeypatch.setattr(box.images, "card", fail)
    assert client.get(address).status_code == 503


@pytest.mark.parametrize("mark", ["0" * 16, "z" * 16, "%00" * 16, "0" * 15])
def test_other_addresses_lead_on_or_nowhere(client, box, make, bag, mark):
    answer = client.get(f"/cards/{bag.code}-{mark}.jpg")
    assert answer.status_code in (302, 404)
    for gone in (
        make.listing(photos=0),
        make.listing(state=State.DRAFT),
        make.listing(make.artisan(visible=False)),
    ):
        assert client.get(f"/cards/{gone.code}-{'0' * 16}.jpg").status_code == 404


def test_midnight_changes_the_card_without_any_job(client, box, bag, certificate, clock, session):
    certificate.valid_until = TODAY
    session.commit()
    clock.now = datetime(2026, 4, 14, 15, 59, 59, tzinfo=UTC)
    address, _ = shown(client, bag)
    assert CLAIM.encode() in client.get(address).data
    clock.now = datetime(2026, 4, 14, 16, 0, tzinfo=UTC)
    assert client.get(address).status_code == 302
    later, told = shown(client, bag)
    assert CLAIM not in told["og:image:alt"]
    assert CLAIM.encode() not in client.get(later).data


def test_another_focal_point_is_another_card_under_another_address(bag, card_of, session):
    before = card_of(bag)
    bag.photos[0].focus = Focus(20, 80)
    session.commit()
    after = card_of(bag)
    assert (before.focus, after.focus) == ((0.5, 0.5), (0.2, 0.8))
    assert before.mark != after.mark

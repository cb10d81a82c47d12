"""Kept pages: who is answered from them, what they depend on, and that none outlives what it shows."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.adapters.pages.memory import MemoryPages
from marketplace.adapters.versions import triggers
from marketplace.certificates.operations import decide
from marketplace.certificates.rules import Action, Status
from marketplace.database.base import db
from marketplace.database.session import writing
from marketplace.listings import operations as listings
from marketplace.listings.rules import Action as ListingAction
from marketplace.web.doors import door_of
from marketplace.web.kept_pages import _is_known
from tests.conftest import SettableClock
from tests.web.keeping import BROTLI, begin_anew, keeping_site


@pytest.fixture(scope="module")
def site(settings):
    with keeping_site(settings, SettableClock()) as app:
        yield app


@pytest.fixture
def reader(site, session, clock):
    """Somebody without a session, on the site that keeps pages; it begins without any."""
    begin_anew(site, clock)
    site.extensions["toolbox"].visits.take()
    return site.test_client()


@pytest.fixture
def made(site, monkeypatch):
    """The endpoints whose views really ran."""
    ran = []
    inner = type(site).dispatch_request
    monkeypatch.setattr(type(site), "dispatch_request", lambda app: ran.append(1) or inner(app))
    return ran


@pytest.fixture
def bag(make):
    artisan = make.artisan(name="Siti Contohwati")
    certificate = make.certificate(artisan)
    return make.listing(artisan), certificate


@pytest.fixture
def phone(reader, site):
    """A reader whose pages travel compressed."""
    return FlaskClient(site, site.response_class)


def path_of(listing):
    return f"/products/{listing.slug}-{listing.code}"


def officer(make):
    account = make.account(Role.OFFICER)
    return Actor(account.id, Role.OFFICER, account.name, second_factor=True)


def revoke(make, session, certificate, clock, action=Action.REVOKE):
    decide(
        certificate,
        action,
        actor=officer(make),
        at=clock(),
        prefix="BTG",
        reason="LSP mencabutnya.",
        seconded=True,
        today=clock().date(),
    )
    session.commit()


def test_the_second_reader_is_answered_from_what_the_first_one_got(phone, bag, made):
    first, second = (phone.get(path_of(bag[0]), headers=BROTLI) for _ in range(2))
    assert len(made) == 1
    assert first.data == second.data
    own = {"X-Request-Id", "Date"}
    assert {k: v for k, v in first.headers if k not in own} == {
        k: v for k, v in second.headers if k not in own
    }
    assert first.headers["X-Request-Id"] != second.headers["X-Request-Id"]
    assert second.headers["Cache-Control"] == "public, no-cache"


def test_who_has_this_copy_is_told_so_in_few_bytes(reader, bag, made):
    tag = reader.get(path_of(bag[0])).headers["ETag"]
    answer = reader.get(path_of(bag[0]), headers={"If-None-Match": f'"other", W/{tag}'})
    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["ETag"] == tag and "Content-Length" not in answer.headers
    assert "default-src" in answer.headers["Content-Security-Policy"]
    assert len(made) == 1


@pytest.mark.parametrize(
    ("header", "known"),
    [
        (None, False),
        ("", False),
        ("*", True),
        ('"a"', True),
        ('W/"a"', True),
        ('"b", "a"', True),
        ('"b"', False),
    ],
)
def test_a_copy_is_known_by_its_tag(header, known):
    assert _is_known('"a"', header) is known


def test_a_head_is_answered_from_it_without_a_body(reader, bag, made):
    page = reader.get(path_of(bag[0]))
    head = reader.head(path_of(bag[0]))
    assert (head.status_code, head.data, len(made)) == (200, b"", 1)
    assert head.headers["Content-Length"] == str(len(page.data))


def test_what_a_page_depends_on_makes_it_another_page(phone, bag, made):
    place = path_of(bag[0])
    for path, headers in (
        (place, {}), ("/en" + place, {}), (place + "?v=1", {}), (place, {"Save-Data": "on"}), (place, BROTLI),
    ):  # fmt: skip
        before = len(made)
        assert phone.get(path, headers=headers).data == phone.get(path, headers=headers).data
        assert len(made) == before + 1, (path, headers)


@pytest.mark.parametrize(
    "header", ["User-Agent", "Accept-Language", "Referer", "Origin", "X-Forwarded-For", "Accept"]
)
def test_what_it_does_not_depend_on_changes_nothing(client, bag, header):
    """Asked of the site that makes every page anew."""
    for path in (path_of(bag[0]), "/", "/products", f"/c/{bag[1].code}", "/artisans"):
        pages = {
            client.get(path, headers={header: value}).data
            for value in ("en", "http://127.0.0.1:8000/x", "1.2.3.4")
        }
        assert len(pages) == 1, path


def test_nobody_with_a_session_is_answered_from_it_or_adds_to_it(reader, bag, make, made, sign_in, site):
    sign_in(reader, make.account(Role.BUYER))
    page = reader.get(path_of(bag[0]))
    assert page.headers["Cache-Control"] == "private, no-store"
    reader.get(path_of(bag[0]))
    assert len(made) == 2
    stranger = site.test_client()
    assert stranger.get(path_of(bag[0])).data != page.data
    assert len(made) == 3


def test_a_message_shown_once_is_shown_to_one(reader, bag, site, made):
    reader.get(path_of(bag[0]))
    with reader.session_transaction(base_url="http://127.0.0.1:8000") as cookie:
        cookie["_flashes"] = [("ok", "Sudah tersimpan.")]
    page = reader.get(path_of(bag[0]))
    assert "Sudah tersimpan." in page.text
    assert "Sudah tersimpan." not in site.test_client().get(path_of(bag[0])).text


@pytest.mark.parametrize(
    "path",
    [
        "/verify?q=contohwati",
        "/sign-in",
        "/healthz",
        "/nowhere",
        "/products/XXXXXXXXXX",
        "/products?low=murah",
    ],
)
def test_what_is_not_for_all_or_not_found_is_not_kept(reader, bag, made, path):
    for _ in range(2):
        reader.get(path)
    assert len(made) == 2 or "low" in path


def test_a_very_long_question_is_not_kept(reader, made):
    for _ in range(2):
        reader.get("/products?q=" + "a" * 600)
    assert len(made) == 2


def test_readers_of_records_are_counted_from_it_too(reader, bag, site, clock):
    box = site.extensions["toolbox"]
    for _ in range(3):
        reader.get(f"/c/{bag[1].code}")
    reader.head(f"/c/{bag[1].code}")
    assert dict(box.visits.take()) == {(bag[1].id, box.today()): 3}


def test_one_line_is_written_for_each_request(reader, bag, caplog):
    with caplog.at_level(logging.INFO, "marketplace.requests"):
        for _ in range(2):
            reader.get(path_of(bag[0]))
    made, kept = caplog.records
    assert (made.path, made.endpoint, made.status) == (kept.path, kept.endpoint, kept.status)
    assert kept.kept and kept.request_id != made.request_id


def test_a_page_that_tells_the_time_holds_for_its_minute(reader, bag, made, site):
    record = f"/c/{bag[1].code}"
    reader.get(record), reader.get(record)
    assert len(made) == 1
    site.extensions["toolbox"].clock.now = datetime(2026, 4, 14, 1, 13, tzinfo=UTC)
    assert "09.13" in reader.get(record).text
    assert len(made) == 2


def test_at_midnight_where_the_site_is_every_page_is_made_anew(reader, make, made, site, clock):
    artisan = make.artisan()
    make.certificate(artisan, valid_until=clock().date())
    place = path_of(make.listing(artisan))
    box = site.extensions["toolbox"]
    box.clock.now = datetime(2026, 4, 14, 15, 59, 59, tzinfo=UTC)  # 23.59.59 in Bontang
    last = reader.get(place).text
    assert reader.get(place).text == last and len(made) == 1
    box.clock.now = datetime(2026, 4, 14, 16, 0, tzinfo=UTC)
    assert reader.get(place).text != last and len(made) == 2


def test_revoked_suspended_or_hidden_the_next_reader_sees_it(reader, bag, make, session, clock):
    listing, certificate = bag
    places = [
        path_of(listing),
        "/products?certified=1",
        "/",
        f"/artisans/{listing.artisan.slug}",
        f"/c/{certificate.code}",
    ]
    seen = {place: reader.get(place).text for place in places}
    assert all(reader.get(place).text == seen[place] for place in places)
    revoke(make, session, certificate, clock, Action.SUSPEND)
    suspended = {place: reader.get(place).text for place in places}
    assert all(suspended[place] != seen[place] for place in places)
    assert "Dibekukan" in suspended[f"/c/{certificate.code}"]
    revoke(make, session, certificate, clock)
    assert all(
        reader.get(place).text != suspended[place] for place in places if place != "/products?certified=1"
    )
    listing.artisan.visible = False
    session.commit()
    assert reader.get(path_of(listing)).status_code == 404
    assert listing.title not in reader.get("/products").text


def test_a_new_price_a_new_name_and_a_sold_bag_are_seen_at_once(reader, bag, make, session, clock):
    listing = bag[0]
    place, maker = path_of(listing), listing.artisan
    actor = Actor(maker.account_id, Role.ARTISAN, maker.name, maker.id)
    assert "285.000" in reader.get(place).text
    with writing():
        listings.edit(listing, {"price": 310_000}, actor=actor, at=clock())
    assert "310.000" in reader.get(place).text
    maker.name = "Nama Baru"
    session.commit()
    assert "Nama Baru" in reader.get(place).text and "Nama Baru" in reader.get("/artisans").text
    with writing():
        listings.change_state(listing, ListingAction.MARK_SOLD, actor=actor, at=clock())
    assert "Terjual" in reader.get(place).text
    assert listing.title not in reader.get("/products").text


def test_a_page_made_while_something_changed_is_made_once_more(reader, bag, session, made, site, monkeypatch):
    """The version was asked for before; what is committed in between must not be kept under it and lost."""
    listing = bag[0]
    inner = type(site).dispatch_request

    def change_first(app):
        monkeypatch.setattr(type(site), "dispatch_request", inner)
        listing.price = 999_000
        session.commit()
        return inner(app)

    monkeypatch.setattr(type(site), "dispatch_request", change_first)
    assert "999.000" in reader.get(path_of(listing)).text
    listing.price = 111_000
    session.commit()
    assert "111.000" in reader.get(path_of(listing)).text


def test_quiet_changes_leave_pages_as_they_are(reader, bag, make, made):
    reader.get(path_of(bag[0]))
    make.thread(bag[0])
    reader.get(path_of(bag[0]))
    assert len(made) == 1


def test_without_a_version_pages_are_made_and_none_is_kept(reader, bag, made, session):
    with db.engine.begin() as connection:
        triggers.take_off(connection)
    for _ in range(2):
        assert reader.get(path_of(bag[0])).status_code == 200
    assert len(made) == 2


def test_what_is_kept_says_nothing_of_who_read_it_first(reader, bag, site):
    page = reader.get(
        path_of(bag[0]), headers={"User-Agent": "SECRET", "Referer": "http://127.0.0.1:8000/SECRET"}
    )
    kept = site.extensions["toolbox"].pages
    assert isinstance(kept, MemoryPages)
    (one,) = kept._pages.values()
    assert page.headers["X-Request-Id"] not in one.packed().decode("latin-1")
    assert b"SECRET" not in one.packed()


def test_only_doors_that_say_so_are_kept(site):
    kept = {name for name in site.view_functions if (door := door_of(site, name)) and door.kept}
    assert {"pages.home", "catalogue.browse", "listings.show", "records.record", "artisans.show"} <= kept
    assert not kept & {
        "records.verify",
        "inquiries.thread",
        "reports.receipt",
        "accounts.sign_in",
        "listings.card",
    }
    assert all(door_of(site, name).public for name in kept)


def test_a_valid_certificate_that_ends_is_never_said_to_hold(reader, make, clock):
    """Every public status, as the page from what is kept and the page made anew say it."""
    for status in (Status.VERIFIED, Status.SUSPENDED, Status.REVOKED):
        artisan = make.artisan()
        make.certificate(artisan, status=status)
        place = path_of(make.listing(artisan))
        assert reader.get(place).text == reader.get(place).text

"""Nothing a stranger sends is on the page the next reader is shown, and no number of strangers fills the memory."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from redis import Redis

from marketplace.adapters.pages.memory import MemoryPages
from marketplace.adapters.pages.opening import LayeredPages
from marketplace.adapters.pages.shared import RedisPages
from marketplace.certificates.rules import EXPIRING_DAYS
from marketplace.listings.rules import Availability
from marketplace.web.compression import SMALLEST
from tests.conftest import SettableClock
from tests.web.keeping import BROTLI, begin_anew, keeper, keeping_site

REDIS = os.environ.get("MARKETPLACE_TEST_REDIS_URL", "")


@pytest.fixture(scope="module")
def site(settings):
    with keeping_site(settings, SettableClock()) as app:
        yield app


@pytest.fixture
def stranger(site, session, clock):
    """Somebody without a session, on a site that has kept nothing yet."""
    begin_anew(site, clock)
    return FlaskClient(site, site.response_class)


@pytest.fixture
def places(make, clock):
    artisan = make.artisan(paused_from=date(2026, 4, 20), paused_until=date(2026, 4, 25))
    term = clock().date() + timedelta(days=EXPIRING_DAYS + 2)
    certificate = make.certificate(artisan, valid_until=term)
    bag = make.listing(artisan, availability=Availability.MADE_TO_ORDER, lead_days=9, stock=None)
    return [
        f"/products/{bag.slug}-{bag.code}", f"/artisans/{artisan.slug}", f"/c/{certificate.code}",
        f"/c/{certificate.code}.txt", "/products", "/products?certified=1", "/artisans", "/", "/about",
    ]  # fmt: skip


STRANGE = [
    {"Accept-Encoding": "x, " * 200 + "br"},
    {"Accept-Encoding": "br;q=0, gzip;q=0"},
    {"Accept-Encoding": "*"},
    {"Accept-Language": "en"},
    {"Host": "localhost:8000"},
    {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/evil"},
    {"X-Forwarded-For": "6.6.6.6", "Forwarded": "host=evil.example;proto=https"},
    {"X-Original-Url": "/about", "X-Rewrite-Url": "/about", "X-Http-Method-Override": "POST"},
    {"Save-Data": " ON "},
    {"Range": "bytes=0-9"},
    {"If-None-Match": "*"},
    {"If-Modified-Since": "Wed, 21 Oct 2037 07:28:00 GMT"},
    {"Cookie": "sid =1; theme=dark; lang=en"},
    {"Cookie": "other=1"},
    {"HX-Request": "true", "HX-Target": "main", "X-Requested-With": "XMLHttpRequest"},
    {"Origin": "http://evil.example", "Referer": "http://evil.example/x", "User-Agent": "evil"},
]


@pytest.mark.parametrize("some", [STRANGE[first::4] for first in range(4)], ids=["a", "b", "c", "d"])
def test_a_strange_header_leaves_no_trace(some, stranger, client, places, site, clock):
    """Whether or not the stranger's page was kept, the next reader gets the one made for him."""
    anew = {place: client.get(place).data for place in places}
    for strange in some:
        begin_anew(site, clock)
        for place in places:
            stranger.get(place, headers=strange)
            assert stranger.get(place).data == anew[place], (strange, place)
            packed = stranger.get(place, headers=BROTLI)
            assert packed.headers.get("Content-Encoding") == (
                "br" if len(stranger.get(place).data) >= SMALLEST else None
            ), (strange, place)
    assert {place: client.get(place).data for place in places} == anew


QUERIES = [
    "?fbclid=IwAR0", "?utm_source=a&utm_source=b", "?q=&fbclid=1", "?after=x", "?v=none", "?v=a&v=b", "?%76=q",
    "?type=tote&type=clutch", "?certified=1&certified=0", "?low=1&high=2&low=3", "?sort=evil", "?place=64.74",
    "?" + "a=1&" * 300, "?q=%00", "?;q=1", "?q[]=1",
]  # fmt: skip


@pytest.mark.parametrize("some", [QUERIES[first::4] for first in range(4)], ids=["a", "b", "c", "d"])
def test_a_strange_question_has_its_own_answer_or_the_plain_one(some, stranger, client, places, site, clock):
    plain = {place: client.get(place).data for place in places}
    for query in some:
        begin_anew(site, clock)
        for place in places:
            asked = place + ("&" + query[1:] if "?" in place else query)
            first, again, anew = stranger.get(asked), stranger.get(asked), client.get(asked)
            assert first.status_code == again.status_code == anew.status_code, asked
            if anew.status_code == 200:
                assert first.data == again.data == anew.data, asked
            assert stranger.get(place).data == plain[place], asked
    assert {place: client.get(place).data for place in places} == plain


def test_marks_of_clicks_are_answered_from_the_one_page(stranger, site, places):
    for number in range(30):
        stranger.get(f"{places[0]}?fbclid=IwAR{number}")
    assert len(site.extensions["toolbox"].pages._pages) <= 1


def test_no_number_of_addresses_fills_the_memory(stranger, site, places):
    pages = site.extensions["toolbox"].pages
    room, pages._room = pages._room, 20_000
    for number in range(12):
        stranger.get(f"/artisans?after={number}")
        assert pages.weight <= 20_000
    assert 0 < len(pages._pages) < 12
    pages._room = room


@pytest.mark.parametrize(
    ("first", "why"),
    [
        (date(2026, 4, 16), "the days left of a term are few, and said"),
        (date(2026, 4, 20), "she goes away"),
        (date(2026, 4, 25), "she is back"),
        (date(2026, 4, 14) + timedelta(days=EXPIRING_DAYS + 3), "her certificate has had its last day"),
    ],
)
def test_a_day_that_turns_a_page_turns_the_kept_one(first, why, stranger, site, client, clock, places):
    """Half past eleven and midnight in Bontang, eight hours before midnight in Greenwich."""
    midnight = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(hours=8)
    told = {}
    for moment in (midnight - timedelta(seconds=1), midnight):
        for app_clock in (clock, site.extensions["toolbox"].clock):
            app_clock.now = moment
        for place in places:
            pages = [stranger.get(place).data, stranger.get(place).data, client.get(place).data]
            assert pages[0] == pages[1] == pages[2], (place, why)
            told.setdefault(place, []).append(pages[0])
    assert told[places[0]][0] != told[places[0]][1], why


@pytest.mark.parametrize(
    "shared",
    [False, pytest.param(True, marks=[pytest.mark.redis, pytest.mark.skipif(not REDIS, reason="no Redis")])],
)
def test_who_made_a_page_slowly_does_not_put_it_over_the_new_one(
    shared, stranger, site, settings, places, session, monkeypatch
):
    """Two workers: one reads a bag, the other changes and keeps it, then the first one keeps what it read."""
    prefix = f"test-{uuid4()}:"
    session.rollback()  # what it has read would keep the triggers from being put on
    with keeping_site(settings, SettableClock()) as other:
        box, far = other.extensions["toolbox"], RedisPages(REDIS, prefix) if shared else MemoryPages(10**6)
        box.clock.now = site.extensions["toolbox"].clock.now
        monkeypatch.setattr(site.extensions["toolbox"].pages, "put", far.put)
        monkeypatch.setattr(site.extensions["toolbox"].pages, "look", far.look)
        box.pages = other_pages = LayeredPages(MemoryPages(10**6), far)
        slow, quick = stranger, other.test_client()
        keeper(other)._pages = other_pages
        inner = type(site).dispatch_request

        def change_after(app):
            answer = inner(app)
            if app is site:
                monkeypatch.setattr(type(site), "dispatch_request", inner)
                session.connection().exec_driver_sql("UPDATE listing SET price = 777000")
                session.commit()
                assert "777.000" in quick.get(places[0]).text
            return answer

        monkeypatch.setattr(type(site), "dispatch_request", change_after)
        assert "777.000" not in slow.get(places[0]).text
        for client in (slow, quick, slow, quick):
            assert "777.000" in client.get(places[0]).text
    if shared:
        server = Redis.from_url(REDIS)
        assert list(server.scan_iter(f"{prefix}*"))
        server.delete(*server.scan_iter(f"{prefix}*"))
        server.close()


def test_a_page_made_under_fire_learns_whose_it_is_and_is_kept_the_next_time(
    stranger, site, session, make, places, monkeypatch
):
    """Changes of others that fall into every making keep no page from being kept for long."""
    noise = make.listing()
    made, inner = [], type(site).dispatch_request

    def fire(app):
        made.append(1)
        noise.price += 1
        session.commit()
        return inner(app)

    monkeypatch.setattr(type(site), "dispatch_request", fire)
    pages = {stranger.get(places[0]).data for _ in range(4)}
    assert len(pages) == 1 and len(made) == 2


@pytest.mark.parametrize(
    "path", ["/media/ab/cd.jpg", "/healthz", "/readyz", "/verify?q=x", "/cards/0123456789-x.jpg"]
)
def test_for_what_is_never_kept_nobody_is_asked(path, stranger, site, monkeypatch):
    """Neither the database about versions nor Redis: a probe answers while either hangs."""
    box, asked = site.extensions["toolbox"], []
    monkeypatch.setattr(keeper(site), "_versions", None)
    monkeypatch.setattr(box.pages, "look", lambda *words: asked.append(words))
    stranger.get(path)
    assert not asked

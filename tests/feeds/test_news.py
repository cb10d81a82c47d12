"""Feeds of new bags and of withdrawals: what stands in them holds today and is on show."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest

from marketplace.certificates.grounds import Ground
from marketplace.certificates.rules import Action, Status
from marketplace.listings.rules import MadeBy, State
from tests.factories.noise import unseen_bags

BASE = "http://127.0.0.1:8000"
TODAY = date(2026, 4, 14)
CLAIM = "Dibuat perajin bersertifikat"
FEEDS = ["/feeds/new", "/artisans/siti/feed", "/withdrawn"]


@pytest.fixture
def certificate(make):
    return make.certificate(make.artisan(name="Siti Contoh", slug="siti"), code="BTG-7K4P")


@pytest.fixture
def bag(make, certificate):
    return make.listing(certificate.artisan, title="Tote Ombak")


def items(client, path):
    return client.get(f"{path}.json").get_json(force=True)["items"]


def test_a_bag_is_told_with_price_maker_and_what_her_certificate_is_worth(client, bag):
    for path in FEEDS[:2]:
        (item,) = items(client, path)
        assert (item["title"], item["authors"]) == ("Tote Ombak", [{"name": "Siti Contoh"}])
        assert item["url"] == f"{BASE}/products/{bag.slug}-{bag.code}"
        assert item["content_text"].startswith("Rp285.000. Siti Contoh. Siap kirim. ")
        assert CLAIM in item["content_text"] and "31 Oktober 2028" in item["content_text"]
        assert "10 November 2025" in item["content_text"], "the day of the last check"
        assert item["image"].startswith(f"{BASE}/media/")


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_says_which_day_it_speaks_of_in_the_readers_language(client, certificate, path):
    told = {prefix: client.get(f"{prefix}{path}.json").get_json(force=True) for prefix in ("", "/en")}
    assert [feed["language"] for feed in told.values()] == ["id", "en"]
    assert "Keadaan 14 April 2026. Sertifikat menyatakan kemampuan perajinnya" in told[""]["description"]
    assert "As of 14 April 2026. A certificate is about the person" in told["/en"]["description"]
    assert ".." not in told["/en"]["description"]


def test_both_formats_say_the_same(client, bag):
    for path in FEEDS[:2]:
        (item,) = items(client, path)
        tree = ElementTree.fromstring(client.get(f"{path}.xml").data)
        assert tree.findtext("channel/item/guid") == item["id"]
        assert tree.findtext("channel/item/description") == item["content_text"]
        assert tree.findtext("channel/item/link") == item["url"]


def test_a_key_outlives_title_address_and_language(client, session, bag):
    before = items(client, "/feeds/new")[0]
    bag.title, bag.slug = "Lain", "lain"
    session.commit()
    after, english = items(client, "/feeds/new")[0], items(client, "/en/feeds/new")[0]
    assert before["id"] == after["id"] == english["id"]
    assert before["url"] != after["url"] != english["url"]
    assert client.get(before["id"].removeprefix(BASE)).status_code == 301, "and leads to the bag"


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.REVOKED])
def test_a_decision_changes_what_is_told_and_the_tag(client, session, certificate, bag, status):
    for path in FEEDS[:2]:
        certificate.status = Status.VERIFIED
        session.commit()
        tag = client.get(f"{path}.xml").headers["ETag"]
        assert client.get(f"{path}.xml", headers={"If-None-Match": tag}).status_code == 304
        certificate.status = status
        session.commit()
        answer = client.get(f"{path}.xml", headers={"If-None-Match": tag})
        assert answer.status_code == 200
        told = answer.get_data(as_text=True)
        assert CLAIM not in told and "berlaku sampai" not in told
        assert ("dibekukan" if status is Status.SUSPENDED else "dicabut") in told


def test_midnight_ends_a_claim_without_any_job(client, session, clock, certificate, bag):
    certificate.valid_until = TODAY
    session.commit()
    clock.now = datetime(2026, 4, 14, 15, 59, 59, tzinfo=UTC)
    answer = client.get("/feeds/new.json")
    assert CLAIM in answer.get_data(as_text=True)
    clock.now = datetime(2026, 4, 14, 16, 0, tzinfo=UTC)
    later = client.get("/feeds/new.json", headers={"If-None-Match": answer.headers["ETag"]})
    assert later.status_code == 200
    assert CLAIM not in later.get_data(as_text=True)


def test_a_bag_without_badge_claims_nothing(client, session, bag):
    bag.made_by = MadeBy.GROUP
    session.commit()
    assert items(client, "/feeds/new")[0]["content_text"] == "Rp285.000. Siti Contoh. Siap kirim."


def test_only_what_is_on_show_is_told_newest_first(client, make):
    unseen_bags(make)
    bags = [make.listing() for _ in range(3)]
    assert [item["title"] for item in items(client, "/feeds/new")] == [bag.title for bag in reversed(bags)]
    make.artisan(slug="tersembunyi", visible=False)
    for slug in ("tersembunyi", "tak-ada"):
        for kind in ("xml", "json"):
            assert client.get(f"/artisans/{slug}/feed.{kind}").status_code == 404


def test_her_feed_has_her_bags_alone(client, make, bag):
    make.listing()
    make.listing(bag.artisan, state=State.PAUSED)
    assert [item["title"] for item in items(client, "/artisans/siti/feed")] == ["Tote Ombak"]


def test_a_withdrawal_is_told_with_day_ground_and_status_and_without_a_name(
    client, make, certificate, session
):
    certificate.status = Status.REVOKED
    decision = make.decision(certificate, Action.REVOKE, ground=Ground.FALSE_DATA)
    make.decision(certificate, Action.SUSPEND)
    (item,) = items(client, "/en/withdrawn")
    assert item["title"] == "Record BTG-7K4P was withdrawn"
    assert item["url"] == f"{BASE}/en/c/BTG-7K4P"
    assert item["id"] == f"{BASE}/withdrawn/{decision.id}"
    assert "14 April 2026" in item["content_text"] and "Certificate revoked" in item["content_text"]
    for kind in ("xml", "json"):
        assert "Siti" not in client.get(f"/withdrawn.{kind}").get_data(as_text=True)
    decision.ground = None
    session.commit()
    assert "Ground: not recorded." in items(client, "/en/withdrawn")[0]["content_text"]


@pytest.mark.parametrize("path", FEEDS)
def test_they_are_typed_light_and_kept_no_longer_than_their_pages(client, certificate, path):
    rss, json = client.get(f"{path}.xml"), client.get(f"{path}.json")
    assert (rss.mimetype, json.mimetype) == ("application/rss+xml", "application/feed+json")
    for answer in (rss, json):
        assert answer.headers["Cache-Control"] == "public, no-cache"
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/", "/feeds/new"),
        ("/products", "/feeds/new"),
        ("/artisans/siti", "/artisans/siti/feed"),
        ("/withdrawn",) * 2,
    ],
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_pages_say_where_their_news_is(client, certificate, page, feed, prefix):
    html = client.get(prefix + page).get_data(as_text=True)
    links = dict(
        re.findall(r'<link rel="alternate" type="application/(\w+)\+\w+" title="[^"]+" href="([^"]+)">', html)
    )
    assert links == {"rss": f"{prefix}{feed}.xml", "feed": f"{prefix}{feed}.json"}


@pytest.mark.parametrize(
    ("path", "most"), [("/feeds/new.xml", 5), ("/artisans/siti/feed.xml", 8), ("/withdrawn.xml", 1)]
)
def test_a_feed_asks_little_however_much_stands_in_it(client, make, certificate, bag, queries, path, most):
    for _ in range(4):
        make.listing(certificate.artisan)
    with queries() as asked:
        assert client.get(path).status_code == 200
    assert len(asked) <= most

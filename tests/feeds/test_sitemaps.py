"""Maps for search engines: every public page once in each language, in parts however many there are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest

from marketplace.certificates.rules import Action, Status, standing
from marketplace.collections.models import Collection
from marketplace.feeds import queries, rules, sitemaps
from marketplace.feeds.queries import BagPlace
from marketplace.listings.rules import BagType, State
from tests.conftest import NOON
from tests.factories.noise import unseen_bags

BASE = "http://127.0.0.1:8000"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}loc"
TODAY = date(2026, 4, 14)


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(rules, "PART_ROWS", 3)
    monkeypatch.setattr(queries, "BATCH", 2)


def parsed(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer.mimetype == "application/xml"
    return ElementTree.fromstring(answer.data)


def parts(client):
    return [node.text.removeprefix(BASE) for node in parsed(client, "/sitemap.xml").iter(f"{MAP}loc")]


def entries(client, path):
    tree = parsed(client, path)
    assert tree.tag == f"{MAP}urlset"
    return {url.find(f"{MAP}loc").text: url for url in tree}


def collection(number, published):
    words = {"title": "Pesta", "title_en": "Party", "created_at": NOON, "updated_at": NOON}
    return Collection(slug=f"k-{number}", published_at=published, **words)


def test_every_address_is_a_page_and_stands_there_once(client, make, small):
    unseen_bags(make)
    make.body()
    for number, published in enumerate((make.clock(), None)):
        make.keep(collection(number, published))
    for _ in range(7):
        make.listing()
    make.listing(slug="", title="🧶")
    found = []
    for path in parts(client):
        assert len(entries(client, path)) <= 50_000
        found += [address.removeprefix(BASE) for address in entries(client, path)]
    assert len(found) == len(set(found)) > 30
    assert [path for path in found if "/collections/" in path] == ["/collections/k-0", "/en/collections/k-0"]
    assert {path: client.get(path).status_code for path in found} == dict.fromkeys(found, 200)


def test_each_page_names_itself_in_every_language(client, make):
    bag = make.listing()
    (path,) = [path for path in parts(client) if "bags" in path]
    found = entries(client, path)
    address = f"/products/{bag.slug}-{bag.code}"
    assert set(found) == {BASE + address, f"{BASE}/en{address}"}
    for url in found.values():
        assert {link.get("hreflang"): link.get("href") for link in url.iter(LINK)} == {
            "id": BASE + address,
            "en": f"{BASE}/en{address}",
            "x-default": BASE + address,
        }
        assert all(link.get("rel") == "alternate" for link in url.iter(LINK))


def test_a_part_is_named_while_something_is_in_it(client, make, session, small):
    bags = [make.listing() for _ in range(7)]
    numbers = {rules.part_of(bag.id, 3) for bag in bags}
    assert set(queries.bag_parts(3)) == numbers
    assert queries.bag_parts(3) == sorted(numbers)
    first = [bag for bag in bags if rules.part_of(bag.id, 3) == min(numbers)]
    for bag in first:
        bag.state = State.PAUSED
    session.commit()
    assert queries.bag_parts(3) == sorted(numbers)[1:]
    gone = f"/sitemaps/bags-{min(numbers)}.xml"
    assert gone not in parts(client)
    assert client.get(gone).status_code == 404


def test_without_bags_and_artisans_only_the_fixed_pages_are_named(client):
    assert parts(client) == ["/sitemaps/pages.xml"]
    assert f"{BASE}/withdrawn" in entries(client, "/sitemaps/pages.xml")


def test_collections_are_named_while_they_are_published(client, session, make):
    at = datetime(2026, 4, 1, tzinfo=UTC)
    for slug, published_at in (("kado", at), ("rahasia", None)):
        made = {"title": slug, "title_en": slug, "published_at": published_at}
        session.add(Collection(slug=slug, created_at=at, updated_at=at, **made))
    session.commit()
    found = [address for address in entries(client, "/sitemaps/pages.xml") if "collections" in address]
    assert found == [f"{BASE}/collections/kado", f"{BASE}/en/collections/kado"]


def test_lists_that_are_pages_of_their_own_are_named_as_they_name_themselves(client, make):
    make.listing(bag_type=BagType.TOTE)
    assert "/sitemaps/lists.xml" in parts(client)
    found = entries(client, "/sitemaps/lists.xml")
    assert f"{BASE}/products?type=tote" in found and f"{BASE}/en/products?type=tote" in found
    assert not [address for address in found if "clutch" in address]
    for address in found:
        page = client.get(address.removeprefix(BASE)).get_data(as_text=True)
        assert f'<link rel="canonical" href="{address}">' in page


def test_both_spellings_of_the_map_are_the_same(client, make):
    make.listing()
    for path in ["/sitemap.xml", *parts(client)]:
        assert client.get(f"/en{path}").data == client.get(path).data


def test_records_are_in_no_map(client, make):
    certificate = make.certificate()
    make.listing(certificate.artisan)
    for path in parts(client):
        assert certificate.code.encode() not in client.get(path).data


def test_it_names_the_widest_picture_of_each_photo_that_is_ready(client, make):
    bag = make.listing(photos=rules.MOST_IMAGES + 2)
    (path,) = [path for path in parts(client) if "bags" in path]
    for url in entries(client, path).values():
        images = [node.text for node in url.iter(IMAGE)]
        assert images == [
            f"{BASE}/media/{row.key}"
            for photo in bag.photos[: rules.MOST_IMAGES]
            for row in photo.picture.renditions
            if (row.width, row.format.value) == (400, "jpeg")
        ]


def test_an_answer_comes_in_pieces_and_asks_little(client, make, small, queries):
    for _ in range(9):
        make.listing(photos=0)
    with queries() as asked:
        path = parts(client)[-1]
        client.get(path)
    assert len(asked) <= 4 + 3 + 2 * 3 + 1
    answer = client.get(path, buffered=False)
    assert answer.is_streamed and "Content-Length" not in answer.headers
    answer.close()


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_it_travels_compressed_where_that_is_read(client, make, encoding):
    make.listing()
    path = parts(client)[-1]
    answer = client.get(path, headers={"Accept-Encoding": encoding})
    assert answer.headers.get("Content-Encoding", "identity") == encoding
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert answer.headers["Cache-Control"] == "public, max-age=300"


def changes(make, session, bag, certificate, clock):
    """What may happen to a part, one after the other."""

    def edited():
        bag.title = "Lain"

    def photographed():
        bag.photos[0].picture = make.picture()

    def hidden():
        certificate.artisan.visible = False

    def shown():
        certificate.artisan.visible = True

    def tomorrow():
        clock.now += timedelta(days=1)

    def decided():
        make.decision(certificate, Action.SUSPEND)

    return [edited, photographed, hidden, shown, tomorrow, decided, lambda: make.listing(certificate.artisan)]


def test_its_tag_changes_with_everything_in_it_and_with_nothing_else(client, make, session, clock):
    certificate = make.certificate()
    other = make.listing(photos=0)
    bag = make.listing(certificate.artisan)
    path = next(path for path in parts(client) if "bags" in path)
    tag = client.get(path).headers["ETag"]
    for change in changes(make, session, bag, certificate, clock):
        change()
        session.commit()
        answer = client.get(path, headers={"If-None-Match": tag})
        assert answer.status_code == 200, change
        tag = answer.headers["ETag"]
        same = client.get(path, headers={"If-None-Match": tag})
        assert (same.status_code, same.data) == (304, b"")
    assert other.code.encode() in client.get(path).data


def test_the_last_change_is_the_bags_or_its_makers_badge(app, make, clock):
    zone_midnight = datetime(2026, 4, 13, 16, tzinfo=UTC)
    edited = datetime(2026, 4, 1, tzinfo=UTC)
    decided = datetime(2026, 4, 5, tzinfo=UTC)
    certificate = make.certificate(valid_until=date(2026, 4, 13), issue_date=date(2023, 4, 13))

    def last(today, at=None):
        with app.test_request_context("/"):
            worth = standing(certificate, today)
            return sitemaps.changed(BagPlace("tas", "1", edited, (), [worth], at))

    assert last(date(2026, 4, 13)) == edited
    assert last(date(2026, 4, 13), decided) == decided
    assert last(TODAY, decided) == zone_midnight, "it ran out at midnight, without anybody doing anything"


def test_the_day_in_the_map_follows_a_decision(client, make, session):
    certificate = make.certificate(status=Status.SUSPENDED)
    at = datetime(2026, 4, 14, 1, 0, tzinfo=UTC)
    make.decision(certificate, Action.SUSPEND, made_at=at)
    make.listing(certificate.artisan, updated_at=datetime(2026, 1, 1, tzinfo=UTC))
    (path,) = [path for path in parts(client) if "bags" in path]
    days = {url.find(f"{MAP}lastmod").text for url in entries(client, path).values()}
    assert days == {"2026-04-14T01:00:00+00:00"}


@pytest.mark.parametrize("path", ["bags-0", "bags-999999999", "artisans-7", "bags--1", "bags-1e9"])
def test_parts_there_are_not_are_not_found(client, path):
    assert client.get(f"/sitemaps/{path}.xml").status_code == 404

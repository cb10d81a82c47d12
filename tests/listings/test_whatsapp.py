"""The way from a bag to WhatsApp: an address made here, counted by bag and day, and nothing else of anybody."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.listings import operations, variants
from marketplace.listings.rules import Colour, State
from marketplace.listings.views import CLICKS
from marketplace.toolbox import toolbox

NUMBER = "+6281250000001"
DAY = date(2026, 4, 14)


@pytest.fixture
def bag(make):
    bag = make.listing(
        make.artisan(name="Siti Contoh", whatsapp=NUMBER, whatsapp_public=True),
        title="Tas Jala",
        price=100_000,
    )
    actor = Actor(bag.artisan.account_id, Role.ARTISAN, bag.artisan.name, bag.artisan_id)
    variants.add(bag, [Colour.RED, Colour.GREEN], [], actor=actor)
    bag.variants[1].price = 150_000
    operations.finish(bag, actor=actor, at=make.clock())
    make.session.commit()
    return bag


@pytest.fixture
def counted(app, bag):
    toolbox().whatsapp_clicks.take()
    return lambda: dict(toolbox().whatsapp_clicks.take())


def place(bag, prefix=""):
    return f"{prefix}/products/{bag.slug}-{bag.code}"


def draft(answer):
    assert answer.status_code == 303
    way = urlsplit(answer.location)
    assert (way.scheme, way.netloc, way.path) == ("https", "wa.me", "/6281250000001")
    return parse_qs(way.query)["text"][0]


@pytest.mark.parametrize(("prefix", "colour"), [("", "Hijau"), ("/en", "Green")])
def test_it_leads_there_with_the_bag_the_variation_its_price_and_its_page(client, bag, prefix, colour):
    green = bag.variants[1].code
    said = draft(client.get(f"{place(bag, prefix)}/whatsapp?v={green}"))
    for part in (f"Tas Jala ({colour})", "Rp150.000", f"http://127.0.0.1:8000{place(bag, prefix)}?v={green}"):
        assert part in said
    plain = draft(client.get(f"{place(bag, prefix)}/whatsapp"))
    assert "Tas Jala (Rp100.000)" in plain
    assert "?v=" not in plain


def test_each_way_is_counted_and_the_request_writes_nothing(client, bag, counted, queries):
    with queries() as asked:
        client.get(f"{place(bag)}/whatsapp")
        client.get(f"{place(bag, '/en')}/whatsapp?v={bag.variants[0].code}")
        client.head(f"{place(bag)}/whatsapp")
        client.get(place(bag))
    assert not any(one.lstrip().upper().startswith(("INSERT", "UPDATE")) for one in asked)
    assert counted() == {(bag.id, DAY): 2}


def test_it_asks_two_questions(client, bag, queries):
    way = f"{place(bag)}/whatsapp"
    with queries() as asked:
        client.get(way)
    assert len(asked) <= 2


def test_her_own_way_is_not_counted_and_another_artisans_is(client, make, sign_in, bag, counted):
    sign_in(client, bag.artisan.account)
    draft(client.get(f"{place(bag)}/whatsapp"))
    assert counted() == {}
    sign_in(client, make.artisan(name="Rukmini").account)
    draft(client.get(f"{place(bag)}/whatsapp"))
    assert counted() == {(bag.id, DAY): 1}


@pytest.mark.parametrize("state", [State.PAUSED, State.SOLD, State.DRAFT])
def test_a_bag_that_is_not_offered_leads_nowhere(client, make, bag, counted, state):
    other = make.listing(bag.artisan, state=state)
    assert client.get(f"{place(other)}/whatsapp").status_code == 404
    assert counted() == {}


@pytest.mark.parametrize("facts", [{"whatsapp_public": False}, {"whatsapp": None}, {"visible": False}])
def test_where_she_shows_no_number_it_leads_nowhere(client, make, bag, counted, facts):
    for name, value in facts.items():
        setattr(bag.artisan, name, value)
    make.session.commit()
    answer = client.get(f"{place(bag)}/whatsapp")
    assert answer.status_code == 404
    assert "81250000001" not in answer.get_data(as_text=True)
    assert counted() == {}


@pytest.mark.parametrize(
    "query",
    [
        "v=https://evil.example",
        "v=%0d%0aSet-Cookie:x=1",
        "v=" + "x" * 4000,
        "v=%00",
        "next=https://evil.example&text=Kirim+uang&phone=62811",
    ],
)
def test_nothing_of_the_address_reaches_where_it_leads(client, bag, query):
    plain = client.get(f"{place(bag)}/whatsapp").location
    answer = client.get(f"{place(bag)}/whatsapp?{query}", headers={"X-Forwarded-Host": "evil.example"})
    assert answer.location == plain
    assert client.get(f"/products/evil.example-{bag.code}/whatsapp").location == plain


def test_it_sets_no_cookie_is_kept_nowhere_and_listed_nowhere(client, bag):
    answer = client.get(f"{place(bag)}/whatsapp")
    assert "Set-Cookie" not in answer.headers
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_the_page_tells_her_number_to_nobody_who_does_not_ask(client, bag):
    page = client.get(f"{place(bag)}?v={bag.variants[1].code}").get_data(as_text=True)
    assert page.count(f'href="{place(bag)}/whatsapp?v={bag.variants[1].code}" rel="nofollow noopener"') == 2
    assert "wa.me" not in page


@pytest.mark.usefixtures("limits")
def test_one_address_cannot_ask_for_ever(client, bag, counted):
    most = int(CLICKS.partition(" ")[0])
    codes = [client.get(f"{place(bag)}/whatsapp").status_code for _ in range(most + 1)]
    assert codes == [303] * most + [429]
    assert counted() == {(bag.id, DAY): most}

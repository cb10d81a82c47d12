"""One bag, one address; strangers see what is offered and nothing else."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import unquote

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.bodies import operations as bodies
from marketplace.bodies.operations import BodyEntry, SchemeEntry
from marketplace.bodies.rules import Stream
from marketplace.certificates.rules import Status
from marketplace.listings import operations, variants
from marketplace.listings.models import Variant
from marketplace.listings.rules import WITH_PAGE, Availability, Colour, State

NUMBER = "+6281250000001"

TODAY = date(2026, 4, 14)


def text(response):
    return response.get_data(as_text=True)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("piece", ["AB23CD45EF", "ab23cd45ef", "other-words-ab23-cd45ef", "TAS-AB23CD45EF"])
def test_every_spelling_leads_to_the_one_address_in_the_same_language(client, make, prefix, piece):
    make.listing(code="AB23CD45EF", slug="tas-ombak")
    answer = client.get(f"{prefix}/products/{piece}")
    assert (answer.status_code, answer.location) == (301, f"{prefix}/products/tas-ombak-AB23CD45EF")
    assert client.get(answer.location).status_code == 200


@pytest.mark.parametrize(
    "piece",
    ["tas", "AB23CD45EG", "-", "%00", "tas-AB23CD45E", "AB23CD45EFX", "..%2f..", "%27or%201=1", "a" * 400],
)
def test_what_is_no_code_of_a_bag_is_not_found(client, make, piece):
    make.listing(code="AB23CD45EF")
    assert client.get(f"/products/{piece}").status_code == 404


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("visible", [True, False])
def test_only_bags_with_a_page_of_visible_artisans_are_there(client, make, state, visible):
    bag = make.listing(make.artisan(visible=visible), state=state, title="Tas Ombak")
    answer = client.get(f"/products/{bag.slug}-{bag.code}")
    there = visible and state in WITH_PAGE
    gone = visible and state is State.TAKEN_DOWN
    assert answer.status_code == (200 if there else 410 if gone else 404)
    assert ("Tas Ombak" in text(answer)) == there


@pytest.fixture
def varied(make):
    bag = make.listing(
        make.artisan(whatsapp=NUMBER, whatsapp_public=True), title="Tas Jala", price=100_000, photos=3
    )
    actor = Actor(bag.artisan.account_id, Role.ARTISAN, bag.artisan.name, bag.artisan_id)
    variants.add(bag, [Colour.RED, Colour.GREEN], ["S", "M"], actor=actor)
    red_m, green_m = bag.variants[1], bag.variants[3]
    red_m.stock, green_m.price, green_m.photo_id = 0, 150_000, bag.photos[2].id
    operations.finish(bag, actor=actor, at=make.clock())
    make.session.commit()
    return bag


def test_a_variation_has_an_address_of_its_own_with_its_price_photo_and_words(client, varied):
    path = f"/products/{varied.slug}-{varied.code}"
    green_m = varied.variants[3]
    plain, chosen = text(client.get(path)), text(client.get(f"{path}?v={green_m.code}"))
    assert re.search(r'class="pdp__price"[^>]*>mulai Rp100.000<', plain)
    assert re.search(r'class="pdp__price"[^>]*>Rp150.000<', chosen)
    assert f'href="{path}?v={green_m.code}"' in plain
    first = rf'id="foto-1">.*?{varied.photos[2].picture.renditions[0].key}'
    assert re.search(first, chosen, re.S)
    assert f'href="{path}/whatsapp"' in plain
    assert f'href="{path}/whatsapp?v={green_m.code}"' in chosen
    draft = unquote(client.get(f"{path}/whatsapp?v={green_m.code}").location)
    assert "Tas Jala (Hijau, M)" in draft
    assert "150.000" in draft
    assert f"{path}?v={green_m.code}" in draft
    assert "Tas Jala (Hijau, M)" in re.search(r"<textarea.*?</textarea>", chosen, re.S)[0]
    assert re.search(rf'rel="canonical" href="[^"?]+{varied.code}"', chosen)


def test_what_cannot_be_had_is_struck_and_still_asked_for(client, varied):
    page = text(client.get(f"/en/products/{varied.slug}-{varied.code}?v={varied.variants[1].code}"))
    assert "Not to be had at the moment" in page
    assert len(re.findall(r"pick1--off", page)) == 1
    assert f"/whatsapp?v={varied.variants[1].code}" in page


def test_a_code_nobody_has_chooses_none_and_a_wrong_slug_keeps_the_choice(client, varied):
    path = f"/products/{varied.slug}-{varied.code}"
    assert "mulai Rp100.000" in text(client.get(f"{path}?v=%00%27x"))
    answer = client.get(f"/products/lain-{varied.code}?v={varied.variants[0].code}")
    assert answer.location == f"{path}?v={varied.variants[0].code}"


def test_a_break_is_said_on_the_buttons_and_ends_by_itself(client, make, clock):
    artisan = make.artisan(
        whatsapp=NUMBER, whatsapp_public=True, paused_from=date(2026, 4, 20), paused_until=date(2026, 4, 25)
    )
    bag = make.listing(artisan, availability=Availability.MADE_TO_ORDER, stock=None, lead_days=10)
    path = f"/en/products/{bag.slug}-{bag.code}"
    said = {}
    for day in (14, 20, 24, 25):
        clock.now = datetime(2026, 4, day, 1, tzinfo=UTC)  # nine o'clock in Bontang
        page = text(client.get(path))
        found = re.search(r"ready on (\d+ \w+ 2026)", page, re.IGNORECASE)
        said[day] = ("answer from 25 Apr 2026" in page, found[1])
        assert bag.title in page
    assert said == {
        14: (False, "29 April 2026"), 20: (True, "5 May 2026"), 24: (True, "5 May 2026"), 25: (False, "5 May 2026"),
    }  # fmt: skip
    clock.now = datetime(2026, 4, 24, 15, 59, tzinfo=UTC)  # a minute to midnight
    assert "answer from" in text(client.get(path))
    clock.now += timedelta(minutes=1)
    assert "answer from" not in text(client.get(path))


def test_the_size_is_drawn_with_attributes_alone_and_only_where_it_is_known(client, make):
    bag = make.listing()
    page = text(client.get(f"/en/products/{bag.slug}-{bag.code}"))
    drawing = re.search(r'<svg class="scale".*?</svg>', page, re.S)[0]
    assert "style" not in drawing
    assert 'role="img"' in drawing
    assert "13-inch laptop (30.5 × 21.5 cm)" in page
    unmeasured = make.listing(state=State.PAUSED, height_cm=None)
    assert 'class="scale"' not in text(client.get(f"/products/{unmeasured.slug}-{unmeasured.code}"))


def test_her_own_draft_has_no_public_page_even_for_her(client, make, sign_in):
    artisan = make.artisan()
    bag = make.listing(artisan, state=State.DRAFT)
    sign_in(client, artisan.account)
    assert client.get(f"/products/{bag.slug}-{bag.code}").status_code == 404


@pytest.mark.parametrize("state", [State.PAUSED, State.SOLD])
def test_a_bag_that_is_not_offered_has_no_draft_to_send(client, make, state):
    artisan = make.artisan(whatsapp=NUMBER, whatsapp_public=True)
    shown, gone = make.listing(artisan), make.listing(artisan, state=state)

    assert "/whatsapp" in text(client.get(f"/products/{shown.slug}-{shown.code}"))
    assert "/whatsapp" not in text(client.get(f"/products/{gone.slug}-{gone.code}"))


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_record_is_reached_in_one_step_once_it_is_public(client, make, prefix):
    artisan = make.artisan()
    certificate = make.certificate(artisan)
    bag = make.listing(artisan)
    page = text(client.get(f"{prefix}/products/{bag.slug}-{bag.code}"))
    assert f'href="{prefix}/c/{certificate.code}"' in page
    certificate.status = Status.SUBMITTED
    make.session.commit()
    page = text(client.get(f"{prefix}/products/{bag.slug}-{bag.code}?again"))
    assert certificate.code not in page


def test_markup_in_what_she_typed_is_text(client, make):
    bag = make.listing(title="<b>{{7*7}}</b>", story="<img src=x onerror=alert(1)>\n\n{% raw %}")
    page = text(client.get(f"/products/{bag.slug}-{bag.code}"))
    assert "<b>{{7*7}}</b>" not in page
    assert not re.search(r"<img[^>]*onerror", page)


def test_a_bags_page_asks_the_same_few_questions_however_much_there_is(client, make, queries):
    artisan = make.artisan()
    make.certificate(artisan)
    bag = make.listing(artisan)

    page = f"/products/{bag.slug}-{bag.code}"

    def count():
        with queries() as asked:
            client.get(page)
        return len(asked)

    assert count() <= 9
    for _ in range(5):
        make.listing(artisan, photos=3)
        make.certificate(artisan, status=Status.REVOKED)
    assert count() <= 9


def test_a_bag_leads_to_the_issuer_in_the_register_without_another_question(client, make, queries):
    actor = Actor(make.account(Role.OFFICER).id, Role.OFFICER, "Petugas", second_factor=True)
    at = make.clock()
    body = bodies.add_body(BodyEntry("LSP Contoh", Stream.LSP), actor=actor, at=at, today=TODAY)
    scheme = bodies.add_scheme(body, SchemeEntry("Skema Rajut"), actor=actor, at=at)
    certificate = make.certificate(body=body, linked_scheme=scheme)
    bag = make.listing(certificate.artisan)
    page = f"/products/{bag.slug}-{bag.code}"
    with queries() as asked:
        html = text(client.get(page))
    assert f'href="/bodies/{body.slug}"' in html
    assert f'href="/bodies/{body.slug}/{scheme.slug}"' in html
    assert len(asked) <= 9


def test_the_page_says_in_which_size_a_thing_fits_until_one_is_chosen(client, make):
    bag = make.listing(length_cm=20, width_cm=8, height_cm=18)
    make.keep(Variant(listing_id=bag.id, code="LLLLLL", size="Besar", length_cm=44, height_cm=36))
    page = client.get(f"/products/{bag.slug}-{bag.code}").get_data(as_text=True)
    assert "<b>dalam ukuran Besar</b>" in page
    page = client.get(f"/products/{bag.slug}-{bag.code}?v=LLLLLL").get_data(as_text=True)
    assert "dalam ukuran" not in page and "Laptop 15" in page

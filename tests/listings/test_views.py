"""One bag, one address; strangers see what is offered and nothing else."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.bodies import operations as bodies
from marketplace.bodies.operations import BodyEntry, SchemeEntry
from marketplace.bodies.rules import Stream
from marketplace.certificates.rules import Status
from marketplace.listings.rules import WITH_PAGE, State

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
    assert answer.status_code == (200 if there else 404)
    assert ("Tas Ombak" in text(answer)) == there


def test_her_own_draft_has_no_public_page_even_for_her(client, make, sign_in):
    artisan = make.artisan()
    bag = make.listing(artisan, state=State.DRAFT)
    sign_in(client, artisan.account)
    assert client.get(f"/products/{bag.slug}-{bag.code}").status_code == 404


@pytest.mark.parametrize("state", [State.PAUSED, State.SOLD])
def test_a_bag_that_is_not_offered_has_no_draft_to_send(client, make, state):
    artisan = make.artisan(whatsapp=NUMBER, whatsapp_public=True)
    shown, gone = make.listing(artisan), make.listing(artisan, state=state)

    def drafts(bag):
        page = text(client.get(f"/products/{bag.slug}-{bag.code}"))
        return [
            link for link in re.findall(r'href="(https://wa\.me/[^"]+)"', page) if quote(bag.title) in link
        ]

    assert drafts(shown)
    assert drafts(gone) == []


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

"""The bag editor: which tested units a bag was made with, and what the badge will be."""

from __future__ import annotations

import pytest

from marketplace.artisans.rules import Technique
from marketplace.listings.models import Listing
from marketplace.listings.rules import State


@pytest.fixture
def editor(client, make, sign_in):
    certificate = make.certificate(units=("Satu", "Dua"), techniques=(Technique.CROCHET,))
    sign_in(client, certificate.artisan.account)
    return client, make.listing(certificate.artisan, state=State.DRAFT, units=()), certificate


def save(client, bag, **changes):
    where = f"/studio/listings/{bag.code}/edit"
    typed = {"title": "Tote", "technique": "crochet", "made_by": "self"} | changes
    return client.post(where, data={"csrf_token": client.token(where), "do": "save", **typed})


def test_only_her_own_units_are_offered_and_a_tick_brings_the_badge(editor, make, session) -> None:
    client, bag, certificate = editor
    make.certificate(units=("Punya orang lain",))
    where = f"/en/studio/listings/{bag.code}/edit"
    before = client.get(where).text
    assert "tick which tested units" in before and "Punya orang lain" not in before
    assert save(client, bag, units=certificate.units[0].id).status_code == 303
    after = client.get(where).text
    assert "a unit you ticked covers its technique" in after
    session.expire_all()
    assert [row.unit_id for row in session.get(Listing, bag.id).units] == [certificate.units[0].id]


def test_somebody_elses_unit_is_refused_beside_the_field(editor, make, session) -> None:
    client, bag, _ = editor
    answer = save(client, bag, units=make.certificate().units[0].id)
    assert answer.status_code == 422 and 'id="units-error"' in answer.text
    session.expire_all()
    assert session.get(Listing, bag.id).units == []


def test_inside_and_outside_at_once_is_refused(editor) -> None:
    client, bag, certificate = editor
    answer = save(client, bag, units=certificate.units[0].id, outside_certificate="1")
    assert answer.status_code == 422 and 'id="outside_certificate-error"' in answer.text


def test_outside_is_kept_and_explained(editor) -> None:
    client, bag, _ = editor
    assert save(client, bag, outside_certificate="1").status_code == 303
    page = client.get(f"/en/studio/listings/{bag.code}/edit").text
    assert "you said that it lies outside your certificate" in page
    assert 'name="outside_certificate" value="1" checked' in page


def test_without_a_certificate_nothing_is_asked(client, make, sign_in) -> None:
    artisan = make.artisan()
    sign_in(client, artisan.account)
    bag = make.listing(artisan, state=State.DRAFT)
    assert 'name="units"' not in client.get(f"/studio/listings/{bag.code}/edit").text

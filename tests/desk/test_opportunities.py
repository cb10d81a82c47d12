"""Opportunities as officers write them down: from nothing to a public page, faults, second officers."""

from __future__ import annotations

import pytest

from marketplace.access.roles import Role
from marketplace.opportunities.models import Opportunity
from tests.opportunities.conftest import UNIT

TYPED = {
    "kind": "fair",
    "title": "Bazar Contoh",
    "title_en": "Sample fair",
    "description": "Tiga hari.",
    "description_en": "Three days.",
    "offered_by": "Panitia Contoh",
    "deadline": "2026-05-01",
    "places": "8",
}


def post(client, address, data, page=""):
    return client.post(address, data={"csrf_token": client.token(page or address), **data})


def test_from_nothing_to_a_public_page_and_off_it(desk, make):
    make.certificate()
    empty = desk.get("/desk/opportunities").text
    assert "/desk/opportunities/new" in empty
    typed = TYPED | {"units": [UNIT], "areas": ["64.74"], "rule_until": "2028-05-01"}
    added = post(desk, "/desk/opportunities/new", typed)
    assert added.status_code == 303
    where = added.headers["Location"]
    assert desk.get("/opportunities/bazar-contoh").status_code == 404
    step = post(desk, f"{where}/state", {"action": "publish", "version": "1"}, where)
    assert step.status_code == 303
    page = desk.get("/en/opportunities/bazar-contoh").text
    assert "CONTOH.000.001" in page and "Kota Bontang" in page and "1 May 2028" in page
    story = desk.get("/en" + where).text
    assert "Opportunity published" in story and "<del>Draft</del> → <ins>Published</ins>" in story
    assert "Bazar Contoh" in desk.get("/desk/opportunities").text
    assert post(desk, f"{where}/state", {"action": "withdraw", "version": "2"}, where).status_code == 303
    assert desk.get("/opportunities/bazar-contoh").status_code == 404


def test_the_form_shows_what_was_written(desk, make, session):
    make.certificate()
    make.place()
    typed = TYPED | {"units": [UNIT], "rule_valid": "1", "place_code": "64.74.01.1001"}
    where = post(desk, "/desk/opportunities/new", typed).headers["Location"]
    page = desk.get(f"{where}/edit").text
    assert 'value="2026-05-01"' in page and "Tiga hari." in page and page.count(" checked") == 2
    assert post(desk, f"{where}/edit", typed | {"version": "1", "places": ""}).status_code == 303
    found = session.query(Opportunity).one()
    assert found.places is None and found.rule_valid and found.rule_units


def test_faults_stand_beside_their_fields_and_nothing_typed_is_lost(desk):
    answer = post(desk, "/desk/opportunities/new", {"title": "Bazar", "last_on": "2026-05-01"})
    assert answer.status_code == 422 and "Bazar" in answer.text
    for name in ("kind", "offered_by", "deadline"):
        assert f'id="{name}-error"' in answer.text
    answer = post(desk, "/desk/opportunities/new", TYPED | {"last_on": "2026-05-03"})
    assert answer.status_code == 422 and 'id="first_on-error"' in answer.text


def test_what_misses_for_publishing_is_said_beside_it(desk):
    bare = {name: value for name, value in TYPED.items() if name != "description_en"}
    where = post(desk, "/desk/opportunities/new", bare).headers["Location"]
    answer = post(desk, f"{where}/state", {"action": "publish", "version": "1"}, where)
    assert answer.status_code == 422 and 'id="description_en-error"' in answer.text


def test_whoever_comes_second_is_told(desk):
    where = post(desk, "/desk/opportunities/new", TYPED).headers["Location"]
    post(desk, f"{where}/edit", TYPED | {"title": "Satu", "version": "1"})
    late = post(desk, f"{where}/edit", TYPED | {"title": "Dua", "version": "1"})
    assert late.status_code == 409 and "Dua" in late.text
    for step, status in (("publish", 409), ("explode", 422)):
        data = {"action": step, "version": "1"}
        assert post(desk, f"{where}/state", data, where).status_code == status


@pytest.mark.parametrize("path", ["", "/new", "/1", "/1/edit", "/1/applicants.csv"])
def test_nobody_but_officers_comes_in(client, make, sign_in, path):
    sign_in(client, make.account(Role.ARTISAN))
    assert client.get(f"/desk/opportunities{path}").status_code == 403

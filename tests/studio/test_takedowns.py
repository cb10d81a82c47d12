"""Its maker reads why a bag was taken down, answers once, and cannot show it."""

from __future__ import annotations

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.appeals.rules import WITHIN
from marketplace.listings.models import Listing
from marketplace.listings.rules import State
from marketplace.reports.rules import Reason
from marketplace.takedowns import operations

REASON = "Fotonya milik orang lain."


@pytest.fixture
def bag(make):
    return make.listing(make.artisan(name="Siti Contoh"), title="Tote Ombak")


@pytest.fixture
def down(make, bag):
    officer = make.account(Role.OFFICER, name="Petugas Satu")
    actor = Actor(officer.id, officer.role, officer.name, second_factor=True)
    taken = operations.take_down(
        bag, Reason.STOLEN_PHOTOS, REASON, actor=actor, at=make.clock(), until=make.clock().date()
    )
    make.session.commit()
    return taken


@pytest.fixture
def studio(client, bag, sign_in):
    sign_in(client, bag.artisan.account)
    return client


def text(response):
    return response.get_data(as_text=True)


def again(session, bag):
    session.expire_all()
    return session.get_one(Listing, bag.id)


def test_her_pages_lead_to_the_reason_and_never_to_the_officer(studio, bag, down):
    where = f"/studio/takedowns/{down.id}"
    for page in ("/studio/", f"/studio/listings/{bag.code}/edit"):
        assert where in text(studio.get(page)), page
    assert "Diturunkan petugas (1)" in text(studio.get("/studio/listings"))
    page = text(studio.get(where))
    assert REASON in page and "Fotonya milik orang lain" in page and "Petugas Satu" not in page


def test_she_answers_once(studio, bag, down, session, make):
    where = f"/studio/takedowns/{down.id}"

    def send(words):
        return studio.post(where, data={"csrf_token": studio.token("/studio/"), "text": words})

    assert send("").status_code == 422
    assert send("Itu foto saya.").status_code == 303
    page = text(studio.get(where))
    assert "Itu foto saya." in page and 'name="text"' not in page and "14 hari kerja" in page
    late = send("Sekali lagi.")
    assert late.status_code == 409 and text(late).count("Itu foto saya.") == 1


def test_after_thirty_days_the_form_is_gone(studio, down, clock, session):
    down.taken_at = clock() - WITHIN
    session.commit()
    page = text(studio.get(f"/studio/takedowns/{down.id}"))
    assert 'name="text"' not in page and "Waktu untuk banding berakhir" in page


def test_neither_buttons_nor_made_up_requests_show_it_again(studio, bag, down, session):
    edit = f"/studio/listings/{bag.code}/edit"
    assert 'value="publish"' not in text(studio.get(edit))
    assert "/duplicate" not in text(studio.get("/studio/listings"))
    token = {"csrf_token": studio.token("/studio/")}
    for action in ("publish", "resume", "relist", "pause", "give_back", "take_down"):
        answer = studio.post(f"/studio/listings/{bag.code}/state/{action}", data=token)
        assert answer.status_code in (404, 409), action
    assert studio.post(f"/studio/listings/{bag.code}/duplicate", data=token).status_code == 409
    assert studio.post(edit, data={**token, "title": "Tote Laut", "do": "publish"}).status_code in (409, 422)
    assert again(session, bag).state is State.TAKEN_DOWN


def test_nobody_else_reads_it(client, make, down, sign_in):
    sign_in(client, make.artisan().account)
    assert client.get(f"/studio/takedowns/{down.id}").status_code == 404


def test_after_she_has_deleted_it_the_reason_still_stands(studio, bag, down, session):
    assert (
        studio.post(
            f"/studio/listings/{bag.code}/delete", data={"csrf_token": studio.token("/studio/")}
        ).status_code
        == 303
    )
    assert REASON in text(studio.get(f"/studio/takedowns/{down.id}"))
    assert f"/studio/takedowns/{down.id}" not in text(studio.get("/studio/"))

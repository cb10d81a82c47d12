"""The artisan blocks whoever proposed a note from a bag's page; it holds at once and is taken back."""

from __future__ import annotations

import pytest

from marketplace.inquiries.models import ThreadBlock
from marketplace.inquiries.rules import Side
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.rules import State
from tests.order_notes.conftest import Studio, path_of

TERMS = {"quantity": "1", "price": "285.000", "ready_on": "2026-04-30", "delivery": "pick_up"}
RINA = {"name": "Rina", "contact": "rina@contoh.invalid"}


@pytest.fixture
def studio(app, bag, sign_in):
    client = app.test_client()
    sign_in(client, bag.artisan.account)
    return Studio(client)


def test_a_blocked_buyer_proposes_changes_and_confirms_nothing_more_until_it_is_lifted(
    studio, client, bag, propose, make, session
):
    mine, theirs = propose(bag), propose(bag, side=Side.BUYER)
    other_bag = make.listing(bag.artisan, title="Tas lain")
    session.commit()
    paths = path_of(mine), path_of(theirs)
    assert "Blokir kontak ini" in studio.get(f"/studio/orders/{theirs.code}").get_data(as_text=True)
    assert "Blokir" not in client.get(paths[0]).get_data(as_text=True), "the buyer has no such button"
    assert studio.post(f"/studio/orders/{theirs.code}/block").status_code == 303
    assert client.post(f"{paths[0]}/confirm", data={"seen": "1"}).status_code == 409
    assert client.post(f"{paths[1]}/change", data=TERMS | {"seen": "1"}).status_code == 422
    way = f"/products/{other_bag.slug}-{other_bag.code}/order"
    answer = client.post(way, data=TERMS | RINA | {"details": "Warna laut"})
    assert answer.status_code == 422 and "Warna laut" in answer.get_data(as_text=True)
    session.expire_all()
    assert session.get_one(OrderNote, mine.id).state is State.PROPOSED
    assert session.query(OrderNote).count() == 2
    assert "Terima pesannya lagi" in studio.get(f"/studio/orders/{theirs.code}").get_data(as_text=True)
    assert studio.post(f"/studio/orders/{theirs.code}/unblock").status_code == 303
    assert client.post(f"{paths[0]}/confirm", data={"seen": "1"}).status_code == 303


@pytest.mark.parametrize("word", ["block", "unblock"])
def test_nobody_elses_note(app, make, sign_in, propose, bag, word):
    note = propose(bag, side=Side.BUYER)
    client = app.test_client()
    sign_in(client, make.artisan().account)
    assert Studio(client).post(f"/studio/orders/{note.code}/{word}").status_code == 404


def test_a_note_out_of_a_talk_is_blocked_in_its_talk(studio, propose, bag, make, session):
    note = propose(bag, thread=make.thread(bag, buyer_email="rina@contoh.invalid"))
    page = studio.get(f"/studio/orders/{note.code}").get_data(as_text=True)
    assert f"/studio/orders/{note.code}/block" not in page and "/studio/inbox/" in page


def test_what_an_officer_ended_she_cannot_lift_and_is_told_so(studio, propose, bag, session):
    note = propose(bag, side=Side.BUYER)
    studio.post(f"/studio/orders/{note.code}/block")
    session.query(ThreadBlock).one().by_officer = True
    session.commit()
    page = studio.get(f"/studio/orders/{note.code}").get_data(as_text=True)
    assert "Petugas sudah mengakhiri" in page and "Terima pesannya lagi" not in page
    studio.post(f"/studio/orders/{note.code}/unblock")
    answer = studio.get(f"/studio/orders/{note.code}").get_data(as_text=True)
    assert "bisa menulis kepada Anda lagi" not in answer
    assert session.query(ThreadBlock).one().by_officer

"""An artisan answers what is asked of her, and of nobody else."""

from __future__ import annotations

import pytest

from marketplace.inquiries import blocks
from marketplace.inquiries import operations as inquiries
from marketplace.inquiries.models import Thread
from marketplace.inquiries.senders import sender_key
from marketplace.requests import queries as found
from marketplace.requests.rules import Answer
from tests.requests.conftest import NOON, SECRET, Studio, ask, buyer, maker, offered, take

FIXTURES = (ask, maker, offered)
OFFER = {"quantity": "2", "price_each": "95.000", "ready_on": "2026-05-01", "delivery": "pick_up"}


@pytest.fixture
def studio(client, sign_in):
    def enter(artisan):
        sign_in(client, artisan.account)
        return Studio(client)

    return enter


def test_the_list_and_home_name_what_waits(maker, ask, studio):
    artisan = maker()
    request = ask(quantity=12, words="Suvenir untuk tamu acara")
    studio = studio(artisan)
    assert "1 permintaan menunggu" in studio.get("/studio/").get_data(as_text=True)
    assert "Suvenir untuk tamu acara" in studio.get("/studio/requests").get_data(as_text=True)
    page = studio.get(f"/studio/requests/{request.code}").get_data(as_text=True)
    assert "Rina" not in page and "rina@contoh.invalid" not in page


def test_an_offer_is_made_and_a_wrong_one_keeps_what_was_typed(maker, ask, studio):
    artisan = maker()
    request = ask(quantity=2)
    studio, way = studio(artisan), f"/studio/requests/{request.code}"
    refused = studio.post(f"{way}/offer", OFFER | {"quantity": "3", "words": "Benang katun"})
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422 and 'id="quantity-error"' in page and "Benang katun" in page
    assert studio.post(f"{way}/offer", OFFER).status_code == 303
    assert found.own(artisan.id, request.code).answer is Answer.OFFERED
    assert "95.000" in studio.get(way).get_data(as_text=True)


def test_she_declines_with_a_reason_and_asks_back(make, ask, studio):
    bag = make.listing()
    request = ask(bag)
    studio, way = studio(bag.artisan), f"/studio/requests/{request.code}"
    assert studio.post(f"{way}/decline", {"reason": ""}).status_code == 422
    assert studio.post(f"{way}/ask", {"message": "Warna apa?"}).status_code == 303
    assert "/studio/inbox/" in studio.get(way).get_data(as_text=True)
    assert studio.post(f"{way}/decline", {"reason": "Benangnya habis"}).status_code == 303
    assert found.own(bag.artisan_id, request.code).answer is Answer.DECLINED


def test_other_peoples_requests_are_not_there(maker, make, ask, studio):
    maker()
    request = ask()
    studio = studio(make.artisan())
    way = f"/studio/requests/{request.code}"
    assert studio.get(way).status_code == 404
    assert studio.get(f"{way}/photos/1").status_code == 404
    for deed, data in (("offer", OFFER), ("decline", {"reason": "Tidak bisa"}), ("ask", {"message": "Apa?"})):
        assert studio.post(f"{way}/{deed}", data).status_code == 404


def test_what_was_ordered_leads_to_the_note_and_a_question_to_a_talk(maker, ask, offered, session, studio):
    artisan = maker()
    request = ask(quantity=3)
    part = take(request, offered(request, artisan, quantity=2), 2)
    session.commit()
    studio, way = studio(artisan), f"/studio/requests/{request.code}"
    assert f"/studio/orders/{part.note.code}" in studio.get(way).get_data(as_text=True)
    assert studio.post(f"{way}/ask", {"message": "Warna apa?"}).status_code == 303
    assert session.query(Thread).one().buyer_name == "Rina", "she ordered already"


def test_who_asks_back_reads_neither_name_nor_contact_before_the_buyer_writes(
    maker, ask, session, studio, client
):
    artisan, other = maker(), maker()
    request = ask(None, buyer("rina@contoh.invalid", "+6281200000009"))
    desk, way = studio(artisan), f"/en/studio/requests/{request.code}"
    assert "begins a talk of you two alone" in desk.get(way).get_data(as_text=True)
    assert desk.post(f"{way}/ask", {"message": "Warna apa?"}).status_code == 303
    thread = session.query(Thread).one()
    talk = f"/en/studio/inbox/{thread.id}"
    for path in (way, talk, "/en/studio/inbox", "/en/studio"):
        page = desk.get(path).get_data(as_text=True)
        assert not any(one in page for one in ("Rina", "rina@", "81200000009", "wa.me/62812"))
    assert f"Buyer of request {request.code}" in desk.get(talk).get_data(as_text=True)
    assert desk.get(f"{talk}/order").status_code == desk.post(f"{talk}/order").status_code == 409
    inquiries.reply(thread, "Biru", at=NOON)
    session.commit()
    page = desk.get(talk).get_data(as_text=True)
    assert "Rina" in page and "rina@contoh.invalid" in page
    assert desk.get(f"{talk}/order").status_code == 200
    assert studio(other).get(talk).status_code == 404


def test_the_list_costs_few_statements(maker, ask, studio, queries):
    artisan = maker(capacity=50)
    for number in range(6):
        ask(words=f"Permintaan nomor {number}")
    studio = studio(artisan)
    with queries() as said:
        studio.get("/studio/requests")
    assert len(said) <= 8


def test_whoever_an_officer_parted_sends_nothing_and_what_was_typed_is_still_there(
    make, ask, studio, session
):
    bag = make.listing()
    way = f"/en/studio/requests/{ask(bag).code}"
    key = sender_key("rina@contoh.invalid", SECRET)
    blocks.end_between(make.thread(bag, sender_key=key), secret=SECRET, at=NOON)
    session.commit()
    studio = studio(bag.artisan)
    for step, data in (
        ("ask", {"message": "Hubungi saya"}),
        ("decline", {"reason": "Hubungi saya"}),
        ("offer", OFFER | {"quantity": "1", "words": "Hubungi saya"}),
    ):
        answer = studio.post(f"{way}/{step}", data)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 409 and "An officer has ended the talks" in page, step
        assert "Hubungi saya" in page, step

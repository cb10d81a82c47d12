"""A dispute from the buyer's side: behind her link alone, every answer in words, nothing typed is lost."""

from __future__ import annotations

import logging

import pytest

from marketplace.disputes import operations
from marketplace.disputes.models import Dispute, DisputePhoto
from marketplace.disputes.rules import Ending, State
from marketplace.order_notes import operations as orders
from marketplace.order_notes.rules import State as NoteState
from tests.conftest import NOON
from tests.disputes.conftest import SAID, artisan, buyer
from tests.inquiries.photographs import GOOD, csrf, files
from tests.order_notes.conftest import TODAY, path_of

OPENING = {"category": "damaged", "words": SAID}


def text(response):
    return response.get_data(as_text=True)


def test_the_note_leads_to_a_form_that_opens_a_dispute(client, agreed, session):
    path = path_of(agreed)
    assert f"{path}/dispute" in text(client.get(path))
    form = client.get(f"{path}/dispute")
    assert form.headers["Cache-Control"] == "private, no-store" and "tidak memegang uang" in text(form)
    answer = client.post(f"{path}/dispute", data=OPENING)
    dispute = session.query(Dispute).one()
    assert answer.location.endswith(f"{path}/disputes/{dispute.id}")
    page = client.get(answer.location)
    assert SAID in text(page) and page.headers["Referrer-Policy"] == "no-referrer"
    assert client.get(f"{path}/dispute").status_code == 302, "there is one already"
    assert client.post(f"{path}/dispute", data=OPENING).status_code == 409
    assert session.query(Dispute).count() == 1
    assert f"/disputes/{dispute.id}" in text(client.get(path))


def test_what_is_missing_is_said_beside_it_and_what_was_typed_stays(client, agreed, session):
    answer = client.post(f"{path_of(agreed)}/dispute", data={"words": SAID})
    assert answer.status_code == 422
    assert "Pilih apa masalahnya." in text(answer) and SAID in text(answer)
    assert session.query(Dispute).count() == 0


def test_nothing_is_opened_before_an_agreement(client, propose, bag, session):
    path = path_of(propose(bag))
    assert client.get(f"{path}/dispute").status_code == 409
    assert client.post(f"{path}/dispute", data=OPENING).status_code == 409
    assert session.query(Dispute).count() == 0


def test_photos_are_sealed_shown_to_members_and_never_more_than_four(client, agreed, session, jobs, app):
    path, five = path_of(agreed), files(*[GOOD] * 5)
    assert client.post(f"{path}/dispute", data={**OPENING, "photos": five}).status_code == 422
    answer = client.post(f"{path}/dispute", data={**OPENING, "photos": files(GOOD)})
    assert answer.status_code == 303
    jobs.run_all()
    session.expire_all()
    photo = session.query(DisputePhoto).one()
    page = text(client.get(answer.location))
    (address,) = [part for part in page.split('"') if f"/photos/{photo.id}" in part]
    shown = client.get(address)
    assert shown.status_code == 200 and shown.mimetype in {"image/webp", "image/jpeg"}
    assert shown.headers["Cache-Control"] == "private, no-cache"
    assert client.get(address.replace(f"photos/{photo.id}", "photos/999")).status_code == 404


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("reply", {"words": SAID}),
        ("propose", {"ending": "call_off"}),
        ("accept", {"seen": "1"}),
        ("withdraw", {}),
    ],
)
def test_anothers_dispute_is_not_found_and_written_down(
    client, dispute, propose, bag, session, caplog, action, said
):
    note = propose(bag)
    orders.confirm(note, seen=1, who=buyer(note), at=NOON, today=TODAY)
    session.commit()
    place = f"{path_of(note)}/disputes/{dispute.id}"
    with caplog.at_level(logging.WARNING, "marketplace.disputes"):
        assert client.get(place).status_code == 404
        assert client.post(f"{place}/{action}", data=said).status_code == 404
        assert client.get(f"{place}/photos/1").status_code == 404
    assert caplog.text.count(f"asked for dispute {dispute.id}") == 3
    session.expire_all()
    assert session.get_one(Dispute, dispute.id).state is State.OPEN
    assert client.get(f"/orders/{'a' * 43}/disputes/{dispute.id}").status_code == 404


def test_the_buyer_cannot_reply_to_herself_nor_take_steps_there_are_not(client, dispute, agreed):
    place = f"{path_of(agreed)}/disputes/{dispute.id}"
    answer = client.post(f"{place}/reply", data={"words": "Saya jawab sendiri saja."})
    assert answer.status_code == 409 and "Saya jawab sendiri" not in text(client.get(place))
    for strange in ("decide", "open", "burn"):
        assert client.post(f"{place}/{strange}").status_code == 404


def test_what_the_artisan_proposed_is_accepted_as_it_was_seen(client, dispute, agreed, session):
    operations.propose(dispute, Ending.CALL_OFF, "Uang kembali tunai", who=artisan(agreed), at=NOON)
    session.commit()
    place = f"{path_of(agreed)}/disputes/{dispute.id}"
    page = text(client.get(place))
    assert "Uang kembali tunai" in page and "Setujui: Pesanan dibatalkan" in page
    assert client.post(f"{place}/accept", data={"seen": "1"}).status_code == 409
    assert client.post(f"{place}/accept", data={"seen": "2"}).status_code == 303
    session.expire_all()
    assert session.get_one(Dispute, dispute.id).note.state is NoteState.CANCELLED
    ended = text(client.get(place))
    assert "Diselesaikan kedua pihak" in ended and "/propose" not in ended


def test_taking_it_back_lets_the_order_go_on(client, dispute, agreed, session):
    place = f"{path_of(agreed)}/disputes/{dispute.id}"
    assert client.post(f"{place}/withdraw", data={"why": "Sudah beres"}).status_code == 303
    session.expire_all()
    assert session.get_one(Dispute, dispute.id).note.state is NoteState.AGREED
    assert "Sudah beres" in text(client.get(place))


def test_the_artisan_does_not_act_as_the_buyer(client, dispute, agreed, sign_in):
    sign_in(client, agreed.artisan.account)
    place = f"{path_of(agreed)}/disputes/{dispute.id}"
    token = csrf(text(client.get(place)))
    assert client.post(f"{place}/withdraw", data={"csrf_token": token}).status_code == 403

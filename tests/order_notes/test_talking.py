"""A talk from an agreed note: once, by either side, where somebody can be reached, and never past a block."""

from __future__ import annotations

import pytest

from marketplace.inquiries import blocks, links
from marketplace.inquiries.models import Thread
from marketplace.inquiries.rules import Side
from marketplace.kit.errors import Conflict
from marketplace.notices.models import Notice
from marketplace.order_notes import links as links_of
from marketplace.order_notes import operations, talking
from marketplace.order_notes.rules import Action
from tests.conftest import NOON
from tests.order_notes.conftest import SECRET, actor_of, path_of


def artisan(note):
    return operations.artisan_of(note, actor_of(note.artisan))


def buyer(note):
    return operations.buyer_of(note, None)


def begin(note, who, words="Talinya mau berapa panjang?"):
    links_of.give(note, at=NOON)
    return talking.begin(note, words, who=who, secret=SECRET, at=NOON, link=note.links[-1])


def refused(code, note, who):
    with pytest.raises(Conflict) as refusal:
        begin(note, who)
    assert refusal.value.code == code


def test_the_artisan_writes_first_and_the_buyer_gets_the_link(agreed, session, jobs, outbox, clock):
    thread, _ = begin(agreed, artisan(agreed))
    session.commit()
    assert (agreed.thread_id, thread.waiting_since, thread.unread_by_buyer) == (thread.id, None, 1)
    jobs.run_all()
    (letter,) = [one for one in outbox.letters if "/inquiries/" in one.text]
    assert letter.to == "rina@contoh.invalid" and "Tote Ombak" in letter.subject
    token = letter.text.split("/inquiries/")[1].split()[0]
    assert links.opened(token, clock()).thread_id == thread.id


def test_the_buyer_writes_first_and_the_artisan_is_told(agreed, session):
    thread, token = begin(agreed, buyer(agreed))
    session.commit()
    assert thread.waiting_since == NOON and links.opened(token, NOON).thread_id == thread.id
    assert session.query(Notice).filter_by(account_id=agreed.account_id, kind="inquiry").count() == 1


def test_there_is_one_of_a_note(agreed, session):
    begin(agreed, artisan(agreed))
    session.commit()
    for who in (artisan(agreed), buyer(agreed)):
        refused("order_note.no_talk", agreed, who)
    assert session.query(Thread).count() == 1


def test_none_before_it_is_agreed_nor_after_it_was_called_off(propose, bag, agreed):
    proposed = propose(bag)
    refused("order_note.no_talk", proposed, buyer(proposed))
    operations.step(agreed, Action.CANCEL, "Tidak jadi", who=artisan(agreed), at=NOON)
    refused("order_note.no_talk", agreed, artisan(agreed))


def test_none_where_nobody_is_reached_or_the_artisan_has_the_link_too(agreed):
    links_of.give(agreed, at=NOON)
    assert talking.may_begin(agreed, Side.BUYER, None, agreed.links[-1])
    agreed.passed_on = True
    assert talking.may_begin(agreed, Side.ARTISAN, None)
    assert not talking.may_begin(agreed, Side.BUYER, None, agreed.links[-1]), "she holds that link as well"
    agreed.buyer_email, agreed.buyer_phone = None, "+6281200000009"
    assert not talking.may_begin(agreed, Side.ARTISAN, None)


def test_an_account_is_told_by_its_own_page(agreed, make, session, jobs, outbox):
    agreed.buyer_account_id = make.account(email="rina@contoh.invalid").id
    thread, _ = begin(agreed, artisan(agreed))
    session.commit()
    jobs.run_all()
    (letter,) = [one for one in outbox.letters if f"/account/talks/{thread.id}" in one.text]
    assert letter.to == "rina@contoh.invalid"
    assert session.query(Notice).filter_by(kind="talk_begun").count() == 1


def test_blocks_hold_for_both(agreed, make, session):
    thread = make.thread(agreed.listing, sender_key="", buyer_email="rina@contoh.invalid")
    blocks.block(thread, secret=SECRET, actor=actor_of(agreed.artisan), at=NOON)
    refused("inquiry.not_taken", agreed, buyer(agreed))
    refused("order_note.blocked", agreed, artisan(agreed))
    blocks.end_between(thread, secret=SECRET, at=NOON)
    refused("inquiry.ended", agreed, artisan(agreed))


def test_the_buyers_page_has_the_form_and_then_the_way(client, agreed, session):
    place = path_of(agreed)
    assert f"{place}/talk" in client.get(place).get_data(as_text=True)
    empty = client.post(f"{place}/talk", data={"message": ""})
    assert empty.status_code == 422
    answer = client.post(f"{place}/talk", data={"message": "Boleh dikirim Senin?"})
    assert answer.status_code == 303 and "/inquiries/" in answer.location
    assert "Boleh dikirim Senin?" in client.get(answer.location).get_data(as_text=True)
    page = client.get(place).get_data(as_text=True)
    assert f"{place}/talk" not in page and "/talks/" in page
    again = client.post(f"{place}/talk", data={"message": "Boleh dikirim Senin?"})
    assert again.status_code == 303 and "/talks/" in again.location
    assert session.query(Thread).count() == 1


def test_her_page_says_that_letters_have_ended_and_begins_them_again(client, agreed, session):
    agreed.letters_ended_at = NOON
    session.commit()
    page = client.get(f"/en{path_of(agreed)}").get_data(as_text=True)
    assert "You ended the letters about this order" in page
    way = page.split('action="')[1:]
    (stop,) = {one.split('"')[0] for one in way if "/letters/stop/" in one}
    assert client.post(stop, data={"again": "1"}).status_code == 200
    session.expire_all()
    assert agreed.letters_ended_at is None
    assert "You ended the letters" not in client.get(f"/en{path_of(agreed)}").get_data(as_text=True)


@pytest.mark.parametrize("end", ["replaced", "lent"])
def test_a_link_about_to_end_begins_no_talk_and_the_notes_account_does(
    client, agreed, session, make, sign_in, end
):
    if end == "replaced":
        place = path_of(agreed)
        links_of.rotate(agreed, at=NOON)
    else:
        place = f"/orders/{links_of.lend(agreed, at=NOON)}"
    session.commit()
    assert f"{place}/talk" not in client.get(place).get_data(as_text=True)
    answer = client.post(f"{place}/talk", data={"message": "Boleh dikirim Senin?"})
    assert answer.status_code == 409 and session.query(Thread).count() == 0
    account = make.account(email="rina@contoh.invalid")
    agreed.buyer_account_id = account.id
    session.commit()
    sign_in(client, account)
    data = {"message": "Boleh dikirim Senin?", "csrf_token": client.token(place)}
    assert client.post(f"{place}/talk", data=data).status_code == 303
    assert session.query(Thread).one().buyer_account_id == account.id

"""Asking back begins one talk about the bag, with the buyer's words first."""

from __future__ import annotations

import pytest

from marketplace.inquiries import blocks
from marketplace.inquiries import operations as inquiries
from marketplace.inquiries.models import Thread
from marketplace.inquiries.rules import Side
from marketplace.kit.errors import Conflict, Forbidden
from marketplace.listings.models import Listing
from marketplace.listings.rules import Availability
from marketplace.requests import operations, talking
from marketplace.requests.rules import Answer
from tests.conftest import NOON
from tests.requests.conftest import SECRET, TODAY, Said, actor_of, take


def ask_back(row, words, artisan):
    return talking.ask_back(
        row, words, said="Tas, tali panjang", called="Pembeli", actor=actor_of(artisan), at=NOON, today=TODAY
    )


def test_the_talk_holds_both_sides_words_and_goes_on(make, ask, session, jobs, outbox):
    bag = make.listing()
    row = ask(bag).recipients[0]
    ask_back(row, "Warna apa?", bag.artisan)
    ask_back(row, "Talinya berapa panjang?", bag.artisan)
    session.commit()
    thread = session.query(Thread).one()
    said = [(one.side, one.body) for one in thread.messages]
    assert said[:2] == [(Side.BUYER, "Tas, tali panjang"), (Side.ARTISAN, "Warna apa?")] and len(said) == 3
    assert (row.answer, row.waiting, thread.waiting_since) == (Answer.ASKED_BACK, False, None)
    jobs.run_all()
    assert sum("/inquiries/" in letter.text for letter in outbox.letters) == 2


def test_an_offer_stays_an_offer_when_she_asks_as_well(make, ask, session):
    bag = make.listing()
    row = ask(bag).recipients[0]
    operations.offer(row, Said(), actor=actor_of(bag.artisan), at=NOON, today=TODAY)
    ask_back(row, "Warna apa?", bag.artisan)
    assert row.answer is Answer.OFFERED


def test_of_a_request_to_all_each_maker_has_a_talk_of_her_own_without_the_buyers_name(
    maker, ask, session, jobs, outbox
):
    first, second = maker(), maker()
    request = ask()
    rows = {row.artisan_id: row for row in request.recipients}
    one = ask_back(rows[first.id], "Warna apa?", first)
    two = ask_back(rows[second.id], "Talinya berapa panjang?", second)
    session.commit()
    assert one.id != two.id and {one.listing.artisan_id, two.listing.artisan_id} == {first.id, second.id}
    assert [(one.buyer_name, one.withheld_name) for one in (one, two)] == [("Pembeli", "Rina")] * 2
    assert [message.body for message in two.messages] == ["Tas, tali panjang", "Talinya berapa panjang?"]
    jobs.run_all()
    letters = [letter for letter in outbox.letters if "/inquiries/" in letter.text]
    assert {letter.to for letter in letters} == {"rina@contoh.invalid"} and len(letters) == 2
    inquiries.reply(one, "Biru", at=NOON)
    assert (one.buyer_name, one.withheld_name, two.buyer_name) == ("Rina", None, "Pembeli")


def test_a_taken_offer_shows_the_maker_who_the_buyer_is(maker, ask, offered, session):
    artisan = maker()
    request = ask(quantity=3)
    thread = ask_back(request.recipients[0], "Warna apa?", artisan)
    take(request, offered(request, artisan, quantity=2), 2)
    assert (thread.buyer_name, thread.withheld_name) == ("Rina", None)


def test_a_maker_without_a_bag_that_is_made_to_order_begins_no_talk(maker, ask, session):
    artisan = maker()
    request = ask()
    session.query(Listing).update({"availability": Availability.READY, "lead_days": None})
    with pytest.raises(Conflict, match="no_talk"):
        ask_back(request.recipients[0], "Warna apa?", artisan)


def test_whose_talks_an_officer_ended_asks_nothing(maker, ask, session, monkeypatch):
    artisan = maker()
    request = ask()
    monkeypatch.setattr(blocks, "is_ended", lambda *_: True)
    with pytest.raises(Conflict, match=r"inquiry\.ended"):
        ask_back(request.recipients[0], "Warna apa?", artisan)


def test_others_and_those_whose_request_ended_begin_no_talk(maker, make, ask):
    artisan = maker()
    bag = make.listing()
    request = ask(bag, words="Sesuatu yang lain sama sekali")
    with pytest.raises(Forbidden):
        ask_back(request.recipients[0], "Warna apa?", artisan)
    operations.end(request, at=NOON)
    with pytest.raises(Conflict, match="over"):
        ask_back(request.recipients[0], "Warna apa?", bag.artisan)


def test_whoever_an_officer_parted_answers_no_request_in_any_way(make, ask, session):
    bag = make.listing()
    request = ask(bag)
    row = request.recipients[0]
    thread = make.thread(bag, buyer_email="rina@contoh.invalid", sender_key="")
    blocks.end_between(thread, secret=SECRET, at=NOON)
    named = {"actor": actor_of(bag.artisan), "at": NOON, "today": TODAY}
    for answer in (
        lambda: ask_back(row, "Warna apa?", bag.artisan),
        lambda: operations.offer(row, Said(words="Hubungi saya"), **named),
        lambda: operations.decline(row, "Hubungi saya", **named),
    ):
        with pytest.raises(Conflict, match=r"inquiry\.ended"):
            answer()
    assert (row.answer, row.thread, row.offer, row.reason) == (Answer.WAITING, None, None, "")

"""Asking back begins one talk about the bag, with the buyer's words first."""

from __future__ import annotations

import pytest

from marketplace.inquiries import blocks
from marketplace.inquiries.models import Thread
from marketplace.inquiries.rules import Side
from marketplace.kit.errors import Conflict, Forbidden
from marketplace.requests import operations, talking
from marketplace.requests.rules import Answer
from tests.conftest import NOON
from tests.requests.conftest import SECRET, TODAY, Said, actor_of


def ask_back(row, words, artisan):
    return talking.ask_back(
        row, words, said="Tas, tali panjang", actor=actor_of(artisan), at=NOON, today=TODAY
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


def test_a_request_to_all_and_one_that_ended_begin_no_talk(maker, make, ask):
    artisan = maker()
    with pytest.raises(Conflict, match="no_talk"):
        ask_back(ask().recipients[0], "Warna apa?", artisan)
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

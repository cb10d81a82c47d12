"""Who is asked, and in which turn."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from marketplace.access.roles import Role
from marketplace.artisans.rules import Technique
from marketplace.certificates.models import Certificate, Unit
from marketplace.inquiries import blocks
from marketplace.inquiries.senders import sender_key
from marketplace.kit.errors import Conflict
from marketplace.listings.rules import Availability
from marketplace.requests import operations, routing
from tests.conftest import NOON
from tests.requests.conftest import SECRET, TODAY, Wish, actor_of, buyer, take

DAY = timedelta(days=1)


def asked(request):
    return [row.artisan_id for row in request.recipients]


def test_those_who_cannot_are_not_asked(maker, make, ask, session, clock):
    good = maker()
    make.listing(make.artisan(weekly_capacity=5), availability=Availability.MADE_TO_ORDER, lead_days=7)
    expired = make.artisan(weekly_capacity=5)
    make.certificate(expired, valid_until=TODAY - DAY)
    make.listing(expired, availability=Availability.MADE_TO_ORDER, lead_days=7)
    ready = make.artisan(weekly_capacity=5)
    make.certificate(ready)
    make.listing(ready)
    other = make.artisan(weekly_capacity=5)
    make.certificate(other, techniques=(Technique.MACRAME,))
    make.listing(other, availability=Availability.MADE_TO_ORDER, lead_days=7)
    withdrawn = maker()
    maker(capacity=None)
    maker(visible=False)
    maker(paused_until=TODAY + DAY)
    maker(account=make.account(Role.ARTISAN, disabled_at=NOON))
    rows = session.query(Unit).join(Unit.certificate).filter(Certificate.artisan_id == withdrawn.id)
    for unit in rows:
        unit.withdrawn_on = TODAY
    session.commit()
    assert asked(ask()) == [good.id]


def test_a_break_that_has_not_begun_or_is_over_stops_nobody(maker, ask):
    later, back = maker(paused_from=TODAY + DAY, paused_until=TODAY + 9 * DAY), maker(paused_until=TODAY)
    assert asked(ask()) == [later.id, back.id]


def test_a_named_unit_has_to_be_hers(maker, ask):
    maker()
    with pytest.raises(Conflict):
        ask(unit_code="CONTOH.999.999")
    assert len(asked(ask(unit_code="CONTOH.000.001"))) == 1
    assert routing.units_today(TODAY) == [("CONTOH.000.001", "Merajut badan tas")]


def test_whoever_was_asked_longest_ago_comes_first(maker, ask, session, monkeypatch):
    monkeypatch.setattr(operations, "MOST_AT_ONCE", 2)
    one, two, three = maker(), maker(), maker()
    turns = []
    for number in range(3):
        wish = Wish(words=f"Permintaan nomor {number}")
        at = NOON + timedelta(minutes=number)
        turns.append(asked(operations.ask_all(wish, buyer(), secret=SECRET, at=at, today=TODAY)[0]))
    assert turns == [[one.id, two.id], [three.id, one.id], [two.id, one.id]]


def test_whoever_has_promised_all_her_weeks_is_not_asked(maker, ask, offered, session):
    full, free = maker(capacity=1), maker(capacity=9)
    request = ask(quantity=9, needed_on=TODAY + 20 * DAY)
    take(request, offered(request, full, quantity=3), 3)
    session.commit()
    assert asked(ask(words="Permintaan yang lain", needed_on=TODAY + 20 * DAY)) == [free.id]


def test_neither_the_buyer_herself_nor_who_blocks_the_sender_is_asked(maker, make, ask, session):
    herself, blocking, good = maker(), maker(), maker()
    key = sender_key("rina@contoh.invalid", SECRET)
    thread = make.thread(make.listing(blocking), sender_key=key)
    blocks.block(thread, secret=SECRET, actor=actor_of(blocking), at=NOON)
    session.commit()
    assert asked(ask(None, buyer(account_id=herself.account_id))) == [good.id]


def test_asking_costs_one_statement_however_many_there_are(maker, ask, queries):
    request = ask_with(maker, ask)
    assert request.technique
    with queries() as said:
        routing.in_turn(request, 12, TODAY)
    assert len(said) == 1
    assert routing.in_turn(request, 0, TODAY) == []


def ask_with(maker, ask):
    for _ in range(4):
        maker()
    return ask(needed_on=date(2026, 5, 14))


@pytest.mark.parametrize(
    "kind", ["none", "contact", "talk of the account", "account", "officer", "other account"]
)
def test_who_is_passed_over_is_who_takes_no_message(maker, make, ask, session, kind):
    artisan, _good = maker(), maker()
    account, other = make.account(), make.account()
    key = sender_key("rina@contoh.invalid", SECRET)
    if kind == "contact":
        blocks.block_contact(artisan.id, key, None, at=NOON)
    elif kind == "account":
        blocks.block_contact(artisan.id, "another key", account.id, at=NOON)
    elif kind == "other account":
        blocks.block_contact(artisan.id, "another key", other.id, at=NOON)
    elif kind != "none":
        talk = make.thread(make.listing(artisan), sender_key="key of a talk", buyer_account_id=account.id)
        if kind == "officer":
            blocks.end_between(talk, secret=SECRET, at=NOON)
        else:
            blocks.block(talk, secret=SECRET, actor=actor_of(artisan), at=NOON)
    session.commit()
    blocked = blocks.is_blocked(artisan.id, key, account.id)
    assert blocked is (kind not in ("none", "other account"))
    assert (artisan.id in asked(ask(None, buyer(account_id=account.id)))) is not blocked

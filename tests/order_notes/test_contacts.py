"""Another address for a note's letters: by the newest link alone, and everybody concerned is told."""

from __future__ import annotations

import pytest

from marketplace.inquiries.rules import Side
from marketplace.kit.errors import Conflict, Forbidden, TooMany
from marketplace.order_notes import contacts, links
from marketplace.order_notes.rules import CONTACT_LIMITS
from tests.conftest import NOON

ELSEWHERE = "dewi@contoh.invalid"


def newest(note):
    links.rotate(note, at=NOON)
    return note.links[-1]


def test_the_new_link_goes_to_the_new_address_and_the_old_one_hears_of_it(agreed, session, jobs, outbox):
    jobs.run_all()
    outbox.letters.clear()
    token = contacts.send_elsewhere(agreed, ELSEWHERE, link=newest(agreed), at=NOON)
    session.commit()
    jobs.run_all()
    letters = {letter.to: letter.text for letter in outbox.letters}
    assert set(letters) == {ELSEWHERE, "rina@contoh.invalid", agreed.artisan.account.email}
    assert [to for to, text in letters.items() if token in text] == [ELSEWHERE]
    assert "/orders/" not in letters["rina@contoh.invalid"]
    assert not any(ELSEWHERE in text for to, text in letters.items() if to != ELSEWHERE)
    assert [link.replaced_at for link in agreed.links][-1] is None


def test_a_number_gets_an_address_and_stays(propose, bag, session):
    note = propose(bag, side=Side.BUYER, email=None, phone="+6281200000009")
    contacts.send_elsewhere(note, ELSEWHERE, link=newest(note), at=NOON)
    session.commit()
    assert (note.buyer_email, note.buyer_phone) == (ELSEWHERE, "+6281200000009")


def test_only_the_newest_link_moves_or_renews(agreed, propose, bag):
    links.lend(agreed, at=NOON)
    lent = agreed.links[-1]
    old = newest(agreed)
    newest(agreed)
    for link in (None, lent, old):
        with pytest.raises(Forbidden):
            contacts.send_elsewhere(agreed, ELSEWHERE, link=link, at=NOON)
        with pytest.raises(Forbidden):
            contacts.renew(agreed, link=link, at=NOON)
    with pytest.raises(Forbidden):
        contacts.renew(agreed, link=newest(agreed), at=NOON)
    number = propose(bag, side=Side.BUYER, email=None, phone="+6281200000009")
    before = newest(number)
    contacts.renew(number, link=before, at=NOON)
    assert before.replaced_at == NOON


def test_the_same_address_is_no_change_and_changes_are_counted(agreed):
    with pytest.raises(Conflict):
        contacts.send_elsewhere(agreed, "rina@contoh.invalid", link=newest(agreed), at=NOON)
    for _ in range(CONTACT_LIMITS[0][0]):
        contacts.admit(7, at=NOON)
    with pytest.raises(TooMany):
        contacts.admit(7, at=NOON)

"""What people are written, in their language, once each; who left a number alone is not written to."""

from __future__ import annotations

import re

import pytest

from marketplace.registrations import forgetting, links, mails, operations, seats
from marketplace.registrations.rules import OFFER_STANDS
from tests.conftest import NOON
from tests.registrations.conftest import ZONE, entry


def sent(jobs, outbox):
    outbox.letters.clear()
    jobs.run_all()
    return [(letter.to, letter.subject) for letter in outbox.letters]


def test_each_step_is_one_letter_in_the_persons_language(held, register, session, clock, jobs, outbox):
    cohort = held(seats=1)
    one = register(cohort, email="one@contoh.invalid", locale="en")
    two = register(cohort, email="two@contoh.invalid")
    assert sorted(sent(jobs, outbox)) == [
        ("one@contoh.invalid", "You have a seat: Knitting class"),
        ("two@contoh.invalid", "Anda dalam daftar tunggu: Kelas Rajut"),
    ]
    (text,) = [letter.text for letter in outbox.letters if letter.to == one.email]
    assert "4 May 2026 – 7 May 2026, Gedung Contoh" in text and one.receipt in text
    assert f"/en/registrations/{one.token}" in text
    operations.withdraw(one, clock=clock, timezone=ZONE)
    session.commit()
    assert sent(jobs, outbox) == [("two@contoh.invalid", "Ada kursi untuk Anda: Kelas Rajut")]
    (token,) = re.findall(r"/registrations/([\w-]+)", outbox.letters[0].text)
    assert "16 April 2026" in outbox.letters[0].text and links.opened(token, NOON).id == two.id
    operations.accept(two, clock=clock)
    session.commit()
    assert sent(jobs, outbox) == [("two@contoh.invalid", "Kursi ini milik Anda: Kelas Rajut")]


def test_a_lapsed_offer_and_an_officers_reason_are_told(
    held, register, officer, session, clock, jobs, outbox
):
    cohort = held(seats=1)
    one, two = register(cohort), register(cohort, locale="en")
    sent(jobs, outbox)
    operations.strike(one, "Mendaftar dua kali", actor=officer, clock=clock, timezone=ZONE)
    session.commit()
    assert [subject for _, subject in sent(jobs, outbox)] == [
        "Pendaftaran Anda dibatalkan: Kelas Rajut",
        "A seat is free for you: Knitting class",
    ]
    assert "Mendaftar dua kali" in outbox.letters[0].text
    clock.now += OFFER_STANDS
    seats.lapse_due(clock=clock, timezone=ZONE)
    session.commit()
    assert sent(jobs, outbox) == [(two.email, "The offered seat went on to the next: Knitting class")]


@pytest.mark.parametrize(
    "changes", [{"email": "baru@contoh.invalid"}, {"email": None, "phone": "+6281200000099"}]
)
@pytest.mark.parametrize("forgotten", [False, True])
def test_the_address_before_is_told_without_a_link_whatever_is_done_next(
    held, register, session, clock, jobs, outbox, changes, forgotten
):
    row = register(held(), email="lama@contoh.invalid", locale="en")
    sent(jobs, outbox)
    operations.change(row, entry(**changes), token=row.token, clock=clock)
    if forgotten:
        forgetting.delete_data(row, clock=clock, timezone=ZONE)
    session.commit()
    told = dict(sent(jobs, outbox))
    assert (
        told.pop("lama@contoh.invalid")
        == "Letters of your registration go to another address: Knitting class"
    )
    assert list(told) == ([changes["email"]] if changes["email"] and not forgotten else [])
    (text,) = [letter.text for letter in outbox.letters if letter.to == "lama@contoh.invalid"]
    assert (
        row.receipt in text and "/registrations/" not in text and "baru@" not in text and "Hello" not in text
    )


@pytest.mark.parametrize("deed", [*mails.DEEDS, "changed"])
def test_who_left_a_number_alone_is_not_written_to_and_keeps_her_link(
    held, register, session, jobs, outbox, deed
):
    row = register(held(), email=None, phone="+6281200000099")
    mails.tell(row, deed, at=NOON)
    session.commit()
    assert sent(jobs, outbox) == [] and [link.replaced_at for link in row.links] == [None]

"""Whatever is told to an account is in its feed, in the same transaction, with a letter or without."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.accounts.mails import tell
from marketplace.notices import wishes
from marketplace.notices.hours import Hours
from marketplace.notices.models import Notice
from marketplace.notices.rules import Group, Way

CERTIFICATE = {"certificate_id": 7, "fields": [], "valid_until": "2027-01-01"}


def test_an_event_is_in_the_feed_and_goes_out_as_a_letter(make, told, session, jobs, outbox):
    account = make.account()
    told(account)
    jobs.run_all()
    assert [(one.account_id, one.kind, one.read_at) for one in session.query(Notice)] == [
        (account.id, "inquiry", None)
    ]
    assert [letter.to for letter in outbox.letters] == [account.email]


def test_who_gave_no_address_reads_it_in_the_feed(make, told, session, jobs, outbox):
    told(make.account(email=None, phone="+6281234567890"))
    jobs.run_all()
    assert session.query(Notice).count() == 1
    assert outbox.letters == []


def test_telling_again_is_one_row_and_one_letter(make, told, session, jobs, outbox):
    account = make.account()
    told(account)
    jobs.run_all()
    told(account)
    jobs.run_all()
    assert session.query(Notice).count() == 1
    assert len(outbox.letters) == 1


def test_what_is_undone_was_not_told(make, session, clock, jobs, outbox):
    account = make.account()
    tell(account, "password_changed", key="password-changed-1", at=clock())
    session.rollback()
    jobs.run_all()
    assert session.query(Notice).count() == 0
    assert outbox.letters == []


@pytest.mark.parametrize(("way", "letters"), [(Way.NOW, 1), (Way.DIGEST, 0), (Way.HERE, 0)])
def test_a_letter_goes_out_as_it_was_chosen(make, told, session, jobs, outbox, way, letters):
    account = make.account()
    wishes.choose(account.id, {Group.QUESTIONS: way}, Hours("Asia/Makassar"))
    told(account)
    jobs.run_all()
    assert len(outbox.letters) == letters
    assert session.query(Notice).count() == 1


def test_letters_wait_for_the_end_of_quiet_hours_and_urgent_ones_do_not(
    make, told, session, clock, jobs, outbox
):
    account = make.account()
    wishes.choose(account.id, {}, Hours("Asia/Makassar", 7, 8, 12))  # it is 09.12
    told(account)
    told(account, kind="certificate_verified", scheme="KKNI II", code="BTG-7K4P", reason="", **CERTIFICATE)
    told(account, kind="password_changed")
    jobs.run_all()
    assert [letter.message_id.split("-")[0] for letter in outbox.letters] == ["password_changed"]
    clock.now += timedelta(hours=3)
    jobs.run_all()
    assert len(outbox.letters) == 3


def test_what_can_be_ended_says_where_and_what_cannot_does_not(make, told, jobs, outbox):
    account = make.account()
    told(account)
    told(account, kind="password_changed")
    jobs.run_all()
    question, password = outbox.letters
    assert question.unsubscribe is not None
    assert question.unsubscribe in question.text
    assert "/account/letters/stop/questions/" in question.unsubscribe
    assert password.unsubscribe is None
    assert "/letters/stop/" not in password.text

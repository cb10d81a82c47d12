"""Whatever is told to an account is in its feed, in the same transaction, with a letter or without."""

from __future__ import annotations

from marketplace.accounts.mails import tell
from marketplace.notices.models import Notice


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

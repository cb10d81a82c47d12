"""The daily digest: at its hour, everything that waits and was not read, each row in one letter."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.adapters.jobs.queue import enqueue
from marketplace.notices import digests, operations, wishes
from marketplace.notices.hours import Hours
from marketplace.notices.jobs import DAILY
from marketplace.notices.models import Notice
from marketplace.notices.rules import MOST_IN_DIGEST, Group, Way
from marketplace.web.letters import render

ZONE = "Asia/Makassar"


@pytest.fixture
def account(make, session):
    account = make.artisan().account
    wishes.choose(account.id, {Group.QUESTIONS: Way.DIGEST}, Hours(ZONE, 18))
    session.commit()
    return account


def later(clock, jobs, **how_much):
    clock.now += timedelta(**how_much)
    jobs.run_all()


def test_events_of_a_day_are_one_letter_at_the_chosen_hour(account, told, jobs, outbox, clock):
    told(account, 1)
    told(account, 2, buyer="Wati")
    later(clock, jobs, hours=8)  # 17.12
    assert outbox.letters == []
    later(clock, jobs, hours=1)
    (letter,) = outbox.letters
    assert letter.subject.startswith("2 ")
    assert "Rina bertanya tentang Tas Ombak." in letter.text
    assert "Wati bertanya tentang Tas Ombak." in letter.text
    assert "/studio/inbox/7" in letter.text
    assert letter.unsubscribe is not None
    assert "/account/letters/stop/digest/" in letter.unsubscribe
    later(clock, jobs, days=2)
    assert len(outbox.letters) == 1, "nothing new, no letter"


def test_what_was_read_meanwhile_is_left_out(account, told, jobs, outbox, clock, session):
    told(account, 1)
    operations.read(account.id, session.query(Notice.id).scalar(), at=clock())
    session.commit()
    later(clock, jobs, days=1)
    assert outbox.letters == []
    assert session.query(Notice.digest_at).scalar() is None


def test_a_letter_names_some_and_counts_the_rest(account, told, jobs, outbox, clock):
    for number in range(MOST_IN_DIGEST + 2):
        told(account, number)
    later(clock, jobs, days=1)
    (letter,) = outbox.letters
    assert letter.text.count("bertanya") == MOST_IN_DIGEST
    assert "2 lagi" in letter.text


def test_who_was_switched_off_gets_none(account, told, jobs, outbox, clock, session):
    told(account)
    account.disabled_at = clock()
    session.commit()
    later(clock, jobs, days=1)
    assert outbox.letters == []


def test_rows_whose_job_has_ended_too_early_are_found_once_a_day(account, told, jobs, outbox, clock, session):
    told(account)
    clock.now += timedelta(days=1)
    digests.write_digest(account.id + 1, secret="x", at=clock())
    session.query(digests.Notice).update({"digest_at": clock() - timedelta(hours=1)})
    session.execute(Notice.metadata.tables["job"].delete())
    enqueue(session, DAILY, {}, at=clock())
    session.commit()
    jobs.run_all()
    assert len(outbox.letters) == 1


def test_the_words_are_those_of_the_accounts_language(account, told, jobs, outbox, clock, session):
    told(account)
    account.locale = "en"
    session.commit()
    later(clock, jobs, days=1)
    assert "Rina asks about Tas Ombak." in outbox.letters[0].text


def test_the_subject_counts_what_is_named_and_what_is_not(app):
    with app.app_context():
        text = render("notice_digest", "en", {"name": "Siti", "lines": [], "more": 1})
    assert text[0] == "1 new notice"

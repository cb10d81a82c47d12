"""Browsers that asked are told once, as the account chose, in its language, without anybody's words."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from marketplace.accounts.models import SignIn
from marketplace.adapters.jobs.models import Job
from marketplace.adapters.push.memory import MemoryPusher
from marketplace.adapters.push.port import PushFailed
from marketplace.notices import pushes, wishes
from marketplace.notices.hours import Hours
from marketplace.notices.models import Notice, PushSubscription
from marketplace.notices.rules import MOST_REFUSALS, Group, Way
from marketplace.notices.wording import PUSHED
from tests.adapters.push.service import Device

RINA = Device("rina")


@pytest.fixture
def pusher(app):
    """An installation with a key."""
    box = app.extensions["toolbox"]
    box.pusher = MemoryPusher()
    yield box.pusher
    box.pusher = None


@pytest.fixture
def listen(session, clock):
    """Have a browser of an account listen, signed in for this."""

    def go(account, device=RINA):
        sign_in = SignIn(
            account=account, token_digest=f"{device.browser.endpoint}{account.id}"[-64:], created_at=clock(),
            last_seen_at=clock(), expires_at=clock() + timedelta(days=30),
        )  # fmt: skip
        session.add(sign_in)
        session.flush()
        pushes.subscribe(account.id, sign_in.id, device.browser, at=clock())
        session.commit()
        return sign_in

    return go


def said(pusher):
    return [json.loads(one.payload) for one in pusher.pushes]


def test_every_group_has_its_words():
    assert PUSHED.keys() == set(Group)


@pytest.mark.parametrize(
    ("locale", "words", "page"),
    [
        ("id", "Ada pesan baru tentang tas", "/studio/inbox/7"),
        ("en", "A new message about a bag", "/en/studio/inbox/7"),
    ],
)
def test_a_push_says_what_it_is_about_in_the_readers_language_and_nothing_more(
    make, told, listen, pusher, session, jobs, locale, words, page
):
    account = make.account(locale=locale)
    listen(account)
    told(account, body="rahasia", buyer="Rina Sari", bag="Tas Ombak")
    jobs.run_all()
    (one,) = said(pusher)
    assert one == {
        "title": "Terajut",
        "body": words,
        "lang": locale,
        "url": page,
        "tag": pusher.pushes[0].topic,
    }
    assert len(one["tag"]) == 32
    assert session.query(PushSubscription.pushed_at).scalar() is not None


def test_each_browser_is_told_once(make, told, listen, pusher, jobs):
    account = make.account()
    for name in ("telepon", "komputer"):
        listen(account, Device(name))
    listen(make.account(), Device("lain"))
    for _ in range(2):
        told(account)
        jobs.run_all()
    assert len(pusher.pushes) == 2
    assert len({one.topic for one in pusher.pushes}) == 1


def test_without_a_key_nothing_is_planned(app, make, told, listen, session):
    account = make.account()
    listen(account)
    told(account)
    assert session.query(Job).filter(Job.kind == pushes.PUSH_JOB).count() == 0


@pytest.mark.parametrize(
    ("way", "letters", "pushed"), [(Way.NOW, 1, 1), (Way.DEVICE, 0, 1), (Way.DIGEST, 0, 0), (Way.HERE, 0, 0)]
)
def test_a_push_follows_the_choice(make, told, listen, pusher, session, jobs, outbox, way, letters, pushed):
    account = make.account()
    wishes.choose(account.id, {Group.QUESTIONS: way}, Hours("Asia/Makassar"))
    listen(account)
    told(account)
    jobs.run_all()
    assert (len(outbox.letters), len(pusher.pushes)) == (letters, pushed)


def test_a_digest_is_one_push(make, told, listen, pusher, session, clock, jobs):
    account = make.account(email=None, phone="+6281234567890")
    wishes.choose(account.id, {Group.QUESTIONS: Way.DIGEST}, Hours("Asia/Makassar"))
    listen(account)
    for number in range(3):
        told(account, number)
    clock.now += timedelta(days=1)
    jobs.run_all()
    assert [(one["body"], one["url"]) for one in said(pusher)] == [
        ("Ada pemberitahuan baru untuk Anda", "/account/notices")
    ]


def test_quiet_hours_hold_pushes_up_and_urgent_ones_do_not_wait(make, told, listen, pusher, clock, jobs):
    account = make.account()
    wishes.choose(account.id, {}, Hours("Asia/Makassar", 7, 8, 12))  # it is 09.12
    listen(account)
    told(account)
    told(account, kind="password_changed")
    jobs.run_all()
    assert [one.urgent for one in pusher.pushes] == [True]
    clock.now += timedelta(hours=3)
    jobs.run_all()
    assert [one.urgent for one in pusher.pushes] == [True, False]


def test_what_was_read_or_turned_off_meanwhile_is_not_pushed(
    make, told, listen, pusher, session, clock, jobs
):
    account = make.account()
    wishes.choose(account.id, {}, Hours("Asia/Makassar", 7, 8, 12))
    listen(account)
    told(account, 1)
    session.query(Notice).update({"read_at": clock()})
    told(account, 2)
    wishes.choose(account.id, {Group.QUESTIONS: Way.HERE}, Hours("Asia/Makassar", 7, 8, 12))
    session.commit()
    clock.now += timedelta(hours=3)
    jobs.run_all()
    assert pusher.pushes == []


def test_signing_out_ends_it(make, told, listen, pusher, session, jobs):
    account = make.account()
    sign_in = listen(account)
    told(account, 1)
    session.delete(sign_in)
    session.commit()
    told(account, 2)
    jobs.run_all()
    assert pusher.pushes == []
    assert session.query(PushSubscription).count() == 0


def test_a_sign_in_that_has_run_out_ends_it(make, told, listen, pusher, session, clock, jobs):
    account = make.account()
    wishes.choose(account.id, {}, Hours("Asia/Makassar", 7, 8, 12))  # it is 09.12
    sign_in = listen(account)
    told(account, 1)
    sign_in.expires_at = clock() + timedelta(hours=3)
    session.commit()
    clock.now += timedelta(hours=3)
    jobs.run_all()
    assert pusher.pushes == [], "planned before, due when it had run out"
    told(account, 2)
    assert session.query(Job).filter(Job.kind == pushes.PUSH_JOB).count() == 1, "none is planned"
    jobs.run_all()
    assert pusher.pushes == []


def test_who_signs_in_next_on_a_device_is_told_there_and_the_one_before_is_not(
    make, told, listen, pusher, session, jobs
):
    before, after = make.account(), make.account(locale="en")
    listen(before)
    told(before)
    listen(after)
    jobs.run_all()
    assert pusher.pushes == []
    told(after)
    jobs.run_all()
    assert [one["lang"] for one in said(pusher)] == ["en"]


def test_a_browser_that_is_gone_is_forgotten(make, told, listen, pusher, session, jobs):
    account = make.account()
    listen(account)
    pusher.failing.append(PushFailed("push.410", gone=True))
    told(account)
    jobs.run_all()
    assert session.query(PushSubscription).count() == 0


def test_a_busy_push_service_is_asked_again_later(make, told, listen, pusher, session, clock, jobs):
    account = make.account()
    listen(account)
    pusher.failing += [PushFailed("push.429"), PushFailed("push.503")]
    told(account)
    jobs.run_all()
    assert pusher.pushes == []
    for pause in (timedelta(seconds=31), timedelta(minutes=3)):
        clock.now += pause
        jobs.run_all()
    assert len(pusher.pushes) == 1
    assert session.query(PushSubscription.failures).scalar() == 0


def test_a_browser_refused_too_often_is_forgotten_and_a_success_counts_anew(
    make, told, listen, pusher, session, jobs
):
    account = make.account()
    listen(account)
    for number in range(MOST_REFUSALS - 1):
        pusher.failing.append(PushFailed("push.400", permanent=True))
        told(account, number)
        jobs.run_all()
    assert session.query(PushSubscription.failures).scalar() == MOST_REFUSALS - 1
    pusher.failing.append(PushFailed("push.400", permanent=True))
    told(account, 99)
    jobs.run_all()
    session.rollback()
    assert session.query(PushSubscription).count() == 0


def test_a_number_given_anew_leads_to_nobody_elses_notice(make, listen, pusher, told, session, clock):
    account, other = make.account(), make.account()
    listen(account)
    told(other)
    planned = {
        "account": account.id,
        "notice": session.query(Notice.id).scalar(),
        "browser": session.query(PushSubscription.id).scalar(),
        "whole": False,
    }
    assert pushes.prepare(planned, clock()) is None
    assert pushes.prepare(planned | {"account": other.id}, clock()) is None

"""What the tests of alerts share."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.adapters.jobs.queue import enqueue
from marketplace.alerts import following, operations, queries
from marketplace.alerts.jobs import PLAN
from marketplace.alerts.queries import Wish

SECRET = "a secret for tests only"


@pytest.fixture
def buyer(make):
    account = make.account()
    return Actor(account.id, Role.BUYER, account.name)


@pytest.fixture
def looking_for():
    """The wish for bags a browse page's query finds."""
    return lambda query: Wish(queries.search_of(query))


@pytest.fixture
def waits_by_mail(session, clock, jobs, outbox):
    """Let an address wait for something, confirmed."""

    def wait(wish, email="rina@contoh.invalid", locale="id"):
        operations.ask(wish, email=email, locale=locale, secret=SECRET, at=clock())
        reader = session.query(queries.Reader).filter_by(email=email).one()
        alert = session.query(queries.Alert).filter_by(reader_id=reader.id, wish=wish.key).one()
        operations.confirm(alert, locale=locale, today=clock().date(), at=clock())
        session.commit()
        jobs.run_all()
        outbox.letters.clear()
        return alert

    return wait


@pytest.fixture
def next_day(session, clock, jobs, outbox):
    """Let a day go by, run the daily look and all it queues; return the letters that went out."""

    def pass_by(days=1):
        clock.now += timedelta(days=days)
        outbox.letters.clear()
        enqueue(session, PLAN, {}, at=clock())
        session.commit()
        jobs.run_all()
        return list(outbox.letters)

    return pass_by


@pytest.fixture
def follow(session, clock):
    """Look at all that has changed, as the daily job does; return how many bags were entered."""

    def look():
        today = clock().date()
        following.begin(clock())
        changed, cursor = following.pending()
        entered = following.take({*changed, *following.due_by_day(today)}, today, clock())
        following.move(cursor)
        while following.fill(today, clock()):
            pass
        session.commit()
        return entered

    return look


@pytest.fixture
def fresh(make, clock):
    """A bag that has just been published, a minute after whatever was before."""

    def publish(*args, **changes):
        clock.now += timedelta(minutes=1)
        return make.listing(*args, published_at=clock(), **changes)

    return publish


def links(letter):
    """The addresses in a letter, without the base."""
    return re.findall(r"http://127\.0\.0\.1:8000(/\S+)", letter.text)

"""Applying with the record attached: once, in time, only who may; fifty at once at the deadline."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from marketplace.certificates.rules import Status
from marketplace.database.base import db
from marketplace.database.session import writing
from marketplace.kit.errors import Conflict, Forbidden, NotFound
from marketplace.opportunities import applying, deciding, queries
from marketplace.opportunities.models import Application
from marketplace.opportunities.rules import Answer
from tests.conftest import NOON
from tests.opportunities.conftest import DAY, LATER, TODAY, UNIT, actor_of

WITA = ZoneInfo("Asia/Makassar")


def at_once(app, deeds):
    """Do all of these in threads of their own, from one moment on; returns what each answered."""
    start, answers = threading.Barrier(len(deeds)), []

    def press(deed):
        with app.app_context():
            start.wait()
            try:
                with writing():
                    answers.append(deed())
            except Conflict as refusal:
                answers.append(refusal.code)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=press, args=(deed,)) for deed in deeds]
    for one in threads:
        one.start()
    for one in threads:
        one.join(120)
    return answers


def test_the_record_of_the_day_goes_with_it(published, holder, applied, session):
    artisan = holder()
    row = applied(published(units=()), artisan)
    assert row.standing_on == TODAY and not row.with_contact
    (attached,) = row.attached
    assert attached["until"] == "2028-10-31" and attached["kind"] == "valid"
    assert attached["units"] == ["Merajut badan tas"] and attached["code"]


def test_a_second_tap_changes_nothing(published, holder, applied):
    found, artisan = published(), holder()
    assert applied(found, artisan, with_contact=True) is applied(found, artisan)
    assert applied(found, artisan).with_contact


def test_who_does_not_fit_cannot_apply(published, holder, make, session):
    holder()
    found = published(units=(UNIT,), rule_until=TODAY + 900 * DAY)
    other, suspended = make.artisan(), make.artisan()
    make.certificate(suspended, Status.SUSPENDED)
    for artisan in (other, suspended):
        with pytest.raises(Conflict, match=r"opportunities\.not_eligible"):
            applying.apply(found, artisan, with_contact=False, actor=actor_of(artisan), **LATER)
    assert session.query(Application).count() == 0


def test_nobody_applies_for_another(published, holder):
    with pytest.raises(Forbidden):
        applying.apply(published(), holder(), with_contact=True, actor=actor_of(holder()), **LATER)


def test_after_the_last_day_it_is_over(published, holder):
    found, artisan = published(deadline=TODAY), holder()
    with pytest.raises(Conflict, match=r"opportunities\.over"):
        applying.apply(
            found, artisan, with_contact=False, actor=actor_of(artisan), at=NOON + DAY, today=TODAY + DAY
        )


def test_taken_back_it_hides_the_number_and_can_be_sent_again(published, holder, applied, make):
    found, artisan = published(), holder()
    row = applied(found, artisan, with_contact=True)
    for _ in range(2):
        applying.take_back(found, artisan, actor=actor_of(artisan), at=NOON)
    assert row.answer is Answer.TAKEN_BACK and not row.with_contact
    assert applied(found, artisan) is row and row.answer is Answer.SENT
    stranger = make.artisan()
    with pytest.raises(NotFound):
        applying.take_back(found, stranger, actor=actor_of(stranger), at=NOON)


def test_after_the_outcome_nothing_is_taken_back(published, holder, applied, closed, officer):
    found, artisan = published(), holder()
    applied(found, artisan)
    closed(found)
    deciding.decide(found, [], "", version=found.version, actor=officer, at=NOON)
    with pytest.raises(Conflict):
        applying.take_back(found, artisan, actor=actor_of(artisan), at=NOON)


def test_of_fifty_at_midnight_exactly_those_before_it_are_in(app, published, holder, session):
    slug = published(deadline=TODAY).slug
    people = [(one, actor_of(one)) for one in (holder() for _ in range(50))]
    numbers = [(artisan.id, actor) for artisan, actor in people]
    midnight = datetime(2026, 4, 15, tzinfo=WITA)
    ticks = count(-25)
    session.rollback()

    def deed(artisan_id, actor):
        def apply():
            found = queries.for_artisan(slug, artisan_id, lock=True)
            at = midnight + timedelta(seconds=next(ticks))  # the clock, asked after the lock
            artisan = db.session.get(type(people[0][0]), artisan_id)
            applying.apply(
                found, artisan, with_contact=False, actor=actor, at=at, today=at.astimezone(WITA).date()
            )
            return "sent"

        return apply

    answers = at_once(app, [deed(*one) for one in numbers])
    assert sorted(answers) == ["opportunities.over"] * 25 + ["sent"] * 25
    rows = session.query(Application).order_by(Application.sent_at).all()
    assert len(rows) == 25 and all(row.sent_at < midnight for row in rows)


def test_of_fifty_taps_of_one_artisan_one_application_is_left(app, published, holder, session):
    slug, artisan = published().slug, holder()
    number, actor, kind = artisan.id, actor_of(artisan), type(artisan)
    session.rollback()

    def apply():
        found = queries.for_artisan(slug, number, lock=True)
        artisan = db.session.get(kind, number)
        applying.apply(found, artisan, with_contact=False, actor=actor, **LATER)
        return "sent"

    assert at_once(app, [apply] * 50) == ["sent"] * 50
    assert session.query(Application).count() == 1

"""The daily look, and one job for each letter."""

from __future__ import annotations

from datetime import timedelta

from marketplace.adapters.jobs.models import Job
from marketplace.alerts import operations
from marketplace.alerts.jobs import PLAN
from marketplace.alerts.operations import LETTER_JOB


def test_the_look_is_due_every_day_and_queues_a_letter_once(
    app, session, clock, waits_by_mail, looking_for, fresh, jobs, next_day, outbox
):
    assert PLAN in app.extensions["handlers"].daily
    waits_by_mail(looking_for("type=tote"))
    waits_by_mail(looking_for("type=tote"), email="lain@contoh.invalid")
    clock.now += timedelta(hours=1)
    fresh()
    assert sorted(letter.to for letter in next_day()) == ["lain@contoh.invalid", "rina@contoh.invalid"]
    assert next_day(0) == []
    assert session.query(Job).filter_by(kind=LETTER_JOB).count() == 2


def test_letters_are_emptied_out_of_the_queue_once_sent(
    session, clock, waits_by_mail, looking_for, fresh, next_day
):
    waits_by_mail(looking_for("type=tote"))
    clock.now += timedelta(hours=1)
    fresh()
    assert next_day()
    assert all(job.payload == {} for job in session.query(Job).filter_by(kind="letters.send"))


def test_a_look_that_was_stopped_goes_on_and_each_reader_has_one_letter(
    session, clock, waits_by_mail, looking_for, fresh, next_day, monkeypatch
):
    monkeypatch.setattr(operations, "PLANNED_AT_ONCE", 2)
    everybody = [f"orang{number}@contoh.invalid" for number in range(5)]
    for email in everybody:
        waits_by_mail(looking_for("type=tote"), email=email)
    clock.now += timedelta(hours=1)
    fresh()
    queued, stopped = operations.enqueue, []

    def once_stopped(*args, **named):
        waiting = session.query(Job).filter_by(kind=LETTER_JOB).count()
        if waiting == 2 and not stopped:
            stopped.append(waiting)
            raise ConnectionError("the machine goes down")
        return queued(*args, **named)

    monkeypatch.setattr(operations, "enqueue", once_stopped)
    told = [letter.to for letter in next_day()]
    assert stopped and len(told) == len(set(told))
    told += [letter.to for letter in next_day(0)]
    assert sorted(told) == everybody
    assert session.query(Job).filter_by(kind=LETTER_JOB).count() == 5

"""A letter waits as a row until its deed is kept."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.adapters.jobs.models import Job, JobState
from marketplace.adapters.mail.outbox import KIND, post, withdraw

AT = datetime(2026, 4, 14, 1, 12, tzinfo=UTC)


def test_a_letter_of_one_key_is_queued_once_with_all_it_needs(session: Session) -> None:
    for _ in range(2):
        post(session, "reset", "sri@contoh.id", key="reset-1", locale="id", at=AT, secret=True, link="x")
    (job,) = session.scalars(select(Job))
    assert (job.kind, job.secret, job.unique_key) == (KIND, True, "letter:reset-1")
    assert job.payload == {
        "template": "reset",
        "to": "sri@contoh.id",
        "key": "reset-1",
        "locale": "id",
        "context": {"link": "x"},
    }


def test_a_letter_of_an_undone_deed_is_never_written(session: Session) -> None:
    post(session, "reset", "sri@contoh.id", key="reset-1", locale="id", at=AT)
    session.rollback()
    assert session.scalars(select(Job)).all() == []


def test_a_letter_that_waits_can_be_taken_back_and_one_being_sent_cannot(session: Session) -> None:
    for key in ("a-1", "a-2", "a-3"):
        post(session, "reset", "sri@contoh.id", key=key, locale="id", at=AT)
    sent = session.scalars(select(Job).where(Job.unique_key == "letter:a-2")).one()
    sent.state = JobState.RUNNING
    session.flush()
    assert withdraw(session, ["a-1", "a-2", "a-9"]) == 1
    assert withdraw(session, []) == 0
    assert sorted(session.scalars(select(Job.unique_key))) == ["letter:a-2", "letter:a-3"]

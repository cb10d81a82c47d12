"""The signer: one signature for many decisions, and none for a log that was changed."""

from __future__ import annotations

import logging

from sqlalchemy import select, update

from marketplace.adapters.jobs.models import Job, JobState
from marketplace.audit.models import JournalEntry
from marketplace.decision_log import operations, queries
from marketplace.decision_log.models import LogCheckpoint, LogEntry
from marketplace.decision_log.rules.tree import leaf_hash
from tests.emptying import with_triggers_off


def test_many_decisions_make_one_signature(session, fill, jobs):
    fill(5)
    jobs.run_all()
    assert session.scalars(select(LogCheckpoint.size)).all() == [5]
    assert set(session.scalars(select(Job.state))) == {JobState.DONE}


def test_the_first_signature_names_the_log_after_the_site_and_makes_its_key(app, session, fill, jobs):
    assert not app.extensions["toolbox"].log_key.path.exists()
    fill(1)
    jobs.run_all()
    (key,) = queries.known_keys()
    assert key.origin == "127.0.0.1:8000/decisions"
    assert key.public_key == app.extensions["toolbox"].log_key.load().public


def test_a_key_that_is_gone_is_not_made_anew_for_a_log_that_has_one(app, session, fill, jobs):
    fill(1)
    jobs.run_all()
    file = app.extensions["toolbox"].log_key
    file.path.unlink()
    fill(1)
    jobs.run_all()
    assert not file.path.exists()
    assert queries.signed_size() == 1
    assert session.scalars(select(Job.last_error).where(Job.state == JobState.QUEUED)).all() == [
        "KeyUnusable"
    ]


def test_a_changed_log_is_not_signed_and_staff_are_told(session, fill, jobs, clock, caplog):
    fill(3)
    jobs.run_all()
    change = update(LogEntry.__table__).where(LogEntry.seq == 1)
    with_triggers_off(
        session.connection(), LogEntry.__table__, change.values(entry="{}", leaf=leaf_hash(b"{}"))
    )
    session.commit()
    fill(1)
    with caplog.at_level(logging.ERROR):
        jobs.run_all()
    assert "decision log: the log was changed at or before entry 2; nothing is signed" in caplog.text
    assert queries.signed_size() == 3
    entry = session.scalars(select(JournalEntry)).one()
    assert (entry.action, entry.actor_name, entry.details) == ("log.refused", "system", {"seq": 2})
    assert queries.state().refused_at == clock()


def test_an_old_refusal_is_forgotten_once_the_log_is_signed_again(session, fill, jobs, clock):
    fill(1)
    queries.session.add(
        JournalEntry(at=clock(), actor_name="system", action="log.refused", subject_type="log", subject_id=0)
    )
    session.commit()
    assert queries.state().refused_at is not None
    clock.now = clock.now.replace(hour=3)
    jobs.run_all()
    state = queries.state()
    assert (state.refused_at, state.size, state.unsigned) == (None, 1, 0)
    fill(2)
    assert queries.state().unsigned == 2


def test_signing_goes_before_letters_and_pictures(session, fill):
    fill(1)
    (job,) = session.scalars(select(Job))
    assert (job.kind, job.priority) == (operations.CHECKPOINT, operations.PRIORITY)
    assert job.priority > 0, "the priority of everything else"

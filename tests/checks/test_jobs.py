"""Pages of evidence are made by the scans' own path; old counts go."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256

import pytest

from marketplace.access.actors import SYSTEM
from marketplace.adapters.images.results import PictureFailed
from marketplace.adapters.jobs.models import Job
from marketplace.adapters.jobs.queue import enqueue
from marketplace.certificates import jobs as pages
from marketplace.certificates.rules import Method
from marketplace.checks import jobs as checks
from marketplace.checks import operations
from marketplace.checks.models import EvidenceFile, RecordVisits, VerificationEvent
from marketplace.checks.operations import StoredEvidence
from marketplace.checks.rules import Outcome
from marketplace.toolbox import toolbox
from tests.conftest import NOON
from tests.factories.photographs import jpeg

TODAY = date(2026, 4, 14)


@pytest.fixture
def recorded(make, session):
    def record(data):
        key = toolbox().private_files.put_unguessable(data, "jpg")
        stored = StoredEvidence(key, sha256(data).hexdigest(), len(data))
        operations.record(
            make.certificate(),
            Method.PORTAL_BNSP,
            Outcome.MATCH,
            actor=SYSTEM,
            at=NOON,
            today=TODAY,
            evidence=stored,
        )
        session.commit()

    return record


def test_pages_are_made_to_look_at(session, jobs, recorded):
    recorded(jpeg())
    jobs.run_all()
    session.expire_all()
    (page,) = session.query(EvidenceFile).one().pages
    assert page["number"] == 1 and toolbox().private_files.exists(page["key"])


def test_why_a_file_cannot_be_read_is_written_down(session, jobs, recorded):
    recorded(b"\xff\xd8\xff broken")
    jobs.run_all()
    session.expire_all()
    file = session.query(EvidenceFile).one()
    assert file.pages == [] and file.failure


def test_a_passing_failure_is_tried_again(session, jobs, recorded, monkeypatch):
    recorded(jpeg())

    def lost(original):
        raise PictureFailed("scan.failed", transient=True)

    with monkeypatch.context() as patch:
        patch.setattr(pages, "viewing_pages", lost)
        jobs.run_once()
    session.expire_all()
    assert session.query(EvidenceFile).one().failure is None


def test_evidence_that_waits_without_a_job_gets_another_one(session, jobs, recorded):
    recorded(jpeg())
    session.query(Job).delete()
    session.commit()
    assert operations.resume_waiting(NOON) == 1
    assert operations.resume_waiting(NOON) == 0
    session.commit()
    jobs.run_all()
    session.expire_all()
    assert len(session.query(EvidenceFile).one().pages) == 1
    assert operations.resume_waiting(NOON) == 0


def test_counts_older_than_ninety_days_go(session, make, jobs):
    certificate = make.certificate()
    for days in (0, 90, 91):
        make.keep(RecordVisits(certificate_id=certificate.id, day=TODAY - timedelta(days=days), visits=1))
    enqueue(session, checks.FORGET_VISITS, {}, at=NOON)
    session.commit()
    jobs.run_all()
    assert sorted(row.day for row in session.query(RecordVisits)) == [TODAY - timedelta(days=90), TODAY]


def test_that_is_due_every_day(app):
    assert checks.FORGET_VISITS in app.extensions["handlers"].daily


def test_evidence_goes_on_its_day_and_the_event_keeps_its_digest(session, jobs, clock, recorded):
    files, days = toolbox().private_files, toolbox().settings.scan_days
    recorded(jpeg())
    jobs.run_all()
    file = session.query(EvidenceFile).one()
    keys = [file.original_key, file.pages[0]["key"]]
    file.created_at = NOON
    session.commit()
    clock.now = NOON + timedelta(days=days, seconds=-1)
    enqueue(session, checks.EXPIRE, {}, at=clock.now)
    session.commit()
    jobs.run_all()
    assert all(map(files.exists, keys))
    session.rollback()
    clock.now = NOON + timedelta(days=days)
    enqueue(session, checks.EXPIRE, {}, at=clock.now)
    session.commit()
    jobs.run_all()
    session.expire_all()
    assert session.query(EvidenceFile).count() == 0
    assert not any(map(files.exists, keys))
    (event,) = session.query(VerificationEvent).all()
    assert event.evidence_digest is not None and event.evidence is None

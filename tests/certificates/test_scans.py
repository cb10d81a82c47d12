"""Keeping scans: consent, replacing, repeating, looking."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import delete, select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.adapters.jobs.models import Job
from marketplace.certificates import scans
from marketplace.certificates.models import Certificate, Scan
from marketplace.certificates.rules import ScanSide, Status
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, NotFound
from tests.conftest import NOON
from tests.factories.make import Make

FILE = scans.StoredScan(ScanSide.FRONT, f"ab/cd/abcd{'0' * 60}.jpg", "d" * 64, 10)


def owner(certificate: Certificate, make: Make, agreed: bool = True) -> Actor:
    account = certificate.artisan.account
    actor = Actor(account.id, account.role, account.name, certificate.artisan_id)
    if agreed:
        scans.consent(account.id, actor=actor, at=make.clock())
    return actor


def kinds(make: Make) -> list[str]:
    return list(make.session.scalars(select(Job.kind).order_by(Job.id)))


def test_nothing_is_kept_without_consent(make: Make) -> None:
    certificate = make.certificate(status=Status.DRAFT)
    with pytest.raises(Incomplete) as refusal:
        scans.attach(certificate, FILE, actor=owner(certificate, make, agreed=False), at=make.clock())
    assert refusal.value.fields == {"consent": "certificate.consent"} and not certificate.scans


def test_the_same_form_twice_keeps_one_scan(make: Make) -> None:
    certificate = make.certificate(status=Status.DRAFT)
    actor = owner(certificate, make)
    first = scans.attach(certificate, FILE, actor=actor, at=make.clock())
    assert scans.attach(certificate, FILE, actor=actor, at=make.clock()) is first
    assert kinds(make) == [scans.PREPARE]


def test_a_scan_that_lost_its_job_gets_another_and_one_at_work_does_not(make: Make) -> None:
    certificate = make.certificate(status=Status.DRAFT)
    scan = scans.attach(certificate, FILE, actor=owner(certificate, make), at=make.clock())
    assert scans.resume_waiting(make.clock()) == 0
    make.session.execute(delete(Job))
    assert scans.stranded() == [scan.id]
    assert scans.resume_waiting(make.clock()) == 1
    assert kinds(make) == [scans.PREPARE]


@pytest.mark.parametrize(
    "done",
    [{"pages": [{"number": 1}]}, {"failure": "scan.failed"}, {"original_key": None, "forgotten_at": NOON}],
    ids=["has its pages", "has failed", "was forgotten"],
)
def test_a_scan_that_waits_for_nothing_gets_no_job(make: Make, done: dict[str, object]) -> None:
    certificate = make.certificate(status=Status.DRAFT)
    scan = scans.attach(certificate, FILE, actor=owner(certificate, make), at=make.clock())
    make.session.execute(delete(Job))
    for name, value in done.items():
        setattr(scan, name, value)
    make.session.flush()
    assert scans.resume_waiting(make.clock()) == 0


def test_another_certificate_cannot_take_the_same_file(make: Make) -> None:
    one = make.certificate(status=Status.DRAFT)
    two = make.certificate(one.artisan, status=Status.DRAFT)
    actor = owner(one, make)
    scans.attach(one, FILE, actor=actor, at=make.clock())
    with pytest.raises(Conflict):
        scans.attach(two, FILE, actor=actor, at=make.clock())


def test_a_new_file_replaces_the_one_of_its_side(make: Make) -> None:
    certificate = make.certificate(status=Status.DRAFT)
    actor = owner(certificate, make)
    scans.attach(certificate, FILE, actor=actor, at=make.clock())
    newer = replace(FILE, key=FILE.key.replace("jpg", "png"))
    scans.attach(certificate, newer, actor=actor, at=make.clock())
    assert [scan.original_key for scan in make.session.scalars(select(Scan))] == [newer.key]
    assert kinds(make) == [scans.PREPARE, scans.FORGET, scans.PREPARE]


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.VERIFIED, Status.REJECTED])
def test_what_officers_have_stays_as_it_was_sent(status: Status, make: Make) -> None:
    certificate = make.certificate(status=status)
    with pytest.raises(Conflict):
        scans.attach(certificate, FILE, actor=owner(certificate, make), at=make.clock())


def test_strangers_neither_attach_nor_look(make: Make) -> None:
    certificate = make.certificate(status=Status.DRAFT)
    scan = make.scan(certificate, pages=[{"number": 1, "key": "x"}])
    account = make.account(Role.ARTISAN)
    stranger = Actor(account.id, account.role, account.name)
    with pytest.raises(Forbidden):
        scans.attach(certificate, FILE, actor=stranger, at=make.clock())
    with pytest.raises(Forbidden):
        scans.look_at(scan, 1, why="desk.review", actor=stranger, at=make.clock())


def test_a_page_that_is_not_there(make: Make) -> None:
    certificate = make.certificate()
    with pytest.raises(NotFound):
        scans.look_at(
            make.scan(certificate), 1, why="desk.review", actor=owner(certificate, make), at=make.clock()
        )


def test_only_a_failed_scan_is_prepared_again(make: Make) -> None:
    certificate = make.certificate(status=Status.DRAFT)
    actor = owner(certificate, make)
    with pytest.raises(Conflict):
        scans.prepare_again(make.scan(certificate), actor=actor, at=make.clock())
    failed = make.scan(certificate, failure="scan.failed")
    scans.prepare_again(failed, actor=actor, at=make.clock())
    assert failed.failure is None and kinds(make) == [scans.PREPARE]

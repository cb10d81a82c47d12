"""How long scans are kept, and what goes at her word."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.audit.models import JournalEntry
from marketplace.certificates import keeping, queries
from marketplace.certificates.likeness import Likeness
from marketplace.certificates.models import Certificate, Decision
from marketplace.certificates.rules import Action, Status
from marketplace.kit.errors import Conflict, Forbidden
from tests.factories.make import Make

DAYS = 90


def decided(make: Make, status: Status = Status.VERIFIED, days_ago: int = DAYS) -> Certificate:
    certificate = make.certificate(status=status)
    make.scan(certificate)
    decide(make, certificate, days_ago)
    return certificate


def decide(make: Make, certificate: Certificate, days_ago: int) -> None:
    make.keep(
        Decision(
            certificate=certificate,
            action=Action.VERIFY,
            before=Status.SUBMITTED,
            after=certificate.status,
            actor_name="Petugas",
            made_at=make.clock() - timedelta(days=days_ago),
        )
    )


def owner(certificate: Certificate) -> Actor:
    account = certificate.artisan.account
    return Actor(account.id, account.role, account.name, certificate.artisan_id)


@pytest.mark.parametrize("status", Status)
def test_scans_go_that_many_days_after_the_decision_and_not_while_something_is_open(
    make: Make, status: Status
) -> None:
    certificate = decided(make, status)
    ended = status in {Status.VERIFIED, Status.REJECTED, Status.SUSPENDED, Status.REVOKED}
    assert keeping.forget_overdue(DAYS, make.clock()) == ended
    assert bool(certificate.kept_scans) is not ended


def test_the_latest_decision_counts_and_a_day_less_is_not_enough(make: Make) -> None:
    young, again = decided(make, days_ago=DAYS - 1), decided(make)
    decide(make, again, 3)
    assert keeping.forget_overdue(DAYS, make.clock()) == 0
    assert young.kept_scans and again.kept_scans


def test_the_same_photo_is_noticed_when_it_is_long_deleted(make: Make) -> None:
    first = decided(make)
    digest = first.scans[0].digest
    assert keeping.forget_overdue(DAYS, make.clock()) == 1
    second = make.certificate(status=Status.SUBMITTED)
    make.scan(second, digest=digest)
    assert (first, [Likeness.SCAN]) in [
        (other, [kind for kind in kinds if kind is Likeness.SCAN])
        for other, kinds in queries.lookalikes(second)
    ]


def test_she_has_them_deleted_and_it_is_written_down(make: Make) -> None:
    certificate = decided(make, days_ago=0)
    assert keeping.forget_on_request(certificate, actor=owner(certificate), at=make.clock()) == 1
    entry = make.session.scalars(select(JournalEntry).where(JournalEntry.action == "scan.forget")).one()
    assert entry.actor_id == certificate.account_id and certificate.status is Status.VERIFIED
    with pytest.raises(Conflict):
        keeping.forget_on_request(certificate, actor=owner(certificate), at=make.clock())


def test_not_while_officers_compare_them_and_not_by_strangers(make: Make) -> None:
    submitted, other = decided(make, Status.SUBMITTED), decided(make)
    with pytest.raises(Conflict):
        keeping.forget_on_request(submitted, actor=owner(submitted), at=make.clock())
    account = make.account(Role.ARTISAN)
    with pytest.raises(Forbidden):
        keeping.forget_on_request(other, actor=Actor(account.id, account.role, account.name), at=make.clock())
    assert submitted.kept_scans and other.kept_scans

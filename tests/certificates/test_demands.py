"""Who may decide, and what has to be said: the parts that `test_operations` does not reach through a decision."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.certificates import demands
from marketplace.certificates.rules import Action, Status
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, Invalid
from tests.factories.make import Make

TODAY = date(2026, 4, 14)


def test_a_version_read_earlier_is_a_conflict_and_none_is_not(make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    demands.require_version(certificate, None)
    demands.require_version(certificate, certificate.version)
    with pytest.raises(Conflict):
        demands.require_version(certificate, certificate.version - 1)


def test_only_a_free_officer_may_decide(make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    demands.require_free(
        certificate, Actor(make.account(Role.OFFICER).id, Role.OFFICER, "P", second_factor=True)
    )
    for actor in (
        Actor(certificate.account_id, Role.OFFICER, "Pemilik", second_factor=True),
        Actor(make.account().id, Role.BUYER, "Pembeli"),
        Actor(make.account(Role.OFFICER).id, Role.OFFICER, "Tanpa langkah kedua"),
    ):
        with pytest.raises(Forbidden):
            demands.require_free(certificate, actor)


def test_everything_missing_is_named_at_once(make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    with pytest.raises(Incomplete) as refusal:
        demands.require_grounds(certificate, Action.VERIFY, "", " ", None, None, (), ["holder_name"], ())
    assert set(refusal.value.fields) == {"method", "checked_on", "note"}
    with pytest.raises(Incomplete) as refusal:
        demands.require_grounds(certificate, Action.ASK_CHANGES, " ", "", None, None, (), (), ())
    assert set(refusal.value.fields) == {"reason", "fields"}


def test_a_check_lies_between_the_paper_and_today(make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    issued = certificate.issue_date
    assert issued is not None
    for day in (issued, TODAY):
        demands.require_sensible_day(certificate, day, TODAY)
    for day in (issued - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(Invalid):
            demands.require_sensible_day(certificate, day, TODAY)

"""Who is related to whom, declared and ended."""

from __future__ import annotations

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.certificates import operations as certificates
from marketplace.certificates.rules import Action, Status
from marketplace.kit.errors import Conflict, Forbidden, NotFound
from marketplace.relatives import operations, queries


@pytest.fixture
def staff(make):
    def of(role, **changes):
        account = make.account(role, **changes)
        return Actor(account.id, account.role, account.name, second_factor=True)

    return of


def test_whoever_is_related_decides_no_more_until_an_admin_ends_it(make, staff):
    officer, admin = staff(Role.OFFICER), staff(Role.ADMIN)
    certificate = make.certificate(status=Status.SUBMITTED)
    relation = operations.declare(certificate.artisan, actor=officer, at=make.clock())
    given = {"at": make.clock(), "prefix": "BTG", "reason": "Begini."}
    with pytest.raises(Forbidden, match="relative"):
        certificates.decide(certificate, Action.REJECT, actor=officer, **given)
    assert certificate.status is Status.SUBMITTED
    operations.end(relation, actor=admin, at=make.clock())
    certificates.decide(certificate, Action.REJECT, actor=officer, **given)
    assert certificate.status is Status.REJECTED
    with pytest.raises(NotFound):
        queries.standing(relation.id)


def test_a_relation_stands_once_and_can_be_declared_again_after_its_end(make, staff):
    officer, admin = staff(Role.OFFICER), staff(Role.ADMIN)
    artisan = make.artisan()
    first = operations.declare(artisan, actor=officer, at=make.clock())
    with pytest.raises(Conflict):
        operations.declare(artisan, actor=officer, at=make.clock())
    operations.end(first, actor=admin, at=make.clock())
    second = operations.declare(artisan, actor=officer, at=make.clock())
    assert queries.declared(officer.id) == [second]


def test_nobody_ends_their_own_relation(make, staff):
    admin = staff(Role.ADMIN)
    relation = operations.declare(make.artisan(), actor=admin, at=make.clock())
    with pytest.raises(Forbidden):
        operations.end(relation, actor=admin, at=make.clock())


def test_an_officer_ends_none_and_a_buyer_declares_none(make, staff):
    officer = staff(Role.OFFICER)
    relation = operations.declare(make.artisan(), actor=officer, at=make.clock())
    with pytest.raises(Forbidden):
        operations.end(relation, actor=staff(Role.OFFICER), at=make.clock())
    with pytest.raises(Forbidden):
        operations.declare(make.artisan(), actor=staff(Role.BUYER), at=make.clock())


def test_ones_own_shop_is_no_relative(make, staff):
    officer = staff(Role.OFFICER)
    artisan = make.artisan()
    artisan.account_id = officer.id
    with pytest.raises(Conflict):
        operations.declare(artisan, actor=officer, at=make.clock())

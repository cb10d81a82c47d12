from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from marketplace.access.actors import SYSTEM, Actor
from marketplace.access.roles import Role
from marketplace.accounts import staff
from marketplace.accounts.models import Account
from marketplace.audit.models import JournalEntry
from marketplace.kit.errors import Conflict, Forbidden, Incomplete
from marketplace.kit.tokens import digest
from tests.conftest import NOON
from tests.factories.make import Make

People = Callable[..., Account]


def actor(who: Account, second_factor: bool = True) -> Actor:
    return Actor(id=who.id, role=who.role, name=who.name, second_factor=second_factor)


def test_the_last_admin_cannot_be_switched_off_by_anybody(session: Session, person: People) -> None:
    last = person(Role.ADMIN)
    person(Role.ADMIN, disabled_at=NOON)
    with pytest.raises(Conflict) as refused:
        staff.disable(last, actor=SYSTEM, at=NOON)
    assert refused.value.code == "account.last_admin"
    person(Role.ADMIN)
    staff.disable(last, actor=SYSTEM, at=NOON)
    assert last.disabled_at == NOON


@pytest.mark.parametrize("role", [Role.BUYER, Role.ARTISAN, Role.OFFICER])
@pytest.mark.parametrize("deed", [staff.disable, staff.enable, staff.drop_second_factor])
def test_only_admins_look_after_accounts(
    session: Session, person: People, role: Role, deed: Callable
) -> None:
    with pytest.raises(Forbidden):
        deed(person(), actor=actor(person(role)), at=NOON)
    with pytest.raises(Forbidden):
        deed(person(), actor=actor(person(Role.ADMIN), second_factor=False), at=NOON)


def test_twice_is_a_conflict(session: Session, person: People) -> None:
    who = person()
    with pytest.raises(Conflict):
        staff.enable(who, actor=SYSTEM, at=NOON)
    staff.disable(who, actor=SYSTEM, at=NOON)
    with pytest.raises(Conflict):
        staff.disable(who, actor=SYSTEM, at=NOON)
    assert session.query(JournalEntry).count() == 1


def test_nobody_drops_their_own_second_factor_this_way(session: Session, person: People) -> None:
    boss = person(Role.ADMIN)
    with pytest.raises(Conflict):
        staff.drop_second_factor(boss, actor=actor(boss), at=NOON)


def test_who_accepts_a_bodys_invitation_speaks_for_that_body_alone(session: Session, make: Make) -> None:
    admin = make.account(Role.ADMIN)
    inviter = actor(admin)
    body = make.body()
    with pytest.raises(Incomplete):
        staff.invite("lsp@contoh.invalid", Role.LSP, actor=inviter, locale="id", at=NOON)
    token = staff.invite("lsp@contoh.invalid", Role.LSP, actor=inviter, locale="id", at=NOON, body_id=body.id)
    token.digest = digest("secret")
    session.flush()
    account = staff.accept("secret", name="Petugas LSP", password_hash="!", locale="id", at=NOON)
    assert (account.role, account.body_id) == (Role.LSP, body.id)

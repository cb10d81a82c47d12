from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts import staff
from marketplace.accounts.models import Account
from marketplace.kit.errors import BadRequest, Conflict, Forbidden, NotFound
from tests.accounts.conftest import PASSWORD, link_in
from tests.conftest import SettableClock
from tests.proofreading import ProofreadingClient

People = Callable[..., Account]
BOSS = Actor(id=0, role=Role.ADMIN, name="system", second_factor=True)
ANSWER = {"name": "Petugas Baru", "password": PASSWORD, "data_processing": "1"}


@pytest.fixture
def path(session: Session, clock: SettableClock, deliver: Callable) -> str:
    """The link in an invitation for an officer."""
    staff.invite("baru@contoh.invalid", Role.OFFICER, actor=BOSS, locale="id", at=clock())
    session.commit()
    return link_in(deliver()[-1])


def test_the_invited_person_opens_their_account_once(
    client: ProofreadingClient, path: str, session: Session
) -> None:
    page = client.get(path)
    assert "baru@contoh.invalid" in page.get_data(as_text=True)
    assert page.headers["Referrer-Policy"] == "same-origin"
    answer = client.post(path, data=ANSWER | {"role": "admin", "email": "lain@contoh.invalid"})
    assert answer.location.startswith("/desk")
    account = session.query(Account).one()
    assert (account.email, account.role, account.name) == (
        "baru@contoh.invalid",
        Role.OFFICER,
        "Petugas Baru",
    )
    assert client.get("/desk/accounts").status_code == 200
    other = client.application.test_client()
    assert other.get(path).status_code == 404
    assert other.post(path, data=ANSWER).status_code == 404


@pytest.mark.parametrize("missing", ["name", "password", "data_processing"])
def test_every_field_is_needed(client: ProofreadingClient, path: str, session: Session, missing: str) -> None:
    answer = client.post(path, data={name: value for name, value in ANSWER.items() if name != missing})
    assert answer.status_code == 422
    assert f'id="{missing}-error"' in answer.get_data(as_text=True)
    assert session.query(Account).count() == 0
    assert client.get("/en" + path).status_code == 200


def test_after_72_hours_it_is_dead(client: ProofreadingClient, path: str, clock: SettableClock) -> None:
    clock.now += timedelta(hours=72) - timedelta(seconds=1)
    assert client.get(path).status_code == 200
    clock.now += timedelta(seconds=1)
    assert client.get(path).status_code == 404
    assert client.post(path, data=ANSWER).status_code == 404
    assert client.post(path, data={}).status_code == 404


def test_it_is_dead_when_the_address_has_an_account_by_now(
    client: ProofreadingClient, path: str, person: People
) -> None:
    person(email="baru@contoh.invalid")
    assert client.post(path, data=ANSWER).status_code == 404


def test_a_newer_invitation_ends_the_older_one(
    client: ProofreadingClient, path: str, session: Session, clock: SettableClock, deliver: Callable
) -> None:
    staff.invite("baru@contoh.invalid", Role.ADMIN, actor=BOSS, locale="en", at=clock())
    session.commit()
    assert client.get(path).status_code == 404
    newer = link_in(deliver()[-1])
    assert newer.startswith("/en/invitation/")
    assert client.get(newer).status_code == 200


def test_only_staff_is_invited_only_by_admins_and_only_new_addresses(
    person: People, clock: SettableClock
) -> None:
    with pytest.raises(BadRequest):
        staff.invite("a@contoh.invalid", Role.BUYER, actor=BOSS, locale="id", at=clock())
    with pytest.raises(Conflict):
        staff.invite(person().email, Role.OFFICER, actor=BOSS, locale="id", at=clock())
    officer = Actor(id=5, role=Role.OFFICER, name="x", second_factor=True)
    with pytest.raises(Forbidden):
        staff.invite("a@contoh.invalid", Role.OFFICER, actor=officer, locale="id", at=clock())


def test_a_withdrawn_invitation_is_dead(
    client: ProofreadingClient, session: Session, clock: SettableClock, deliver: Callable
) -> None:
    token = staff.invite("baru@contoh.invalid", Role.OFFICER, actor=BOSS, locale="id", at=clock())
    session.commit()
    link = link_in(deliver()[-1])
    staff.withdraw_invitation(token.id, actor=BOSS, at=clock())
    session.commit()
    assert client.get(link).status_code == 404
    with pytest.raises(NotFound):
        staff.withdraw_invitation(token.id, actor=BOSS, at=clock())

"""An artisan, somebody who helps her, and the browser of the helper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.access.tasks import Task
from marketplace.accounts.rules import Identifier
from marketplace.helping import operations
from marketplace.helping.models import ActingSession, Helper
from tests.conftest import NOON


def actor_of(account: Any, artisan: Any = None) -> Actor:
    return Actor(account.id, account.role, account.name, artisan.id if artisan else None)


@pytest.fixture
def siti(make):
    return make.artisan(name="Siti Contoh")


@pytest.fixture
def budi(make):
    return make.account(name="Budi Pembantu", email="budi@contoh.invalid")


@pytest.fixture
def invite(session) -> Callable[..., tuple[Helper, str]]:
    """Invite somebody, and commit."""

    def send(artisan, contact="budi@contoh.invalid", tasks=tuple(Task), at=NOON):
        kind = {"email": contact} if "@" in contact else {"phone": contact}
        actor = actor_of(artisan.account, artisan)
        made = operations.invite(artisan, Identifier(**kind), tasks, actor=actor, at=at)
        session.commit()
        return made

    return send


@pytest.fixture
def employ(session, invite):
    """Invite somebody with these tasks, and have them accept."""

    def begin(artisan, account, *tasks):
        helper, _ = invite(artisan, account.email or account.phone, tasks or tuple(Task))
        operations.accept(helper, actor=actor_of(account), at=NOON)
        session.commit()
        return helper

    return begin


@dataclass
class Hand:
    """A helper's browser; posts carry the token of a page that is open to everybody signed in."""

    client: Any

    def get(self, path: str) -> Any:
        return self.client.get(path)

    def text(self, path: str) -> str:
        return self.client.get(path).get_data(as_text=True)

    def post(self, path: str, **data: Any) -> Any:
        return self.client.post(path, data={"csrf_token": self.client.token("/account"), **data})


@pytest.fixture
def helping(client, sign_in, employ, session):
    """Sign a helper in who works in the studio already."""

    def begin(artisan, account, *tasks):
        helper = employ(artisan, account, *tasks)
        sign_in(client, account)
        hand = Hand(client)
        assert hand.post(f"/helping/{helper.id}/act").status_code == 303
        assert session.query(ActingSession).count() == 1
        return hand, helper

    return begin


@pytest.fixture
def officer(make):
    return make.account(Role.OFFICER, email="petugas2@contoh.invalid")

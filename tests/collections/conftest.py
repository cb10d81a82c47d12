"""What the tests of collections share."""

from __future__ import annotations

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role


@pytest.fixture
def officer(make):
    account = make.account(Role.OFFICER)
    return Actor(account.id, Role.OFFICER, account.name, second_factor=True)

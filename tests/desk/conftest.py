"""An officer at the desk, and what an approval says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

APPROVAL = {
    "action": "verify",
    "seen": ["legible", "signed", "original"],
    "method": "city_list",
    "checked_on": "14 April 2026",
}


@pytest.fixture
def desk(
    client: ProofreadingClient, sign_in: Callable[[ProofreadingClient, Account], str], make: Make
) -> ProofreadingClient:
    sign_in(client, make.account(Role.OFFICER, name="Petugas Kota"))
    return client

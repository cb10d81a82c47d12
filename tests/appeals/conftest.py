"""People around an appeal: an officer, and the artisan who appeals."""

from __future__ import annotations

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from tests.factories.make import Make


def officer_of(make: Make, name: str = "Petugas Satu", **changes: object) -> Actor:
    account = make.account(Role.OFFICER, name=name)
    return Actor(account.id, account.role, account.name, second_factor=True)


@pytest.fixture
def officer(make: Make) -> Actor:
    return officer_of(make)


@pytest.fixture
def certificate(make: Make):
    return make.certificate(make.artisan(name="Siti Contoh"), code="BTG-7K4P")


@pytest.fixture
def artisan(certificate) -> Actor:
    account = certificate.artisan.account
    return Actor(account.id, account.role, account.name, certificate.artisan_id)

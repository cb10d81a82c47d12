"""People with real passwords, and a count of how often one was hashed or compared."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pytest
from argon2 import PasswordHasher

from marketplace.access.roles import Role
from marketplace.accounts.hashing import hash_password
from marketplace.accounts.models import Account
from marketplace.adapters.jobs.runner import Runner
from marketplace.adapters.mail.memory import MemoryMailer
from marketplace.adapters.mail.port import Letter
from tests.factories.make import Make

PASSWORD = "tas rajut biru laut"
NEW_PASSWORD = "benang merah dari dermaga"


@lru_cache(maxsize=1)
def kept() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def person(make: Make) -> Callable[..., Account]:
    """An account whose password is PASSWORD."""

    def create(role: Role = Role.BUYER, **changes: Any) -> Account:
        return make.account(role, password_hash=kept(), **changes)

    return create


@pytest.fixture
def deliver(jobs: Runner, outbox: MemoryMailer) -> Callable[[], list[Letter]]:
    """Do what was left for later, and return the letters that went out."""

    def work() -> list[Letter]:
        jobs.run_all()
        return outbox.letters

    return work


@dataclass
class Hashings:
    """How many times the slow function ran."""

    count: int = 0


@pytest.fixture
def hashings(monkeypatch: pytest.MonkeyPatch) -> Hashings:
    kept()  # made once per process: the test that comes first must not count it
    counted = Hashings()
    for name in ("hash", "verify"):
        real = getattr(PasswordHasher, name)

        def count(self: PasswordHasher, *values: Any, real: Any = real) -> Any:
            counted.count += 1
            return real(self, *values)

        monkeypatch.setattr(PasswordHasher, name, count)
    return counted


def link_in(letter: Letter) -> str:
    """The path of the first link in a letter."""
    found = re.search(r"http://127\.0\.0\.1:8000(\S+)", letter.text)
    assert found, letter.text
    return found.group(1)


def plain(html: str) -> str:
    """A page without what differs by chance: token and request id."""
    return re.sub(r'name="csrf_token" value="[^"]*"|[0-9a-f]{16}', "", html)

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from marketplace.accounts import hashing


@pytest.mark.parametrize(
    "password",
    ["tas rajut biru laut", "  spasi  ", "nul\0nul", "\U0001f9f6" * 200, "\ud800 rusak", "e\u0301"],
)
def test_a_password_matches_itself_alone(password: str) -> None:
    kept = hashing.hash_password(password)
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert hashing.matches(kept, password)
    assert not hashing.matches(kept, password + "x")
    assert hashing.hash_password(password) != kept, "each hash has its own salt"
    assert len(kept) <= 200


def test_one_keyboards_accents_match_anothers() -> None:
    assert hashing.matches(hashing.hash_password("caf\u00e9 di dermaga"), "cafe\u0301 di dermaga")


@pytest.mark.parametrize("kept", [None, hashing.UNUSABLE, "", "rubbish", "$argon2id$v=19$rubbish"])
def test_no_password_matches_an_account_without_one(kept: str | None) -> None:
    assert not hashing.matches(kept, "nobody has this password")


def test_an_account_nobody_has_costs_as_much_as_any() -> None:
    assert not hashing.is_outdated(hashing.NOBODY)
    assert hashing.NOBODY.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_other_parameters_are_outdated() -> None:
    assert hashing.is_outdated(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash("x"))
    assert not hashing.is_outdated(hashing.hash_password("x"))

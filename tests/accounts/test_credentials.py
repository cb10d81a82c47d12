from __future__ import annotations

from collections.abc import Callable

import pytest

from marketplace.access.roles import Role
from marketplace.accounts import credentials
from marketplace.accounts.models import Account
from marketplace.accounts.rules import Identifier
from tests.accounts.conftest import PASSWORD, Hashings
from tests.conftest import NOON

People = Callable[..., Account]


def test_a_right_password_says_whose_it_is(person: People) -> None:
    who = person(Role.ARTISAN, email="a@contoh.invalid", phone="+6281234567890", totp_confirmed_at=NOON)
    by_mail = credentials.check(Identifier(email="a@contoh.invalid"), PASSWORD)
    by_phone = credentials.check(Identifier(phone="+6281234567890"), PASSWORD)
    assert by_mail == by_phone
    assert by_mail is not None
    assert (by_mail.id, by_mail.role, by_mail.asks_second_factor) == (who.id, Role.ARTISAN, True)
    assert by_mail.fresh_hash is None


@pytest.mark.parametrize("case", ["wrong", "unknown", "disabled"])
def test_everything_else_is_nobody_at_the_cost_of_one_comparison(
    person: People, hashings: Hashings, case: str
) -> None:
    changes = {"disabled": {"disabled_at": NOON}}.get(case, {})
    person(email="a@contoh.invalid", **changes)
    before = hashings.count
    email = "b@contoh.invalid" if case == "unknown" else "a@contoh.invalid"
    assert credentials.check(Identifier(email=email), "salah" if case == "wrong" else PASSWORD) is None
    assert hashings.count - before == 1


def test_ones_own_password_is_known(person: People) -> None:
    who = person()
    assert credentials.is_password_of(who.id, PASSWORD)
    assert not credentials.is_password_of(who.id, PASSWORD + " ")
    assert not credentials.is_password_of(999_999, PASSWORD)
    assert credentials.stamp("one") != credentials.stamp("two")
